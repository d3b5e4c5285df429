"""A statistic's value in one short line, as cards and tooltips say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.language import decimal_point, number_text

SIGNS = {"=": "=", "~": "≈", "<": "<", "<=": "≤", ">": ">", ">=": "≥", "range": "–"}
"""Comparator of the dataset → the sign that a reader knows."""

_ARROWS = {"increase": "↑", "decrease": "↓"}


def figure_text(quantity: Mapping[str, Any]) -> str:
    """“= 1,300,000,000 USD”, “4–7 %”, “↑ = 0.5 pp”; empty when nothing is known of the value."""
    value, top = quantity.get("value"), quantity.get("valueMax")
    direction = (quantity.get("change") or {}).get("direction", "")
    arrow = _ARROWS.get(direction, "")
    if value is None:
        words = str(quantity.get("raw") or "") if quantity.get("vague") else ""
        return " ".join(part for part in (arrow, words) if part)
    number = grouped(str(value))
    if top is not None:
        number = f"{number}–{grouped(str(top))}"
    else:
        number = f"{SIGNS.get(str(quantity.get('comparator') or '='), '=')} {number}"
    return " ".join(part for part in (arrow, number, str(quantity.get("unit") or "")) if part)


def grouped(number: str) -> str:
    """A decimal as the language writes it, thousands apart; whatever is not one stays as it is."""
    whole, point, rest = number.partition(".")
    digits = whole.removeprefix("-")
    if not digits.isdecimal():
        return number
    apart = number_text(int(digits)) if len(digits) >= 5 else digits
    return f"{'-' if whole.startswith('-') else ''}{apart}{decimal_point() if point else ''}{rest}"
