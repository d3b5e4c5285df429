"""Copies of a project: what a sync service leaves is merged, all else is asked about once, and nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator.session import Session
from annotator.settings import home
from annotator.ui.application import Application
from annotator.ui.dialogs import keep_where, paths
from annotator.ui.dialogs.merge_dialog import MergeDialog
from annotator.ui.main_window import MainWindow
from tests import builders
from tests.hooks import hooks
from tests.scenarios.articles import HARBOUR
from tests.scenarios.colleague import copy_of, works_in
from tests.scenarios.driver import Person
from tests.scenarios.windows import application

__all__ = ["application", "hooks"]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks for the file often, so that nobody waits."""
    monkeypatch.setattr("annotator.ui.exchange_thread.POLL", 0.05)
    monkeypatch.setattr("annotator.ui.exchange_thread.SETTLE", 0.02)


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    (tmp_path / "share").mkdir()
    someone = Person(tmp_path / "share" / "Study.annot", make=True, online=True)
    someone.add("The harbour fee", HARBOUR)
    someone.select("six additional boats")
    someone.type("1")
    someone.wait(lambda: someone.window.bridge.session.waiting() == 0)
    yield someone
    someone.window.handlers.may_close = lambda _saved: True  # type: ignore[method-assign]
    someone.quit()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere"


def press(window: MainWindow, words: str) -> None:
    """Press a button of the banner, once it is in sight."""
    QApplication.processEvents()
    buttons = [b for b in window.banner.findChildren(QPushButton) if b.isVisible() and b.text() == words]
    assert buttons, [b.text() for b in window.banner.findChildren(QPushButton)]
    buttons[0].click()
    QApplication.processEvents()


def project(folder: Path, name: str = "Study") -> Path:
    session = builders.project(folder, name=name)
    builders.annotation(session, builders.article(session), "At some point")
    session.exchange()
    session.close()
    return session.path


def test_what_a_sync_service_left_is_merged_by_itself_told_once_and_tidied_away_on_request(
        person: Person, elsewhere: Path) -> None:
    copy = copy_of(person.path, "Study (conflicted copy 2026-11-28).annot")
    works_in(copy, elsewhere, "Are we too patient?", "Nobody has apologised")
    person.wait(lambda: "came from" in person.window.banner.text)
    assert person.window.banner.text == f"2 changes came from “{copy.name}”."
    assert len(person.annotations) == 3
    assert copy.exists(), "it is never moved by itself"
    keeping = person.window.bridge.session.keeping()
    assert any(backup.reason.startswith("before merging") for backup in keeping.backups())
    press(person.window, "Tidy away")
    person.wait(lambda: not copy.exists())
    assert (person.path.parent / "Study merged copies" / copy.name).exists()
    person.wait(lambda: not person.window.banner.isVisible())
    assert any("Study merged copies" in toast for toast in person.toasts())


def test_a_copy_that_stays_is_not_merged_again_and_again(person: Person, elsewhere: Path) -> None:
    copy = copy_of(person.path, "Study (conflicted copy).annot")
    works_in(copy, elsewhere, "Are we too patient?")
    person.wait(lambda: "came from" in person.window.banner.text)
    person.wait(lambda: person.window.bridge.session.keeping().answers.is_taken(copy))
    press(person.window, "Leave it there")
    assert not person.window.banner.isVisible()
    before = len(person.window.bridge.session.keeping().backups())
    (person.path.parent / "unrelated.txt").write_text("the folder is another now")
    QTest.qWait(300)
    assert len(person.window.bridge.session.keeping().backups()) == before
    assert not person.window.banner.isVisible()


def test_a_copy_with_a_name_of_its_own_beside_the_file_is_asked_about(person: Person, elsewhere: Path) -> None:
    copy = copy_of(person.path, "Study 2.annot")
    works_in(copy, elsewhere, "Are we too patient?")
    person.wait(lambda: "Study 2.annot" in person.window.banner.text)
    assert person.window.banner.text.endswith("with 1 change from Maria.")
    assert len(person.annotations) == 1, "nothing flows until it is answered"
    press(person.window, "Add them")
    person.wait(lambda: len(person.annotations) == 2)
    person.wait(lambda: not person.window.banner.isVisible())
    assert any(toast == "1 change came from “Study 2.annot”." for toast in person.toasts())


def test_left_alone_it_is_not_mentioned_again(person: Person, elsewhere: Path) -> None:
    copy = copy_of(person.path, "Study 2.annot")
    works_in(copy, elsewhere, "Are we too patient?")
    person.wait(lambda: "Study 2.annot" in person.window.banner.text)
    press(person.window, "Leave it")
    assert not person.window.banner.isVisible()
    (person.path.parent / "unrelated.txt").write_text("the folder is another now")
    QTest.qWait(300)
    assert not person.window.banner.isVisible()
    assert len(person.annotations) == 1


def test_a_copy_beside_the_file_can_be_made_a_project_of_its_own(person: Person, elsewhere: Path) -> None:
    copy = copy_of(person.path, "Study 2.annot")
    works_in(copy, elsewhere, "Are we too patient?")
    person.wait(lambda: "Study 2.annot" in person.window.banner.text)
    press(person.window, "It is a project of its own")
    person.wait(person.toasts)
    other = Session.open(copy, builders.MARA, home=home())
    assert other.original is None
    assert other.replica.project() != person.window.bridge.session.replica.project()
    other.close()


def test_a_chosen_copy_is_shown_first_and_added_only_then(
        person: Person, elsewhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = copy_of(person.path, "mail/from Maria.annot")
    works_in(copy, elsewhere, "Are we too patient?", note="Maria’s")
    person.window.bridge.do(builders_note(person, "Mara’s"))
    monkeypatch.setattr(paths, "ask_copy", lambda _parent: copy)
    person.run("keeping.merge")
    dialog = next(d for d in person.dialogs() if isinstance(d, MergeDialog))
    person.wait(dialog.accept_button.isEnabled)
    assert dialog.words.text() == "It has 2 changes from Maria, 1 to settle."
    assert len(person.annotations) == 1
    dialog.accept_button.click()
    person.wait(lambda: len(person.annotations) == 2)
    person.wait(lambda: any("1 to settle" in toast for toast in person.toasts()))
    person.wait(lambda: "1 to settle" in person.window.status.text())


def builders_note(person: Person, note: str) -> object:
    from annotator.corpus.change import Change, ChangeSet

    annotation = person.annotations[0]
    return ChangeSet([Change("annotation", annotation.id, {"note": note}, annotation.article)])


def test_a_file_that_is_no_copy_of_it_is_refused_in_words(
        person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = project(tmp_path, "other")
    monkeypatch.setattr(paths, "ask_copy", lambda _parent: other)
    person.run("keeping.merge")
    person.wait(lambda: any("another project" in d.accessibleName() for d in person.dialogs()))
    for dialog in person.dialogs():
        dialog.close()


# --- a copy that is opened ---

@pytest.fixture
def copied(tmp_path: Path, elsewhere: Path, application: Application) -> tuple[Path, Path]:
    """A project that this computer knows, and a copy from Maria."""
    path = project(tmp_path)
    copy = copy_of(path, "mail/Study.annot")
    works_in(copy, elsewhere, "At some point the burden", "$1.3 billion")
    return path, copy


def opened(application: Application, path: Path) -> MainWindow:
    window = application.open_project(path)
    assert window is not None
    window.furnish()
    return window


def test_an_opened_copy_is_asked_about_with_what_it_would_bring(
        application: Application, copied: tuple[Path, Path], qtbot: QtBot) -> None:
    path, copy = copied
    window = opened(application, copy)
    qtbot.waitUntil(lambda: "2 changes from Maria" in window.banner.text, timeout=10_000)
    assert str(path) in window.banner.text
    press(window, "Add them")
    qtbot.waitUntil(lambda: [w.bridge.session.path for w in application.windows] == [path], timeout=10_000)
    project = application.windows[0]
    qtbot.waitUntil(lambda: len(project.bridge.annotations()) == 3, timeout=10_000)
    assert application.open_project(copy) is not None


def test_only_read_is_asked_once_and_can_be_decided_again(
        application: Application, copied: tuple[Path, Path], qtbot: QtBot) -> None:
    _, copy = copied
    window = opened(application, copy)
    qtbot.waitUntil(lambda: "2 changes" in window.banner.text, timeout=10_000)
    press(window, "Only read it")
    assert "only read here" in window.banner.text
    assert not window.actions_.action("keeping.backups").isEnabled()
    window.close()
    QApplication.sendPostedEvents()
    again = opened(application, copy)
    assert "only read here" in again.banner.text and "Looking" not in again.banner.text
    press(again, "Decide again…")
    qtbot.waitUntil(lambda: "2 changes" in again.banner.text, timeout=10_000)


def test_a_project_of_its_own_takes_the_windows_place_and_can_be_worked_in(
        application: Application, copied: tuple[Path, Path], qtbot: QtBot) -> None:
    path, copy = copied
    window = opened(application, copy)
    qtbot.waitUntil(lambda: "2 changes" in window.banner.text, timeout=10_000)
    press(window, "It is a project of its own")
    qtbot.waitUntil(lambda: application.windows != [window], timeout=10_000)
    own = application.windows[0]
    own.furnish()
    assert own.bridge.session.path == copy and own.bridge.session.original is None
    assert len(own.bridge.annotations()) == 3
    original = opened(application, path)
    assert len(original.bridge.annotations()) == 1, "nothing flows between them"


def test_a_file_out_of_a_mail_is_given_a_place_first(
        application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project(tmp_path)
    passing = tmp_path / "mozilla_maria0" / "Study.annot"
    passing.parent.mkdir()
    shutil.move(made, passing)
    shutil.rmtree(home() / "replicas")
    monkeypatch.setattr(keep_where, "_asked", lambda _parent, _path: "keep")
    monkeypatch.setattr(keep_where, "ask_place", lambda _parent, _title, _path: tmp_path / "kept.annot")
    window = application.open_project(passing)
    assert window is not None and window.bridge.session.path == tmp_path / "kept.annot"
    assert len(window.bridge.annotations()) == 1


def test_or_it_is_not_opened_at_all(application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project(tmp_path)
    passing = tmp_path / "Temp1_mail.zip" / "Study.annot"
    passing.parent.mkdir()
    shutil.move(made, passing)
    shutil.rmtree(home() / "replicas")
    monkeypatch.setattr(keep_where, "_asked", lambda _parent, _path: "")
    assert application.open_project(passing) is None
    assert application.windows == []
