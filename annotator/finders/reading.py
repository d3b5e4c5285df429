"""A paragraph as it is read once for all finders: its quotations and where its sentences end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from annotator.finders.language import Language
from annotator.finders.marks import Quotations, pairs_of, quotations
from annotator.finders.sentences import units_of
from annotator.finders.suggestion import Span

LONGEST = 6_000
"""Code points of a paragraph that are read at once; what is longer is no paragraph."""
_KEPT = 256


@dataclass(frozen=True, slots=True)
class Reading:
    """What several finders ask of one paragraph, in its code points."""

    marked: Quotations
    units: tuple[Span, ...]


def reading(paragraph: str, language: Language) -> Reading:
    """Read a paragraph; one that was read a moment ago is not read again, so the finders need not know each other."""
    return _lately_read(paragraph, language) if len(paragraph) <= LONGEST else _read(paragraph, language)


def _read(paragraph: str, language: Language) -> Reading:
    marked = quotations(paragraph, pairs_of(paragraph, language))
    return Reading(marked, tuple(units_of(paragraph, marked.spans, language)))


_lately_read = lru_cache(maxsize=_KEPT)(_read)
