"""A field that takes the next key press for itself, whatever it would do elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from annotator.language import tr
from annotator.ui.commands.keys import pressed_key


class PressField(QLabel):
    """Waits for one key; Esc gives up. Tab is heard, too: Esc and the mouse lead out.

    Signals:
        pressed: the portable sequence of the key that was pressed.
        given_up: Esc was pressed, or the focus went elsewhere.
    """

    pressed = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Press the keys · Esc leaves it as it is"), parent)
        self.setProperty("role", "press")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Press the keys. Escape leaves it as it is"))

    def event(self, event: QEvent) -> bool:
        """No shortcut of the window, and no walk with Tab, gets the key before this."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell what was pressed; Shift, Ctrl and the like alone are not yet anything."""
        event.accept()
        if event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.given_up.emit()
        elif not event.isAutoRepeat() and (key := pressed_key(event)):
            self.pressed.emit(key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere has given up; another window in front is no going away."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.given_up.emit()
