"""The persons behind coders' ids: their names, and the mark (initials and a colour) by which each is known on sight."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.corpus.sight import persons
from annotator.corpus.team import Coder
from annotator.language import tr

COLOURS = 6
"""How many colours of coders each theme has."""

SOMEBODY = tr("Somebody")
"""What a coder is called whose name has not arrived."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who stands behind one id, or behind several that were joined.

    Attributes:
        id: the oldest of their ids, by which all others count.
        ids: all of them.
        initials: one or two letters that no other person of the project has.
        colour: which of the theme's colours of coders; the same on every computer.
    """

    id: str
    name: str
    ids: frozenset[str]
    initials: str = "?"
    colour: int = 0


class People:
    """Everybody of a project.

    Args:
        coders: in the order in which they came into the project: who was there first keeps initials and colour.
    """

    def __init__(self, coders: Iterable[Coder]) -> None:
        known = {coder.id: coder for coder in coders}
        behind = persons(known)
        self.joined = bool(behind)
        """Whether anybody has more than one id."""
        groups: dict[str, set[str]] = {}
        for name in (*known, *behind):
            groups.setdefault(behind.get(name, name), set()).add(name)
        self._people: dict[str, Person] = {}
        taken: set[str] = set()
        worn: Counter[int] = Counter()
        for name, ids in groups.items():
            called = _called(name, ids, known)
            person = Person(name, called, frozenset(ids), _initials(called, taken), _colour(name, worn))
            self._people |= dict.fromkeys(ids, person)

    def __iter__(self) -> Iterator[Person]:
        """Every person once, by name."""
        return iter(sorted(set(self._people.values()), key=_by_name))

    def person(self, coder: str) -> Person:
        """Who stands behind an id; one that the project does not know is somebody."""
        return self._people.get(coder) or Person(coder, SOMEBODY, frozenset({coder}),
                                                 colour=zlib.crc32(coder.encode()) % COLOURS)

    def one(self, coder: str) -> str:
        """The id by which all ids of a person count."""
        found = self._people.get(coder)
        return found.id if found else coder

    def ids(self, coder: str) -> frozenset[str]:
        """All ids of the person behind an id."""
        return self.person(coder).ids

    def other(self, coder: str, me: str) -> Person | None:
        """Who stands behind an id, unless it is oneself."""
        return None if coder in self.ids(me) else self.person(coder)

    def name(self, coder: str) -> str:
        """What the person behind an id is called."""
        return self.person(coder).name


def _called(person: str, ids: set[str], known: dict[str, Coder]) -> str:
    """The name of the oldest id that has one of its own."""
    named = [known[name].name for name in (person, *sorted(ids)) if name in known and known[name].name != name]
    return named[0] if named else SOMEBODY if person not in known else known[person].name


def _initials(name: str, taken: set[str]) -> str:
    """“AB” of Anna Berg, “Ma” of Mara; further letters where somebody has these already, then numbers."""
    words = ["".join(filter(str.isalnum, word)) for word in name.split()]
    words = [word for word in words if word]
    found = next((each for each in _candidates(words) if each not in taken), "")
    taken.add(found)
    return found


def _candidates(words: Sequence[str]) -> Iterator[str]:
    if not words:
        yield "?"
    else:
        first = words[0][0].upper()
        if len(words) > 1:
            yield first + words[-1][0].upper()
        yield from (first + letter.lower() for letter in "".join(words)[1:])
        yield first
        yield from (f"{first}{number}" for number in range(2, 100_000))
    yield from (f"?{number}" for number in range(2, 100_000))


def _colour(person: str, worn: Counter[int]) -> int:
    """The colour that the id asks for, or the next that fewest wear: two of a small team never wear the same."""
    wished = zlib.crc32(person.encode()) % COLOURS
    least = min(worn[each] for each in range(COLOURS))
    found = next(each % COLOURS for each in range(wished, wished + COLOURS) if worn[each % COLOURS] == least)
    worn[found] += 1
    return found


def _by_name(person: Person) -> tuple[str, str]:
    return person.name.casefold(), person.id
