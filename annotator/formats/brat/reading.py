"""Reading brat: text-bounds become annotations; what is said of them and between them goes along.

Fragments may come out of order; those that only a line end parts are one. Links of ours are links again, other
relations and the roles of events become attributes with the words to which they lead. In a corpus that we wrote, which
its table of articles tells, sources and cues are what they were (`chains`).
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotator.corpus.article import LONGEST
from annotator.corpus.change import counted
from annotator.corpus.errors import Fault
from annotator.corpus.ids import is_id
from annotator.corpus.source import ANONYMITY, TYPES, Source
from annotator.formats.brat import chains
from annotator.formats.brat.standoff import Standoff, parse
from annotator.formats.brat.words import SOURCES
from annotator.formats.doors import FILES, LOOKING, ReadOptions
from annotator.formats.doors.decoding import decode
from annotator.formats.doors.files import file_digest, read_whole, refused
from annotator.formats.doors.foreign import Foreign, ForeignArticle, ForeignMark, Span, joined_over_line_ends, settled
from annotator.formats.doors.found import Found, found, headline
from annotator.formats.doors.offsets import Counted, Counting, Way, way_of
from annotator.language import tr

_SHOWN = 200
"""Code points of the words to which a relation leads."""


def read(paths: Sequence[Path], options: ReadOptions) -> Foreign:
    """All articles of folders and files.

    Raises:
        Fault: there is none, a text is missing, or a file is none of brat's.
    """
    files = list(_files(paths))
    foreign = Foreign(paths[0].name, "brat")
    parsed = [(path, _raw_text(path, options), parse(read_whole_or_nothing(path), path.name))
              for _, path in options.each(files, LOOKING)]
    way, share = way_of([(text, [Counted(s, e, quote) for _, spans, quote in standoff.bounds.values()
                                 for s, e in spans if len(spans) == 1])
                         for _, (text, _, _), standoff in parsed])
    if way != Way():
        foreign.warnings.append(tr("its offsets count {way} ({share:.1%} of what can be checked agree)", way=way,
                                   share=share))
    about, sources = _about(paths), chains.Sources({each.id: each for each in _sources(paths)})
    lost = 0
    for _, (path, (text, raw, encoding), standoff) in options.each(parsed, FILES):
        counting = Counting(text, way)
        origin = {"format": "brat", "file": path.with_suffix(".txt").name, "encoding": encoding,
                  "fileSha256": file_digest(raw)}
        known = about.get(path.stem, {})
        article, placed = _found(path, counting.text, origin, known), _all_placed(standoff, counting)
        lost += len(standoff.bounds) - len(placed)
        foreign.partial |= "article_id" in known
        marks = chains.marks(standoff, placed, counting.text, sources) if "article_id" in known else _marks(
            standoff, placed, counting.text)
        foreign.articles.append(ForeignArticle(article, list(marks)))
    foreign.sources, foreign.only_named = list(sources.known.values()), sources.only_named
    strange = sum(standoff.strange for _, _, standoff in parsed)
    if lost:
        foreign.warnings.append(tr("{annotations} outside of the text, or with other words than it has, "
                                   "left out", annotations=counted(lost, 'annotation')))
    if dangling := sum(standoff.dangling() for _, _, standoff in parsed):
        foreign.warnings.append(tr("{lines} about something that is not there left out",
                                   lines=counted(dangling, 'line')))
    if strange:
        foreign.warnings.append(tr("{lines} that brat does not have left out", lines=counted(strange, 'line')))
    return foreign


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    found_any = False
    for path in paths:
        inside = sorted(path.rglob("*.ann")) if path.is_dir() else [path.with_suffix(".ann")]
        for each in inside:
            if not each.with_suffix(".txt").is_file():
                raise refused(each.name, tr("its text {name} does not lie beside it",
                                            name=each.with_suffix('.txt').name),
                              tr("Put both into one folder"))
            if not each.is_file():
                raise refused(path.name, tr("there is no file of annotations (.ann) beside it"),
                              tr("Put both into one folder"))
            found_any = True
            yield each
    if not found_any:
        raise refused(paths[0].name, tr("there are no files of annotations (.ann) in it"), tr("Choose another folder"))


def read_whole_or_nothing(path: Path) -> bytes:
    """A file's bytes; a text without annotations has an empty file beside it."""
    return read_whole(path) if path.stat().st_size else b""


def _raw_text(path: Path, options: ReadOptions) -> tuple[str, bytes, str]:
    raw = read_whole(path.with_suffix(".txt"))
    decoded = decode(raw, options.encoding)
    return decoded.text, raw, decoded.encoding


def _all_placed(standoff: Standoff, counting: Counting) -> dict[str, tuple[Span, ...]]:
    return {name: parts for name, (_, spans, quote) in standoff.bounds.items()
            if (parts := _placed(spans, quote, counting))}


def _marks(standoff: Standoff, placed: chains.Places, text: str) -> Iterator[ForeignMark]:
    """The annotations of a corpus of others: each text-bound is one."""
    events: dict[str, list[str]] = defaultdict(list)
    relations: dict[str, list[str]] = defaultdict(list)
    for event, trigger in standoff.owner.items():
        events[trigger].append(event)
    for relation, (_, start) in standoff.relations.items():
        relations[standoff.owner.get(start, start)].append(relation)

    def words(name: str) -> str:
        bound = standoff.owner.get(name, name)
        said = " … ".join(text[start:end] for start, end in placed.get(bound, ()))
        return " ".join(said.split())[:_SHOWN]

    for name, parts in placed.items():
        attributes: dict[str, str | bool] = {}
        links: list[tuple[str, str]] = []
        notes: list[str] = []
        for each in (name, *events[name]):
            for key, values in standoff.said[each].items():
                said = values if key.startswith("=") else list(filter(None, map(words, values)))
                attributes[key.removeprefix("=")] = "; ".join(said) or True
            links += [(type_, standoff.owner.get(end, end)) for type_, end in standoff.links[each]]
            notes += standoff.notes[each]
        for each in relations[name]:
            type_, _ = standoff.relations[each]
            for key, values in standoff.said[each].items():
                attributes[f"{type_} {key.removeprefix('=')}"] = "; ".join(values) or True
            notes += [f"{type_}: {note}" for note in standoff.notes[each]]
        yield ForeignMark(name, standoff.bounds[name][0], parts, attributes, "\n".join(notes), links=links)


def _placed(spans: Sequence[Span], quote: str, counting: Counting) -> tuple[Span, ...]:
    """Where a text-bound lies; nothing when it lies outside, or the text has other words than it quotes."""
    found_spans = [counting.span(start, end) for start, end in spans]
    if None in found_spans:
        return ()
    in_order = [span for span in found_spans if span]
    text = counting.text
    said = "".join("".join(text[start:end] for start, end in in_order).split())
    sorted_said = "".join("".join(text[start:end] for start, end in sorted(in_order)).split())
    if quote and "".join(quote.split()) not in (said, sorted_said):
        return ()
    return joined_over_line_ends(settled(in_order, text), text)


def _about(paths: Sequence[Path]) -> dict[str, dict[str, str]]:
    """What a table of the articles beside them says, if there is one: we write one."""
    return {row["file"]: row for row in _rows(paths, "articles.tsv") if row.get("file")}


def _sources(paths: Sequence[Path]) -> Iterator[Source]:
    """The sources of the table beside them, if there is one."""
    rows = {name: row for row in _rows(paths, "sources.tsv") if is_id(name := row.get(SOURCES[0], ""))}
    for name, row in rows.items():
        type_, anonymity, affiliation = (row.get(key, "") for key in ("type", "anonymity", "affiliation_id"))
        aliases, same = (tuple(each for each in row.get(key, "").split("; ") if each) for key in ("aliases", "same_as"))
        yield Source(name, row.get("name", ""), type_ if type_ in TYPES else "unknown", aliases,
                     anonymity if anonymity in ANONYMITY else "", row.get("job_title", ""), same_as=same,
                     affiliation=affiliation if affiliation in rows else "", note=row.get("note", ""))


def _rows(paths: Sequence[Path], name: str) -> Iterator[dict[str, str]]:
    """The rows of a table beside the texts, what is empty left out.

    Raises:
        Fault: it cannot be read.
    """
    csv.field_size_limit(LONGEST + 1)
    for folder in dict.fromkeys(path if path.is_dir() else path.parent for path in paths):
        if (table := folder / name).is_file():
            words = read_whole(table).decode("utf-8", "replace").removeprefix("\ufeff")
            try:
                for row in csv.DictReader(io.StringIO(words, newline=""), delimiter="\t"):
                    yield {key: value for key, value in row.items() if isinstance(key, str) and value}
            except csv.Error as error:
                raise refused(name, tr("the table cannot be read ({error})", error=error),
                              tr("Leave it out, or write it anew")) from error


def _found(path: Path, text: str, origin: dict[str, str], about: dict[str, str]) -> Found:
    try:
        byline = tuple(part.strip() for part in about.get("byline", "").split(";") if part.strip())
        fields: dict[str, Any] = {key: about.get(key, "") for key in ("outlet", "published", "url", "language")}
        title = about.get("title", "") or headline(text) or path.stem
        made = found(path.name, text, title=title, origin=origin, byline=byline, **fields)
    except Fault as fault:
        raise refused(path.with_suffix(".txt").name, fault.why, fault.remedy) from fault
    if not is_id(name := about.get("article_id", "")):
        return made
    return replace(made, article=replace(made.article, id=name, title=about.get("title", "")))
