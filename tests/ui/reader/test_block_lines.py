from __future__ import annotations

from itertools import pairwise

from PySide6.QtGui import QColor, QImage, QPainter, QTextCharFormat, QTextLayout

from annotator.ui.reader import ArticleView
from tests.ui.reader.articles import TUNNEL, span

YELLOW = QColor("#ffff00")


def painted_by_qt(view: ArticleView, words: tuple[int, int]) -> set[int]:
    """The pixel columns that Qt itself paints when it gives the words a background, in the first line's middle."""
    document = view.document()
    block = document.findBlock(view.words.to_utf16(words[0]))
    layout = block.layout()
    picture = QImage(view.viewport().width(), 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    run = QTextLayout.FormatRange()
    run.start = view.words.to_utf16(words[0]) - block.position()
    run.length = view.words.to_utf16(words[1]) - view.words.to_utf16(words[0])
    ink = QTextCharFormat()
    ink.setBackground(YELLOW)
    ink.setForeground(YELLOW)
    run.format = ink
    painter = QPainter(picture)
    painter.setPen(QColor("white"))
    line = layout.lineAt(0)
    layout.draw(painter, -layout.position() - line.position(), [run])
    painter.end()
    return {x for x in range(picture.width()) for y in (3, 8, 13) if picture.pixelColor(x, y) == YELLOW}


def columns(view: ArticleView, words: tuple[int, int]) -> set[int]:
    block = view.document().findBlock(view.words.to_utf16(words[0]))
    left = round(view.document().documentLayout().blockBoundingRect(block).left())
    boxes = view.boxes(words)
    return {x - left for box in boxes for x in range(round(box.left()), round(box.right()))}


def test_words_that_run_both_ways_are_covered_where_qt_paints_them(view: ArticleView) -> None:
    for words in ("אמרה השרה. She", "2031, אמרה", "She repeated “אנחנו", "השרה"):
        ours, theirs = columns(view, span(words)), painted_by_qt(view, span(words))
        assert len(theirs) > 20
        assert len(ours ^ theirs) <= 8, words


def test_an_emoji_before_a_highlight_does_not_shift_it(view: ArticleView) -> None:
    ours, theirs = columns(view, span("Locals agree")), painted_by_qt(view, span("Locals agree"))
    assert len(theirs) > 20
    assert len(ours ^ theirs) <= 2


def test_words_over_several_lines_are_covered_line_by_line_and_not_beyond_the_text(view: ArticleView) -> None:
    boxes = view.boxes(span("“At some point the cost of waiting is higher than the cost of the tunnel.”"))
    assert len(boxes) == 2
    assert all(one.bottom() < other.top() for one, other in pairwise(boxes))
    assert all(box.right() < view.viewport().width() for box in boxes)


def test_space_at_the_end_of_a_line_is_not_tinted(view: ArticleView) -> None:
    whole = span(TUNNEL.split("\n")[0])
    for box, other in pairwise(view.boxes(whole)):
        assert box.right() <= view.viewport().width() - 14 + 1, other


def test_a_span_over_two_paragraphs_has_boxes_in_both(view: ArticleView) -> None:
    start, end = span("within 18 years.")[0], span("The Courier reported")[1]
    assert len(view.boxes((start, end))) >= 2


def test_an_empty_span_covers_nothing(view: ArticleView) -> None:
    assert view.boxes((5, 5)) == []
    assert view.boxes((10**6, 10**6 + 5)) == []
