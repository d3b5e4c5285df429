"""The command palette: any command or article by a few letters, without the mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from annotator.language import originals, tr
from annotator.ui.commands import Actions, CommandAction, menu_path
from annotator.ui.dialogs.fuzzy import Fit, fit
from annotator.ui.models.entries import ENTRY, PLACES, ROW, Entry, EntryRows
from annotator.ui.theme import Theme

_WIDTH = 620
_ROWS_SHOWN = 11
_BY_CHANCE = 0.3
Index = QModelIndex | QPersistentModelIndex


Find = Callable[[str], Iterable[Entry]]
"""What may fit a few letters, more rather than less: it is ranked afterwards."""


def command_entries(actions: Actions) -> list[Entry]:
    """Every command that is not the palette itself nor opens a list of its own."""
    commands = (action for action in actions.all() if not action.command.submenu)
    return [_entry(action) for action in commands if action.command.id != "palette.show"]


class CommandPalette(QDialog):
    """Type a few letters, arrows to choose, Enter to run, Esc to leave.

    Args:
        extra: what else may fit what is typed; listed after the commands, and only once something is.
    """

    def __init__(self, parent: QWidget, actions: Actions, *, theme: Theme,
                 extra: Find = lambda _: ()) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.setAccessibleName(tr("Command palette"))
        self._chosen: Entry | None = None
        self._model = _Entries(command_entries(actions), extra, _english(actions), self)
        self._line = QLineEdit(self)
        self._list = QListView(self)
        self._nothing = QLabel(tr("Nothing of that name. Try fewer letters."), self)
        self._lay_out(theme)
        self._line.textChanged.connect(self._filter)
        self._list.activated.connect(self._choose)
        self._list.clicked.connect(self._choose)
        self._line.installEventFilter(self)
        self._filter("")

    @property
    def titles(self) -> list[str]:
        """The titles that are listed now, best first."""
        return [self._model.entry(row).title for row in range(self._model.rowCount())]

    def ask(self) -> None:
        """Show the palette in the upper middle of its window; the choice runs when it has closed."""
        parent = self.parentWidget()
        if parent is not None:
            corner = parent.window().mapToGlobal(parent.window().rect().topLeft())
            self.move(corner.x() + (parent.window().width() - self.width()) // 2, corner.y() + 64)
        self.finished.connect(self._run)
        self.show()
        self._line.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the line's arrow keys move the list, and Enter run the row."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if key in steps:
            self._step(steps[key])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.currentIndex())
            return True
        return False

    def _lay_out(self, theme: Theme) -> None:
        self._line.setPlaceholderText(tr("Command or article"))
        self._line.setAccessibleName(tr("Command or article"))
        self._line.setProperty("role", "plain")
        self._list.setModel(self._model)
        self._list.setItemDelegate(EntryRows(theme, self))
        self._list.setAccessibleName(tr("Found"))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setFixedHeight(ROW * 2)
        hairline = QFrame(self)
        hairline.setProperty("role", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(6)
        for widget in (self._line, hairline, self._list, self._nothing):
            column.addWidget(widget)
        self.setFixedWidth(_WIDTH)

    def _step(self, rows: int) -> None:
        count = self._model.rowCount()
        if not count:
            return
        now = self._list.currentIndex().row()
        row = (now + rows) % count if abs(rows) == 1 else max(0, min(count - 1, now + rows))
        self._list.setCurrentIndex(self._model.index(row))

    @Slot(str)
    def _filter(self, text: str) -> None:
        self._model.search(text)
        count = self._model.rowCount()
        self._list.setVisible(count > 0)
        self._nothing.setVisible(count == 0)
        self._list.setFixedHeight(max(ROW, self._list.sizeHintForRow(0)) * min(count, _ROWS_SHOWN))
        if count:
            self._list.setCurrentIndex(self._model.index(0))
            self._list.scrollToTop()
        self.adjustSize()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        entry = self._model.entry(index.row())
        if entry.enabled:
            self._chosen = entry
            self.accept()

    @Slot(int)
    def _run(self, _result: int) -> None:
        if self._chosen is not None:
            self._chosen.run()


class _Entries(QAbstractListModel):
    """Commands and extras, filtered and ranked."""

    def __init__(self, commands: Sequence[Entry], extra: Find, also: Mapping[str, Sequence[str]],
                 parent: QObject) -> None:
        super().__init__(parent)
        self._commands = tuple(commands)
        self._extra = extra
        self._also = also
        self._found: list[tuple[Entry, Fit]] = []

    def search(self, query: str) -> None:
        """List what fits; everything in the table's order when nothing is asked."""
        self.beginResetModel()
        if query.strip():
            self._found = _ranked(query, (*self._commands, *self._extra(query)), self._also)
        else:
            self._found = [(entry, Fit(0, ())) for entry in self._commands]
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """The entry in that row."""
        return self._found[row][0]

    def rowCount(self, parent: Index | None = None) -> int:
        """A flat list."""
        return 0 if parent is not None and parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, entry and the letters that fitted."""
        if not index.isValid():
            return None
        entry, found = self._found[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.title
        return {ENTRY: entry, PLACES: found.places}.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All can be looked at; what is greyed cannot be run."""
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled


def _ranked(query: str, entries: Iterable[Entry], also: Mapping[str, Sequence[str]]) -> list[tuple[Entry, Fit]]:
    """Best first, without those that fit by chance; a greyed command keeps its rank, lest Enter run its neighbour.

    Args:
        also: what a title is in English, by which it is found, too: help and colleagues may speak that.
    """
    found = [(entry, fitted) for entry in entries if (fitted := _fitted(query, entry.title, also)) is not None]
    found.sort(key=_worth, reverse=True)
    return [(entry, fitted) for entry, fitted in found if fitted.score >= found[0][1].score * _BY_CHANCE]


def _english(actions: Actions) -> dict[str, list[str]]:
    """What a command is called in English, by its present title: “Annuler : …” is “Undo”, whatever it would undo."""
    known = originals(action.command.title for action in actions.all())
    return {action.title: known.get(action.command.title, []) for action in actions.all()}


def _fitted(query: str, title: str, also: Mapping[str, Sequence[str]]) -> Fit | None:
    fits = [fitted for other in also.get(title, ()) if (fitted := fit(query, other)) is not None]
    unseen = max((fitted.score for fitted in fits), default=-1)
    shown = fit(query, title)
    return Fit(unseen, ()) if unseen > (shown.score if shown else -1) else shown


def _worth(found: tuple[Entry, Fit]) -> int:
    return found[1].score


def _entry(action: CommandAction) -> Entry:
    path = menu_path(action.command.menu)
    return Entry(action.title, path, action.trigger, action.command.keys, action.isEnabled())
