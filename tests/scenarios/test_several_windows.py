"""One process, several windows: settings are shared, one project has one window, nothing is left behind."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from annotator.settings import load
from annotator.ui.application import Application
from tests import builders
from tests.hooks import hooks
from tests.scenarios.windows import application

__all__ = ["application", "hooks"]


def project(folder: Path, name: str) -> Path:
    session = builders.project(folder, name=name)
    builders.article(session)
    session.exchange()
    session.close()
    return session.path


def test_a_setting_chosen_in_one_window_forgets_no_project_opened_since(
        application: Application, tmp_path: Path) -> None:
    one, two = project(tmp_path, "one"), project(tmp_path, "two")
    first = application.open_project(one)
    assert first is not None and application.open_project(two) is not None
    first.bridge.choose(size=20)
    assert [Path(name) for name in load().recent] == [two, one]
    assert [window.bridge.settings.size for window in application.windows] == [20, 20]


def test_a_project_has_one_window_by_whatever_name_it_is_opened(application: Application, tmp_path: Path) -> None:
    path = project(tmp_path, "one")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.annot").symlink_to(path)
    window = application.open_project(path)
    for name in (tmp_path / "folder" / ".." / "one.annot", tmp_path / "link.annot"):
        assert application.open_project(name) is window
    assert application.windows == [window]


def test_a_project_that_cannot_be_read_at_the_first_opening_leaves_nothing_behind(
        application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project(tmp_path, "one")
    copy = Path(shutil.copy(path, tmp_path / "copy.annot"))
    content = bytearray(copy.read_bytes())
    content[4096 * 2:4096 * 6] = b"\xff" * (4096 * 4)
    copy.write_bytes(content)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    assert application.open_project(copy) is None
    assert list((tmp_path / "temporary").iterdir()) == []
