"""Statistics with their values, comparators and units, read as a selection of a person is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.corpus.figures import Figure, read_figures
from annotator.finders.suggestion import Span, Suggestion

_SURE, _PLAIN, _VAGUE = 0.95, 0.88, 0.6
_SAID = {"~": "about", "<": "less than", "<=": "at most", ">": "more than", ">=": "at least", "range": "a range"}


def find_statistics(text: str, tag: str = "en", closed: tuple[Span, ...] = ()) -> list[Suggestion]:
    """Every figure of a text; years, dates, clock times, scores and numbers in names are left out."""
    return [
        _suggestion(place, figure) for place, figure in read_figures(text, language=tag)
        if not any(place[0] < last and place[1] > first for first, last in closed)
    ]  # fmt: skip


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
    if quantity.get("vague"):
        parts = ["a change without a number" if "change" in quantity else "an amount without a number"]
    else:
        top = f" to {quantity['valueMax']}" if "valueMax" in quantity else ""
        parts = [f"number {quantity['value']}{top}"]
    if "unit" in quantity:
        parts.append(f"unit {quantity['unit']}" + (" (the likeliest)" if quantity.get("unitInferred") else ""))
    if quantity.get("comparator") in _SAID and "valueMax" not in quantity:
        parts.append(f"‘{_SAID[quantity['comparator']]}’")
    if "change" in quantity:
        parts.append(quantity["change"].get("direction", "change"))
    return " + ".join(parts)
