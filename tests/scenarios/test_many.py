"""Several cards are selected and changed together: said before it is done, done at once, undone at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from shiboken6 import isValid

from annotator.actions import annotate
from annotator.corpus.change import CODEBOOK_ID, Change, ChangeSet
from annotator.corpus.ids import new_id
from annotator.corpus.team import Coder
from annotator.session import Session
from annotator.ui.models.cards import NEEDS_SOURCE
from annotator.ui.widgets.card_list import CardList
from annotator.ui.widgets.many_form import ManyForm
from tests.scenarios.articles import HARBOUR
from tests.scenarios.driver import CTRL, SHIFT, Person, faithful

Key = Qt.Key
MARKED = (("The harbour fee will rise", "1"), ("“Are we too patient?”", "2"), ("0.2 percent", "3"),
          ("The ferries are fine", "2"), ("six additional boats had been ordered", "1"), ("Nobody has apologised", "1"))


@pytest.fixture
def person(qtbot: object, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", HARBOUR)
    for words, key in MARKED:
        someone.select(words)
        someone.type(key)
        someone.key(Key.Key_Escape)
    yield someone
    if isValid(someone.window) and someone.window.isVisible():
        faithful(someone)
        someone.quit()


def cards(person: Person) -> CardList:
    assert person.window.panel is not None
    return person.window.panel.annotation.cards


def form(person: Person) -> ManyForm:
    assert person.window.panel is not None and person.window.panel.annotation.many is not None
    return person.window.panel.annotation.many


def pick(person: Person, *rows: int) -> None:
    """Click one card, then the others with Ctrl."""
    view = cards(person).view
    for at, row in enumerate(rows):
        view.scrollTo(view.model().index(row, 0))
        person.settle()
        place = view.visualRect(view.model().index(row, 0)).center()
        held = CTRL if at else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, place)
        person.settle()


def test_by_keys_alone_all_claims_get_their_type_at_once_and_one_undo_takes_it_back(person: Person) -> None:
    person.run("annotate.many")
    assert cards(person).view.hasFocus() and len(cards(person).many) == 6
    person.enter()
    for _ in range(12):
        if person.focus().accessibleName().startswith("Type of claim"):
            break
        person.key(Key.Key_Tab)
    person.type("caus")
    person.enter()
    assert form(person).proposal.sentence == ("Sets Type of claim to “Causal” on 3 annotations. "
                                              "3 are of a kind that does not ask it.")
    assert all("claim_type" not in a.attributes for a in person.annotations)
    person.enter()
    assert [a.attributes.get("claim_type") for a in person.annotations if a.kind == "claim"] == ["causal"] * 3
    assert person.toasts() == ["Type of claim set to “Causal” on 3 annotations"]
    assert len(cards(person).many) == 6
    assert person.title("edit.undo") == "Undo: Edit claim type on 3 annotations"
    person.key(Key.Key_Z, CTRL)
    assert all("claim_type" not in a.attributes for a in person.annotations)
    assert len(cards(person).many) == 6


def test_a_new_source_is_made_and_given_to_all_by_one_action_and_stays_after_a_restart(person: Person) -> None:
    pick(person, 1, 3)
    assert len(cards(person).many) == 2
    person.enter()
    person.type("Anna Berg")
    person.enter(CTRL)
    assert form(person).proposal.sentence == "Sets the source to Anna Berg on 2 annotations."
    assert not person.window.bridge.session.catalogue.sources()
    person.enter()
    assert [person.sources(a) for a in person.annotations] == [[], ["Anna Berg"], [], ["Anna Berg"], [], []]
    person.key(Key.Key_Z, CTRL)
    assert not person.window.bridge.session.catalogue.sources()
    person.key(Key.Key_Y, CTRL)
    path = person.path
    person.quit()
    again = Person(path)
    assert [again.sources(a) for a in again.annotations] == [[], ["Anna Berg"], [], ["Anna Berg"], [], []]
    again.key(Key.Key_Z, CTRL)
    assert all(not a.chain for a in again.annotations)
    again.quit()


def test_shift_and_arrows_select_and_escape_ends_it_before_it_leads_to_the_text(person: Person) -> None:
    pick(person, 1)
    focused = person.focused.id
    person.key(Key.Key_Down, SHIFT)
    person.key(Key.Key_Down, SHIFT)
    assert cards(person).many == tuple(a.id for a in person.annotations[1:4])
    assert person.focused.id == focused
    person.key(Key.Key_Up, SHIFT)
    assert len(cards(person).many) == 2
    person.key(Key.Key_Escape)
    assert cards(person).many == () and cards(person).view.hasFocus()
    assert form(person).isHidden()
    person.key(Key.Key_Escape)
    assert person.window.view.hasFocus()


def test_escape_in_the_form_first_leaves_the_proposal_then_ends_the_selection(person: Person) -> None:
    pick(person, 0, 5)
    form(person)._remove.click()
    person.settle()
    assert form(person).proposal.sentence == "Removes 2 annotations."
    person.key(Key.Key_Escape)
    assert form(person).proposal.sentence == "" and len(person.annotations) == 6
    person.key(Key.Key_Escape)
    assert cards(person).many == () and cards(person).view.hasFocus()


def test_removed_together_they_come_back_together(person: Person) -> None:
    pick(person, 0, 5)
    form(person)._remove.click()
    person.enter()
    assert len(person.annotations) == 4 and cards(person).many == ()
    assert person.toasts() == ["Removed 2 annotations"]
    person.key(Key.Key_Z, CTRL)
    assert len(person.annotations) == 6


def test_what_the_change_takes_out_of_the_list_stays_listed_while_it_is_selected(person: Person) -> None:
    cards(person).show_filter(NEEDS_SOURCE)
    person.run("annotate.many")
    person.enter()
    person.type("-")
    person.enter()
    person.enter()
    assert not any(a.needs_source for a in person.annotations)
    assert len(cards(person).many) == 6 and cards(person).model.rowCount() == 6
    person.key(Key.Key_Escape)
    assert cards(person).model.rowCount() == 0


def test_a_colleagues_change_in_between_changes_what_is_proposed_before_anything_is_done(
    person: Person, tmp_path: Path
) -> None:
    pick(person, 0, 5)
    session = person.window.bridge.session
    session.exchange()
    form(person)._set_attribute("claim_type", "policy")
    assert form(person).proposal.sentence == "Sets Type of claim to “Policy” on 2 annotations."
    ben = Session.open(person.path, Coder(new_id(), "Ben"), home=tmp_path / "ben")
    ben.exchange()
    ben.do(annotate.set_attribute(person.annotations[0], "claim_type", "policy"))
    ben.exchange()
    session.exchange()  # it has come to this computer, and the window has not heard of it yet
    person.enter()
    assert form(person).proposal.sentence == "Sets Type of claim to “Policy” on 1 annotation. 1 has it already."
    person.enter()
    assert [a.attributes.get("claim_type") for a in person.annotations if a.kind == "claim"] == [
        "policy", None, "policy"]
    ben.close()


def test_a_colleagues_new_annotation_leaves_the_selection_as_it_is(person: Person) -> None:
    pick(person, 1, 3)
    before = cards(person).many
    text = person.window.bridge.text
    start = text.index("The minister told")
    _, made = annotate.mark(person.window.bridge.article, text, spans=[(0, 3), (start, start + 12)], kind="quote",
                            codebook=person.window.bridge.session.catalogue.codebook())
    person.window.bridge.do(made)
    person.settle()
    assert cards(person).many == before and cards(person).model.rowCount() == 7
    rows = {index.row() for index in cards(person).view.selectionModel().selectedRows()}
    assert {cards(person).model.id_at(row) for row in rows} == set(before)


def test_a_question_that_is_renamed_meanwhile_is_asked_under_its_new_name(person: Person) -> None:
    pick(person, 0, 5)
    stored = {"type": "choice", "label": "Sort of claim", "values": ["factual", "causal"], "position": 0}
    person.window.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, {"attribute:claim/claim_type": stored})]))
    person.settle()
    assert form(person).rows["claim_type"].title == "Sort of claim"


def test_a_click_in_the_text_ends_the_selection(person: Person) -> None:
    pick(person, 1, 3)
    person.window.bridge.focus(person.annotations[4].id)
    person.settle()
    assert cards(person).many == () and form(person).isHidden()
    assert cards(person).view.currentIndex().row() == 4


def test_several_sources_are_said_and_how_many_have_which(person: Person) -> None:
    pick(person, 1)
    person.type("s") if person.window.view.hasFocus() else None
    person.window.view.setFocus()
    person.type("s" "Anna Berg")
    person.enter(CTRL)
    pick(person, 1, 3, 4)
    assert form(person)._source_row.found == "2 none · 1 Anna Berg"
    assert form(person)._what.text() == "2 quotes, 1 claim in this article"


def test_several_cards_are_copied_with_attribution(person: Person) -> None:
    pick(person, 0, 3, 5)
    person.run("copy.with_attribution")
    copied = QGuiApplication.clipboard().text()
    assert len(cards(person).many) == 3
    for name in cards(person).many:
        words = person.words(next(a for a in person.annotations if a.id == name))
        assert words.strip("“”") in copied
    assert copied.count("\n\n") == 2
    assert "Copied with attribution" in person.toasts()
