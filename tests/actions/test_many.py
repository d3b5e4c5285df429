"""Edit many: the plan says what it would do, and does no more than it says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.actions import many
from annotator.corpus.annotation import Annotation, Attribution, Segment
from annotator.corpus.kinds import Attribute, Codebook, Kind

STANCE = Attribute("stance", "choice", "Stance", ("for", "against"))
BOOK = Codebook(kinds=(Kind("claim", "Claim", attributes=(STANCE, Attribute("topic", "text", "Topic", required=True))),
                       Kind("quote", "Quote", attributes=(STANCE, Attribute("old", "text", hidden=True))),
                       Kind("statistic", "Statistic")))


def one(name: str, kind: str = "claim", *sources: str, **attributes: Any) -> Annotation:
    chain = tuple(Attribution(source, "reporter" if at else "speaker") for at, source in enumerate(sources))
    return Annotation(name, "article", kind, (Segment("content", 0, 3),), chain, attributes)


def test_the_sentence_says_how_many_change_have_it_already_and_are_not_asked() -> None:
    plan = many.set_attribute([one("a"), one("b", stance="against"), one("c", "quote", stance="for"),
                               one("d", "statistic")], BOOK, "stance", "against")
    assert [(c.entity, dict(c.fields)) for c in plan.changes] == [
        ("a", {"attribute:stance": "against"}), ("c", {"attribute:stance": "against"})]
    assert plan.sentence() == ("Sets Stance to “against” on 2 annotations. 1 has it already, "
                               "1 is of a kind that does not ask it.")


def test_an_answer_is_taken_away_only_where_there_is_one() -> None:
    plan = many.set_attribute([one("a"), one("b", stance="for")], BOOK, "stance", None)
    assert [(c.entity, dict(c.fields)) for c in plan.changes] == [("b", {"attribute:stance": None})]
    assert plan.sentence() == "Takes Stance away from 1 annotation. 1 has none."


def test_yes_is_not_one() -> None:
    book = Codebook(kinds=(Kind("claim", "Claim", attributes=(Attribute("sure", "boolean"),)),))
    assert many.set_attribute([one("a", sure=1)], book, "sure", True).count == 1


def test_a_hidden_question_is_not_asked() -> None:
    assert many.set_attribute([one("a", "quote")], BOOK, "old", "x").unasked == 1
    assert [a.id for a in many.questions([one("a", "quote")], BOOK)] == ["stance"]


def test_the_questions_of_most_come_first_and_each_once() -> None:
    asked = many.questions([one("a"), one("b", "quote"), one("c", "quote")], BOOK)
    assert [a.id for a in asked] == ["stance", "topic"]


def test_the_answers_are_counted_the_most_frequent_first() -> None:
    given_ = [one("a", stance="for"), one("b"), one("c", "quote"), one("d", "statistic", stance="for")]
    assert many.answers(given_, BOOK, "stance") == [(None, 2), ("for", 1)]


def test_several_answers_at_once_are_one_value() -> None:
    assert many.answers([one("a", topic=["x", "y"]), one("b", topic=["x", "y"])], BOOK, "topic") == [(["x", "y"], 2)]


def test_a_source_is_set_at_the_origin_and_what_passed_it_on_stays() -> None:
    plan = many.set_source([one("a"), one("b", "claim", "anna"), one("c", "claim", "nora", "politico")], "anna",
                           "Anna Berg")
    assert [(c.entity, c.fields["chain"]) for c in plan.changes] == [
        ("a", [["anna", "speaker"]]), ("c", [["anna", "speaker"], ["politico", "reporter"]])]
    assert plan.sentence() == "Sets the source to Anna Berg on 2 annotations. 1 has it already."


def test_nobody_named_is_a_source_too() -> None:
    plan = many.set_source([one("a"), one("b", "claim", "anna")], None, "")
    assert [c.fields["chain"] for c in plan.changes] == [[[None, "speaker"]], [[None, "speaker"]]]
    assert plan.sentence() == "Sets “no source named” on 2 annotations."


def test_another_kind_brings_its_defaults_and_its_figure() -> None:
    book = replace(BOOK, kinds=(*BOOK.kinds[:2], Kind("statistic", "Statistic", attributes=(
        Attribute("vague", "boolean", default=False),))))
    plan = many.set_kind([one("a"), one("b", "statistic")], "statistic", book, lambda _: {"value": "7"})
    assert [dict(c.fields) for c in plan.changes] == [
        {"kind": "statistic", "attribute:vague": False, "quantity:value": "7"}]
    assert plan.sentence() == "Changes to Statistic: 1 annotation. 1 has it already."
    assert plan.told() == "Changed to Statistic: 1 annotation"


def test_a_removal_says_how_many_go() -> None:
    plan = many.remove([one("a"), one("b")])
    assert plan.count == 2
    assert plan.sentence() == "Removes 2 annotations."


def test_nothing_to_do_is_said() -> None:
    plan = many.set_attribute([one("a", stance="for")], BOOK, "stance", "for")
    assert not plan.change_set
    assert plan.sentence() == "Nothing would change. 1 has it already."


@given(st.lists(st.tuples(st.sampled_from(("claim", "quote", "statistic")), st.sampled_from((None, "for", "against")))),
       st.sampled_from((None, "for", "against")))
def test_every_annotation_is_counted_once_and_a_second_time_changes_nothing(
    made: list[tuple[str, str | None]], value: str | None
) -> None:
    given_ = [one(str(n), kind, **({"stance": stance} if stance else {})) for n, (kind, stance) in enumerate(made)]
    plan = many.set_attribute(given_, BOOK, "stance", value)
    assert plan.count + plan.have + plan.unasked == len(given_)
    changed = {change.entity: change.fields["attribute:stance"] for change in plan.changes}
    after = [replace(a, attributes={**a.attributes, "stance": changed[a.id]}) if a.id in changed else a
             for a in given_]
    assert many.set_attribute(after, BOOK, "stance", value).count == 0
