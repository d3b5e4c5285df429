"""Dates as newspapers write them."""

import pytest

from annotator.formats.doors.dates import iso_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("January 11, 2010 Monday", "2010-01-11"),
        ("jeudi 5 octobre 2013", "2013-10-05"),
        ("Friday, 5. July 2019", "2019-07-05"),
        ("12. März 2014", "2014-03-12"),
        ("12 de marzo de 2013", "2013-03-12"),
        ("le 1er août 2020", "2020-08-01"),
        ("March 14, 2013 Thursday 11:21 AM GMT", "2013-03-14"),
        ("20121004", "2012-10-04"),
        ("2013-10-05T10:00:00Z", "2013-10-05"),
        ("May 2014", "2014-05"),
        ("25/6/2013", "2013-06-25"),
        ("6/25/2013", "2013-06-25"),
        ("5/6/2013", ""),
        ("no date", ""),
        ("", ""),
    ],
)
def test_a_date_is_read_in_seven_languages_and_never_guessed(text: str, expected: str) -> None:
    assert iso_date(text) == expected
