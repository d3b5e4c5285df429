"""The heading of the annotation in focus has the height that its words need, at whatever width."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.theme import load_theme
from annotator.ui.widgets.annotation_heading import AnnotationHeading, Heading

WORDS = "the ferries that were promised before the storm have never come, " * 2


def test_words_that_take_more_lines_at_another_width_are_not_cut_off(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    heading = AnnotationHeading(load_theme("light"))
    column = QVBoxLayout(box)
    column.addWidget(heading)
    column.addStretch(1)
    box.resize(1200, 400)
    heading.show_heading(Heading("claim", "Claim", "", "C1", WORDS, "Mara, 12:04"))
    box.show()
    QApplication.processEvents()
    wide = heading.height()
    box.resize(330, 400)
    QApplication.processEvents()
    assert heading.height() == heading.heightForWidth(heading.width()) > wide
