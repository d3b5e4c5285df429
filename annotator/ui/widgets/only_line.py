"""The line over the cards that says whose annotations alone are shown, and shows everybody's again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from annotator.corpus.change import Changed
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.models.whose import whose_now
from annotator.ui.widgets.elided_label import ElidedLabel


class OnlyLine(QWidget):
    """Hidden while everybody's are shown."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._words = ElidedLabel("", self)
        self.all = QToolButton(self)
        self.all.setText(tr("Show all"))
        self.all.setProperty("role", "link")
        self.all.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all.setAccessibleName(tr("Show everybody’s annotations"))
        self.all.clicked.connect(partial(bridge.show_only, ""))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self.all)
        self.hide()
        bridge.narrowed.connect(self._show)
        bridge.changed.connect(self._follow)

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        if self._bridge.only and "coder" in changed.kinds():
            self._show()

    @Slot()
    def _show(self) -> None:
        whose = whose_now(self._bridge)
        self._words.set_text(tr("Only {whose}", whose=whose))
        self.setVisible(bool(whose))
