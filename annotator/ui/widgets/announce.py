"""Says a sentence to whoever hears the screen instead of seeing it."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader speak a text that appears without taking the focus.

    Qt below 6.8 has no announcement; there an alert event makes the reader say the widget's accessible name.
    """
    try:
        from PySide6.QtGui import QAccessibleAnnouncementEvent
    except ImportError:
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
    else:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
