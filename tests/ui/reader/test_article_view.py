from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.reader import ArticleView, Highlight
from tests.ui.reader.articles import TUNNEL, claim, quote, span, statistic

KINDS = ("claim", "quote", "statistic", "ours")
PIECES = ["word ", "e\u0301", "😀", "🇫🇷", "שלום ", "\n", "\u00a0", ". "]
LONG = "\n".join([TUNNEL] * 8)


def test_selections_go_in_and_out_in_code_points(view: ArticleView) -> None:
    for words in ("Locals agree", "two years old", "אנחנו", "😀"):
        view.select(*span(words))
        assert view.selection() == span(words)
        cursor = view.textCursor()
        assert cursor.selectedText() == words


def test_space_at_the_ends_of_a_selection_is_not_selected(view: ArticleView) -> None:
    start, end = span(" Locals agree. ")
    view.select(start, end)
    assert view.selection() == (start + 1, end - 1)
    view.select(start, start + 1)
    assert view.selection() is None


def test_a_selection_never_cuts_a_flag_or_an_accent(view: ArticleView) -> None:
    view.show_article("a 🇫🇷 e\u0301t")
    cursor = view.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(8, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.selection() == (2, 7)


def test_every_change_of_the_selection_is_told_once(view: ArticleView, qtbot: QtBot) -> None:
    told: list[int] = []
    view.selection_changed.connect(lambda: told.append(1))
    view.select(*span("Courier"))
    assert len(told) == 1
    view.select(*span("Courier"))
    assert len(told) == 1
    view.clear_selection()
    assert len(told) == 2


def test_caret_selection_and_scroll_survive_every_repaint(view: ArticleView) -> None:
    view.show_article(LONG, [quote("Locals agree")])
    view.set_scroll_position(0.4)
    view.select(100, 120, reveal=False)
    before = view.verticalScrollBar().value()
    view.put(claim("The Courier reported"))
    view.put(statistic("$1.3 billion"))
    view.drop("q")
    view.drop("never there")
    view.set_highlights([quote("Locals agree")])
    view.focus_annotation("q", reveal=False)
    view.set_boilerplate([span("Read more")])
    view.set_ghost(span("declined"))
    view.set_hits([span("Brandt")], -1)
    QApplication.processEvents()
    assert view.verticalScrollBar().value() == before
    assert view.selection() == (100, 120)
    assert before > 0


def test_a_highlight_that_is_put_replaces_the_one_of_its_id(view: ArticleView) -> None:
    view.put(quote("Locals agree"))
    view.put(quote("declined"))
    assert [highlight.id for highlight in view.highlights_at(span("declined")[0])] == ["q"]
    assert view.highlights_at(span("Locals")[0]) == []


def test_focusing_says_nothing_and_an_unknown_id_focuses_nothing(view: ArticleView, qtbot: QtBot) -> None:
    view.put(quote("Locals agree"))
    with qtbot.assertNotEmitted(view.focused):
        view.focus_annotation("q")
        assert view.focused_id == "q"
        view.focus_annotation("unknown")
        assert view.focused_id == ""
        view.focus_annotation("q")
        view.drop("q")
        assert view.focused_id == ""
        assert view.handle_places() == []


def test_a_split_annotation_has_handles_at_every_segment(view: ArticleView) -> None:
    view.put(quote("“Are we too cautious about building?”", "“At some point the cost of waiting"))
    view.focus_annotation("q")
    places = {(handle.segment, handle.edge): handle.knob for handle in view.handle_places()}
    assert set(places) == {(0, "start"), (0, "end"), (1, "start"), (1, "end")}
    first = view.boxes(span("“Are"))[0]
    assert abs(places[0, "start"].x() - first.left()) < 1
    assert places[0, "start"].y() < first.top()


def test_focusing_scrolls_to_what_cannot_be_seen(view: ArticleView) -> None:
    far = Highlight("far", "quote", "Q9", ((len(LONG) - 60, len(LONG) - 30),))
    view.show_article(LONG, [far])
    view.focus_annotation("far", reveal=False)
    assert view.verticalScrollBar().value() == 0
    view.focus_annotation("far")
    assert 0 < view.boxes(far.segments[0])[0].top() < view.viewport().height()


def test_enter_opens_the_card_of_the_focused_annotation(view: ArticleView, qtbot: QtBot) -> None:
    view.put(quote("Locals agree"))
    with qtbot.assertNotEmitted(view.activated):
        QTest.keyClick(view, Qt.Key.Key_Return)
    view.focus_annotation("q")
    with qtbot.waitSignal(view.activated, timeout=500) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["q"]


def test_the_current_hit_is_scrolled_to(view: ArticleView) -> None:
    view.show_article(LONG)
    hits = [(at, at + 7) for at in range(len(LONG)) if LONG.startswith("Courier", at)]
    view.set_hits(hits, len(hits) - 1)
    assert view.verticalScrollBar().value() > 0
    assert 0 < view.boxes(hits[-1])[0].top() < view.viewport().height()
    view.set_hits([], -1)


def test_another_article_forgets_focus_ghost_and_hits(view: ArticleView) -> None:
    view.put(quote("Locals agree"))
    view.focus_annotation("q")
    view.set_ghost(span("declined"))
    view.set_hits([span("Brandt")], 0)
    view.show_article("Another article.", caret=8)
    assert view.focused_id == ""
    assert view.caret() == 8
    assert view.selection() is None
    assert not view.ghost_at(view.boxes((0, 1))[0].center())
    view.grab()


def test_nothing_raises_for_an_empty_article(view: ArticleView) -> None:
    view.show_article("", [Highlight("x", "claim", "C1", ((0, 5),)), Highlight("y", "quote", "Q1", ())])
    view.focus_annotation("x")
    view.set_boilerplate([(0, 3)])
    view.set_ghost((0, 3))
    view.set_hits([(0, 2)], 0)
    view.select(0, 10)
    view.place_caret(99)
    view.set_reading("", 20, 1.5, 60)
    view.grab()
    assert view.selection() is None
    assert view.caret() == 0
    assert view.scroll_position() == 0.0


def test_sixty_annotations_on_four_kilobytes_are_painted(view: ArticleView) -> None:
    text = LONG[:4000]
    many = [
        Highlight(
            str(n),
            ("claim", "quote", "statistic", "ours")[n % 4],
            f"C{n}",
            ((n * 60, min(4000, n * 60 + 20 + n % 7 * 50)),),
        )
        for n in range(60)
    ]
    view.show_article(text, many)
    plain = view.grab().toImage()
    view.set_highlights([])
    assert view.grab().toImage() != plain


@given(
    text=st.lists(st.sampled_from(["word ", "e\u0301", "😀", "🇫🇷", "שלום ", "\n", "\u00a0", ". "]), max_size=30).map(
        "".join
    ),
    places=st.lists(st.integers(0, 80), min_size=2, max_size=6),
)
def test_any_highlight_on_any_text_can_be_painted_focused_and_stepped_to(
    shown: ArticleView, text: str, places: list[int]
) -> None:
    ends = [min(place, len(text)) for place in sorted(places)]
    many = [Highlight(str(n), "quote", "Q", ((a, b),)) for n, (a, b) in enumerate(pairwise(ends)) if a < b]
    shown.show_article(text, many, boilerplate=[(0, ends[0])])
    for highlight in many:
        shown.focus_annotation(highlight.id)
        assert len(shown.handle_places()) == 2
        covered = visible_words(text, highlight.segments[0])
        assert bool(shown.boxes(highlight.segments[0])) or not covered
    shown.step_annotation(1)
    shown.viewport().grab()


def visible_words(text: str, segment: tuple[int, int]) -> str:
    """What of a segment leaves ink or room on a line."""
    return text[slice(*segment)].strip()
