"""What a screen reader learns of annotations: tint as a text attribute, label when the caret comes in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QColor, QImage, QTextCursor
from PySide6.QtWidgets import QApplication

from annotator.ui.reader import ArticleView, hearing
from annotator.ui.theme import load_theme
from tests.ui.reader.articles import quote, span, statistic

NONE = QColor("black").name()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A screen reader is there; what is announced to it."""
    said: list[str] = []
    monkeypatch.setattr(hearing, "announce", lambda widget, words: said.append(words))
    QAccessible.setActive(True)
    yield said
    QAccessible.setActive(False)


def told(view: ArticleView, words: str) -> str:
    """The background that is told for the first letter of these words."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.words.to_utf16(span(words)[0]) + 1)  # Qt asks for the letter before a place
    return cursor.charFormat().background().color().name()


def picture(view: ArticleView) -> QImage:
    QApplication.processEvents()
    return view.grab().toImage()


def test_the_innermost_kind_is_told_as_the_background_and_follows_what_changes(
    view: ArticleView, heard: list[str]
) -> None:
    light = load_theme("light")
    view.set_highlights([quote("the $1.3 billion crossing"), statistic("$1.3 billion")])
    picture(view)
    QApplication.processEvents()
    assert told(view, "the $1.3") == told(view, "crossing") == light.kind("quote").tint.name()
    assert told(view, "$1.3 billion") == light.kind("statistic").tint.name()
    assert told(view, "Locals agree") == NONE
    view.drop("s")
    picture(view)
    QApplication.processEvents()
    assert told(view, "$1.3 billion") == light.kind("quote").tint.name()
    view.set_theme(load_theme("dark"))
    picture(view)
    QApplication.processEvents()
    assert told(view, "$1.3 billion") == load_theme("dark").kind("quote").tint.name()


def test_nothing_is_painted_twice_and_no_letter_is_said_to_have_changed(view: ArticleView, heard: list[str]) -> None:
    changes: list[int] = []
    view.document().contentsChange.connect(lambda *change: changes.append(1))
    view.set_highlights([quote("the $1.3 billion crossing"), statistic("$1.3 billion")])
    QAccessible.setActive(False)
    before = picture(view)
    QAccessible.setActive(True)
    picture(view)
    QApplication.processEvents()
    assert told(view, "$1.3 billion") != NONE
    assert picture(view) == before
    assert not changes


def test_without_a_screen_reader_the_document_stays_plain(view: ArticleView) -> None:
    assert not QAccessible.isActive()
    view.set_highlights([quote("the $1.3 billion crossing")])
    picture(view)
    QApplication.processEvents()
    assert told(view, "crossing") == NONE


def test_the_label_is_said_when_the_caret_comes_in_and_once(view: ArticleView, heard: list[str]) -> None:
    view.set_highlights([quote("the $1.3 billion crossing"), statistic("$1.3 billion")])
    outer, inner = span("the $1.3 billion crossing")[0], span("$1.3 billion")[0]
    for place in (outer + 1, outer + 2, inner + 1, inner + 2, outer + 1, span("Locals agree")[0]):
        view.place_caret(place)
    names = {highlight.id: highlight.label for highlight in map(view.named, view.highlights_at(inner))}
    assert heard == [names["q"], names["s"], names["q"], "Not annotated"]
    view.take_focus_on("s")
    view.take_focus_on("s")
    assert heard[4:] == [names["s"]]
