"""What every test stands on: no screen, a home of its own, and the same examples at each run."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before the first import of Qt. ANNOTATOR_TEST_PLATFORM=xcb shows the windows.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("ANNOTATOR_TEST_PLATFORM", "offscreen")
os.environ["ANNOTATOR_LANGUAGE"] = "en"
# A test's failure must not depend on the desktop that it runs on.
for variable in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME"):
    os.environ.pop(variable, None)

QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
settings.register_profile("here", deadline=None, derandomize=True, suppress_health_check=QUIET)
settings.register_profile("ci", settings.get_profile("here"), max_examples=50)
settings.register_profile("long", settings.get_profile("here"), derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("ANNOTATOR_TEST_PROFILE", "ci" if os.environ.get("CI") else "here"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long and where the sharing harness runs."""
    parser.addoption("--seeds", type=int, default=200,
                     help="runs of each simulation in tests/sharing (200; more repeat every other test there, too)")
    parser.addoption("--disk", action="store_true", help="put the shared files of tests/sharing on the disk")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test an empty ANNOTATOR_HOME, so that it neither sees nor touches anybody's settings and projects."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ANNOTATOR_HOME", str(folder))
    return folder


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """End what a test's windows calculate on other threads."""
    builders = sys.modules.get("tests.builders")
    if builders is not None:
        builders.let_go()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """End the windows of the test before, which Qt does in the next event loop only: the next window would lose the
    focus that it has just been given."""
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
