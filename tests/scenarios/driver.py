"""A person at the real window: selects words, presses keys, and counts the presses."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from annotator.actions import library
from annotator.corpus.annotation import Annotation
from annotator.corpus.article import Article, article_id
from annotator.corpus.team import Coder
from annotator.formats import default_codebook
from annotator.formats import export as write
from annotator.formats.doors import WriteOptions
from annotator.session import Session
from annotator.settings import home, load
from annotator.ui.main_window import MainWindow
from annotator.ui.models.cards import CARD
from annotator.ui.theme import apply_theme, load_theme

CTRL, SHIFT, ALT = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
                    Qt.KeyboardModifier.AltModifier)


class Person:
    """One window on one project. `presses` counts the keys pressed since it was last set to 0.

    Args:
        make: make the project instead of opening it.
        at: the home folder of the computer at which they sit; the test's own when it is None.
        online: exchange with the file in the background, as outside of tests.
        wears: the name of the window's theme.
    """

    def __init__(self, path: Path, *, make: bool = False, at: Path | None = None, online: bool = False,
                 wears: str = "light") -> None:
        self.path, self.presses = path, 0
        if at is not None:
            os.environ["ANNOTATOR_HOME"] = str(at)
        settings = load()
        coder = Coder(settings.coder, settings.name)
        session = (Session.create(path, coder, home=home(), codebook=default_codebook()) if make
                   else Session.open(path, coder, home=home()))
        if session.replica.last("op") == 0:
            session.exchange()
            session.catch_up()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme = load_theme(wears)
        apply_theme(app, theme)
        self.window = MainWindow(session, theme, settings)
        self.window.show()
        self.window.furnish()
        self.window.activateWindow()
        self.window.view.setFocus()
        if online:
            self.window.bridge.start()
        self.settle()

    # --- doing ---

    def settle(self) -> None:
        """Let the window finish what it has begun."""
        for _ in range(3):
            QApplication.processEvents()

    def wait(self, until: Callable[[], object], seconds: float = 15) -> None:
        """Wait for what another thread does."""
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, "it did not happen"
            QTest.qWait(5)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key where the focus is."""
        self.presses += 1
        QTest.keyClick(self.focus(), key, modifiers)
        self.settle()

    def type(self, letters: str) -> None:
        """Press letters, digits and signs, one after the other."""
        for letter in letters:
            self.presses += 1
            QTest.keyClicks(self.focus(), letter)
            self.settle()

    def enter(self, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press Enter."""
        self.key(Qt.Key.Key_Return, modifiers)

    def select(self, words: str, occurrence: int = 1) -> None:
        """Select these words with the mouse (which costs no key)."""
        start = -1
        for _ in range(occurrence):
            start = self.window.bridge.text.index(words, start + 1)
        self.window.view.setFocus()
        self.window.view.select(start, start + len(words))
        self.settle()

    def find(self, words: str) -> None:
        """Select these words by keys alone: Ctrl+F, the words, Esc."""
        self.key(Qt.Key.Key_F, CTRL)
        line = self.focus()
        self.presses += len(words)
        QGuiApplication.clipboard().setText(words)  # an emoji has no key
        QTest.keyClick(line, Qt.Key.Key_V, CTRL)
        self.key(Qt.Key.Key_Escape)

    def run(self, command: str) -> None:
        """Choose a command from the menu."""
        self.window.actions_.action(command).trigger()
        self.settle()

    def bring_in(self, *paths: Path) -> None:
        """Drop files on the window."""
        from annotator.ui.dialogs.import_review import import_paths

        before = self.window.bridge.session.replica.last("op")
        import_paths(self.window.bridge, list(paths), self.window)
        self.wait(lambda: self.window.bridge.session.replica.last("op") > before or self.dialogs())
        for dialog in self.dialogs():
            dialog._import()  # type: ignore[attr-defined]
        self.settle()

    def add(self, title: str, text: str, **facts: str) -> str:
        """Have an article, without the trouble of a file."""
        name = article_id(text, **facts)
        self.window.bridge.do(library.bring_in([(Article(name, title, **facts), text)]))
        self.settle()
        return name

    def quit(self) -> None:
        """Close the window, as a person does at the end of the day."""
        self.window.close()
        QApplication.sendPostedEvents()
        self.settle()

    # --- seeing ---

    def focus(self) -> QWidget:
        """Where keys go."""
        return QApplication.focusWidget() or self.window.view

    def dialogs(self) -> list[QDialog]:
        """The dialogs that stand on the window."""
        return [child for child in self.window.findChildren(QDialog) if child.isVisible()]

    def toasts(self) -> list[str]:
        """What the toasts say, the oldest first."""
        return [toast.text for toast in self.window.toasts._shown if isValid(toast) and toast.isVisible()]

    @property
    def annotations(self) -> list[Annotation]:
        """The annotations of the open article."""
        return self.window.bridge.annotations()

    @property
    def focused(self) -> Annotation:
        """The annotation in focus."""
        found = self.window.bridge.focused_annotation()
        assert found is not None
        return found

    def words(self, annotation: Annotation) -> str:
        """Its exact words."""
        return annotation.words(self.window.bridge.text)

    def sources(self, annotation: Annotation) -> list[str]:
        """The names in its chain, the origin first."""
        found = [self.window.bridge.source(link.source) for link in annotation.chain]
        return [source.name if source else "" for source in found]

    def title(self, command: str) -> str:
        """What the menu says of a command."""
        return self.window.actions_.action(command).title

    def exported(self, out: Path) -> bytes:
        """The dataset as one reproducible JSON file."""
        write("dataset", self.window.bridge.session.catalogue, out, WriteOptions(reproducible=True))
        return out.read_bytes()


def faithful(person: Person) -> None:
    """What the screen shows is what the replica holds, and every segment lies inside its text.

    Raises:
        AssertionError: it is not so.
    """
    bridge, view, panel = person.window.bridge, person.window.view, person.window.panel
    stored = bridge.session.catalogue.annotations(bridge.article) if bridge.article else []
    assert bridge.annotations() == stored
    assert view.words.text == (bridge.session.catalogue.text(bridge.article) if bridge.article else "")
    shown = {highlight.id: highlight.segments for highlight in view._overlay.spans}
    assert shown == {annotation.id: annotation.content for annotation in stored}
    assert view.focused_id == bridge.annotation
    assert bridge.annotation == "" or bridge.annotation in shown
    for annotation in stored:
        for segment in annotation.segments:
            assert 0 <= segment.start < segment.end <= len(bridge.text)
    assert panel is not None
    model = panel.annotation.cards.model
    cards = [model.data(model.index(row), CARD) for row in range(model.rowCount())]
    listed = [a for a in stored if not (model.filter.kind and a.kind != model.filter.kind)
              and not (model.filter.needs_source and not a.needs_source)]
    assert model.filter.incomplete or [card.id for card in cards] == [annotation.id for annotation in listed]
    for card in cards:
        assert (card.kind, card.hollow) == next((a.kind, a.needs_source) for a in stored if a.id == card.id)
