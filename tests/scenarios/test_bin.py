"""What was removed is found in the bin, also after a restart, and brought back by keyboard; one undo takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.actions import annotate, sources
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.ids import new_id
from annotator.corpus.team import Coder
from annotator.ui.dialogs.bin_window import BinWindow
from tests.hooks import hooks
from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.driver import CTRL, SHIFT, Person, faithful
from tests.ui.test_accessibility import check

__all__ = ["hooks"]

BEN = Coder("0192f0c1-0000-7000-8000-0000000000be", "Ben")


@pytest.fixture
def mara(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    session = someone.window.bridge.session
    session.rename_coder(Coder(session.coder.id, "Mara"))
    someone.add("The harbour fee", HARBOUR, published="2026-03-01")
    someone.add("Doubts", TUNNEL, published="2026-03-02")
    yield someone
    for dialog in someone.dialogs() if isValid(someone.window) else ():
        dialog.close()
    if isValid(someone.window):
        someone.quit()


def mark(person: Person, words: str, key: str = "1") -> str:
    person.select(words)
    person.type(key)
    return person.focused.id


def bin_of(person: Person) -> BinWindow:
    person.key(Qt.Key.Key_H, CTRL | SHIFT)
    person.settle()
    (found,) = [dialog for dialog in person.dialogs() if isinstance(dialog, BinWindow)]
    return found


def listed(window: BinWindow) -> list[tuple[str, ...]]:
    model = window.model
    return [tuple(str(model.data(model.index(row, column))) for column in range(1, 5))
            for row in range(model.rowCount())]


def open_article(person: Person, title: str) -> str:
    catalogue = person.window.bridge.session.catalogue
    name = next(one for one in catalogue.article_ids() if (found := catalogue.article(one)) and found.title == title)
    person.window.bridge.show_article(name)
    person.settle()
    return name


def test_what_was_removed_is_found_after_a_restart_restored_by_keyboard_and_that_is_undone(
        mara: Person, tmp_path: Path) -> None:
    harbour = open_article(mara, "The harbour fee")
    fee = mark(mara, "The harbour fee will rise")
    mara.key(Qt.Key.Key_Escape)
    mara.window.bridge.do(annotate.set_note(mara.window.bridge.find(fee), "a promise"))  # type: ignore[arg-type]
    mara.window.view.setFocus()
    mara.window.bridge.focus(fee)
    mara.type("0")
    source, change_set = sources.create("Anna Berg")
    mara.window.bridge.do(change_set)
    mara.window.bridge.do(sources.remove_members([source]))
    doubts = open_article(mara, "Doubts")
    mark(mara, mara.window.bridge.text[:20])
    assert mara.window.library is not None
    mara.window.library.remove(doubts)
    mara.quit()

    again = Person(mara.path)
    again.window.view.setFocus()
    window = bin_of(again)
    assert [row[1:] for row in listed(window)] == [
        ("Article, 1 annotation", "Doubts", ""), ("Source", "Anna Berg", ""),
        ("Claim", "The harbour fee will rise", "The harbour fee")]
    assert {row[0] for row in listed(window)} == {"Mara"}
    assert again.focus() is window.table
    again.key(Qt.Key.Key_End)
    assert "Note: a promise" in window.words.text()
    again.enter()
    assert "1 annotation restored" in again.toasts()
    again.window.bridge.show_article(harbour)
    assert [each.id for each in again.annotations] == [fee]
    assert len(listed(window)) == 2
    again.key(Qt.Key.Key_A, CTRL)
    assert window.words.text() == "2 things are chosen"
    assert window.needs.text() == "Comes back with them: 1 annotation."
    again.enter()
    assert "1 article and 1 source restored, and with them 1 annotation" in again.toasts()
    assert window._empty.title == "Nothing was removed"
    assert len(again.window.bridge.article_ids()) == 2
    again.key(Qt.Key.Key_Z, CTRL)
    again.wait(lambda: len(listed(window)) == 2)
    assert [each.id for each in again.annotations] == [fee]
    again.window.bridge.undo()
    again.wait(lambda: len(listed(window)) == 3)
    assert again.annotations == []
    faithful(again)
    window.close()
    again.quit()


def test_the_bin_is_filtered_by_kind_and_person_and_what_goes_meanwhile_appears(mara: Person) -> None:
    open_article(mara, "The harbour fee")
    fee = mark(mara, "The harbour fee will rise")
    bridge = mara.window.bridge
    source, change_set = sources.create("Anna Berg")
    bridge.do(change_set)
    bridge.do(sources.remove_members([source]))
    window = bin_of(mara)
    assert [row[1] for row in listed(window)] == ["Source"]
    me = bridge.session.coder
    bridge.session.switch(BEN)
    bridge.do(annotate.remove([bridge.find(fee)]))  # type: ignore[list-item]
    mara.wait(lambda: len(listed(window)) == 2)
    window.kinds.choose("annotation")
    assert [row[:2] for row in listed(window)] == [("Ben", "Claim")]
    window.kinds.choose("link")
    assert window._empty.title == "Nothing like that was removed"
    assert not window.restore.isEnabled()
    window.kinds.choose("")
    assert [words for _, words in window.who._choices()] == ["Ben", "Mara"]
    window.who.choose(me.id, "Mara")
    assert [row[:2] for row in listed(window)] == [("Mara", "Source")]


def test_a_blind_coder_finds_only_their_own_and_what_is_purged_goes(mara: Person) -> None:
    harbour = open_article(mara, "The harbour fee")
    fee = mark(mara, "The harbour fee will rise")
    bridge = mara.window.bridge
    bridge.do(annotate.remove([bridge.find(fee)]))  # type: ignore[list-item]
    window = bin_of(mara)
    assert len(listed(window)) == 1
    bridge.session.switch(BEN)
    bridge.session.be_blind(True)
    mara.wait(lambda: not listed(window))
    bridge.session.be_blind(False)
    mara.wait(lambda: len(listed(window)) == 1)
    bridge.do(ChangeSet([Change("purge", new_id(), {"article": harbour}, new=True)]))
    mara.wait(lambda: not listed(window))


def test_it_is_reached_from_the_library_and_every_control_has_a_name_and_a_size(mara: Person) -> None:
    open_article(mara, "The harbour fee")
    mark(mara, "The harbour fee will rise")
    mara.window.bridge.do(annotate.remove([mara.focused]))
    assert mara.window.library is not None
    mara.window.library._bin.click()
    mara.settle()
    (window,) = [dialog for dialog in mara.dialogs() if isinstance(dialog, BinWindow)]
    assert check(window) >= 8
    mara.window.library._bin.click()
    assert len([dialog for dialog in mara.dialogs() if isinstance(dialog, BinWindow)]) == 1
    mara.window.bridge.show_article(mara.window.bridge.article_ids()[1])
    window._show.click()
    assert mara.window.bridge.text == HARBOUR


def test_five_thousand_removed_things_are_listed_without_being_read(mara: Person) -> None:
    article = open_article(mara, "The harbour fee")
    open_article(mara, "Doubts")
    bridge = mara.window.bridge
    names = [new_id() for _ in range(5_000)]
    bridge.session.do(ChangeSet([Change("annotation", name, {"kind": "claim", "segments": [["content", 0, 5]]}, article,
                                        new=True) for name in names]))
    bridge.session.do(ChangeSet([Change("annotation", name, {"deleted": 1}, article) for name in names]))
    window = bin_of(mara)
    assert window.model.rowCount() == 5_000
    assert len(window.model._read) <= 200
    mara.key(Qt.Key.Key_A, CTRL)
    assert window.words.text() == "5,000 things are chosen"
    window.restore.click()
    assert mara.toasts()[-1] == "5,000 annotations restored"
    assert len(bridge.session.catalogue.annotations(article)) == 5_000
