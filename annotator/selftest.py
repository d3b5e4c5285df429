"""`annotator --selftest`: whether this installation is whole. Every package is tried with it before it is given away.

Nothing of this person's is touched: settings, replica and project lie in a folder of the run's own.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from annotator import __version__
from annotator.corpus.errors import Fault

if TYPE_CHECKING:
    from annotator.project.catalogue import Catalogue

FOLDERS = ("codebook", "finders", "help", "icons", "report", "sample", "schema", "themes", "tour", "translations")
"""What must lie in the resources."""

TEXT = "“The harbour will cost $1.3 billion,” Mayor Ada Berg told the council on Tuesday."
PAGE = f"<html><head><title>Harbour</title></head><body><article><h1>Harbour</h1><p>{TEXT}</p></article></body></html>"
TABLE = f'title,text\nHarbour,"{TEXT}"\n'
RICH = r"{\rtf1\ansi The harbour will cost more than the council was told on Tuesday.\par}"
NETWORK = {"rows": "person", "columns": "claim_type"}
"""A network that the sample has."""

NOTICED = (ArithmeticError, AttributeError, Fault, ImportError, LookupError, OSError, RuntimeError,
           TypeError, ValueError)  # fmt: skip


@dataclass(slots=True)
class Run:
    """One run, in its folder.

    Attributes:
        folder: empty at the beginning, gone at the end.
        given: files that are read besides our own small ones.
        failed: what did not work.
    """

    folder: Path
    given: tuple[Path, ...] = ()
    failed: list[str] = field(default_factory=list)

    @property
    def project(self) -> Path:
        """Holds the sample once that has been brought in."""
        return self.folder / "sample.annot"

    def see(self, name: str, look: Callable[[Run], str]) -> None:
        """Look at one thing, and print what was found."""
        try:
            said, sign = look(self), "ok"
        except NOTICED as error:
            said, sign = f"{type(error).__name__}: {error}", "FAILED"
            self.failed.append(name)
        print(f"{sign:<7}{name:<12}{said}", flush=True)


def main(words: Sequence[str]) -> int:
    """Look at everything; returns 0 when all of it works, else 1.

    Args:
        words: files, and folders of files, that are to be read besides.
    """
    given = [path for word in words for path in _files(Path(word))]
    print(f"Annotator {__version__} · {'package' if getattr(sys, 'frozen', False) else 'Python environment'} · "
          f"{platform.platform()}", flush=True)
    with tempfile.TemporaryDirectory(prefix="annotator-selftest-", ignore_cleanup_errors=True) as folder:
        os.environ |= {"ANNOTATOR_HOME": str(Path(folder, "home")), "QT_QPA_PLATFORM": "offscreen"}
        run = Run(Path(folder), tuple(given))
        for name, look in LOOKS.items():
            run.see(name, look)
    failed = f"FAILED: {', '.join(run.failed)}"
    print(failed if run.failed else "All is well")
    return 1 if run.failed else 0


def _files(path: Path) -> list[Path]:
    return sorted(each for each in path.iterdir() if each.is_file()) if path.is_dir() else [path]


# --- what is looked at ---


def _resources(run: Run) -> str:
    from annotator.settings import resource

    bare = [name for name in FOLDERS if not any(resource(name).rglob("*.*"))]
    _require(not bare, f"nothing in {', '.join(bare)} of {resource()}")
    return f"{sum(path.is_file() for path in resource().rglob('*'))} files in {resource()}"


def _languages(run: Run) -> str:
    from annotator.language import LANGUAGES, catalogue
    from annotator.settings import resource
    from annotator.ui.speaking import words_of_qt

    said = []
    for language in LANGUAGES:
        if language != "en":
            texts = catalogue(language, resource("translations")).texts
            _require(bool(texts), f"no texts in {language}")
            _require(words_of_qt(language) is not None, f"Qt's own words are not there in {language}")
            said.append(f"{language}: {len(texts)} texts")
    return ", ".join(said)


def _sqlite(run: Run) -> str:
    """A project is made, filled and looked through: STRICT tables, full text, and the file on the disk."""
    from annotator.corpus.team import Coder
    from annotator.formats import default_codebook, read_files
    from annotator.project.journal import SQLITE
    from annotator.session import Session
    from annotator.settings import home, load, resource

    settings = load()
    session = Session.create(run.project, Coder(settings.coder, settings.name), home=home(),
                             codebook=default_codebook())
    try:
        session.do(read_files([resource("sample", "corpus.json")], session.catalogue).change_sets())
        session.exchange()
        found = [str(each) for each in session.check()]
        counts = session.catalogue.counts()
    finally:
        session.close()
    _require(not found, "; ".join(found))
    return f"{SQLITE}, {counts['articles']} articles stored and checked"


def _ways_out(run: Run) -> str:
    """Every format writes the sample."""
    from annotator.formats import EXPORTERS, export
    from annotator.formats.doors import WriteOptions

    with _catalogue(run) as catalogue:
        for each in EXPORTERS:
            out = run.folder / f"out-{each.name}{each.suffixes[0] if each.suffixes else ''}"
            asked = {choice.name for choice in each.choices}
            chosen = {name: said for name, said in NETWORK.items() if name in asked}
            export(each.name, catalogue, out, WriteOptions(choices=chosen))
            _require(out.exists(), f"{each.name} wrote nothing")
    return f"{len(EXPORTERS)} formats"


def _ways_in(run: Run) -> str:
    """Every format's reader loads; small files, some of our own exports and what was given are read."""
    from annotator.formats import IMPORTERS, read_files

    for each in IMPORTERS:
        each.load()
    small = {"page.html": PAGE, "plain.txt": TEXT, "table.csv": TABLE, "notes.md": f"# Harbour\n\n{TEXT}\n",
             "rich.rtf": RICH}
    for name, content in small.items():
        (run.folder / name).write_text(content, encoding="utf-8")
    again = [run.folder / f"out-{name}" for name in ("dataset.json", "qdpx.qdpx", "dna.dna")]
    paths = [*(run.folder / name for name in small), *again, *run.given]
    with _catalogue(run) as catalogue:
        for path in paths:
            for problem in read_files([path], catalogue).problems:
                raise problem.fault
    return f"{len(IMPORTERS)} formats, {len(paths)} files read"


def _finders(run: Run) -> str:
    from annotator.finders import suggest

    found = suggest(TEXT)
    _require({each.kind for each in found} >= {"quote", "statistic"}, f"found only {found}")
    return f"{len(found)} suggestions in one sentence"


def _picture(run: Run) -> str:
    """The real window, off screen, is no blank sheet."""
    from annotator.ui.render import render
    from annotator.ui.wholeness import colours_of

    _require("fonts" not in run.failed, "not tried without a font")
    out = run.folder / "window.png"
    render(run.project, 1, out)
    colours = colours_of(out)
    _require(colours > 50, f"the window has {colours} colours only")
    return f"{out.stat().st_size:,} bytes, {colours:,} colours"


def _icons(run: Run) -> str:
    from annotator.ui.wholeness import draw_icons

    return f"{draw_icons()} drawn"


def _fonts(run: Run) -> str:
    from annotator.ui.wholeness import count_fonts

    return f"{count_fonts()} families"


def _qt(run: Run) -> str:
    from annotator.ui.wholeness import look_at_plugins

    return look_at_plugins()


def _paper(run: Run) -> str:
    from annotator.ui.wholeness import print_page

    _require("fonts" not in run.failed, "not tried without a font")
    return f"{print_page(run.folder / 'page.pdf'):,} bytes printed"


def _require(fine: bool, words: str) -> None:
    """No `assert`: a Python that is told to optimise leaves those out."""
    if not fine:
        raise LookupError(words)


@contextmanager
def _catalogue(run: Run) -> Iterator[Catalogue]:
    from annotator.corpus.team import Coder
    from annotator.session import Session
    from annotator.settings import home, load

    settings = load()
    session = Session.open(run.project, Coder(settings.coder, settings.name), home=home())
    try:
        yield session.catalogue
    finally:
        session.close()


LOOKS: dict[str, Callable[[Run], str]] = {
    "resources": _resources,
    "languages": _languages,
    "fonts": _fonts,
    "SQLite": _sqlite,
    "out": _ways_out,
    "in": _ways_in,
    "finders": _finders,
    "window": _picture,
    "icons": _icons,
    "paper": _paper,
    "Qt": _qt,
}
"""In this order: later ones need what earlier ones have made."""
