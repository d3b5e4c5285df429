"""What goes wrong in a working day: the file, the disk, our own mistakes. No work is lost, and the window says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.corpus.errors import Fault
from annotator.session import Session
from annotator.settings import home, load
from annotator.ui.application import Application
from annotator.ui.crash import Reporter
from annotator.ui.dialogs import waiting
from annotator.ui.dialogs.fault import FaultDialog
from annotator.ui.exchange_thread import Saved
from annotator.ui.theme import load_theme
from tests.hooks import hooks
from tests.scenarios.articles import HARBOUR
from tests.scenarios.driver import Person, faithful
from tests.somebody import somebody

__all__ = ["hooks", "somebody"]

ESCAPE = Qt.Key.Key_Escape


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks for the file often, so that nobody waits."""
    monkeypatch.setattr("annotator.ui.exchange_thread.POLL", 0.05)
    monkeypatch.setattr("annotator.ui.exchange_thread.SETTLE", 0.02)


@pytest.fixture
def person(qtbot: object, tmp_path: Path, quick: None) -> Iterator[Person]:
    (tmp_path / "share").mkdir()
    someone = Person(tmp_path / "share" / "port.annot", make=True, online=True)
    someone.add("The harbour fee", HARBOUR)
    someone.wait(lambda: someone.window.bridge.session.waiting() == 0)
    yield someone
    someone.window.handlers.may_close = closes  # type: ignore[method-assign]
    someone.quit()


def closes(_saved: Saved) -> bool:
    return True


def mark(person: Person, words: str) -> None:
    person.select(words)
    person.type("1")
    person.key(ESCAPE)


def test_a_drive_that_goes_away_is_told_and_work_goes_on_until_it_is_back(person: Person, tmp_path: Path) -> None:
    window = person.window
    (tmp_path / "share").rename(tmp_path / "gone")
    mark(person, "Are we too patient?")
    mark(person, "six additional boats")
    person.wait(lambda: window.banner.isVisible() and "wait for the file" in window.status.text())
    assert "cannot be reached" in window.banner.text
    assert len(person.annotations) == 2
    faithful(person)
    (tmp_path / "gone").rename(tmp_path / "share")
    person.wait(lambda: not window.banner.isVisible())
    assert "in the shared file" in window.status.text()
    assert window.bridge.session.waiting() == 0


def test_the_banner_can_be_told_to_try_again(person: Person, tmp_path: Path) -> None:
    (tmp_path / "share").rename(tmp_path / "gone")
    mark(person, "six additional boats")
    person.wait(person.window.banner.isVisible)
    (tmp_path / "gone").rename(tmp_path / "share")
    button = next(b for b in person.window.banner.findChildren(QPushButton) if b.text() == "Try again")
    button.click()
    person.wait(lambda: not person.window.banner.isVisible())


def test_garbage_in_the_files_place_is_left_alone_and_nothing_is_lost(person: Person) -> None:
    whole = person.path.read_bytes()
    person.path.write_bytes(b"not a project at all " * 200)
    mark(person, "six additional boats")
    person.wait(person.window.banner.isVisible)
    assert person.path.read_bytes() == b"not a project at all " * 200
    assert len(person.annotations) == 1
    faithful(person)
    person.path.write_bytes(whole)
    person.wait(lambda: not person.window.banner.isVisible())
    assert person.window.bridge.session.waiting() == 0


def test_another_project_in_the_files_place_is_left_alone(person: Person, tmp_path: Path) -> None:
    coder = person.window.bridge.session.coder
    other = Session.create(tmp_path / "other.annot", coder, home=tmp_path / "elsewhere",
                           codebook=person.window.bridge.session.catalogue.codebook())
    other.close()
    person.path.unlink()
    (tmp_path / "other.annot").rename(person.path)
    before = person.path.read_bytes()
    mark(person, "six additional boats")
    person.wait(person.window.banner.isVisible)
    assert "another project" in person.window.banner.text
    assert person.path.read_bytes() == before


def test_a_file_that_is_only_read_is_told_and_the_work_waits_here(somebody: Path, quick: None, qtbot: object) -> None:
    person = Person(somebody / "port.annot", make=True, online=True)
    person.add("The harbour fee", HARBOUR)
    person.wait(lambda: person.window.bridge.session.waiting() == 0)
    person.path.chmod(0o444)
    mark(person, "six additional boats")
    person.wait(person.window.banner.isVisible)
    assert "read-only" in person.window.banner.text
    assert "wait for the file" in person.window.status.text() or "waits for the file" in person.window.status.text()
    person.path.chmod(0o644)
    person.wait(lambda: not person.window.banner.isVisible())
    person.quit()


def test_what_the_disk_refuses_is_not_on_the_screen(person: Person) -> None:
    replica = person.window.bridge.session.replica
    mark(person, "six additional boats")
    person.wait(lambda: person.window.bridge.session.waiting() == 0)
    with replica.lock:
        pages = replica.db.execute("PRAGMA page_count").fetchone()[0]
        replica.db.execute(f"PRAGMA max_page_count={pages}").fetchall()
    refused = False
    for start in range(0, 600, 2):
        person.window.view.setFocus()
        person.window.view.select(start, start + 40)
        person.type("1")
        if dialogs := person.window.findChildren(FaultDialog):
            refused = True
            for dialog in dialogs:
                assert "was not saved" in dialog.accessibleName()
                dialog.close()
            break
        person.key(ESCAPE)
    assert refused, "the disk was never full"
    person.settle()
    faithful(person)
    count = len(person.annotations)
    with replica.lock:
        replica.db.execute("PRAGMA max_page_count=1000000").fetchall()
    person.window.view.select(0, 30)
    person.window.view.setFocus()
    person.type("1")
    assert len(person.annotations) == count + 1, "with room again the work goes on"
    faithful(person)


def test_a_mistake_of_ours_is_shown_with_a_report_and_the_work_is_there_at_the_next_start(
        person: Person, hooks: None) -> None:
    reporter = Reporter(person.window, load_theme("light"))
    mark(person, "six additional boats")
    words = person.window.bridge.text[:40]

    def broken() -> None:
        raise KeyError(words)

    loop = QEventLoop()
    reporter.heard.connect(loop.quit)
    QTimer.singleShot(0, broken)
    QTimer.singleShot(5_000, loop.quit)
    loop.exec()  # as the application's own loop, where Qt hands a slot's exception to the hook
    assert reporter.dialog is not None and "KeyError" in reporter.last_report
    assert words not in reporter.last_report, "a report quotes no article"
    reporter.dialog.close()
    other = Session.open(person.path, person.window.bridge.session.coder, home=home())
    article = other.catalogue.article_ids()[0]
    assert [a.words(other.catalogue.text(article)) for a in other.catalogue.annotations(article)] == [
        "six additional boats"]
    other.close()


@pytest.mark.parametrize("wants", [False, True])
def test_closing_asks_when_work_could_not_go_into_the_file(
        person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wants: bool) -> None:
    asked: list[Saved] = []

    def answer(_parent: object, saved: Saved, _send: object) -> bool:
        asked.append(saved)
        return wants

    monkeypatch.setattr(waiting, "may_close", answer)
    (tmp_path / "share").rename(tmp_path / "gone")
    mark(person, "six additional boats")
    window = person.window
    closed = window.close()
    assert closed is wants
    assert len(asked) == 1 and asked[0].waiting > 0 and isinstance(asked[0].fault, Fault)
    (tmp_path / "gone").rename(tmp_path / "share")
    if wants:
        again = Person(person.path)
        assert len(again.annotations) == 1
        person.window = again.window  # the fixture closes it
        return
    person.wait(lambda: window.bridge.session.waiting() == 0)
    mark(person, "Nobody has apologised")
    assert len(person.annotations) == 2


def test_a_project_that_is_missing_damaged_or_not_ours_never_opens_an_empty_window(
        qtbot: object, tmp_path: Path, hooks: None) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    application = Application(app)
    try:
        (tmp_path / "text.annot").write_text("only text")
        (tmp_path / "folder.annot").mkdir()
        for name in ("missing.annot", "text.annot", "folder.annot"):
            assert application.open_project(tmp_path / name) is None
            shown = [w for w in app.topLevelWidgets() if isinstance(w, FaultDialog) and w.isVisible()]
            dialogs = shown or [w for top in app.topLevelWidgets() for w in top.findChildren(FaultDialog)]
            assert dialogs, name
            for dialog in dialogs:
                dialog.close()
            QApplication.processEvents()
        assert application.windows == []
        assert not (tmp_path / "missing.annot").exists()
        assert (tmp_path / "text.annot").read_text() == "only text"
    finally:
        app.removeEventFilter(application)
        if application._welcome is not None:
            application._welcome.close()
    assert load().coder
