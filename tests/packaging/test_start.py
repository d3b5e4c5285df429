"""`python3 packaging/start.py`: what it says when something is missing, and that it goes on where it stopped."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import environment
import pytest
import system_libraries
import tasks
from trouble import Trouble

from tests.shared import ROOT

START = ROOT / "packaging" / "start.py"
posix = pytest.mark.skipif(os.name == "nt", reason="programs are shell scripts here")


def find_python(version: str) -> str | None:
    """Find one that runs: a name on the path may be a shim with nothing behind it, and pyenv keeps some elsewhere."""
    kept = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv", "versions")
    for candidate in (shutil.which(f"python{version}"), *kept.glob(f"{version}.*/bin/python{version}")):
        if candidate and subprocess.run([candidate, "-c", ""], capture_output=True).returncode == 0:
            return str(candidate)
    return None


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_its_first_page_is_parsed_by_a_python_that_is_too_old() -> None:
    ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("version", ["2.7", "3.6", "3.8", "3.10"])
def test_an_old_python_says_which_one_is_needed_and_what_to_type(version: str) -> None:
    python = find_python(version)
    if python is None:
        pytest.skip(f"no Python {version} here")
    done = subprocess.run([python, START], capture_output=True, text=True)
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed; this is Python " in done.stderr
    assert "python3.12 packaging/start.py" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("variables", "system", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "minimal:enable_fonts"}, "linux", False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "win32", False),
    ],
)
def test_a_window_is_shown_where_there_is_a_display(variables: dict[str, str], system: str, expected: bool) -> None:
    assert tasks.has_display(variables, system) is expected


def test_further_words_go_to_pytest_and_are_refused_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.read_words(["test", "tests/corpus", "-k", "split"])[1] == ["tests/corpus", "-k", "split"]
    parsed, further = tasks.read_words(["test", "--packages", "tests/packaging"])
    assert parsed.packages and further == ["tests/packaging"]
    with pytest.raises(SystemExit):
        tasks.read_words(["dekstop"])
    assert "dekstop" in capsys.readouterr().err


class TestLibrariesOfTheSystem:
    def test_a_library_that_cannot_be_loaded_is_named_with_its_package(self) -> None:
        wanted = {"libnowhere-to-be-found.so.1": "libnowhere1"}
        assert system_libraries.missing(wanted) == wanted

    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux")
    def test_a_library_that_is_there_is_not_asked_for(self) -> None:
        assert system_libraries.missing({"libc.so.6": "libc6"}) == {}

    def test_a_window_under_wayland_does_not_ask_for_x11(self) -> None:
        wanted = system_libraries.needed(window=True, variables={"WAYLAND_DISPLAY": "wayland-0"})
        assert "libwayland-client.so.0" in wanted
        assert "libxcb-cursor.so.0" not in wanted

    def test_off_screen_asks_for_no_window_library(self) -> None:
        wanted = system_libraries.needed(window=False, variables={"DISPLAY": ":0"})
        assert "libEGL.so.1" in wanted
        assert "libxcb-cursor.so.0" not in wanted

    @posix
    def test_one_who_may_not_install_gets_the_one_line_to_run(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        program(tmp_path, "apt-get", "exit 99")
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        with pytest.raises(Trouble) as caught:
            system_libraries.install_or_explain("Qt lacks", "libEGL.so.1", ["libegl1", "libgl1"])
        assert "sudo apt-get install libegl1 libgl1" in caught.value.remedy
        assert "libEGL.so.1" in str(caught.value)

    @posix
    def test_root_on_debian_has_the_packages_installed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        program(tmp_path, "apt-get", f'echo "$@" >> "{tmp_path}/calls"')
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        system_libraries.install_or_explain("Qt lacks", "libEGL.so.1", ["libegl1"])
        update, install = (tmp_path / "calls").read_text().splitlines()
        assert update.startswith("update")
        assert install.startswith("install -y") and install.endswith("libegl1")

    @posix
    def test_a_system_without_apt_is_told_the_packages_names(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(Trouble, match="libegl1"):
            system_libraries.install_or_explain("Qt lacks", "libEGL.so.1", ["libegl1"])


class TestEnvironment:
    @pytest.fixture(autouse=True)
    def place(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Let the environment stand in a folder of this test."""
        venv = tmp_path / ".venv"
        monkeypatch.setattr(environment, "VENV", venv)
        monkeypatch.setattr(environment, "STAMP", venv / "annotator-stamp.json")
        return venv

    def test_none_is_found_where_none_is(self) -> None:
        assert environment.probe() is None

    def test_one_that_was_cut_off_while_it_was_made_does_not_count(self, place: Path) -> None:
        environment.python().parent.mkdir(parents=True)
        environment.python().write_bytes(b"half a")
        assert environment.probe() is None

    def test_one_that_was_moved_does_not_count(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(environment, "python", lambda: Path(sys.executable))
        place.mkdir()
        assert environment.probe() is None

    def test_one_that_works_is_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(environment, "VENV", Path(sys.prefix))
        monkeypatch.setattr(environment, "python", lambda: Path(sys.executable))
        assert environment.probe() == ".".join(map(str, sys.version_info[:3]))

    def test_a_stamp_answers_only_for_its_lock_its_python_and_its_place(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stamp = environment.fingerprint("application", "3.11.7")
        assert environment.fingerprint("application", "3.11.7") == stamp
        assert environment.fingerprint("application", "3.12.1") != stamp
        assert environment.fingerprint("test", "3.11.7") != stamp
        changed = tmp_path / "lock.txt"
        changed.write_bytes(environment.LOCKS["application"].read_bytes() + b"one-more==1\n")
        monkeypatch.setitem(environment.LOCKS, "application", changed)
        assert environment.fingerprint("application", "3.11.7") != stamp

    @pytest.mark.parametrize("content", ["", "{", '{"a": 1}', "null"])
    def test_a_damaged_stamp_means_that_nothing_is_installed(self, place: Path, content: str) -> None:
        place.mkdir()
        environment.STAMP.write_text(content)
        assert environment.read_stamp() == []

    def test_the_second_start_installs_nothing(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        installed: list[str] = []
        monkeypatch.setattr(environment, "probe", lambda: "3.11.7")
        monkeypatch.setattr(environment, "install", installed.append)
        place.mkdir()
        environment.make("test")
        environment.make("application")
        environment.make("test")
        assert installed == ["test"]

    def test_an_installation_that_was_cut_off_is_done_again(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        tried: list[str] = []

        def cut_off_once(group: str) -> None:
            tried.append(group)
            if len(tried) == 1:
                raise KeyboardInterrupt

        monkeypatch.setattr(environment, "probe", lambda: "3.11.7")
        monkeypatch.setattr(environment, "install", cut_off_once)
        place.mkdir()
        with pytest.raises(KeyboardInterrupt):
            environment.make("application")
        environment.make("application")
        environment.make("application")
        assert tried == ["application", "application"]

    def test_a_full_disk_is_noticed_before_the_download(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(environment.NEEDED_MEGABYTES, "application", 10**9)
        with pytest.raises(Trouble, match="too little room"):
            environment.check_room("application")


class TestWhatPipSays:
    """Real words of a real pip, without leaving this machine."""

    @pytest.fixture(autouse=True)
    def this_python(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(environment, "python", lambda: Path(sys.executable))
        for name in ("PIP_FIND_LINKS", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)

    def test_no_network_is_called_by_its_name(self, tmp_path: Path) -> None:
        nowhere = ["--index-url", "http://127.0.0.1:9/simple", "--retries", "1", "--target", str(tmp_path)]
        with pytest.raises(Trouble) as caught:
            environment.pip(*nowhere, "annotator-no-such-package")
        assert caught.value.why == "the package index cannot be reached."
        assert "HTTPS_PROXY" in caught.value.remedy

    def test_a_package_that_is_not_the_locked_one_is_refused(self, tmp_path: Path) -> None:
        wheel = tmp_path / "locked-1-py3-none-any.whl"
        wheel.write_bytes(b"something else")
        lock = tmp_path / "lock.txt"
        lock.write_text(f"locked==1 --hash=sha256:{'0' * 64}\n")
        with pytest.raises(Trouble, match="not the one that was locked"):
            environment.pip("--no-index", "--find-links", str(tmp_path), "--require-hashes", "-r", str(lock))

    def test_a_package_that_does_not_exist_for_this_python_is_no_network_fault(self, tmp_path: Path) -> None:
        with pytest.raises(Trouble, match="no ready-made package"):
            environment.pip("--no-index", "--find-links", str(tmp_path), "annotator-no-such-package")

    def test_a_folder_that_cannot_be_written_is_no_riddle(self) -> None:
        talk = "Error: [Errno 30] Read-only file system: '/media/disc/annotator/.venv'"
        assert environment.explain(talk, "It failed").why == "this folder cannot be written."

    def test_words_that_nobody_foresaw_are_repeated(self) -> None:
        trouble = environment.explain("first\nERROR: the moon is in the wrong house\n", "It failed")
        assert "the moon is in the wrong house" in trouble.why


def test_every_requirement_is_pinned_and_hashed_and_no_lock_names_an_address() -> None:
    for lock in environment.LOCKS.values():
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        entries = [line for line in text.splitlines() if line[:1].isalnum()]
        assert entries
        assert all("==" in entry and entry.endswith("\\") for entry in entries)


def test_the_other_locks_hold_the_applications_versions_so_that_what_is_tested_and_given_away_is_the_same() -> None:
    application, test, package = (
        {line for line in environment.LOCKS[group].read_text(encoding="utf-8").splitlines() if line[:1].isalnum()}
        for group in environment.LOCKS
    )
    assert application <= test and application <= package
    assert any(line.startswith("pyinstaller==") for line in package - test)


class TestSample:
    @pytest.fixture(autouse=True)
    def place(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """Let the results lie in a folder of this test, and note what the program is asked to do."""
        out = tmp_path / "out"
        for name, path in (("OUT", out), ("PROJECT", out / "sample.annot"), ("FILLED", out / ".sample-imported")):
            monkeypatch.setattr(tasks, name, path)
        said: list[str] = []

        def annotator(python: Path, *words: str | Path) -> None:
            said.append(str(words[0]))
            if words[0] == "new":
                tasks.PROJECT.touch()
            elif said.count("import") == 1:
                raise KeyboardInterrupt

        monkeypatch.setattr(tasks, "annotator", annotator)
        return said

    def test_it_is_filled_once_also_when_the_first_attempt_was_cut_off(self, place: list[str]) -> None:
        with pytest.raises(KeyboardInterrupt):
            tasks.make_sample(Path(sys.executable))
        tasks.make_sample(Path(sys.executable))
        tasks.make_sample(Path(sys.executable))
        assert place == ["new", "import", "import"]

    def test_it_is_made_anew_when_somebody_took_it_away(self, place: list[str]) -> None:
        place.append("import")
        tasks.make_sample(Path(sys.executable))
        tasks.PROJECT.unlink()
        tasks.make_sample(Path(sys.executable))
        assert place[1:] == ["new", "import", "new", "import"]
