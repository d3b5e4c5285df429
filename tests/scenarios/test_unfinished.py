"""At the end of a day nothing is left open: lists of what needs something, a walk through it, and how far each is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from annotator.actions.library import set_status
from annotator.corpus.change import CODEBOOK_ID, Change, ChangeSet
from annotator.corpus.ids import new_id
from annotator.corpus.team import Coder
from annotator.session import Session
from annotator.ui.models.cards import INCOMPLETE, NEEDS_SOURCE
from annotator.ui.widgets.progress_sheet import ProgressSheet
from annotator.ui.widgets.source_edit import SourceEdit
from tests import builders
from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.driver import CTRL, SHIFT, Person, faithful

Key = Qt.Key


@pytest.fixture
def person(qtbot: object, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", HARBOUR)
    someone.add("Nothing here", "Nothing is marked in here.\n")
    someone.add("The tunnel", TUNNEL)
    someone.select("The harbour fee will rise")
    someone.type("1")
    someone.key(Key.Key_Escape)
    someone.select("0.2 percent")
    someone.type("3Anna Berg")
    someone.enter(CTRL)
    someone.window.bridge.show_article(someone.window.bridge.article_ids()[2])
    someone.select("“brave, or blind”")
    someone.type("2")
    someone.key(Key.Key_Escape)
    someone.window.bridge.show_article(someone.window.bridge.article_ids()[0])
    someone.window.view.setFocus()
    yield someone
    if isValid(someone.window) and someone.window.isVisible():
        faithful(someone)
        someone.quit()


def shown(person: Person) -> str:
    return person.words(person.focused)


def test_the_walk_goes_over_the_borders_of_articles_to_the_field_that_is_open(person: Person) -> None:
    person.type("u")
    assert shown(person) == "The harbour fee will rise" and isinstance(person.focus(), SourceEdit)
    person.type("ann")
    person.enter()
    person.type("u")
    assert shown(person) == "“brave, or blind”" and isinstance(person.focus(), SourceEdit)
    person.type("ann")
    person.enter()
    person.type("u")
    assert shown(person) == "The harbour fee will rise"
    assert person.focus().accessibleName() == "Type of claim, required"
    person.type("caus")
    person.enter()
    assert person.focused.attributes["claim_type"] == "causal"
    person.key(Key.Key_F7)
    person.key(Key.Key_F7)
    assert person.toasts()[-1] == "Nothing needs a source or an answer"


def test_it_walks_back_as_well_and_begins_anew_at_the_end(person: Person) -> None:
    person.key(Key.Key_F7, SHIFT)
    assert shown(person) == "The harbour fee will rise"
    person.key(Key.Key_F7, SHIFT)
    assert shown(person) == "“brave, or blind”"
    assert person.toasts()[-1] == "Begun again at the last"
    person.key(Key.Key_F7)
    assert shown(person) == "The harbour fee will rise"


def test_while_only_one_sort_is_listed_the_walk_goes_through_that_sort(person: Person) -> None:
    person.key(Key.Key_F8, SHIFT)
    assert person.window.panel is not None
    cards = person.window.panel.annotation.cards
    assert cards.model.filter == INCOMPLETE and person.window.actions_.action("show.incomplete").isChecked()
    person.key(Key.Key_F7)
    assert not isinstance(person.focus(), SourceEdit)
    person.key(Key.Key_F8)
    assert cards.model.filter == NEEDS_SOURCE
    actions = person.window.actions_
    assert actions.action("show.needs_source").isChecked() and not actions.action("show.incomplete").isChecked()
    person.key(Key.Key_F8)
    assert not person.window.actions_.action("show.needs_source").isChecked()


def test_the_library_lists_what_is_incomplete_and_follows_the_codebook(person: Person) -> None:
    assert person.window.library is not None
    model = person.window.library.model
    assert (model.counts()["needs_source"], model.counts()["incomplete"]) == (2, 1)
    codebook = person.window.bridge.session.catalogue.codebook()
    asked = [a for kind in codebook.kinds for a in kind.attributes if a.required]
    assert asked
    fields = {f"attribute:{kind.id}/{a.id}": {"type": a.type, "label": a.label, "values": list(a.values), "position": 0}
              for kind in codebook.kinds for a in kind.attributes if a.required}
    person.window.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, fields)]))
    assert model.counts()["incomplete"] == 0


def test_a_colleagues_work_counts_in_the_walk_at_once(person: Person, tmp_path: Path) -> None:
    session = person.window.bridge.session
    middle = person.window.bridge.article_ids()[1]
    session.exchange()
    ben = Session.open(person.path, Coder(new_id(), "Ben"), home=tmp_path / "ben")
    ben.exchange()
    builders.annotation(ben, middle, "Nothing is marked")
    ben.exchange()
    session.exchange()
    session.catch_up()
    person.key(Key.Key_F7)
    person.key(Key.Key_F7)
    assert person.window.bridge.article == middle and shown(person) == "Nothing is marked"
    ben.close()


def sheet(person: Person) -> ProgressSheet:
    found = person.window.findChild(ProgressSheet)
    assert isinstance(found, ProgressSheet)
    return found


def test_progress_is_shown_by_a_key_copied_as_a_table_and_left_by_escape(person: Person) -> None:
    ben = Coder(new_id(), "Ben")
    bridge = person.window.bridge
    bridge.do(ChangeSet([Change("coder", ben.id, {"name": "Ben"}, new=True)]) + set_status(bridge.article, ben, "done"))
    person.run("show.progress")
    person.wait(lambda: sheet(person).table.rowCount() == 2)
    assert sheet(person).table.hasFocus()
    QGuiApplication.clipboard().clear()
    person.key(Key.Key_C, CTRL)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0] == ["Coder", "To do", "Doing", "Done", "Skipped", "Claims", "Quotes", "Statistics", "Needs source",
                        "Incomplete", "Last worked"]
    mine = person.window.bridge.session.coder.name
    assert lines[1][:-1] == [f"{mine} (you)", "1", "2", "0", "0", "1", "1", "1", "2", "1"]
    assert lines[2] == ["Ben", "2", "0", "1", "0", "0", "0", "0", "0", "0", "–"]
    person.key(Key.Key_Escape)
    assert not sheet(person).isVisible() and person.window.view.hasFocus()


def test_progress_that_is_open_follows_what_changes(person: Person) -> None:
    person.run("show.progress")
    person.wait(lambda: sheet(person).table.rowCount() == 1)
    bridge = person.window.bridge
    bridge.do(set_status(bridge.article, bridge.session.coder, "done"))
    person.wait(lambda: sheet(person).table.item(0, 3).text() == "1")
