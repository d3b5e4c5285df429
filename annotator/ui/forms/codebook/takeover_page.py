"""What another codebook would change, before it does; one undo takes it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.corpus.hands import NO_HANDS, Hands
from annotator.formats.doors import Incoming, listed
from annotator.language import tr
from annotator.ui.bridge import Said
from annotator.ui.forms.codebook.desk import CodebookDesk
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain import plain_label


class TakeoverPage(QWidget):
    """Lines of what is new, what changes, what goes, and what stays because it is used.

    Signals:
        left: it was taken over, or not.
    """

    left = Signal()

    def __init__(self, desk: CodebookDesk, incoming: Incoming, name: str, out_of_date: Callable[[], bool]) -> None:
        super().__init__()
        self._desk, self._incoming, self._name, self._out_of_date = desk, incoming, name, out_of_date
        self.accept, self.cancel = QPushButton(tr("Take it over")), QPushButton(tr("Not now"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 16)
        column.setSpacing(6)
        column.addWidget(plain_label(tr("{name} would change", name=name), "heading"))
        words = [f"{listed(counts)} {what}" for counts, what in (
            (incoming.added, tr("new")), (incoming.changed, tr("changed")), (incoming.there, tr("as they are")))
                 if counts]
        column.addWidget(plain_label("; ".join(words), "muted"))
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.accept, self.cancel):
            button.setAccessibleName(button.text())
            row.addWidget(button)
        row.addStretch(1)
        self.accept.setProperty("primary", True)
        column.addLayout(row)
        column.addSpacing(6)
        for line in incoming.warnings:
            column.addWidget(plain_label(line, selectable=True))
        column.addStretch(1)
        self.accept.clicked.connect(self._take)
        self.cancel.clicked.connect(self.left)

    def refresh(self, _hands: Hands = NO_HANDS) -> bool:
        """What it says was true when the file was read; `_take` asks whether it still is."""
        return True

    def take_focus(self) -> None:
        """Begin at the answer."""
        self.accept.setFocus()

    def set_theme(self, _theme: Theme) -> None:
        """The style sheet does it all."""

    def commit(self) -> None:
        """Nothing is written here."""

    @Slot()
    def _take(self) -> None:
        if not self._out_of_date() and self._desk.bridge.do(self._incoming.change_sets()) is not None:
            self._desk.bridge.said.emit(Said(tr("The codebook is that of {name} now", name=self._name), undoable=True))
            self.left.emit()
