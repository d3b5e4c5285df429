"""The names of all sources, folded, so that a few letters lead to a few sources without a look at every one.

It only narrows: `names.ranked`, `names.mentions` and `names.exists` decide, on the few sources that it leaves.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from heapq import nsmallest
from itertools import accumulate

from annotator.corpus.names import NONE, folded, grade


class NameIndex:
    """Source id → its folded names, one a line, its own first. Merged sources, which are not offered, stay out."""

    def __init__(self, entries: Iterable[tuple[str, str]] = ()) -> None:
        self._names = dict(entries)
        self._words: dict[str, set[str]] = {}
        self._lines, self._ids, self._starts = "", [""], array("q")
        for source, names in self._names.items():
            self._note(source, names)

    def put(self, source: str, names: str | None) -> None:
        """A source has these names now; None when it is gone or merged."""
        for word in _outer_words(self._names.pop(source, "")):
            self._words[word].discard(source)
        if names is not None:
            self._names[source] = names
            self._note(source, names)
        self._lines = ""

    def likely(self, typed: str, counts: Mapping[str, int], most: int) -> list[str]:
        """Of the sources that `typed` may mean, so many as are likeliest by how well it fits, use and name.

        Args:
            counts: source id → how often it is used.
        """
        wanted = folded(typed)
        found: dict[str, int] = {}
        if wanted:
            for pattern in _patterns(wanted):
                found = {source: best for source in self._matching(pattern)
                         if (best := min(grade(wanted, name) for name in self._names[source].split("\n"))) < NONE}
                if len(found) >= most:
                    break
        else:
            found = dict.fromkeys(self._names, 0)
        keys = ((best, -counts.get(source, 0), self._names[source].partition("\n")[0], source)
                for source, best in found.items())
        return [key[-1] for key in nsmallest(most, keys)]

    def named_in(self, text: str) -> set[str]:
        """The sources that the text may name: a word of it begins or ends one of their names."""
        none: set[str] = set()
        return none.union(*(self._words.get(word, none) for word in set(folded(text).split())))

    def bearing(self, name: str) -> list[str]:
        """The sources that bear a name, however it is spelt, by id."""
        wanted = folded(name)
        near = self._words.get(wanted.partition(" ")[0], ()) if wanted else self._names
        return sorted(source for source in near if wanted in self._names[source].split("\n"))

    def _note(self, source: str, names: str) -> None:
        for word in _outer_words(names):
            self._words.setdefault(word, set()).add(source)

    def _matching(self, pattern: re.Pattern[str]) -> Iterable[str]:
        if not self._lines:
            self._ids = list(self._names)
            self._lines = "\n".join(self._names.values())
            self._starts = array("q", accumulate((len(names) + 1 for names in self._names.values()), initial=0))
        places = (match.start() for match in pattern.finditer(self._lines))
        return {self._ids[bisect_right(self._starts, place) - 1] for place in places}


def _outer_words(names: str) -> set[str]:
    """The first and the last word of each name."""
    words = [name.split(" ") for name in names.split("\n")]
    return {word for name in words for word in (name[0], name[-1]) if word}


def _patterns(wanted: str) -> Iterable[re.Pattern[str]]:
    """What finds all names of the two best grades, then what finds all that `grade` accepts, and some more."""
    yield re.compile(f"^{re.escape(wanted)}", re.MULTILINE)
    first, *rest = list(wanted.replace(" ", ""))
    if len(rest) > 1:
        yield re.compile(f"^.*?{'.*?'.join([first, *rest])}", re.MULTILINE)
    else:  # too short to be taken as letters in between: words begin with them
        yield re.compile(f"(?:^|(?<= )){first}{''.join(f'(?:{letter}|.*? {letter})' for letter in rest)}", re.MULTILINE)
