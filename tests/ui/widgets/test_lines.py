"""Words in a few lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from annotator.ui.widgets.lines import broken, smaller


@given(text=st.text(max_size=400), width=st.integers(60, 500), most=st.integers(1, 3))
def test_no_line_is_wider_than_its_room_and_none_is_too_many(
    qapp: QApplication, text: str, width: int, most: int
) -> None:
    lines = broken(text, qapp.font(), width, most)
    assert len(lines) <= most
    assert "\n" not in "".join(lines)
    metrics = QFontMetricsF(qapp.font())
    assert all(metrics.horizontalAdvance(line) <= width + metrics.maxWidth() for line in lines)


def test_a_text_that_fits_is_shown_whole_and_a_longer_one_ends_in_an_ellipsis(qapp: QApplication) -> None:
    assert broken("Are we too tolerant?", qapp.font(), 400, 2) == ["Are we too tolerant?"]
    lines = broken("Are we too tolerant? " * 30, qapp.font(), 200, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")


@pytest.mark.parametrize("words", ["😀 Locals agree that it is so, and so do we. ", "המנהרה תיפתח בשנת, אמרה השרה. "])
def test_no_letter_is_lost_or_said_twice_where_a_line_breaks(qapp: QApplication, words: str) -> None:
    lines = broken(words * 2, qapp.font(), 160, 20)
    assert len(lines) > 1
    assert " ".join(lines) == " ".join((words * 2).split())


def test_nothing_takes_no_line(qapp: QApplication) -> None:
    assert broken(" \n ", qapp.font(), 100, 2) == []


def test_smaller_is_smaller_but_can_still_be_read(qapp: QApplication) -> None:
    assert 7 <= smaller(qapp.font()).pointSizeF() < qapp.font().pointSizeF()
