"""Marking what a search found: one hit, or hundreds of them as one action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.actions import annotate
from annotator.corpus.annotation import Attribution, Segment, Span
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.kinds import Codebook


def mark_each(article: str, text: str, *, spans: Iterable[Span], kind: str, codebook: Codebook,
              chain: tuple[Attribution, ...] = (), language: str = "en") -> ChangeSet:
    """Make an annotation of each of the spans (code points), as if a person had marked them one by one.

    A span that is given twice is marked once; a statistic's value is read from its words.

    Raises:
        Fault: a span is empty or outside the text.
    """
    made: list[Change] = []
    for span in sorted(set(spans)):
        figure, marks = read_value(text, span, language) if kind == "statistic" else ({}, ())
        made += annotate.mark(article, text, spans=[span], kind=kind, codebook=codebook, chain=chain, figure=figure,
                              marks=marks)[1].changes
    return ChangeSet(made)


def read_value(text: str, span: Span, language: str) -> tuple[Mapping[str, Any], tuple[Segment, ...]]:
    """What the words say of a value, with the places of value and unit; nothing is invented where they say nothing."""
    from annotator.corpus.figures import read_figure  # its tables cost 50 ms: not before the first paint

    figure = read_figure(text, *span, language=language)
    if figure is None:
        return {}, ()
    places = (("value", figure.value_span), ("unit", figure.unit_span))
    return figure.fields(), tuple(Segment(role, *place) for role, place in places if place and place[0] < place[1])
