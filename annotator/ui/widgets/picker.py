"""Chips that narrow a list: each opens a small list of choices, or two dates, and says what was chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.names import folded
from annotator.language import tr, trc
from annotator.ui.models.dates import date_problem, readable_date
from annotator.ui.theme import Theme
from annotator.ui.widgets.lines import smaller
from annotator.ui.widgets.plain import plain, plain_label
from annotator.ui.widgets.search_line import SearchLine, add_cross

_MANY = 9
"""Choices above which there is a line to search them by."""

_LONGEST = 22
_VALUE = Qt.ItemDataRole.UserRole

Choices = Sequence[tuple[str, str]]
"""What can be chosen: value and words."""


class FilterChip(QToolButton):
    """A filter: its title while it lets everything through, else what it is set to.

    Signals:
        chosen: the value that a person chose, "" for all.
    """

    chosen = Signal(str)

    def __init__(self, title: str, everything: str, choices: Callable[[], Choices], *, theme: Theme,
                 parent: QWidget) -> None:
        super().__init__(parent)
        self.title, self.value = title, ""
        self._everything, self._choices, self._theme = everything, choices, theme
        self.setCheckable(True)
        self.setProperty("role", "filter")
        self.setFont(smaller(self.font()))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.open)
        self.show_value("", "")

    def show_value(self, value: str, words: str) -> None:
        """Say what it is set to."""
        self.value = value
        shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST - 1].rstrip()}…"
        self.setText(plain(shown if value else self.title))
        self.setChecked(bool(value))
        self.setAccessibleName(f"{self.title}: {words if value else self._everything}")
        self.setToolTip("")

    def set_theme(self, theme: Theme) -> None:
        """Other colours for the list that it opens."""
        self._theme = theme

    @Slot()
    def open(self) -> None:
        """Show what can be chosen."""
        self.setChecked(bool(self.value))
        picker = Picker(self._everything, self._choices(), self.value, theme=self._theme, parent=self)
        picker.chosen.connect(self.choose)
        picker.open_below(self)

    @Slot(str, str)
    def choose(self, value: str, words: str) -> None:
        """Set it, as a person does."""
        self.show_value(value, words)
        self.chosen.emit(value)


class Picker(QFrame):
    """The small list under a chip; it closes with the choice, with Esc, and when one looks elsewhere.

    Signals:
        chosen: the value, "" for all, and its words.
    """

    chosen = Signal(str, str)

    def __init__(self, everything: str, choices: Choices, value: str, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.setAccessibleName(everything)
        self.search = SearchLine(tr("Search"), theme=theme, parent=self)
        self.search.setVisible(len(choices) > _MANY)
        self.list = QListWidget(self)
        self.list.setAccessibleName(everything)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        for name, words in (("", everything), *choices):
            item = QListWidgetItem(words, self.list)
            item.setData(_VALUE, name)
            if name == value:
                self.list.setCurrentItem(item)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(4)
        column.addWidget(self.search)
        column.addWidget(self.list)
        row = max(24, self.list.sizeHintForRow(0))
        self.setFixedSize(260, min(len(choices) + 1, 10) * row + 18 + (36 if len(choices) > _MANY else 0))
        self.search.textChanged.connect(self._narrow)
        self.search.list_wanted.connect(self._enter_list)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)

    def open_below(self, chip: QWidget) -> None:
        """Show it under the chip, inside of its window."""
        place = chip.mapToGlobal(QPoint(0, chip.height() + 3))
        window = chip.window()
        right = window.mapToGlobal(QPoint(window.width(), 0)).x() - self.width() - 4
        self.move(min(place.x(), right), place.y())
        self.show()
        (self.search if not self.search.isHidden() else self.list).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, Enter takes the row."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.currentItem():
            self._choose(self.list.currentItem())
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _narrow(self, typed: str) -> None:
        words = folded(typed).split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in folded(item.text()) for word in words))

    @Slot()
    def _enter_list(self) -> None:
        shown = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        if shown:
            self.list.setCurrentRow(shown[0])
            self.list.setFocus()

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_VALUE), item.text())
        self.close()


class DateChip(FilterChip):
    """A filter by date: from, to, each as far as it is known. Its value is both with a slash between.

    Args:
        name: what the dates are of, for screen readers.
    """

    def __init__(self, *, theme: Theme, parent: QWidget, name: str = tr("Dates of publication")) -> None:
        super().__init__(tr("Date"), tr("Any date"), tuple, theme=theme, parent=parent)
        self._name = name

    @Slot()
    def open(self) -> None:
        """Show the two lines."""
        self.setChecked(bool(self.value))
        since, _, until = self.value.partition("/")
        dates = Dates(since, until, parent=self)
        dates.setAccessibleName(self._name)
        dates.chosen.connect(self.take)
        place = self.mapToGlobal(QPoint(0, self.height() + 3))
        window = self.window()
        right = window.mapToGlobal(QPoint(window.width(), 0)).x() - dates.width() - 4
        dates.move(min(place.x(), right), place.y())
        dates.show()
        dates.since.setFocus()

    @Slot(str, str)
    def take(self, since: str, until: str) -> None:
        """Set it, as a person does."""
        first, last = readable_date(since, short=True), readable_date(until, short=True)
        words = (f"{first} – {last}" if since and until else tr("from {day}", day=first) if since
                 else tr("until {day}", day=last))
        self.choose(f"{since}/{until}" if since or until else "", words)


class Dates(QFrame):
    """Two dates, which act as soon as they are dates.

    Signals:
        chosen: first and last date, "" where there is none.
    """

    chosen = Signal(str, str)

    def __init__(self, since: str, until: str, *, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.since, self.until = QLineEdit(since, self), QLineEdit(until, self)
        self._problem = plain_label("", "caption", parent=self)
        rows = QFormLayout(self)
        rows.setContentsMargins(12, 12, 12, 10)
        for line, words, name in ((self.since, trc("date", "From"), tr("From date")),
                                  (self.until, trc("date", "To"), tr("To date"))):
            line.setPlaceholderText(tr("2025-03-14, 2025-03 or 2025"))
            line.setAccessibleName(name)
            add_cross(line)
            line.textEdited.connect(self._tell)
            rows.addRow(words, line)
        rows.addRow(self._problem)
        self._problem.hide()
        self.setFixedWidth(290)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc close; what was written acts already."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.close()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _tell(self) -> None:
        since, until = self.since.text().strip(), self.until.text().strip()
        problem = date_problem(since) or date_problem(until)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.adjustSize()
        if not problem:
            self.chosen.emit(since, until)
