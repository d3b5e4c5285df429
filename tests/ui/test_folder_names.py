"""Where the program lies is a person's business: its folder may be called anything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from tests.shared import ROOT

SCRIPT = """
import sys
sys.path[:0] = sys.argv[1:]
import annotator.ui
from PySide6.QtWidgets import QApplication
print(QApplication([]).platformName())
"""


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_comma_in_the_folders_name_does_not_end_the_program(tmp_path: Path) -> None:
    place = tmp_path / "Zoë’s papers, 2026; 100 %"
    place.mkdir()
    (place / "packages").symlink_to(Path(PySide6.__file__).parent.parent)
    done = subprocess.run([sys.executable, "-c", SCRIPT, place / "packages", ROOT], capture_output=True, text=True,
                          env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert done.returncode == 0, done.stderr
    assert done.stdout == "offscreen\n"
