"""The codebook is read and edited beside the text; what is coded is touched only when a person says how."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.actions.annotate import set_attribute
from annotator.actions.codebook import add_kind, remove_kind, rename_attribute, revise
from annotator.corpus.change import CODEBOOK_ID, Change, ChangeSet
from annotator.corpus.kinds import OF_ARTICLE, Attribute
from annotator.formats.dataset.codebook_file import encode
from annotator.ui.forms.codebook.attribute_page import AttributePage
from annotator.ui.forms.codebook.conventions_page import ConventionsPage
from annotator.ui.forms.codebook.guidelines_page import GuidelinesPage
from annotator.ui.forms.codebook.kinds_page import KindsPage
from annotator.ui.forms.codebook.owner_page import OwnerPage
from annotator.ui.forms.codebook.takeover_page import TakeoverPage
from annotator.ui.models.codebook_words import answers, convention
from annotator.ui.panels.codebook_panel import CodebookPanel
from annotator.ui.theme import load_theme
from annotator.ui.widgets.colour_chips import ColourChips
from annotator.ui.widgets.editors import Choice, Segments
from annotator.ui.widgets.text_editor import TextEditor
from tests.ui.newsroom import Newsroom, newsroom

__all__ = ["newsroom"]

CLAIM_TYPE = ("attribute", "claim", "claim_type")
Key = Qt.Key


def opened(newsroom: Newsroom, qtbot: QtBot, *place: str) -> CodebookPanel:
    panel = CodebookPanel(newsroom.bridge)
    qtbot.addWidget(panel)
    panel.resize(360, 600)
    with qtbot.waitActive(panel):
        panel.show()
    panel.open_place(place or ("guidelines",), focus=True)
    return panel


def words(panel: CodebookPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def coded(newsroom: Newsroom, *values: str) -> list[str]:
    """Claims with these types; gives their ids."""
    titles = ("Europe’s patience, counted", "What the audit found", "A minister explains", "Undated notes")
    made = [newsroom.mark(title, "The" if "The" in title else word, kind="claim") for title, word in zip(
        titles, ("cost", "audit", "bridge", "written"), strict=True)]
    for annotation, value in zip(made, values, strict=False):
        newsroom.bridge.do(set_attribute(annotation, "claim_type", value))
    return [annotation.id for annotation in made]


def types(newsroom: Newsroom, names: list[str]) -> list[object]:
    found = [newsroom.session.catalogue.annotation(name) for name in names]
    return [each.attributes.get("claim_type") if each else None for each in found]


def page(panel: CodebookPanel) -> AttributePage:
    assert isinstance(panel.page, AttributePage)
    return panel.page


def asked(newsroom: Newsroom) -> Attribute:
    found = newsroom.session.catalogue.codebook().attribute("claim", "claim_type")
    assert found is not None
    return found


def type_into(editor: object, text: str) -> None:
    assert isinstance(editor, TextEditor)
    editor.take_focus()
    QTest.keySequence(editor.control, "Ctrl+A")
    QTest.keyClicks(editor.control, text)
    QTest.keyClick(editor.control, Key.Key_Return)


def press(panel: CodebookPanel, words: str) -> None:
    next(button for button in panel.strip.buttons if button.text() == words).click()


# --- reading ---

def test_the_guidelines_are_rendered_and_written_in_the_same_place(newsroom: Newsroom, qtbot: QtBot) -> None:
    panel = opened(newsroom, qtbot)
    shown = panel.page
    assert isinstance(shown, GuidelinesPage)
    assert shown.view.toPlainText() == "How we annotate\nRead it once first."
    shown.edit_button.click()
    shown.page.setPlainText("New *rules*")
    QTest.keyClick(shown.page, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert newsroom.session.catalogue.codebook().guidelines == "New *rules*"
    assert shown.view.toPlainText() == "New rules" and shown.view.hasFocus()
    shown.edit()
    shown.page.setPlainText("A slip")
    QTest.keyClick(shown.page, Key.Key_Escape)
    assert newsroom.session.catalogue.codebook().guidelines == "New *rules*"
    newsroom.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, {"guidelines": None})]))
    assert shown._text.currentWidget() is shown._nothing


def test_guidelines_that_are_being_written_are_kept_when_one_goes_on(newsroom: Newsroom, qtbot: QtBot) -> None:
    panel = opened(newsroom, qtbot)
    assert isinstance(panel.page, GuidelinesPage)
    panel.page.edit()
    panel.page.page.setPlainText("Half a rule")
    panel.choice.choose("kinds")
    assert newsroom.session.catalogue.codebook().guidelines == "Half a rule"


def test_kinds_stand_with_key_definition_and_uses(newsroom: Newsroom, qtbot: QtBot) -> None:
    coded(newsroom, "causal")
    panel = opened(newsroom, qtbot, "kinds")
    assert isinstance(panel.page, KindsPage)
    rows = panel.page.rows
    assert [row.accessibleName() for row in rows.values()] == [
        "Claim, key 1", "Quote, key 2", "Statistic, key 3", "Retired", "Of each article", "Of each source"]
    assert rows["claim"].lines == ["An assertion that somebody could dispute.", "1 attribute · 4 marked"]
    panel.open_place(("owner", "claim"))
    assert isinstance(panel.page, OwnerPage)
    assert panel.page.rows["claim_type"].lines == [
        "one of factual, causal", "What sort of assertion it is.", "required · 1 answer"]


def test_conventions_are_choices_and_unknown_ones_are_sentences(newsroom: Newsroom, qtbot: QtBot) -> None:
    newsroom.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, {"convention:our_rule": ["a", "b"]})]))
    panel = opened(newsroom, qtbot, "conventions")
    assert isinstance(panel.page, ConventionsPage)
    assert "Our rule: a, b" in words(panel)
    marks = panel.page.fields["marks_inside_quote"].editor
    assert isinstance(marks, Segments)
    for expected in (False, None):
        marks.press(False)
        assert newsroom.session.catalogue.codebook().conventions.get("marks_inside_quote") is expected
    assert convention("split_quote_is_one", False) == "Each half of a broken quote is an annotation of its own."
    assert answers(Attribute("x", "multi", values=("not_sure", "yes"), default="yes")) == (
        "any of not sure, yes; yes unless changed")


def test_versions_say_who_did_what(newsroom: Newsroom, qtbot: QtBot) -> None:
    book = newsroom.session.catalogue.codebook()
    newsroom.bridge.do(revise(book, add_kind(book, "Frame")[0]))
    panel = opened(newsroom, qtbot, "versions")
    assert {"Version 2", "2   Add kind frame", "1   Add codebook"} <= set(words(panel))


def test_what_a_colleague_writes_is_text_and_not_markup(newsroom: Newsroom, qtbot: QtBot) -> None:
    entry = {"position": 0, "label": "<b>x</b>", "definition": "<img src='file:///x'>"}
    newsroom.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, {"kind:claim": entry})]))
    for place in (("kinds",), ("owner", "claim"), ("attribute", "claim", "claim_type"), ("versions",)):
        panel = opened(newsroom, qtbot, *place)
        labels = [label for label in panel.findChildren(QLabel) if label.isVisible()]
        assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
        assert not panel.grab().isNull()


def test_every_control_has_a_name_and_the_theme_can_change(newsroom: Newsroom, qtbot: QtBot) -> None:
    book, frame = add_kind(newsroom.session.catalogue.codebook(), "Frame")
    newsroom.bridge.do(revise(newsroom.session.catalogue.codebook(), book))
    places = (("guidelines",), ("kinds",), ("conventions",), ("versions",), ("owner", frame.id), ("owner", "claim"),
              ("owner", OF_ARTICLE), CLAIM_TYPE)
    for place in places:
        panel = opened(newsroom, qtbot, *place)
        controls = [w for w in panel.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert [w for w in controls if w.isVisible() and not w.accessibleName()] == []
        assert [w for w in controls if w.isVisible() and min(w.width(), w.height()) < 24] == []
        newsroom.bridge.wear(load_theme("dark"))
        assert not panel.grab().isNull()


def test_a_large_project_is_counted_while_the_window_lives(
    newsroom: Newsroom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("annotator.ui.forms.codebook.desk.AT_ONCE", 1)
    coded(newsroom, "causal")
    panel = opened(newsroom, qtbot, "kinds")
    assert isinstance(panel.page, KindsPage)
    qtbot.waitUntil(lambda: "1 attribute · 4 marked" in panel.page.rows["claim"].lines)  # type: ignore[union-attr]
    newsroom.mark("Undated notes", "when", kind="claim")
    qtbot.waitUntil(lambda: "1 attribute · 5 marked" in panel.page.rows["claim"].lines)  # type: ignore[union-attr]


# --- going about ---

def test_escape_and_enter_lead_through_the_pages_by_keyboard_alone(newsroom: Newsroom, qtbot: QtBot) -> None:
    panel = opened(newsroom, qtbot, "kinds")

    def at_focus(key: Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)

    at_focus(Key.Key_Return)
    assert panel.place == ("owner", "claim")
    panel.page.rows["claim_type"].setFocus()  # type: ignore[union-attr]
    at_focus(Key.Key_Return)
    assert panel.place == CLAIM_TYPE
    for expected in (CLAIM_TYPE, ("owner", "claim"), ("kinds",)):
        at_focus(Key.Key_Escape)
        assert panel.place == expected
    assert panel.page.rows["claim"].hasFocus()  # type: ignore[union-attr]


def test_what_is_typed_is_stored_when_one_goes_up(newsroom: Newsroom, qtbot: QtBot) -> None:
    panel = opened(newsroom, qtbot, *CLAIM_TYPE)
    editor = page(panel).fields["label"].editor
    QTest.keyClicks(editor.control, "Sort")
    panel.go_back()
    assert asked(newsroom).label == "Sort"


# --- kinds ---

def test_a_kind_is_added_named_coloured_moved_and_hidden(newsroom: Newsroom, qtbot: QtBot) -> None:
    panel = opened(newsroom, qtbot, "kinds")
    assert isinstance(panel.page, KindsPage)
    panel.page.add.line.setText("Claim")
    QTest.keyClick(panel.page.add.line, Key.Key_Return)
    assert "“Claim” already" in panel.page.add.remark.text
    panel.page.add.line.setText("Frame")
    QTest.keyClick(panel.page.add.line, Key.Key_Return)
    assert panel.place == ("owner", "frame") and isinstance(panel.page, OwnerPage)
    kind = newsroom.session.catalogue.codebook().kind("frame")
    assert (kind.label, kind.key, kind.colour) == ("Frame", "4", "green")
    chips, keys = panel.page.fields["colour"].editor, panel.page.fields["key"].editor
    assert isinstance(chips, ColourChips) and isinstance(keys, Choice)
    chips.press("violet")
    assert newsroom.bridge.theme.kind("frame") == newsroom.bridge.theme.spares["violet"]
    keys.press("7")
    type_into(panel.page.fields["id"].editor, "main_frame")
    assert panel.place == ("owner", "main_frame")
    panel.page.fields["hidden"].editor.press(True)  # type: ignore[attr-defined]
    kind = newsroom.session.catalogue.codebook().kind("main_frame")
    assert (kind.key, kind.colour, kind.hidden) == ("7", "violet", True)


def test_a_digit_that_marks_another_kind_is_refused_in_a_sentence(newsroom: Newsroom, qtbot: QtBot) -> None:
    book = add_kind(add_kind(newsroom.session.catalogue.codebook(), "Frame")[0], "Stance")[0]
    newsroom.bridge.do(revise(newsroom.session.catalogue.codebook(), book))
    panel = opened(newsroom, qtbot, "owner", "stance")
    assert isinstance(panel.page, OwnerPage)
    keys = panel.page.fields["key"].editor
    assert isinstance(keys, Choice)
    keys.press("4")
    assert panel.page.fields["key"].remark.text == "4 marks “Frame” already. Choose another digit"
    assert (keys.text(), newsroom.session.catalogue.codebook().kind("stance").key) == ("5", "5")


def test_a_kind_that_is_used_is_kept_or_its_annotations_become_another(newsroom: Newsroom, qtbot: QtBot) -> None:
    names = coded(newsroom)
    panel = opened(newsroom, qtbot, "owner", "claim")
    assert isinstance(panel.page, OwnerPage)
    panel.page._remove()
    assert panel.strip.text == "Claim is marked 4 times by 1 coder."
    press(panel, "Make them another kind…")
    press(panel, "Quote")
    found = [newsroom.session.catalogue.annotation(name) for name in names]
    assert {each.kind for each in found if each} == {"quote"} and panel.place == ("kinds",)
    newsroom.bridge.undo()
    found = [newsroom.session.catalogue.annotation(name) for name in names]
    assert {each.kind for each in found if each} == {"claim"}
    assert newsroom.session.catalogue.codebook().kind("claim").attributes


# --- values under coded work ---

def test_a_value_that_nobody_used_is_renamed_and_removed_at_once(newsroom: Newsroom, qtbot: QtBot) -> None:
    panel = opened(newsroom, qtbot, *CLAIM_TYPE)
    type_into(page(panel).values.row("causal").line, "because")
    assert asked(newsroom).values == ("factual", "because") and panel.strip.isHidden()
    page(panel).values.row("because").remove.click()
    assert asked(newsroom).values == ("factual",)
    page(panel).values.add.line.setText("policy")
    QTest.keyClick(page(panel).values.add.line, Key.Key_Return)
    assert asked(newsroom).values == ("factual", "policy")


def test_renaming_a_used_value_asks_first_and_one_undo_restores_every_answer(newsroom: Newsroom, qtbot: QtBot) -> None:
    names = coded(newsroom, "causal", "factual", "causal")
    panel = opened(newsroom, qtbot, *CLAIM_TYPE)
    type_into(page(panel).values.row("causal").line, "because")
    assert panel.strip.text == "“causal” is used 2 times by 1 coder. What of “because”?"
    assert asked(newsroom).values == ("factual", "causal"), "nothing is touched before the answer"
    press(panel, "Rename everywhere")
    assert types(newsroom, names) == ["because", "factual", "because", None]
    assert asked(newsroom).values == ("factual", "because") and panel.strip.isHidden()
    assert newsroom.session.undo_label() == "Rename causal to because"
    newsroom.bridge.undo()
    assert types(newsroom, names) == ["causal", "factual", "causal", None]
    assert asked(newsroom).values == ("factual", "causal")


def test_not_now_leaves_everything_and_the_line_says_the_old_value(newsroom: Newsroom, qtbot: QtBot) -> None:
    names = coded(newsroom, "causal")
    panel = opened(newsroom, qtbot, *CLAIM_TYPE)
    type_into(page(panel).values.row("causal").line, "because")
    before = newsroom.session.replica.last("op")
    QTest.keyClick(panel.strip.buttons[0], Key.Key_Escape)
    assert panel.strip.isHidden() and newsroom.session.replica.last("op") == before
    assert page(panel).values.row("causal").line.text() == "causal"
    assert types(newsroom, names)[0] == "causal"


def test_a_used_value_is_kept_mapped_or_taken_away_as_a_person_says(newsroom: Newsroom, qtbot: QtBot) -> None:
    names = coded(newsroom, "causal", "factual")
    panel = opened(newsroom, qtbot, *CLAIM_TYPE)
    page(panel).values.row("causal").remove.click()
    assert [button.text() for button in panel.strip.buttons] == [
        "Keep, offer no more", "Map to…", "Take 1 answer away", "Not now"]
    press(panel, "Keep, offer no more")
    assert (asked(newsroom).values, asked(newsroom).retired) == (("factual",), ("causal",))
    assert types(newsroom, names)[:2] == ["causal", "factual"]
    page(panel).values.row("causal").remove.click()
    press(panel, "Map to…")
    press(panel, "factual")
    assert types(newsroom, names)[:2] == ["factual", "factual"] and asked(newsroom).known == ("factual",)
    page(panel).values.row("factual").remove.click()
    press(panel, "Take 2 answers away")
    assert types(newsroom, names)[:2] == [None, None] and asked(newsroom).known == ()
    for _ in range(3):
        newsroom.bridge.undo()
    assert types(newsroom, names)[:2] == ["causal", "factual"]
    assert (asked(newsroom).values, asked(newsroom).retired) == (("factual", "causal"), ())


def test_a_value_that_is_coded_and_stands_in_no_list_can_be_offered_or_mapped(
    newsroom: Newsroom, qtbot: QtBot,
) -> None:
    names = coded(newsroom, "strange", "odd")
    panel = opened(newsroom, qtbot, *CLAIM_TYPE)
    assert "Coded, but not in the codebook" in words(panel)
    page(panel).values.row("odd").offer.click()
    assert asked(newsroom).values == ("factual", "causal", "odd")
    page(panel).values.row("strange").map.click()
    press(panel, "odd")
    assert types(newsroom, names)[:2] == ["odd", "odd"]


def test_values_move_by_keys_and_buttons_and_the_focus_goes_along(newsroom: Newsroom, qtbot: QtBot) -> None:
    panel = opened(newsroom, qtbot, *CLAIM_TYPE)
    page(panel).values.row("factual").down.click()
    assert asked(newsroom).values == ("causal", "factual")
    line = page(panel).values.row("factual").line.control
    line.setFocus()
    QTest.keyClick(line, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert asked(newsroom).values == ("factual", "causal")


# --- attributes under coded work ---

def test_another_type_says_what_does_not_fit_and_keeps_it(newsroom: Newsroom, qtbot: QtBot) -> None:
    names = coded(newsroom, "causal", "factual")
    panel = opened(newsroom, qtbot, *CLAIM_TYPE)
    types_ = page(panel).fields["type"].editor
    assert isinstance(types_, Choice)
    types_.press("number")
    assert "As a number, 2 answers will not fit" in panel.strip.text and types_.text() == "One of"
    press(panel, "Change the type")
    assert asked(newsroom).type == "number" and types_.text() == "A number"
    assert types(newsroom, names)[:2] == ["causal", "factual"]
    types_.press("choice")
    assert asked(newsroom).type == "choice" and asked(newsroom).values == ("factual", "causal")


def test_an_attribute_that_is_answered_is_kept_mapped_or_taken(newsroom: Newsroom, qtbot: QtBot) -> None:
    names = coded(newsroom, "causal", "factual")
    panel = opened(newsroom, qtbot, "owner", "claim")
    assert isinstance(panel.page, OwnerPage)
    panel.page.add.line.setText("Manner")
    QTest.keyClick(panel.page.add.line, Key.Key_Return)
    assert panel.place == ("attribute", "claim", "manner")
    annotation = newsroom.session.catalogue.annotation(names[1])
    assert annotation is not None
    newsroom.bridge.do(set_attribute(annotation, "manner", "own"))
    panel.open_place(CLAIM_TYPE)
    page(panel)._remove()
    assert panel.strip.text == "“Type of claim” is answered 2 times by 1 coder."
    press(panel, "Map to…")
    press(panel, "Manner")
    found = [newsroom.session.catalogue.annotation(name) for name in names[:2]]
    assert [dict(each.attributes) for each in found if each] == [
        {"manner": "causal"}, {"claim_type": "factual", "manner": "own"}]
    assert asked(newsroom).hidden, "an answer stays with it, so it stays"
    newsroom.bridge.undo()
    page(panel)._remove()
    press(panel, "Take 2 answers away")
    assert types(newsroom, names)[:2] == [None, None]
    assert newsroom.session.catalogue.codebook().attribute("claim", "claim_type") is None
    assert panel.place == ("owner", "claim")


def test_another_id_takes_the_answers_along(newsroom: Newsroom, qtbot: QtBot) -> None:
    names = coded(newsroom, "causal")
    panel = opened(newsroom, qtbot, *CLAIM_TYPE)
    type_into(page(panel).fields["id"].editor, "two words")
    assert "without spaces" in page(panel).fields["id"].remark.text
    type_into(page(panel).fields["id"].editor, "sort")
    annotation = newsroom.session.catalogue.annotation(names[0])
    assert annotation is not None and annotation.attributes == {"sort": "causal"}
    assert panel.place == ("attribute", "claim", "sort")


def test_a_page_whose_subject_goes_says_so_with_what_was_typed(newsroom: Newsroom, qtbot: QtBot) -> None:
    panel = opened(newsroom, qtbot, *CLAIM_TYPE)
    QTest.keyClicks(page(panel).fields["label"].editor.control, "Half a na")
    book = newsroom.session.catalogue.codebook()
    newsroom.bridge.do(revise(book, rename_attribute(book, "claim", "claim_type", "sort")))
    assert panel.place == ("attribute", "claim", "sort")
    assert page(panel).fields["label"].editor.text() == "Half a na"  # type: ignore[attr-defined]
    book = newsroom.session.catalogue.codebook()
    newsroom.bridge.do(revise(book, remove_kind(book, "claim")))
    assert panel.place == ("kinds",)
    assert panel.strip.text == "“sort” is in the codebook no more. You had typed: Half a na"


# --- another codebook ---

def test_another_codebook_is_shown_before_it_is_taken_over(newsroom: Newsroom, qtbot: QtBot, tmp_path: Path) -> None:
    coded(newsroom, "causal")
    book = newsroom.session.catalogue.codebook()
    path = tmp_path / "theirs.codebook.json"
    path.write_bytes(encode(add_kind(replace(book, kinds=book.kinds[1:]), "Frame")[0]))
    panel = opened(newsroom, qtbot, "versions")
    panel.read(path)
    qtbot.waitUntil(lambda: isinstance(panel.page, TakeoverPage))
    assert isinstance(panel.page, TakeoverPage)
    assert {"New kind: Frame", "Claim is used 4 times by 1 coder: kept, not offered any more"} <= set(words(panel))
    assert newsroom.session.catalogue.codebook() == book
    panel.page.accept.click()
    assert [kind.id for kind in newsroom.session.catalogue.codebook().shown] == ["quote", "statistic", "frame"]
    assert panel.place == ("versions",)
    newsroom.bridge.undo()
    assert replace(newsroom.session.catalogue.codebook(), version=book.version) == book


@pytest.mark.parametrize(("raw", "why"), [(b"<View/>", "Label Studio"), (b"{}", "no codebook")])
def test_a_file_of_another_tool_is_refused_in_the_window(
    newsroom: Newsroom, qtbot: QtBot, tmp_path: Path, raw: bytes, why: str,
) -> None:
    path = tmp_path / "labels.json"
    path.write_bytes(raw)
    panel = opened(newsroom, qtbot, "versions")
    panel.read(path)
    qtbot.waitUntil(lambda: bool(newsroom.faults))
    assert why in newsroom.faults[0].why and panel.place == ("versions",)
