"""The lines of a file of brat's annotations, as they stand there."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from annotator.corpus.link import TYPES
from annotator.formats.doors.files import refused
from annotator.language import tr

_BOUND = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?")
_SAME = frozenset(("equiv", "alias", "coreference", "coref"))
_ESCAPED = re.compile(r"\\[ntr\\]")
_LETTERS = {"\\n": "\n", "\\t": "\t", "\\r": "\r", "\\\\": "\\"}


@dataclass(slots=True)
class Standoff:
    """What one file of annotations says, as it stands there.

    Args:
        bounds: name → label, fragments, quoted words.
        owner: name of an event → its trigger.
        said: name of a text-bound → attributes and roles, each with its values or the names of what it leads to.
        links: name → type of link, name.
        references: name → what it refers to, that one's id, and in words.
        relations: name of a relation → its type, and the name from which it leads.
        told: name → in the order of the lines: type of a relation and the name to which it leads, or `#` and a note.
    """

    bounds: dict[str, tuple[str, tuple[tuple[int, int], ...], str]] = field(default_factory=dict)
    owner: dict[str, str] = field(default_factory=dict)
    said: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    links: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    references: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    told: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)
    strange: int = 0

    def dangling(self) -> int:
        """How many notes, attributes and relations belong to, or lead to, something that is not there."""
        known = {*self.bounds, *self.owner, *self.relations}
        ends = [end for told in self.told.values() for what, end in told if what != "#"]
        ends += [end for links in self.links.values() for _, end in links]
        about = [name for name in self.said for values in self.said[name].values() for _ in values]
        return sum(name not in known for name in (*ends, *about, *(n for n in self.notes for _ in self.notes[n])))


def parse(raw: bytes, name: str) -> Standoff:
    """The lines of a file of annotations.

    Raises:
        Fault: it is none.
    """
    standoff = Standoff()
    try:
        lines = raw.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        raise refused(name, tr("it is not UTF-8 (byte {start:,}), as brat writes", start=error.start)) from error
    for line in lines:
        if line.strip():
            _take(standoff, line)
    if not standoff.bounds and standoff.strange:
        raise refused(name, tr("it is no file of brat's annotations"), tr("Choose another format"))
    return standoff


def _take(standoff: Standoff, line: str) -> None:
    if bound := _BOUND.fullmatch(line):
        name, label, places, quote = bound.groups()
        spans = tuple((int(s), int(e)) for s, e in (place.split(" ") for place in places.split(";")))
        while name in standoff.bounds:  # two of one name are two all the same
            name += "′"
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
        start = words[1].partition(":")[2]
        standoff.relations[name] = words[0], start
        _relate(standoff, words[0], start, words[2].partition(":")[2])
    elif name[0] == "*":
        for other in words[2:]:
            _relate(standoff, words[0], words[1], other)
    elif name[0] == "N" and len(words) > 2:
        standoff.said[words[1]]["=" + words[0]].append(" ".join([words[2], *rest.split("\t")[1:2]]))
        refers, _, name = words[2].partition(":")
        standoff.references[words[1]] = refers, name, plain(rest.partition("\t")[2])
    elif name[0] == "#" and len(words) > 1:
        note = rest.partition("\t")[2]
        standoff.notes[words[1]].append(note.replace("\\n", "\n").replace("\\\\", "\\"))
        standoff.told[words[1]].append(("#", plain(note)))
    else:
        standoff.strange += 1


def _relate(standoff: Standoff, type: str, start: str, end: str) -> None:
    plain = "same_as" if type.lower() in _SAME else type.lower()
    if plain in TYPES:
        standoff.links[start].append((plain, end))
    else:
        standoff.said[start][type].append(end)
        standoff.told[start].append((type, end))


def plain(escaped: str) -> str:
    """Words as we have put them into one line."""
    return _ESCAPED.sub(lambda match: _LETTERS[match[0]], escaped)
