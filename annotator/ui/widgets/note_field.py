"""A note: read as Markdown, written as plain text in the same place."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from annotator.actions.annotate import set_note
from annotator.corpus.annotation import Annotation
from annotator.corpus.change import ChangeSet
from annotator.corpus.hands import NO_HANDS, Hands
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.theme import Theme
from annotator.ui.widgets.markdown_view import MarkdownView
from annotator.ui.widgets.remark import Remark
from annotator.ui.widgets.text_editor import Page

_TALLEST = 180
_AROUND = 4


class _Reading(MarkdownView):
    """The rendered note, as tall as it is; a click on words that are no link begins to write."""

    asked = Signal()

    def fit(self) -> None:
        """Be as tall as the note, within reason."""
        self.document().setTextWidth(max(40, self.viewport().width()))
        needed = round(self.document().size().height()) + _AROUND
        height = min(_TALLEST, needed)
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > _TALLEST else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower is taller."""
        super().resizeEvent(event)
        self.fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Begin to write, unless a link was clicked or words were selected."""
        link = self.anchorAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if not link and not self.textCursor().hasSelection():
            self.asked.emit()


class Noted(Protocol):
    """What a note is written on."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def note(self) -> str:
        """The note as it is stored."""


class NoteField(QWidget):
    """The note of an annotation; what else bears one says so in a class of its own.

    Saved on leaving and on Ctrl+Enter; Esc leaves the note as it was.

    Signals:
        done: writing has ended by a key: the focus may go back to the text.
    """

    done = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._annotation: Noted | None = None
        self._before = ""
        self._seen: tuple[int, ...] = ()
        self.add, self.remark = QToolButton(), Remark()
        self.view = _Reading(bridge.theme)
        self.page = Page(paragraphs=True, least=3)
        self._lay_out()
        self.add.clicked.connect(self.edit)
        self.view.asked.connect(self.edit)
        self.page.entered.connect(self._finish)
        self.page.escaped.connect(self._give_up)
        self.page.went.connect(self._leave)
        self.remark.asked.connect(self._show_theirs)

    # --- showing ---

    def show_annotation(self, annotation: Noted | None, *, hands: Hands = NO_HANDS) -> None:
        """Show the note of an annotation; one that is being written is left alone.

        Args:
            hands: who changed it elsewhere just now.
        """
        same = bool(annotation and self._annotation and annotation.id == self._annotation.id)
        if self.writing() and same:
            if annotation and annotation.note == self._before:
                self.remark.clear()
            elif who := hands.of("note"):
                self.remark.tell_changed(who)
            self._annotation = annotation
            return
        if self.writing():
            self._save()
        self._annotation = annotation
        self._read()

    def writing(self) -> bool:
        """Whether the note is being written."""
        return not self.page.isHidden()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.view.set_theme(theme)

    def _read(self) -> None:
        note = self._annotation.note if self._annotation else ""
        self.remark.clear()
        if note.strip():
            self.view.set_markdown(note)
        self.page.hide()
        self.view.setVisible(bool(note.strip()))
        self.add.setVisible(not note.strip())
        if note.strip():
            self.view.fit()

    # --- writing ---

    @Slot()
    def edit(self) -> None:
        """Write: the Markdown itself, in the same place."""
        if self._annotation is None:
            return
        if not self.writing():
            self._begin(self._annotation.note)
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _begin(self, note: str) -> None:
        if self._annotation is not None:
            self._seen = self._bridge.session.heads(self._annotation.id)
        self._before = note
        self.page.setPlainText(note)
        self.page.moveCursor(self.page.textCursor().MoveOperation.End)
        self.view.hide()
        self.add.hide()
        self.page.show()
        self.page.fit()

    def _save(self) -> bool:
        annotation, note = self._annotation, self.page.toPlainText().strip("\n")
        if annotation is None or note == self._before:
            return True
        if self._bridge.do(self._change(annotation, note if note.strip() else "")) is None:
            return False
        self._before = note
        return True

    def _change(self, noted: Noted, note: str) -> ChangeSet:
        """The change that stores a note."""
        return set_note(noted, note, seen=self._seen) if isinstance(noted, Annotation) else ChangeSet([])

    def _known(self, name: str) -> Noted | None:
        """What the note is written on, as it is stored now."""
        return self._bridge.find(name)

    @Slot()
    def _finish(self) -> None:
        if self._end():
            self.done.emit()

    @Slot()
    def _leave(self) -> None:
        if self.writing():
            self._end()

    @Slot()
    def _give_up(self) -> None:
        self.page.setPlainText(self._before)
        self._end()
        self.done.emit()

    def _end(self) -> bool:
        """Store what was written, and read again; what the disk refuses stays in the page."""
        if not self._save():
            return False
        if self._annotation is not None:
            self._annotation = self._known(self._annotation.id) or self._annotation
        self._read()
        return True

    @Slot()
    def _show_theirs(self) -> None:
        if self._annotation is not None:
            self._begin(self._annotation.note)
        self.remark.clear()

    def _lay_out(self) -> None:
        self.add.setText(tr("Add a note"))
        self.add.setProperty("role", "link")
        self.add.setToolTip(tr("Write a note in Markdown (N)"))
        self.add.setAccessibleName(tr("Add a note"))
        self.view.setProperty("role", "note")
        self.view.setAccessibleName(tr("Note"))
        self.view.setToolTip(tr("Click to write (N)"))
        self.page.setAccessibleName(tr("Note, in Markdown"))
        self.page.setPlaceholderText(tr("Markdown. Ctrl+Enter keeps it, Esc does not"))
        self.page.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self.add, self.view, self.page, self.remark):
            column.addWidget(part)
