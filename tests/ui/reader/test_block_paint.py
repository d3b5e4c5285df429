from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from annotator.ui.reader import ArticleView, Highlight, Reading
from annotator.ui.reader.block_paint import Measures, innermost
from annotator.ui.theme import load_theme
from tests.ui.reader.articles import claim, middle_of, quote, span, statistic

spans = st.tuples(st.integers(0, 50), st.integers(1, 30)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(spans, max_size=8))
def test_every_letter_has_the_tint_of_the_shortest_annotation_over_it(many: list[tuple[int, int]]) -> None:
    pieces = [(Highlight(str(n), "claim", "", (piece,)), piece) for n, piece in enumerate(many)]
    shown: dict[int, Highlight] = {}
    for highlight, start, end in innermost(pieces):
        for position in range(start, end):
            assert position not in shown
            shown[position] = highlight
    for position in range(90):
        lengths = [b - a for a, b in many if a <= position < b]
        if lengths:
            (a, b) = shown[position].segments[0]
            assert b - a == min(lengths)
        else:
            assert position not in shown


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
