"""Searching all articles in the real window: find, jump, come back, mark one hit, mark all, undo once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from shiboken6 import isValid

from annotator.corpus.team import Coder
from annotator.formats import default_codebook
from annotator.session import Session
from annotator.ui.panels.search_panel import SearchPanel
from tests import builders
from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.driver import ALT, CTRL, SHIFT, Person, faithful

DOWN, ESCAPE, F, F4, LEFT, SPACE, UP = (Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_F, Qt.Key.Key_F4,
                                        Qt.Key.Key_Left, Qt.Key.Key_Space, Qt.Key.Key_Up)


@pytest.fixture
def person(qtbot: object, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", HARBOUR, outlet="The Courier", published="2026-03-01")
    someone.add("Doubts", TUNNEL, outlet="Northern Post", published="2026-04-02")
    yield someone
    if isValid(someone.window) and someone.window.isVisible():
        faithful(someone)
        someone.quit()


def panel(person: Person) -> SearchPanel:
    return person.window.handlers.searching.panel()


def look_for(person: Person, words: str) -> SearchPanel:
    """Ctrl+Shift+F, the words, and wait until all is read."""
    person.key(F, CTRL | SHIFT)
    QGuiApplication.clipboard().setText(words)
    person.focus().selectAll()  # type: ignore[attr-defined]
    person.key(Qt.Key.Key_V, CTRL)
    search = panel(person)
    search.search_now()
    read_all(person)
    return search


def read_all(person: Person) -> None:
    search = panel(person)
    person.wait(lambda: not search._working.isActive() and not search._changing.isActive())
    person.settle()


def title(person: Person) -> str:
    article = person.window.bridge.session.catalogue.article(person.window.bridge.article)
    return article.title if article else ""


def selected(person: Person) -> str:
    span = person.window.view.selection()
    return person.window.bridge.text[slice(*span)] if span else ""


def test_search_jump_and_come_back_by_keys_alone(person: Person) -> None:
    search = look_for(person, "institute")
    assert search.count.text() == "2 hits in 1 article"
    assert title(person) == "The harbour fee"
    person.key(DOWN)
    assert search.list.hasFocus()
    person.enter()
    assert title(person) == "Doubts"
    assert selected(person) == "Institute"
    assert person.window.view.hasFocus()
    person.key(LEFT, ALT)
    assert title(person) == "The harbour fee"


def test_f4_goes_from_hit_to_hit_through_all_articles_and_the_list_stays(person: Person) -> None:
    search = look_for(person, "tunnel")
    person.key(DOWN)
    person.enter()
    places = [(title(person), selected(person))]
    for _ in range(3):
        person.key(F4)
        places.append((title(person), selected(person)))
    assert places == [("The harbour fee", "tunnel"), *[("Doubts", "tunnel")] * 2, ("Doubts", "tunnel")]
    assert person.window.view.hasFocus()
    assert search.model.hits == 3
    person.key(F4, SHIFT)
    person.key(F4, SHIFT)
    assert title(person) == "The harbour fee"


def test_a_digit_on_a_hit_marks_it_where_it_stands_and_one_undo_takes_it_back(person: Person) -> None:
    search = look_for(person, "ferries OR 26,000")
    person.key(DOWN)
    person.type("1")
    assert [(person.words(a), a.kind) for a in person.annotations] == [("ferries", "claim")]
    assert search.list.hasFocus()
    hit = search.list.current_hit()
    assert hit is not None and hit.kinds == ("claim",)
    person.key(Qt.Key.Key_Z, CTRL)
    assert person.annotations == []
    read_all(person)
    assert search.model.all_hits()[0].kinds == ()


def test_a_statistic_reads_its_value_from_the_words_of_the_hit(person: Person) -> None:
    look_for(person, "26,000")
    person.key(DOWN)
    person.type("3")
    assert person.annotations[0].quantity["value"] == "26000"


def test_a_hit_in_an_article_that_is_not_open_is_marked_without_opening_it(person: Person) -> None:
    look_for(person, "brave")
    person.key(DOWN)
    person.type("2")
    assert title(person) == "The harbour fee"
    catalogue = person.window.bridge.session.catalogue
    made = catalogue.annotations(person.window.bridge.article_ids()[1])
    assert [a.kind for a in made] == ["quote"]
    assert catalogue.reviews(made[0].article)[0].status == "doing"


def test_the_sentence_of_a_hit_can_be_marked_instead_and_that_is_remembered(person: Person) -> None:
    search = look_for(person, "strike")
    search.marks.what.choose("sentence")
    search.list.setFocus()
    person.key(DOWN)
    person.type("1")
    assert [person.words(a) for a in person.annotations] == [
        "The strike cost 26,000 passengers their holiday, according to the union."]
    person.quit()
    again = Person(person.path)
    assert panel(again).memory.marks == "sentence"
    again.quit()


def test_mark_all_shows_what_it_will_do_leaves_out_what_is_marked_and_is_one_undo(person: Person) -> None:
    search = look_for(person, "tunnel")
    person.key(DOWN)
    person.type("1")
    search.marks.mark_all.click()
    assert search.marks.strip.isVisible()
    assert search.marks.strip.sentence.text() == "Mark 2 hits as Claim"
    search.list.setFocus()
    search.list.go_to(search.model.row_of(*_place(search, 2)))
    person.key(SPACE)
    assert search.marks.strip.sentence.text() == "Mark 1 hit as Claim"
    person.key(SPACE)
    before = person.window.bridge.session.replica.last("op")
    search.marks.strip.accept.click()
    person.settle()
    assert not search.marks.strip.isVisible()
    assert person.toasts()[-1] == "2 hits marked as claim"
    assert person.title("edit.undo") == "Undo: Mark 2 claims"
    person.key(Qt.Key.Key_Z, CTRL)
    assert person.window.bridge.session.catalogue.counts()["annotations"]["claim"] == 1
    assert person.window.bridge.session.replica.last("op") > before


def _place(search: SearchPanel, number: int) -> tuple[str, int]:
    hit = search.model.all_hits()[number]
    return hit.article, hit.start


def test_several_selected_hits_are_looked_through_before_a_digit_marks_them(person: Person) -> None:
    search = look_for(person, "board")
    person.key(DOWN)
    person.key(DOWN, SHIFT)
    person.type("2")
    assert search.marks.strip.sentence.text() == "Mark 2 hits as Quote"
    assert person.annotations == []
    person.key(ESCAPE)
    assert not search.marks.strip.isVisible()
    assert search.list.hasFocus()


def test_filters_narrow_and_can_all_be_taken_away(person: Person) -> None:
    search = look_for(person, "tunnel")
    search.filters.chips["outlet"].choose("Northern Post", "Northern Post")
    read_all(person)
    assert search.count.text() == "2 hits in 1 article"
    search.filters.chips["date"].take("", "2025")  # type: ignore[attr-defined]
    read_all(person)
    assert search._empty.title == "No hit"
    search.filters.clear()
    read_all(person)
    assert search.count.text() == "3 hits in 2 articles"
    search.filters.chips["kind"].choose("unmarked", "Not marked yet")
    read_all(person)
    assert search.model.hits == 3
    search.list.go_to(1)
    search.list.setFocus()
    person.type("1")
    read_all(person)
    assert search.model.hits == 2


def test_what_was_looked_for_is_offered_again(person: Person) -> None:
    look_for(person, "institute")
    person.key(DOWN)
    person.quit()
    again = Person(person.path)
    search = panel(again)
    assert search.recent.isVisible()
    assert search.memory.recent == ("institute",)
    search.recent._buttons[0].click()
    read_all(again)
    assert search.model.hits == 2
    again.quit()


def test_a_colleagues_article_appears_and_the_current_hit_stays(person: Person, tmp_path: Path) -> None:
    search = look_for(person, "tunnel")
    search.list.go_to(search.model.row_of(*_place(search, 1)))
    before = search.list.current_hit()
    bridge = person.window.bridge
    bridge.session.exchange()
    maria = Session.open(person.path, Coder(builders.MARIA.id, "Maria"), home=tmp_path / "maria")
    maria.exchange()
    builders.article(maria, "An older tunnel.", title="Old", published="2020")
    maria.exchange()
    maria.close()
    bridge.session.exchange()
    bridge.session.catch_up()
    read_all(person)
    assert search.count.text() == "4 hits in 3 articles"
    assert search.list.current_hit() == before


def test_an_article_that_is_removed_leaves_the_list_and_comes_back_with_undo(person: Person) -> None:
    search = look_for(person, "tunnel")
    assert person.window.library is not None
    person.window.library.remove(person.window.bridge.article_ids()[1])
    read_all(person)
    assert search.count.text() == "1 hit in 1 article"
    person.window.bridge.undo()
    read_all(person)
    assert search.count.text() == "3 hits in 2 articles"


def test_an_import_can_be_found_at_once_and_not_after_its_undo(person: Person) -> None:
    search = look_for(person, "lighthouse")
    assert search.model.hits == 0
    person.add("Light", "The lighthouse fell.")
    read_all(person)
    assert search.model.hits == 1
    person.window.bridge.undo()
    read_all(person)
    assert search.model.hits == 0


def test_ten_thousand_characters_are_answered_in_one_sentence(person: Person) -> None:
    search = look_for(person, "x " * 5_000)
    assert search._empty.isVisible()
    assert "A search takes up to 1,000 characters; this one has 9,999" in search._empty.accessibleName()


def test_all_tabs_of_the_panel_fit_at_its_first_width(person: Person) -> None:
    assert person.window.panel is not None
    bar = person.window.panel.tabs.tabBar()
    assert sum(bar.tabRect(at).width() for at in range(bar.count())) <= 360


def test_the_selected_words_are_what_is_searched_for(person: Person) -> None:
    person.select("Bernard Lind")
    person.key(F, CTRL | SHIFT)
    assert panel(person).line.text() == '"Bernard Lind"'


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_the_window_lives(person: Person, typed: list[str]) -> None:
    search = panel(person)
    for words in typed:
        search.line.setText(words)
        search.search_now()
        QTest.qWait(1)
    assert search.isVisible()


def test_a_project_opened_anew_indexes_what_is_there(qtbot: object, tmp_path: Path) -> None:
    session = Session.create(tmp_path / "many.annot", builders.MARA, home=tmp_path / "home",
                             codebook=default_codebook())
    for number in range(60):
        builders.article(session, f"Number {number} has a lighthouse. " + "Words go on. " * 200)
    session.exchange()
    session.close()
    person = Person(tmp_path / "many.annot")
    search = look_for(person, "lighthouse")
    assert search.count.text() == "60 hits in 60 articles"
    person.quit()
