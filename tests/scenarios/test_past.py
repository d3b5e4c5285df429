"""What two people set unseen of each other is settled in place; what was done before is seen and brought back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.actions import annotate, sources
from annotator.corpus.team import Coder
from annotator.session import Session
from annotator.ui.dialogs.history_window import HistoryWindow
from annotator.ui.widgets.picker import FilterChip
from annotator.ui.widgets.settle_place import SettlePlace
from annotator.ui.widgets.settle_strip import SettleStrip
from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.driver import CTRL, SHIFT, Person, faithful
from tests.ui.test_accessibility import check

Team = tuple[Person, Person]


@pytest.fixture
def mara(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", HARBOUR, published="2026-03-01")
    someone.add("Doubts", TUNNEL, published="2026-03-02")
    call(someone, "Mara")
    yield someone
    for dialog in someone.dialogs():
        dialog.close()
    faithful(someone)
    someone.quit()


def call(person: Person, name: str) -> None:
    session = person.window.bridge.session
    session.rename_coder(Coder(session.coder.id, name))


def mark(person: Person, words: str, key: str = "1") -> str:
    person.select(words)
    person.type(key)
    return person.focused.id


def with_ben(mara: Person, home: Path, name: str, ben_does: str, mara_does: str) -> None:
    """Both work on an annotation unseen of each other; each is told by the note that they set, "-" removes it."""
    mara.window.bridge.session.exchange()
    ben = Person(mara.path, at=home)
    call(ben, "Ben")
    for person, note in ((ben, ben_does), (mara, mara_does)):
        bridge = person.window.bridge
        annotation = bridge.session.catalogue.annotation(name)
        assert annotation is not None
        bridge.do(annotate.remove([annotation]) if note == "-" else annotate.set_note(annotation, note))
    ben.window.bridge.session.exchange()
    ben.quit()
    mara.window.activateWindow()
    mara.window.bridge.session.exchange()
    mara.window.bridge.session.catch_up()
    mara.settle()


def strip(person: Person) -> SettleStrip:
    return place(person).strip


def place(person: Person) -> SettlePlace:
    assert person.window.panel is not None
    found = person.window.panel.settling.place
    assert found is not None
    return found


def to_settle(person: Person) -> int:
    return person.window.bridge.session.catalogue.to_settle()


def next_to_settle(person: Person) -> None:
    person.key(Qt.Key.Key_J, CTRL | SHIFT)


def test_both_values_are_shown_and_one_is_taken_by_its_key_and_one_undo_takes_it_back(
        mara: Person, tmp_path: Path) -> None:
    name = mark(mara, "The harbour fee will rise")
    with_ben(mara, tmp_path / "ben", name, "a promise", "a threat")
    assert to_settle(mara) == 1
    mara.window.bridge.show_article(mara.window.bridge.article_ids()[1])
    next_to_settle(mara)
    assert mara.focused.id == name
    (group,) = strip(mara).groups
    assert group.title == "Note"
    said = [button.accessibleName() for button in group.buttons]
    assert [words.split(", ")[1] for words in said] == ["a promise", "a threat"]
    assert group.buttons[0] is mara.focus()
    mara.type("1")
    assert mara.focused.note == "a promise"
    assert to_settle(mara) == 0
    assert place(mara).isHidden()
    assert mara.focus() is mara.window.view
    mara.key(Qt.Key.Key_Z, CTRL)
    assert mara.focused.note == "a threat"


def test_a_removal_against_work_asks_whether_to_keep_it(mara: Person, tmp_path: Path) -> None:
    name = mark(mara, "The harbour fee will rise")
    with_ben(mara, tmp_path / "ben", name, "-", "I still work on it")
    next_to_settle(mara)
    (group,) = strip(mara).groups
    assert group.title == "Ben removed it while Mara worked on it: it is kept."
    mara.type("2")
    assert mara.annotations == []
    assert to_settle(mara) == 0
    mara.key(Qt.Key.Key_Z, CTRL)
    assert [each.id for each in mara.annotations] == [name]


def test_what_is_settled_does_not_ask_and_esc_leads_back_to_the_text(mara: Person, tmp_path: Path) -> None:
    next_to_settle(mara)
    assert mara.toasts() == ["Nothing is to settle"]
    name = mark(mara, "The harbour fee will rise")
    with_ben(mara, tmp_path / "ben", name, "a promise", "a threat")
    next_to_settle(mara)
    mara.key(Qt.Key.Key_Escape)
    assert mara.focus() is mara.window.view
    assert to_settle(mara) == 1


def history(person: Person) -> HistoryWindow:
    person.run("show.history")
    (found,) = [dialog for dialog in person.dialogs() if isinstance(dialog, HistoryWindow)]
    return found


def choose(chip: FilterChip, words: str) -> None:
    """Open the chip and choose by the words."""
    chip.choose(*next(choice for choice in chip._choices() if choice[1].startswith(words)))


def listed(window: HistoryWindow) -> list[str]:
    deeds = [window.model.deed(row) for row in range(window.model.rowCount())]
    return [deed.words for deed in deeds if deed is not None]


def test_the_history_of_an_annotation_says_what_was_before_and_after_and_restores_it(mara: Person) -> None:
    mark(mara, "The harbour fee will rise")
    for note in ("a promise", "a threat"):
        mara.window.bridge.do(annotate.set_note(mara.focused, note))
    window = history(mara)
    assert window.scope == "annotation"
    assert listed(window) == ["Edit note", "Edit note", "Mark claim"]
    assert "a promise  →  a threat" in window.steps.words()
    window.list.setFocus()
    mara.key(Qt.Key.Key_Down)
    assert window.steps.words()[-1] == "a promise"
    window.steps.buttons[0].setFocus()
    mara.key(Qt.Key.Key_Space)
    assert mara.focused.note == "a promise"
    mara.wait(lambda: len(listed(window)) == 4)
    mara.window.bridge.undo()
    assert mara.focused.note == "a threat"


def test_the_history_of_article_and_project_is_filtered_by_coder_and_enter_goes_there(
        mara: Person, tmp_path: Path) -> None:
    name = mark(mara, "The harbour fee will rise")
    with_ben(mara, tmp_path / "ben", name, "a promise", "a threat")
    mara.window.bridge.show_article(mara.window.bridge.article_ids()[1])
    window = history(mara)
    assert window.scope == "article"
    assert listed(window) == ["Import 1 article"]
    window.show_scope("project")
    assert listed(window)[:2] == ["Edit note", "Edit note"]
    choose(window.filters.who, "Ben")
    assert listed(window)[0] == "Edit note"
    assert "a promise" in window.steps.words()
    window.list.setFocus()
    mara.enter()
    assert mara.focused.id == name


def test_what_was_removed_is_restored_from_the_history(mara: Person) -> None:
    name = mark(mara, "The harbour fee will rise")
    mara.window.bridge.do(annotate.remove([mara.focused]))
    window = history(mara)
    assert listed(window)[:2] == ["Remove annotation", "Mark claim"]
    window.list.setFocus()
    mara.enter()
    assert any("is removed" in words for words in mara.toasts())
    mara.key(Qt.Key.Key_Down)
    window.steps.buttons[0].click()
    assert [each.id for each in mara.annotations] == [name]


def test_the_history_is_filtered_by_date_and_kind_and_all_is_shown_again(
        mara: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    name = mark(mara, "The harbour fee will rise")
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + 3 * 86_400 * 10**9)
    mara.window.bridge.do(annotate.set_note(mara.focused, "later"))
    mara.window.bridge.do(sources.create("Anna Berg")[1])
    window = history(mara)
    filters = window.filters
    assert window.scope == "annotation" and filters.kind.isHidden() and filters.merge.isHidden()
    today = f"{datetime.fromtimestamp(now / 1e9):%Y-%m-%d}"
    filters.date.take("", today)
    assert listed(window) == ["Mark claim"]
    filters.date.take(today, "")
    assert listed(window) == ["Edit note", "Mark claim"]
    window.show_scope("project")
    assert listed(window)[:2] == ["Add source", "Edit note"]
    filters.date.take("", today)
    assert listed(window)[0] == "Mark claim"
    choose(filters.kind, "Sources")
    assert listed(window) == [] and window._nothing.text() == "Nothing fits these filters."
    filters.date.take("", "")
    assert listed(window) == ["Add source"]
    filters._clear.click()
    assert len(listed(window)) > 3 and not filters.is_set
    assert mara.focused.id == name


def test_what_came_with_a_merge_is_listed_by_its_entry_its_button_and_its_chip(mara: Person, tmp_path: Path) -> None:
    name = mark(mara, "The harbour fee will rise")
    session = mara.window.bridge.session
    session.exchange()
    copy = tmp_path / "at home.annot"
    session.keeping().write_copy(copy)
    other = Session.open(copy, Coder("0192f0c1-0000-7000-8000-0000000000be", "Ben"), home=tmp_path / "ben")
    other.exchange()
    other.catch_up()
    found = other.catalogue.annotation(name)
    assert found is not None
    other.do(annotate.set_note(found, "by Ben"))
    other.exchange()
    other.close()
    mara.window.bridge.do(annotate.set_note(mara.focused, "by Mara"))
    session.keeping().merge(copy)
    session.catch_up()
    mara.window.bridge.focus("")
    window = history(mara)
    window.show_scope("project")
    assert listed(window)[0] == "Merge at home.annot"
    window.list.setCurrentIndex(window.model.index(0))
    window.steps.buttons[0].click()
    assert listed(window) == ["Edit note"]
    assert "by Ben" in " ".join(window.steps.words())
    mara.window.bridge.focus(name)
    window.show_scope("annotation")
    assert listed(window) == ["Edit note"]
    window.filters.clear()
    assert len(listed(window)) == 3
    window.show_scope("project")
    window.list.setFocus()
    window.list.setCurrentIndex(window.model.index(0))
    mara.enter()
    assert listed(window) == ["Edit note"]
    assert window.filters.merge.text().startswith("at home.annot")
    assert check(window) >= 8
