"""Reading brat: text-bounds become annotations; what is said of them and between them goes along.

Fragments may come out of order; those that only a line end parts are one. Links of ours are links again, other
relations and the roles of events become attributes with the words to which they lead.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.corpus.change import counted
from annotator.corpus.errors import Fault
from annotator.corpus.link import TYPES
from annotator.formats.doors import ReadOptions
from annotator.formats.doors.decoding import decode
from annotator.formats.doors.files import file_digest, read_whole, refused
from annotator.formats.doors.foreign import Foreign, ForeignArticle, ForeignMark, joined_over_line_ends, settled
from annotator.formats.doors.found import Found, found, headline
from annotator.formats.doors.offsets import Counted, Counting, Way, way_of

_BOUND = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?")
_SAME = frozenset(("equiv", "alias", "coreference", "coref"))
_LONGEST = 200
"""Code points of the words to which a relation leads."""


@dataclass(slots=True)
class Standoff:
    """What one file of annotations says, as it stands there.

    Args:
        bounds: name → label, fragments, quoted words.
        owner: name of an event → its trigger.
        said: name of a text-bound → attributes and roles, each with its values or the names of what it leads to.
        links: name → type of link, name.
    """

    bounds: dict[str, tuple[str, tuple[tuple[int, int], ...], str]] = field(default_factory=dict)
    owner: dict[str, str] = field(default_factory=dict)
    said: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    links: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    strange: int = 0


def read(paths: Sequence[Path], options: ReadOptions) -> Foreign:
    """All articles of folders and files.

    Raises:
        Fault: there is none, a text is missing, or a file is none of brat's.
    """
    files = list(_files(paths))
    foreign = Foreign(paths[0].name, "brat")
    parsed = [(path, _raw_text(path, options), parse(read_whole_or_nothing(path), path.name)) for path in files]
    way, share = way_of([(text, [Counted(s, e, quote) for _, spans, quote in standoff.bounds.values()
                                 for s, e in spans if len(spans) == 1])
                         for _, (text, _, _), standoff in parsed])
    if way != Way():
        foreign.warnings.append(f"its offsets count {way} ({share:.1%} of what can be checked agree)")
    about = _about(paths)
    lost = 0
    for path, (text, raw, encoding), standoff in parsed:
        counting = Counting(text, way)
        origin = {"format": "brat", "file": path.with_suffix(".txt").name, "encoding": encoding,
                  "fileSha256": file_digest(raw)}
        article = _found(path, counting.text, origin, about.get(path.stem, {}))
        marks = list(_marks(standoff, counting))
        lost += len(standoff.bounds) - len(marks)
        foreign.articles.append(ForeignArticle(article, marks))
    strange = sum(standoff.strange for _, _, standoff in parsed)
    if lost:
        foreign.warnings.append(f"{counted(lost, 'annotation')} outside of the text, or with other words than it has, "
                                "left out")
    if strange:
        foreign.warnings.append(f"{counted(strange, 'line')} that brat does not have left out")
    return foreign


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    found_any = False
    for path in paths:
        inside = sorted(path.rglob("*.ann")) if path.is_dir() else [path.with_suffix(".ann")]
        for each in inside:
            if not each.with_suffix(".txt").is_file():
                raise refused(each.name, f"its text {each.with_suffix('.txt').name} does not lie beside it",
                              "Put both into one folder")
            if not each.is_file():
                raise refused(path.name, "there is no file of annotations (.ann) beside it", "Put both into one folder")
            found_any = True
            yield each
    if not found_any:
        raise refused(paths[0].name, "there are no files of annotations (.ann) in it", "Choose another folder")


def read_whole_or_nothing(path: Path) -> bytes:
    """A file's bytes; a text without annotations has an empty file beside it."""
    return read_whole(path) if path.stat().st_size else b""


def _raw_text(path: Path, options: ReadOptions) -> tuple[str, bytes, str]:
    raw = read_whole(path.with_suffix(".txt"))
    decoded = decode(raw, options.encoding)
    return decoded.text, raw, decoded.encoding


def parse(raw: bytes, name: str) -> Standoff:
    """The lines of a file of annotations.

    Raises:
        Fault: it is none.
    """
    standoff = Standoff()
    try:
        lines = raw.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        raise refused(name, f"it is not UTF-8 (byte {error.start:,}), as brat writes") from error
    for line in lines:
        if line.strip():
            _take(standoff, line)
    if not standoff.bounds and standoff.strange:
        raise refused(name, "it is no file of brat's annotations", "Choose another format")
    return standoff


def _take(standoff: Standoff, line: str) -> None:
    if bound := _BOUND.fullmatch(line):
        name, label, places, quote = bound.groups()
        spans = tuple((int(s), int(e)) for s, e in (place.split(" ") for place in places.split(";")))
        standoff.bounds[name] = label, spans, quote or ""
        return
    name, _, rest = line.partition("\t")
    words = rest.split("\t")[0].split(" ")
    if not rest or name[:1] not in "EARMN#*":
        standoff.strange += 1
    elif name[0] == "E":
        _, _, trigger = words[0].partition(":")
        standoff.owner[name] = trigger
        for role, _, target in (word.partition(":") for word in words[1:] if word):
            standoff.said[name][role].append(target)
    elif name[0] in "AM" and len(words) > 1:
        standoff.said[words[1]]["=" + words[0]].append(" ".join(words[2:]))
    elif name[0] == "R" and len(words) > 2:
        _relate(standoff, words[0], words[1].partition(":")[2], words[2].partition(":")[2])
    elif name[0] == "*":
        for other in words[2:]:
            _relate(standoff, words[0], words[1], other)
    elif name[0] == "N" and len(words) > 2:
        standoff.said[words[1]]["=" + words[0]].append(" ".join([words[2], *rest.split("\t")[1:2]]))
    elif name[0] == "#" and len(words) > 1:
        standoff.notes[words[1]].append(rest.partition("\t")[2].replace("\\n", "\n").replace("\\\\", "\\"))
    else:
        standoff.strange += 1


def _relate(standoff: Standoff, type: str, start: str, end: str) -> None:
    plain = "same_as" if type.lower() in _SAME else type.lower()
    if plain in TYPES:
        standoff.links[start].append((plain, end))
    else:
        standoff.said[start][type].append(end)


def _marks(standoff: Standoff, counting: Counting) -> Iterator[ForeignMark]:
    placed = {name: parts for name, (_, spans, quote) in standoff.bounds.items()
              if (parts := _placed(spans, quote, counting))}
    events: dict[str, list[str]] = defaultdict(list)
    for event, trigger in standoff.owner.items():
        events[trigger].append(event)

    def words(name: str) -> str:
        bound = standoff.owner.get(name, name)
        said = " … ".join(counting.text[start:end] for start, end in placed.get(bound, ()))
        return " ".join(said.split())[:_LONGEST]

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
        yield ForeignMark(name, standoff.bounds[name][0], parts, attributes, "\n".join(notes), links=links)


def _placed(spans: Sequence[tuple[int, int]], quote: str, counting: Counting) -> tuple[tuple[int, int], ...]:
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
    found_rows: dict[str, dict[str, str]] = {}
    for path in paths:
        table = (path if path.is_dir() else path.parent) / "articles.tsv"
        if table.is_file():
            rows = csv.DictReader(table.read_text(encoding="utf-8", errors="replace").splitlines(), delimiter="\t",
                                  quoting=csv.QUOTE_MINIMAL)
            for row in rows:
                if row.get("file"):
                    found_rows[row["file"]] = {key: value for key, value in row.items() if key and value}
    return found_rows


def _found(path: Path, text: str, origin: dict[str, str], about: dict[str, str]) -> Found:
    try:
        byline = tuple(part.strip() for part in about.get("byline", "").split(";") if part.strip())
        fields: dict[str, Any] = {key: about.get(key, "") for key in ("outlet", "published", "url", "language")}
        title = about.get("title", "") or headline(text) or path.stem
        return found(path.name, text, title=title, origin=origin, byline=byline, **fields)
    except Fault as fault:
        raise refused(path.with_suffix(".txt").name, fault.why, fault.remedy) from fault
