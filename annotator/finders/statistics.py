"""Statistics with their values, comparators and units, read as a selection of a person is read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from annotator.corpus.vocabulary import in_words
from annotator.finders.suggestion import Span, Suggestion
from annotator.language import tr, trc

if TYPE_CHECKING:
    from annotator.corpus.figures import Figure

_KEPT = 512
"""Pieces of reasons that are kept: the same few are said again and again."""
_SURE, _PLAIN, _VAGUE = 0.95, 0.88, 0.6
_SAID = {"~": trc("comparator", "about"), "<": trc("comparator", "less than"), "<=": trc("comparator", "at most"),
         ">": trc("comparator", "more than"), ">=": trc("comparator", "at least"), "range": tr("a range")}


def find_statistics(text: str, tag: str = "en", closed: tuple[Span, ...] = ()) -> list[Suggestion]:
    """Every figure of a text; years, dates, clock times, scores and numbers in names are left out.

    Raises:
        Fault: the tables of words cannot be read.
    """
    from annotator.corpus.figures import read_figures  # its tables cost 50 ms, and say here what is wrong with them

    found = read_figures(text, language=tag)
    return [_suggestion(place, figure) for place, figure in found if not (closed and _is_closed(place, closed))]


def _is_closed(place: Span, closed: tuple[Span, ...]) -> bool:
    return any(place[0] < last and place[1] > first for first, last in closed)


def _suggestion(place: Span, figure: Figure) -> Suggestion:
    quantity = figure.fields()
    change = change_told(figure)
    quantity.pop("change", None)
    if change:
        quantity["change"] = dict(change)
    score = _VAGUE if figure.vague else _SURE if figure.unit else _PLAIN
    return Suggestion((place,), "statistic", _why(quantity), score, _rule(figure), quantity=quantity)


def change_told(figure: Figure) -> Mapping[str, str] | None:
    """The change that a figure is, or is the end of.

    What something rose to (“rose 0.7 percent to 6,327”) is a level: its change stands in the other figure.
    """
    change = figure.change
    if change and "from" not in change and change.get("to") == figure.value:
        return None
    if not change and figure.unit in ("%", "pp") and (figure.value or "").startswith("-"):
        return {"direction": "decrease"}
    return change


def _rule(figure: Figure) -> str:
    if figure.vague:
        return "figure/vague"
    return f"figure/{figure.measure or 'number'}"


def _why(quantity: Mapping[str, Any]) -> str:
    """What was read: “number 1300000000 + unit USD (the likeliest) + less than”."""
    if "vague" in quantity:
        parts = [tr("a change without a number") if "change" in quantity else tr("an amount without a number")]
    else:
        parts = [_number(quantity["value"], quantity.get("valueMax"))]
    if "unit" in quantity:
        parts.append(_unit(quantity["unit"], likeliest="unitInferred" in quantity))
    if quantity.get("comparator") in _SAID and "valueMax" not in quantity:
        parts.append(_quoted(_SAID[quantity["comparator"]]))
    if "change" in quantity:
        parts.append(in_words(quantity["change"].get("direction", "change")))
    return " + ".join(parts)


@lru_cache(maxsize=_KEPT)
def _number(value: str, top: str | None) -> str:
    return tr("number {value} to {top}", value=value, top=top) if top else tr("number {value}", value=value)


@lru_cache(maxsize=_KEPT)
def _unit(unit: str, *, likeliest: bool) -> str:
    return tr("unit {unit} (the likeliest)", unit=unit) if likeliest else tr("unit {unit}", unit=unit)


@lru_cache(maxsize=_KEPT)
def _quoted(word: str) -> str:
    return tr("‘{word}’", word=word)
