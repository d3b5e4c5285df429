from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from annotator.ui.reader import ArticleView, Highlight, Reading
from annotator.ui.reader.block_paint import Measures, Piece, outermost_first
from annotator.ui.theme import load_theme
from tests.ui.reader.articles import claim, middle_of, quote, span, statistic

spans = st.tuples(st.integers(0, 50), st.integers(1, 30)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(spans, max_size=8))
def test_the_tint_that_is_drawn_last_over_a_letter_is_that_of_the_shortest_annotation(
    many: list[tuple[int, int]]
) -> None:
    pieces = [Piece(Highlight(str(n), "claim", "", (span,)), span, []) for n, span in enumerate(many)]
    drawn = [piece.span for piece in outermost_first(pieces)]
    assert sorted(drawn) == sorted(many)
    for position in range(90):
        over = [end - start for start, end in drawn if start <= position < end]
        assert over == sorted(over, reverse=True)


def test_of_two_equal_annotations_the_same_tint_shows_at_each_opening() -> None:
    pieces = [Piece(Highlight(name, "claim", "", ((0, 9),)), (0, 9), []) for name in "bca"]
    assert [piece.highlight.id for piece in outermost_first(pieces)] == ["c", "b", "a"]


def test_five_layers_fit_between_two_lines() -> None:
    for size in range(14, 25):
        measures = Measures.of(Reading(size=size))
        thickness, step = measures.lane(5)
        assert thickness >= 1
        assert measures.below + 4 * step + thickness + measures.above <= measures.pitch


def colour_at(view: ArticleView, position: int) -> QColor:
    """The page's colour behind a letter: just under the top of its tint, where no letter reaches."""
    place = view.boxes((position, position + 1))[0].topLeft().toPoint()
    return view.viewport().grab().toImage().pixelColor(place.x() + 2, place.y() + 1)


def test_the_innermost_tint_shows_and_the_focused_one_over_it(view: ArticleView) -> None:
    theme = load_theme("light")
    view.set_highlights([claim("The government says the $1.3 billion crossing"), statistic("$1.3 billion")])
    inside, outside = span("billion crossing")[0], span("crossing will")[0]
    assert colour_at(view, inside) == theme.kind("statistic").tint
    assert colour_at(view, outside) == theme.kind("claim").tint
    view.focus_annotation("c")
    assert colour_at(view, inside) == theme.kind("claim").tint
    view.focus_annotation(None)
    assert colour_at(view, inside) == theme.kind("statistic").tint


def test_each_kind_has_its_pattern_under_the_line(view: ArticleView) -> None:
    view.set_highlights([claim("The government says"), quote("“At some point the cost of"), statistic("18 years")])
    picture = view.viewport().grab().toImage()
    for words, kind, whole in (
        ("government", "claim", True),
        ("some point", "quote", False),
        ("18 years", "statistic", False),
    ):
        box = view.boxes(span(words))[0]
        stroke = load_theme("light").kind(kind).stroke
        y = round(box.bottom()) + 1
        drawn = [picture.pixelColor(x, y) == stroke for x in range(round(box.left()) + 3, round(box.right()) - 3)]
        assert any(drawn)
        assert all(drawn) == whole


def test_boilerplate_is_dimmed_and_comes_back(view: ArticleView) -> None:
    passage = span("Read more: Five charts that explain the harbour.")
    box = view.boxes(passage)[0].toRect()

    def darkest() -> int:
        picture = view.viewport().grab(box).toImage()
        return min(
            picture.pixelColor(x, y).lightness() for x in range(picture.width()) for y in range(picture.height())
        )

    plain = darkest()
    view.set_boilerplate([passage])
    assert darkest() > plain + 40
    view.set_boilerplate([])
    assert darkest() == plain


def test_a_letter_under_nothing_lies_on_the_page(view: ArticleView) -> None:
    assert colour_at(view, span("declined")[0]) == load_theme("light").page
    assert middle_of(view, 0).x() > 0
