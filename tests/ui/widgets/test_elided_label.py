"""A long name is cut where its room ends, and told in full on demand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.ui.widgets.elided_label import ElidedLabel


def test_what_fits_has_no_tooltip_and_what_is_cut_has_it_escaped(qtbot: QtBot) -> None:
    label = ElidedLabel("<b>a rather long name of a file that never fits.annot", mode=Qt.TextElideMode.ElideMiddle)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    label.show()
    assert label.toolTip() == ""
    label.resize(80, 20)
    assert label.toolTip() == "&lt;b&gt;a rather long name of a file that never fits.annot"
    assert label.minimumSizeHint().width() < 80


def test_the_whole_text_is_for_the_screen_reader_in_one_line(qtbot: QtBot) -> None:
    label = ElidedLabel("two\nlines  here")
    qtbot.addWidget(label)
    assert label.text == label.accessibleName() == "two lines here"
    before = label.sizeHint().width()
    label.set_text("two lines here and more")
    assert label.sizeHint().width() > before


def test_it_paints_its_text(qtbot: QtBot) -> None:
    label = ElidedLabel("")
    qtbot.addWidget(label)
    label.resize(100, 20)
    empty = label.grab().toImage()
    label.set_text("words")
    assert label.grab().toImage() != empty
