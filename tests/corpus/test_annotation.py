"""Annotations: segments, the chain, and what the journal holds of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.annotation import (
    BASES,
    CONTENT,
    MARKS,
    ROLES,
    Annotation,
    Attribution,
    Segment,
    annotation_fields,
    annotation_from_fields,
    check_segments,
    joined,
    ordered,
    stored_segments,
    with_content,
)
from annotator.corpus.errors import Fault
from annotator.project.operation import decode_fields, encode_fields

SPANS = st.tuples(st.integers(0, 200), st.integers(1, 30)).map(lambda p: (p[0], p[0] + p[1]))
SOME = st.lists(SPANS, max_size=3).map(tuple)
ATTRIBUTIONS = st.builds(Attribution, st.one_of(st.none(), st.uuids().map(str)), st.sampled_from(ROLES),
                         st.one_of(st.none(), st.sampled_from(BASES)), SOME, SOME)
VALUES = st.one_of(st.text("abc é", min_size=1), st.integers(0, 9), st.booleans(), st.lists(st.text("ab"), min_size=1))
NAMES = st.text("abcdef_", min_size=1, max_size=8)


@given(ATTRIBUTIONS)
def test_an_attribution_survives_the_journal(attribution: Attribution) -> None:
    stored = decode_fields(encode_fields({"chain": [attribution.stored()]}))["chain"][0]
    assert Attribution.from_stored(stored) == attribution


def test_an_attribution_is_stored_without_empty_ends() -> None:
    assert Attribution("s").stored() == ["s", "speaker"]
    assert Attribution(None, "reporter").stored() == [None, "reporter"]
    assert Attribution("s", cue=((1, 2),)).stored() == ["s", "speaker", None, [], [[1, 2]]]


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    segments = [Segment(CONTENT, *span) for span in joined(draw(st.lists(SPANS, min_size=1, max_size=4)))]
    segments += [Segment(role, *span) for role in draw(st.sets(st.sampled_from(MARKS)))
                 for span in joined(draw(st.lists(SPANS, max_size=2)))]
    return Annotation("n", "a", draw(st.sampled_from(["quote", "claim"])), ordered(segments),
                      tuple(draw(st.lists(ATTRIBUTIONS, max_size=3))), draw(st.dictionaries(NAMES, VALUES, max_size=3)),
                      draw(st.dictionaries(NAMES, VALUES, max_size=3)), draw(st.text("ab\n")),
                      draw(st.sampled_from([None, {"finder": "x"}])))


@given(annotations())
def test_an_annotation_survives_its_fields(annotation: Annotation) -> None:
    stored = decode_fields(encode_fields(annotation_fields(annotation)))
    assert annotation_from_fields("n", "a", stored) == annotation


@given(st.lists(SPANS, max_size=8))
def test_joined_spans_cover_the_same_characters_and_never_touch(spans: list[tuple[int, int]]) -> None:
    found = joined(spans)
    assert {i for start, end in found for i in range(start, end)} == {i for s, e in spans for i in range(s, e)}
    assert all(earlier[1] < later[0] for earlier, later in pairwise(found))


def test_other_content_leaves_the_marks_alone() -> None:
    segments = (Segment(CONTENT, 0, 9), Segment("value", 3, 5))
    assert with_content(segments, [(20, 30), (30, 40)]) == (Segment(CONTENT, 20, 40), Segment("value", 3, 5))


def test_segments_are_stored_content_first_in_the_order_of_the_text() -> None:
    given_ = [Segment("value", 0, 1), Segment(CONTENT, 9, 12), Segment("hedge", 3, 4), Segment(CONTENT, 0, 2)]
    assert stored_segments(given_) == [["content", 0, 2], ["content", 9, 12], ["hedge", 3, 4], ["value", 0, 1]]


@pytest.mark.parametrize(("segments", "why"), [
    ([Segment(CONTENT, 5, 11)], "outside the text of 10"), ([Segment(CONTENT, -1, 3)], "outside"),
    ([Segment(CONTENT, 3, 3)], "outside"), ([Segment(CONTENT, 5, 3)], "outside"),
    ([Segment(CONTENT, 0, 5), Segment(CONTENT, 4, 8)], "overlap at character 4"),
    ([Segment(CONTENT, 0, 5), Segment("value", 1, 3), Segment("value", 2, 4)], "value segments overlap"),
    ([Segment("value", 0, 2)], "no words"), ([], "no words"),
])
def test_segments_that_cannot_be(segments: list[Segment], why: str) -> None:
    with pytest.raises(Fault, match=why):
        check_segments(segments, 10)


def test_segments_of_different_roles_may_overlap_and_reach_the_end() -> None:
    check_segments([Segment(CONTENT, 0, 10), Segment("value", 0, 10), Segment(CONTENT, 10, 11)], 11)


def test_what_an_annotation_says_of_itself() -> None:
    text = "“Yes,” she said, “no.”"
    split = Annotation("n", "a", "quote", (Segment(CONTENT, 0, 6), Segment(CONTENT, 17, 22), Segment("hedge", 0, 2)))
    assert split.words(text) == "“Yes,” … “no.”"
    assert (split.start, split.content, split.marks) == (0, ((0, 6), (17, 22)), (Segment("hedge", 0, 2),))
    assert split.needs_source
    named_nobody = Annotation("n", "a", "quote", split.segments, (Attribution(None),))
    assert not named_nobody.needs_source


def test_an_annotation_without_words_breaks_nothing() -> None:
    empty: dict[str, Any] = {"kind": "quote"}
    assert annotation_from_fields("n", "a", empty).start == 0
