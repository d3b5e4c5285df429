"""One process for all windows: handing over, and what happens when the first one is dead, mute or nowhere."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui import instance
from annotator.ui.instance import Instance, Part, place
from tests.shared import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="sockets are pipes there")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short one: a socket's path may have a hundred bytes."""
    with tempfile.TemporaryDirectory(prefix="i-") as made:
        yield Path(made)


@pytest.fixture
def first(folder: Path, qtbot: QtBot) -> Iterator[Instance]:
    made = Instance(folder)
    assert made.begin([]) is Part.FIRST
    made.listen()
    yield made
    made.end()


VARIABLES = {**os.environ, "PYTHONPATH": str(ROOT)}
LATER = (
    "import sys; from pathlib import Path; from annotator.ui.instance import Instance\n"
    "print(Instance(Path(sys.argv[1])).begin([Path(each) for each in sys.argv[2:]], patience=20).value)"
)


def later(folder: Path, *paths: str | bytes) -> subprocess.Popen[str]:
    """Another process, which says what becomes of it."""
    command: list[str | bytes | Path] = [sys.executable, "-c", LATER, folder, *paths]
    return subprocess.Popen(command, env=VARIABLES, stdout=subprocess.PIPE, text=True)


def what_became(process: subprocess.Popen[str]) -> str:
    return process.communicate(timeout=30)[0].strip()


def test_a_later_one_hands_its_files_over_whatever_they_are_called(first: Instance, folder: Path, qtbot: QtBot) -> None:
    paths = ["/data/Étude 100 % “final”.annot", "/data/no extension", os.fsdecode(b"/data/\xff.db")]
    with qtbot.waitSignal(first.asked, timeout=20_000) as asked:
        other = later(folder, *paths)
    assert asked.args == [[Path(path) for path in paths]]
    assert what_became(other) == "done"


def test_one_that_comes_while_the_first_is_starting_waits_for_it(folder: Path, qtbot: QtBot) -> None:
    made = Instance(folder)
    assert made.begin([]) is Part.FIRST
    other = later(folder, "/a.annot")
    qtbot.wait(400)
    assert other.poll() is None
    with qtbot.waitSignal(made.asked, timeout=20_000):
        made.listen()
    assert what_became(other) == "done"
    made.end()


def test_one_that_gets_no_answer_works_alone(folder: Path) -> None:
    """The first process hangs: the system takes the connection, and nobody reads it."""
    made = Instance(folder)
    assert made.begin([]) is Part.FIRST
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(made.address)
        mute.listen()
        assert Instance(folder).begin([Path("/a.annot")], patience=0.2) is Part.ALONE
    made.end()


def test_after_kill_9_the_next_one_is_the_first_and_can_be_asked(folder: Path, qtbot: QtBot) -> None:
    script = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
        "app = QCoreApplication([])\n"
        "from annotator.ui.instance import Instance; one = Instance(Path(sys.argv[1])); one.begin([]); one.listen()\n"
        "print('there', flush=True); app.exec()"
    )
    with subprocess.Popen([sys.executable, "-c", script, folder], env=VARIABLES, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdout.readline() == b"there\n"
        process.send_signal(signal.SIGKILL)
    assert {path.name for path in folder.iterdir()} == {"lock", "socket"}
    next_one = Instance(folder)
    assert next_one.begin([]) is Part.FIRST
    next_one.listen()
    with qtbot.waitSignal(next_one.asked, timeout=20_000):
        other = later(folder)
    assert what_became(other) == "done"
    next_one.end()


def test_who_ends_leaves_the_place_to_the_next(first: Instance, folder: Path) -> None:
    first.end()
    assert Instance(folder).begin([]) is Part.FIRST


@pytest.mark.parametrize("said", [b"\n", b"[]\n", b'{"paths": 3}\n', b"\xff\xfe\n"])
def test_what_no_program_of_ours_says_opens_nothing(first: Instance, qtbot: QtBot, said: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as stranger, qtbot.assertNotEmitted(first.asked, wait=80):
        stranger.connect(first.address)
        stranger.sendall(said)


def test_without_a_place_everybody_works_alone() -> None:
    assert Instance(None).begin([]) is Part.ALONE


class TestPlace:
    def test_it_is_in_the_runtime_folder_and_ours_alone(self, tmp_path: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="r-") as runtime:
            found = place(tmp_path / "home", {"XDG_RUNTIME_DIR": runtime})
            assert found is not None and found.is_relative_to(runtime)
            assert found.is_absolute() and found.stat().st_mode & 0o777 == 0o700

    def test_two_homes_have_two(self, tmp_path: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="r-") as runtime:
            variables = {"XDG_RUNTIME_DIR": runtime}
            assert place(tmp_path / "one", variables) != place(tmp_path / "two", variables)

    def test_where_a_sockets_path_would_be_too_long_a_shorter_one_serves(self, tmp_path: Path) -> None:
        deep = tmp_path / ("long" * 30)
        deep.mkdir()
        found = place(tmp_path, {"XDG_RUNTIME_DIR": str(deep)})
        assert found is not None and not found.is_relative_to(deep)
        assert len(os.fsencode(found / "socket")) <= 100

    def test_a_folder_that_a_stranger_has_put_there_is_not_used(self, tmp_path: Path,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
        root = tmp_path / "open to all"
        root.mkdir()
        root.chmod(0o777)
        monkeypatch.setattr(instance, "_roots", lambda home, environment: [root])
        monkeypatch.setattr(instance, "_LONGEST", 1000)
        assert place(tmp_path, {}) is None

    def test_where_nothing_can_be_written_there_is_none(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "a file").touch()
        monkeypatch.setattr(instance, "_roots", lambda home, environment: [tmp_path / "a file" / "below"])
        assert place(tmp_path, {}) is None
