"""Before many hits are marked: as what, how many of them, and what is left out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.corpus.kinds import Codebook
from annotator.language import tr, trc, trn
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.kind_button import KindButton
from annotator.ui.widgets.plain import plain_label


def _what(label: str, hits: int, articles: int) -> str:
    if not hits:
        return tr("Nothing is ticked")
    if articles > 1:
        return trn("Mark {number:,} hit in {articles:,} articles as {kind}",
                   "Mark {number:,} hits in {articles:,} articles as {kind}", hits, articles=articles, kind=label)
    return trn("Mark {number:,} hit as {kind}", "Mark {number:,} hits as {kind}", hits, kind=label)


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
        self.setAccessibleName(tr("Mark hits"))
        self._theme = theme
        self._kinds: list[KindButton] = []
        self.sentence = plain_label("", parent=self)
        self.sentence.setAccessibleName(tr("What will be marked"))
        self._remark = plain_label("", "caption", parent=self)
        self.accept, self._cancel = QPushButton(trc("verb", "Mark"), self), QPushButton(tr("Cancel"), self)
        self.accept.setProperty("primary", True)
        self._cancel.setAccessibleName(tr("Cancel marking"))
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
        self.sentence.setText(_what(label, hits, articles))
        parts = [trn("{number:,} is marked already and left out", "{number:,} are marked already and left out", marked)
                 if marked else "", tr("{count:,} not ticked", count=left_out) if left_out else ""]
        self._remark.setText(" · ".join(part for part in parts if part) or tr("Space takes a tick away"))
        self.accept.setText(tr("Mark {count:,}", count=hits) if hits else trc("verb", "Mark"))
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
