"""A question and its editor in one row, with the line below for what has to be said of it."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QWidget

from annotator.corpus.hands import NOBODY, UNDO, Hand
from annotator.language import tr
from annotator.ui.widgets.editors import Editor
from annotator.ui.widgets.plain import plain
from annotator.ui.widgets.remark import Remark
from annotator.ui.widgets.source_level import LABEL


class StoredField(QWidget):
    """Keeps an editor equal to the stored value, but never touches it while a person is at it.

    Signals:
        given: a new value to store.
        begun, left: as the editor's.

    Args:
        title: what the label says; a field without a label stands beside another one.
        remark: a line that several fields share; without it the field has its own.
    """

    given = Signal(object)
    begun = Signal()
    left = Signal()

    def __init__(
        self, title: str, editor: Editor, *, help_: str = "", required: bool = False, label: bool = True,
        remark: Remark | None = None,
    ) -> None:
        super().__init__()
        self.editor, self.title = editor, title
        self._required = required
        self._stored: Any = None
        self._coming: Any = None
        self._waits = False
        self.remark = remark or Remark()
        editor.name(tr("{title}, required", title=title) if required else title, help_)
        tip = f"<p>{escape(help_)}</p>" if help_ else ""
        editor.setToolTip(tip)
        self._lay_out(tip, label=label, own_remark=remark is None)
        editor.committed.connect(self._give)
        editor.complained.connect(self.remark.complain)
        editor.begun.connect(self.begun)
        editor.left.connect(self.left)
        self.remark.asked.connect(self._show_coming)

    def show_value(self, value: Any, *, fresh: bool = False, who: Hand = NOBODY) -> None:
        """Show the stored value.

        Args:
            fresh: it is another annotation's: show it whatever was there.
            who: who has changed it elsewhere.
        """
        self._mark_missing(value)
        if not fresh and value == self._stored:
            if self._waits:  # somebody has changed it, and changed it back
                self._wait_no_more()
            return
        if not fresh and (self.editor.dirty() or (self.editor.busy() and who)):
            self._wait_with(value, who or UNDO)
            return
        self._stored = value
        self._wait_no_more()
        self.editor.set_value(value)

    def ask_as(self, title: str, *, help_: str, required: bool) -> None:
        """The same question in other words: what is being typed stays."""
        self.title, self._required = title, required
        self.editor.name(tr("{title}, required", title=title) if required else title, help_)
        tip = f"<p>{escape(help_)}</p>" if help_ else ""
        self.editor.setToolTip(tip)
        self._label.setToolTip(tip)
        self._label.setText(plain(f"{title} *" if required else title))
        self._mark_missing(self._stored)

    def not_stored(self, value: Any) -> None:
        """The disk refused: `value` is still what is stored. What is typed stays, and counts as new at the next try."""
        self._stored = value
        self.editor.put_back(value)

    @property
    def stored(self) -> Any:
        """The value that is known to be stored."""
        return self._stored

    @Slot(object)
    def _give(self, value: Any) -> None:
        if value != self._stored or isinstance(value, bool) != isinstance(self._stored, bool):
            self._stored = value
            self._wait_no_more()
            self.given.emit(value)

    def _wait_with(self, value: Any, who: Hand) -> None:
        """Keep somebody else's value until it is asked for, or one leaves without having written anything."""
        self._coming = value
        self.remark.tell_changed(who)
        if not self._waits:
            self._waits = True
            _application().focusChanged.connect(self._look_whether_left)

    def _wait_no_more(self) -> None:
        if self._waits:
            self._waits = False
            _application().focusChanged.disconnect(self._look_whether_left)
        self.remark.clear()

    @Slot("QWidget*", "QWidget*")
    def _look_whether_left(self, _left: QWidget | None, come: QWidget | None) -> None:
        """Another window is no leaving."""
        if come is not None and not self.editor.busy() and not self.editor.dirty():
            self._take_coming()

    def _take_coming(self) -> None:
        self._stored = self._coming
        self._wait_no_more()
        self.editor.set_value(self._coming)

    @Slot()
    def _show_coming(self) -> None:
        if self._waits:  # a remark may speak for several fields
            self._take_coming()
            self.begun.emit()

    def _mark_missing(self, value: Any) -> None:
        missing = self._required and value in (None, "", [], ())
        if self.property("missing") == missing:
            return
        self.setProperty("missing", missing)
        for part in (self._label, self.editor.control):
            part.setProperty("missing", missing)
            part.style().unpolish(part)
            part.style().polish(part)

    def _lay_out(self, tip: str, *, label: bool, own_remark: bool) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(1)
        self._label = QLabel(plain(f"{self.title} *" if self._required else self.title), self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("role", "muted")
        self._label.setWordWrap(True)
        longest = max(map(self._label.fontMetrics().horizontalAdvance, self.title.split()), default=0)
        self._label.setFixedWidth(max(LABEL, longest + 2))
        self._label.setToolTip(tip)
        self._label.setBuddy(self.editor.control)
        if label:
            grid.addWidget(self._label, 0, 0)
        else:
            self._label.hide()
        grid.addWidget(self.editor, 0, 1)
        if own_remark:
            grid.addWidget(self.remark, 1, 1)
        grid.setColumnStretch(1, 1)


def _application() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found
