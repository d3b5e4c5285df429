"""Whether two statistics state one figure."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.corpus.same_figure import EQUAL, NO, ROUNDED, SURE, agreement


def figure(value: str, unit: str = "", of: str = "", **more: Any) -> dict[str, Any]:
    return {"value": value, "unit": unit or None, "measuredEntity": of or None, **more}


@pytest.mark.parametrize(("one", "other", "grade"), [
    (figure("1300000000", "USD", "the plan"), figure("1300000000.0", "USD", "The Plan"), SURE),
    (figure("1300000000", "USD"), figure("1300000000", "USD", "the plan"), EQUAL),
    (figure("1304500000", "USD"), figure("1300000000", "USD"), ROUNDED),
    (figure("1360000000", "USD"), figure("1300000000", "USD"), NO),
    (figure("1300000000", "USD"), figure("1300000000", "EUR"), NO),
    (figure("4", "%"), figure("4", "pp"), NO),
    (figure("2.4", "%"), figure("2", "%"), NO),
    (figure("40", "people", "residents"), figure("40", "people", "boats"), NO),
    (figure("40"), figure("40"), NO),
    (figure("40", of="boats"), figure("40", of="boats"), SURE),
    (figure("4", "%", valueMax="7"), figure("4", "%"), NO),
    (figure("dozens", "people"), figure("dozens", "people"), NO),
    (figure("", "people"), figure("", "people"), NO),
    (figure("NaN", "people"), figure("NaN", "people"), NO),
    (figure("1e999999", "people"), figure("1.3e9", "people"), NO),
])
def test_two_figures_are_one_by_value_unit_and_what_is_measured(
    one: dict[str, Any], other: dict[str, Any], grade: int
) -> None:
    assert agreement(one, other) == agreement(other, one) == grade
