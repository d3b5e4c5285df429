"""The codebook can be read beside the text, whatever the team has put into it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.corpus.change import CODEBOOK_ID, Change, ChangeSet
from annotator.corpus.kinds import Attribute
from annotator.ui.models.codebook_words import answers, convention
from annotator.ui.panels.codebook_panel import CodebookPanel
from annotator.ui.theme import load_theme
from annotator.ui.widgets.kind_heading import KindHeading
from tests.ui.newsroom import Newsroom, newsroom

__all__ = ["newsroom"]


def opened(newsroom: Newsroom, qtbot: QtBot, page: str = "guidelines") -> CodebookPanel:
    panel = CodebookPanel(newsroom.bridge)
    qtbot.addWidget(panel)
    panel.resize(360, 600)
    panel.show()
    panel.choice.choose(page)
    return panel


def words(panel: CodebookPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_the_guidelines_are_rendered(newsroom: Newsroom, qtbot: QtBot) -> None:
    panel = opened(newsroom, qtbot)
    assert panel.guidelines.toPlainText() == "How we annotate\nRead it once first."


def test_kinds_stand_with_key_definition_questions_and_answers(newsroom: Newsroom, qtbot: QtBot) -> None:
    panel = opened(newsroom, qtbot, "kinds")
    assert [h.accessibleName() for h in panel.findChildren(KindHeading)] == [
        "Claim, key 1", "Quote, key 2", "Statistic, key 3"]
    shown = words(panel)
    assert "An assertion that somebody could dispute." in shown
    assert "Type of claim  ·  required" in shown
    assert "one of factual, causal" in shown
    assert "What sort of assertion it is." in shown


def test_conventions_are_sentences(newsroom: Newsroom, qtbot: QtBot) -> None:
    panel = opened(newsroom, qtbot, "conventions")
    assert words(panel) == ["Annotated are: body, caption.", "Quotation marks stand inside a quote.",
                            "Codebook, version 1"]
    assert convention("split_quote_is_one", False) == "Each half of a broken quote is an annotation of its own."
    assert convention("our_own_rule", ["a", "b"]) == "Our own rule: a, b"
    assert answers(Attribute("x", "multi", values=("not_sure", "yes"), default="yes")) == (
        "any of not sure, yes; yes unless changed")


def test_a_new_codebook_is_shown_at_once_and_none_is_said(newsroom: Newsroom, qtbot: QtBot) -> None:
    panel = opened(newsroom, qtbot)
    for text, shown in (("New *rules*", "New rules"), ("", "")):
        newsroom.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, {"guidelines": text})]))
        assert panel.guidelines.toPlainText() == shown
    assert panel._text.currentWidget() is panel._nothing


def test_what_a_colleague_writes_is_text_and_not_markup(newsroom: Newsroom, qtbot: QtBot) -> None:
    entry = {"position": 0, "label": "<b>x</b>", "definition": "<img src='file:///x'>"}
    newsroom.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, {"kind:claim": entry})]))
    panel = opened(newsroom, qtbot, "kinds")
    labels = [label for label in panel.findChildren(QLabel) if label.isVisible()]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels if label.text().startswith("<"))
    assert "<img src='file:///x'>" in words(panel)


def test_every_control_has_a_name_and_the_theme_can_change(newsroom: Newsroom, qtbot: QtBot) -> None:
    for page in ("guidelines", "kinds", "conventions"):
        panel = opened(newsroom, qtbot, page)
        controls = [w for w in panel.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert [w for w in controls if w.isVisible() and not w.accessibleName()] == []
        newsroom.bridge.theme_changed.emit(load_theme("dark"))
        assert not panel.grab().isNull()
