"""Tabs with their words where all of them fit; else the chosen one has its word and each other a picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAction, QIcon, QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from annotator.ui.icons import set_icon
from annotator.ui.theme import Theme


class WordTabs(QTabWidget):
    """One row of tabs of which none is cut off or hidden. Each tells its word to who hovers and to a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self._words: list[str] = []
        self._pictures: list[QAction] = []
        self._needed = -1
        self.setDocumentMode(True)
        self.setUsesScrollButtons(False)  # arrows would hide whole tabs
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.currentChanged.connect(self._arrange)

    def add(self, page: QWidget, word: str, *, visible: bool = True) -> None:
        """Add a tab; its picture comes with `wear`."""
        at = self.addTab(page, word)
        picture = QAction(self)
        picture.changed.connect(self._arrange)  # icons may come late
        self._words.append(word)
        self._pictures.append(picture)
        self.setTabToolTip(at, word)
        self.tabBar().setAccessibleTabName(at, word)
        self.setTabVisible(at, visible)
        self._needed = -1

    def reveal(self, at: int) -> None:
        """Show a tab that has been hidden so far, and choose it."""
        if not self.isTabVisible(at):
            self.setTabVisible(at, True)
            self._needed = -1
        self.setCurrentIndex(at)
        self._arrange()

    def wear(self, theme: Theme, icons: tuple[str, ...]) -> None:
        """Draw the pictures in the theme's ink; `icons` are their names, one for each tab."""
        for picture, name in zip(self._pictures, icons, strict=True):
            set_icon(picture, name, theme.muted)

    @property
    def is_short(self) -> bool:
        """Whether only the chosen tab says its word."""
        return self._needed > self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for the words now, or not any more."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Other letters take other room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._needed = -1
            self._arrange()

    @Slot()
    def _arrange(self) -> None:
        if self._needed < 0:
            self._needed = self._measured()
        short = self.is_short
        for at, (word, picture) in enumerate(zip(self._words, self._pictures, strict=True)):
            pictured = short and at != self.currentIndex() and not picture.icon().isNull()
            text, icon = ("", picture.icon()) if pictured else (word, QIcon())
            if self.tabText(at) != text or self.tabIcon(at).isNull() != icon.isNull():
                self.setTabText(at, text)
            self.setTabIcon(at, icon)

    def _measured(self) -> int:
        """Pixels that all words take, in the letters that the style gives them."""
        self.tabBar().ensurePolished()
        for at, word in enumerate(self._words):
            self.setTabText(at, word)
            self.setTabIcon(at, QIcon())
        return self.tabBar().sizeHint().width()
