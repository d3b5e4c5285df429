"""The annotating loop in the panel, by keys, on a real project."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.actions import annotate, links, sources
from annotator.corpus.annotation import Attribution
from annotator.corpus.change import CODEBOOK_ID, Change, ChangeSet
from annotator.corpus.kinds import Attribute, Kind
from annotator.session import Session
from annotator.settings import home
from annotator.ui.models.cards import ALL, INCOMPLETE, NEEDS_SOURCE, Filter
from annotator.ui.theme import load_theme
from tests import builders
from tests.ui.panels.desk import CONTROL, Desk, Key, prepared

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def guess(desk: Desk) -> str:
    found = desk.panel.source.row(0).edit.guess
    return found.name if found else ""


def colleague(desk: Desk) -> Session:
    """Maria, at her own computer, on the same file."""
    desk.session.exchange()
    hers = Session.open(desk.session.path, builders.MARIA, home=home() / "maria")
    hers.exchange()
    return hers


def hand_over(hers: Session, desk: Desk) -> None:
    hers.exchange()
    desk.session.exchange()
    desk.session.catch_up()


# --- the source line ---


def test_enter_accepts_the_guess_and_gives_the_focus_back_to_the_text(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.press(Key.Key_Return)
    assert desk.names() == ["Anna Berg"]
    assert desk.focus() is desk.text


def test_a_guess_is_shown_and_stores_nothing_until_enter(desk: Desk) -> None:
    before = desk.operations()
    desk.panel.begin_source()
    assert guess(desk) == "Anna Berg"
    desk.press(Key.Key_Escape)
    desk.panel.begin_source()
    desk.text.setFocus()
    assert desk.focus() is desk.text
    assert (desk.names(), desk.operations()) == ([], before)
    assert guess(desk) == "Anna Berg"


def test_a_screen_reader_hears_that_the_guess_is_only_a_guess(desk: Desk) -> None:
    desk.panel.begin_source()
    assert desk.focus().accessibleDescription() == "Probably Anna Berg; Enter accepts"


def test_two_letters_and_enter_take_a_known_source(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.type("li")
    assert desk.panel.source.row(0).edit.popup().texts()[0] == "Bernard Lind (alias Lind, B.)"
    desk.press(Key.Key_Return)
    assert desk.names() == ["Bernard Lind"]
    assert desk.focus() is desk.text


def test_the_source_used_last_is_guessed_where_nobody_is_named_nearby(desk: Desk) -> None:
    nora = next(s for s in desk.session.catalogue.sources().values() if s.name == "Nora Velt")
    far = builders.article(desk.session, "Nothing but a sentence in which nobody is called by a name.")
    made = builders.annotation(desk.session, far, "a sentence")
    desk.bridge.used(nora.id)
    desk.bridge.show_article(far, annotation=made.id)
    assert guess(desk) == "Nora Velt"


def test_an_accepted_source_is_the_one_used_last(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.type("nora")
    desk.press(Key.Key_Return)
    nora = next(s for s in desk.session.catalogue.sources().values() if s.name == "Nora Velt")
    assert desk.bridge.recent_sources[0] == nora.id


def test_create_is_the_last_row_and_never_preselected(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.type("Zoe Quinn")
    popup = desk.panel.source.row(0).edit.popup()
    assert popup.texts()[-1] == "Create “Zoe Quinn”, person"
    assert popup.current() is None
    desk.press(Key.Key_Return)
    assert desk.names() == []
    assert len(desk.session.catalogue.sources()) == 4


def test_ctrl_enter_makes_the_source_and_takes_it_in_one_action(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.type("Zoe  Quinn ")
    desk.press(Key.Key_Return, CONTROL)
    assert desk.names() == ["Zoe Quinn"]
    assert desk.focus() is desk.text
    desk.bridge.undo()
    assert desk.names() == []
    assert len(desk.session.catalogue.sources()) == 4


def test_the_create_row_makes_the_source_too_once_the_arrows_have_chosen_it(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.type("Zoe Quinn")
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Return)
    assert desk.names() == ["Zoe Quinn"]


def test_the_kind_of_a_new_source_is_chosen_by_alt_and_arrow(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.type("Harbour Board")
    desk.press(Key.Key_Down, ALT)
    desk.press(Key.Key_Return, CONTROL)
    made = next(s for s in desk.session.catalogue.sources().values() if s.name == "Harbour Board")
    assert made.type == "organisation"


def test_an_address_makes_a_source_of_type_url(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.type("https://example.org/report")
    desk.press(Key.Key_Return, CONTROL)
    assert [s.type for s in desk.session.catalogue.sources().values() if s.name.startswith("https")] == ["url"]


def test_creating_a_name_that_exists_takes_the_source_that_bears_it_and_says_so(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.type("lind b")
    desk.press(Key.Key_Return, CONTROL)
    assert desk.names() == ["Bernard Lind"]
    assert len(desk.session.catalogue.sources()) == 4
    assert desk.said == ["Bernard Lind already exists and was chosen"]


def test_nobody_named_is_an_answer(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.type("-")
    desk.press(Key.Key_Return)
    assert desk.names() == ["–"]
    assert not desk.annotation().needs_source
    assert desk.panel.source.row(0).edit.text() == "No source named"


def test_escape_leaves_what_was_stored(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.press(Key.Key_Return)
    desk.panel.begin_source()
    desk.type("nor")
    desk.press(Key.Key_Escape)
    assert desk.names() == ["Anna Berg"]
    assert desk.panel.source.row(0).edit.text() == "Anna Berg"
    assert not desk.panel.source.row(0).edit.popup().isVisible()


def test_enter_on_the_stored_source_stores_nothing_again(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.press(Key.Key_Return)
    before = desk.operations()
    desk.panel.begin_source()
    desk.press(Key.Key_Return)
    assert desk.operations() == before
    assert desk.focus() is desk.text


def test_tab_goes_on_to_the_first_question(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.press(Key.Key_Tab)
    assert desk.panel.attributes.field("quote_type").editor.busy()
    assert desk.names() == []


def test_the_list_lies_over_the_window_and_inside_it(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.type("n")
    popup = desk.panel.source.row(0).edit.popup()
    assert popup.isVisible()
    assert desk.window.rect().contains(popup.geometry())


def test_a_click_in_the_list_takes_the_source(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.type("n")
    popup = desk.panel.source.row(0).edit.popup()
    row = popup.texts().index("Nora Velt")
    QTest.mouseClick(popup.view.viewport(), Qt.MouseButton.LeftButton,
                     pos=popup.view.visualRect(popup.model_.index(row)).center())
    assert desk.names() == ["Nora Velt"]


# --- the chain ---


def test_via_adds_a_reporter_behind_the_origin(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.press(Key.Key_Return)
    desk.panel.begin_via()
    desk.type("pol")
    desk.press(Key.Key_Return)
    assert desk.names() == ["Anna Berg", "Politico"]
    assert [link.role for link in desk.annotation().chain] == ["speaker", "reporter"]


def test_a_source_of_the_chain_is_not_offered_a_second_time(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.press(Key.Key_Return)
    desk.panel.begin_via()
    desk.type("anna")
    assert "Anna Berg" not in desk.panel.source.row(1).edit.popup().texts()


def test_escape_takes_an_empty_via_away(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.press(Key.Key_Return)
    desk.panel.begin_via()
    desk.press(Key.Key_Escape)
    assert desk.panel.source.row(1).isHidden()
    assert desk.names() == ["Anna Berg"]


def test_via_without_an_origin_asks_for_the_origin_first(desk: Desk) -> None:
    desk.panel.begin_via()
    assert desk.focus() is desk.panel.source.row(0).edit


def test_role_and_basis_are_chosen_for_each_level(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.press(Key.Key_Return)
    row = desk.panel.source.row(0)
    row.role_picked.emit("document")
    row.basis_picked.emit("inferred")
    link = desk.annotation().chain[0]
    assert (link.role, link.basis) == ("document", "inferred")
    row.basis_picked.emit("")
    assert desk.annotation().chain[0].basis is None


def test_without_its_origin_the_reporter_becomes_the_speaker(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.press(Key.Key_Return)
    desk.panel.begin_via()
    desk.type("pol")
    desk.press(Key.Key_Return)
    desk.panel.source.row(0).removed.emit()
    assert desk.names() == ["Politico"]
    assert desk.annotation().chain[0].role == "speaker"


def test_mention_and_cue_are_kept_at_the_level_used_last_and_can_be_dropped(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.press(Key.Key_Return)
    desk.panel.set_mention_from(builders.span("Anna Berg"))
    desk.panel.set_cue_from(builders.span("asked"))
    link = desk.annotation().chain[0]
    assert (link.mention, link.cue) == ((builders.span("Anna Berg"),), (builders.span("asked"),))
    assert desk.panel.source.row(0).marks() == ["“Anna Berg”  ×", "asked  ×"]
    desk.panel.source.row(0).mark_dropped.emit("cue", builders.span("asked"))
    assert desk.annotation().chain[0].cue == ()
    assert desk.panel.source.row(0).marks() == ["“Anna Berg”  ×"]


def test_a_mention_without_a_source_is_refused_in_words(desk: Desk) -> None:
    desk.panel.set_mention_from(builders.span("Anna Berg"))
    assert desk.annotation().chain == ()
    assert "source is first" in desk.said[0]


def test_a_merged_source_shows_under_the_name_that_it_counts_as(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.press(Key.Key_Return)
    by_name = {s.name: s for s in desk.session.catalogue.sources().values()}
    desk.bridge.do(sources.merge(by_name["Anna Berg"], by_name["Nora Velt"], {}))
    assert desk.panel.source.row(0).edit.text() == "Nora Velt"


# --- the questions of the kind ---

GREEK = "alpha beta gamma general_delta epsilon zeta eta theta iota"
EVERY_TYPE = Kind("note", "Note", key="1", attributes=(
    Attribute("free", "text"), Attribute("tone", "choice", values=("good", "bad"), required=True, key="t"),
    Attribute("theme", "choice", values=tuple(GREEK.split()), key="h"),
    Attribute("frames", "multi", values=("economy", "morality", "conflict")), Attribute("score", "number"),
    Attribute("day", "date"), Attribute("ironic", "boolean"), Attribute("secret", "text", hidden=True),
))  # fmt: skip


@pytest.fixture
def asked(qtbot: QtBot, tmp_path: Path) -> Desk:
    session = builders.project(tmp_path, book=builders.codebook(EVERY_TYPE))
    article = builders.article(session)
    made = builders.annotation(session, article, "the minister", kind="note")
    return Desk(qtbot, session, article, annotation=made.id)


def editor(desk: Desk, name: str) -> QWidget:
    return desk.panel.attributes.field(name).editor


def write(desk: Desk, name: str, words: str) -> None:
    desk.panel.attributes.field(name).editor.take_focus()
    desk.press(Key.Key_A, CONTROL)
    desk.type(words)
    desk.press(Key.Key_Return)


@pytest.mark.parametrize(("name", "words", "stored"), [
    ("free", "as it seems to me", "as it seems to me"), ("score", "3", 3), ("score", "-2.50", -2.5),
    ("score", "0.1234567890123456789", "0.1234567890123456789"), ("day", "2025-03", "2025-03"),
    ("day", "2019/2024", "2019/2024"),
])  # fmt: skip
def test_a_typed_answer_is_stored_by_enter_and_undone(asked: Desk, name: str, words: str, stored: object) -> None:
    write(asked, name, words)
    assert asked.annotation().attributes[name] == stored
    assert type(asked.annotation().attributes[name]) is type(stored)
    asked.bridge.undo()
    assert name not in asked.annotation().attributes
    asked.text.setFocus()
    asked.bridge.redo()
    assert asked.annotation().attributes[name] == stored


def test_leaving_a_field_stores_it_too(asked: Desk) -> None:
    asked.panel.attributes.field("free").editor.take_focus()
    asked.type("left")
    asked.press(Key.Key_Tab)
    assert asked.annotation().attributes["free"] == "left"


def test_an_unchanged_field_stores_nothing(asked: Desk) -> None:
    write(asked, "free", "once")
    before = asked.operations()
    write(asked, "free", "once")
    asked.text.setFocus()
    assert asked.operations() == before


@pytest.mark.parametrize(("name", "words", "complaint"), [
    ("score", "about 3", "is not a number"), ("score", "1,300", "is not a number"), ("score", "1e3", "is not a number"),
    ("day", "last year", "is not a date"), ("day", "2025-02-30", "is not a date"),
])  # fmt: skip
def test_a_wrong_entry_is_explained_below_the_field_and_not_stored(
    asked: Desk, name: str, words: str, complaint: str
) -> None:
    write(asked, name, words)
    field = asked.panel.attributes.field(name)
    assert complaint in field.remark.text
    assert field.remark.isVisible()
    assert name not in asked.annotation().attributes
    asked.text.setFocus()
    assert complaint in field.remark.text
    write(asked, name, "2025")
    assert field.remark.text == ""
    assert asked.annotation().attributes[name] in (2025, "2025")


def test_escape_in_a_field_gives_back_what_was_stored_and_the_focus(asked: Desk) -> None:
    write(asked, "free", "kept")
    asked.panel.attributes.field("free").editor.take_focus()
    asked.type(" and more")
    asked.press(Key.Key_Escape)
    assert asked.focus() is asked.text
    assert asked.annotation().attributes["free"] == "kept"


def test_an_emptied_field_takes_the_answer_away(asked: Desk) -> None:
    write(asked, "free", "something")
    asked.panel.attributes.field("free").editor.take_focus()
    asked.press(Key.Key_A, CONTROL)
    asked.press(Key.Key_Delete)
    asked.press(Key.Key_Return)
    assert "free" not in asked.annotation().attributes


def button(desk: Desk, name: str, words: str) -> QAbstractButton:
    return next(b for b in editor(desk, name).findChildren(QAbstractButton) if b.text() == words)


def test_short_choices_are_segments_and_a_second_press_takes_the_answer_away(asked: Desk) -> None:
    button(asked, "tone", "Good").click()
    assert asked.annotation().attributes["tone"] == "good"
    button(asked, "tone", "Bad").click()
    assert asked.annotation().attributes["tone"] == "bad"
    assert not button(asked, "tone", "Good").isChecked()
    button(asked, "tone", "Bad").click()
    assert "tone" not in asked.annotation().attributes


def test_many_choices_are_a_list_that_letters_find_and_enter_stores(asked: Desk) -> None:
    asked.panel.attributes.field("theme").editor.take_focus()
    box = editor(asked, "theme").findChild(QComboBox)
    assert box is not None
    before = asked.operations()
    asked.press(Key.Key_G)
    assert box.view().isVisible()
    QTest.keyClicks(box.view(), "en")
    assert asked.operations() == before
    QTest.keyClick(box.view(), Key.Key_Return)
    assert asked.annotation().attributes["theme"] == "general_delta"


def test_several_answers_are_chips(asked: Desk) -> None:
    button(asked, "frames", "Economy").click()
    button(asked, "frames", "Conflict").click()
    assert asked.annotation().attributes["frames"] == ["economy", "conflict"]
    button(asked, "frames", "Economy").click()
    button(asked, "frames", "Conflict").click()
    assert "frames" not in asked.annotation().attributes


def test_no_is_an_answer_and_no_answer_is_another(asked: Desk) -> None:
    button(asked, "ironic", "No").click()
    assert asked.annotation().attributes["ironic"] is False
    asked.bridge.undo()
    assert "ironic" not in asked.annotation().attributes
    assert not button(asked, "ironic", "No").isChecked()


def test_required_questions_come_first_and_hidden_ones_not_at_all(asked: Desk) -> None:
    places = [asked.panel.attributes.field(name).y() for name in ("tone", "free", "theme")]
    assert places == sorted(places)
    with pytest.raises(KeyError):
        asked.panel.attributes.field("secret")


def test_a_missing_required_answer_is_marked_until_it_is_given(asked: Desk) -> None:
    assert asked.panel.attributes.field("tone").property("missing") is True
    button(asked, "tone", "Good").click()
    assert asked.panel.attributes.field("tone").property("missing") is False


def test_the_key_of_a_question_goes_to_it_from_the_list_but_not_from_a_line(asked: Desk) -> None:
    asked.panel.cards.view.setFocus()
    asked.press(Key.Key_T)
    assert asked.panel.attributes.field("tone").editor.busy()
    asked.press(Key.Key_H)
    box = editor(asked, "theme").findChild(QComboBox)
    assert box is not None
    assert box.view().isVisible()
    box.hidePopup()
    asked.panel.attributes.field("free").editor.take_focus()
    asked.type("t")
    assert asked.panel.attributes.field("free").editor.busy()


def test_a_value_that_the_codebook_does_not_know_is_shown_and_kept(asked: Desk) -> None:
    asked.bridge.do(annotate.set_attribute(asked.annotation(), "theme", "older_theme"))
    box = editor(asked, "theme").findChild(QComboBox)
    assert box is not None
    assert box.currentText() == "Older theme"


def test_a_new_question_of_the_codebook_appears_at_once(asked: Desk) -> None:
    field = {"attribute:note/mood": {"position": 9, "type": "text"}}
    asked.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, field)]))
    asked.qtbot.waitUntil(asked.panel.attributes.field("mood").isVisible)
    asked.panel.cards.view.setFocus()
    asked.press(Key.Key_T)
    assert asked.panel.attributes.field("tone").editor.busy()


def test_a_question_renamed_while_it_is_being_answered_keeps_what_is_typed(asked: Desk) -> None:
    asked.panel.attributes.field("free").editor.take_focus()
    asked.type("as it se")
    before = asked.operations()
    field = {"attribute:note/free": {"position": 0, "type": "text", "label": "Free words"}}
    asked.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, field)]))
    assert asked.panel.attributes.field("free").title == "Free words"
    assert asked.operations() == before + 1
    asked.type("ems")
    asked.press(Key.Key_Return)
    assert asked.annotation().attributes["free"] == "as it seems"


def test_a_question_taken_away_while_it_is_being_answered_loses_nothing(asked: Desk) -> None:
    asked.panel.attributes.field("free").editor.take_focus()
    asked.type("as it seems")
    asked.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, {"attribute:note/free": None})]))
    assert "“Free”: as it seems" in asked.panel.attributes.orphans.text
    assert "free" not in asked.annotation().attributes, "an answer to what nobody asks is nobody's answer"


def test_a_digit_or_a_first_letter_answers_where_the_choices_stand_side_by_side(asked: Desk) -> None:
    asked.panel.attributes.field("ironic").editor.take_focus()
    asked.type("2")
    assert asked.annotation().attributes["ironic"] is False
    asked.type("y")
    assert asked.annotation().attributes["ironic"] is True
    asked.panel.attributes.field("frames").editor.take_focus()
    asked.type("31")
    assert asked.annotation().attributes["frames"] == ["economy", "conflict"]


def test_the_keys_of_another_kind_do_not_act(qtbot: QtBot, tmp_path: Path) -> None:
    one = Kind("one", "One", attributes=(Attribute("first", "text", key="x"),))
    two = Kind("two", "Two", attributes=(Attribute("second", "text", key="x"),))
    session = builders.project(tmp_path, book=builders.codebook(one, two))
    article = builders.article(session)
    made = [builders.annotation(session, article, "the minister", kind=kind) for kind in ("one", "two", "one")]
    desk = Desk(qtbot, session, article)
    for annotation, name in zip(made, ("first", "second", "first"), strict=True):
        desk.bridge.focus(annotation.id)
        desk.panel.cards.view.setFocus()
        desk.press(Key.Key_X)
        assert desk.panel.attributes.field(name).editor.busy()
    session.close()


# --- the note ---


def test_a_note_is_written_in_place_and_kept_by_ctrl_enter(desk: Desk) -> None:
    desk.panel.edit_note()
    desk.type("She said it ")
    desk.press(Key.Key_Return)
    desk.type("**twice**")
    desk.press(Key.Key_Return, CONTROL)
    assert desk.annotation().note == "She said it \n**twice**"
    assert desk.focus() is desk.text
    assert "twice" in desk.panel.note.view.toPlainText()
    assert "**" not in desk.panel.note.view.toPlainText()


def test_leaving_a_note_keeps_it_and_escape_does_not(desk: Desk) -> None:
    desk.panel.edit_note()
    desk.type("kept")
    desk.text.setFocus()
    assert desk.annotation().note == "kept"
    desk.panel.edit_note()
    desk.type(" and lost")
    desk.press(Key.Key_Escape)
    assert desk.annotation().note == "kept"
    assert desk.focus() is desk.text


def test_an_unchanged_note_stores_nothing(desk: Desk) -> None:
    before = desk.operations()
    desk.panel.edit_note()
    desk.press(Key.Key_Return, CONTROL)
    assert desk.operations() == before


def test_a_note_that_is_being_written_goes_to_its_own_annotation_when_another_comes_into_focus(desk: Desk) -> None:
    first = desk.bridge.annotation
    other = builders.annotation(desk.session, desk.article, "the minister")
    desk.panel.edit_note()
    desk.type("of the first")
    desk.bridge.focus(other.id)
    stored = desk.session.catalogue
    assert stored.annotation(first).note == "of the first"  # type: ignore[union-attr]
    assert stored.annotation(other.id).note == ""  # type: ignore[union-attr]


def test_two_people_who_write_the_same_note_at_once_both_keep_their_words(desk: Desk) -> None:
    hers = colleague(desk)
    desk.panel.edit_note()
    desk.type("mine")
    theirs = hers.catalogue.annotation(desk.bridge.annotation)
    assert theirs is not None
    hers.do(annotate.set_note(theirs, "hers"))
    hand_over(hers, desk)
    page = desk.focus()
    assert isinstance(page, QPlainTextEdit)
    assert page.toPlainText() == "mine"
    assert desk.panel.note.remark.text == "Maria changed this just now"
    desk.press(Key.Key_Return, CONTROL)
    state = desk.session.replica.state(desk.bridge.annotation)
    assert state is not None
    assert {value for _, value in state.conflicts["note"]} == {"mine", "hers"}
    hers.close()


# --- what comes from elsewhere ---


def test_an_open_editor_is_not_touched_by_a_colleague_and_shows_theirs_on_demand(asked: Desk) -> None:
    hers = colleague(asked)
    field = asked.panel.attributes.field("free")
    field.editor.take_focus()
    asked.type("mine")
    theirs = hers.catalogue.annotation(asked.bridge.annotation)
    assert theirs is not None
    hers.do(annotate.set_attribute(theirs, "free", "hers"))
    hers.do(annotate.set_attribute(theirs, "score", 7))
    hand_over(hers, asked)
    assert editor(asked, "free").findChild(QPlainTextEdit).toPlainText() == "mine"  # type: ignore[union-attr]
    assert editor(asked, "score").findChild(QLineEdit).text() == "7"  # type: ignore[union-attr]
    assert field.remark.text == "Maria changed this just now"
    field.remark.asked.emit()
    assert editor(asked, "free").findChild(QPlainTextEdit).toPlainText() == "hers"  # type: ignore[union-attr]
    hers.close()


def test_a_value_written_over_an_unseen_one_is_a_conflict_and_not_a_loss(asked: Desk) -> None:
    hers = colleague(asked)
    asked.panel.attributes.field("free").editor.take_focus()
    asked.type("mine")
    theirs = hers.catalogue.annotation(asked.bridge.annotation)
    assert theirs is not None
    hers.do(annotate.set_attribute(theirs, "free", "hers"))
    hand_over(hers, asked)
    asked.press(Key.Key_Return)
    state = asked.session.replica.state(asked.bridge.annotation)
    assert state is not None
    assert {value for _, value in state.conflicts["attribute:free"]} == {"mine", "hers"}
    hers.close()


def test_a_source_line_that_is_typed_in_is_left_alone(desk: Desk) -> None:
    hers = colleague(desk)
    desk.panel.begin_source()
    desk.type("nor")
    theirs = hers.catalogue.annotation(desk.bridge.annotation)
    assert theirs is not None
    anna = next(s for s in hers.catalogue.sources().values() if s.name == "Anna Berg")
    hers.do(annotate.set_chain(theirs, [Attribution(anna.id)]))
    hand_over(hers, desk)
    row = desk.panel.source.row(0)
    assert row.edit.text() == "nor"
    assert row.remark.text == "Maria changed this just now"
    row.remark.asked.emit()
    assert row.edit.text() == "Anna Berg"
    hers.close()


def test_who_leaves_a_field_without_having_written_sees_what_a_colleague_has_given_meanwhile(asked: Desk) -> None:
    anna, nora = (builders.source(asked.session, name) for name in ("Anna Berg", "Nora Velt"))
    hers, first = colleague(asked), asked.panel.attributes.field("free")
    theirs = hers.catalogue.annotation(asked.bridge.annotation)
    assert theirs is not None
    first.editor.take_focus()
    asked.type("m")
    hers.do(annotate.set_attribute(theirs, "free", "hers") + annotate.set_chain(theirs, [Attribution(anna.id)]))
    hand_over(hers, asked)
    asked.press(Key.Key_Backspace)
    asked.panel.attributes.field("score").editor.take_focus()
    assert editor(asked, "free").findChild(QPlainTextEdit).toPlainText() == "hers"  # type: ignore[union-attr]
    assert (first.remark.text, asked.annotation().attributes["free"]) == ("", "hers")
    row = asked.panel.source.row(0)
    asked.panel.begin_source()
    asked.type("nor")
    known = hers.catalogue.annotation(theirs.id)
    assert known is not None
    hers.do(annotate.set_chain(known, [Attribution(nora.id)]))
    hand_over(hers, asked)
    assert row.remark.text == "Maria changed this just now"
    asked.press(Key.Key_Escape)
    assert (row.edit.text(), row.remark.text, asked.session.catalogue.to_settle()) == ("Nora Velt", "", 0)
    hers.close()


def test_a_source_taken_over_one_that_was_not_seen_is_a_conflict(desk: Desk) -> None:
    hers = colleague(desk)
    desk.panel.begin_source()
    desk.type("nora")
    theirs = hers.catalogue.annotation(desk.bridge.annotation)
    assert theirs is not None
    hers.do(annotate.set_chain(theirs, [Attribution(next(iter(hers.catalogue.sources())))]))
    hand_over(hers, desk)
    desk.press(Key.Key_Return)
    assert desk.names() == ["Nora Velt"]
    assert desk.session.catalogue.to_settle() == 1
    hers.close()


def test_the_note_on_a_link_says_that_a_colleague_has_written_another_and_both_are_kept(desk: Desk) -> None:
    other = builders.annotation(desk.session, desk.article, "the minister", kind="claim")
    desk.session.do(links.link(desk.annotation(), "supports", other)[1])
    hers, row = colleague(desk), desk.panel.links
    row._begin_note(row.chips[0].end)
    desk.type("mine")
    tie, = hers.catalogue.ties(desk.article)[other.id]
    hers.do(links.set_note(tie, "hers"))
    hand_over(hers, desk)
    assert (row.note.text(), row.remark.text) == ("mine", "Maria changed this just now")
    desk.press(Key.Key_Return)
    state = desk.session.replica.state(tie.links[0].id)
    assert state is not None
    assert {value for _, value in state.conflicts["note"]} == {"mine", "hers"}
    assert row.note.isHidden() and not row.remark.text
    hers.close()


# --- the cards ---


def test_the_cards_follow_the_focus_and_give_it(desk: Desk) -> None:
    other = builders.annotation(desk.session, desk.article, "the minister", kind="claim")
    view = desk.panel.cards.view
    assert view.currentIndex().row() == 0
    view.setFocus()
    desk.press(Key.Key_Down)
    assert desk.bridge.annotation == other.id
    desk.press(Key.Key_Up)
    assert desk.bridge.annotation != other.id
    desk.press(Key.Key_Escape)
    assert desk.focus() is desk.text


def test_the_needs_source_filter_loses_a_card_when_its_source_is_named(desk: Desk) -> None:
    builders.annotation(desk.session, desk.article, "the minister", chain=[Attribution(None)])
    desk.panel.cards.show_filter(NEEDS_SOURCE)
    assert desk.panel.cards.model.rowCount() == 1
    desk.panel.begin_source()
    desk.press(Key.Key_Return)
    assert desk.panel.cards.model.rowCount() == 0
    desk.panel.cards.show_filter(ALL)
    assert desk.panel.cards.model.rowCount() == 2


def test_filters_say_how_many_and_a_second_press_lists_all(desk: Desk) -> None:
    builders.annotation(desk.session, desk.article, "the minister", kind="claim")
    cards = desk.panel.cards
    assert [cards.chip(f).text() for f in (Filter("claim"), NEEDS_SOURCE, INCOMPLETE)] == [
        "Claim 1", "Needs source 2", "Incomplete 1"]  # fmt: skip
    assert cards.chip(Filter("statistic")).isHidden()
    cards.chip(Filter("claim")).click()
    assert cards.model.rowCount() == 1
    cards.chip(Filter("claim")).click()
    assert cards.model.rowCount() == 2


def test_an_article_without_annotations_says_how_one_begins(desk: Desk) -> None:
    desk.bridge.show_article(builders.article(desk.session, "Nothing marked here."))
    assert desk.panel.cards._empty.isVisible()
    assert "press 1, 2 or 3" in desk.panel.cards._empty.accessibleName()


def test_a_removed_annotation_leaves_the_panel(desk: Desk) -> None:
    desk.bridge.do(annotate.remove([desk.annotation()]))
    assert desk.panel.heading.isHidden() or not desk.panel.heading.isVisible()
    assert desk.panel.cards.model.rowCount() == 0


def test_the_card_in_focus_is_in_sight_far_down_a_long_list(qtbot: QtBot, tmp_path: Path) -> None:
    session = builders.project(tmp_path)
    text = " ".join(f"word{n}" for n in range(300))
    article = builders.article(session, text)
    made = [builders.annotation(session, article, f"word{n} ") for n in range(200)]
    desk = Desk(qtbot, session, article, annotation=made[190].id)
    view = desk.panel.cards.view

    def in_sight() -> None:
        assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())

    qtbot.waitUntil(in_sight)


# --- the panel itself ---


@pytest.mark.parametrize("width", [320, 360, 520])
def test_nothing_is_wider_than_the_panel(qtbot: QtBot, tmp_path: Path, width: int) -> None:
    session, article = prepared(tmp_path)
    made = builders.annotation(session, article, "$1.3 billion", kind="statistic", figure={"value": "1300000000"})
    desk = Desk(qtbot, session, article, annotation=made.id, width=width)
    for child in desk.panel.findChildren(QWidget):
        if child.isVisible() and desk.panel.isAncestorOf(child):
            assert child.mapTo(desk.panel, child.rect().topRight()).x() < width, child


def test_every_control_has_a_name(asked: Desk) -> None:
    asked.bridge.do(annotate.set_note(asked.annotation(), "A note"))
    named = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
    controls = [c for kind in named for c in asked.panel.findChildren(kind) if c.isVisible()]
    assert controls
    nameless = [c for c in controls if not (c.accessibleName() or (isinstance(c, QAbstractButton) and c.text()))]
    assert not nameless


def test_another_theme_keeps_everything_in_place(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.type("n")
    theme = load_theme("dark")
    desk.bridge.theme = theme
    desk.bridge.theme_changed.emit(theme)
    assert desk.panel.source.row(0).edit.text() == "n"
    assert desk.panel.source.row(0).edit.popup().isVisible()


def test_first_field_is_the_question_of_the_kind_or_the_note(desk: Desk) -> None:
    desk.panel.focus_first_field()
    assert desk.panel.attributes.field("quote_type").editor.busy()
    desk.bridge.focus("")
    desk.panel.focus_first_field()
    assert desk.focus() is desk.panel.cards.view


def test_a_renamed_source_is_renamed_on_its_cards(desk: Desk) -> None:
    desk.panel.begin_source()
    desk.press(Key.Key_Return)
    assert desk.panel.cards.model.card(0).source == "Anna Berg"
    anna = next(s for s in desk.session.catalogue.sources().values() if s.name == "Anna Berg")
    desk.bridge.do(sources.rename(anna, "Anna Maria Berg"))
    assert desk.panel.cards.model.card(0).source == "Anna Maria Berg"
    assert desk.panel.source.row(0).edit.text() == "Anna Maria Berg"


def test_an_answer_that_is_being_typed_goes_to_its_own_annotation(qtbot: QtBot, tmp_path: Path) -> None:
    kind = Kind("one", "One", attributes=(Attribute("topic", "text"),))
    session = builders.project(tmp_path, book=builders.codebook(kind))
    article = builders.article(session)
    first = builders.annotation(session, article, "asked on Tuesday", kind="one")
    second = builders.annotation(session, article, "Politico reported", kind="one")
    desk = Desk(qtbot, session, article, annotation=first.id)
    desk.panel.attributes.field("topic").editor.take_focus()
    desk.type("half")
    desk.bridge.focus(second.id)
    assert "topic" not in desk.annotation().attributes
    desk.type("other")
    desk.text.setFocus()
    assert desk.annotation().attributes["topic"] == "other"
    desk.bridge.focus(first.id)
    assert desk.annotation().attributes["topic"] == "half"
