"""Before many hits are marked: as what, how many of them, and what is left out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.corpus.change import counted
from annotator.corpus.kinds import Codebook
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.kind_button import KindButton
from annotator.ui.widgets.plain import plain_label


class MarkStrip(QFrame):
    """The kinds to choose from, a sentence, and two buttons; the list above has boxes meanwhile.

    Signals:
        kind_chosen: another kind is wanted.
        accepted, cancelled: mark what is ticked; mark nothing.
    """

    kind_chosen = Signal(str)
    accepted = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName("Mark hits")
        self._theme = theme
        self._kinds: list[KindButton] = []
        self.sentence = plain_label("", parent=self)
        self.sentence.setAccessibleName("What will be marked")
        self._remark = plain_label("", "caption", parent=self)
        self.accept, self._cancel = QPushButton("Mark", self), QPushButton("Cancel", self)
        self.accept.setProperty("primary", True)
        self._cancel.setAccessibleName("Cancel marking")
        self.accept.clicked.connect(self.accepted)
        self._cancel.clicked.connect(self.cancelled)
        self._places = QWidget(self)
        self._flow = FlowLayout(self._places, gap=2)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(6)
        for widget in (self._places, self.sentence, self._remark):
            column.addWidget(widget)
        column.addLayout(buttons)

    def show_kinds(self, codebook: Codebook, chosen: str) -> None:
        """Offer the codebook's kinds, with one of them chosen."""
        for button in self._kinds:
            self._flow.removeWidget(button)
            button.deleteLater()
        self._kinds = []
        for kind in codebook.shown[:9]:
            button = KindButton(kind.id, kind.label, key=kind.key, theme=self._theme, colour=kind.colour)
            button.setChecked(kind.id == chosen)
            button.setToolTip("")
            button.clicked.connect(partial(self.kind_chosen.emit, kind.id))
            self._flow.addWidget(button)
            self._kinds.append(button)
        QWidget.setTabOrder(self._kinds[-1], self._cancel) if self._kinds else None

    def show_counts(self, label: str, hits: int, articles: int, *, marked: int, left_out: int) -> None:
        """Say what will happen: how many hits, in how many articles, how many are marked like this already."""
        where = f" in {articles:,} articles" if articles > 1 else ""
        self.sentence.setText(f"Mark {counted(hits, 'hit')}{where} as {label}" if hits else "Nothing is ticked")
        parts = [f"{marked:,} {'is' if marked == 1 else 'are'} marked already and left out" if marked else "",
                 f"{left_out:,} not ticked" if left_out else ""]
        self._remark.setText(" · ".join(part for part in parts if part) or "Space takes a tick away")
        self.accept.setText(f"Mark {hits:,}" if hits else "Mark")
        self.accept.setAccessibleName(self.sentence.text())
        self.accept.setEnabled(hits > 0)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for button in self._kinds:
            button.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc marks nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
