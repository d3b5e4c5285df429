"""The settings: sections at the left, one page of few rows at the right. No OK, no Apply: each row acts at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.language import tr, trc
from annotator.ui.bridge import Bridge
from annotator.ui.forms.settings.appearance_page import AppearancePage
from annotator.ui.forms.settings.keys_page import KeysPage
from annotator.ui.forms.settings.language_page import LanguagePage
from annotator.ui.forms.settings.page import SettingsPage
from annotator.ui.forms.settings.places_page import PlacesPage
from annotator.ui.forms.settings.working_page import WorkingPage
from annotator.ui.forms.settings.you_page import YouPage
from annotator.ui.letters import stretched
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain import plain_label

Page = SettingsPage | KeysPage

SECTIONS: dict[str, tuple[str, Callable[[Bridge], Page]]] = {
    "appearance": (tr("Appearance"), AppearancePage),
    "working": (trc("how one works", "Working"), WorkingPage),
    "keys": (tr("Keys"), KeysPage),
    "you": (tr("You"), YouPage),
    "language": (tr("Language"), LanguagePage),
    "places": (tr("Where things lie"), PlacesPage),
}
"""Section → its words and its page, in their order; a page is made when it is looked at first."""

_WIDTH, _HEIGHT, _LEFT = 760, 560, 180
_LEAST = 640, 360
"""Pixels, on the smallest of screens."""


class SettingsWindow(QDialog):
    """A window beside the window: what is chosen can be seen behind it. Esc and Ctrl+W close it.

    Signals:
        go_to_article: id of an article that a colleague worked in last.
        everybody_wanted: everybody's last work shall be listed.
        renamed: somebody has another name, or somebody else works.
        again_wanted: the program shall start again, with what is open.
    """

    go_to_article = Signal(str)
    everybody_wanted = Signal()
    renamed = Signal()
    again_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.pages: dict[str, Page] = {}
        self._areas: dict[str, QScrollArea] = {}
        self.setWindowTitle(tr("Settings"))
        self.setAccessibleName(tr("Settings"))
        self.list, self._stack = QListWidget(self), QStackedWidget(self)
        self._lay_out()
        self.list.currentRowChanged.connect(self._turn)
        bridge.settings_changed.connect(self._show_settings)
        bridge.theme_changed.connect(self._wear)
        close = QShortcut(QKeySequence.StandardKey.Close, self)
        close.activated.connect(self.close)
        self.list.setCurrentRow(0)

    def show_now(self, section: str = "") -> None:
        """Show it, at a section if one is named, with the focus where something is chosen."""
        if section:
            self.list.setCurrentRow(list(SECTIONS).index(section))
        self._show_settings()
        self.show()
        self.raise_()
        self.activateWindow()
        self.page(self._section()).setFocus(Qt.FocusReason.PopupFocusReason)

    def page(self, section: str) -> Page:
        """The page of a section, made if it is not there yet."""
        if section not in self.pages:
            words, make = SECTIONS[section]
            made = self.pages[section] = make(self._bridge)
            made.setAccessibleName(words)
            self._connect_page(made)
            self._fill(section, words, made)
            made.set_theme(self._bridge.theme)
            made.show_settings()
        return self.pages[section]

    def _connect_page(self, page: Page) -> None:
        if isinstance(page, YouPage):
            page.form.renamed.connect(self.renamed)
            page.form.chosen.connect(self.go_to_article)
            page.form.all_wanted.connect(self.everybody_wanted)
        elif isinstance(page, LanguagePage):
            page.again_wanted.connect(self.again_wanted)
        elif isinstance(page, KeysPage):
            page.told.connect(self._reveal)

    def _lay_out(self) -> None:
        for words, _ in SECTIONS.values():
            self.list.addItem(words)
        for section in SECTIONS:
            area = QScrollArea(self)
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._areas[section] = area
            self._stack.addWidget(area)
        self.list.setAccessibleName(tr("Sections"))
        self.list.setFixedWidth(max(_LEFT, self.list.sizeHintForColumn(0) + 40))
        left = QVBoxLayout()
        left.setContentsMargins(12, 16, 12, 12)
        left.addWidget(self.list)
        paper = QFrame(self)
        paper.setProperty("role", "paper")
        sheet = QVBoxLayout(paper)
        sheet.setContentsMargins(0, 0, 0, 0)
        sheet.addWidget(self._stack)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addWidget(paper, 1)
        room = self.screen().availableSize()
        self.resize(max(_LEAST[0], min(stretched(_WIDTH), room.width() - 40)),
                    max(_LEAST[1], min(stretched(_HEIGHT), room.height() - 60)))

    def _fill(self, section: str, words: str, page: Page) -> None:
        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 20, 24, 18)
        column.setSpacing(14)
        column.addWidget(plain_label(words, "title"))
        column.addWidget(page, 1)
        self._areas[section].setWidget(inside)

    @Slot()
    def _reveal(self) -> None:
        """Where the window is low, what the page has to say may lie below its edge."""
        page, area = self.pages["keys"], self._areas["keys"]
        assert isinstance(page, KeysPage)
        QTimer.singleShot(0, page.offer, partial(area.ensureWidgetVisible, page.offer))

    def _section(self) -> str:
        return list(SECTIONS)[max(self.list.currentRow(), 0)]

    @Slot(int)
    def _turn(self, row: int) -> None:
        self.page(self._section())
        self._stack.setCurrentIndex(row)

    @Slot()
    def _show_settings(self, _: object = None) -> None:
        for page in self.pages.values():
            page.show_settings()

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        for page in self.pages.values():
            page.set_theme(theme)
