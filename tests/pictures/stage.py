"""Where a state is brought about and looked at: the real window on the sample, always as it was at first."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from annotator.corpus.team import Coder
from annotator.settings import Settings, home, save
from annotator.ui.icons import draw_now
from annotator.ui.sample import make_sample
from annotator.ui.theme import apply_theme, load_theme
from annotator.ui.welcome import WelcomePage
from tests.scenarios.driver import Person

QUIET, PATIENCE = 0.25, 4.0
"""Seconds without work after which a state counts as reached, and seconds after which it is taken as it is."""

ME = Settings(coder="0192f0c1-0000-7000-8000-00000000aaaa", name="Mara Lind")


class Stage:
    """One look: a theme, at the scale that the process was started with.

    Args:
        folder: for the project and this computer's home; whatever is in it goes.
    """

    def __init__(self, folder: Path, theme: str) -> None:
        self.folder, self.theme_name = folder, theme
        self.file = folder / "home" / "Sarn coverage.annot"
        self._first = folder / "first"
        self._person: Person | None = None
        self._page: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.app, self.theme = app, load_theme(theme)
        draw_now()
        apply_theme(app, self.theme)
        shutil.rmtree(folder, ignore_errors=True)
        assert home() == folder / "home"
        home().mkdir(parents=True)
        save(ME)
        make_sample(self.file, Coder(ME.coder, ME.name), home=home()).close()
        shutil.copytree(home(), self._first)

    # --- what a state asks for ---

    def person(self) -> Person:
        """Mara at the window of the sample."""
        if self._person is None:
            self._person = Person(self.file, wears=self.theme_name)
            self._dress()
        return self._person

    def newcomer(self) -> Person:
        """Mara at the window of a new project."""
        self._person = Person(self.folder / "home" / "Port.annot", make=True, wears=self.theme_name)
        self._dress()
        return self._person

    def welcome(self, settings: Settings) -> WelcomePage:
        """The page where one begins."""
        page = WelcomePage(self.theme, settings)
        page.resize(1040, 680)
        page.show()
        self._page = page
        return page

    def open(self, title: str) -> Person:
        """Mara reads the article of which the title begins like this."""
        person = self.person()
        catalogue = person.window.bridge.session.catalogue
        person.window.bridge.show_article(next(
            name for name in catalogue.article_ids()
            if (article := catalogue.article(name)) and (article.title or "").startswith(title)))
        person.window.view.setFocus()
        self.settle()
        return person

    # --- between states ---

    def settle(self) -> None:
        """Wait until nothing is under way any more."""
        begun = quiet = time.monotonic()
        while (now := time.monotonic()) < min(begun + PATIENCE, quiet + QUIET):
            if self._person is not None:
                bridge = self._person.window.bridge
                if bridge.suggestions.searching or bridge.beside.is_busy:
                    quiet = now
            QApplication.processEvents()
            time.sleep(0.005)

    def picture(self) -> QPixmap:
        """What is seen now: the window, and what lies over it."""
        self.settle()
        window = self._page or self.person().window
        seen = window.grab()
        painter = QPainter(seen)
        for over in self._over(window):
            place = over.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint())
            painter.drawPixmap(place, over.grab())
        painter.end()
        return seen

    def clear(self) -> None:
        """Everything as at first."""
        for top in self.app.topLevelWidgets():
            if top.isVisible() and not isinstance(top, QMainWindow) and top is not self._page:
                top.close()
        if self._person is not None:
            window, self._person = self._person.window, None
            window.hide()
            window.let_go()
            window.deleteLater()
        if self._page is not None:
            self._page.close()
            self._page.deleteLater()
            self._page = None
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        shutil.rmtree(home())
        shutil.copytree(self._first, home())

    def _over(self, window: QWidget) -> list[QWidget]:
        """Dialogs, menus and lists that have opened, the last one on top."""
        tops = [top for top in self.app.topLevelWidgets() if top.isVisible() and top is not window]
        for top in tops:
            if top.windowType() in (Qt.WindowType.Dialog, Qt.WindowType.Window, Qt.WindowType.Sheet):
                corner = window.geometry().center() - top.rect().center()
                top.move(corner)
        return tops

    def _dress(self) -> None:
        assert self._person is not None
        self._person.window.resize(1366, 768)
        self._person.settle()

