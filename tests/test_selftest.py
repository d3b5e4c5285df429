"""`annotator --selftest`: an installation that is whole says so, one that is not says what is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import selftest
from annotator.corpus.errors import Fault
from tests.shared import ROOT


def run(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "ANNOTATOR_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "annotator", "--selftest", *words]
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=100)


def test_a_whole_installation_says_so_and_touches_nobodys_home(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("All is well\n")
    assert [line.split()[1] for line in done.stdout.splitlines()[1:-1]] == list(selftest.LOOKS)
    assert not (tmp_path / "home").exists()


def test_a_resource_that_is_missing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    shutil.rmtree(tmp_path / "resources" / "themes")
    monkeypatch.setattr("annotator.settings.resource", lambda *parts: (tmp_path / "resources").joinpath(*parts))
    seen = selftest.Run(tmp_path)
    seen.see("resources", selftest.LOOKS["resources"])
    assert seen.failed == ["resources"]
    assert "nothing in themes" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_fails_the_look_and_not_the_run(tmp_path: Path,
                                                                  capsys: pytest.CaptureFixture[str]) -> None:
    def look(run: selftest.Run) -> str:
        raise Fault("x.pdf cannot be imported", "it is damaged")

    seen = selftest.Run(tmp_path)
    seen.see("in", look)
    assert seen.failed == ["in"]
    assert "FAILED in" in capsys.readouterr().out
