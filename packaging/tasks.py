"""The words that `start.py` understands, and what it does for each."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import desktop
import environment
import system_libraries
from trouble import Trouble

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "out"
PROJECT = OUT / "sample.annot"
DATASET = OUT / "dataset.json"
PICTURE = OUT / "window.png"
FILLED = OUT / ".sample-imported"
SAMPLE = ROOT / "resources" / "sample" / "corpus.json"

PACKAGES = ROOT / "dist"
BUILT = ROOT / "build" / "packages.log"
SCREEN_TOOLS = {
    "/usr/lib/python3/dist-packages/pyatspi/__init__.py": "python3-pyatspi",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "dbus-run-session": "dbus-daemon",
    "openbox": "openbox",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "Xvfb": "xvfb",
}
"""What the check with a screen reader uses, and Debian's package of each."""

PACKAGE_TOOLS = {
    "appstreamcli": "appstream",
    "desktop-file-validate": "desktop-file-utils",
    "dpkg-deb": "dpkg",
    "gio": "libglib2.0-bin",
    "makensis": "nsis",
    "msiinfo": "msitools",
    "openbox": "openbox",
    "update-mime-database": "shared-mime-info",
    "wixl": "wixl",
    "xdg-mime": "xdg-utils",
    "xdotool": "xdotool",
    "Xvfb": "xvfb",
}
"""What the checks of the packages use, and Debian's package of each; a check whose program is not here is skipped."""

CHECKS = {
    "style": ["ruff", "check", "."],
    "types": ["mypy"],
    "floors": ["lint-imports", "--no-logo"],
    "tests": ["pytest", "--numprocesses=logical", "--dist=worksteal"],
}
"""What `start.py test` runs, in this order: the name that it prints, the program and its words."""


def main(arguments: Sequence[str]) -> int:
    """Do what the words ask for; returns the exit code."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace", line_buffering=True)
    parsed, rest = read_words(arguments)
    try:
        if parsed.task == "test":
            return run_checks(rest, packages=parsed.packages)
        if parsed.task == "bench":
            return run_bench(rest)
        if parsed.task == "desktop":
            return register(remove=parsed.remove)
        return start()
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130


def read_words(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """Return the task, and the words after it that belong to pytest or to the benchmark."""
    parser = argparse.ArgumentParser(
        prog="start.py",
        description="Set everything up in .venv and open the window on the sample project (off screen, without a "
        "display: make it, export its dataset and draw its window).",
    )
    tasks = parser.add_subparsers(dest="task", metavar="test | bench | desktop")
    checks = tasks.add_parser("test", help="set up and run every check; further words go to pytest")
    checks.add_argument("--packages", action="store_true",
                        help="build the packages first, and let the checks install and start them")  # fmt: skip
    tasks.add_parser("bench", help="set up and measure; further words go to the benchmark")
    words = tasks.add_parser("desktop", help="add menu entry, icon and the project's file type for this user (Linux)")
    words.add_argument("--remove", action="store_true", help="take them away again")
    parsed, rest = parser.parse_known_args(arguments)
    if rest and parsed.task not in ("test", "bench"):
        parser.error(f"unknown words: {shlex.join(rest)}")
    return parsed, rest


def has_display(variables: Mapping[str, str], system: str = sys.platform) -> bool:
    """Say whether a window can be shown: on Linux a display is named, and Qt is not told to draw off screen."""
    if variables.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("offscreen", "minimal"):
        return False
    return not system.startswith("linux") or bool(variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY"))


def start() -> int:
    """Set up, then do the main job: in the window, or off screen where there is no display."""
    display = has_display(os.environ)
    if not display:
        print("There is no display: the main job is done off screen instead of in the window.")
    system_libraries.require(window=display)
    python = environment.make("application")
    if not display:
        return work_off_screen(python)
    make_sample(python)
    print(f"Opening the window on {PROJECT}")
    code = subprocess.run([python, "-m", "annotator", PROJECT], cwd=ROOT, env=environment.variables()).returncode
    if code < 0:
        raise Trouble(
            "The window did not open or did not last",
            f"Qt ended the program by signal {-code}; its own words stand above.",
            "If the display cannot be reached, do without it: QT_QPA_PLATFORM=offscreen python3 packaging/start.py",
        )
    return code


def work_off_screen(python: Path) -> int:
    """Do the same job without a window: sample in, dataset and picture out; say where they are."""
    make_sample(python)
    annotator(python, "export", PROJECT, "-o", DATASET)
    annotator(python, "render", PROJECT, "--article", "1", "-o", PICTURE)
    print(f"\nproject  {PROJECT}\ndataset  {DATASET}\npicture  {PICTURE}")
    return 0


def make_sample(python: Path) -> None:
    """Make the sample project, or go on with the one that is there; what somebody did in it since is left alone."""
    OUT.mkdir(exist_ok=True)
    if not PROJECT.exists():
        FILLED.unlink(missing_ok=True)
        annotator(python, "new", PROJECT)
    if not FILLED.exists():
        annotator(python, "import", PROJECT, SAMPLE)
        FILLED.touch()


def annotator(python: Path, *words: str | Path) -> None:
    """Run the program's command line; its own sentence explains a failure."""
    variables = environment.variables()
    variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    if subprocess.run([python, "-m", "annotator", *words], cwd=ROOT, env=variables).returncode:
        raise Trouble(
            f"`annotator {words[0]}` failed",
            "its own words stand above.",
            f"If {OUT} holds an old or damaged sample, remove that folder and start again.",
        )


def run_checks(further: Sequence[str], *, packages: bool = False) -> int:
    """Run every check, also after one has failed; `further` goes to pytest."""
    system_libraries.require(window=False)
    get_tools(SCREEN_TOOLS | PACKAGE_TOOLS if packages else SCREEN_TOOLS)
    python = environment.make("test")
    variables = environment.variables()
    failed = []
    # Beside the checks that use one processor alone; pytest takes all of them, and needs the packages.
    building = Building() if packages else None
    for name, (program, *words) in CHECKS.items():
        if building is not None and program == "pytest":
            failed += building.end(variables)
        words = [*words, *further] if program == "pytest" else words
        print(f"\n== {name}: {shlex.join([program, *words])}")
        command: list[str | Path] = [environment.program(python, program), *words]
        if subprocess.run(command, cwd=ROOT, env=variables).returncode:
            failed.append(name)
    print(f"\nFAILED: {', '.join(failed)}" if failed else f"\nAll checks passed: {', '.join(CHECKS)}")
    return 1 if failed else 0


class Building:
    """The packages, built beside other checks; what that says is shown when it has ended."""

    def __init__(self) -> None:
        BUILT.parent.mkdir(exist_ok=True)
        command: list[str | Path] = [sys.executable, ROOT / "packaging" / "build.py", "--out", PACKAGES]
        with BUILT.open("wb") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)

    def end(self, variables: dict[str, str]) -> list[str]:
        """Wait for the packages and tell the tests where they are; returns what failed."""
        print("\n== packages: build.py")
        code = self._process.wait()
        print(BUILT.read_text(encoding="utf-8", errors="replace"))
        if code == 0:
            variables["ANNOTATOR_PACKAGES"] = str(PACKAGES)
        return ["packages"] if code else []


def get_tools(tools: Mapping[str, str]) -> None:
    """Install what some checks use, where that is allowed; else say so: those checks are skipped by name."""
    if not sys.platform.startswith("linux"):
        return
    try:
        system_libraries.require(window=True)
        system_libraries.require_programs(tools, "Checking screen reader and packages")
    except Trouble as trouble:
        print(f"{trouble}\nThe checks that use them are skipped.")


def run_bench(further: Sequence[str]) -> int:
    system_libraries.require(window=False)
    python = environment.make("test")
    command: list[str | Path] = [python, ROOT / "tests" / "bench" / "run.py", *further]
    return subprocess.run(command, cwd=ROOT, env=environment.variables()).returncode


def register(*, remove: bool) -> int:
    """Make a double click on a project open it, for this user; `remove` takes that back."""
    if not sys.platform.startswith("linux"):
        print(desktop.elsewhere(sys.platform, environment.VENV))
        return 0
    places = desktop.Places.of(os.environ)
    if remove:
        said = desktop.remove(places)
    else:
        system_libraries.require(window=True)
        python = environment.make("application")
        said = desktop.install(places, environment.program(python, "annotator-window"))
    print("\n".join(said))
    return 0
