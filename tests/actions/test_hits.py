from __future__ import annotations

import pytest

from annotator.actions.hits import mark_each, read_value
from annotator.corpus.annotation import Attribution
from annotator.corpus.change import describe
from annotator.corpus.errors import Fault
from tests import builders
from tests.builders import TEXT, span

ARTICLE = "0192f0c1-0000-7000-8000-000000000001"


def test_each_span_becomes_an_annotation_of_its_own_with_the_codebooks_defaults() -> None:
    book = builders.codebook()
    spans = [span("colleagues"), span("the minister")]
    made = mark_each(ARTICLE, TEXT, spans=spans, kind="claim", codebook=book, chain=(Attribution("s"),))
    assert [change.fields["segments"] for change in made.changes] == [
        [["content", start, end]] for start, end in sorted(spans)]
    assert all(change.new and change.article == ARTICLE and change.fields["chain"] for change in made.changes)
    assert describe(made.changes) == "Mark 2 claims"


def test_a_span_that_is_given_twice_is_marked_once() -> None:
    made = mark_each(ARTICLE, TEXT, spans=[(0, 5), (0, 5)], kind="claim", codebook=builders.codebook())
    assert len(made.changes) == 1
    assert describe(made.changes) == "Mark claim"


def test_a_statistic_is_read_from_its_words() -> None:
    made = mark_each(ARTICLE, TEXT, spans=[span("$1.3 billion")], kind="statistic", codebook=builders.codebook())
    assert made.changes[0].fields["quantity:value"] == "1300000000"
    assert {role for role, _, _ in made.changes[0].fields["segments"]} == {"content", "value", "unit"}


def test_nothing_is_invented_where_the_words_say_nothing() -> None:
    assert read_value(TEXT, span("colleagues"), "en") == ({}, ())


def test_a_span_outside_of_the_text_is_refused() -> None:
    with pytest.raises(Fault):
        mark_each(ARTICLE, TEXT, spans=[(0, len(TEXT) + 1)], kind="claim", codebook=builders.codebook())
