"""Whether two statistics state one figure: value within the stated precision, unit, and what is measured."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from annotator.corpus.names import folded

NO, ROUNDED, EQUAL, SURE = range(4)
"""How far two figures agree: not; when the one is rounded; value and unit; and what is measured as well."""

_COARSEST = 0.06
"""How far apart, as a share, two values may be when the one is the other rounded to two figures."""


def agreement(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """One of `NO`, `ROUNDED`, `EQUAL`, `SURE`. Never more than `NO` on the value alone.

    Args:
        one: a statistic's quantity, by the dataset's names.
        other: another one's.
    """
    if not _near(one.get("value"), other.get("value")):
        return NO
    unit, measured = _words(one, "unit"), _words(one, "measuredEntity")
    its_unit, its_measured = _words(other, "unit"), _words(other, "measuredEntity")
    same_measured = bool(measured) and measured == its_measured
    if unit != its_unit or (measured and its_measured and not same_measured) or not (unit or same_measured):
        return NO
    if one.get("valueMax") != other.get("valueMax"):
        return NO
    first, second = _number(one), _number(other)
    if first is None or second is None:
        return NO
    if first == second:
        return SURE if same_measured else EQUAL
    return ROUNDED if _rounds_to(first, second) or _rounds_to(second, first) else NO


def _near(one: Any, other: Any) -> bool:
    """Whether two values may agree at all: a quick look that spares most of the thorough ones."""
    if one == other:
        return bool(one)
    try:
        first, second = float(one), float(other)
    except (TypeError, ValueError):
        return False
    return abs(first - second) <= _COARSEST * max(abs(first), abs(second))


def _words(quantity: Mapping[str, Any], name: str) -> str:
    said = str(quantity.get(name) or "")
    return folded(said) or said


def _number(quantity: Mapping[str, Any]) -> Decimal | None:
    try:
        found = Decimal(str(quantity.get("value") or ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _rounds_to(exact: Decimal, stated: Decimal) -> bool:
    """Whether `exact`, rounded as coarsely as `stated` is written, is `stated`: 1,304,500,000 is “1.3 billion”."""
    plain = stated.normalize()
    if len(plain.as_tuple().digits) < 2 or not plain or exact.adjusted() > 40:
        return False
    try:
        return exact.quantize(Decimal((0, (1,), int(plain.as_tuple().exponent)))) == stated
    except InvalidOperation:
        return False
