"""Repeats at the real window, by keys alone: the panel, one key that marks and links, one undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from annotator.drafting.repeats import RepeatMemory
from annotator.session import Session
from annotator.ui.panels.repeats_panel import RepeatsPanel
from tests import builders
from tests.scenarios.driver import CTRL, SHIFT, Person, faithful

Key = Qt.Key

SAID = "“We will rebuild the quay before the winter storms come,” Lena Ortiz said.\n"


@pytest.fixture
def person(qtbot: object, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The quay", f"It rained. {SAID}", outlet="Courier", published="2026-03-01")
    someone.add("Storms", f"Nobody was hurt. {SAID}", outlet="Herald", published="2026-03-02")
    yield someone
    if isValid(someone.window):
        faithful(someone)
        someone.quit()


def panel(person: Person) -> RepeatsPanel:
    assert person.window.panel is not None
    found = person.window.panel.show_tab("repeats")
    assert isinstance(found, RepeatsPanel)
    return found


def test_one_key_marks_and_links_what_two_articles_quote_and_one_undo_takes_it_back(person: Person) -> None:
    person.key(Key.Key_E, CTRL | SHIFT)
    repeats = panel(person)
    person.wait(lambda: repeats.model.rowCount() == 3)
    assert repeats.list.hasFocus()
    assert "2 not marked" in str(repeats.model.data(repeats.model.index(0, 0)))
    person.key(Key.Key_Down)
    person.key(Key.Key_Down)
    person.key(Key.Key_Return)
    assert person.window.bridge.article
    person.key(Key.Key_Equal)
    catalogue = person.window.bridge.session.catalogue
    assert [link.type for link in catalogue.all_links()] == ["same_as"]
    person.wait(lambda: not person.window.bridge.beside.is_at("repeats"))
    assert not repeats.model.rowCount()
    person.key(Key.Key_Z, CTRL)
    person.wait(lambda: repeats.model.rowCount() == 3)
    assert not list(catalogue.all_links())


def test_what_is_hidden_stays_so_after_a_restart_and_for_a_colleague_until_it_is_undone(
    person: Person, tmp_path: Path
) -> None:
    person.key(Key.Key_E, CTRL | SHIFT)
    repeats = panel(person)
    person.wait(lambda: repeats.model.rowCount() == 3)
    person.key(Key.Key_Home)
    person.key(Key.Key_X)
    assert not repeats.model.rowCount()
    assert person.title("edit.undo") == "Undo: Hide repeat"
    person.window.bridge.session.exchange()
    maria = Session.open(person.path, builders.MARIA, home=tmp_path / "hers")
    maria.exchange()
    maria.catch_up()
    assert list(RepeatMemory(maria.catalogue).steps())[-1] == []
    maria.close()
    person.quit()
    next_day = Person(person.path)
    next_day.key(Key.Key_E, CTRL | SHIFT)
    repeats = panel(next_day)
    next_day.wait(lambda: not next_day.window.bridge.beside.is_at("repeats"))
    assert not repeats.model.rowCount()
    next_day.key(Key.Key_Z, CTRL)
    next_day.wait(lambda: repeats.model.rowCount() == 3)
    next_day.quit()
