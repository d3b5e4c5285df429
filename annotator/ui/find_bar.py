"""Find in the article: a line above the text, with the number of hits and the way from one to the next."""

from __future__ import annotations

import re
from bisect import bisect_left

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from annotator.corpus.annotation import Span
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.icons import IconSetter
from annotator.ui.theme import Theme
from annotator.ui.widgets.search_line import add_cross

MOST = 10_000
"""Hits that are shown."""


class FindBar(QWidget):
    """Finds while one types, without regard to case. Enter and Shift+Enter walk, Esc closes.

    Signals:
        hits: the hits (code points, ordered) and the index of the current one, -1 for none.
        closed: the bar was closed; the focus belongs to the text.
    """

    hits = Signal(list, int)
    closed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._found: list[Span] = []
        self._at = -1
        self.setProperty("role", "topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._line = QLineEdit()
        self._line.setPlaceholderText(tr("Find in the article"))
        self._line.setAccessibleName(tr("Find in the article"))
        add_cross(self._line)
        self._line.textChanged.connect(self._search)
        self._line.installEventFilter(self)
        self._count = QLabel()
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setMinimumWidth(72)
        self._count.setProperty("role", "muted")
        self._icons = IconSetter(self, bridge.theme)
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.setSpacing(6)
        row.addWidget(self._line, 1)
        row.addWidget(self._count)
        for name, words, step in (("back", tr("Previous hit"), self.previous), ("forward", tr("Next hit"), self.next),
                                  ("close", tr("Close"), self.close_bar)):
            button = QToolButton()
            button.setAutoRaise(True)
            button.setFixedSize(28, 28)
            button.setAccessibleName(words)
            self._buttons[name] = button
            button.clicked.connect(step)
            self._icons.give(button, name)
            row.addWidget(button)
        bridge.article_shown.connect(self._search_anew)
        bridge.theme_changed.connect(self._wear)
        bridge.settings_changed.connect(self._name_keys)
        self._name_keys()

    def _name_keys(self) -> None:
        keymap = self._bridge.keymap
        self._buttons["back"].setToolTip(keymap.named(tr("Previous hit"), "find.previous"))
        self._buttons["forward"].setToolTip(keymap.named(tr("Next hit"), "find.next"))
        self._buttons["close"].setToolTip(tr("Close (Esc)"))

    @property
    def current(self) -> Span | None:
        """The hit that one is at (code points); also right after the bar was closed."""
        return self._found[self._at] if 0 <= self._at < len(self._found) else None

    def open(self, words: str = "") -> None:
        """Show the bar with these words (one line of them), ready to type over."""
        self.show()
        if words and "\n" not in words:
            self._line.setText(words)
        self._line.selectAll()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search(self._line.text())

    def close_bar(self) -> None:
        """Hide the bar and its hits."""
        self.hide()
        self.hits.emit([], -1)
        self.closed.emit()

    def next(self) -> None:
        """Go to the next hit."""
        self.step(1)

    def previous(self) -> None:
        """Go to the hit before."""
        self.step(-1)

    def step(self, step: int) -> None:
        """Go on by `step` hits, round at the ends."""
        if self._found:
            self._show(range(len(self._found))[(self._at + step) % len(self._found)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter walks through the hits, Esc closes."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        return False

    def _search_anew(self) -> None:
        if self.isVisible():
            self._search(self._line.text())

    def _search(self, words: str) -> None:
        before = self._found[self._at][0] if 0 <= self._at < len(self._found) else 0
        self._found = find_all(self._bridge.text, words)
        self._show(min(bisect_left(self._found, (before, 0)), len(self._found) - 1))

    def _show(self, at: int) -> None:
        self._at = at
        if self._found:
            self._count.setText(tr("{place:,} of {number:,}", place=at + 1, number=len(self._found)))
        else:
            self._count.setText(tr("No hit") if self._line.text() else "")
        self._count.setAccessibleName(self._count.text())
        self.hits.emit(self._found, at)

    def _wear(self, theme: Theme) -> None:
        self._icons.set_theme(theme)


def find_all(text: str, words: str) -> list[Span]:
    """Where the words stand in the text, without regard to case; spans in code points, `MOST` of them at most."""
    if not words:
        return []
    found = []
    for match in re.finditer(re.escape(words), text, re.IGNORECASE):
        found.append(match.span())
        if len(found) == MOST:
            break
    return found
