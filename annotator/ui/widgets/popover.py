"""A small sheet over the window, below the button that opened it: what is behind it can be seen and stays alive."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

_AWAY = 6
"""Pixels between the sheet and the window's edge, or the button."""


class Popover(QFrame):
    """Holds one form. Esc, Tab beyond its last control, or a click elsewhere closes it; it blocks nothing.

    Args:
        window: what it lies over.
        content: the form; the first control in it that Tab reaches gets the focus.
    """

    def __init__(self, window: QWidget, content: QWidget, *, name: str) -> None:
        super().__init__(window)
        self._over, self._content = window, content
        self._from: QWidget | None = None
        self._button: QWidget | None = None
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(content)
        self.hide()
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def open_at(self, button: QWidget, first: QWidget) -> None:
        """Show it below `button`, with the focus on `first`; it comes back to where it is now."""
        self._from, self._button = self._over.focusWidget(), button
        self._place()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def fit(self) -> None:
        """The form has become taller or shorter."""
        if self.isVisible():
            self._content.adjustSize()
            self._place()

    def leave(self) -> None:
        """Close it, and put the focus where it was."""
        back, self._from = self._from, None
        self.hide()
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; other keys that no control took go no further, for they were not meant for the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the window presses the button that has the focus
        else:
            event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab walks through the sheet and then leaves it."""
        inside = [each for each in _tab_order(self) if each.isVisible() and each.isEnabled()]
        focus = QApplication.focusWidget()
        if focus is None or focus not in inside:
            return bool(super().focusNextPrevChild(next))
        place = inside.index(focus) + (1 if next else -1)
        if 0 <= place < len(inside):
            inside[place].setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        else:
            self.leave()
        return True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay below the button when the window changes its size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        if self._button is None:
            return
        self.adjustSize()
        corner = self._button.mapTo(self._over, QPoint(self._button.width(), self._button.height() + _AWAY))
        if corner.y() + self.height() + _AWAY > self._over.height():  # a button at the bottom has its sheet above
            above = self._button.mapTo(self._over, QPoint(0, 0)).y() - _AWAY - self.height()
            corner.setY(max(above, _AWAY) if above > 0 else corner.y())
        wanted = corner.x() - (self._button.width() if self.isRightToLeft() else self.width())
        left = min(max(wanted, _AWAY), self._over.width() - self.width() - _AWAY)
        self.move(left, min(corner.y(), max(_AWAY, self._over.height() - self.height() - _AWAY)))

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A click elsewhere closes it; a list that one of its boxes has opened is a window of its own."""
        if not isValid(self) or now is None or not self.isVisible() or now.window() is not self._over:
            return
        if not self.isAncestorOf(now):
            self._from = None
            self.hide()


def _tab_order(sheet: QWidget) -> list[QWidget]:
    """The controls inside that Tab stops at, in the order of the focus chain."""
    found: list[QWidget] = []
    each = sheet.nextInFocusChain()
    while each is not None and each is not sheet:
        if sheet.isAncestorOf(each) and each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None:
            found.append(each)
        each = each.nextInFocusChain()
    return found
