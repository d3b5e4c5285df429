"""The list of who worked here last: in the sheet of whoever works, and in one of its own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from annotator.corpus.change import Changed
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.letters import stretched
from annotator.ui.models.last_work import worked_last
from annotator.ui.widgets.last_work_row import ROW, LastWorkRow
from annotator.ui.widgets.plain import plain_label

_WIDTH, _AT_ONCE = 340, 9
"""Width of the sheet in device-independent pixels, and rows before it scrolls."""


class LastWorkList(QWidget):
    """Everybody else, the latest first.

    Args:
        most: how many are listed; all when it is None.

    Signals:
        chosen: id of the article that somebody worked in.
    """

    chosen = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None, *, most: int | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._most = bridge, most
        self.rows: list[LastWorkRow] = []
        self.more = False
        """Whether there are more than it lists."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def refresh(self) -> None:
        """Read the history anew; the focus stays on its place in the list."""
        found = worked_last(self._bridge, None if self._most is None else self._most + 1)
        self.more = self._most is not None and len(found) > self._most
        wanted = found[:self._most]
        while len(self.rows) > len(wanted):
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for row, each in zip(self.rows, wanted, strict=False):
            row.show_worked(each, self._bridge.theme)
        for each in wanted[len(self.rows):]:
            self._add(LastWorkRow(each, self._bridge.theme, self))

    def _add(self, row: LastWorkRow) -> None:
        row.clicked.connect(partial(self._choose, row))
        self.rows.append(row)
        self._column.addWidget(row)
        row.show()

    def _choose(self, row: LastWorkRow) -> None:
        self.chosen.emit(row.worked.article)


class LastWorkSheet(QWidget):
    """All of them under a heading; it follows what comes in while it is looked at.

    Signals:
        resized: it has become taller or shorter.
        chosen: id of the article that somebody worked in.
    """

    resized = Signal()
    chosen = Signal(str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.list = LastWorkList(bridge)
        self._nobody = plain_label(tr("Nobody else has worked here yet, as far as it has arrived."), "muted")
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.list)
        for part in (self._scroll.viewport(), self.list):
            part.setAutoFillBackground(False)  # the sheet's own ground
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 14, 10, 10)
        column.setSpacing(6)
        heading = plain_label(tr("Who worked here last"), "heading")
        heading.setContentsMargins(8, 0, 8, 0)
        self._nobody.setContentsMargins(8, 0, 8, 8)
        for part in (heading, self._nobody, self._scroll):
            column.addWidget(part)
        self.setFixedWidth(stretched(_WIDTH))
        self.list.chosen.connect(self.chosen)
        bridge.changed.connect(self._follow)

    def show_all(self) -> None:
        """Show who did what until now."""
        self.list.refresh()
        self._nobody.setVisible(not self.list.rows)
        self._scroll.setVisible(bool(self.list.rows))
        self._scroll.setFixedHeight(ROW * min(len(self.list.rows), _AT_ONCE) or 1)
        self.resized.emit()

    def first(self) -> QWidget:
        """Where the focus goes first."""
        return next((row for row in self.list.rows if row.isEnabled()), self)

    @Slot(object)
    def _follow(self, _changed: Changed) -> None:
        if self.isVisible():
            self.show_all()
