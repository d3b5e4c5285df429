"""A system without a font: the program says so and ends, before Qt ends it at the first word. And large letters."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from annotator.ui.letters import stretched
from annotator.ui.theme import load_theme, style_sheet
from tests.shared import ROOT


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fontconfig")
def test_a_system_without_a_font_is_named(tmp_path: Path) -> None:
    page = tmp_path / "fonts.conf"
    page.write_text("<fontconfig></fontconfig>")
    variables = {**os.environ, "FONTCONFIG_FILE": str(page), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-m", "annotator"], env=variables, capture_output=True, text=True)
    assert done.returncode == 1
    assert "no font to write with" in done.stderr and "fonts-dejavu-core" in done.stderr


def test_where_the_desktops_letters_are_twice_as_large_what_holds_them_grows(qapp: QApplication) -> None:
    before = qapp.font()
    assert stretched(28) == 28
    assert "font-size: 12px" in style_sheet(load_theme("light"))
    larger = QFont(before)
    larger.setPixelSize(24)
    qapp.setFont(larger)
    try:
        assert stretched(28) == 45
        sheet = style_sheet(load_theme("light"))
        assert "font-size: 19px" in sheet and "font-size: 12px" not in sheet
        assert "max-height: 38px" in sheet and "max-height: 1px" in sheet
    finally:
        qapp.setFont(before)
