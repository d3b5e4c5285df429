"""Units of the closed kinds."""

from __future__ import annotations

import pytest

from annotator.corpus.numbers.numerals import numerals_in
from annotator.corpus.numbers.units import currency_before, unit_after


@pytest.mark.parametrize(
    ("before", "name", "inferred"),
    [
        ("$", "USD", True),
        ("US$", "USD", False),
        ("C$", "CAD", False),
        ("C $", "CAD", False),
        ("A$", "AUD", False),
        ("a A $", "USD", True),
        ("HK $", "HKD", False),
        ("$US", "USD", False),
        ("€", "EUR", False),
        ("£ ", "GBP", False),
        ("¥", "JPY", True),
        ("CHF ", "CHF", False),
        ("Rs ", "INR", True),
    ],
)
def test_a_sign_or_code_before_names_the_currency(before: str, name: str, inferred: bool) -> None:
    unit = currency_before(before, len(before))

    assert unit is not None and (unit.name, unit.inferred) == (name, inferred)


@pytest.mark.parametrize("before", ["", "THE ", "x", "NATO ", "a "])
def test_other_words_before_are_no_currency(before: str) -> None:
    assert currency_before(before, len(before)) is None


@pytest.mark.parametrize(
    ("text", "name", "measure"),
    [
        ("5%", "%", "proportion"),
        ("5 per cent", "%", "proportion"),
        ("5 pct", "%", "proportion"),
        ("24pc", "%", "proportion"),
        ("5 percentage points", "pp", "change"),
        ("5%-points", "pp", "change"),
        ("50 basis points", "basis points", "change"),
        ("5 euros", "EUR", "money"),
        ("5 Canadian dollars", "CAD", "money"),
        ("5 kroner", "kroner", "money"),
        ("5 Danish kroner", "DKK", "money"),
        ("5 pounds sterling", "GBP", "money"),
        ("5 pounds", "pounds", None),
        ("5 million pounds", "GBP", "money"),
        ("5 million pounds of meat", "pounds", None),
        ("500 $ CA", "CAD", "money"),
        ("164p", "p", "money"),
        ("5 years old", "years", "age"),
        ("5-year-old", "year", "age"),
        ("5 years", "years", "duration"),
        ("5 sq km", "sq km", "size"),
        ("5 feet", "feet", "size"),
        ("5 FEET", "FEET", "size"),
        ("5 miles per hour", "miles per hour", "rate"),
        ("5 km/h", "km/h", "rate"),
        ("5 barrels a day", "barrels a day", "rate"),
        ("$5", None, None),
        ("5 kWh", "kWh", "other"),
        ("5 °C", "°C", "other"),
        ("5 times as many", "times", "ratio"),
        ("5 times in May", "times", "count"),
        ("half an hour", "hour", "duration"),
        ("5 officers", None, None),
        ("5 in May", None, None),
        ("five m", None, None),
    ],
)
def test_a_unit_after_a_number_is_read_with_its_measure(text: str, name: str | None, measure: str | None) -> None:
    numeral = next(numerals_in(text, 0, len(text), "en"))
    unit = unit_after(text, numeral, len(text))

    assert (unit.name if unit else None, unit.measure if unit else None) == (name, measure)


def test_a_bare_dollar_is_that_of_the_country_of_the_language_and_says_that_it_is_a_guess() -> None:
    found = [currency_before("$", 1, language) for language in ("en", "en-CA", "fr-CA", "en-AU", "en-GB")]

    assert [unit and unit.name for unit in found] == ["USD", "CAD", "CAD", "AUD", "USD"]
    assert all(unit and unit.inferred for unit in found)
