"""A window with a text and the annotation panel beside it, on a project of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.corpus.annotation import Annotation
from annotator.session import Session
from annotator.ui.bridge import Said
from annotator.ui.panels.annotation_panel import AnnotationPanel
from tests import builders

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """What a coder has in front of them; `keys` types wherever the focus is."""

    def __init__(self, qtbot: QtBot, session: Session, article: str, *, annotation: str = "", width: int = 360) -> None:
        self.qtbot, self.session, self.article = qtbot, session, article
        self.bridge = builders.bridge(session, article=article)
        self.said: list[str] = []
        self.bridge.said.connect(self._hear)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.text = QPlainTextEdit(builders.TEXT)
        self.panel = AnnotationPanel(self.bridge)
        self.panel.setFixedWidth(width)
        self.panel.done.connect(self.text.setFocus)
        row = QHBoxLayout(self.window)
        row.addWidget(self.text)
        row.addWidget(self.panel)
        self.window.resize(400 + width, 760)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.text.setFocus()
        if annotation:
            self.bridge.focus(annotation)

    def _hear(self, said: Said) -> None:
        self.said.append(said.text)

    def focus(self) -> QWidget:
        """The widget that keys go to."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def type(self, words: str) -> None:
        """Type letters."""
        QTest.keyClicks(self.focus(), words)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        QTest.keyClick(self.focus(), key, modifiers)

    def annotation(self) -> Annotation:
        """The annotation in focus as it is stored."""
        found = self.session.catalogue.annotation(self.bridge.annotation)
        assert found is not None
        return found

    def names(self) -> list[str]:
        """Who stands behind the annotation in focus, as stored: “–” where nobody is named."""
        sources = self.session.catalogue.sources()
        return [sources[link.source].name if link.source else "–" for link in self.annotation().chain]

    def operations(self) -> int:
        """How much has been stored so far."""
        return self.session.replica.last("op")


def prepared(folder: Path) -> tuple[Session, str]:
    """A project with an article and four sources; Anna Berg and Politico stand in its text."""
    session = builders.project(folder)
    article = builders.article(session)
    builders.source(session, "Anna Berg")
    builders.source(session, "Politico", "organisation")
    builders.source(session, "Bernard Lind", aliases=("Lind, B.",))
    builders.source(session, "Nora Velt")
    return session, article
