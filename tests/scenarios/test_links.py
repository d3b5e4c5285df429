"""Links at the real window, by keys alone: within an article, across two, there and back, gone and to settle."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu

from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.link import Link
from annotator.ui.widgets.link_chip import LinkChip
from annotator.ui.widgets.link_row import LinkRow
from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.driver import ALT, Person, faithful

Key = Qt.Key


@pytest.fixture
def person(qtbot: object, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", HARBOUR, outlet="Courier", published="2026-03-01")
    someone.add("Doubts", TUNNEL, outlet="Courier", published="2026-03-02")
    first(someone)
    yield someone
    faithful(someone)
    someone.quit()


def first(person: Person) -> None:
    person.window.bridge.show_article(person.window.bridge.article_ids()[0])
    person.window.view.setFocus()


def second(person: Person) -> None:
    person.window.bridge.show_article(person.window.bridge.article_ids()[1])
    person.window.view.setFocus()


def mark(person: Person, words: str, key: str) -> str:
    """Mark words and leave the source open; gives the annotation's id."""
    person.find(words)
    person.type(key)
    person.key(Key.Key_Escape)
    return person.focused.id


def row(person: Person) -> LinkRow:
    assert person.window.panel is not None
    return person.window.panel.annotation.links


def chips(person: Person) -> list[str]:
    return row(person).texts()


def stored(person: Person) -> list[Link]:
    return [*person.window.bridge.session.catalogue.all_links()]


def go_to_chip(person: Person, at: int = 0) -> LinkChip:
    """Walk there with Tab from the source line, as somebody without a mouse does."""
    person.type("s")
    wanted = row(person).chips[at]
    for _ in range(30):
        if wanted.hasFocus():
            return wanted
        person.window.focusNextPrevChild(True)
        person.settle()
    raise AssertionError("Tab does not lead to the chip")


def test_a_claim_and_its_evidence_are_linked_in_two_keys(person: Person) -> None:
    claim = mark(person, "The harbour fee will rise to $1.3bn over ten years", "1")
    statistic = mark(person, "Fewer than 0.2 percent", "3")
    person.presses = 0
    person.type("l")
    assert row(person).picker.kind.currentText() == "evidence for"
    assert row(person).picker.popup().texts()[0].startswith("C1. The harbour fee")
    person.enter()
    assert person.presses == 2
    assert person.focus() is person.window.view
    assert [(link.start, link.type, link.end) for link in stored(person)] == [(statistic, "evidence_for", claim)]
    assert chips(person) == ["evidence for C1"]
    assert person.toasts()[-1] == "Linked: evidence for C1"
    person.window.bridge.focus(claim)
    assert chips(person) == ["has evidence S2"]
    person.run("edit.undo")
    assert stored(person) == [] and chips(person) == []


def test_another_annotation_and_another_kind_of_link_are_chosen_by_keys(person: Person) -> None:
    mark(person, "The harbour fee will rise", "1")
    quote = mark(person, "“Are we too patient?”", "2")
    claim = mark(person, "Nobody has apologised", "1")
    person.type("l")
    person.type("patient")
    person.key(Key.Key_Down, ALT)
    person.key(Key.Key_Up, ALT)
    person.key(Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert isinstance(person.focus(), QComboBox)
    person.type("q")
    assert row(person).picker.kind.currentText() == "qualifies"
    person.type("q")
    assert row(person).picker.kind.currentText() == "qualified by"
    person.type("q")
    person.enter()
    assert [(link.start, link.type, link.end) for link in stored(person)] == [(claim, "qualifies", quote)]


def test_esc_leaves_the_line_with_nothing_linked_and_the_focus_in_the_text(person: Person) -> None:
    mark(person, "The harbour fee will rise", "1")
    mark(person, "Nobody has apologised", "1")
    person.type("lharbour")
    person.key(Key.Key_Escape)
    assert person.focus() is person.window.view
    assert not stored(person) and row(person).picker.isHidden() and row(person).picker.popup().isHidden()


def test_across_two_articles_one_jumps_and_comes_back_to_exactly_what_one_left(person: Person) -> None:
    other = mark(person, "The harbour fee will rise", "1")
    mark(person, "Nobody has apologised", "1")
    second(person)
    mark(person, "Experts doubt the tunnel", "1")
    here = mark(person, "the plan “brave, or blind”", "1")
    person.type("lharbour fee")
    picker = row(person).picker
    person.wait(lambda: picker.popup().texts())
    assert picker.popup().texts() == ["C1. The harbour fee will rise. The harbour fee",
                                      "C2. Nobody has apologised. The harbour fee"]
    assert picker.kind.currentText() == "repeats"
    person.enter()
    assert chips(person) == ["repeats C1"]
    chip = go_to_chip(person)
    assert "in “The harbour fee”" in row(person).popover().text()
    assert "The harbour fee will rise" in chip.accessibleDescription()
    person.enter()
    assert (person.focused.id, person.window.bridge.article) == (other, person.window.bridge.article_ids()[0])
    assert person.focus() is person.window.view
    assert chips(person) == ["repeated by C2"]
    person.key(Key.Key_Left, ALT)
    assert (person.focused.id, person.window.bridge.article) == (here, person.window.bridge.article_ids()[1])
    person.key(Key.Key_Right, ALT)
    assert person.focused.id == other


def test_within_an_article_too_alt_left_leads_back(person: Person) -> None:
    one, other = mark(person, "The harbour fee will rise", "1"), mark(person, "26,000", "3")
    person.type("l")
    person.enter()
    go_to_chip(person)
    person.enter()
    assert person.focused.id == one
    person.key(Key.Key_Left, ALT)
    assert person.focused.id == other


def test_a_removed_end_is_gone_and_undo_beside_it_brings_it_back(person: Person) -> None:
    claim, statistic = mark(person, "The harbour fee will rise", "1"), mark(person, "26,000", "3")
    person.type("l")
    person.enter()
    for removed, left, said in ((claim, statistic, "evidence for"), (statistic, claim, "has evidence")):
        person.window.bridge.focus(removed)
        person.type("0")
        person.window.bridge.focus(left)
        person.settle()
        assert chips(person) == [f"{said}: gone"]
        go_to_chip(person)
        assert "removed by" in row(person).popover().text()
        person.window.focusNextPrevChild(True)
        assert person.focus().accessibleName().startswith("Bring back the ")
        person.key(Key.Key_Space)
        assert chips(person) == [f"{said} {'C1' if removed == claim else 'S2'}"]
        assert person.focus() is row(person).chips[0]
        person.key(Key.Key_Escape)
    assert len(stored(person)) == 1


def test_del_on_a_chip_removes_the_link_and_the_focus_goes_to_its_neighbour(person: Person) -> None:
    for words in ("The harbour fee will rise", "Nobody has apologised"):
        mark(person, words, "1")
    mark(person, "26,000", "3")
    for chip in ("c1", "c3"):
        person.type(f"l{chip}")
        person.enter()
    assert chips(person) == ["evidence for C1", "evidence for C3"]
    go_to_chip(person, 0)
    person.key(Key.Key_Delete)
    assert chips(person) == ["evidence for C3"]
    assert person.focus() is row(person).chips[0]
    person.key(Key.Key_Delete)
    assert person.focus() is row(person).add
    person.run("edit.undo")
    person.run("edit.undo")
    assert chips(person) == ["evidence for C1", "evidence for C3"]


def test_a_ring_and_the_same_link_again_are_refused_in_the_line_itself(person: Person) -> None:
    mark(person, "The harbour fee will rise", "1")
    mark(person, "Nobody has apologised", "1")
    picker = row(person).picker
    for chip, kind in (("c1", "part of"), ("c1", "part of")):
        person.type(f"l{chip}")
        picker.kind.setCurrentText(kind)
        picker.kind.activated.emit(picker.kind.currentIndex())
        person.enter()
    assert picker.popup().hint().startswith("The two are linked like this already (“part of”)")
    person.key(Key.Key_Escape)
    person.window.bridge.focus(person.annotations[0].id)
    person.type("lc2")
    picker.kind.setCurrentText("part of")
    picker.kind.activated.emit(picker.kind.currentIndex())
    person.enter()
    assert picker.popup().hint().startswith("Something would be a part of itself")
    assert not person.dialogs() and len(stored(person)) == 1
    person.key(Key.Key_Escape)


def test_a_ring_that_comes_from_a_colleague_is_shown_as_to_settle_and_settled_with_del(
    person: Person, tmp_path: Path
) -> None:
    one = mark(person, "The harbour fee will rise", "1")
    other = mark(person, "Nobody has apologised", "1")
    bridge = person.window.bridge
    article = bridge.article
    bridge.do(ChangeSet([Change("link", "ours", {"type": "part_of", "start": one, "end": other}, article, new=True)]))
    bridge.session.exchange()
    colleague = Person(person.path, at=tmp_path / "elsewhere")
    theirs = colleague.window.bridge
    theirs.do(ChangeSet([Change("link", "theirs", {"type": "part_of", "start": other, "end": one}, article, new=True)]))
    theirs.session.exchange()
    colleague.quit()
    person.window.activateWindow()
    bridge.session.exchange()
    bridge.session.catch_up()
    bridge.focus(other)
    person.settle()
    assert [chip.end.tie.to_settle for chip in row(person).chips] == [True, False]
    assert bridge.session.catalogue.to_settle() == 1
    go_to_chip(person)
    assert "To settle: something would be a part of itself" in row(person).popover().text()
    person.key(Key.Key_Delete)
    assert bridge.session.catalogue.to_settle() == 0
    assert [link.id for link in stored(person)] == ["ours"]


def test_equals_links_a_statistic_just_marked_with_the_same_figure_elsewhere(person: Person) -> None:
    far = mark(person, "26,000 passengers", "3")
    second(person)
    person.add("More", "The strike cost 26,000 passengers their holiday.\n", published="2026-03-03")
    person.window.bridge.show_article(person.window.bridge.article_ids()[2])
    person.find("26,000 passengers")
    person.presses = 0
    person.type("3=")
    assert person.presses == 2
    assert [(link.type, link.end) for link in stored(person)] == [("same_as", far)]
    assert person.toasts()[-1] == "Same figure: “26,000 passengers” in “The harbour fee”"
    person.enter()
    assert chips(person) == ["same as S1"]


def test_equals_asks_where_none_or_several_state_the_same_figure(person: Person) -> None:
    mark(person, "26,000 passengers", "3")
    person.type("=")
    picker = row(person).picker
    assert picker.kind.currentText() == "same as" and not picker.isHidden()
    assert picker.popup().texts() == []
    person.key(Key.Key_Escape)
    for number in range(2):
        person.add(f"Copy {number}", f"The strike cost 26,000 passengers their {number + 2} holidays.\n")
        person.window.bridge.show_article(person.window.bridge.article_ids()[-1])
        mark(person, "26,000 passengers", "3")
    person.type("=")
    person.wait(lambda: len(picker.popup().texts()) == 2)
    person.enter()
    assert [link.type for link in stored(person)] == ["same_as"]


def test_hovering_lights_up_only_what_is_linked(person: Person) -> None:
    claim, _ = mark(person, "The harbour fee will rise", "1"), mark(person, "Nobody has apologised", "1")
    statistic = mark(person, "26,000", "3")
    person.type("lc1")
    person.enter()
    view = person.window.view
    view.hover(claim)
    assert view._overlay.lit == {statistic}
    view.hover("")
    assert view._overlay.lit == frozenset()
    go_to_chip(person)
    assert view._overlay.lit == {claim}
    person.key(Key.Key_Escape)
    assert view._overlay.lit == frozenset() and row(person).popover().isHidden()


def choose(person: Person, chip: LinkChip, *path: str) -> None:
    """Choose from the menu of a chip by keys, entry by entry."""
    chip.setFocus()
    person.key(Key.Key_Down, ALT)
    for words in path:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.setActiveAction(next(action for action in menu.actions() if action.text().replace("&", "") == words))
        QTest.keyClick(menu, Key.Key_Return)
        person.settle()


def test_kind_certainty_and_note_are_changed_on_the_chip_and_come_back_from_the_dataset(
    person: Person, tmp_path: Path
) -> None:
    claim, statistic = mark(person, "The harbour fee will rise", "1"), mark(person, "26,000", "3")
    person.type("l")
    person.enter()
    choose(person, row(person).chips[0], "Certainty", "Probable")
    choose(person, row(person).chips[0], "Note…")
    assert person.focus() is row(person).note
    person.type("says who")
    person.enter()
    assert person.focus() is row(person).chips[0] and row(person).note.isHidden()
    choose(person, row(person).chips[0], "Kind of link", "contradicts C1")
    assert chips(person) == ["contradicts C1"]
    choose(person, row(person).chips[0], "Kind of link", "corrected by C1")
    assert chips(person) == ["corrected by C1"]
    (link,) = stored(person)
    said = (link.start, link.type, link.end, link.certainty, link.note)
    assert said == (claim, "corrects", statistic, "probable", "says who")
    out = tmp_path / "out.json"
    written = person.exported(out)
    assert json.loads(written)["articles"][0]["annotations"][0]["links"] == [
        {"type": "corrects", "target": statistic, "certainty": "probable", "note": "says who"}]
    again = Person(tmp_path / "again.annot", make=True)
    again.bring_in(out)
    (link,) = stored(again)
    assert (link.start, link.type, link.end, link.certainty, link.note) == said
    assert again.exported(tmp_path / "again.json") == written
    again.quit()


def test_cards_highlights_and_chips_say_that_there_are_links(person: Person) -> None:
    mark(person, "The harbour fee will rise", "1")
    statistic = mark(person, "26,000", "3")
    person.type("l")
    person.enter()
    assert person.window.panel is not None
    model = person.window.panel.annotation.cards.model
    assert [model.card(at).links for at in range(2)] == [1, 1]
    assert model.card(0).spoken().endswith("1 link")
    shown = person.window.view.highlight(statistic)
    assert shown is not None and shown.label.endswith("2 of 2, 1 link")
    person.key(Key.Key_Escape)
    person.find("Nobody")
    person.key(Key.Key_Escape)
    person.type("l")
    assert person.toasts()[-1] == "Click an annotation, or go to it with ], to link it with another one"
