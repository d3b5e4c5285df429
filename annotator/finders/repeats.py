"""The same quotation or figure in several articles: proposed as one group, so that a person links it with one key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from annotator.finders.suggestion import SURE_ENOUGH, Suggestion
from annotator.finders.traces import LEAST_WORDS, RUN, words_of
from annotator.language import tr

_SHINGLE = RUN
_TELLING_DIGITS = 2
_SCORE_SAME, _SCORE_PART, _SCORE_FIGURE = 0.95, 0.8, 0.6


@dataclass(frozen=True, slots=True)
class Repeat:
    """One quotation or figure that several articles have.

    Args:
        kind: “quote” or “statistic”.
        places: article and suggestion, in the order given.
    """

    kind: str
    why: str
    score: float
    places: tuple[tuple[str, Suggestion], ...]


def find_repeats(articles: Iterable[tuple[str, str, Iterable[Suggestion]]]) -> list[Repeat]:
    """Groups over articles, each given as its id, its text and what was found in it."""
    quotes: dict[str, dict[str, Suggestion]] = defaultdict(dict)
    shingles: dict[str, dict[str, Suggestion]] = defaultdict(dict)
    figures: dict[tuple[str, ...], dict[str, Suggestion]] = defaultdict(dict)
    for name, text, suggestions in articles:
        for each in suggestions:
            if each.score < SURE_ENOUGH:
                continue
            if each.kind == "quote" and each.attributes.get("quote_type") == "direct":
                words = _words(text, each)
                if len(words) >= LEAST_WORDS:
                    quotes[" ".join(words)].setdefault(name, each)
                for at in range(len(words) - _SHINGLE + 1):
                    shingles[" ".join(words[at : at + _SHINGLE])].setdefault(name, each)
            elif each.kind == "statistic" and (key := _telling(each)):
                figures[key].setdefault(name, each)
    whole = list(_groups(quotes, "quote", tr("the same words"), _SCORE_SAME))
    in_a_row = tr("{many:,} words in a row are the same", many=_SHINGLE)
    parts = _new(_groups(shingles, "quote", in_a_row, _SCORE_PART), whole)
    same = _groups(figures, "statistic", tr("the same value and unit"), _SCORE_FIGURE)
    return [*whole, *parts, *same]


def _words(text: str, suggestion: Suggestion) -> list[str]:
    joined = " ".join(text[start:end] for start, end in suggestion.segments)
    return words_of(joined)


def _telling(suggestion: Suggestion) -> tuple[str, ...] | None:
    """What makes two figures the same; none for small bare numbers, which say nothing."""
    value, unit = suggestion.quantity.get("value"), suggestion.quantity.get("unit")
    if not value or not unit:
        return None
    telling = len(value.replace(".", "").strip("-0")) >= _TELLING_DIGITS or len(value) > 4
    return (value, suggestion.quantity.get("valueMax") or "", unit) if telling else None


def _groups(
    found: Mapping[str, dict[str, Suggestion]] | Mapping[tuple[str, ...], dict[str, Suggestion]],
    kind: str, why: str, score: float,
) -> Iterator[Repeat]:  # fmt: skip
    for places in found.values():
        if len(places) > 1:
            yield Repeat(kind, why, score, tuple(places.items()))


def _new(groups: Iterable[Repeat], known: list[Repeat]) -> list[Repeat]:
    """Those of the groups whose places are not together in one before."""
    seen = {frozenset((name, each.start) for name, each in group.places) for group in known}
    kept = []
    for group in groups:
        places = frozenset((name, each.start) for name, each in group.places)
        if not any(places <= other for other in seen):
            seen.add(places)
            kept.append(group)
    return kept
