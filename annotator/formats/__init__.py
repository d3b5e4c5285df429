"""In and out: one module or package for each format, imported when it is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.corpus.errors import Fault
from annotator.corpus.kinds import Codebook
from annotator.formats.choices import Format as Format
from annotator.formats.ways import EXPORTERS as EXPORTERS
from annotator.formats.ways import IMPORTERS as IMPORTERS
from annotator.formats.ways import MAGIC
from annotator.language import tr

if TYPE_CHECKING:
    from annotator.formats.doors import Corpus, Incoming, ReadOptions, WriteOptions, Written
    from annotator.formats.doors.clip import Clip


def importer(name: str) -> Format:
    """The importer of that name.

    Raises:
        Fault: there is none.
    """
    return _named(name, IMPORTERS, tr("The format “{name}” cannot be read", name=name))


def exporter(name: str) -> Format:
    """The exporter of that name.

    Raises:
        Fault: there is none.
    """
    return _named(name, EXPORTERS, tr("The format “{name}” cannot be written", name=name))


def _named(name: str, formats: Sequence[Format], otherwise: str) -> Format:
    for each in formats:
        if each.name == name:
            return each
    raise Fault(otherwise, tr("there are {names}", names=", ".join(each.name for each in formats)),
                tr("Choose one of these; `annotator formats` says what they are"))


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
    raise Fault(tr("{name} was not written", name=out.name), tr("no format has the ending {ending}", ending=out.suffix),
                tr("End the name in .json, leave the ending away for a folder, or name the format"))


def _longest_ending(format_: Format) -> int:
    return -max(map(len, format_.suffixes), default=0)


def sniff(path: Path) -> Format:
    """What a file or folder holds: by its content first, then by its ending.

    Raises:
        Fault: it cannot be read, or is nothing that can be taken in.
    """
    from annotator.formats.doors.glimpse import glimpse

    if path.suffix.lower() == ".annot":
        raise Fault(tr("{name} cannot be imported", name=path.name), tr("it is an Annotator project"),
                    tr("Open it, or export it as a dataset"))
    seen = glimpse(path)
    likely = {each.name: each.likelihood(seen) for each in IMPORTERS}
    best = max(IMPORTERS, key=lambda each: likely[each.name])
    if seen.is_folder and likely[best.name] < 0.5:
        raise Fault(tr("{name} cannot be imported", name=path.name),
                    tr("it is a folder without anything that can be imported"),
                    tr("Choose another folder, or files"))
    if likely[best.name] < 0.35:
        for magic, what in MAGIC.items():
            if seen.head.startswith(magic):
                raise Fault(tr("{name} cannot be imported", name=path.name), tr("it is {what}", what=what),
                            tr("Save what it says as text (.txt), or paste it"))
    return best


def _said(path: Path, name: str) -> Format:
    """The importer of that name, unless the file is plainly of another format.

    Raises:
        Fault: there is no such importer, or the file is something else.
    """
    from annotator.formats.doors.glimpse import glimpse

    chosen = importer(name)
    if path.is_dir():
        return chosen
    seen = glimpse(path)
    best = max(IMPORTERS, key=lambda each: each.likelihood(seen))
    loses = best.gives != chosen.gives == "articles" and name not in ("txt", "md")  # annotations, for one
    if best.likelihood(seen) >= 0.7 and best != chosen and (loses or chosen.likelihood(seen) < 0.2):
        raise Fault(tr("{file} cannot be imported as “{format}”", file=path.name, format=name),
                    tr("it is something else: {what}", what=best.label),
                    tr("Say “{name}”, or leave the format out", name=best.name))
    return chosen


def read_files(paths: Iterable[Path], corpus: Corpus, *, format: str | None = None,
               options: ReadOptions | None = None) -> Incoming:
    """Read files and folders, to be looked through and then stored as one action, all or nothing.

    Args:
        paths: a folder that is no dataset and no corpus of another tool stands for the articles in it.
        corpus: the project that they shall go into.
        format: the name of an importer; each file's own content tells without it.
        options: how to read them.
    """
    from annotator.formats.doors import LOOKING, Incoming, Problem, ReadOptions

    options = options or ReadOptions()
    found: dict[Path, Format] = {}
    problems = []
    for _, path in options.each(_walked(paths, format), LOOKING):
        try:
            found[path] = _said(path, format) if format else sniff(path)
        except Fault as fault:
            problems.append(Problem(path.name, fault))
    incoming = Incoming()
    kinds = {each.name if each.gives != "articles" else "" for each in found.values()}
    if len(kinds) > 1:
        why = tr("texts, datasets, codebooks or corpora of several tools were named at once")
        problems.append(Problem(next(iter(found)).name,
                                Fault(tr("Nothing was added"), why, tr("Import them one after the other"))))
    elif found:
        incoming = _read(found, corpus, options)
    incoming.problems[:0] = problems
    return incoming


def _read(found: Mapping[Path, Format], corpus: Corpus, options: ReadOptions) -> Incoming:
    """Read files of one way of reading."""
    from annotator.formats.doors import Incoming, Problem

    first = next(iter(found.values()))
    chosen = replace(options, format=first.name)
    if first.gives == "incoming":
        incoming: Incoming = first.load()(list(found), corpus, chosen)
        return incoming
    if first.gives == "annotated":
        from annotator.formats.dataset.foreign import take_in

        try:
            return take_in(first.load()(list(found), chosen), corpus, chosen)
        except Fault as fault:
            return Incoming(problems=[Problem(next(iter(found)).name, fault)])
    return _read_articles(found, corpus, options)


def _read_articles(files: Mapping[Path, Format], corpus: Corpus, options: ReadOptions) -> Incoming:
    from annotator.formats.doors import COMPARING, FILES, Problem
    from annotator.formats.doors.found import Found, compared
    from annotator.formats.doors.resemblance import resembling

    problems, found = [], list[Found]()
    for number, (path, each) in options.each(list(files.items()), FILES):
        try:
            found += list(each.load()(path, _as_one(options, each.name, number, len(files))))
        except Fault as fault:
            problems.append(Problem(path.name, Fault(tr("{name} cannot be imported", name=path.name), fault.why,
                                                     fault.remedy)))
    options.step(COMPARING, 0, 0)
    incoming = compared(found, corpus)
    incoming.warnings += resembling(incoming.arrivals, corpus)
    incoming.problems += problems
    tables = [path for path, each in files.items() if each.name == "table"]
    if tables and not problems:
        from annotator.formats.table.reading import columns

        incoming.columns = columns(tables[0], options)
    return incoming


def _as_one(options: ReadOptions, name: str, number: int, many: int) -> ReadOptions:
    """How to read one of these files: its own articles are counted only when it is alone."""
    from annotator.formats.doors import FILES

    def step(_at: str, _done: int, _total: int) -> None:
        options.step(FILES, number - 1, many)

    return replace(options, format=name, step=step if many > 1 else options.step)


def walked_endings() -> tuple[str, ...]:
    """Endings of the files that are taken from a folder: those of articles; tables and archives may be anything."""
    return tuple(suffix for each in IMPORTERS if each.gives == "articles" and each.name not in ("table", "zip")
                 for suffix in each.suffixes)


def _walked(paths: Iterable[Path], format: str | None) -> list[Path]:
    found: list[Path] = []
    endings = importer(format).suffixes if format else walked_endings()
    for path in paths:
        whole = not path.is_dir() or _is_one(path, format)
        inside = [] if whole else sorted(p for p in path.rglob("*") if p.name.lower().endswith(endings) and p.is_file()
                                         and not p.name.startswith("."))  # macOS lays “._x.docx” beside x.docx
        found += inside or [path]
    return list(dict.fromkeys(found))


def _is_one(folder: Path, format: str | None) -> bool:
    """Whether a folder is what is imported, and not only where the articles lie."""
    if format:
        return importer(format).gives != "articles"
    try:
        return sniff(folder).gives != "articles"
    except Fault:
        return False


def read_text(text: str, corpus: Corpus, *, title: str = "") -> Incoming:
    """Read a text. Without a title its first line is one, if it looks like a headline."""
    from annotator.formats.doors.clip import Clip

    return read_clip(Clip(text), corpus, title=title)


def read_clip(clip: Clip, corpus: Corpus, *, title: str = "") -> Incoming:
    """Read what was pasted or dropped: words, or a piece of a page."""
    from annotator.formats.plain_text.reading import read_clip

    return read_clip(clip, corpus, title)


def export(name: str, corpus: Corpus, out: Path, options: WriteOptions | None = None) -> Written:
    """Write the project in a format.

    Raises:
        Fault: there is no such format, the disk refused, or the project kept changing.
    """
    from annotator.formats.doors import WriteOptions, account
    from annotator.formats.doors.selection import selected

    options, format_ = options or WriteOptions(), exporter(name)
    options = replace(options, choices=format_.chosen(options.choices))
    if options.history and "history" not in format_.options:
        raise Fault(tr("{name} was not written", name=out.name),
                    tr("{format} has no place for the history of changes", format=format_.name),
                    tr("Write a dataset, or leave the history out"))
    told = replace(options, coders=() if corpus.coders().keys() <= set(options.coders) else options.coders)
    corpus = selected(corpus, options)
    options = replace(options, terms=account.terms(told, corpus, format_.told(options.choices)))
    written: Written = format_.load()(corpus, out, options)
    if format_.beside and account.chosen(options):
        written = account.told_beside(format_.label, out, corpus, written, options)
    if hidden := corpus.left_out():
        written = replace(written, losses=(*written.losses, hidden))
    return written


def default_codebook() -> Codebook:
    """The codebook of a new project."""
    from annotator.formats.dataset.parsing import parse_codebook
    from annotator.formats.dataset.wording import codebook
    from annotator.settings import localised

    return codebook(parse_codebook(localised("codebook", "default.json").read_bytes(), "default.json"))
