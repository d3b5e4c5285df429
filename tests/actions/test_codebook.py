"""Editing the codebook: each edit is one thing, and what cannot be is said in a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.actions import codebook as edit
from annotator.corpus.change import Change, describe
from annotator.corpus.codebook_fields import codebook_fields, codebook_from_fields
from annotator.corpus.errors import Fault
from annotator.corpus.kinds import OF_ARTICLE, OF_SOURCE, Attribute, Codebook, Kind

TONE = Attribute("tone", "choice", "Tone", ("warm", "cold", "irony"), default="irony", key="t")
BOOK = Codebook(kinds=(Kind("claim", "Claim", key="1", attributes=(TONE, Attribute("topic", "text"))),
                       Kind("frame", "Frame", key="4", colour="green")))


def tone(book: Codebook) -> Attribute:
    found = book.attribute("claim", "tone")
    assert found is not None
    return found


def test_a_new_kind_gets_the_first_colour_and_digit_that_are_free() -> None:
    book, kind = edit.add_kind(BOOK, "  Öffentliche   Meinung ")
    assert kind == Kind("offentliche_meinung", "Öffentliche Meinung", key="5", colour="red")
    assert book.kinds[-1] == kind
    for number in range(5):
        book, kind = edit.add_kind(book, f"Kind {number}")
    assert kind.key == "" and kind.colour in edit.COLOURS


def test_digits_that_have_a_meaning_are_not_given_twice() -> None:
    assert "“Frame”" in edit.key_problem(BOOK, "claim", "4")
    assert "1, 2 and 3" in edit.key_problem(BOOK, "frame", "2")
    assert edit.key_problem(BOOK, "frame", "4") == edit.key_problem(BOOK, "frame", "") == ""
    assert "“Tone”" in edit.attribute_key_problem(BOOK, "claim", "topic", "T")
    assert "one letter" in edit.attribute_key_problem(BOOK, "claim", "topic", "ab")
    assert "one letter" in edit.attribute_key_problem(BOOK, "claim", "topic", "é")
    with pytest.raises(Fault, match="marks “Frame” already"):
        edit.change_kind(edit.add_kind(BOOK, "Tone")[0], "tone", key="4")


@pytest.mark.parametrize("wrong", [
    lambda: edit.add_kind(BOOK, " "), lambda: edit.add_kind(BOOK, "fRAME"),
    lambda: edit.change_kind(BOOK, "claim", label="Frame"), lambda: edit.rename_kind(BOOK, "claim", "c"),
    lambda: edit.rename_kind(BOOK, "frame", "two words"), lambda: edit.rename_kind(BOOK, "frame", "claim"),
    lambda: edit.add_attribute(BOOK, "claim", "tone"), lambda: edit.change_attribute(BOOK, "claim", "topic", key="t"),
    lambda: edit.rename_attribute(BOOK, "claim", "tone", "topic"),
    lambda: edit.add_value(BOOK, "claim", "tone", "Warm"),
    lambda: edit.rename_value(BOOK, "claim", "tone", "warm", "cold"),
    lambda: edit.rename_value(BOOK, "claim", "tone", "warm", ""),
])
def test_a_name_that_is_none_or_taken_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(Fault):
        wrong()


def test_a_value_is_renamed_in_its_place_and_as_the_default() -> None:
    named = tone(edit.rename_value(BOOK, "claim", "tone", "irony", "sarcasm"))
    assert (named.values, named.default) == (("warm", "cold", "sarcasm"), "sarcasm")


def test_a_retired_value_is_kept_and_offered_no_more_until_it_is_added_again() -> None:
    book = edit.retire_value(BOOK, "claim", "tone", "irony")
    assert (tone(book).values, tone(book).retired, tone(book).default) == (("warm", "cold"), ("irony",), None)
    book = edit.add_value(book, "claim", "tone", "irony")
    assert (tone(book).values, tone(book).retired) == (("warm", "cold", "irony"), ())
    assert tone(edit.remove_value(book, "claim", "tone", "warm")).known == ("cold", "irony")


def test_an_attribute_with_another_id_remembers_the_one_it_had() -> None:
    book = edit.rename_attribute(BOOK, "claim", "topic", "subject")
    book = edit.rename_attribute(book, "claim", "subject", "matter")
    assert book.attribute("claim", "matter") == Attribute("matter", "text", "Topic", former=("topic", "subject"))
    again = edit.rename_attribute(book, "claim", "matter", "topic").attribute("claim", "topic")
    assert again is not None and again.former == ("subject", "matter")


def test_articles_and_sources_are_asked_in_the_same_way() -> None:
    for owner in (OF_ARTICLE, OF_SOURCE):
        book, made = edit.add_attribute(BOOK, owner, "Main topic", "multi")
        book = edit.add_value(book, owner, made.id, "Politics")
        assert book.asked(owner) == (Attribute("main_topic", "multi", "Main topic", ("Politics",)),)
        assert edit.remove_attribute(book, owner, made.id) == BOOK


def test_things_move_within_their_list_and_not_out_of_it() -> None:
    assert [k.id for k in edit.move_kind(BOOK, "frame", -1).kinds] == ["frame", "claim"]
    assert edit.move_kind(BOOK, "frame", 1) == BOOK
    assert [a.id for a in edit.move_attribute(BOOK, "claim", "tone", 1).asked("claim")] == ["topic", "tone"]
    assert tone(edit.move_value(BOOK, "claim", "tone", "cold", -1)).values == ("cold", "warm", "irony")


def test_ids_are_made_of_labels_and_never_twice() -> None:
    assert edit.identifier("Haupt-Thema (1)", []) == "haupt_thema_1"
    assert edit.identifier("日本", ["unnamed"]) == "unnamed_2"
    assert len(edit.identifier("x" * 200, ["x" * 60])) <= 64


@pytest.mark.parametrize(("after", "words"), [
    (edit.add_kind(BOOK, "Stance")[0], "Add kind stance"),
    (edit.remove_kind(BOOK, "frame"), "Remove kind frame"),
    (edit.change_kind(BOOK, "frame", hidden=True), "Hide frame"),
    (edit.change_kind(BOOK, "frame", label="Framing"), "Edit label of frame"),
    (edit.rename_kind(BOOK, "frame", "framing"), "Rename kind frame to framing"),
    (edit.add_attribute(BOOK, "claim", "Main topic")[0], "Add attribute main topic"),
    (edit.remove_attribute(BOOK, "claim", "topic"), "Remove attribute topic"),
    (edit.move_attribute(BOOK, "claim", "tone", 1), "Move tone"),
    (edit.rename_attribute(BOOK, "claim", "topic", "matter"), "Rename attribute topic to matter"),
    (edit.rename_value(BOOK, "claim", "tone", "irony", "sarcasm"), "Rename irony to sarcasm"),
    (edit.add_value(BOOK, "claim", "tone", "dry"), "Add dry to tone"),
    (edit.retire_value(BOOK, "claim", "tone", "warm"), "Retire warm of tone"),
    (edit.remove_value(BOOK, "claim", "tone", "warm"), "Remove warm from tone"),
    (edit.set_guidelines(BOOK, "New"), "Edit guidelines"),
    (edit.set_convention(BOOK, "leading_that_in", True), "Change convention: leading that in"),
])
def test_the_menu_says_what_an_edit_did(after: Codebook, words: str) -> None:
    (change,) = edit.revise(BOOK, after).changes
    assert describe([change, Change("annotation", "a", {"attribute:tone": "x"})]) == words
    stored = {**codebook_fields(BOOK), **change.fields}
    assert codebook_from_fields({k: v for k, v in stored.items() if v is not None}) == after


def test_an_edit_that_changes_nothing_stores_nothing() -> None:
    assert not edit.revise(BOOK, edit.change_kind(BOOK, "claim", label="Claim"))
