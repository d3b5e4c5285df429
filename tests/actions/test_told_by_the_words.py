"""What the selected words answer by themselves."""

from __future__ import annotations

from annotator.actions.annotate import mark
from annotator.corpus.kinds import Attribute, Codebook, Kind

TEXT = "“No,” she said. She said no."
ASKED = Codebook(kinds=(Kind("quote", "Quote", attributes=(
    Attribute("quote_type", "choice", values=("direct", "indirect")),)),))


def test_a_quote_that_opens_with_a_mark_is_direct_where_the_team_asks() -> None:
    quoted, _ = mark("a", TEXT, spans=[(0, 5)], kind="quote", codebook=ASKED)
    assert quoted.attributes == {"quote_type": "direct"}


def test_reported_speech_answers_nothing() -> None:
    retold, _ = mark("a", TEXT, spans=[(16, 28)], kind="quote", codebook=ASKED)
    assert retold.attributes == {}


def test_nothing_is_answered_that_the_team_does_not_ask() -> None:
    unasked, _ = mark("a", TEXT, spans=[(0, 5)], kind="quote", codebook=Codebook())
    assert unasked.attributes == {}
