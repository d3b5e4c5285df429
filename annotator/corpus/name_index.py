"""The names of all sources, folded, so that a few letters lead to a few sources without a look at every one.

It only narrows: `names.ranked`, `names.mentions` and `names.exists` decide, on the few sources that it leaves.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from itertools import accumulate

from annotator.corpus.names import ALIAS_PREFIX, EXACT, NONE, folded, grade


class NameIndex:
    """Source (packed id) → its folded names, one a line, its own first. Merged sources, never offered, stay out."""

    def __init__(self, entries: Iterable[tuple[bytes, str]] = ()) -> None:
        self._names = dict(entries)
        self._words: dict[str, set[bytes]] = {}
        self._lines, self._ids, self._starts = "", [b""], array("q")
        for source, names in self._names.items():
            self._note(source, names)

    def put(self, source: bytes, names: str | None) -> None:
        """A source has these names now; None when it is gone or merged."""
        for word in _outer_words(self._names.pop(source, "")):
            self._words[word].discard(source)
        if names is not None:
            self._names[source] = names
            self._note(source, names)
        self._lines = ""

    def likely(self, typed: str, counts: Mapping[bytes, int], most: int) -> list[bytes]:
        """Of the sources that `typed` may mean, so many as are likeliest by how well it fits, use and name.

        Args:
            counts: source → how often it is used.
        """
        wanted = folded(typed)
        found = self._beginning_with(wanted) if wanted else dict.fromkeys(self._names, EXACT)
        if len(found) < most:
            found = {source: best for source in self._containing(wanted)
                     if (best := min(grade(wanted, name) for name in self._names[source].split("\n"))) < NONE}
        worth = {source: (best, -counts.get(source, 0)) for source, best in found.items()}
        last = nsmallest(most, worth.values())[-1:]
        keys = [(*key, self._names[source].partition("\n")[0], source)
                for source, key in worth.items() if key <= last[0]] if last else []
        return [key[-1] for key in nsmallest(most, keys)]

    def named_in(self, text: str) -> set[bytes]:
        """The sources that the text may name: a word of it begins or ends one of their names."""
        none: set[bytes] = set()
        return none.union(*(self._words.get(word, none) for word in set(folded(text).split())))

    def bearing(self, name: str) -> list[bytes]:
        """The sources that bear a name, however it is spelt, by id."""
        wanted = folded(name)
        near = self._words.get(wanted.partition(" ")[0], ()) if wanted else self._names
        return sorted(source for source in near if wanted in self._names[source].split("\n"))

    def _note(self, source: bytes, names: str) -> None:
        for word in _outer_words(names):
            self._words.setdefault(word, set()).add(source)

    def _beginning_with(self, wanted: str) -> dict[bytes, int]:
        """The sources of the two best grades."""
        found: dict[bytes, int] = {}
        for source, match in self._matches(f"\n{wanted}(?P<whole>(?=\n))?"):
            if found.get(source) != EXACT:
                found[source] = ALIAS_PREFIX if match["whole"] is None else EXACT
        return found

    def _containing(self, wanted: str) -> set[bytes]:
        """The sources that `grade` accepts, and some more."""
        if not wanted:
            return set(self._names)
        first, *rest = list(wanted.replace(" ", ""))
        if len(rest) > 1:
            pattern = "\n" + "".join(f"[^{letter}\n]*{letter}" for letter in (first, *rest))
        else:  # too short to be taken as letters in between: words begin with them
            pattern = f"[\n ]{first}{''.join(f'(?:{letter}|.*? {letter})' for letter in rest)}"
        return {source for source, _ in self._matches(pattern)}

    def _matches(self, pattern: str) -> Iterator[tuple[bytes, re.Match[str]]]:
        """Where a pattern fits, each name standing between line ends: a literal first letter is found the quickest."""
        if not self._lines:
            self._ids = list(self._names)
            self._lines = "\n".join(("", *self._names.values(), ""))
            self._starts = array("q", accumulate((len(names) + 1 for names in self._names.values()), initial=0))
        for match in re.finditer(pattern, self._lines):
            yield self._ids[bisect_right(self._starts, match.start()) - 1], match


def _outer_words(names: str) -> set[str]:
    """The first and the last word of each name."""
    words = [name.split(" ") for name in names.split("\n")]
    return {word for name in words for word in (name[0], name[-1]) if word}
