"""The pill over the text: what others have just done, and the way there. It takes no focus and moves no text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QToolButton, QWidget

from annotator.corpus.people import Person
from annotator.language import tr
from annotator.ui.theme import Theme
from annotator.ui.widgets.announce import announce
from annotator.ui.widgets.coder_mark import CoderMark
from annotator.ui.widgets.elided_label import ElidedLabel

SECONDS = 12
_MARKS = 3
"""Marks of people that are shown; the words name or count the others."""
_FROM_EDGE = 6
_AROUND = 24
"""Pixels of the text that stay free on each side, at least."""
_WIDEST = 620


class Pill(QFrame):
    """One line at the upper edge of a place; it goes by itself, but never while the pointer or the focus is on it.

    Args:
        place: over which it lies.
        home: what has the focus once the pill that had it is gone.

    Signals:
        went: “Show” or “Next” was pressed.
        closed: it was pressed away: all of it has been seen.
        dismissed: it has gone by itself, or by Esc; what it told is still to be seen.
    """

    went = Signal()
    closed = Signal()
    dismissed = Signal()

    def __init__(self, place: QWidget, home: QWidget, theme: Theme) -> None:
        super().__init__(place)
        self._place, self._home, self._theme = place, home, theme
        self._marks: list[CoderMark] = []
        self.setProperty("role", "pill")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = ElidedLabel("", self)
        self.go, self._close = _button("go", self), _button("close", self)
        self._close.setText("×")
        self._close.setAccessibleName(tr("Seen: put this away"))
        self._close.setToolTip(tr("Seen: put it away (Esc only hides it)"))
        self._timer = QTimer(self, interval=SECONDS * 1000, singleShot=True)
        self._timer.timeout.connect(self._expire)
        self.go.clicked.connect(self.went)
        self._close.clicked.connect(self.closed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(7, 1, 4, 1)
        self._row.setSpacing(6)
        self._row.addWidget(self._words)
        self._row.addWidget(self.go)
        self._row.addWidget(self._close)
        self.hide()
        place.installEventFilter(self)

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self.accessibleName()

    def tell(self, words: str, people: Sequence[Person], *, go: str, tip: str = "") -> None:
        """Say this, and begin to count the seconds anew.

        Args:
            people: who did it.
            go: what the button says, "" for none.
            tip: what the button does, with its key.
        """
        appears = self.isHidden()
        self.setAccessibleName(words)
        self._words.set_text(words)
        self._show_marks(people)
        self.go.setText(go)
        self.go.setVisible(bool(go))
        self.go.setToolTip(tip)
        self.go.setAccessibleName(f"{go}: {words}" if go else "")
        self.show()
        self._settle()
        self._timer.start()
        if appears:
            announce(self, words)

    def dismiss(self) -> bool:
        """Hide it; whether there was anything to hide. The focus goes back to where it is at home."""
        if self.isHidden():
            return False
        if self._has_focus():
            self._home.setFocus()
        self._timer.stop()
        self.hide()
        self.dismissed.emit()
        return True

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._theme = theme
        for mark in self._marks:
            mark.set_theme(theme)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Somebody reads it or goes for the button: wait."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Count the seconds anew."""
        self._timer.start()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc hides it."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the place changes its size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._settle()
        return False

    @Slot()
    def _expire(self) -> None:
        if self._has_focus():
            self._timer.start()
        else:
            self.dismiss()

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _show_marks(self, people: Sequence[Person]) -> None:
        for mark in self._marks:
            self._row.removeWidget(mark)
            mark.hide()
            mark.deleteLater()
        self._marks = [CoderMark(person, self._theme, self) for person in people[:_MARKS]]
        for at, mark in enumerate(self._marks):
            self._row.insertWidget(at, mark)
            mark.show()

    def _settle(self) -> None:
        room = max(120, min(_WIDEST, self._place.width() - 2 * _AROUND))
        self.setMaximumWidth(room)
        self._row.activate()
        self.resize(min(room, self.sizeHint().width()), self.sizeHint().height())
        self.move((self._place.width() - self.width()) // 2, _FROM_EDGE)
        self.raise_()


def _button(name: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
