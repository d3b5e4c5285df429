"""Where the card stands, in windows that run either way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt

from annotator.ui.widgets.callout import arrow, beside, turned

AREA, CARD = QRect(8, 8, 1350, 752), QSize(300, 140)
LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


def test_before_and_after_turn_with_the_window() -> None:
    assert [turned("before", LEFT), turned("after", LEFT), turned("below", LEFT)] == ["left", "right", "below"]
    assert [turned("before", RIGHT), turned("after", RIGHT), turned("below", RIGHT)] == ["right", "left", "below"]


@pytest.mark.parametrize("side", ["left", "right", "above", "below"])
def test_the_card_stands_beside_and_its_arrow_points_at_the_thing(side: str) -> None:
    box = QRect(600, 350, 100, 40)
    card = QRect(beside(box, CARD, AREA, side=side), CARD)
    assert not card.intersects(box)
    points = arrow(box, card, side=side)
    tip = points[1].toPoint()
    assert abs(tip.x() - box.center().x()) < 2 or abs(tip.y() - box.center().y()) < 2
    assert not card.contains(tip)


def test_it_stays_inside_the_window_and_has_no_arrow_over_the_thing_itself() -> None:
    box = QRect(0, 70, 1366, 690)
    card = QRect(beside(box, CARD, AREA, side="right"), CARD)
    assert AREA.contains(card)
    assert arrow(box, card, side="right").isEmpty()


def test_of_something_tall_the_arrow_points_at_the_part_beside_the_card() -> None:
    box = QRect(250, 70, 750, 690)
    card = QRect(beside(box, CARD, AREA, side="right"), CARD)
    assert card.top() == box.top() + 48
    assert card.topLeft() + QPoint(-9, 70) == arrow(box, card, side="right")[1].toPoint()
