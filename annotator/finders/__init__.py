"""Suggestions: text in, first drafts of annotations out; no model, no network. What there is, is named here.

A finder is one module and one entry in `FINDERS`. Its rules are files that a linguist edits, one folder per language
(`resources/finders/en`). What is found is computed when it is asked for, and never stored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from annotator.corpus.article import Passage
from annotator.corpus.bulk import uncollected
from annotator.finders.boilerplate import NOTHING, find_boilerplate
from annotator.finders.claims import find_claims
from annotator.finders.persons import find_persons
from annotator.finders.quotes import find_quotes
from annotator.finders.statistics import find_statistics
from annotator.finders.suggestion import SURE_ENOUGH, Finder, Span, Suggestion, in_order

__all__ = ["CLOSED", "FINDERS", "SURE_ENOUGH", "Finder", "Suggestion", "suggest"]

BOILERPLATE = Finder("boilerplate", "What is no part of the article", find_boilerplate)
FINDERS = (
    BOILERPLATE,
    Finder("quotes", "What somebody said, with cue and speaker", find_quotes),
    Finder("statistics", "Figures with their values", find_statistics),
    Finder("claims", "Sentences that are worth checking", find_claims),
    Finder("persons", "Names that may be one person's", find_persons),
)
"""All finders; boilerplate comes first, because nothing else is looked for inside it."""
USUAL = ("boilerplate", "quotes", "statistics")
CLOSED = ("boilerplate", "debris")
"""Roles of passages in which nothing is suggested."""


def suggest(
    text: str, tag: str = "en", *, finders: Collection[str] = USUAL, passages: Iterable[Passage] = (),
    repeated: Mapping[str, str] = NOTHING,
) -> list[Suggestion]:  # fmt: skip
    """What the finders propose for a text, in its order, whatever its score.

    Args:
        tag: the text's language, a BCP 47 tag; an empty one is read as English.
        finders: names of those to ask.
        passages: what a person has marked; nothing is found inside boilerplate and debris.
        repeated: paragraphs that the outlet repeats, with the reason (`boilerplate.repeated_in`).
    """
    closed: tuple[Span, ...] = tuple((each.start, each.end) for each in passages if each.role in CLOSED)
    aside = find_boilerplate(text, tag or "en", closed, repeated=repeated)
    closed += tuple(span for each in aside if each.score >= SURE_ENOUGH for span in each.segments)
    made = list(aside) if BOILERPLATE.name in finders else []
    with uncollected():  # thousands of small things, and none refers back to itself
        for finder in FINDERS[1:]:
            if finder.name in finders:
                made += finder.find(text, tag or "en", closed)
    return in_order(made)
