"""A desk with one quote, made and in focus, that nobody stands behind yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.theme import apply_theme, load_theme
from tests import builders
from tests.ui.panels.desk import Desk, prepared


@pytest.fixture(autouse=True, scope="module")
def dressed(qapp: QApplication) -> Iterator[None]:
    """Sizes are those of the style that people see."""
    apply_theme(qapp, load_theme("light"))
    yield
    qapp.setStyleSheet("")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    session, article = prepared(tmp_path)
    quote = builders.annotation(session, article, "“Are we too tolerant?”")
    yield Desk(qtbot, session, article, annotation=quote.id)
    session.close()
