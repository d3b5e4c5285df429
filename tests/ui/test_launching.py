"""From the command to the window: files that are handed over, in whatever way a desktop does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from annotator.ui.application import Application
from annotator.ui.dialogs.fault import FaultDialog
from annotator.ui.launching import NO_ANSWER
from tests.hooks import hooks
from tests.scenarios.windows import application

__all__ = ["application", "hooks"]


def made(application: Application, path: Path) -> Path:
    window = application.new_project(path)
    assert window is not None
    return path


def faults() -> list[str]:
    return [each.accessibleName() for each in QApplication.topLevelWidgets() if isinstance(each, FaultDialog)]


def test_a_file_that_the_finder_hands_over_is_opened_and_the_same_one_once(application: Application,
                                                                           tmp_path: Path) -> None:
    path = made(application, tmp_path / "Étude 100 %.annot")
    other = made(application, tmp_path / "other.annot")
    for _ in range(2):
        assert application.eventFilter(application, QFileOpenEvent(QUrl.fromLocalFile(str(path))))
    assert [window.bridge.session.path for window in application.windows] == [path, other]


def test_files_of_a_later_process_stand_in_windows_of_this_one(application: Application, tmp_path: Path) -> None:
    one, two = made(application, tmp_path / "one.annot"), tmp_path / "two.db"
    made(application, tmp_path / "two.annot").rename(two)
    application.windows[-1].close()
    QApplication.processEvents()
    application.come_forward([one, two])
    assert [window.bridge.session.path for window in application.windows] == [one, two]
    application.come_forward([])
    assert len(application.windows) == 2


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\0" * 4080])
def test_a_file_that_only_pretends_is_refused_in_words(application: Application, tmp_path: Path,
                                                       content: bytes) -> None:
    path = tmp_path / "pretends.annot"
    path.write_bytes(content)
    application.come_forward([path])
    assert application.windows == []
    (said,) = faults()
    assert "pretends.annot" in said
    assert path.read_bytes() == content


def test_where_the_first_process_does_not_answer_a_person_is_told(application: Application) -> None:
    application.say(NO_ANSWER)
    assert faults() == [str(NO_ANSWER)]


def test_a_home_that_cannot_be_written_is_named_and_the_program_stays(
        application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "a file" / "home"))
    assert application.new_project(tmp_path / "one.annot") is None
    (said,) = faults()
    assert str(tmp_path / "a file") in said
