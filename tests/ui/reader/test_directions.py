"""A paragraph runs as most of its letters do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.ui.reader.article_view import ArticleView

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize(
    ("paragraph", "direction"),
    [
        ("“الخبز لا ينتظر”, he says in Arabic, sliding out the first tray.", LEFT),
        ("Annotator: הגשר נפתח היום לאחר שנים של בנייה", RIGHT),
        ("הגשר נפתח היום", RIGHT),
        ("Nothing but English.", LEFT),
    ],
)
def test_the_majority_of_its_letters_decides(qtbot: QtBot, paragraph: str, direction: Qt.LayoutDirection) -> None:
    view = ArticleView()
    qtbot.addWidget(view)
    view.show_article(f"First 😀 line.\n{paragraph}\nLast line.")
    blocks = [view.document().findBlockByNumber(number).textDirection() for number in range(3)]
    assert blocks == [LEFT, direction, LEFT]
