"""What is linked lights up, and nothing else is worked out anew; and which annotation the pointer lies on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.ui.reader import ArticleView
from annotator.ui.reader.gutter import Gutter
from tests.ui.reader.articles import Mouse, claim, middle_of, quote, span, statistic


def picture(view: ArticleView) -> QImage:
    QApplication.processEvents()
    return view.grab().toImage()


def differs(one: QImage, other: QImage, view: ArticleView, words: str) -> bool:
    """Whether two pictures differ in a frame around some words."""
    box = view.boxes(span(words))[0].translated(QPointF(view.viewport().pos())).toRect().adjusted(-4, -4, 4, 4)
    return one.copy(box) != other.copy(box)


def test_only_what_is_lit_looks_different_and_it_goes_out_again(view: ArticleView) -> None:
    view.set_highlights([quote("Locals agree"), statistic("$1.3 billion"), claim("The Courier reported")])
    before = picture(view)
    view.light(frozenset({"s"}))
    lit = picture(view)
    assert differs(before, lit, view, "$1.3 billion")
    assert not differs(before, lit, view, "Locals agree") and not differs(before, lit, view, "The Courier reported")
    view.light(frozenset())
    assert picture(view) == before


def test_lighting_up_works_no_paragraph_out_again(view: ArticleView) -> None:
    view.set_highlights([quote("Locals agree"), statistic("$1.3 billion")])
    picture(view)
    painted, lines = dict(view._overlay._paints), dict(view._overlay._lines)
    view.light(frozenset({"s", "unknown here"}))
    picture(view)
    assert view._overlay._paints == painted and view._overlay._lines == lines
    assert all(view._overlay._paints[number] is kept for number, kept in painted.items())


def test_another_article_begins_in_the_dark(view: ArticleView) -> None:
    view.set_highlights([quote("Locals agree")])
    view.light(frozenset({"q"}))
    view.show_article("Other words.")
    assert view._overlay.lit == frozenset()


def test_the_pointer_names_the_innermost_annotation_once_and_nothing_where_there_is_none(
    view: ArticleView, mouse: Mouse
) -> None:
    view.set_highlights([quote("the $1.3 billion crossing"), statistic("$1.3 billion")])
    told: list[str] = []
    view.hovered.connect(told.append)
    for words in ("billion", "1.3", "crossing", "Locals agree"):
        mouse.hover(middle_of(view, span(words)[0]))
    assert told == ["s", "q", ""]
    mouse.hover(middle_of(view, span("billion")[0]))
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    assert told == ["s", "q", "", "s", ""]


def test_the_pointer_on_a_chip_beside_the_text_counts_as_well(view: ArticleView) -> None:
    view.set_highlights([quote("Locals agree")])
    gutter = view.findChild(Gutter)
    assert gutter is not None
    told: list[str] = []
    view.hovered.connect(told.append)
    place, none = QPointF(gutter.chips()[0].box.center()), Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, place, gutter.mapToGlobal(place), none, none,
                       Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(gutter, move)  # QTest.mouseMove says nothing where the pointer happens to be there already
    QApplication.sendEvent(gutter, QEvent(QEvent.Type.Leave))
    assert told == ["q", ""]
