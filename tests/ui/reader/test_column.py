"""The shortest and the longest article are one and the same page; only the guess of what nobody has seen differs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.reader import ArticleView, Highlight, column
from annotator.ui.theme import load_theme
from tests.ui.reader.articles import TUNNEL

WIDE, NARROW = "WHAMMED MAMMOTHS WOW WOMEN. " * 12, "ill lilies till little illicit jilts. " * 12
PARAGRAPHS = [f"Paragraph {number}. {(*TUNNEL.splitlines(), WIDE, NARROW)[number % 7]}" for number in range(1500)]
"""Of letters so wide and so narrow that the guess of their height is wrong."""
LONG = "\n".join(PARAGRAPHS)


@pytest.fixture(scope="module")
def long(qapp: object) -> Iterator[ArticleView]:
    """A long article with emoji and both directions in it, of which most is a guess."""
    made = ArticleView(theme=load_theme("light"))
    made.resize(620, 500)
    made.show()
    made.show_article(LONG, heading="A long one")
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture(params=["set at once", "set where one looks"])
def either(request: pytest.FixtureRequest, qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[ArticleView]:
    """The same article, exact from the start and not."""
    monkeypatch.setattr(column, "_WHOLE", 10**9 if request.param == "set at once" else 0)
    made = ArticleView(theme=load_theme("light"))
    made.resize(620, 500)
    made.show_article("\n".join(PARAGRAPHS[:60]), heading="A headline")
    made.show()
    made.setFocus()
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()


def top_of(view: ArticleView, position: int) -> float:
    return view.boxes((position, position + 1))[0].top()


def first_seen(view: ArticleView) -> int:
    """The first letter in sight."""
    position = view.words.to_code_point(view.cursorForPosition(QPoint(20, 4)).position())
    while view.words.text[position].isspace():
        position += 1
    return position


def test_a_long_article_is_a_guess_and_a_short_one_is_not(long: ArticleView) -> None:
    assert not long._sheet.is_exact
    assert len(LONG) > 100_000


@settings(max_examples=40, deadline=None)
@given(start=st.integers(0, len(LONG) - 200), length=st.integers(1, 160))
def test_any_words_of_a_long_article_are_selected_found_and_seen(long: ArticleView, start: int, length: int) -> None:
    words = long.words
    start, end = words.grapheme_floor(start), words.grapheme_ceil(start + length)
    long.select(start, end)
    assert long.anchor() == start
    assert long.caret() == end
    assert long.textCursor().selectedText().replace("\u2029", "\n") == LONG[start:end]
    assert long.selection() in (None, words.trimmed((start, end)))
    if not LONG[start].isspace():
        box = long.boxes((start, words.grapheme_ceil(start + 1)))[0]
        assert 0 <= box.top() < long.viewport().height()
        found = long.position_at(box.center())
        # In right-to-left words Qt takes the middle of some letters for their neighbour.
        assert found is not None and abs(found - start) <= 2


def test_a_step_up_into_what_nobody_has_seen_moves_the_words_by_that_step(long: ArticleView) -> None:
    long.set_scroll_position(0.7)
    bar = long.verticalScrollBar()
    for _ in range(120):
        position = first_seen(long)
        before = top_of(long, position)
        bar.setValue(bar.value() - 37)
        assert top_of(long, position) == before + 37
        QApplication.processEvents()  # painting looks at one paragraph more
        assert top_of(long, position) == before + 37


def test_a_look_far_above_does_not_move_what_one_reads(long: ArticleView) -> None:
    long.show_article(LONG)
    long.set_scroll_position(0.6)
    QApplication.processEvents()
    position = first_seen(long)
    before = top_of(long, position)
    for place in range(0, len(LONG) // 2, 9_000):
        long.boxes((place, place + 1))
    assert top_of(long, position) == before
    bar = long.verticalScrollBar()
    bar.setValue(bar.value() + 10)
    assert top_of(long, position) == before - 10


def test_the_top_can_be_reached_whatever_was_guessed(long: ArticleView) -> None:
    long.show_article(LONG, heading="A long one")
    long.set_scroll_position(0.5)
    bar = long.verticalScrollBar()
    while bar.value() > 0:
        bar.setValue(bar.value() - 5_000)
    assert 0 < top_of(long, 0) < 200
    bar.setValue(bar.maximum())
    bar.setValue(bar.maximum())
    assert 0 < top_of(long, len(LONG) - 2) < long.viewport().height()


def test_a_long_article_opens_at_the_words_where_it_was_left(long: ArticleView) -> None:
    long.show_article(LONG)
    long.select(LONG.index("Paragraph 900"), LONG.index("Paragraph 900") + 9)
    seen, scroll = first_seen(long), long.scroll_position()
    long.show_article("Another one.")
    long.show_article(LONG, scroll=scroll)
    assert abs(first_seen(long) - seen) < 120


def test_another_width_and_another_size_keep_the_line_at_the_top(either: ArticleView) -> None:
    either.set_scroll_position(0.5)
    QApplication.processEvents()
    position = first_seen(either)
    either.resize(460, 500)
    QApplication.processEvents()
    assert abs(top_of(either, position)) < 60
    either.set_reading("", 21, 1.6, 60)
    QApplication.processEvents()
    assert abs(top_of(either, position)) < 60


def test_paging_to_the_end_and_back_meets_every_paragraph(either: ArticleView) -> None:
    bar = either.verticalScrollBar()
    seen = set()
    for _ in range(400):
        seen.add(either.words.text.count("\n", 0, first_seen(either)))
        before = bar.value()
        bar.triggerAction(bar.SliderAction.SliderPageStepAdd)
        if bar.value() == before:
            break
    assert bar.value() == bar.maximum()
    assert max(seen) > 40
    QTest.keyClick(either, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()


def test_every_feature_of_the_page_is_there(either: ArticleView) -> None:
    text = either.words.text
    place = text.index("Paragraph 50")
    wanted = Highlight("h", "quote", "Q1", ((place, place + 12), (place + 20, place + 30)))
    either.put(wanted)
    either.focus_annotation("h")
    assert len(either.handle_places()) == 4
    assert all(0 < handle.knob.y() < either.viewport().height() for handle in either.handle_places()[:1])
    either.set_ghost((place + 40, place + 50))
    assert either.ghost_at(either.boxes((place + 41, place + 42))[0].center())
    either.set_boilerplate([(place + 60, place + 90)])
    either.set_hits([(0, 9), (place, place + 9)], 1)
    assert [h.id for _, row in either.chip_rows() for h in row] == ["h"]
    either.step_annotation(1)
    assert either.focused_id == "h"
    either.move_sentence(1)
    assert either.selection() is not None
    before = either.grab().toImage()
    either.drop("h")
    assert either.grab().toImage() != before


def test_both_are_the_same_picture(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = []
    text = "\n".join(PARAGRAPHS[:60])
    for whole in (10**9, 0):
        monkeypatch.setattr(column, "_WHOLE", whole)
        view = ArticleView(theme=load_theme("light"))
        view.resize(620, 500)
        view.show()
        view.show_article(text, [Highlight("h", "quote", "Q1", ((3000, 3060),))], heading="A headline")
        view.select(3000, 3000, reveal=False)
        view.reveal(3000, 3060)
        QApplication.processEvents()
        pictures.append(view.viewport().grab().toImage())
        view.close()
        view.deleteLater()
    assert pictures[0] == pictures[1]


def test_a_paragraph_of_a_hundred_thousand_letters_without_a_space_is_broken_somewhere(long: ArticleView) -> None:
    text = "x" * 100_000
    long.show_article(text, [Highlight("h", "claim", "C1", ((99_000, 99_100),))])
    long.focus_annotation("h")
    QApplication.processEvents()
    assert 0 < top_of(long, 99_000) < long.viewport().height()
    assert long.position_at(long.boxes((99_000, 99_001))[0].center()) == 99_000


def test_thousands_of_highlights_in_one_place_are_counted(long: ArticleView) -> None:
    pile = [Highlight(str(n), ("claim", "quote")[n % 2], "C", ((20 + n % 7, 90 + n % 11),)) for n in range(3000)]
    long.show_article(LONG[:500], pile)
    QApplication.processEvents()
    long.grab()
    assert len(long.highlights_at(50)) == 3000
    assert [len(row) for _, row in long.chip_rows()] == [3000]


def test_other_marks_at_which_qt_ends_a_paragraph_shift_nothing(long: ArticleView) -> None:
    text = "one\u2029two\u2028three\nfour"
    long.show_article(text)
    for word in ("one", "two", "three", "four"):
        place = text.index(word)
        assert long.position_at(long.boxes((place, place + 1))[0].center()) == place
