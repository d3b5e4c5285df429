"""Every sort of conflict between two people, made at two computers, settled by one key, gone at the other's, too."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.__main__ import main
from annotator.actions import annotate, library, sources
from annotator.corpus.change import CODEBOOK_ID, PROJECT_ID, Change, ChangeSet, passages_id, review_id, values_id
from annotator.corpus.team import Coder
from annotator.project.inside import seen_in
from annotator.session import Session
from tests.hooks import hooks
from tests.scenarios.driver import CTRL, Person
from tests.scenarios.pair import Pair, asked, makes, place, sets, step, to_settle, words_of

__all__ = ["hooks"]


@pytest.fixture
def pair(qtbot: QtBot, hooks: None, tmp_path: Path) -> Iterator[Pair]:
    both = Pair(tmp_path)
    yield both
    both.close()


def mark(person: Person, words: str, key: str = "1") -> str:
    person.window.activateWindow()
    person.settle()
    person.select(words)
    person.type(key)
    return person.focused.id


def stored(person: Person, entity: str, field: str) -> Any:
    state = person.window.bridge.session.replica.state(entity)
    assert state is not None
    return state.fields.get(field)


def alive(person: Person, entity: str) -> bool:
    state = person.window.bridge.session.replica.state(entity)
    assert state is not None
    return state.alive


# --- two values of one field ---

def a_source(pair: Pair) -> tuple[str, str, str]:
    berg = makes(pair.mara, "source", "berg", {"name": "A. Berg", "type": "person"})
    pair.meet()
    return "source", berg, ""


def an_article(pair: Pair) -> tuple[str, str, str]:
    return "article", pair.doubts, pair.doubts


def the_codebook(_: Pair) -> tuple[str, str, str]:
    return "codebook", CODEBOOK_ID, ""


def the_project(_: Pair) -> tuple[str, str, str]:
    return "project", PROJECT_ID, ""


def the_passages(pair: Pair) -> tuple[str, str, str]:
    return "passages", passages_id(pair.harbour), pair.harbour


def a_link(pair: Pair) -> tuple[str, str, str]:
    one, other = mark(pair.mara, "The harbour fee will rise"), mark(pair.mara, "Nobody has apologised")
    made = makes(pair.mara, "link", "link-1", {"type": "cites", "start": one, "end": other}, pair.harbour)
    pair.meet()
    return "link", made, pair.harbour


VALUES: list[tuple[str, Callable[[Pair], tuple[str, str, str]], str, object, object, str, str, str]] = [
    # what, made how, field, Mara's, Ben's, what it is called, both in words
    ("name", a_source, "name", "Anna Berg", "Anita Berg", "Name", "Anna Berg", "Anita Berg"),
    ("type", a_source, "type", "person", "organisation", "Type", "Person", "Organisation"),
    ("source note", a_source, "note", "minister", "former minister", "Note", "minister", "former minister"),
    ("identifier", a_source, "identifier:orcid", "0000-0001", "0000-0002", "Identifier: orcid", "0000-0001",
     "0000-0002"),
    ("title", an_article, "title", "Doubts grow", "Some doubts", "Title", "Doubts grow", "Some doubts"),
    ("date", an_article, "published", "2026-03-03", "2026-03-04", "Published", "2026-03-03", "2026-03-04"),
    ("outlet", an_article, "outlet", "The Post", "The Times", "Outlet", "The Post", "The Times"),
    ("guidelines", the_codebook, "guidelines", "Mark less.", "Mark more.", "Guidelines", "Mark less.", "Mark more."),
    ("label", the_codebook, "kind.label:claim", "Assertion", "Thesis", "Kind claim: label", "Assertion", "Thesis"),
    ("value", the_codebook, "attribute.value:claim/topic/ships", {"position": 9}, 0,
     "Question topic of claim: value ships", "offered", "not offered"),
    ("licence", the_project, "licence", "CC BY 4.0", "CC0", "Licence", "CC BY 4.0", "CC0"),
    ("passage", the_passages, "passage:0-25", "boilerplate", "caption", "Passage “The harbour fee will rise”",
     "boilerplate", "caption"),
    ("link type", a_link, "type", "qualifies", "corrects", "Type", "qualifies", "corrects"),
    ("link note", a_link, "note", "see there", "see here", "Note", "see there", "see here"),
]


@pytest.mark.parametrize(("made", "field", "maras", "bens", "title", "mara_says", "ben_says"),
                         [row[1:] for row in VALUES], ids=[row[0] for row in VALUES])
def test_both_values_are_asked_of_one_is_taken_by_its_key_and_gone_for_both(
        pair: Pair, made: Callable[[Pair], tuple[str, str, str]], field: str, maras: object, bens: object, title: str,
        mara_says: str, ben_says: str) -> None:
    kind, entity, article = made(pair)
    pair.unseen(sets(kind, entity, {field: maras}, article), sets(kind, entity, {field: bens}, article))
    assert to_settle(pair.mara) == to_settle(pair.ben) == 1
    shown = step(pair.mara)
    (question,) = asked(pair.mara)
    assert question[0].startswith(title)
    assert words_of(question[1]) == [mara_says, ben_says]
    assert "Mara, " in question[1][0] and "Ben, " in question[1][1] and "shows now" in question[1][1]
    assert shown.strip.groups[0].buttons[0] is pair.mara.focus()
    pair.mara.type("1")
    assert stored(pair.mara, entity, field) == maras
    assert to_settle(pair.mara) == 0 and shown.isHidden()
    assert pair.mara.focus() is pair.mara.window.view
    pair.meet()
    assert stored(pair.ben, entity, field) == maras
    assert to_settle(pair.ben) == 0
    pair.mara.key(Qt.Key.Key_Z, CTRL)
    assert stored(pair.mara, entity, field) == bens, "one undo takes the decision back"


def test_a_source_merged_into_two_others_asks_which(pair: Pair) -> None:
    for name, words in (("a", "A. Berg"), ("b", "Anna Berg"), ("c", "Anita Berg")):
        makes(pair.mara, "source", name, {"name": words})
    pair.meet()

    def merge(into: str) -> Callable[[Person], object]:
        def deed(person: Person) -> object:
            known = person.window.bridge.session.catalogue.sources()
            return person.window.bridge.do(sources.merge(known["a"], known[into], {}))
        return deed

    pair.unseen(merge("b"), merge("c"))
    step(pair.ben)
    assert [(title, words_of(values)) for title, values in asked(pair.ben)] == [
        ("Merged into", ["Anna Berg", "Anita Berg"])]
    assert place(pair.ben).title.text == "Source: “A. Berg”"
    pair.ben.type("1")
    pair.meet()
    assert pair.mara.window.bridge.session.catalogue.merged() == {"a": "b"}
    assert to_settle(pair.mara) == 0


@pytest.mark.parametrize("kind", ["review", "values"])
def test_ones_own_mark_and_answers_set_at_two_computers_are_settled_by_oneself_alone(
        pair: Pair, tmp_path: Path, kind: str) -> None:
    me = pair.mara.window.bridge.session.coder
    name = (review_id if kind == "review" else values_id)(me.id, pair.harbour)
    field, one, other = {"review": ("status", "done", "skipped"),
                         "values": ("attribute:topic", "ships", "fees")}[kind]
    laptop = Session.open(pair.mara.path, Coder(me.id, "Mara"), home=tmp_path / "laptop")
    laptop.exchange()
    for session, value in ((pair.mara.window.bridge.session, one), (laptop, other)):
        session.do(ChangeSet([Change(kind, name, {"coder": me.id, field: value}, pair.harbour)]))
    laptop.exchange()
    laptop.close()
    pair.meet()
    assert to_settle(pair.ben) == 0, "nobody else decides on it"
    assert to_settle(pair.mara) == 1
    step(pair.mara)
    assert words_of(asked(pair.mara)[0][1]) == [one, other]
    pair.mara.type("1")
    assert stored(pair.mara, name, field) == one
    assert to_settle(pair.mara) == 0


def test_an_annotation_of_two_is_settled_field_by_field_without_leaving_it(pair: Pair) -> None:
    name = mark(pair.mara, "The harbour fee will rise")
    pair.meet()
    pair.unseen(sets("annotation", name, {"note": "m", "kind": "quote"}, pair.harbour),
                sets("annotation", name, {"note": "b", "kind": "statistic"}, pair.harbour))
    assert to_settle(pair.mara) == 1
    step(pair.mara)
    assert [title for title, _ in asked(pair.mara)] == ["Kind", "Note"]
    pair.mara.type("1")
    assert [title for title, _ in asked(pair.mara)] == ["Note"]
    assert to_settle(pair.mara) == 1
    pair.mara.type("2")
    assert (pair.mara.focused.kind, pair.mara.focused.note) == ("quote", "b")
    assert to_settle(pair.mara) == 0


# --- a removal against work that the remover had not seen ---

def remove(kind: str, entity: str, article: str = "") -> Callable[[Person], object]:
    return sets(kind, entity, {"deleted": 1}, article)


@pytest.mark.parametrize(("key", "kept"), [("1", True), ("2", False)])
@pytest.mark.parametrize("made", [a_source, a_link])
def test_a_removal_against_an_unseen_edit_says_who_did_what_and_is_kept_or_removed_by_one_key(
        pair: Pair, made: Callable[[Pair], tuple[str, str, str]], key: str, kept: bool) -> None:
    kind, entity, article = made(pair)
    pair.unseen(sets(kind, entity, {"note": "still needed"}, article), remove(kind, entity, article))
    step(pair.mara)
    ((title, values),) = asked(pair.mara)
    assert title == "Ben removed it while Mara worked on it: it is kept."
    assert [value.split(", ")[1] for value in values] == ["Keep", "Remove"]
    pair.mara.type(key)
    assert to_settle(pair.mara) == 0
    pair.meet()
    assert alive(pair.ben, entity) is kept
    assert to_settle(pair.ben) == 0


def remove_article(person: Person, article: str) -> object:
    session = person.window.bridge.session
    return person.window.bridge.do(library.remove_article(
        article, session.catalogue.annotations(article), seen_in(session.replica, article)))


@pytest.mark.parametrize("work", ["title", "new annotation", "edited annotation"])
@pytest.mark.parametrize(("key", "kept"), [("1", True), ("2", False)])
def test_an_article_removed_while_somebody_works_in_it_is_one_question_and_keeping_it_keeps_all_of_it(
        pair: Pair, work: str, key: str, kept: bool) -> None:
    one, other = mark(pair.mara, "The harbour fee will rise"), mark(pair.mara, "Nobody has apologised")
    pair.meet()

    def mara_works(mara: Person) -> None:
        if work == "title":
            sets("article", pair.harbour, {"title": "The fee"}, pair.harbour)(mara)
        elif work == "new annotation":
            mark(mara, "passengers", "3")
        else:
            sets("annotation", one, {"note": "look"}, pair.harbour)(mara)

    pair.unseen(mara_works, lambda ben: remove_article(ben, pair.harbour))
    assert to_settle(pair.mara) == to_settle(pair.ben) == 1
    assert pair.harbour in pair.ben.window.bridge.article_ids()
    step(pair.ben)
    ((title, _),) = asked(pair.ben)
    assert title == "Ben removed it while Mara worked in it: it is kept."
    pair.ben.type(key)
    assert to_settle(pair.ben) == 0
    pair.meet()
    catalogue = pair.mara.window.bridge.session.catalogue
    assert (catalogue.article(pair.harbour) is not None) is kept
    assert {one, other} <= {each.id for each in catalogue.annotations(pair.harbour)} if kept else (
        catalogue.annotations(pair.harbour) == [])
    assert to_settle(pair.mara) == 0
    pair.ben.key(Qt.Key.Key_Z, CTRL)
    assert (pair.ben.window.bridge.session.catalogue.article(pair.harbour) is not None) or kept, "one undo"
    assert pair.ben.window.bridge.session.catalogue.annotations(pair.harbour) or kept or work == "title"


def test_answers_a_passage_and_a_mark_that_the_remover_had_not_seen_are_named_and_a_key_keeps_or_removes_all(
        pair: Pair) -> None:
    mara, ben = pair.mara, pair.ben
    name = mark(mara, "The harbour fee will rise")
    pair.meet()
    me = mara.window.bridge.session.coder

    def mara_works(_: Person) -> None:
        sets("values", values_id(me.id, pair.harbour), {"coder": me.id, "attribute:topic": "fees",
                                                        "attribute:tone": "calm"}, pair.harbour)(mara)
        sets("passages", passages_id(pair.harbour), {"passage:0-25": "boilerplate"}, pair.harbour)(mara)
        mara.window.bridge.do(library.set_status(pair.harbour, me, "done"))

    pair.unseen(mara_works, lambda ben: remove_article(ben, pair.harbour))
    assert to_settle(mara) == to_settle(ben) == 1
    assert pair.harbour in ben.window.bridge.article_ids()
    step(ben)
    ((title, values),) = asked(ben)
    assert title == ("Ben removed it while Mara worked in it: it is kept."
                     " Not seen then: Mara’s 2 answers, 1 passage and mark “Done”.")
    assert values[0] == "1, Keep, with the 1 annotation removed with it"
    ben.type("1")
    pair.meet()
    catalogue = mara.window.bridge.session.catalogue
    assert [each.id for each in catalogue.annotations(pair.harbour)] == [name]
    assert catalogue.status(pair.harbour, me.id) == "done" and to_settle(mara) == to_settle(ben) == 0
    pair.unseen(lambda mara: mara.window.bridge.do(library.set_status(pair.harbour, me, "doing")),
                lambda ben: remove_article(ben, pair.harbour))
    step(mara)
    mara.type("2")
    pair.meet()
    assert pair.harbour not in ben.window.bridge.article_ids() and to_settle(ben) == 0
    mara.key(Qt.Key.Key_Z, CTRL)
    assert pair.harbour in mara.window.bridge.article_ids() and to_settle(mara) == 1, "one undo asks again"


def test_a_source_that_is_kept_is_named_again_where_it_was(pair: Pair) -> None:
    _, berg, _ = a_source(pair)
    name = mark(pair.mara, "The harbour fee will rise")
    sets("annotation", name, {"chain": [[berg, "speaker"]]}, pair.harbour)(pair.mara)
    pair.meet()

    def ben_removes(ben: Person) -> None:
        catalogue = ben.window.bridge.session.catalogue
        members = [catalogue.sources()[berg]]
        ben.window.bridge.do(sources.remove_members(members) + sources.without_source(
            members, catalogue.behind(berg)))

    pair.unseen(sets("source", berg, {"note": "minister"}), ben_removes)
    assert stored(pair.mara, name, "chain") == [[None, "speaker"]]
    step(pair.mara)
    pair.mara.type("1")
    pair.meet()
    assert stored(pair.ben, name, "chain") == [[berg, "speaker"]]
    assert alive(pair.ben, berg) and to_settle(pair.ben) == 0


# --- rings ---

def test_a_ring_of_parts_says_why_and_any_of_its_links_may_be_taken_away(pair: Pair) -> None:
    one, other = mark(pair.mara, "The harbour fee will rise"), mark(pair.mara, "Nobody has apologised")
    pair.meet()
    pair.unseen(lambda mara: makes(mara, "link", "ours", {"type": "part_of", "start": one, "end": other}, pair.harbour),
                lambda ben: makes(ben, "link", "theirs", {"type": "part_of", "start": other, "end": one}, pair.harbour))
    assert to_settle(pair.mara) == to_settle(pair.ben) == 1
    step(pair.mara)
    ((title, values),) = asked(pair.mara)
    assert title.startswith("Something would be a part of itself. The link that came last is not followed.")
    assert values[0].startswith("1, “Nobody has apologised” part of “The harbour fee will rise”, Ben, ")
    assert "came last, not followed" in values[0]
    assert values[1].startswith("2, “The harbour fee will rise” part of “Nobody has apologised”, Mara, ")
    pair.mara.type("2")
    assert [link.id for link in pair.mara.window.bridge.session.catalogue.all_links()] == ["theirs"]
    assert to_settle(pair.mara) == 0
    pair.meet()
    assert to_settle(pair.ben) == 0
    assert [link.followed for link in pair.ben.window.bridge.session.catalogue.all_links()] == [True]


def test_sources_merged_both_ways_are_one_source_with_a_note_and_nothing_to_settle(pair: Pair) -> None:
    for name, words in (("a", "A. Berg"), ("b", "Anna Berg")):
        makes(pair.mara, "source", name, {"name": words})
    pair.meet()

    def merge(one: str, into: str) -> Callable[[Person], object]:
        def deed(person: Person) -> object:
            known = person.window.bridge.session.catalogue.sources()
            return person.window.bridge.do(sources.merge(known[one], known[into], {}))
        return deed

    pair.unseen(merge("a", "b"), merge("b", "a"))
    assert to_settle(pair.mara) == to_settle(pair.ben) == 0
    for person in (pair.mara, pair.ben):
        bridge = person.window.bridge
        found = bridge.source("b")
        assert found is not None and found.id == "a"
        assert [match.source.id for match in bridge.matches("berg", None)] == ["a"], "it can still be chosen"
        assert bridge.existing("Anna Berg") is not None
        assert person.window.panel is not None
        panel = person.window.panel.sources
        assert [panel.model.listed(row).source.id for row in range(panel.model.rowCount())] == ["a"]
        panel.show_source("a")
        assert "merged both ways" in panel.card.summary.text
    rows = pair.mara.window.panel.sources.card.form.merged  # type: ignore[union-attr]
    rows.split("b")
    assert pair.mara.window.bridge.session.catalogue.merged() == {}
    pair.meet()
    assert sorted(match.source.id for match in pair.ben.window.bridge.matches("berg", None)) == ["a", "b"]


# --- one after the other ---

def three(pair: Pair) -> tuple[str, str]:
    name = mark(pair.mara, "The harbour fee will rise")
    _, berg, _ = a_source(pair)

    def says(who: str) -> Callable[[Person], None]:
        def deed(person: Person) -> None:
            sets("annotation", name, {"note": who}, pair.harbour)(person)
            sets("article", pair.doubts, {"title": who}, pair.doubts)(person)
            sets("source", berg, {"note": who})(person)
        return deed

    pair.unseen(says("mara"), says("ben"))
    return name, berg


def test_settling_one_offers_the_next_across_articles_and_sources_and_counts_down(pair: Pair) -> None:
    name, berg = three(pair)
    mara = pair.mara
    assert to_settle(mara) == 3
    shown = step(mara)
    assert shown.all.text().startswith("1 of 3")
    mara.type("1")
    assert to_settle(mara) == 2
    assert shown.offered is not None and shown.offered.entity == pair.doubts
    assert mara.focus() is shown.next
    assert mara.window.bridge.article == pair.harbour, "it is offered, not gone to"
    mara.type("1")
    assert to_settle(mara) == 2, "a key pressed twice settles nothing that was not looked at"
    mara.enter()
    assert mara.window.bridge.article == pair.doubts
    mara.type("1")
    mara.enter()
    assert shown.matter is not None and shown.matter.entity == berg
    assert mara.window.panel is not None and mara.window.panel.tab() == "sources"
    mara.type("1")
    assert to_settle(mara) == 0 and shown.isHidden()
    assert mara.focus() is mara.window.view
    pair.meet()
    every = (berg, "note"), (pair.doubts, "title"), (name, "note")
    assert [stored(pair.ben, *each) for each in every] == ["mara"] * 3
    for undone in every:
        assert stored(mara, *undone) == "mara"
        mara.key(Qt.Key.Key_Z, CTRL)
        assert stored(mara, *undone) == "ben", "one undo each"


def test_the_command_line_counts_what_the_window_says(
        pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _, berg = three(pair)
    pair.unseen(sets("source", berg, {"job_title": "minister"}), lambda ben: remove_article(ben, pair.doubts))
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "mara"))
    assert main(["info", str(pair.mara.path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["conflicts"] == to_settle(pair.mara) == to_settle(pair.ben)


def test_the_key_walks_round_and_the_list_names_all(pair: Pair) -> None:
    three(pair)
    seen = []
    for _ in range(4):
        matter = step(pair.mara).matter
        assert matter is not None
        seen.append(matter.kind)
    assert seen == ["annotation", "article", "source", "annotation"]
    place(pair.mara)._menu.aboutToShow.emit()
    listed = place(pair.mara)._menu.actions()
    assert [each.text() for each in listed] == ["Claim: “The harbour fee will rise”", "Article: “ben”",
                                                "Source: “A. Berg”"]
    listed[2].trigger()
    pair.mara.settle()
    assert place(pair.mara).title.text == "Source: “A. Berg”"


def test_later_puts_it_away_and_esc_gives_the_text_back(pair: Pair) -> None:
    three(pair)
    shown = step(pair.mara)
    pair.mara.key(Qt.Key.Key_Escape)
    assert pair.mara.focus() is pair.mara.window.view
    assert not shown.isHidden(), "it is still there, beside its annotation"
    shown.later.click()
    assert shown.isHidden()
    assert to_settle(pair.mara) == 3
    assert step(pair.mara).matter is not None


def test_what_arrives_while_somebody_writes_waits_and_the_key_does_not_take_them_out_of_it(pair: Pair) -> None:
    name = mark(pair.mara, "The harbour fee will rise")
    pair.meet()
    pair.mara.window.activateWindow()
    pair.mara.settle()
    pair.mara.window.view.setFocus()
    pair.mara.type("n")
    pair.mara.type("my note")
    editor = pair.mara.focus()
    pair.unseen(sets("annotation", name, {"certainty": "possible", "kind": "quote"}, pair.harbour),
                sets("annotation", name, {"kind": "statistic"}, pair.harbour))
    pair.mara.window.activateWindow()
    pair.mara.settle()
    assert to_settle(pair.mara) == 1
    editor.setFocus()
    assert pair.mara.window.panel is not None
    asks = pair.mara.window.panel.settling
    assert asks.place is None or asks.place.isHidden()
    pair.mara.key(Qt.Key.Key_J, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert pair.mara.focus() is editor
    assert pair.mara.toasts()[-1] == "Finish what you are writing first; what is to settle waits"
    pair.mara.enter(CTRL)
    pair.mara.settle()
    assert pair.mara.focused.note == "my note"
    assert place(pair.mara).isVisible()


def test_what_is_hidden_from_a_person_is_neither_counted_nor_asked(pair: Pair) -> None:
    name = mark(pair.mara, "The harbour fee will rise")
    pair.meet()
    pair.unseen(sets("annotation", name, {"note": "m"}, pair.harbour), sets("annotation", name, {"note": "b"},
                                                                            pair.harbour))
    assert to_settle(pair.ben) == 1
    pair.ben.window.bridge.session.be_blind(True)
    pair.ben.settle()
    assert to_settle(pair.ben) == 0
    pair.ben.key(Qt.Key.Key_J, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert pair.ben.window.bridge.session.catalogue.unsettled() == ()
    pair.ben.window.bridge.session.be_blind(False)
    pair.ben.settle()
    assert to_settle(pair.ben) == to_settle(pair.mara) == 1


def test_codings_of_the_same_words_by_two_people_are_no_conflict(pair: Pair) -> None:
    pair.unseen(lambda mara: mark(mara, "The harbour fee will rise", "1"),
                lambda ben: mark(ben, "The harbour fee will rise", "2"))
    assert to_settle(pair.mara) == to_settle(pair.ben) == 0
    assert len(pair.mara.annotations) == 2


def test_what_was_decided_beside_a_third_value_is_asked_again(pair: Pair) -> None:
    name = mark(pair.mara, "The harbour fee will rise")
    pair.meet()
    pair.unseen(sets("annotation", name, {"note": "m"}, pair.harbour),
                sets("annotation", name, {"note": "b"}, pair.harbour))
    step(pair.mara)
    annotation = pair.ben.window.bridge.session.catalogue.annotation(name)
    assert annotation is not None
    pair.ben.window.bridge.do(annotate.set_note(annotation, "third"))
    pair.mara.window.activateWindow()
    pair.mara.settle()
    place(pair.mara).begin()
    pair.mara.type("1")
    pair.meet()
    assert to_settle(pair.mara) == to_settle(pair.ben) == 1
