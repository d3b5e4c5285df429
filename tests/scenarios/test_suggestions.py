"""Suggestions through the real window: walked by Tab, accepted, dismissed, undone, and what a colleague puts away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from shiboken6 import isValid

from annotator.actions import annotate
from annotator.actions.suggestions import propose
from annotator.corpus.annotation import Attribution
from annotator.corpus.proposals import Proposal
from annotator.drafting import Drafts
from annotator.drafting.outlets import MARKED
from annotator.finders.boilerplate import REPEATED
from annotator.session import Session
from annotator.ui.models.shelves import WAITING
from annotator.ui.suggestions import WITHOUT
from tests import builders
from tests.scenarios.driver import CTRL, SHIFT, Person, faithful

TEXT = (
    "“The river rose overnight,” Lena Ortiz said on Monday. “Nobody warned us.”\n"
    "Fewer than 300 houses were hit. Ortiz said that the town was safe.\n"
    "He said that the mayor had failed.\n"
    "Sign up for our newsletter.\n"
)
MINISTER = "“We will rebuild it,” Anna Berg said.\n“It costs $2 million,” Bernard Lind said.\n"


@pytest.fixture
def person(qtbot: object, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "river.annot", make=True)
    someone.window.bridge.show_article(someone.add("The river", TEXT, outlet="Courier"))
    found(someone)
    someone.presses = 0
    yield someone
    if isValid(someone.window):
        someone.quit()


def found(person: Person) -> list[str]:
    """The words of what is suggested, once the finders are through."""
    suggestions = person.window.bridge.suggestions
    person.wait(lambda: not suggestions.searching and not suggestions._pause.isActive())
    person.wait(lambda: not person.window.bridge.beside.is_at("sift suggestions"))
    return [person.window.bridge.text[slice(*each.segments[0])] for each in suggestions.shown]


def strip(person: Person) -> str:
    """What the strip below the text says; empty while it is hidden."""
    shown = person.window.handlers.suggesting.strip
    return "" if shown.isHidden() else shown.said.text()


QUOTE, FIGURE, SAFE, FAILED, APPEAL = (
    "“The river rose overnight,”", "Fewer than 300", "the town was safe", "the mayor had failed",
    "Sign up for our newsletter.",
)


def test_an_article_goes_by_tab_enter_and_x(person: Person) -> None:
    assert found(person) == [QUOTE, FIGURE, SAFE, FAILED, APPEAL]
    assert person.annotations == []
    person.key(Qt.Key.Key_Tab)
    assert strip(person) == "↳ new source: Lena Ortiz"
    assert len(person.window.bridge.suggestions.current.segments) == 2  # type: ignore[union-attr]
    person.enter()
    assert person.toasts() == ["New source: Lena Ortiz"]
    assert person.sources(person.annotations[0]) == ["Lena Ortiz"]
    assert person.words(person.annotations[0]) == "“The river rose overnight,” … “Nobody warned us.”"
    person.enter()
    assert strip(person) == "↳ Lena Ortiz (“Ortiz”)"
    person.enter()
    assert strip(person) == "↳ asked: is “He” Lena Ortiz?"
    person.enter()
    assert person.focused.needs_source, "“He” is not stored by accepting"
    assert strip(person) == "Who is “He”? Probably Lena Ortiz"
    person.enter()
    assert person.sources(person.annotations[-1]) == ["Lena Ortiz"]
    person.type("x")
    assert strip(person) == "", "after the last one nothing is left to decide on"
    assert found(person) == []
    assert person.presses == 7
    assert [a.kind for a in person.annotations] == ["quote", "statistic", "quote", "quote"]
    assert {a.origin["by"] for a in person.annotations if a.origin} == {"suggestion"}
    assert person.window.view.hasFocus()
    faithful(person)
    session = person.window.bridge.session
    assert session.catalogue.status(person.window.bridge.article, session.coder.id) == "doing"


def test_what_was_decided_stays_so_after_a_restart_and_undo_brings_it_back(person: Person) -> None:
    person.key(Qt.Key.Key_Tab)
    person.type("x")
    person.enter()
    assert found(person) == [SAFE, FAILED, APPEAL]
    person.quit()
    next_day = Person(person.path)
    assert found(next_day) == [SAFE, FAILED, APPEAL]
    next_day.key(Qt.Key.Key_Z, CTRL)
    next_day.wait(lambda: found(next_day) == [FIGURE, SAFE, FAILED, APPEAL])
    assert next_day.annotations == []
    next_day.key(Qt.Key.Key_Z, CTRL)
    next_day.wait(lambda: found(next_day) == [QUOTE, FIGURE, SAFE, FAILED, APPEAL])
    next_day.quit()


def test_he_is_left_open_by_x_and_a_changed_annotation_keeps_its_origin(person: Person) -> None:
    suggestions = person.window.bridge.suggestions
    suggestions.focus(suggestions.shown[0])
    person.enter()
    suggestions.focus(next(each for each in suggestions.shown if "failed" in person.window.bridge.text[
        slice(*each.segments[0])]))
    person.enter()
    assert strip(person).startswith("Who is “He”?")
    person.type("x")
    he = person.annotations[-1]
    assert he.needs_source and he.chain == ()
    person.window.bridge.focus(he.id)
    person.type("1")
    assert (person.focused.kind, person.focused.origin) == ("claim", he.origin)


def test_all_of_a_kind_are_accepted_as_one_undo_and_new_sources_are_named_first(person: Person) -> None:
    person.key(Qt.Key.Key_Tab)
    person.enter(SHIFT)
    assert strip(person) == "Accept 3 quotes? 1 new source: Lena Ortiz"
    assert person.annotations == []
    person.key(Qt.Key.Key_Escape)
    assert strip(person) == "↳ new source: Lena Ortiz"
    person.enter(SHIFT)
    person.enter(SHIFT)
    assert [a.kind for a in person.annotations] == ["quote"] * 3
    assert [a.needs_source for a in person.annotations] == [False, False, True]
    assert found(person) == [FIGURE, APPEAL]
    person.key(Qt.Key.Key_Z, CTRL)
    assert person.annotations == []
    assert not list(person.window.bridge.session.catalogue.sources())
    person.wait(lambda: len(found(person)) == 5)


def test_suggestions_are_no_trap_no_click_target_and_give_way_to_a_selection(person: Person) -> None:
    view = person.window.view
    for _ in range(5):
        person.key(Qt.Key.Key_Tab)
    assert view.hasFocus()
    person.key(Qt.Key.Key_Tab)
    assert not view.hasFocus()
    view.setFocus()
    box = view.boxes((3, 8))[0]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert person.window.bridge.suggestions.current is None
    view.place_caret(0)
    person.key(Qt.Key.Key_Tab)
    person.select("the mayor")
    assert person.window.bridge.suggestions.current is None
    person.type("1")
    assert person.words(person.focused) == "the mayor"


def test_what_a_colleague_puts_away_goes_and_their_work_is_not_suggested_again(
    person: Person, tmp_path: Path
) -> None:
    session, article = person.window.bridge.session, person.window.bridge.article
    session.exchange()
    maria = Session.open(person.path, builders.MARIA, home=tmp_path / "hers")
    maria.exchange()
    maria.catch_up()
    drafts = Drafts(maria)
    waiting = drafts.waiting(article)
    drafts.dismiss(article, waiting[:1])
    drafts.accept(article, waiting[1:2])
    maria.exchange()
    maria.close()
    session.exchange()
    session.catch_up()
    person.wait(lambda: found(person) == [SAFE, FAILED, APPEAL])
    assert session.catalogue.to_settle() == 0


def test_nothing_is_suggested_where_the_project_or_the_coder_does_without_or_others_are_hidden(person: Person) -> None:
    bridge = person.window.bridge
    person.run("suggestion.switch")
    assert (bridge.suggestions.shown, bridge.settings.suggestions) == ([], False)
    person.run("show.suggestions")
    person.run("suggestion.switch")
    assert len(found(person)) == 5
    person.run("project.settings")
    project = person.window.handlers.team.project
    assert project is not None
    project.suggestions.click()
    assert (bridge.suggestions.shown, bridge.suggestions.why_off) == ([], WITHOUT)
    project.suggestions.click()
    assert len(found(person)) == 5
    person.run("team.me")
    form = person.window.handlers.team.me
    assert form is not None
    form.blind.click()
    assert bridge.suggestions.shown == []
    assert bridge.suggestions.why_off.startswith("While others’ annotations are hidden")
    form.blind.click()
    assert len(found(person)) == 5


def test_the_panel_lists_why_and_how_sure_and_stores_nothing_by_itself(person: Person) -> None:
    person.run("show.suggestions")
    panel = person.window.panel.show_tab("suggestions")  # type: ignore[union-attr]
    model = panel.model  # type: ignore[attr-defined]
    said = [model.data(model.index(row)) for row in range(model.rowCount())]
    assert said[0] == ("Quote, “The river rose overnight,” … “Nobody warned us.”, ↳ “Lena Ortiz”, 97 %, "
                       "quotation marks + ‘said’ + name within 1 word")
    panel.kinds.choose("statistic")  # type: ignore[attr-defined]
    assert [each.kind for each in person.window.bridge.suggestions.shown] == ["statistic"]
    panel.kinds.choose("")  # type: ignore[attr-defined]
    panel.least.setValue(19)  # type: ignore[attr-defined]
    assert len(person.window.bridge.suggestions.shown) < 5
    panel.least.setValue(10)  # type: ignore[attr-defined]
    assert person.annotations == []
    panel.list.setFocus()  # type: ignore[attr-defined]
    panel.list.setCurrentIndex(model.index(0))  # type: ignore[attr-defined]
    person.settle()
    person.enter()
    assert len(person.annotations) == 1
    person.type("x")
    assert found(person) == [SAFE, FAILED, APPEAL]
    person.key(Qt.Key.Key_Escape)
    assert person.window.view.hasFocus()


def test_the_library_says_how_many_wait_in_the_rows_in_sight_until_one_is_done(person: Person) -> None:
    bridge, library = person.window.bridge, person.window.library
    assert library is not None
    river, model = bridge.article, library.model
    other = person.add("The plan", MINISTER, outlet="Courier")

    def waiting(article: str) -> int:
        library.list.viewport().repaint()
        return int(model.index(model.row_of(article), 0).data(WAITING))

    person.wait(lambda: (waiting(river), waiting(other)) == (5, 3))
    row = model.index(model.row_of(other), 0)
    assert str(row.data(Qt.ItemDataRole.AccessibleTextRole)).endswith("3 suggestions waiting")
    bridge.do(annotate.mark(other, MINISTER, spans=[(0, 21)], kind="quote",
                            codebook=bridge.session.catalogue.codebook())[1])
    person.wait(lambda: waiting(other) == 2)
    person.key(Qt.Key.Key_Tab)
    person.type("x")
    assert waiting(river) == 4
    library.set_status(other, "done")
    assert waiting(other) == 0


def test_what_a_model_suggests_is_walked_like_the_finders_and_says_whose_it_is(person: Person) -> None:
    session, article = person.window.bridge.session, person.window.bridge.article
    mayor, safe = ((start := TEXT.index(words), start + len(words)) for words in ("the mayor had", SAFE))
    found(person)
    session.do(propose(article, [
        Proposal("GPT", "claim", (mayor,), note="it can be checked", names=("Ida Krantz",), chain=(Attribution(None),)),
        Proposal("GPT", "quote", (safe,), 0.2)], {}))
    person.wait(lambda: found(person) == [QUOTE, FIGURE, SAFE, "the mayor had", FAILED, APPEAL] or
                found(person) == [QUOTE, FIGURE, SAFE, FAILED, "the mayor had", APPEAL])
    suggestions, strip_ = person.window.bridge.suggestions, person.window.handlers.suggesting.strip
    (same,) = [each for each in suggestions.shown if each.segments == (safe,)]
    assert "suggested by GPT" in same.why
    assert same.rule != "GPT", "the finder is surer"
    suggestions.focus(next(each for each in suggestions.shown if each.rule == "GPT"))
    assert strip_.why.text() == "suggested by GPT: it can be checked"
    assert strip(person) == "↳ new source: Ida Krantz"
    person.enter()
    (made,) = person.annotations
    assert made.origin == {"by": "suggestion", "finder": "GPT"}
    assert person.sources(made) == ["Ida Krantz"]
    session.undo()
    person.wait(lambda: "the mayor had" in found(person))
    suggestions.focus(next(each for each in suggestions.shown if each.rule == "GPT"))
    person.type("x")
    person.wait(lambda: "the mayor had" not in found(person))
    assert person.annotations == []


def test_what_an_outlet_repeats_and_what_was_marked_in_another_of_its_articles_is_proposed_as_boilerplate(
    person: Person,
) -> None:
    credit, staff = "The Courier has local editions along the coast.", "Ida Krantz covers the town hall for us."
    names = [person.add(title, f"{title} all day.\n{credit}\n{end}\n", outlet="Courier") for title, end in (
        ("It rained", staff), ("The wind blew", staff), ("Snow fell", "The end."))]
    bridge = person.window.bridge
    bridge.show_article(names[0])
    assert found(person) == [], "nobody has read the others yet"
    person.window.handlers.repeating._read()
    person.wait(lambda: not bridge.beside.is_at("outlets") and found(person) == [credit])
    person.window.view.setFocus()
    person.key(Qt.Key.Key_Tab)
    assert person.window.handlers.suggesting.strip.why.text().endswith(REPEATED)
    person.enter()
    person.select(staff)
    person.type("b")
    assert [bridge.text[p.start:p.end] for p in bridge.session.catalogue.passages(names[0])] == [credit, staff]

    bridge.show_article(names[1])
    assert found(person) == [credit, staff], "what is marked once is learned at once"
    assert bridge.suggestions.shown[1].why == f"{MARKED} + 1 of 1 accepted here"
    person.window.view.setFocus()
    person.key(Qt.Key.Key_Tab)
    person.enter(SHIFT)
    assert len(bridge.session.catalogue.passages(names[1])) == 2
    person.key(Qt.Key.Key_Z, CTRL)
    person.wait(lambda: found(person) == [credit, staff])
    for _ in range(2):  # the marks in the other article
        person.key(Qt.Key.Key_Z, CTRL)
    person.wait(lambda: found(person) == [credit])
