from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from annotator.ui.reader import ArticleView
from annotator.ui.theme import load_theme
from tests.ui.reader.articles import TUNNEL, quote, span

LONG = "\n".join(f"Paragraph {number}. {TUNNEL.splitlines()[number % 5]}" for number in range(60))


def top_of(view: ArticleView, position: int) -> float:
    return view.boxes((position, position + 1))[0].top()


def test_the_caret_can_be_seen(view: ArticleView) -> None:
    flags = view.textInteractionFlags()
    assert view.isReadOnly()
    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert view.cursorWidth() == 2
    view.set_theme(load_theme("dark"))
    view.show_article("another")
    assert view.cursorWidth() == 2


def test_nothing_can_be_typed(view: ArticleView) -> None:
    before = view.document().characterCount()
    QTest.keyClicks(view, "abc 123")
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert view.document().characterCount() == before


@pytest.mark.parametrize("keys", ["1", "2", "Down", "Up", "Shift+Down", "Shift+Right", "W", "Ctrl+K", "+", "Del", "]"])
def test_the_windows_keys_reach_the_window(qtbot: QtBot, keys: str) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    view = ArticleView(theme=load_theme("light"))
    window.setCentralWidget(view)
    view.show_article(TUNNEL)
    pressed: list[str] = []
    action = QAction("command", window)
    action.setShortcut(keys)
    action.triggered.connect(lambda: pressed.append(keys))
    window.addAction(action)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view.setFocus()
    QTest.keySequence(view, QKeySequence(keys))
    assert pressed == [keys]


def test_copying_keeps_no_break_spaces(view: ArticleView) -> None:
    text = "10\u00a0000 people 😀 came\u202fhere"
    view.show_article(text)
    view.select(0, len(text))
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == text


def test_paging_and_home_and_end_move_the_caret(view: ArticleView) -> None:
    view.show_article(LONG)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    down = view.caret()
    assert down > 0
    assert view.verticalScrollBar().value() > 0
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.caret() > down
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.caret() < down


def test_the_scroll_position_comes_back_also_before_the_window_is_shown(qtbot: QtBot) -> None:
    view = ArticleView(theme=load_theme("light"))
    qtbot.addWidget(view)
    view.resize(760, 500)
    view.show_article(LONG, scroll=0.5)
    assert view.scroll_position() == 0.5
    with qtbot.waitExposed(view):
        view.show()
    assert abs(view.scroll_position() - 0.5) < 0.01
    assert 0 < view.verticalScrollBar().value() < view.verticalScrollBar().maximum()


def test_a_resize_and_another_size_of_text_keep_the_line_at_the_top(view: ArticleView) -> None:
    view.show_article(LONG)
    view.set_scroll_position(0.5)
    QApplication.processEvents()
    first = view.words.to_code_point(view.cursorForPosition(QPoint(20, 4)).position())
    view.resize(600, 700)
    QApplication.processEvents()
    assert abs(top_of(view, first)) < 40
    view.set_reading("", 21, 1.6, 60)
    QApplication.processEvents()
    assert abs(top_of(view, first)) < 60


def test_the_headline_takes_room_above_the_text_and_no_offset(view: ArticleView) -> None:
    with_headline = top_of(view, 0)
    view.set_heading("", "")
    without = top_of(view, 0)
    assert with_headline > without + 50
    assert view.position_at(view.boxes((0, 1))[0].center()) == 0
    view.set_heading("A headline that is so long that it needs two lines of its own in this column, or three", "today")
    assert top_of(view, 0) > with_headline


def test_a_longer_headline_leaves_what_one_reads_where_it_is(view: ArticleView) -> None:
    view.show_article(LONG, heading="Short")
    view.set_scroll_position(0.5)
    place = span("Paragraph 30", LONG)[0]
    before = top_of(view, place)
    view.set_heading("A headline that is so long that it needs two lines of its own in this column, or three", "today")
    assert abs(top_of(view, place) - before) <= 1


def test_the_column_stays_as_wide_as_its_characters_in_a_wide_window_and_is_centred(view: ArticleView) -> None:
    view.resize(1400, 700)
    QApplication.processEvents()
    width = view.viewport().width()
    left = view.viewport().geometry().left()
    right = view.width() - view.viewport().geometry().right()
    assert width < 700
    assert abs(left - right) < 20
    view.resize(1600, 700)
    QApplication.processEvents()
    assert view.viewport().width() == width


def test_what_is_revealed_can_be_seen_and_what_can_be_seen_does_not_move(view: ArticleView) -> None:
    view.show_article(LONG)
    place = span("Paragraph 40", LONG)
    view.reveal(*place)
    assert 0 < top_of(view, place[0]) < view.viewport().height()
    before = view.verticalScrollBar().value()
    view.reveal(*span("Paragraph 41", LONG))
    assert view.verticalScrollBar().value() == before


def test_the_margin_hands_wheel_and_mouse_on_to_the_text(view: ArticleView) -> None:
    from annotator.ui.reader.margin import Margin

    margin = view.findChild(Margin)
    assert margin is not None
    line = view.boxes(span("The Courier"))[0].center().toPoint()
    place = margin.mapFromGlobal(view.viewport().mapToGlobal(line))
    QTest.mouseClick(margin, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, place.y()))
    assert view.caret() == span("The Courier")[0]


def test_dark_and_light_are_the_same_picture_in_other_colours(view: ArticleView) -> None:
    view.set_highlights([quote("Locals agree")])
    light = view.grab().toImage()
    places = view.boxes(span("Locals agree"))
    view.set_theme(load_theme("dark"))
    dark = view.grab().toImage()
    assert view.boxes(span("Locals agree")) == places
    assert light.size() == dark.size()
    assert dark.pixelColor(300, 5) == load_theme("dark").page
    assert light.pixelColor(300, 5) == load_theme("light").page


def test_another_font_of_the_desktop_moves_no_letter(view: ArticleView) -> None:
    before = view.boxes(span("Locals agree"))
    font = QApplication.font()
    larger = QApplication.font()
    larger.setPixelSize(30)
    QApplication.setFont(larger)
    QApplication.processEvents()
    after = view.boxes(span("Locals agree"))
    QApplication.setFont(font)
    assert after == before


def test_ctrl_and_the_wheel_ask_for_another_size_and_change_nothing_themselves(view: ArticleView, qtbot: QtBot) -> None:
    before = view.boxes(span("Locals agree"))
    place = QPointF(50, 50)
    event = QWheelEvent(
        place,
        QPointF(view.viewport().mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.waitSignal(view.size_wanted, timeout=500) as wanted:
        QApplication.sendEvent(view.viewport(), event)
    assert wanted.args == [1]
    assert view.boxes(span("Locals agree")) == before
