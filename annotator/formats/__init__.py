"""In and out: one module or package for each format, imported when it is used. What there is, is named here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.corpus.errors import Fault
from annotator.corpus.kinds import Codebook

if TYPE_CHECKING:
    from annotator.formats.doors import Corpus, Incoming, WriteOptions, Written


@dataclass(frozen=True, slots=True)
class Format:
    """One way in or out.

    Args:
        name: what `--format` calls it.
        label: what a dialog calls it.
        module, function: where it is done.
        suffixes: endings of files that hold it, the usual one first; none for a folder.
        options: which of `WriteOptions` mean something to it.
    """

    name: str
    label: str
    module: str
    function: str
    suffixes: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    def load(self) -> Any:
        """The function, its module imported now."""
        return getattr(import_module(self.module), self.function)


_DATASET = "annotator.formats.dataset"
_TEXT = "annotator.formats.plain_text"

IMPORTERS = (
    Format("dataset", "Dataset, one JSON file", f"{_DATASET}.reading", "read", (".json",)),
    Format("dataset-folder", "Dataset, a folder", f"{_DATASET}.reading", "read"),
    Format("codebook", "Codebook alone, one JSON file", f"{_DATASET}.codebook_file", "read", (".codebook.json",)),
    Format("txt", "Plain text", f"{_TEXT}.reading", "read", (".txt", ".text")),
    Format("md", "Markdown, with or without front matter", f"{_TEXT}.reading", "read", (".md", ".markdown")),
)
EXPORTERS = (
    Format("dataset", "Dataset, one JSON file", f"{_DATASET}.files", "write_file", (".json",), ("reproducible",)),
    Format("dataset-folder", "Dataset, a folder", f"{_DATASET}.files", "write_folder", options=("reproducible",)),
    Format("csv", "CSV tables, a folder", "annotator.formats.comma_separated", "write_folder",
           options=("for_machines",)),
    Format("codebook", "Codebook alone, one JSON file", f"{_DATASET}.codebook_file", "write", (".codebook.json",)),
)
WALKED = (".txt", ".md")
"""Endings of the files that are taken from a folder."""

_MAGIC = {
    b"SQLite format 3\0": "an SQLite database or an Annotator project",
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive (such as .docx, .odt, .xlsx or .epub)",
    b"\xd0\xcf\x11\xe0": "a file of an old Office program",
    b"{\\rtf": "RTF",
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file", b"7z\xbc\xaf": "a compressed file",
    b"\x7fELF": "a program",
}
_LOOKED_AT = 4_096
"""Bytes of a file that are enough to tell what it is."""


def importer(name: str) -> Format:
    """The importer of that name.

    Raises:
        Fault: there is none.
    """
    return _named(name, IMPORTERS, "read")


def exporter(name: str) -> Format:
    """The exporter of that name.

    Raises:
        Fault: there is none.
    """
    return _named(name, EXPORTERS, "written")


def _named(name: str, formats: Sequence[Format], done: str) -> Format:
    for each in formats:
        if each.name == name:
            return each
    raise Fault(f"The format “{name}” cannot be {done}", f"there are {', '.join(f.name for f in formats)}",
                "Choose one of these; `annotator formats` says what they are")


def exporter_for(out: Path) -> Format:
    """The exporter for a file's ending; a name without one is a folder's.

    Raises:
        Fault: no format has this ending.
    """
    if not out.suffix or out.is_dir():
        return exporter("dataset-folder")
    for each in sorted(EXPORTERS, key=_longest_ending):
        if out.name.lower().endswith(each.suffixes or "\0"):
            return each
    raise Fault(f"{out.name} was not written", f"no format has the ending {out.suffix}",
                "End the name in .json, leave the ending away for a folder, or name the format")


def _longest_ending(format_: Format) -> int:
    return -max(map(len, format_.suffixes), default=0)


def sniff(path: Path) -> Format:
    """What a file or folder holds: by its content first, then by its ending.

    Raises:
        Fault: it cannot be read, or is nothing that can be taken in.
    """
    if path.is_dir():
        if (path / "articles.jsonl").is_file():
            return importer("dataset-folder")
        raise Fault(f"{path.name} cannot be imported", "it is a folder without articles.jsonl, .txt or .md files",
                    "Choose another folder, or files")
    if path.suffix.lower() == ".annot":
        raise Fault(f"{path.name} cannot be imported", "it is an Annotator project",
                    "Open it, or export it as a dataset")
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except OSError as error:
        why = "there is no such file" if not path.exists() else error.strerror or "the disk refused"
        raise Fault(f"{path.name} cannot be read", why, "Check the name, and whether you may read it") from error
    for magic, what in _MAGIC.items():
        if head.startswith(magic):
            raise Fault(f"{path.name} cannot be imported", f"it is {what}",
                        "Save what it says as text (.txt), or paste it")
    suffix = path.suffix.lower()
    if b'"annotator-codebook"' in head or path.name.lower().endswith(".codebook.json"):
        return importer("codebook")
    if b'"annotated-article-corpus"' in head or suffix == ".json":
        return importer("dataset")
    return importer("md" if suffix in (".md", ".markdown") else "txt")


def read_files(paths: Iterable[Path], corpus: Corpus, *, format: str | None = None, update: bool = False) -> Incoming:
    """Read files and folders, to be looked through and then stored as one action, all or nothing.

    Args:
        paths: a folder that is no dataset stands for the .txt and .md files in it.
        corpus: the project that they shall go into.
        format: the name of an importer; each file's own content tells without it.
        update: take what the project has otherwise as an edit.
    """
    from annotator.formats.doors import Incoming, Problem, ReadOptions

    found: dict[Path, str] = {}
    problems = []
    for path in _walked(paths, format):
        try:
            found[path] = importer(format).name if format else sniff(path).name
        except Fault as fault:
            problems.append(Problem(path.name, fault))
    incoming = Incoming()
    kinds = {name if name.startswith(("dataset", "codebook")) else "txt" for name in found.values()}
    if len(kinds) > 1:
        why = "texts, datasets or codebooks were named at once"
        problems.append(Problem(next(iter(found)).name,
                                Fault("Nothing was added", why, "Import them one after the other")))
    elif found:
        incoming = importer(kinds.pop()).load()(list(found), corpus, ReadOptions(update, format or ""))
    incoming.problems[:0] = problems
    return incoming


def _walked(paths: Iterable[Path], format: str | None) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        whole = not path.is_dir() or (path / "articles.jsonl").is_file() or format == "dataset-folder"
        inside = [] if whole else sorted(p for p in path.rglob("*") if p.suffix.lower() in WALKED and p.is_file())
        found += inside or [path]
    return list(dict.fromkeys(found))


def read_text(text: str, corpus: Corpus, *, title: str = "") -> Incoming:
    """Read a pasted text. Without a title its first line is one, if it looks like a headline."""
    from annotator.formats.plain_text.reading import read_text

    return read_text(text, corpus, title)


def export(name: str, corpus: Corpus, out: Path, options: WriteOptions | None = None) -> Written:
    """Write the project in a format.

    Raises:
        Fault: there is no such format, the disk refused, or the project kept changing.
    """
    from annotator.formats.doors import WriteOptions

    written: Written = exporter(name).load()(corpus, out, options or WriteOptions())
    return written


def default_codebook() -> Codebook:
    """The codebook of a new project."""
    from annotator.formats.dataset.parsing import parse_codebook
    from annotator.formats.dataset.wording import codebook
    from annotator.settings import resource

    return codebook(parse_codebook(resource("codebook", "default.json").read_bytes(), "default.json"))
