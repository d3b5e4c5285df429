"""A system without a font: the program says so and ends, before Qt ends it at the first word."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import ROOT


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fontconfig")
def test_a_system_without_a_font_is_named(tmp_path: Path) -> None:
    page = tmp_path / "fonts.conf"
    page.write_text("<fontconfig></fontconfig>")
    variables = {**os.environ, "FONTCONFIG_FILE": str(page), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-m", "annotator"], env=variables, capture_output=True, text=True)
    assert done.returncode == 1
    assert "no font to write with" in done.stderr and "fonts-dejavu-core" in done.stderr
