from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.reader import ArticleView
from tests.ui.reader.articles import TUNNEL, Mouse, claim, middle_of, quote, span, statistic

SHIFT = Qt.KeyboardModifier.ShiftModifier


def selected(view: ArticleView) -> str:
    start, end = view.selection() or (0, 0)
    return TUNNEL[start:end]


def knob(view: ArticleView, edge: str, segment: int = 0) -> QPointF:
    return next(handle.knob for handle in view.handle_places() if (handle.segment, handle.edge) == (segment, edge))


def below(view: ArticleView, words: str) -> QPointF:
    """Where the pointer is when it holds an end handle's knob at these words."""
    box = view.boxes(span(words))[0]
    return QPointF(box.center().x(), box.bottom() + 5)


def test_clicks_go_from_the_inner_annotation_to_the_outer_one_and_round_again(view: ArticleView, mouse: Mouse) -> None:
    view.set_highlights(
        [
            claim("The government says the $1.3 billion crossing will repay its cost within 18 years"),
            quote("the $1.3 billion crossing"),
            statistic("$1.3 billion"),
        ]
    )
    chosen: list[str] = []
    view.focused.connect(chosen.append)
    for _ in range(4):
        mouse.click(middle_of(view, span("billion")[0] + 1))
    assert chosen == ["s", "q", "c", "s"]
    assert view.focused_id == "s"


def test_a_click_elsewhere_begins_with_the_inner_one_again(view: ArticleView, mouse: Mouse) -> None:
    view.set_highlights([claim("The government says the $1.3 billion crossing"), statistic("$1.3 billion")])
    mouse.click(middle_of(view, span("billion")[0]))
    mouse.click(middle_of(view, span("government")[0]))
    assert view.focused_id == "c"
    mouse.click(middle_of(view, span("billion")[0]))
    assert view.focused_id == "s"


def test_a_click_beside_every_annotation_takes_the_focus_away(view: ArticleView, mouse: Mouse) -> None:
    view.set_highlights([statistic("$1.3 billion")])
    view.focus_annotation("s")
    chosen: list[str] = []
    view.focused.connect(chosen.append)
    mouse.click(middle_of(view, span("declined")[0]))
    assert chosen == [""]
    assert view.focused_id == ""


def test_a_click_places_the_caret_and_shift_and_a_second_click_select(view: ArticleView, mouse: Mouse) -> None:
    start, end = span("declined to comment")
    mouse.click(view.boxes((start, start + 1))[0].center() - QPointF(3, 0))
    assert view.caret() == start
    mouse.click(view.boxes((end - 1, end))[0].center() + QPointF(3, 0), modifiers=SHIFT)
    assert selected(view) == "declined to comment"


def test_shift_click_leaves_the_focus_where_it_is(view: ArticleView, mouse: Mouse) -> None:
    view.set_highlights([statistic("$1.3 billion"), claim("The Courier reported")])
    mouse.click(middle_of(view, span("billion")[0]))
    mouse.click(middle_of(view, span("Courier")[0]), modifiers=SHIFT)
    assert view.focused_id == "s"


def test_a_drag_selects_letters(view: ArticleView, mouse: Mouse) -> None:
    start, end = span("The Courier")
    first, last = view.boxes((start, start + 1))[0], view.boxes((end - 1, end))[0]
    mouse.drag(first.center() - QPointF(4, 0), last.center(), last.center() + QPointF(4, 0))
    assert selected(view) == "The Courier"


def test_a_second_drag_inside_the_selection_selects_anew(view: ArticleView, mouse: Mouse) -> None:
    view.select(*span("The Courier reported that the board"))
    box = view.boxes(span("reported"))[0]
    mouse.drag(box.center() - QPointF(box.width() / 2 - 1, 0), box.center(), QPointF(box.right() - 1, box.center().y()))
    assert selected(view) == "reported"


def test_a_double_click_takes_figure_quotation_or_word(view: ArticleView, mouse: Mouse) -> None:
    for at, words in (
        ("1.3 billion", "$1.3 billion"),
        ("“At some", "“At some point the cost of waiting is higher than the cost of the tunnel.”"),
        ("'It is", "'It is two years old,'"),
        ('"it was', '"it was wrong then"'),
        ("declined", "declined"),
    ):
        mouse.click_times(2, middle_of(view, span(at)[0]))
        assert selected(view) == words


def test_a_third_click_takes_the_sentence_and_a_fourth_the_paragraph(view: ArticleView, mouse: Mouse) -> None:
    place = middle_of(view, span("declined")[0] + 2)
    mouse.click_times(3, place)
    assert selected(view) == "Dr. Luis Amaral declined to comment."
    mouse.click_times(4, place)
    assert selected(view) == TUNNEL.split("\n")[1]


def test_after_a_double_click_a_drag_takes_whole_words(view: ArticleView, mouse: Mouse) -> None:
    mouse.click(middle_of(view, span("declined")[0] + 2))
    mouse.send(QEvent.Type.MouseButtonDblClick, middle_of(view, span("declined")[0] + 2))
    mouse.send(QEvent.Type.MouseMove, middle_of(view, span("comment")[0] + 1))
    mouse.send(QEvent.Type.MouseButtonRelease, middle_of(view, span("comment")[0] + 1))
    assert selected(view) == "declined to comment"


def test_a_dragged_handle_snaps_to_words_and_asks_once_in_code_points(view: ArticleView, mouse: Mouse) -> None:
    view.set_highlights([quote("Locals")])
    view.focus_annotation("q")
    asked: list[tuple[str, list[tuple[int, int]]]] = []
    view.boundaries_changed.connect(lambda id, segments: asked.append((id, segments)))
    end = knob(view, "end")
    target = view.boxes(span("agree"))[0]
    mouse.drag(end, end + QPointF(10, 0), QPointF(target.right() - 8, end.y()), QPointF(target.right() - 3, end.y()))
    assert asked == [("q", [span("Locals agree")])]


def test_boundaries_are_shown_only_once_they_come_back(view: ArticleView, mouse: Mouse) -> None:
    view.set_highlights([quote("Locals")])
    view.focus_annotation("q")
    before = view.boxes(span("Locals"))
    start = knob(view, "end")
    mouse.drag(start, start + QPointF(30, 0), start + QPointF(60, 0))
    found = view.highlight("q")
    assert found is not None and found.segments == (span("Locals"),)
    assert view.boxes(span("Locals")) == before


def test_a_finger_reaches_a_handle_that_a_mouse_would_miss(view: ArticleView, mouse: Mouse) -> None:
    view.set_highlights([statistic("$1.3 billion")])
    view.focus_annotation("s")
    asked: list[object] = []
    view.boundaries_changed.connect(lambda _, spans: asked.append(spans))
    away = QPointF(0, 20)
    start, target = knob(view, "end") + away, below(view, "crossing") + away
    mouse.drag(start, target)
    assert asked == []
    view.clear_selection()
    view.focus_annotation("s")
    finger, place = QTest.createTouchDevice(), view.viewport()
    for step, at in (("press", start), ("move", (start + target) / 2), ("move", target), ("release", target)):
        sequence = QTest.touchEvent(place, finger)
        getattr(sequence, step)(0, at.toPoint(), place)
        sequence.commit()
    assert asked == [[span("$1.3 billion crossing")]]


def test_a_handle_of_a_split_annotation_stops_at_the_other_segment(view: ArticleView, mouse: Mouse) -> None:
    one, two = "“Are we too cautious about building?”", "“At some point the cost of"
    view.set_highlights([quote(one, two)])
    view.focus_annotation("q")
    asked: list[list[tuple[int, int]]] = []
    view.boundaries_changed.connect(lambda _, segments: asked.append(segments))
    mouse.drag(knob(view, "end"), knob(view, "end") + QPointF(5, 5), below(view, "waiting"))
    assert asked == [[(span(one)[0], span(two)[0]), span(two)]]


def test_a_click_on_a_letter_under_a_knob_is_a_click(view: ArticleView, mouse: Mouse) -> None:
    view.set_highlights([claim("The government says the $1.3 billion crossing"), statistic("$1.3 billion")])
    mouse.click(middle_of(view, span("$1.3 billion")[0]))
    assert view.focused_id == "s"
    asked: list[str] = []
    view.boundaries_changed.connect(lambda id, _: asked.append(id))
    mouse.click(middle_of(view, span("$1.3 billion")[0]))
    assert view.focused_id == "c"
    assert asked == []


def test_a_change_from_outside_ends_a_drag(view: ArticleView, mouse: Mouse) -> None:
    view.set_highlights([quote("Locals")])
    view.focus_annotation("q")
    asked: list[str] = []
    view.boundaries_changed.connect(lambda id, _: asked.append(id))
    end = knob(view, "end")
    mouse.send(QEvent.Type.MouseButtonPress, end)
    mouse.send(QEvent.Type.MouseMove, end + QPointF(60, 0))
    view.drop("q")
    mouse.send(QEvent.Type.MouseMove, end + QPointF(70, 0))
    mouse.send(QEvent.Type.MouseButtonRelease, end + QPointF(70, 0))
    assert asked == []
    assert view.highlight("q") is None


def test_a_click_on_the_ghost_takes_it_and_a_click_beside_it_does_not(
    view: ArticleView, mouse: Mouse, qtbot: QtBot
) -> None:
    view.set_ghost(span("“At some point the cost of waiting"))
    with qtbot.waitSignal(view.ghost_taken, timeout=500):
        mouse.click(middle_of(view, span("point the")[0]))
    with qtbot.assertNotEmitted(view.ghost_taken):
        mouse.click(middle_of(view, span("declined")[0]))
    view.set_ghost(None)
    with qtbot.assertNotEmitted(view.ghost_taken):
        mouse.click(middle_of(view, span("point the")[0]))


def test_the_pointer_shows_what_can_be_dragged(view: ArticleView, mouse: Mouse) -> None:
    view.set_highlights([quote("Locals")])
    view.focus_annotation("q")
    mouse.hover(knob(view, "start"))
    assert view.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
    mouse.hover(middle_of(view, span("declined")[0]))
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor


def test_every_click_in_an_empty_article_is_harmless(view: ArticleView, mouse: Mouse) -> None:
    view.show_article("")
    for times in (1, 2, 3, 4):
        mouse.click_times(times, QPointF(60, 60))
    mouse.drag(QPointF(30, 30), QPointF(80, 50), QPointF(300, 400))
    assert view.selection() is None
    assert view.caret() == 0
