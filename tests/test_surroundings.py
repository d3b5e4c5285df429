"""What is missing around the program is named before Qt ends it without a word."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.surroundings import give_back_libraries, lacking_display, lacking_library
from tests.shared import ROOT


@pytest.mark.parametrize(("before", "after"), [
    ({"LD_LIBRARY_PATH": "/opt/annotator/_internal", "LD_LIBRARY_PATH_ORIG": "/home/lib"},
     {"LD_LIBRARY_PATH": "/home/lib"}),
    ({"LD_LIBRARY_PATH": "/opt/annotator/_internal"}, {}),
    ({"PATH": "/bin"}, {"PATH": "/bin"}),
])
def test_a_browser_is_not_given_our_libraries(before: dict[str, str], after: dict[str, str]) -> None:
    give_back_libraries(before)
    assert before == after


def test_a_library_that_is_missing_is_named_with_its_package() -> None:
    fault = lacking_library(ImportError("libEGL.so.1: cannot open shared object file: No such file or directory"))
    assert "libEGL.so.1" in fault.why and "libegl1" in fault.remedy
    fault = lacking_library(ImportError("libglib-2.0.so.0: cannot open shared object file: No such file or directory"))
    assert "libglib2.0-0" in fault.remedy
    fault = lacking_library(ImportError("libstrange.so.3: cannot open shared object file: No such file or directory"))
    assert "libstrange.so.3" in fault.why and "package" in fault.remedy


def test_a_module_that_is_missing_is_a_damaged_installation() -> None:
    fault = lacking_library(ModuleNotFoundError("No module named 'PySide6.QtSvg'"))
    assert "PySide6.QtSvg" in fault.why and "--selftest" in fault.remedy


def test_a_display_is_asked_for_where_qt_needs_one() -> None:
    assert lacking_display({}, "linux") is not None
    assert lacking_display({"DISPLAY": ":0"}, "linux") is None
    assert lacking_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux") is None
    assert lacking_display({"QT_QPA_PLATFORM": "offscreen"}, "linux") is None
    assert lacking_display({}, "darwin") is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux")
def test_without_a_display_the_program_says_so_and_ends_with_1() -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    variables = {name: value for name, value in os.environ.items() if name not in hidden} | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-m", "annotator"], env=variables, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert "there is no display" in done.stderr and "annotator --help" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux")
@pytest.mark.parametrize("named", [{"WAYLAND_DISPLAY": "nowhere-9"}, {"DISPLAY": ":977"}])
def test_a_display_that_cannot_be_reached_is_named_and_no_memory_is_dumped(
        tmp_path: Path, named: dict[str, str]) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    variables = {name: value for name, value in os.environ.items() if name not in hidden} | named
    variables |= {"PYTHONPATH": str(ROOT), "ANNOTATOR_HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-m", "annotator"], env=variables, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    (name, value), = named.items()
    assert f"the display cannot be reached ({name}={value})" in done.stderr or "libxcb-cursor" in done.stderr
    assert "Traceback" not in done.stderr and "Fatal" not in done.stderr
