"""How well a few letters fit a title: for the command palette. Pure, so that its order can be argued about in tests."""

from __future__ import annotations

from dataclasses import dataclass

_WORD_START = 12
_RUN = 7
_LETTER = 2
_SKIPPED = 1


@dataclass(frozen=True, slots=True)
class Fit:
    """A score (more is better) and the places of the letters that fitted, as indexes into the title."""

    score: int
    places: tuple[int, ...]


def fit(query: str, title: str) -> Fit | None:
    """Find the letters of `query`, in order and in any case, in `title`; None when they are not all there.

    Letters at the start of words and letters in a row count most: “ex da” and “ed” both find “Export the dataset”.
    Spaces in the query part words and need not be in the title.
    """
    wanted = [letter for letter in query.casefold() if not letter.isspace()]
    letters = [letter.casefold()[:1] for letter in title]
    if not wanted:
        return Fit(0, ())
    latest = _latest(wanted, letters)
    if latest is None:
        return None
    starts = [place for place, letter in enumerate(letters[:latest[0] + 1]) if letter == wanted[0]]
    fits = [_from(start, wanted, letters, latest) for start in starts]
    best = max(fits, key=lambda places: (_score(places, letters), -places[0]))
    return Fit(_score(best, letters) - len(title) // 8, tuple(best))


def _latest(wanted: list[str], letters: list[str]) -> list[int] | None:
    """The last place that each letter may take so that those after it find theirs; None when they are not all there."""
    found: list[int] = []
    before = len(letters)
    for letter in reversed(wanted):
        before = next((place for place in range(before - 1, -1, -1) if letters[place] == letter), -1)
        if before < 0:
            return None
        found.append(before)
    return found[::-1]


def _from(start: int, wanted: list[str], letters: list[str], latest: list[int]) -> list[int]:
    """Take each next letter where it follows at once, else at the next start of a word, else wherever it is."""
    places = [start]
    for letter, last in zip(wanted[1:], latest[1:], strict=True):
        after = places[-1] + 1
        rest = [place for place in range(after, last + 1) if letters[place] == letter]
        starts = [place for place in rest if _starts_word(place, letters)]
        places.append(after if rest[0] == after else (starts or rest)[0])
    return places


def _score(places: list[int], letters: list[str]) -> int:
    total = 0
    for number, place in enumerate(places):
        before = places[number - 1] if number else None
        if _starts_word(place, letters):
            total += _WORD_START
        elif before is not None and place == before + 1:
            total += _RUN
        else:
            total += _LETTER
        if before is not None:
            total -= min(place - before - 1, 8) * _SKIPPED
    return total - min(places[0], 12) // 4


def _starts_word(place: int, letters: list[str]) -> bool:
    return place == 0 or not letters[place - 1].isalnum()
