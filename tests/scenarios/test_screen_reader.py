"""The program as a screen reader knows it: by AT-SPI, on a screen and buses of its own, by the system's Python."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor

from annotator.corpus.team import Coder
from annotator.formats import default_codebook, read_files
from annotator.session import Session
from annotator.settings import home, load
from annotator.ui.theme import load_theme
from tests.shared import ROOT

READER = Path(__file__).with_name("screen_reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"
PROGRAMS = ("Xvfb", "dbus-run-session", "openbox", "xdotool", "xvfb-run")
WORDS = "costs $1.3bn"
TEXT = f"“Are we too patient?” Anna Berg asked on Tuesday.\n\nThe harbour {WORDS}. Nobody knows why 🚢.\n"
SILENT = {"frame", "menu bar", "filler", "panel", "split pane", "layered pane", "label", "image", "unknown",
          "separator", "scroll bar"}
"""Roles of what only holds or parts other things."""


@functools.cache
def lacking() -> str:
    """What of all that it takes is not here."""
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    asks = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if not sys.platform.startswith("linux") or not Path(SYSTEM_PYTHON).exists() or subprocess.run(
            [SYSTEM_PYTHON, "-c", asks], capture_output=True).returncode:
        missing.append("gir1.2-atspi-2.0 for the system's Python")
    if not Path("/usr/libexec/at-spi-bus-launcher").exists():
        missing.append("at-spi2-core")
    return ", ".join(missing)


def project(path: Path) -> Path:
    article = path.with_name("harbour.txt")
    article.write_text(TEXT, encoding="utf-8")
    settings = load()
    session = Session.create(path, Coder(settings.coder, settings.name), home=home(), codebook=default_codebook())
    session.do(read_files([article], session.catalogue).change_sets())
    session.exchange()
    session.close()
    return path


def told(tmp_path: Path) -> dict[str, Any]:
    """What the reader heard of a person who marks some words as a quote."""
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    variables = {name: os.environ[name] for name in ("PATH", "ANNOTATOR_HOME") if name in os.environ}
    variables |= {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(runtime), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    begin = 'openbox >/dev/null 2>&1 & exec "$@"'
    command = ["dbus-run-session", "--", "xvfb-run", "--auto-servernum", "sh", "-c", begin, "sh", SYSTEM_PYTHON, READER,
               WORDS, sys.executable, "-m", "annotator", "--new-instance", project(tmp_path / "harbour.annot")]
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=110)
    assert done.returncode == 0, done.stderr
    heard: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])  # the registry talks, too
    return heard


@pytest.mark.timeout(120)
def test_text_caret_annotation_and_every_control_are_told(tmp_path: Path) -> None:
    if lacking():
        pytest.skip(f"not here: {lacking()}")
    heard = told(tmp_path)
    assert heard["text"] == TEXT and heard["role"] == "text"
    assert heard["caret"] == TEXT.index(WORDS)
    assert heard["said"] == ["Quote, needs a source, 1 of 1"]
    assert "bg-color" not in heard["before"]
    start, tint = TEXT.index(WORDS), load_theme("light").kind("quote").tint
    assert (heard["after"]["start"], heard["after"]["end"]) == (start, start + len(WORDS))
    assert QColor(*map(int, heard["after"]["bg-color"].split(","))) == tint
    nameless = [role for role, name in heard["controls"] if not name and role not in SILENT]
    assert nameless == []
    for control in (["check box", "Quote, key 2"], ["table", "Articles"], ["page tab", "Sources"]):
        assert control in heard["controls"]
