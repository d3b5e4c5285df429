"""Links between annotations, also across articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """`start` –type→ `end`, both annotations' ids.

    Types: part_of, same_as, contradicts (these two symmetric), repeats, evidence_for, qualifies, corrects, answers,
    cites.
    """

    id: str
    type: str
    start: str
    end: str
    certainty: str = ""
    note: str = ""


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
