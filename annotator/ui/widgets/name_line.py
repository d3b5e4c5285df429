"""Type-ahead for a source: letters, a list below, Enter takes the likeliest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from annotator.corpus.hands import NOBODY, UNDO, Hand
from annotator.corpus.names import Match
from annotator.language import tr

_MOST = 8
_ID, _NEW = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class NameLine(QLineEdit):
    """A line that knows sources by name, alias and initials.

    Args:
        search: what was typed → the sources that it may mean, likeliest first.
        creates: what a new one would be (“organisation”); empty offers none to be made.

    Signals:
        chosen: id of the source that was taken, "" when the line was emptied.
        wanted: the name of a source to be made.
        overtaken: the `Hand` of whoever has changed what is stored while something is typed here.
        caught_up: that is so no more.
    """

    chosen = Signal(str)
    wanted = Signal(str)
    overtaken = Signal(object)
    caught_up = Signal()

    def __init__(
        self, name: str, search: Callable[[str], Sequence[Match]], *, creates: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._search, self._creates = search, creates
        self._stored = self._shown = ""
        self._overtaken = False
        self.setAccessibleName(name)
        self._rows = QStandardItemModel(self)
        completer = QCompleter(self._rows, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_MOST + 1)
        popup = QListView()
        popup.setObjectName("completions")
        completer.setPopup(popup)
        completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.setCompleter(completer)
        self.textEdited.connect(self._list)
        self.returnPressed.connect(self._take_likeliest)

    def show_value(self, name: str, *, who: Hand = NOBODY) -> None:
        """Show the source that is stored; what is being typed stays.

        Args:
            who: who changed it elsewhere.
        """
        stays, news = self.writing() and self.text() != name, name != self._stored
        self._stored = name
        if not stays or name == self._shown:
            self._settle(self.text() if stays else name)
        elif news:
            self._overtaken = True
            self.overtaken.emit(who or UNDO)

    def writing(self) -> bool:
        """Whether something is typed that is not stored."""
        return self.hasFocus() and self.text() != self._stored

    @Slot()
    def restore(self) -> None:
        """Forget what was typed."""
        self._settle(self._stored)

    def _settle(self, text: str) -> None:
        told, self._overtaken, self._shown = self._overtaken, False, self._stored
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
        if told:
            self.caught_up.emit()

    def rows(self) -> list[str]:
        """What the list below says."""
        return [self._rows.item(row).text() for row in range(self._rows.rowCount())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ lists all, Esc gives back what stood there."""
        if event.key() == Qt.Key.Key_Down:
            self._list("" if self.text() in (self._shown, self._stored) else self.text())
            self.completer().complete()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._stored:
            self.restore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Emptying is an answer; anything else that was not chosen is gone."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        if not self.text().strip() and self._shown:
            self.chosen.emit("")
        else:
            self.restore()

    @Slot(str)
    def _list(self, typed: str) -> None:
        self._rows.clear()
        for match in self._search(typed.strip())[:_MOST]:
            alias = f"  ({match.alias})" if match.alias else ""
            item = QStandardItem(f"{match.source.name}{alias}")
            item.setData(match.source.id, _ID)
            self._rows.appendRow(item)
        if self._creates and typed.strip():
            item = QStandardItem(tr("Create “{name}”, {type}", name=" ".join(typed.split()), type=self._creates))
            item.setData(" ".join(typed.split()), _NEW)
            self._rows.appendRow(item)

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        if made := index.data(_NEW):
            self.setText(made)
            self.wanted.emit(made)
        elif chosen := index.data(_ID):
            self.setText(index.data().partition("  (")[0])
            self.chosen.emit(chosen)

    @Slot()
    def _take_likeliest(self) -> None:
        if not self.text().strip():
            if self._shown:
                self.chosen.emit("")
        elif self.text() not in (self._shown, self._stored):
            self._list(self.text())
            first = self._rows.item(0)
            if first is not None and first.data(_ID):
                self._take(first.index())
            else:
                self.completer().complete()
