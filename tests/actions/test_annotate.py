"""Marking words: what goes in, and the change set that comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.actions import annotate
from annotator.corpus.annotation import (
    CONTENT,
    Annotation,
    Attribution,
    Segment,
    annotation_fields,
    annotation_from_fields,
    check_segments,
)
from annotator.corpus.change import ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.kinds import Attribute, Codebook, Kind

TEXT = "“Too tolerant?” she asked. “At some point 1,300 people pay.”"
BOOK = Codebook(kinds=(
    Kind("quote", "Quote", attributes=(Attribute("quote_type", "choice", default="direct"),
                                       Attribute("sic", "boolean", default=False), Attribute("medium", "text"))),
    Kind("statistic", "Statistic", attributes=(Attribute("quote_type", "choice", default="indirect"),))))


def marked(*spans: tuple[int, int], kind: str = "quote", **more: Any) -> Annotation:
    return annotate.mark("a", TEXT, spans=spans, kind=kind, codebook=BOOK, **more)[0]


def fields(change_set: ChangeSet) -> dict[str, Any]:
    assert len(change_set.changes) == 1
    return dict(change_set.changes[0].fields)


def after(annotation: Annotation, change_set: ChangeSet) -> Annotation:
    """The annotation once its edit is stored."""
    stored = annotation_fields(annotation) | fields(change_set)
    return annotation_from_fields(annotation.id, annotation.article, stored)


def test_marking_gives_the_annotation_as_it_is_stored() -> None:
    marks = [Segment("value", 42, 47), Segment("hedge", 28, 30)]
    made, change_set = annotate.mark("a", TEXT, spans=[(27, 60), (0, 15)], kind="quote", codebook=BOOK, marks=marks,
                                     chain=(Attribution("s"),), figure={"value": "1300"})
    assert annotation_from_fields(made.id, "a", fields(change_set)) == made
    assert made.content == ((0, 15), (27, 60))
    assert [mark.role for mark in made.marks] == ["hedge", "value"]
    assert (change_set.changes[0].new, change_set.changes[0].article) == (True, "a")


def test_a_new_annotation_has_the_codebooks_defaults_also_false() -> None:
    assert marked((0, 15)).attributes == {"quote_type": "direct", "sic": False}
    assert marked((0, 15), kind="unknown").attributes == {}


@pytest.mark.parametrize("spans", [[], [(5, 5)], [(50, 99)], [(-1, 4)]])
def test_what_is_no_selection_is_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(Fault):
        marked(*spans)


def test_another_kind_brings_its_defaults_but_overwrites_nothing() -> None:
    changed = after(marked((0, 15)), annotate.set_kind(marked((0, 15)), "statistic", BOOK, figure={"value": "1"}))
    assert (changed.kind, changed.attributes["quote_type"], changed.quantity) == ("statistic", "direct", {"value": "1"})
    bare = replace(marked((0, 15)), attributes={})
    assert after(bare, annotate.set_kind(bare, "statistic", BOOK)).attributes["quote_type"] == "indirect"


def test_the_second_half_of_a_split_quote_joins_the_first() -> None:
    whole = after(marked((0, 15)), annotate.join(marked((0, 15)), (27, 60), TEXT))
    assert whole.content == ((0, 15), (27, 60))
    assert after(whole, annotate.join(whole, (15, 27), TEXT)).content == ((0, 60),)


@pytest.mark.parametrize(("taken", "left"), [
    ((0, 5), [(5, 15), (27, 60)]), ((15, 27), [(0, 15), (27, 60)]), ((27, 99), [(0, 15)]),
    ((4, 5), [(0, 4), (5, 15), (27, 60)]), ((31, 35), [(0, 15), (27, 30), (36, 60)]),
])
def test_words_are_taken_out_without_the_space_beside_the_gap(
        taken: tuple[int, int], left: list[tuple[int, int]]) -> None:
    split = marked((0, 15), (27, 60))
    assert after(split, annotate.subtract(split, taken, TEXT)).content == tuple(left)


def test_what_would_leave_nothing_is_refused() -> None:
    with pytest.raises(Fault, match="nothing would be left"):
        annotate.subtract(marked((0, 15)), (0, 60), TEXT)


@given(st.data())
def test_whatever_is_taken_out_the_rest_was_there_before(data: st.DataObject) -> None:
    numbers = st.integers(0, len(TEXT))
    spans = data.draw(st.lists(st.tuples(numbers, numbers).filter(lambda p: p[0] < p[1]), min_size=1, max_size=3))
    taken = data.draw(st.tuples(numbers, numbers).filter(lambda p: p[0] < p[1]))
    before = marked(*spans)
    try:
        rest = after(before, annotate.subtract(before, taken, TEXT))
    except Fault:
        return
    check_segments(rest.segments, len(TEXT))
    old, new = ({i for start, end in a.content for i in range(start, end)} for a in (before, rest))
    assert new <= old - set(range(*taken))
    assert all(TEXT[i].isspace() for i in old - new - set(range(*taken)))


def test_boundaries_change_and_marks_stay() -> None:
    made = marked((27, 60), marks=[Segment("value", 42, 47)])
    changed = after(made, annotate.set_content(made, [(28, 58)], TEXT))
    assert changed.segments == (Segment(CONTENT, 28, 58), Segment("value", 42, 47))
    with pytest.raises(Fault):
        annotate.set_content(made, [], TEXT)


def test_marks_of_one_role_are_set_and_others_stay() -> None:
    made = marked((27, 60), marks=[Segment("value", 42, 47), Segment("unit", 48, 54)])
    changed = after(made, annotate.set_marks(made, "value", [(42, 44)], TEXT))
    assert changed.marks == (Segment("unit", 48, 54), Segment("value", 42, 44))
    assert after(made, annotate.set_marks(made, "value", [], TEXT)).marks == (Segment("unit", 48, 54),)


@pytest.mark.parametrize("value", ["", [], (), None])
def test_an_empty_answer_takes_the_answer_away(value: Any) -> None:
    assert fields(annotate.set_attribute(marked((0, 15)), "medium", value)) == {"attribute:medium": None}


@pytest.mark.parametrize("value", [0, False, "x", ["a"]])
def test_no_and_nought_are_answers(value: Any) -> None:
    assert fields(annotate.set_attribute(marked((0, 15)), "medium", value)) == {"attribute:medium": value}


def test_notes_and_quantities() -> None:
    made = marked((0, 15), figure={"value": "1", "unit": "%"})
    assert fields(annotate.set_note(made, "")) == {"note": None}
    assert fields(annotate.set_quantity(made, {"value": "2", "unit": ""})) == {
        "quantity:value": "2", "quantity:unit": None}
    assert fields(annotate.replace_quantity(made, {"value": "1", "raw": "one"})) == {
        "quantity:unit": None, "quantity:raw": "one"}
    assert not annotate.replace_quantity(made, {"value": "1", "unit": "%"})


def test_who_stands_behind_it() -> None:
    made = marked((0, 15))
    chain = annotate.attribute_to(made, 0, "anna")
    assert chain == (Attribution("anna"),)
    with_anna = replace(made, chain=chain)
    via = annotate.attribute_to(with_anna, 1, "politico")
    assert via == (Attribution("anna"), Attribution("politico", "reporter"))
    assert annotate.attribute_to(replace(made, chain=via), 0, None)[0] == Attribution(None)
    assert annotate.attribute_to(with_anna, 7, "x")[1] == Attribution("x", "reporter")
    assert after(made, annotate.set_chain(made, via)).chain == via
    assert fields(annotate.set_chain(with_anna, ())) == {"chain": None}


def test_an_editor_hands_back_the_heads_that_it_showed() -> None:
    made = marked((0, 15))
    for change_set in (annotate.set_note(made, "x", seen=(1, 2)), annotate.set_attribute(made, "a", 1, seen=(1, 2)),
                       annotate.set_chain(made, (), seen=(1, 2)), annotate.set_quantity(made, {"a": 1}, seen=(1, 2)),
                       annotate.set_content(made, [(0, 3)], TEXT, seen=(1, 2))):
        assert change_set.changes[0].seen == (1, 2)


def test_an_annotation_goes_alone_since_its_links_are_hidden_without_it() -> None:
    one = marked((0, 15))
    assert [(c.kind, c.entity, c.fields, c.article) for c in annotate.remove([one]).changes] == [
        ("annotation", one.id, {"deleted": 1}, "a")]
