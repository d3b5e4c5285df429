"""The application with its real windows, left without any of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from annotator.ui.application import Application


@pytest.fixture
def application(qtbot: QtBot, hooks: None) -> Iterator[Application]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    application = Application(app)
    yield application
    for dialog in app.topLevelWidgets():
        if isinstance(dialog, QDialog):
            dialog.close()
    application.quit()
    app.removeEventFilter(application)
