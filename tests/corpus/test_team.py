"""Coders, their marks and values, and times as the dataset writes them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.team import ArticleValues, Coder, utc

PLAIN = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
CODERS = st.builds(Coder, st.just("c"), PLAIN.filter(bool), PLAIN, PLAIN,
                   st.sets(PLAIN.filter(bool), max_size=2).map(lambda ids: tuple(sorted(ids))), st.booleans())


@given(CODERS)
def test_a_coder_survives_the_journal(coder: Coder) -> None:
    assert Coder.from_fields("c", coder.fields()) == coder


def test_a_coder_without_a_name_bears_the_id() -> None:
    assert Coder.from_fields("c", {}).name == "c"


def test_the_values_of_an_article_are_those_of_their_coder() -> None:
    fields = {"coder": "c", "attribute:topic": "border", "attribute:tone": None}
    assert ArticleValues.from_fields("a", fields) == ArticleValues("c", "a", {"topic": "border"})


@pytest.mark.parametrize(("milliseconds", "text"), [
    (0, "1970-01-01T00:00:00Z"), (1_763_785_554_123, "2025-11-22T04:25:54.123Z"),
    (1_763_785_554_000, "2025-11-22T04:25:54Z"), (4_102_444_799_999, "2099-12-31T23:59:59.999Z"),
])
def test_times_end_in_z_and_have_a_fraction_only_when_they_need_one(milliseconds: int, text: str) -> None:
    assert utc(milliseconds) == text


@given(st.integers(0, 4_102_444_799_999))
def test_a_time_says_the_moment_it_was_made_of(milliseconds: int) -> None:
    assert round(datetime.fromisoformat(utc(milliseconds)).timestamp() * 1000) == milliseconds
