"""The codebook beside the text: read, and edited page by page, whatever the team has put into it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.actions import annotate
from annotator.corpus.change import CODEBOOK_ID, Change, ChangeSet
from annotator.ui.forms.codebook.attribute_page import AttributePage
from annotator.ui.forms.codebook.conventions_page import ConventionsPage
from annotator.ui.forms.codebook.guidelines_page import GuidelinesPage
from annotator.ui.forms.codebook.kinds_page import KindsPage
from annotator.ui.forms.codebook.owner_page import OwnerPage
from annotator.ui.panels.codebook_panel import CodebookPanel
from annotator.ui.theme import load_theme
from tests.ui.newsroom import Newsroom, newsroom

__all__ = ["newsroom"]
TYPE = ("attribute", "claim", "claim_type")


@pytest.fixture
def panel(newsroom: Newsroom, qtbot: QtBot) -> CodebookPanel:
    made = CodebookPanel(newsroom.bridge)
    qtbot.addWidget(made)
    made.resize(360, 700)
    made.show()
    made.activateWindow()
    return made


def words(panel: CodebookPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def claim(newsroom: Newsroom, answer: str) -> str:
    made = newsroom.mark("What the audit found", "savings of 12 percent", kind="claim")
    newsroom.bridge.do(annotate.set_attribute(made, "claim_type", answer))
    return made.id


def answer_of(newsroom: Newsroom, name: str) -> object:
    found = newsroom.session.catalogue.annotation(name)
    assert found is not None
    return found.attributes.get("claim_type")


def test_the_guidelines_are_rendered_and_a_colleagues_appear_at_once(newsroom: Newsroom, panel: CodebookPanel) -> None:
    page = panel.page
    assert isinstance(page, GuidelinesPage)
    assert page.view.toPlainText() == "How we annotate\nRead it once first."
    newsroom.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, {"guidelines": "New *rules*"})]))
    assert page.view.toPlainText() == "New rules"


def test_the_guidelines_are_written_in_place_and_kept_on_leaving(newsroom: Newsroom, panel: CodebookPanel) -> None:
    page = panel.page
    assert isinstance(page, GuidelinesPage)
    page.edit()
    page.page.setPlainText("# Anew")
    panel.show_page("kinds")
    assert newsroom.session.catalogue.codebook().guidelines == "# Anew"
    assert newsroom.session.undo_label() == "Edit guidelines"


def test_kinds_stand_with_key_definition_and_what_is_marked(newsroom: Newsroom, panel: CodebookPanel) -> None:
    claim(newsroom, "causal")
    panel.show_page("kinds")
    page = panel.page
    assert isinstance(page, KindsPage)
    assert list(page.rows) == ["claim", "quote", "statistic", "retired", "@article", "@source"]
    assert page.rows["claim"].accessibleName() == "Claim, key 1"
    assert page.rows["claim"].accessibleDescription() == (
        "An assertion that somebody could dispute. 1 attribute · 1 marked")


def test_by_keys_alone_one_goes_down_to_a_question_and_up_again(newsroom: Newsroom, panel: CodebookPanel) -> None:
    panel.show_page("kinds")
    assert isinstance(panel.page, KindsPage)
    panel.page.take_focus()
    press(Qt.Key.Key_Return)
    assert panel.place == ("owner", "claim")
    assert isinstance(panel.page, OwnerPage)
    panel.page.rows["claim_type"].setFocus()
    press(Qt.Key.Key_Return)
    assert panel.place == TYPE
    press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert panel.place == ("owner", "claim")
    press(Qt.Key.Key_Escape)
    assert panel.place == ("kinds",)


def test_a_kind_is_added_by_its_name_and_opened(newsroom: Newsroom, panel: CodebookPanel) -> None:
    panel.show_page("kinds")
    assert isinstance(panel.page, KindsPage)
    panel.page.add.setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "Frame")
    press(Qt.Key.Key_Return)
    assert panel.place == ("owner", "frame")
    assert [kind.label for kind in newsroom.session.catalogue.codebook().shown] == [
        "Claim", "Quote", "Statistic", "Frame"]


def test_a_kind_that_is_there_already_is_not_added_twice(newsroom: Newsroom, panel: CodebookPanel) -> None:
    panel.show_page("kinds")
    assert isinstance(panel.page, KindsPage)
    panel.page.add.setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "Claim")
    press(Qt.Key.Key_Return)
    assert panel.place == ("kinds",)
    assert len(newsroom.session.catalogue.codebook().kinds) == 4


def test_a_value_that_is_used_says_so_before_anything_happens_to_it(newsroom: Newsroom, panel: CodebookPanel) -> None:
    name = claim(newsroom, "causal")
    panel.open_place(TYPE)
    assert isinstance(panel.page, AttributePage)
    before = newsroom.session.catalogue.codebook()
    panel.page.values.removed.emit("causal")
    assert panel.strip.text == "“causal” is used once by 1 coder."
    assert [button.text() for button in panel.strip.buttons] == [
        "Keep, offer no more", "Map to…", "Take 1 answer away", "Not now"]
    assert newsroom.session.catalogue.codebook() == before
    assert answer_of(newsroom, name) == "causal"


@pytest.mark.parametrize(("choice", "answer", "values", "retired"), [
    (["Keep, offer no more"], "causal", ("factual",), ("causal",)),
    (["Map to…", "factual"], "factual", ("factual",), ()),
    (["Take 1 answer away"], None, ("factual",), ()),
    (["Not now"], "causal", ("factual", "causal"), ()),
])
def test_what_becomes_of_a_used_value_is_chosen_and_one_undo_takes_it_back(
        newsroom: Newsroom, panel: CodebookPanel, choice: list[str], answer: object, values: tuple[str, ...],
        retired: tuple[str, ...]) -> None:
    name = claim(newsroom, "causal")
    panel.open_place(TYPE)
    assert isinstance(panel.page, AttributePage)
    panel.page.values.removed.emit("causal")
    for label in choice:
        next(button for button in panel.strip.buttons if button.text() == label).click()
    attribute = newsroom.session.catalogue.codebook().kind("claim").attribute("claim_type")
    assert attribute is not None
    assert (attribute.values, attribute.retired, answer_of(newsroom, name)) == (values, retired, answer)
    if choice != ["Not now"]:
        newsroom.bridge.undo()
    attribute = newsroom.session.catalogue.codebook().kind("claim").attribute("claim_type")
    assert attribute is not None
    assert (attribute.values, answer_of(newsroom, name)) == (("factual", "causal"), "causal")


def test_a_question_that_is_answered_is_not_removed_silently(newsroom: Newsroom, panel: CodebookPanel) -> None:
    name = claim(newsroom, "causal")
    panel.open_place(TYPE)
    assert isinstance(panel.page, AttributePage)
    panel.page.effects.remove_attribute("claim", "claim_type")
    assert panel.strip.text == "“Type of claim” is answered once by 1 coder."
    panel.strip.buttons[0].click()
    attribute = newsroom.session.catalogue.codebook().kind("claim").attribute("claim_type")
    assert attribute is not None and attribute.hidden
    assert answer_of(newsroom, name) == "causal"


def test_another_type_says_how_many_answers_will_not_fit_and_keeps_them(
        newsroom: Newsroom, panel: CodebookPanel) -> None:
    name = claim(newsroom, "causal")
    panel.open_place(TYPE)
    assert isinstance(panel.page, AttributePage)
    panel.page.effects.change_type("claim", "claim_type", "number")
    assert "1 answer will not fit" in panel.strip.text
    panel.strip.buttons[0].click()
    attribute = newsroom.session.catalogue.codebook().kind("claim").attribute("claim_type")
    assert attribute is not None and attribute.type == "number"
    assert answer_of(newsroom, name) == "causal"


def test_what_a_colleague_takes_away_under_ones_hands_is_said_with_what_was_typed(
        newsroom: Newsroom, panel: CodebookPanel) -> None:
    panel.open_place(TYPE, focus=True)
    assert isinstance(panel.page, AttributePage)
    QTest.keyClicks(QApplication.focusWidget(), "Sort of claim")
    newsroom.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, {"attribute:claim/claim_type": None})]))
    assert panel.place == ("owner", "claim")
    assert panel.strip.text.startswith("“claim type” is in the codebook no more. You had typed: ")
    assert "Sort of claim" in panel.strip.text


def test_conventions_are_plain_choices(newsroom: Newsroom, panel: CodebookPanel) -> None:
    panel.show_page("conventions")
    assert isinstance(panel.page, ConventionsPage)
    assert "Quotation marks" in words(panel) and "What is annotated" in words(panel)


def test_versions_count_the_changes(newsroom: Newsroom, panel: CodebookPanel) -> None:
    panel.show_page("versions")
    assert "Version 1" in words(panel)
    newsroom.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, {"guidelines": "New"})]))
    panel.show_page("versions")
    assert "Version 2" in words(panel)


def test_what_a_colleague_writes_is_text_and_not_markup(newsroom: Newsroom, panel: CodebookPanel) -> None:
    entry = {"position": 0, "label": "<b>x</b>", "definition": "<img src='file:///x'>"}
    newsroom.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, {"kind:claim": entry})]))
    panel.show_page("kinds")
    labels = [label for label in panel.findChildren(QLabel) if label.isVisible()]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels if "<" in label.text())


def test_every_control_has_a_name_and_the_theme_can_change(newsroom: Newsroom, panel: CodebookPanel) -> None:
    for place in (("guidelines",), ("kinds",), ("owner", "claim"), TYPE, ("conventions",), ("versions",)):
        panel.open_place(place)
        controls = [w for w in panel.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert [w for w in controls if w.isVisible() and not w.accessibleName()] == [], place
        newsroom.bridge.theme_changed.emit(load_theme("dark"))
        assert not panel.grab().isNull()
