"""The formats to choose from, under headings; arrows walk them, headings are passed over."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.formats import Format
from annotator.language import tr

_ROW, _HEADING = 28, 30
_BESIDE = 40
"""Pixels that a row has beside its name, and the scroll bar."""


class FormatList(QListWidget):
    """Emits `chosen` with the `Format` that is current now."""

    chosen = Signal(object)

    def __init__(self, formats: Iterable[Format], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, QListWidgetItem] = {}
        self.setAccessibleName(tr("Format"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        group = ""
        for each in formats:
            if each.group != group:
                group = each.group
                self._add_heading(group)
            self._add(each)
        self.currentItemChanged.connect(self._tell)

    def choose(self, name: str) -> None:
        """Make a format the current one."""
        self.setCurrentItem(self._rows[name])

    def current(self) -> Format:
        """The format that is current."""
        found: Format = self.currentItem().data(Qt.ItemDataRole.UserRole)
        return found

    def height_of_all(self) -> int:
        """Pixels that show every row without a scroll bar."""
        return sum(self.item(row).sizeHint().height() for row in range(self.count())) + 2 * self.frameWidth() + 8

    def width_of_all(self) -> int:
        """Pixels that show every name whole."""
        widest = max(self.fontMetrics().horizontalAdvance(self.item(row).text()) for row in range(self.count()))
        return widest + _BESIDE + 2 * self.frameWidth()

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(0, _HEADING))
        item.setTextAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        font = QFont(self.font())
        font.setBold(True)
        item.setFont(font)

    def _add(self, each: Format) -> None:
        item = QListWidgetItem(each.label, self)
        item.setData(Qt.ItemDataRole.UserRole, each)
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, each.about)
        item.setSizeHint(QSize(0, _ROW))
        self._rows[each.name] = item

    @Slot(QListWidgetItem, QListWidgetItem)
    def _tell(self, now: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if now is not None:
            self.chosen.emit(now.data(Qt.ItemDataRole.UserRole))
