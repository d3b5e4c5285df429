"""What others have written that the program is made of, with each licence in full: nothing is fetched."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.language import tr
from annotator.licences import Component, components
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.search_line import add_cross

_PART = Qt.ItemDataRole.UserRole
_MARGIN = 16


class LicencesWindow(QDialog):
    """A list of parts, the licence of the one that is chosen, and a line that narrows the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Licences"))
        self.setAccessibleName(tr("Licences"))
        self.resize(900, 620)
        self._find = QLineEdit(self)
        self._find.setPlaceholderText(tr("Find a part or a licence"))
        self._find.setAccessibleName(tr("Find a part or a licence"))
        add_cross(self._find)
        self._list = QListWidget(self)
        self._list.setAccessibleName(tr("Parts"))
        self._heading = plain_label("", "title", selectable=True, parent=self)
        self._about = plain_label("", "muted", selectable=True, parent=self)
        self._text = QPlainTextEdit(self)
        self._lay_out()
        for part in components():
            item = QListWidgetItem(f"{part.name} {part.version}".strip(), self._list)
            item.setToolTip(part.licence)
            item.setData(_PART, part)
        self._list.currentItemChanged.connect(self._show_part)
        self._find.textChanged.connect(self._narrow)
        self._list.setCurrentRow(0)
        self._find.setFocus()

    def _lay_out(self) -> None:
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(tr("Licence"))
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        left = QVBoxLayout()
        left.addWidget(self._find)
        left.addWidget(self._list)
        right = QVBoxLayout()
        right.addWidget(self._heading)
        right.addWidget(self._about)
        right.addWidget(self._text, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        row.setSpacing(_MARGIN)
        row.addLayout(left, 2)
        row.addLayout(right, 5)

    @Slot(QListWidgetItem)
    def _show_part(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        part: Component = item.data(_PART)
        self._heading.setText(part.name)
        self._about.setText(" · ".join(filter(None, (part.version, part.licence, part.address))))
        self._text.setPlainText(part.text
                                or tr("This part came without the words of its licence; its address has them."))

    @Slot(str)
    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        shown = []
        for item in (self._list.item(row) for row in range(self._list.count())):
            part: Component = item.data(_PART)
            said = f"{part.name} {part.version} {part.licence}".casefold()
            item.setHidden(not all(word in said for word in wanted))
            shown += [] if item.isHidden() else [item]
        if shown and self._list.currentItem() not in shown:
            self._list.setCurrentItem(shown[0])
