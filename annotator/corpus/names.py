"""Names compared as a reader compares them: without case, accents, titles and spacing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.corpus.source import Source

_APART = re.compile(r"[^\w]+")
_LETTER = re.compile(r"\w")


def folded(name: str) -> str:
    """A name without case, accents and punctuation: what “already exists” compares."""
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(_APART.sub(" ", plain).split())


@dataclass(frozen=True, slots=True)
class Context:
    """What makes one source likelier than another here.

    Args:
        near: source id → distance (code points) of its nearest mention in the text.
        here: ids of the sources of this article.
        recent: ids, the one used last first.
        counts: source id → attributions in the project.
    """

    near: Mapping[str, int]
    here: frozenset[str] = frozenset()
    recent: tuple[str, ...] = ()
    counts: Mapping[str, int] | None = None

    def favoured(self) -> set[str]:
        """The ids of those that come before all others which fit as well."""
        return {*self.near, *self.here, *self.recent}


@dataclass(frozen=True, slots=True)
class Match:
    """A source that a typed text may mean; `alias` is the name that matched when it is not the source's own."""

    source: Source
    alias: str = ""


EXACT, ALIAS_PREFIX, WORD_PREFIX, INITIALS, FUZZY, NONE = range(6)


def grade(typed: str, name: str) -> int:
    """How well `typed` (folded) means `name` (folded): the smaller the better, `NONE` when it does not."""
    if typed == name:
        return EXACT
    if name.startswith(typed):
        return ALIAS_PREFIX
    words = name.split()
    if _starts_words(typed.split(), words):
        return WORD_PREFIX
    if len(typed) > 1 and "".join(word[0] for word in words).startswith(typed.replace(" ", "")):
        return INITIALS
    return FUZZY if len(typed) > 2 and _in_sequence(typed.replace(" ", ""), name) else NONE


def _starts_words(typed: list[str], words: list[str]) -> bool:
    """Whether the typed pieces begin words of the name, in order: “be” begins the second of “anna berg”."""
    place = 0
    for piece in typed:
        while place < len(words) and not words[place].startswith(piece):
            place += 1
        if place == len(words):
            return False
        place += 1
    return bool(typed)


def _in_sequence(letters: str, name: str) -> bool:
    """Whether the letters stand in the name in order and close together."""
    place, first = -1, -1
    for letter in letters:
        place = name.find(letter, place + 1)
        if place < 0:
            return False
        first = place if first < 0 else first
    return place - first < 2 * len(letters)


def ranked(typed: str, sources: Iterable[Source], context: Context) -> list[Match]:
    """The sources that `typed` may mean, likeliest first; all of them, by likelihood, when nothing is typed.

    Merged sources do not stand for themselves: their names are aliases of what they were merged into.
    """
    wanted = folded(typed)
    recency = {name: place for place, name in enumerate(context.recent)}
    counts = {} if context.counts is None else context.counts
    rows = []
    for source in sources:
        if source.is_merged:
            continue
        best, alias = min((grade(wanted, folded(name)) if wanted else EXACT, (i and name) or "")
                          for i, name in enumerate(source.names))
        if best < NONE:
            rows.append(((best, context.near.get(source.id, 1 << 30), source.id not in context.here,
                          recency.get(source.id, 1 << 30), -counts.get(source.id, 0), folded(source.name), source.id),
                         Match(source, alias)))
    return [match for _, match in sorted(rows, key=lambda row: row[0])]


def exists(typed: str, sources: Iterable[Source]) -> Source | None:
    """The source that already bears that name or alias, however it is spelt."""
    wanted = folded(typed)
    return next((s for s in sources if not s.is_merged and any(folded(name) == wanted for name in s.names)), None)


def mentions(text: str, sources: Iterable[Source], position: int, reach: int = 1_500) -> dict[str, int]:
    """For each source named near `position` (code points), the distance of the nearest of its names.

    The last word of a person's name counts, too: news names people by it after the first time.
    """
    start, end = max(0, position - reach), position + reach
    window = text[start:end]
    found: dict[str, int] = {}
    for source in sources:
        if source.is_merged:
            continue
        for name in _spellings(source):
            for place in _places(name, window):
                distance = min(abs(start + place - position), abs(start + place + len(name) - position))
                found[source.id] = min(distance, found.get(source.id, distance))
    return found


def beside(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, int]:
    """The paragraph around some words with these words blanked out, and where in it they end.

    A name inside a quotation is spoken of, not speaking; and hardly any attribution leaves its paragraph.
    """
    first, last = spans[0][0], spans[-1][1]
    start, closed = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    end = closed if closed >= 0 else len(text)
    parts, at = [], start
    for opened, ended in spans:
        parts += [text[at:opened], "\n" * (ended - opened)]
        at = ended
    return "".join([*parts, text[at:end]]), last - start


def _places(name: str, text: str) -> Iterator[int]:
    """Where a name stands as whole words. (A pattern for each of thousands of names would take a second to compile.)"""
    place = text.find(name)
    while place >= 0:
        if not _is_inside_word(text, place) and not _is_inside_word(text, place + len(name)):
            yield place
        place = text.find(name, place + 1)


def _is_inside_word(text: str, place: int) -> bool:
    """Whether letters stand on both sides of a place."""
    return 0 < place < len(text) and all(_LETTER.match(c) for c in text[place - 1:place + 1])


def _spellings(source: Source) -> set[str]:
    last = {name.split()[-1] for name in source.names if source.type == "person" and name.split()}
    return {name for name in {*source.names, *last} if len(name) > 2}
