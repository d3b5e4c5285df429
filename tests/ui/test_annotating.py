"""What the annotating keys do, from the selection to the journal."""

from __future__ import annotations

import pytest

from annotator.actions.library import set_status
from annotator.corpus.annotation import Annotation, Segment
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.ids import new_id
from annotator.ui.annotating import continuation
from tests.ui.newsroom import newsroom
from tests.ui.reading import AUDIT, NOTES, PATIENCE, Reading, reading

__all__ = ["newsroom", "reading"]

FIRST, SECOND = "“Are we too tolerant?”", "“At some point the burden has to be shared.”"


# Marking ----------------------------------------------------------------------------------------------------------

def test_a_digit_makes_the_selected_words_an_annotation_and_asks_for_its_source(reading: Reading) -> None:
    made = reading.mark(FIRST)
    assert (made.kind, made.words(reading.bridge.text)) == ("quote", FIRST)
    assert reading.view.selection() is None
    assert reading.view.focused_id == made.id
    assert reading.wanted == ["source"]


def test_without_a_selection_a_digit_changes_the_kind_of_the_focused_one(reading: Reading) -> None:
    made = reading.mark(FIRST)
    reading.annotating.mark("claim")
    assert reading.focused.id == made.id
    assert reading.focused.kind == "claim"
    assert reading.words() == [FIRST]


def test_the_digit_of_its_own_kind_changes_nothing(reading: Reading) -> None:
    made = reading.mark(FIRST)
    reading.annotating.mark("quote")
    assert reading.focused.revision == made.revision


def test_without_selection_and_focus_a_digit_says_what_is_missing(reading: Reading) -> None:
    reading.annotating.mark("quote")
    assert reading.words() == []
    assert "Select words" in reading.said


def test_the_first_annotation_makes_the_article_work_in_progress_with_one_action(reading: Reading) -> None:
    reading.mark(FIRST)
    catalogue, session = reading.room.session.catalogue, reading.room.session
    assert [r.status for r in catalogue.reviews(reading.bridge.article)] == ["doing"]
    session.undo()
    assert reading.words() == []
    assert [r.status for r in catalogue.reviews(reading.bridge.article)] == ["todo"]


def test_an_article_that_is_done_stays_done(reading: Reading) -> None:
    session = reading.room.session
    reading.bridge.do(set_status(reading.bridge.article, session.coder, "done"))
    reading.mark(FIRST)
    assert [r.status for r in session.catalogue.reviews(reading.bridge.article)] == ["done"]


def test_with_keep_source_the_next_one_has_the_source_used_last(reading: Reading) -> None:
    berg = reading.room.source("Anna Berg")
    reading.bridge.used(berg.id)
    reading.annotating.toggle_keep()
    assert "Anna Berg" in reading.said
    made = reading.mark(FIRST)
    assert [link.source for link in made.chain] == [berg.id]
    assert reading.wanted == []
    reading.annotating.toggle_keep()
    assert reading.mark("burden").needs_source


def test_a_statistic_has_its_value_read_from_the_words(reading: Reading) -> None:
    made = reading.mark("$1.3bn", "statistic")
    assert (made.quantity["value"], made.quantity["unit"]) == ("1300000000", "USD")
    assert {s.role for s in made.marks} <= {"value", "unit"} and made.marks


def test_a_claim_that_becomes_a_statistic_has_its_value_read_then(reading: Reading) -> None:
    reading.mark("$1.3bn", "claim")
    reading.annotating.mark("statistic")
    assert reading.focused.quantity["unit"] == "USD"


def test_words_without_a_figure_make_a_statistic_without_a_value(reading: Reading) -> None:
    assert reading.mark("some point", "statistic").quantity == {}


def test_an_emoji_at_the_end_is_counted_as_one_character(reading: Reading) -> None:
    reading.open(NOTES)
    made = reading.mark("written 🦊")
    assert made.words(reading.bridge.text) == "written 🦊"
    assert made.content == ((27, 36),)


# Boundaries -------------------------------------------------------------------------------------------------------

def test_the_continuation_of_a_split_quote_is_offered_and_joined_with_one_key(reading: Reading) -> None:
    reading.mark(FIRST)
    reading.annotating.join()
    assert reading.words() == [f"{FIRST} … {SECOND}"]
    reading.annotating.join()
    assert "Select the other half" in reading.said


def test_selected_words_are_joined_rather_than_the_offered_ones(reading: Reading) -> None:
    reading.mark(FIRST)
    reading.select("the burden")
    reading.annotating.join()
    assert reading.words() == [f"{FIRST} … the burden"]


def test_words_are_taken_out_from_the_middle(reading: Reading) -> None:
    reading.mark(SECOND)
    reading.select("the burden ")
    reading.annotating.subtract()
    assert reading.words() == ["“At some point … has to be shared.”"]


def test_all_words_cannot_be_taken_out(reading: Reading) -> None:
    reading.mark("burden")
    reading.select(SECOND)
    reading.annotating.subtract()
    assert reading.words() == ["burden"]
    assert reading.room.faults[-1].what == "The words were not taken out"


@pytest.mark.parametrize("selected", [True, False])
def test_join_and_subtract_say_what_they_need(reading: Reading, selected: bool) -> None:
    if selected:
        reading.select("burden")
    reading.annotating.join()
    assert "other half" in reading.said
    reading.annotating.subtract()
    assert "take out" in reading.said
    assert reading.words() == []


def test_an_edge_is_nudged_on_the_disk(reading: Reading) -> None:
    reading.mark("burden has")
    reading.annotating.nudge("end", 1, by_word=True)
    assert reading.words() == ["burden has to"]
    reading.annotating.nudge("start", -1)
    assert reading.words() == [" burden has to"]


def test_no_nudge_leaves_the_text_or_empties_the_annotation(reading: Reading) -> None:
    text = reading.bridge.text
    reading.mark("“Are")
    for _ in range(3):
        reading.annotating.nudge("start", -1)
        reading.annotating.nudge("end", -1, by_word=True)
    assert len(reading.words()) == 1 and reading.words()[0] in text
    assert reading.words()[0]


def test_a_drag_that_comes_too_late_changes_nothing(reading: Reading) -> None:
    reading.annotating.set_boundaries(new_id(), [(0, 3)])
    assert reading.room.faults == []


def test_the_continuation_is_only_that_of_the_same_paragraph_after_an_attribution() -> None:
    def offered(text: str, words: str = "“One.”") -> str:
        start = text.index(words)
        quote = Annotation("x", "y", "quote", (Segment("content", start, start + len(words)),))
        found = continuation(text, quote)
        return text[slice(*found)] if found else ""

    assert offered("“One.” she said. “Two.” He left. “Three.”") == "“Two.”"
    assert offered("“One.” she said.\n“Two.”") == ""
    assert offered("“One.” “Two.”") == ""
    assert offered("“One.” " + "she said " * 30 + "“Two.”") == ""
    assert offered("One. she said “Two.”", "One.") == ""


# The rest ---------------------------------------------------------------------------------------------------------

def test_after_a_removal_the_neighbour_is_in_focus(reading: Reading) -> None:
    first, second, third = (reading.mark(words) for words in ("Are", "too", "tolerant"))
    reading.bridge.focus(second.id)
    reading.annotating.remove()
    assert reading.focused.id == third.id
    reading.annotating.remove()
    assert reading.focused.id == first.id
    reading.annotating.remove()
    assert reading.bridge.annotation == ""
    reading.annotating.remove()
    assert [said.undoable for said in reading.room.said] == [True] * 3


def test_a_removal_takes_its_links_along_and_undo_brings_all_back(reading: Reading) -> None:
    one, other = reading.mark("Are"), reading.mark("too")
    reading.bridge.do(ChangeSet([Change("link", new_id(), {"type": "same_as", "start": other.id, "end": one.id},
                                        reading.bridge.article, new=True)]))
    reading.annotating.remove()
    assert reading.room.session.catalogue.links(reading.bridge.article) == []
    reading.bridge.undo()
    assert len(reading.room.session.catalogue.links(reading.bridge.article)) == 1
    assert reading.focused.id == other.id


@pytest.mark.parametrize(("step", "wanted"), [("link_source", "source"), ("add_via", "via"), ("write_note", "note")])
def test_source_via_and_note_need_an_annotation_in_focus(reading: Reading, step: str, wanted: str) -> None:
    getattr(reading.annotating, step)()
    assert reading.wanted == []
    assert "Click an annotation" in reading.said
    reading.mark(FIRST)
    reading.wanted.clear()
    getattr(reading.annotating, step)()
    assert reading.wanted == [wanted]


def test_mention_and_cue_take_the_selected_words(reading: Reading) -> None:
    chosen: list[object] = []
    reading.annotating.mention_chosen.connect(chosen.append)
    reading.annotating.cue_chosen.connect(chosen.append)
    reading.annotating.take_mention()
    assert chosen == []
    reading.mark(FIRST)
    reading.select("Anna Berg")
    reading.annotating.take_mention()
    reading.select("asked")
    reading.annotating.take_cue()
    assert [reading.bridge.text[slice(*span)] for span in chosen] == ["Anna Berg", "asked"]  # type: ignore[misc]


def test_boilerplate_is_greyed_and_brought_back(reading: Reading) -> None:
    reading.open(AUDIT)
    reading.view.clear_selection()
    reading.annotating.toggle_boilerplate()
    passages = reading.room.session.catalogue.passages(reading.bridge.article)
    assert [(p.start, p.end, p.role) for p in passages] == [(0, len(reading.bridge.text), "boilerplate")]
    reading.select("savings")
    reading.annotating.toggle_boilerplate()
    assert reading.room.session.catalogue.passages(reading.bridge.article) == ()


def test_the_ghost_of_one_article_is_not_offered_in_the_next(reading: Reading) -> None:
    reading.mark(FIRST)
    reading.open(AUDIT)
    reading.open(PATIENCE)
    assert reading.annotating._ghost is None
