"""What two people set unseen of each other is settled in place; what was done before is seen and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.actions import annotate
from annotator.corpus.team import Coder
from annotator.ui.dialogs.history_window import HistoryWindow
from annotator.ui.widgets.settle_place import SettlePlace
from annotator.ui.widgets.settle_strip import SettleStrip
from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.driver import CTRL, SHIFT, Person, faithful

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
    window.coders.setCurrentIndex(window.coders.findText("Ben"))
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
