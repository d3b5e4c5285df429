"""Before a project is opened: a file that would not stay, and one that cannot be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.corpus.errors import DAMAGED, Fault, FileFault
from annotator.settings import home
from annotator.ui.dialogs import keep_where
from annotator.ui.opening import can_be_opened, can_recover, kept_somewhere
from tests import builders


@pytest.fixture
def path(tmp_path: Path) -> Path:
    session = builders.project(tmp_path)
    session.exchange()
    session.close()
    return session.path


def test_a_file_in_a_place_of_its_own_is_opened_there_unasked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep_where, "_asked", lambda *_: pytest.fail("nobody is to be asked"))
    assert kept_somewhere(path, None) == path
    assert kept_somewhere(path.with_name("missing.annot"), None) == path.with_name("missing.annot")


@pytest.mark.parametrize(("answer", "where"), [("keep", "kept.annot"), ("open", "7zO4F2A/mail.annot"), ("", None)])
def test_a_file_that_would_not_stay_is_asked_about(
        tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, where: str | None) -> None:
    passing = tmp_path / "7zO4F2A" / "mail.annot"
    passing.parent.mkdir()
    path.rename(passing)
    shutil.rmtree(home() / "replicas")
    monkeypatch.setattr(keep_where, "_asked", lambda *_: answer)
    monkeypatch.setattr(keep_where, "ask_place", lambda *_: tmp_path / "kept.annot")
    found = kept_somewhere(passing, None)
    assert found == (tmp_path / where if where else None)
    assert found is None or found.exists()
    assert passing.exists(), "it is not ours to remove"


def test_a_copy_of_a_known_project_needs_no_place(
        tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passing = tmp_path / "7zO4F2A" / "mail.annot"
    passing.parent.mkdir()
    shutil.copy(path, passing)
    monkeypatch.setattr(keep_where, "_asked", lambda *_: pytest.fail("nobody is to be asked"))
    assert kept_somewhere(passing, None) == passing


def test_what_this_computer_has_can_be_opened_without_its_file(path: Path, tmp_path: Path) -> None:
    lost = FileFault("It cannot be read", "it is damaged", state=DAMAGED)
    assert can_recover(path, lost)
    assert not can_recover(path, Fault("It cannot be read", "it is newer"))
    assert not can_recover(tmp_path / "other.annot", lost)
    path.unlink()
    assert can_be_opened(path) and not can_be_opened(tmp_path / "other.annot")
