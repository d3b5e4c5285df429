"""Sources that may be one and the same, and why: proposed to a person, never merged by themselves.

Ten thousand sources make fifty million pairs; only those are compared that share a *trace* (the surname with one
letter left out and the first initial, the whole name with one letter left out …), so that it takes a moment.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from annotator.corpus.names import folded
from annotator.corpus.source import Source, representative
from annotator.language import tr

TITLES = frozenset(
    "mr mrs ms miss mx sir dame lord lady dr prof professor hon rev fr sen senator rep congressman congresswoman gov"
    " governor president chancellor minister mayor judge justice general gen colonel col captain capt sgt lt king queen"
    " prince princess pope mme mlle monsieur madame maitre herr frau senor senora don dona the".split())
"""Words before a name that are not the name, folded."""

_SMALL = frozenset("of the and for in on de du des la le les et der die das und y del".split())
_BODIES = frozenset(("organisation", "group"))
_CROWD = 120
"""Sources that may share a trace; a trace that more share tells nobody from anybody."""
_TWICE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Alike:
    """Sources every two of which may be one, in the order in which they were made; the reasons, the strongest first."""

    sources: tuple[str, ...]
    why: str


class _Name(NamedTuple):
    """One name of a source: its words, folded, without titles; the same with doubled letters written once.

    `lone` is a single word of somebody of whom no more is known.
    """

    source: int
    words: tuple[str, ...]
    squeezed: tuple[str, ...]
    written: str
    person: bool
    lone: bool


def alike(sources: Iterable[Source], *, merged: Mapping[str, str] | None = None) -> list[Alike]:
    """The groups of sources that may be the same, those with the strongest reason first.

    Args:
        sources: all sources; merged ones lend their names to what they count as.
        merged: source → what it is merged into; read from the sources when it is not given.
    """
    known = list(sources)
    into = {s.id: s.merged_into for s in known if s.merged_into} if merged is None else merged
    heads = [s for s in known if representative(s.id, into) == s.id]
    names = [name for at, source in enumerate(heads) for name in _names(at, source)]
    apart = _apart(known, into)
    found: dict[tuple[int, int], tuple[int, str]] = {}
    for one, other in _candidates(names):
        pair = (min(one.source, other.source), max(one.source, other.source))
        reason = _reason(one, other, heads)
        if reason and reason < found.get(pair, (99, "")) and not _different(heads[pair[0]], heads[pair[1]], apart):
            found[pair] = reason
    for pair, reason in _same_identifier(heads):
        if not _different(heads[pair[0]], heads[pair[1]], apart):
            found[pair] = reason
    return _groups(_told_apart(found, heads), heads)


# --- names ---

def _names(at: int, source: Source) -> list[_Name]:
    found: dict[tuple[str, ...], str] = {}
    for written in source.names:
        words = folded(written).split()
        while len(words) > 1 and words[0] in TITLES:
            words = words[1:]
        if words and (len(words) > 1 or words[0] not in TITLES):
            found.setdefault(tuple(words), written)
    person = source.type in ("person", "unknown")
    lone = person and all(len(words) == 1 for words in found)
    return [_Name(at, words, tuple(_TWICE.sub(r"\1", word) for word in words), written, person, lone)
            for words, written in found.items()]


def _candidates(names: Sequence[_Name]) -> Iterator[tuple[_Name, _Name]]:
    """Pairs of names of different sources that share a trace, each pair once."""
    by_trace: dict[tuple[str, ...], list[int]] = defaultdict(list)
    surnames: dict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        for trace in _traces(name):
            by_trace[trace].append(at)
        if name.person and len(name.words) > 1:
            for spelling in _spellings(name.squeezed[-1]):
                surnames[spelling].append(at)
    pairs: set[tuple[int, int]] = set()
    for sharing in by_trace.values():
        if 1 < len(sharing) <= _CROWD:
            pairs.update(combinations(sharing, 2))
    for at, name in enumerate(names):
        if name.lone:
            for spelling in _spellings(name.squeezed[-1]):
                bearers = surnames.get(spelling, ())
                pairs.update((min(at, other), max(at, other)) for other in bearers if len(bearers) <= _CROWD)
    return ((names[one], names[other]) for one, other in pairs if names[one].source != names[other].source)


def _traces(name: _Name) -> set[tuple[str, ...]]:
    words, last = name.squeezed, name.squeezed[-1]
    found: set[tuple[str, ...]] = {("whole", "".join(words))}
    if name.lone:
        found |= {("lone", spelling) for spelling in _spellings(last)}
    if name.person and len(words) > 1:
        found |= {("named", spelling, words[0][0]) for spelling in _spellings(last)}
    elif not name.person:
        found |= {("body", *words[:at], spelling, *words[at + 1:])
                  for at, word in enumerate(words) for spelling in _spellings(word)}
        found.add(("letters", "".join(w[0] for w in name.words if w not in _SMALL) if len(words) > 1 else last))
    return found


def _spellings(word: str) -> Iterator[str]:
    yield word
    yield from _shorter(word)


def _shorter(word: str) -> Iterator[str]:
    """The word with one letter left out: what two words share that differ in one letter."""
    return (word[:at] + word[at + 1:] for at in range(len(word))) if len(word) > 4 else iter(())


# --- reasons ---

def _reason(one: _Name, other: _Name, heads: Sequence[Source]) -> tuple[int, str] | None:
    """How much speaks for two names being one's (0 = most), and in which words; None when nothing does."""
    types = {heads[one.source].type, heads[other.source].type} - {"unknown"}
    if len(types) > 1 and not types <= _BODIES:
        return None
    if one.words == other.words:
        if len(one.words) == 1 and one.person and not (one.lone or other.lone):
            return None
        aliases = [name.written for name in (one, other) if name.written != heads[name.source].name]
        same = tr("the same name") if one.written == other.written else tr("the same name, written differently")
        return 0, tr("both are called “{aliases}”", aliases=aliases[0]) if aliases else same
    if "".join(one.words) == "".join(other.words):
        return 1, tr("the same name, spaced differently")
    if "person" in types or not types:
        found = _as_persons(one, other)
        if found or types:
            return found
    return _as_bodies(one, other)


def _as_persons(one: _Name, other: _Name) -> tuple[int, str] | None:
    surname = _apart_by(one.words[-1], other.words[-1], one.squeezed[-1], other.squeezed[-1])
    if surname is None:
        return None
    said = tr("same surname") if not surname else tr("surnames a letter apart")
    given, others = one.words[:-1], other.words[:-1]
    if not given or not others:
        return (5 + surname, said) if one.lone or other.lone else None
    if given == others:
        return 1 + surname, tr("same first name, {said}", said=said)
    if given[0] == others[0]:
        return 2 + surname, tr("{said}, same first name", said=said)
    if _initials_agree(given, others):
        return 2 + surname, tr("{said}, initials agree", said=said)
    if _apart_by(given[0], others[0], _TWICE.sub(r"\1", given[0]), _TWICE.sub(r"\1", others[0])) and not surname:
        return 4, tr("{said}, first names a letter apart", said=said)
    return None


def _initials_agree(given: Sequence[str], others: Sequence[str]) -> bool:
    """Whether one of them writes only initials, and these are the other's: “A. Berg”, “Anna Berg”; “J. K.”, “Joan”."""
    shorter, longer = sorted((given, others), key=lambda words: (sum(map(len, words)), len(words)))
    if not all(len(word) == 1 for word in shorter):
        return False
    return all(initial == word[0] for initial, word in zip(shorter, longer, strict=False))


def _as_bodies(one: _Name, other: _Name) -> tuple[int, str] | None:
    short, long = sorted((one, other), key=lambda name: len(name.words))
    if len(short.words) == 1 and len(long.words) > 1:
        letters = "".join(word[0] for word in long.words if word not in _SMALL)
        written = short.written.replace(".", "")
        if len(letters) > 1 and short.words[0] == letters and written.isupper():
            return 2, tr("“{written}” are the initials of “{written2}”", written=short.written, written2=long.written)
    differing = [(a, b) for a, b in zip(one.words, other.words, strict=False) if a != b]
    if len(one.words) != len(other.words) or len(differing) != 1:
        return None
    a, b = differing[0]
    distance = _apart_by(a, b, _TWICE.sub(r"\1", a), _TWICE.sub(r"\1", b))
    return None if distance is None else (3, tr("names a letter apart"))


def _apart_by(one: str, other: str, *squeezed: str) -> int | None:
    """0 for the same word, 1 when a letter or doubled letters tell them apart; None for different words."""
    if one == other:
        return 0
    if not (one.isalpha() and other.isalpha()) or min(len(one), len(other)) < 4:
        return None
    if squeezed[0] == squeezed[1]:
        return 1
    if min(len(one), len(other)) < 5:
        return None
    return 1 if within_one(*squeezed) else None


def within_one(one: str, other: str) -> bool:
    """Whether one letter added, left out or changed, or two neighbours swapped, make one word of the other."""
    if one == other:
        return True
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if len(one) < len(other):
        return one[start:] == other[start + 1:]
    if one[start + 1:] == other[start + 1:]:
        return True
    return one[start:start + 2] == other[start:start + 2][::-1] and one[start + 2:] == other[start + 2:]


# --- what speaks against it ---

def _apart(known: Iterable[Source], into: Mapping[str, str]) -> set[tuple[str, str]]:
    """The pairs that a person said are not the same, by what they count as today."""
    found = set()
    for source in known:
        for other in source.distinct:
            one, two = sorted((representative(source.id, into), representative(other, into)))
            found.add((one, two))
    return found


def _different(one: Source, other: Source, apart: set[tuple[str, str]]) -> bool:
    if apart and (min(one.id, other.id), max(one.id, other.id)) in apart:
        return True
    shared = one.identifiers.keys() & other.identifiers.keys() - {"url"} if one.identifiers else ()
    return any(one.identifiers[key] != other.identifiers[key] for key in shared)


def _same_identifier(heads: Sequence[Source]) -> Iterator[tuple[tuple[int, int], tuple[int, str]]]:
    by_value: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, source in enumerate(heads):
        for scheme, value in source.identifiers.items():
            by_value[scheme, str(value)].append(at)
    for (scheme, value), sharing in by_value.items():
        for pair in combinations(sharing[:_CROWD], 2):
            yield pair, (0, tr("same {scheme}: {value}", scheme=scheme, value=value))


def _told_apart(
    found: Mapping[tuple[int, int], tuple[int, str]], heads: Sequence[Source]
) -> dict[tuple[int, int], tuple[int, str]]:
    """Without the surnames alone that several people bear: “Berg” is neither Anna nor Jonas while both are there."""
    bearers: dict[int, set[int]] = defaultdict(set)
    lone = {pair for pair, (weight, _) in found.items() if weight >= 5}
    for pair in lone:
        for at, other in (pair, pair[::-1]):
            if len(folded(heads[at].name).split()) == 1:
                bearers[at].add(other)
    doubtful = {at for at, others in bearers.items() if any(
        pair not in found for pair in combinations(sorted(others), 2))}
    return {pair: reason for pair, reason in found.items() if pair not in lone or not doubtful.intersection(pair)}


# --- groups ---

def _groups(found: Mapping[tuple[int, int], tuple[int, str]], heads: Sequence[Source]) -> list[Alike]:
    """Sources every two of which are alike, grown from the strongest pairs: a likeness of a likeness is none."""
    group: dict[int, set[int]] = {}
    for one, other in sorted(found, key=lambda pair: (found[pair], pair)):
        first, second = group.setdefault(one, {one}), group.setdefault(other, {other})
        if first is second or not all((min(a, b), max(a, b)) in found for a in first for b in second):
            continue
        first |= second
        for at in second:
            group[at] = first
    made = []
    for inside in {id(members): members for members in group.values() if len(members) > 1}.values():
        reasons = sorted({found[pair] for pair in combinations(sorted(inside), 2)})
        why = "; ".join(list(dict.fromkeys(words for _, words in reasons))[:2])
        ids = tuple(sorted(heads[at].id for at in inside))
        made.append(((reasons[0][0], folded(heads[min(inside)].name), ids), Alike(ids, why)))
    return [alike for _, alike in sorted(made, key=lambda entry: entry[0])]
