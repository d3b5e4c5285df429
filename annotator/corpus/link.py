"""Links between annotations, also across articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from annotator.language import tr

Name = TypeVar("Name", str, bytes)
"""An id, spelt or packed."""

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "same_as": (tr("same as"), tr("same as")),
    "evidence_for": (tr("evidence for"), tr("has evidence")),
    "contradicts": (tr("contradicts"), tr("contradicts")),
    "part_of": (tr("part of"), tr("has part")),
    "repeats": (tr("repeats"), tr("repeated by")),
    "qualifies": (tr("qualifies"), tr("qualified by")),
    "corrects": (tr("corrects"), tr("corrected by")),
    "answers": (tr("answers"), tr("answered by")),
    "cites": (tr("cites"), tr("cited by")),
})
"""Every type of link, and what it is called at its start and at its end."""

TYPES = tuple(WORDS)
SYMMETRIC = frozenset({"same_as", "contradicts"})
"""Links without a direction: who drew them from which end says nothing."""

CERTAINTIES = ("certain", "probable", "possible", "unknown")


@dataclass(frozen=True, slots=True)
class Link:
    """`start` –type→ `end`, both annotations' ids; `type` is one of `TYPES`.

    Args:
        article: the one in which it was drawn: that of its start.
        followed: False for a `part_of` that would make something a part of itself. A merge or an import may bring one
            about; it stays, and somebody has to settle it.
    """

    id: str
    type: str
    start: str
    end: str
    certainty: str = ""
    note: str = ""
    article: str = ""
    followed: bool = True


@dataclass(frozen=True, slots=True)
class Tie:
    """A link as one of its two annotations sees it; what several coders have drawn alike is one tie.

    Args:
        other: the annotation at the other end.
        outgoing: it was drawn from here; always so for what is symmetric.
        links: the links that say it, the oldest first.
        coders: who drew them, each once.
        gone: the other end is removed.
    """

    type: str
    other: str
    outgoing: bool
    links: tuple[Link, ...]
    coders: tuple[str, ...] = ()
    gone: bool = False

    @property
    def words(self) -> str:
        """What it is, said from here: “evidence for”, “has evidence”."""
        return phrase(self.type, outgoing=self.outgoing)

    @property
    def to_settle(self) -> bool:
        """Whether it is not followed, because it would make something a part of itself."""
        return not any(link.followed for link in self.links)


def phrase(type_: str, *, outgoing: bool = True) -> str:
    """A type in words; one that a newer program knows is said as it is spelt."""
    spelt = type_.replace("_", " ")
    there, back = WORDS.get(type_, (spelt, tr("{spelt} (from there)", spelt=spelt)))
    return there if outgoing else back


def tied(seen_from: str, drawn: Iterable[tuple[Link, str]], gone: Iterable[str] = ()) -> list[Tie]:
    """The ties of one annotation: alike ones become one, in the order of the types and then of age.

    Args:
        drawn: links that begin or end there, each with who drew it, the oldest first.
        gone: ids of annotations that are removed.
    """
    lost = set(gone)
    alike: dict[tuple[str, str, bool], list[tuple[Link, str]]] = {}
    for link, coder in drawn:
        if link.start == link.end or seen_from not in (link.start, link.end):
            continue
        outgoing = link.start == seen_from or link.type in SYMMETRIC
        other = link.end if link.start == seen_from else link.start
        alike.setdefault((link.type, other, outgoing), []).append((link, coder))
    found = [Tie(type_, other, outgoing, tuple(link for link, _ in same),
                 tuple(dict.fromkeys(coder for _, coder in same)), other in lost)
             for (type_, other, outgoing), same in alike.items()]
    return sorted(found, key=_rank)


def _rank(tie: Tie) -> tuple[int, bool]:
    return TYPES.index(tie.type) if tie.type in TYPES else len(TYPES), not tie.outgoing


def unfollowed(part_of: Iterable[tuple[str, str, str]]) -> frozenset[str]:
    """The `part_of` links (id, start, end; the oldest first) that would make something a part of itself.

    One place judges for all computers: of the links in a ring the latest is not followed, whoever brought it.
    """
    edges = list(part_of)
    inside = in_rings([(start, end) for _, start, end in edges])
    sound: list[tuple[str, str]] = []
    found = set()
    for name, start, end in edges:
        if start not in inside or end not in inside:
            continue
        if closes_ring(start, end, sound):
            found.add(name)
        else:
            sound.append((start, end))
    return frozenset(found)


def ring_of(name: str, part_of: Iterable[tuple[str, str, str]]) -> list[str]:
    """The links of the ring that a `part_of` link which is not followed closes: itself, then the way back to its start.

    Args:
        part_of: every `part_of` link (id, start, end; the oldest first).
    """
    edges = list(part_of)
    left_out = unfollowed(edges)
    ends = {link: (start, end) for link, start, end in edges}
    if name not in left_out:
        return []
    onward: dict[str, list[tuple[str, str]]] = {}
    for link, start, end in edges:
        if link not in left_out:
            onward.setdefault(start, []).append((link, end))
    home, begin = ends[name]
    came: dict[str, tuple[str, str]] = {}
    waiting = [begin]
    for at in waiting:
        for link, to in onward.get(at, ()):
            if to not in came and to != begin:
                came[to] = link, at
                waiting.append(to)
    back: list[str] = []
    while home != begin:
        link, home = came[home]
        back.append(link)
    return [name, *reversed(back)]


def in_rings(edges: Sequence[tuple[Name, Name]]) -> set[Name]:
    """What is in a ring or between two; nothing, and quickly, where there is none."""
    left = _without_ends(edges)
    return _without_ends([(end, start) for start, end in edges if start in left and end in left]) if left else left


def _without_ends(edges: Sequence[tuple[Name, Name]]) -> set[Name]:
    """What stays when everything that leads nowhere is taken away, again and again."""
    onward: dict[Name, int] = {}
    behind: dict[Name, list[Name]] = {}
    for start, end in edges:
        onward[start] = onward.get(start, 0) + 1
        onward.setdefault(end, 0)
        behind.setdefault(end, []).append(start)
    leading_nowhere = [name for name, count in onward.items() if not count]
    for name in leading_nowhere:
        for start in behind.get(name, ()):
            onward[start] -= 1
            if not onward[start]:
                leading_nowhere.append(start)
    return onward.keys() - leading_nowhere


def groups(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The connected sets of a symmetric link, each sorted, in the order of their first members."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        root.setdefault(name, name)
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for one, other in pairs:
        first, second = sorted((find(one), find(other)))
        root[second] = first
    found: dict[str, list[str]] = {}
    for name in sorted(root):
        found.setdefault(find(name), []).append(name)
    return sorted(tuple(names) for names in found.values() if len(names) > 1)


def closes_ring(start: str, end: str, part_of: Iterable[tuple[str, str]]) -> bool:
    """Whether `start` part_of `end` would make something a part of itself."""
    whole: dict[str, list[str]] = {}
    for part, of in part_of:
        whole.setdefault(part, []).append(of)
    open_ends, seen = [end], set()
    while open_ends:
        name = open_ends.pop()
        if name == start:
            return True
        if name not in seen:
            seen.add(name)
            open_ends += whole.get(name, ())
    return False
