"""The reader is equal to the project, whatever changed and whoever changed it."""

from __future__ import annotations

from annotator.actions import annotate, library, sources
from annotator.corpus.annotation import Attribution
from annotator.corpus.change import ChangeSet
from annotator.ui.reader.highlight import Highlight
from tests.ui.newsroom import CODEBOOK, newsroom
from tests.ui.reading import AUDIT, PATIENCE, Reading, reading

__all__ = ["newsroom", "reading"]


def shown(reading: Reading) -> list[Highlight]:
    found = [reading.view.highlight(a.id) for a in reading.bridge.annotations()]
    assert all(found)
    return [h for h in found if h]


def test_an_opened_article_shows_its_text_its_heading_and_its_annotations(reading: Reading) -> None:
    reading.room.mark(AUDIT, "savings of 12 percent", kind="statistic")
    reading.open(AUDIT)
    assert reading.view.words.text == reading.bridge.text
    assert [(h.chip, h.kind, h.hollow) for h in shown(reading)] == [("S1", "statistic", True)]
    assert reading.view.accessibleDescription().startswith("What the audit found. Elsin Courier · ")


def test_an_article_without_a_title_is_untitled(reading: Reading) -> None:
    headings: list[str] = []
    reading.desk.headed.connect(headings.append)
    card = reading.room.session.catalogue.article(reading.bridge.article)
    assert card is not None
    reading.bridge.do(library.describe_article(card, {"title": ""}))
    assert headings == ["Untitled"]


def test_without_an_article_the_page_is_empty(reading: Reading) -> None:
    reading.bridge.show_article("")
    assert reading.view.words.text == ""


def test_a_new_annotation_appears_and_the_others_count_on(reading: Reading) -> None:
    reading.mark("tolerant")
    reading.mark("Are", "claim")
    assert [(h.chip, h.label) for h in shown(reading)] == [
        ("C1", "Claim, needs a source, 1 of 2"), ("Q2", "Quote, needs a source, 2 of 2")]


def test_a_source_that_is_renamed_is_renamed_in_what_a_screen_reader_says(reading: Reading) -> None:
    berg = reading.room.source("Anna Berg")
    made = reading.mark("tolerant")
    reading.bridge.do(annotate.set_chain(made, annotate.attribute_to(made, 0, berg.id)))
    assert [(h.label, h.hollow) for h in shown(reading)] == [("Quote, Anna Berg, 1 of 1", False)]
    reading.bridge.do(sources.rename(reading.room.known(berg), "Dr Berg"))
    assert [h.label for h in shown(reading)] == ["Quote, Dr Berg, 1 of 1"]


def test_what_is_removed_disappears_and_nothing_else(reading: Reading) -> None:
    gone, stays = reading.mark("Are"), reading.mark("tolerant")
    reading.bridge.do(annotate.remove([gone]))
    assert reading.view.highlight(gone.id) is None
    assert shown(reading)[0].id == stays.id


def test_many_changes_at_once_are_shown_as_well(reading: Reading) -> None:
    changes = ChangeSet([])
    for start in range(30):
        changes += annotate.mark(reading.bridge.article, reading.bridge.text, spans=[(start, start + 3)], kind="claim",
                                 codebook=CODEBOOK)[1]
    reading.bridge.do(changes)
    assert len(shown(reading)) == 30
    reading.bridge.undo()
    assert list(reading.view._overlay.spans) == []


def test_boilerplate_is_dimmed_and_undimmed(reading: Reading) -> None:
    reading.bridge.do(library.mark_passage(reading.bridge.article, 0, 5, "boilerplate"))
    assert reading.view._overlay.boilerplate == [(0, 5)]
    reading.bridge.undo()
    assert reading.view._overlay.boilerplate == []


def test_work_in_another_article_leaves_the_reader_alone(reading: Reading) -> None:
    reading.mark("tolerant")
    before = shown(reading)
    reading.room.mark(AUDIT, "savings")
    assert shown(reading) == before
    assert len(list(reading.view._overlay.spans)) == 1


def test_caret_and_scroll_of_an_article_are_where_they_were_left(reading: Reading) -> None:
    reading.view.place_caret(17)
    reading.open(AUDIT)
    reading.open(PATIENCE)
    assert reading.view.caret() == 17
    assert reading.desk.scrolls.keys() == {reading.room.article(AUDIT), reading.room.article(PATIENCE)}


def test_a_caret_beyond_the_text_stands_at_its_end(reading: Reading) -> None:
    reading.open(AUDIT)
    reading.desk.carets[reading.room.article(PATIENCE)] = 10_000
    reading.open(PATIENCE)
    assert reading.view.caret() == len(reading.bridge.text)


def test_the_reader_follows_the_focus_and_leads_it(reading: Reading) -> None:
    one, other = reading.mark("Are"), reading.mark("tolerant")
    reading.bridge.focus(one.id)
    assert reading.view.focused_id == one.id
    reading.view.step_annotation(1)
    assert reading.bridge.annotation == other.id
    reading.view.take_focus_on("")
    assert reading.bridge.annotation == ""


def test_an_article_that_is_removed_while_open_is_not_shown_any_more(reading: Reading) -> None:
    reading.bridge.do(library.remove_article(reading.bridge.article, []))
    assert reading.view.words.text == ""


def test_mention_and_cue_are_marks_of_the_highlight(reading: Reading) -> None:
    berg, made = reading.room.source("Anna Berg"), reading.mark("tolerant")
    reading.bridge.do(annotate.set_chain(made, [Attribution(berg.id, mention=((23, 32),), cue=((33, 38),))]))
    assert shown(reading)[0].marks == (("source_mention", 23, 32), ("cue", 33, 38))
