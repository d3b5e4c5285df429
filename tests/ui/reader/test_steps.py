from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.reader import ArticleView
from tests.ui.reader.articles import TUNNEL, claim, quote, span, statistic


def selected(view: ArticleView) -> str:
    start, end = view.selection() or (0, 0)
    return TUNNEL[start:end]


def test_sentence_follows_sentence_across_paragraphs(view: ArticleView) -> None:
    view.move_sentence(1)
    assert selected(view).startswith("“Are we too cautious")
    for _ in range(4):
        view.move_sentence(1)
    assert selected(view).startswith("The Courier reported")
    view.move_sentence(-1)
    assert selected(view).startswith("The government says")


def test_from_a_caret_inside_a_sentence_one_gets_that_sentence(view: ArticleView) -> None:
    view.place_caret(span("Courier")[0])
    view.move_sentence(1)
    assert selected(view).startswith("The Courier reported")


def test_after_the_last_sentence_nothing_moves(view: ArticleView) -> None:
    for _ in range(30):
        view.move_sentence(1)
    last = selected(view)
    assert last.endswith("twice.")
    view.move_sentence(1)
    assert selected(view) == last
    for _ in range(30):
        view.move_sentence(-1)
    assert view.selection() == view.words.sentence_at(0)


def test_shift_takes_a_sentence_more_and_gives_it_back(view: ArticleView) -> None:
    view.select(*span("Locals agree."))
    view.move_sentence(1, extend=True)
    assert selected(view) == "Locals agree. Brandt dismissed the figure."
    view.move_sentence(-1, extend=True)
    assert selected(view) == "Locals agree."


def test_extending_upwards_from_a_caret_takes_the_sentence_before(view: ArticleView) -> None:
    view.place_caret(span("Brandt dismissed")[0])
    view.move_sentence(-1, extend=True)
    assert selected(view) == "😀 Locals agree."


def test_widen_goes_on_from_what_is_selected(view: ArticleView) -> None:
    view.place_caret(span("billion")[0] + 2)
    seen = []
    for _ in range(4):
        view.widen()
        seen.append(selected(view))
    assert seen[:2] == ["billion", "$1.3 billion"]
    assert seen[2].startswith("The government says")
    assert seen[3] == TUNNEL.split("\n")[0]


def test_the_next_annotation_is_the_next_one_reads_and_round_again(view: ArticleView) -> None:
    view.set_highlights([claim("The government says the $1.3 billion"), statistic("18 years"), quote("Locals agree")])
    chosen: list[str] = []
    view.focused.connect(chosen.append)
    for _ in range(4):
        view.step_annotation(1)
    view.step_annotation(-1)
    assert chosen == ["c", "s", "q", "c", "q"]
    assert view.caret() == span("Locals agree")[0]


def test_without_a_focus_one_goes_on_from_the_caret(view: ArticleView) -> None:
    view.set_highlights([statistic("18 years"), quote("Locals agree")])
    view.place_caret(span("The Courier")[0])
    view.step_annotation(1)
    assert view.focused_id == "q"
    view.focus_annotation(None)
    view.place_caret(span("The Courier")[0])
    view.step_annotation(-1)
    assert view.focused_id == "s"


def test_without_annotations_nothing_is_focused(view: ArticleView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.focused):
        view.step_annotation(1)


@pytest.mark.parametrize(
    ("edge", "step", "by_word", "words"),
    [
        ("end", 1, False, "$1.3 billion "),
        ("end", -1, False, "$1.3 billio"),
        ("end", 1, True, "$1.3 billion crossing"),
        ("end", -1, True, "$1.3"),
        ("start", -1, True, "the $1.3 billion"),
        ("start", 1, True, "1.3 billion"),
        ("start", 1, False, "1.3 billion"),
    ],
)
def test_keys_ask_for_other_boundaries_of_the_focused_annotation(
    view: ArticleView, edge: str, step: int, by_word: bool, words: str
) -> None:
    view.set_highlights([statistic("$1.3 billion")])
    view.focus_annotation("s")
    asked: list[tuple[str, list[tuple[int, int]]]] = []
    view.boundaries_changed.connect(lambda id, segments: asked.append((id, segments)))
    view.nudge(edge, step, by_word=by_word)
    assert asked == [("s", [span(words)])]
    found = view.highlight("s")
    assert found is not None and found.segments == (span("$1.3 billion"),)


def test_a_nudge_steps_over_a_whole_emoji(view: ArticleView) -> None:
    view.set_highlights([quote(" Locals agree")])
    view.focus_annotation("q")
    asked: list[list[tuple[int, int]]] = []
    view.boundaries_changed.connect(lambda _, segments: asked.append(segments))
    view.nudge("start", -1, by_word=False)
    assert asked == [[span("😀 Locals agree")]]


def test_the_segment_with_the_caret_is_the_one_that_is_nudged(view: ArticleView) -> None:
    one, two = span("“Are we too cautious"), span("At some point")
    view.set_highlights([quote("“Are we too cautious", "At some point")])
    view.focus_annotation("q")
    asked: list[list[tuple[int, int]]] = []
    view.boundaries_changed.connect(lambda _, segments: asked.append(segments))
    view.place_caret(one[0])
    view.nudge("end", 1, by_word=True)
    view.place_caret(span("declined")[0])
    view.nudge("end", 1, by_word=True)
    assert asked == [[span("“Are we too cautious about"), two], [one, span("At some point the")]]


def test_a_nudge_that_changes_nothing_asks_for_nothing(view: ArticleView, qtbot: QtBot) -> None:
    view.set_highlights([quote("“")])
    view.focus_annotation("q")
    with qtbot.assertNotEmitted(view.boundaries_changed):
        view.nudge("end", -1, by_word=False)
        view.nudge("start", -1, by_word=True)


def test_without_a_focus_the_keys_move_the_selections_edges(view: ArticleView) -> None:
    view.select(*span("Courier"))
    view.nudge("end", 1, by_word=True)
    assert selected(view) == "Courier reported"
    view.nudge("start", -1, by_word=True)
    assert selected(view) == "The Courier reported"
    view.nudge("end", -1, by_word=False)
    assert selected(view) == "The Courier reporte"


def test_no_step_raises_in_an_empty_article(view: ArticleView) -> None:
    view.show_article("")
    for step in (1, -1):
        view.move_sentence(step)
        view.move_sentence(step, extend=True)
        view.step_annotation(step)
        view.nudge("end", step, by_word=True)
        view.nudge("start", step, by_word=False)
    view.widen()
    assert view.selection() is None
