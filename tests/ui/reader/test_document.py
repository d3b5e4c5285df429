from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.reader import ArticleView, Reading, TextMap
from annotator.ui.reader.document import build_document
from annotator.ui.theme import load_theme


@given(
    text=st.lists(
        st.sampled_from(["a", "😀", "\n", "\u2028", "\u00a0", "\ufffc", "\t", "\ufeff", "\ufffe", "ש", "e\u0301"])
    ).map("".join)
)
def test_qt_counts_every_normalised_text_as_we_do(qapp: QApplication, text: str) -> None:
    document = build_document(TextMap(text), Reading(), top=40, parent=qapp)
    assert document.characterCount() - 1 == TextMap(text).utf16_length
    document.deleteLater()


def test_a_byte_order_mark_at_the_start_of_a_paragraph_shifts_no_word() -> None:
    words = TextMap("one\n\ufefftwo three")
    assert words.word_at(10) == (9, 14)


def test_a_text_that_was_not_normalised_is_refused_instead_of_shown_with_lying_offsets(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="units of text"):
        build_document(TextMap("one\r\ntwo"), Reading(), top=0, parent=qapp)


def test_every_line_is_as_high_as_its_neighbour_also_with_an_emoji_or_arabic(qtbot: QtBot) -> None:
    view = ArticleView(theme=load_theme("light"))
    qtbot.addWidget(view)
    view.resize(700, 500)
    text = "plain words\u2028words with 😀 emoji\u2028كلمات عربية\u2028plain words"
    view.show_article(text)
    view.show()
    bottoms = [view.boxes((text.index(start), text.index(start) + 1))[0].bottom() for start in ("plain", "words with")]
    last = view.boxes((text.rindex("plain"), text.rindex("plain") + 1))[0].bottom()
    assert bottoms[1] - bottoms[0] == Reading().pitch
    assert last - bottoms[0] == 3 * Reading().pitch


def test_blank_lines_between_paragraphs_make_the_same_gap_as_none(qtbot: QtBot) -> None:
    gaps = []
    for text in ("first\nsecond", "first\n\nsecond"):
        view = ArticleView(theme=load_theme("light"))
        qtbot.addWidget(view)
        view.resize(700, 500)
        view.show_article(text)
        view.show()
        second = text.index("second")
        gaps.append(view.boxes((second, second + 1))[0].top() - view.boxes((0, 1))[0].top())
    assert gaps[0] == gaps[1]
