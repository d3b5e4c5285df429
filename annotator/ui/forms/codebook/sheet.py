"""A page of fields that store what they are given: what the pages of a kind and of an attribute have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.corpus.kinds import Codebook
from annotator.ui.forms.codebook.desk import CodebookDesk
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.editors import Editor
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.stored_field import StoredField
from annotator.ui.widgets.text_editor import TextEditor

Edit = Callable[[Codebook], Codebook]


class Sheet(QWidget):
    """Fields, lists and buttons in a column.

    Signals:
        left: Esc in a field: the focus may go back to the way up.
    """

    left = Signal()

    def __init__(self, desk: CodebookDesk, name: str) -> None:
        super().__init__()
        self.desk = desk
        self.fields: dict[str, StoredField] = {}
        self.setAccessibleName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 12, 16)
        self.column.setSpacing(8)

    def add_field(self, name: str, title: str, editor: Editor, store: Callable[[Any], str], *, help_: str = "",
                  ) -> StoredField:
        """A field; `store` says why a value was not stored, "" when it was."""
        field = StoredField(title, editor, help_=help_)
        self.fields[name] = field
        field.given.connect(partial(self._store, name, store))
        field.begun.connect(self.desk.begin)
        field.left.connect(self.left)
        self.column.addWidget(field)
        return field

    def add_heading(self, words: str) -> None:
        """A heading, with air above it."""
        self.column.addSpacing(6)
        self.column.addWidget(plain_label(words, "heading"))

    def add_words(self, words: str) -> None:
        """A quiet sentence."""
        self.column.addWidget(plain_label(words, "muted"))

    def add_buttons(self, buttons: Sequence[tuple[str, str, Callable[[], None]]]) -> None:
        """A row of quiet buttons: words, accessible name, what each calls."""
        self.column.addSpacing(6)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for words, name, call in buttons:
            button = QPushButton(words)
            button.setAccessibleName(name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(Call(call, button).run)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def typed(self) -> list[str]:
        """What stands in fields and is not stored: said when their page has to go."""
        return [field.editor.text() for field in self.fields.values()
                if isinstance(field.editor, TextEditor) and field.editor.dirty()]

    def commit(self) -> None:
        """Store what is being typed, before something else is shown."""
        for field in self.fields.values():
            if field.editor.dirty():
                field.editor.commit()

    def _store(self, name: str, store: Callable[[Any], str], value: Any) -> None:
        field = self.fields[name]
        before = field.stored
        if problem := store(value):
            field.remark.complain(problem)
            field.editor.put_back(self.stored(name, before))

    def stored(self, name: str, given: Any) -> Any:
        """What is stored of a field; a page of its own says it."""
        return given
