"""A callable as a slot: signals bring arguments along that a plain handler does not want."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot


class Call(QObject):
    """Calls its handler without arguments: `button.clicked.connect(Call(handler, button).run)`."""

    def __init__(self, handler: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._handler = handler

    @Slot()
    def run(self) -> None:
        """Call the handler."""
        self._handler()
