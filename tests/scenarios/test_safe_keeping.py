"""Kept safe: backups, checks, fresh files, files that move, drives that go; and the truth about each of them."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from annotator.project.place import find
from annotator.session import Session
from annotator.settings import home
from annotator.ui.application import Application
from annotator.ui.background import Background
from annotator.ui.dialogs import paths
from annotator.ui.dialogs.backups_dialog import BackupsDialog
from annotator.ui.dialogs.check_dialog import CheckDialog
from annotator.ui.dialogs.fault import FaultDialog
from annotator.ui.dialogs.question import Question
from tests import builders
from tests.hooks import hooks
from tests.scenarios.articles import HARBOUR
from tests.scenarios.colleague import works_in
from tests.scenarios.driver import Person, faithful
from tests.scenarios.test_copies import application, opened, press, project, quick
from tests.somebody import somebody

__all__ = ["application", "hooks", "quick", "somebody"]


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    (tmp_path / "share").mkdir()
    yield from at_work(tmp_path / "share" / "Study.annot")


def at_work(path: Path) -> Iterator[Person]:
    someone = Person(path, make=True, online=True)
    someone.add("The harbour fee", HARBOUR)
    mark(someone, "six additional boats")
    someone.wait(lambda: someone.window.bridge.session.waiting() == 0)
    someone.wait(lambda: someone.window.bridge.session.keeping().backups())
    yield someone
    someone.window.handlers.may_close = lambda _saved: True  # type: ignore[method-assign]
    someone.quit()


def mark(person: Person, words: str) -> None:
    person.select(words)
    person.type("1")


def handed_over(person: Person) -> None:
    person.wait(lambda: person.window.bridge.session.waiting() == 0)


def dialog(person: Person, kind: type[Any]) -> Any:
    return next(d for d in person.dialogs() if isinstance(d, kind))


# --- backups ---

def test_going_back_to_a_backup_is_counted_first_and_one_undo_takes_it_back(person: Person) -> None:
    person.window.bridge.session.keeping().back_up("before a trial")
    mark(person, "Are we too patient?")
    mark(person, "Nobody has apologised")
    person.window.bridge.focus(next(a.id for a in person.annotations if person.words(a) == "six additional boats"))
    person.window.annotating.remove()
    person.run("keeping.backups")
    backups = dialog(person, BackupsDialog)
    person.wait(lambda: len(backups.model._held) == 2)
    rows = {str(row[1]): row for row in ([backups.model.data(backups.model.index(number, column))
                                          for column in range(5)] for number in range(2))}
    assert all(str(row[0]).startswith("Today") for row in rows.values())
    assert set(rows) == {"Before a trial", "First of the day"}  # in whatever order: made within a second
    assert rows["Before a trial"][2:] == ["1", "1", "3"]
    backups.table.selectRow(list(rows).index("Before a trial"))
    person.wait(backups.restore.isEnabled)
    assert backups.words.text().startswith("3 things would be otherwise: 2 removed, 1 brought back. ")
    backups.restore.click()
    person.settle()
    assert [person.words(a) for a in person.annotations] == ["six additional boats"]
    faithful(person)
    person.run("edit.undo")
    assert sorted(person.words(a) for a in person.annotations) == ["Are we too patient?", "Nobody has apologised"]


def test_backups_are_looked_into_one_after_the_other_and_one_that_is_spoilt_says_so(person: Person) -> None:
    keeping = person.window.bridge.session.keeping()
    keeping.folder.joinpath("2026-01-02T03-04-05.annot").write_bytes(b"nonsense " * 1000)
    person.run("keeping.backups")
    backups = dialog(person, BackupsDialog)
    person.wait(lambda: len(backups.model._held) == 2)
    assert backups.model.data(backups.model.index(1, 2)) == "unreadable"
    backups.table.selectRow(1)
    person.wait(lambda: "is not an Annotator project" in backups.words.text())
    assert not backups.restore.isEnabled()
    backups.close()


# --- checks and fresh files ---

def test_a_project_that_is_whole_is_said_to_be(person: Person) -> None:
    person.run("keeping.check")
    person.wait(lambda: any("All is well" in toast for toast in person.toasts()))


def test_what_the_check_can_mend_it_mends_and_says(person: Person) -> None:
    replica = person.window.bridge.session.replica
    replica.db.execute("DELETE FROM attribution").fetchall()
    replica.db.execute("UPDATE annotation SET kind='quote'").fetchall()
    person.run("keeping.check")
    person.wait(lambda: any(isinstance(d, CheckDialog) for d in person.dialogs()))
    check = dialog(person, CheckDialog)
    assert check.accessibleName() and check.list.item(0).text().startswith("Mended: table annotation")
    assert not check.mend.isVisible()
    assert replica.rows("SELECT DISTINCT kind FROM annotation") == [("claim",)]
    check.close()


def test_changes_that_the_file_has_lost_are_handed_over_again(person: Person) -> None:
    db = sqlite3.connect(person.path)
    db.execute("DELETE FROM op WHERE seq=(SELECT min(seq) FROM op WHERE kind='article')")
    db.commit()
    db.close()
    person.run("keeping.check")
    person.wait(lambda: any(isinstance(d, CheckDialog) for d in person.dialogs()))
    check = dialog(person, CheckDialog)
    assert check.list.item(0).text() == "Mended: Study.annot had lost 1 change that this computer has"
    person.wait(lambda: operations(person.path) == operations(person.window.bridge.session.replica.path))
    check.close()


def operations(path: Path) -> int:
    db = sqlite3.connect(path)
    try:
        return int(db.execute("SELECT count(*) FROM op").fetchone()[0])
    finally:
        db.close()


@pytest.mark.parametrize("how", ["missing", "damaged", "another"])
def test_a_file_that_is_lost_is_written_afresh_on_request(person: Person, tmp_path: Path, how: str) -> None:
    window, path = person.window, person.path
    assert not window.actions_.action("keeping.rewrite").isEnabled()
    if how == "another":
        shutil.copy(project(tmp_path, "other"), path)
    elif how == "damaged":
        path.write_bytes(b"nonsense " * 1000)
    else:
        path.unlink()
    mark(person, "Are we too patient?")
    person.wait(lambda: window.actions_.action("keeping.rewrite").isEnabled())
    assert f"file {'another project’s' if how == 'another' else how}" in window.status.text()
    assert "in the shared file" not in window.status.text()
    press(window, "Write a fresh project file…")
    dialog(person, Question).go.click()
    person.wait(lambda: not window.banner.isVisible())
    handed_over(person)
    kept = list(path.parent.glob("Study set aside *.annot"))
    assert len(kept) == (how != "missing")
    assert any("written afresh" in toast for toast in person.toasts())
    other = Session.open(path, builders.MARIA, home=tmp_path / "hers")
    other.exchange()
    other.catch_up()
    assert len(other.catalogue.annotations(other.catalogue.article_ids()[0])) == 2
    other.close()


def test_a_project_whose_file_is_gone_opens_from_this_computer(
        application: Application, tmp_path: Path, qtbot: QtBot) -> None:
    path = project(tmp_path)
    path.unlink()
    assert application.open_project(path) is None
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    faults = [w for top in app.topLevelWidgets() for w in [top, *top.findChildren(FaultDialog)]
              if isinstance(w, FaultDialog)]
    button = next(b for b in faults[0].findChildren(QPushButton) if b.text() == "Open what is on this computer")
    button.click()
    qtbot.waitUntil(lambda: bool(application.windows), timeout=10_000)
    window = application.windows[0]
    window.furnish()
    assert len(window.bridge.annotations()) == 1
    qtbot.waitUntil(lambda: "cannot be reached" in window.banner.text, timeout=10_000)
    window.handlers.keeping.rewrite()
    qtbot.waitUntil(path.exists, timeout=10_000)
    qtbot.waitUntil(lambda: not window.banner.isVisible(), timeout=10_000)


# --- the file is not what it was ---

def test_an_older_file_in_its_place_is_told_once_and_what_was_done_since_is_added_again(
        person: Person, tmp_path: Path) -> None:
    shutil.copy(person.path, tmp_path / "yesterday.annot")
    mark(person, "Are we too patient?")
    handed_over(person)
    (tmp_path / "yesterday.annot").replace(person.path)
    person.wait(lambda: person.window.banner.text.startswith("This file is older (today "))
    assert "has been added again" in person.window.banner.text
    press(person.window, "Understood")
    handed_over(person)
    QTest.qWait(200)
    assert not person.window.banner.isVisible()
    assert operations(person.path) == operations(person.window.bridge.session.replica.path)


def test_a_file_renamed_while_it_is_open_is_followed(person: Person, tmp_path: Path) -> None:
    new = person.path.with_name("Study of 2026.annot")
    person.path.rename(new)
    person.wait(lambda: "is called “Study of 2026.annot” now" in person.window.banner.text)
    mark(person, "Are we too patient?")
    handed_over(person)
    assert not person.path.exists(), "nothing is written under the old name"
    assert operations(new) == operations(person.window.bridge.session.replica.path)
    assert str(new) in person.window.bridge.settings.recent
    press(person.window, "Understood")
    assert not person.window.banner.isVisible()


def test_a_file_moved_elsewhere_goes_on_in_its_window_when_it_is_opened_there(
        application: Application, tmp_path: Path, qtbot: QtBot) -> None:
    path = project(tmp_path)
    window = opened(application, path)
    (tmp_path / "new place").mkdir()
    moved = path.rename(tmp_path / "new place" / path.name)
    qtbot.waitUntil(lambda: "cannot be reached" in window.banner.text, timeout=10_000)
    assert application.open_project(moved) is window
    qtbot.waitUntil(lambda: not window.banner.text, timeout=10_000)
    assert window.bridge.session.path == moved


def test_a_folder_made_read_only_is_said_in_words_and_work_goes_on(somebody: Path, qtbot: QtBot) -> None:
    folder = somebody / "share"
    folder.mkdir()
    for person in at_work(folder / "Study.annot"):
        journal = person.path.with_name("Study.annot-journal")
        journal.unlink(missing_ok=True)
        folder.chmod(0o555)
        mark(person, "Are we too patient?")
        person.wait(person.window.banner.isVisible)
        assert "read-only" in person.window.banner.text
        assert "Your work is saved on this computer" in person.window.banner.text
        person.wait(lambda: "for the file" in person.window.status.text())  # noqa: B023
        folder.chmod(0o755)
        person.wait(lambda: not person.window.banner.isVisible())  # noqa: B023
        handed_over(person)


def test_a_stick_pulled_out_and_put_back_loses_nothing(person: Person, tmp_path: Path) -> None:
    (tmp_path / "share").rename(tmp_path / "pulled out")
    mark(person, "Are we too patient?")
    person.wait(lambda: "file missing" in person.window.status.text())
    assert "its drive is not connected" in person.window.banner.text
    person.wait(lambda: "for the file" in person.window.status.text())
    works_in(tmp_path / "pulled out" / "Study.annot", tmp_path / "elsewhere", "Nobody has apologised")
    (tmp_path / "pulled out").rename(tmp_path / "share")
    person.wait(lambda: not person.window.banner.isVisible())
    person.wait(lambda: len(person.annotations) == 3)
    handed_over(person)


# --- copies to send, projects to make, forgetting ---

def test_a_copy_to_send_holds_everything(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "ask_place", lambda _parent, _title, _path: tmp_path / "for Maria.annot")
    person.run("keeping.send")
    person.wait(lambda: any("for Maria.annot" in toast for toast in person.toasts()))
    assert operations(tmp_path / "for Maria.annot") == operations(person.window.bridge.session.replica.path)


def test_a_new_project_from_this_one_opens_beside_it(
        application: Application, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened(application, project(tmp_path))
    monkeypatch.setattr(paths, "ask_new_project", lambda _parent, _name: tmp_path / "another.annot")
    window.actions_.action("project.new_from").trigger()
    qtbot.waitUntil(lambda: len(application.windows) == 2, timeout=10_000)
    other = application.windows[1]
    other.furnish()
    assert len(other.bridge.annotations()) == 1
    assert other.bridge.session.replica.project() != window.bridge.session.replica.project()


def test_a_project_is_forgotten_on_this_computer_and_its_file_stays(
        application: Application, tmp_path: Path, qtbot: QtBot) -> None:
    path = project(tmp_path)
    window = opened(application, path)
    folder = window.bridge.session.folder
    qtbot.waitUntil(lambda: window.bridge.session.waiting() == 0, timeout=10_000)
    window.actions_.action("keeping.forget").trigger()
    question = next(d for d in window.findChildren(Question) if d.isVisible())
    assert question.go.isEnabled()
    question.go.click()
    qtbot.waitUntil(lambda: not application.windows, timeout=10_000)
    assert not folder.exists() and path.exists()
    assert str(path) not in application.settings.recent
    again = opened(application, path)
    assert len(again.bridge.annotations()) == 1, "it comes back out of its file"


def test_with_changes_that_are_nowhere_else_the_name_has_to_be_typed(person: Person, tmp_path: Path) -> None:
    (tmp_path / "share").rename(tmp_path / "gone")
    mark(person, "Are we too patient?")
    person.wait(lambda: "for the file" in person.window.status.text())
    person.run("keeping.forget")
    question = dialog(person, Question)
    assert "only on this computer and would be lost" in question.accessibleName()
    assert not question.go.isEnabled()
    question.line.setText("Stud")
    assert not question.go.isEnabled()
    question.back.click()
    assert find(home(), person.window.bridge.session.replica.project()).replica.exists()


# --- closing ---

@pytest.mark.parametrize("sends", [True, False])
def test_at_closing_a_copy_can_be_sent_of_what_waits(
        person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sends: bool) -> None:
    (tmp_path / "share").rename(tmp_path / "gone")
    mark(person, "Are we too patient?")
    chosen = tmp_path / "what waits.annot" if sends else None
    monkeypatch.setattr(paths, "ask_place", lambda _parent, _title, _path: chosen)
    said: list[list[str]] = []

    def press_send() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append([button.text() for button in box.buttons()])
        next(button for button in box.buttons() if button.text() == "Send a copy…").click()

    QTimer.singleShot(0, press_send)
    window, replica = person.window, person.window.bridge.session.replica
    total = operations(replica.path)
    assert window.close() is sends
    assert sorted(said[0]) == ["Close anyway", "Send a copy…", "Wait"]
    (tmp_path / "gone").rename(tmp_path / "share")
    if sends:
        assert operations(tmp_path / "what waits.annot") == total
        person.window = Person(person.path).window
        assert isinstance(QApplication.activeModalWidget(), QDialog | None)
    else:
        handed_over(person)


def test_what_is_still_under_way_when_the_window_lets_go_is_not_heard_any_more(
    qtbot: QtBot, hooks: None, tmp_path: Path
) -> None:
    window = Person(tmp_path / "Study.annot", make=True).window
    let_go, heard = threading.Event(), list[object]()
    work = Background(lambda: let_go.wait(10), window.handlers.keeping, name="slow")
    work.finished.connect(heard.append)
    work.start()
    window.let_go()
    let_go.set()
    work._thread.join()
    QApplication.processEvents()
    assert heard == []
    window.deleteLater()
