"""A window that runs from right to left, and words that do: nothing is painted over anything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.icons import icon
from annotator.ui.reader.heading import Heading
from annotator.ui.reader.typography import Reading
from annotator.ui.theme import load_theme
from annotator.ui.widgets.annotation_heading import AnnotationHeading
from annotator.ui.widgets.annotation_heading import Heading as Facts
from annotator.ui.widgets.elided_label import ElidedLabel
from annotator.ui.widgets.kind_button import KindButton

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
LIGHT = load_theme("light")


def ink(picture: QImage, ground: QColor) -> tuple[int, int]:
    """The first and the last column in which something is drawn."""
    drawn = [x for x in range(picture.width())
             if any(picture.pixelColor(x, y) != ground for y in range(picture.height()))]
    return drawn[0], drawn[-1]


def heading() -> QWidget:
    made = AnnotationHeading(LIGHT)
    made.show_heading(Facts("quote", "Quote", "", "Q7", "“Do I like the figure?”", "Mara, 11 May"))
    return made


@pytest.mark.parametrize("make", [heading, lambda: KindButton("quote", "Quote", key="2", theme=LIGHT)])
def test_what_is_painted_by_hand_looks_the_same_in_both(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    pictures = []
    for direction in (LEFT, RIGHT):
        widget = make()
        qtbot.addWidget(widget)
        widget.setLayoutDirection(direction)
        widget.resize(300, 80)
        pictures.append(widget.grab().toImage())
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize(("title", "leftward"), [("The bridge", False), ("הגשר נפתח", True), ("BBC: הגשר נפתח", True)])
@pytest.mark.parametrize("window", [LEFT, RIGHT])
def test_a_headline_stands_where_its_words_begin_and_the_line_below_it_with_it(
        title: str, leftward: bool, window: Qt.LayoutDirection) -> None:
    made = Heading()
    made.title, made.subtitle = title, "49 words"
    height = made.lay_out(Reading(), 500)
    picture = QImage(500, height, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    with QPainter(picture) as painter:
        painter.setLayoutDirection(window)
        made.paint(painter, LIGHT, x=0, y=0)
    below = picture.copy(0, height - 50, 500, 50)
    for part in (picture, below):
        first, last = ink(part, QColor(Qt.GlobalColor.white))
        assert (first > 200) if leftward else (last < 300)


def test_a_label_stands_where_its_window_begins(qtbot: QtBot) -> None:
    for words in ("The bridge", "הגשר נפתח"):
        for direction in (LEFT, RIGHT):
            label = ElidedLabel(words)
            qtbot.addWidget(label)
            label.setLayoutDirection(direction)
            label.resize(400, 30)
            picture = label.grab().toImage()
            first, last = ink(picture, picture.pixelColor(200, 0))
            assert QRectF(0, 0, 200, 1).contains(first, 0) == (direction == LEFT) != (last > 200), words


def test_an_arrow_points_along_the_line(qtbot: QtBot) -> None:
    def drawn(name: str) -> QImage:
        return icon(name, LIGHT.ink).pixmap(32, 32).toImage()

    back, forward = drawn("back"), drawn("forward")
    QGuiApplication.setLayoutDirection(RIGHT)
    try:
        assert (drawn("back"), drawn("forward")) == (forward, back)
    finally:
        QGuiApplication.setLayoutDirection(LEFT)
