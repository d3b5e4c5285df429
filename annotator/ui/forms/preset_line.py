"""The line of presets: one field that names, chooses, saves and deletes ways of exporting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.corpus.errors import Fault
from annotator.formats.doors import presets
from annotator.formats.doors.presets import LONGEST, Preset
from annotator.language import tr
from annotator.ui.widgets.announce import announce
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.problem_label import ProblemLabel


class PresetLine(QWidget):
    """A name is chosen from the list, or typed and saved.

    Signals:
        chosen: the `Preset` that was chosen.
    """

    chosen = Signal(object)

    def __init__(self, current: Callable[[], Preset], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self.name, self.save, self.delete = QComboBox(self), QPushButton(tr("Save"), self), QPushButton(tr("Delete"),
                                                                                                        self)
        self.said, self.problem = plain_label("", "muted", parent=self), ProblemLabel(self)
        self.name.setEditable(True)
        self._line = QLineEdit(self.name)
        self.name.setLineEdit(self._line)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for named in (self.name, self._line):
            named.setAccessibleName(tr("Preset"))
        self._line.setPlaceholderText(tr("Choose one, or name what is chosen here"))
        self._line.setMaxLength(LONGEST)
        self.save.setAccessibleName(tr("Save as preset"))
        self.delete.setAccessibleName(tr("Delete this preset"))
        self.save.setToolTip(tr("Save what is chosen here, but for day and place, under this name"))
        for button in (self.save, self.delete):
            button.setAutoDefault(False)
        self._lay_out()
        self._list("")
        self.name.activated.connect(self._choose)
        self.name.editTextChanged.connect(self._offer)
        self._line.installEventFilter(self)
        self.save.clicked.connect(self._save)
        self.delete.clicked.connect(self._delete)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        caption = plain_label(tr("Preset"))
        caption.setWordWrap(False)
        caption.setBuddy(self.name)
        row.addWidget(caption)
        row.addWidget(self.name, 1)
        row.addWidget(self.save)
        row.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.problem)
        self.said.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter belongs to the name here: it neither exports nor closes the window."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self._line and (
                event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            self._enter()
            return True
        return super().eventFilter(watched, event)

    def choose(self, name: str) -> None:
        """Choose one that is saved."""
        row = self.name.findText(name)
        self.name.setCurrentIndex(row)
        self._choose(row)

    def complain(self, words: str) -> None:
        """Say what of a preset could not be chosen here."""
        self.problem.complain(words, self.name)

    def _list(self, name: str) -> None:
        """Offer what is saved, with this name in the field."""
        self.name.blockSignals(True)
        self.name.clear()
        for each in presets.saved():
            self.name.addItem(each)
        row = self.name.findText(name)
        self.name.setCurrentIndex(row)
        self.name.setEditText(name)
        self.name.blockSignals(False)
        self._offer()

    @Slot()
    def _offer(self, _text: str = "") -> None:
        """Only what can be done with the name that stands there."""
        name, known = self._typed(), presets.saved()
        self.save.setEnabled(bool(name))
        self.save.setText(tr("Replace") if name in known else tr("Save"))
        self.delete.setVisible(name in known)
        self._say("")

    @Slot(int)
    def _choose(self, row: int) -> None:
        known = presets.saved()
        if row < 0 or (name := self.name.itemText(row)) not in known:
            return
        self._offer()
        self.complain("")
        self.chosen.emit(known[name])

    def _enter(self) -> None:
        """Enter takes the one of that name, and saves under a name that is new."""
        if self._typed() in presets.saved():
            self.choose(self._typed())
        elif self._typed():
            self._save()

    @Slot()
    def _save(self) -> None:
        name = self._typed()
        if self._done(lambda: presets.save(name, self._current())):
            self._list(name)
            self._say(tr("Saved as “{name}”. On the command line: --preset “{name}”", name=name))

    @Slot()
    def _delete(self) -> None:
        name = self._typed()
        if self._done(lambda: presets.delete(name)):
            self._list(name)
            self._say(tr("“{name}” is deleted; what it chose still stands here, and Save keeps it again", name=name))
            self._line.setFocus()

    def _done(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except Fault as fault:
            self.complain(f"{fault.what}: {fault.why}. {fault.remedy}")
            return False
        self.complain("")
        return True

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if words:
            announce(self.name, words)

    def _typed(self) -> str:
        return " ".join(self.name.currentText().split())
