"""Fields of what a project shares, in words."""

from __future__ import annotations

import pytest

from annotator.ui.models.past_shared import shared_field, shared_value
from annotator.ui.models.past_words import where_they_differ


@pytest.mark.parametrize(("kind", "field", "words"), [
    ("passages", "passage:0-5", "Passage “Fewer”"), ("review", "status", "Status"),
    ("project", "blind_until_done", "Blind until two are done"), ("codebook", "guidelines", "Guidelines"),
    ("codebook", "convention:split_quote_is_one", "Convention: split quote is one"),
    ("codebook", "kind:claim", "Kind claim"), ("codebook", "kind.label:claim", "Kind claim: label"),
    ("codebook", "attribute.help:claim/topic", "Question topic of claim: help"),
    ("codebook", "attribute.value:claim/topic/war and peace", "Question topic of claim: value war and peace"),
    ("codebook", "article_attribute.value:frame/risk", "Question frame of articles: value risk"),
    ("codebook", "source_attribute:party", "Question party of sources"),
])
def test_a_field_is_called_as_the_window_calls_it(kind: str, field: str, words: str) -> None:
    assert shared_field(kind, field, "Fewer than 0.2 percent") == words


@pytest.mark.parametrize(("kind", "field", "value", "words"), [
    ("passages", "passage:0-5", None, "not marked"), ("passages", "passage:0-5", "boilerplate", "boilerplate"),
    ("review", "status", "todo", "to do"), ("project", "released", 1, "yes"),
    ("project", "mode", "", "together"), ("project", "licence", None, ""),
    ("codebook", "attribute.value:claim/topic/war", 0, "not offered"),
    ("codebook", "attribute.value:claim/topic/war", {"position": 2, "retired": True}, "retired, in place 3"),
    ("codebook", "kind.position:claim", 1, "place 2"), ("codebook", "kind:frame", None, "removed"),
    ("codebook", "kind:frame", {"position": 3, "label": "Frame"}, "label: Frame"),
    ("codebook", "convention:split_quote_is_one", True, "A quote broken by its speaker is one annotation."),
])
def test_a_value_is_said_in_words(kind: str, field: str, value: object, words: str) -> None:
    assert shared_value(kind, field, value) == words


def test_long_texts_are_told_from_a_little_before_where_they_differ() -> None:
    same = "All of this is alike. " * 40
    one, other = where_they_differ([same + "Mark less.", same + "Mark more."])
    assert one.startswith("…") and one.endswith("Mark less.") and other.endswith("Mark more.")
    assert len(one) < 120
    assert where_they_differ(["short", "also short"]) == ["short", "also short"]
    assert where_they_differ([same, 3]) == [same, 3]
