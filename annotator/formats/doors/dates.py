"""Dates as newspapers write them: “Thursday, 5 October 2013”, “jeudi 5 octobre 2013”, “January 11, 2010 Monday”."""

from __future__ import annotations

import re
from datetime import date

_NAMES = """
january janvier januar enero gennaio janeiro januari jan janv ene gen
february février fevrier februar febrero febbraio fevereiro februari feb févr fevr fev
march mars märz maerz marzo março maart mar mär mrt
april avril abril aprile apr avr abr
may mai mayo maggio maio mei mag
june juin juni junio giugno junho jun giu
july juillet juli julio luglio julho jul juil lug
august août aout agosto augustus aug ago
september septembre septiembre settembre setembro sept sep set
october octobre oktober octubre ottobre outubro oct okt ott out
november novembre noviembre novembro nov
december décembre decembre dezember diciembre dicembre dezembro dec déc dez dic december
"""
_RUSSIAN = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
MONTHS = {name: number for number, line in enumerate(_NAMES.strip().split("\n"), 1) for name in line.split()}
MONTHS |= {name: number for number, name in enumerate(_RUSSIAN.split(), 1)}
"""Names of the months, in English, French, German, Spanish, Italian, Portuguese, Dutch and Russian → 1 to 12."""

_MONTH = "(?P<month>" + "|".join(sorted(map(re.escape, MONTHS), key=lambda name: -len(name))) + r")\b\.?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)\b"
_DAY = r"\b(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|\.)?"
_FORMS = tuple(re.compile(form, re.IGNORECASE) for form in (
    rf"\b{_YEAR}-(?P<number>[01]\d)-(?P<day>[0-3]\d)(?!\d)",
    rf"{_DAY}\s+(?:de\s+)?{_MONTH},?\s+(?:de\s+)?{_YEAR}",
    rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    rf"{_DAY}[-/. ]{_MONTH}[-/. ]{_YEAR}",
    rf"{_DAY}\.(?P<number>[01]?\d)\.{_YEAR}",
    rf"\b{_YEAR}[/.](?P<number>[01]\d)[/.](?P<day>[0-3]\d)(?!\d)",
    rf"\b{_MONTH},?\s+(?:de\s+)?{_YEAR}",
    r"(?<!\d)(?P<year>1[5-9]\d\d|20\d\d)\s?[年년]\s?(?P<number>[01]?\d)\s?[月월]\s?(?P<day>[0-3]?\d)\s?[日일]",
))
_SLASHED = re.compile(rf"\b(?P<first>[0-3]?\d)/(?P<second>[0-3]?\d)/{_YEAR}")
_COMPACT = re.compile(r"\b(?P<year>1[89]\d\d|20\d\d)(?P<number>[01]\d)(?P<day>[0-3]\d)(?:\b|T)")


def iso_date(text: str) -> str:
    """The first date in a text as 2013-10-05, or 2013-10 where no day is named; empty when there is none.

    A date such as 5/6/2013 may mean two days, and is not guessed: it is none.
    """
    for form in _FORMS:
        if found := form.search(text):
            named = found.groupdict()
            month = MONTHS[named["month"].lower()] if named.get("month") else int(named["number"])
            if made := _made(named["year"], month, named.get("day")):
                return made
    if found := _SLASHED.search(text):
        first, second = int(found["first"]), int(found["second"])
        if first > 12 or second > 12 or first == second:
            day, month = (first, second) if first > 12 or first == second else (second, first)
            return _made(found["year"], month, str(day))
    if found := _COMPACT.search(text):
        return _made(found["year"], int(found["number"]), found["day"])
    return ""


def _made(year: str, month: int, day: str | None) -> str:
    try:
        whole = date(int(year), month, int(day) if day else 1)
    except ValueError:
        return ""
    return whole.isoformat() if day else whole.isoformat()[:7]
