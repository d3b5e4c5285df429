"""What tells that two quotations or figures are the same, as a few numbers: a project of ten thousand articles fits.

Of a quotation they are that of all its words and those of some of its runs of eight words, chosen so that of any
twelve words that two quotations share one run is chosen in both (winnowing). They mean nothing outside of this run of
the program.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from annotator.corpus.names import folded

_APART = re.compile(r"\W+")
LEAST_WORDS = 5
RUN = 8
_WINDOW = 5
_TELLING_DIGITS = 2


def words_of(text: str) -> list[str]:
    """The words of a quotation, without marks, case and punctuation."""
    return [word for word in _APART.split(text.lower()) if word]


def quotation_traces(text: str) -> tuple[int, ...]:
    """The numbers of a quotation, that of the whole first; none of one with fewer than five words."""
    words = words_of(text)
    if len(words) < LEAST_WORDS:
        return ()
    runs = [hash(tuple(words[at : at + RUN])) for at in range(len(words) - RUN + 1)]
    chosen = {min(runs[at : at + _WINDOW]) for at in range(max(1, len(runs) - _WINDOW + 1))} if runs else set()
    return (hash(tuple(words)), *sorted(chosen))


def figure_traces(quantity: Mapping[str, Any]) -> tuple[int, ...]:
    """The number of value and unit, and that of both with what is measured; none of a small bare number."""
    value, unit = str(quantity.get("value") or ""), str(quantity.get("unit") or "")
    telling = len(value.replace(".", "").strip("-0")) >= _TELLING_DIGITS or len(value.lstrip("-")) > 4
    if not value or not unit or not telling:
        return ()
    stated = (value, str(quantity.get("valueMax") or ""), folded(unit) or unit)
    measured = folded(str(quantity.get("measuredEntity") or ""))
    return (hash(stated), hash((*stated, measured))) if measured else (hash(stated),)
