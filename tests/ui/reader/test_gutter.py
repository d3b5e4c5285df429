from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.ui.reader import ArticleView, Highlight
from annotator.ui.reader.gutter import Gutter
from tests.ui.reader.articles import claim, quote, span, statistic

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def gutter(view: ArticleView) -> Gutter:
    found = view.findChild(Gutter)
    assert found is not None
    return found


def place_of(gutter: Gutter, text: str) -> QPoint:
    return next(chip.box.center().toPoint() for chip in gutter.chips() if chip.text == text)


def test_a_chip_stands_beside_the_line_in_which_its_annotation_starts(view: ArticleView, gutter: Gutter) -> None:
    view.set_highlights([claim("The Courier reported that the board had told lawmakers the project “is likely to")])
    (chip,) = gutter.chips()
    assert abs(chip.box.center().y() - view.boxes(span("The Courier"))[0].center().y()) <= 2
    assert chip.text == "C2"


def test_a_split_annotation_has_one_chip_that_says_so(view: ArticleView, gutter: Gutter) -> None:
    view.set_highlights([quote("“Are we too cautious about building?”", "“At some point the cost of waiting")])
    assert [chip.text for chip in gutter.chips()] == ["Q1⋯"]


def test_pressing_a_chip_focuses_and_a_double_click_opens_the_card(
    view: ArticleView, gutter: Gutter, qtbot: QtBot
) -> None:
    view.set_highlights([quote("Locals agree"), statistic("$1.3 billion")])
    with qtbot.waitSignal(view.focused, timeout=500) as chosen:
        QTest.mouseClick(gutter, LEFT, NONE, place_of(gutter, "S3"))
    assert chosen.args == ["s"]
    assert view.hasFocus(), "the keys 1 2 3 go on acting in the text"
    with qtbot.waitSignal(view.activated, timeout=500) as opened:
        QTest.mouseDClick(gutter, LEFT, NONE, place_of(gutter, "Q1"))
    assert opened.args == ["q"]


def test_every_chip_is_a_target_of_24_pixels(view: ArticleView, gutter: Gutter) -> None:
    view.set_highlights([statistic("$1.3 billion")])
    (chip,) = gutter.chips()
    for away in (QPointF(0, 11.5), QPointF(0, -11.5), QPointF(11.5, 0), QPointF(-11.5, 0)):
        assert gutter.chip_at(chip.box.center() + away) == chip
    assert gutter.chip_at(chip.box.center() + QPointF(0, 40)) is None


def test_chips_without_room_are_counted_and_listed(view: ArticleView, gutter: Gutter, qtbot: QtBot) -> None:
    start, end = span("The Courier")
    many = [Highlight(f"h{n}", "claim", f"C{n}", ((start, end + n),), label=f"Claim <b>R&D</b> {n}") for n in range(9)]
    view.set_highlights(many)
    chips = gutter.chips()
    assert chips[-1].text == f"+{9 - len(chips) + 1}"
    assert all(chip.box.right() <= gutter.width() for chip in chips)
    view.focus_annotation("h0")
    assert any(chip.highlight is not None and chip.highlight.id == "h0" for chip in gutter.chips())
    QTest.mouseClick(gutter, LEFT, NONE, place_of(gutter, gutter.chips()[-1].text))
    menu = next(menu for menu in gutter.findChildren(QMenu) if menu.isVisible())
    hidden = gutter.chips()[-1].hidden
    assert [action.data() for action in menu.actions()] == [highlight.id for highlight in hidden]
    assert "R&&D" in menu.actions()[0].text()
    with qtbot.waitSignal(view.focused, timeout=500) as chosen:
        menu.actions()[0].trigger()
    assert chosen.args == [hidden[0].id]
    menu.close()


def test_the_keyboard_walks_the_chips_and_comes_back(view: ArticleView, gutter: Gutter, qtbot: QtBot) -> None:
    view.set_highlights([statistic("$1.3 billion"), quote("Locals agree")])
    gutter.setFocus()
    QTest.keyClick(gutter, Qt.Key.Key_Down)
    QTest.keyClick(gutter, Qt.Key.Key_Down)
    assert view.focused_id == "q"
    assert gutter.accessibleDescription() == "Quote, Helena Brandt, 1 of 7"
    with qtbot.waitSignal(view.activated, timeout=500) as opened:
        QTest.keyClick(gutter, Qt.Key.Key_Return)
    assert opened.args == ["q"]
    QTest.keyClick(gutter, Qt.Key.Key_Escape)
    assert view.hasFocus()


def test_an_annotation_that_needs_a_source_looks_otherwise(view: ArticleView, gutter: Gutter) -> None:
    start, end = span("The Courier")
    view.set_highlights([Highlight("a", "quote", "Q1", ((start, end),))])
    full = gutter.grab().toImage()
    view.set_highlights([Highlight("a", "quote", "Q1", ((start, end),), hollow=True)])
    hollow = gutter.grab().toImage()
    assert full != hollow


def test_the_wheel_over_the_gutter_scrolls_the_text(view: ArticleView, gutter: Gutter) -> None:
    view.resize(700, 300)
    QApplication.processEvents()
    assert view.verticalScrollBar().value() == 0
    place = QPointF(10, 100)
    event = QWheelEvent(
        place,
        QPointF(gutter.mapToGlobal(place)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(gutter, event)
    assert view.verticalScrollBar().value() > 0


def test_it_has_a_name_for_screen_readers(view: ArticleView, gutter: Gutter) -> None:
    assert gutter.accessibleName()
    assert view.accessibleName()
