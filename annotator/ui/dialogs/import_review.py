"""Bringing articles in: read on a thread of its own, looked through where there is something to decide, stored at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressDialog,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.errors import Fault
from annotator.formats.doors import Incoming
from annotator.ui.bridge import Bridge, Said

AT_ONCE = 20
"""Plain new articles that come in without being looked through first; Undo is offered with the toast."""

MANY = 2_000
"""Operations above which a bar shows how far storing is."""

_STATES = {"new": "New", "there": "Already there", "changed": "Differs", "refused": "Refused"}
_COLUMNS = ("", "Title", "File", "Annotations")


class Cancelled(Exception):
    """The person changed their mind; everything is taken back."""


class Reading(QObject):
    """Reads on another thread, so that the window lives meanwhile.

    Signals:
        finished: an `Incoming`, or the `Fault` that there was.
    """

    finished = Signal(object)

    def __init__(self, read: Callable[[], Incoming], parent: QObject) -> None:
        super().__init__(parent)
        self._read = read
        self._thread = Thread(target=self._run, name="reading")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def _run(self) -> None:
        try:
            found: Incoming | Fault = self._read()
        except Fault as fault:
            found = fault
        self.finished.emit(found)


class Import(QObject):
    """One import, from reading to the toast; it goes away by itself."""

    def __init__(self, bridge: Bridge, read: Callable[[], Incoming], parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._window = bridge, parent
        self._reading = Reading(read, self)
        self._reading.finished.connect(self._decide)
        self._reading.start()

    def _decide(self, found: Incoming | Fault) -> None:
        if isinstance(found, Fault):
            self._bridge.failed.emit(found)
        elif _is_plain(found):
            store(self._bridge, found, self._window)
        elif not found.arrivals and len(found.problems) == 1:
            self._bridge.failed.emit(found.problems[0].fault)
        else:
            ImportReview(self._bridge, found, self._window).open()
        self.deleteLater()


def import_paths(bridge: Bridge, paths: list[Path], parent: QWidget) -> Import:
    """Bring in files, folders or a dataset."""
    from annotator.formats import read_files

    return Import(bridge, lambda: read_files(paths, bridge.session.catalogue), parent)


def import_text(bridge: Bridge, text: str, parent: QWidget) -> Import:
    """Bring in a pasted article."""
    from annotator.formats import read_text

    return Import(bridge, lambda: read_text(text, bridge.session.catalogue), parent)


def _is_plain(incoming: Incoming) -> bool:
    """Whether there is nothing to decide: a few new articles without annotations and without problems."""
    return (0 < len(incoming.arrivals) <= AT_ONCE and not incoming.problems and not incoming.warnings
            and all(arrival.state == "new" and not arrival.annotations for arrival in incoming.arrivals))


def store(bridge: Bridge, incoming: Incoming, parent: QWidget) -> bool:
    """Store what came in as one action; True when it is stored."""
    many = sum(incoming.added.values()) > MANY
    progress = _Progress(parent, sum(incoming.added.values())) if many else None
    try:
        changed = bridge.do(incoming.change_sets(), progress=progress.step if progress else None)
    except Cancelled:
        bridge.said.emit(Said("Nothing was imported"))
        return False
    finally:
        if progress:
            progress.close()
    if changed is None:
        return False
    bridge.said.emit(Said(_sentence(incoming), undoable=True))
    first = next((arrival.article.id for arrival in incoming.arrivals if arrival.state == "new"), "")
    if first:
        bridge.show_article(first)
    return True


def _sentence(incoming: Incoming) -> str:
    said = incoming.summary().removesuffix(", 0 refused").removesuffix(", 0 already there")
    return said[0].upper() + said[1:]


class _Progress:
    """A bar with Cancel while a large import is stored; only its own button takes input meanwhile."""

    def __init__(self, parent: QWidget, total: int) -> None:
        self._dialog = QProgressDialog("Storing…", "Cancel", 0, total, parent)
        self._dialog.setWindowTitle("Import")
        self._dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._dialog.setMinimumDuration(300)

    def step(self, done: int) -> None:
        self._dialog.setValue(min(done, self._dialog.maximum() - 1))
        self._dialog.setLabelText(f"Storing {done:,} of about {self._dialog.maximum():,}")
        QApplication.processEvents()
        if self._dialog.wasCanceled():
            raise Cancelled

    def close(self) -> None:
        self._dialog.close()


class ImportReview(QDialog):
    """What will come in, what is there already, what is refused and why. Nothing is stored before Import."""

    def __init__(self, bridge: Bridge, incoming: Incoming, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._incoming, self._window = bridge, incoming, parent
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Import")
        self.setAccessibleName("Import: what will come in")
        self.resize(760, 480)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(_words(_sentence_before(incoming), "heading"))
        for warning in incoming.warnings[:5]:
            column.addWidget(_words(warning[0].upper() + warning[1:], "muted"))
        column.addWidget(self._table(), 1)
        if incoming.problems:
            column.addWidget(_words("Nothing is imported while a file is refused: leave it out, or mend it.", "danger"))
        column.addLayout(self._buttons())

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(_Rows(self._incoming, table))
        table.setAccessibleName("Articles that were found")
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, 110)
        header.resizeSection(2, 180)
        return table

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        cancel, accept = QPushButton("Cancel"), QPushButton("Import")
        cancel.clicked.connect(self.reject)
        accept.clicked.connect(self._import)
        accept.setProperty("primary", True)
        accept.setDefault(True)
        accept.setEnabled(self._incoming.brings and not self._incoming.problems)
        for button in (cancel, accept):
            row.addWidget(button)
        return row

    def _import(self) -> None:
        self.hide()
        store(self._bridge, self._incoming, self._window)
        self.accept()


def _sentence_before(incoming: Incoming) -> str:
    new = sum(arrival.state == "new" for arrival in incoming.arrivals)
    there = sum(arrival.state == "there" for arrival in incoming.arrivals)
    parts = [f"{new:,} new", f"{there:,} already there"]
    parts += [f"{len(incoming.problems):,} refused"] if incoming.problems else []
    return ", ".join(parts)


def _words(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label


class _Rows(QAbstractTableModel):
    """Problems first, then the articles."""

    def __init__(self, incoming: Incoming, parent: QObject) -> None:
        super().__init__(parent)
        self._rows = [("Refused", problem.fault.why, problem.file, "") for problem in incoming.problems]
        self._rows += [(_STATES[a.state], a.article.title or "Untitled", a.file, str(a.annotations or ""))
                       for a in incoming.arrivals]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_COLUMNS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._rows[index.row()][index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section]
        return None
