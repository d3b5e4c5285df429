"""One field of many annotations: what they have in common, and below it how many have what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from annotator.language import number_text, tr
from annotator.ui.widgets.editors import Editor, in_words
from annotator.ui.widgets.elided_label import ElidedLabel
from annotator.ui.widgets.lines import smaller
from annotator.ui.widgets.source_level import LABEL

_MOST = 3
"""Values that the line below a field names; the others are counted."""


class ManyRow(QWidget):
    """Label, editor, and a quiet line: “9 Against · 3 none”.

    Signals:
        cleared: “Clear” was pressed: no answer on any of them.
    """

    cleared = Signal()

    def __init__(self, title: str, editor: QWidget) -> None:
        super().__init__()
        self.title, self.editor = title, editor
        label = QLabel(title, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        label.setFixedWidth(LABEL)
        self._found = ElidedLabel()
        self._found.setProperty("role", "muted")
        self._found.setFont(smaller(self._found.font()))
        self._clear = QToolButton()
        self._clear.setText(tr("Clear"))
        self._clear.setProperty("role", "link")
        self._clear.setAccessibleName(tr("{title}: take all answers away", title=title))
        self._clear.clicked.connect(self.cleared)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(1)
        grid.addWidget(label, 0, 0)
        grid.addWidget(editor, 0, 1, 1, 2)
        grid.addWidget(self._found, 1, 1)
        grid.addWidget(self._clear, 1, 2)
        grid.setColumnStretch(1, 1)

    def show_found(self, found: Sequence[tuple[str, int]], *, unasked: int = 0, clearable: bool = False) -> None:
        """Say how many have what, unless all have the same.

        Args:
            found: words of a value and how many have it, the most frequent first.
            unasked: how many are not asked.
            clearable: there is something to take away.
        """
        parts = [f"{number_text(count)} {words}" for words, count in found[:_MOST]]
        parts += [tr("{more:,} more", more=len(found) - _MOST)] if len(found) > _MOST else []
        parts += [tr("{unasked:,} not asked", unasked=unasked)] if unasked else []
        alone = tr("asked of {count:,}", count=sum(count for _, count in found)) if unasked else ""
        self._found.set_text(" · ".join(parts) if len(found) > 1 else alone)
        self._found.setVisible(bool(self._found.text))
        self._clear.setVisible(clearable and len(found) > 1)

    def show_answers(self, answers: Sequence[tuple[Any, int]], total: int) -> None:
        """Show the values of a question among those that are asked it."""
        editor = self.editor
        assert isinstance(editor, Editor)
        if len(answers) > 1:
            editor.show_several()
        else:
            editor.set_value(answers[0][0] if answers else None)
        words = [(value_words(value), count) for value, count in answers]
        self.show_found(words, unasked=total - sum(count for _, count in answers), clearable=True)

    @property
    def in_use(self) -> bool:
        """Whether a person is at the field."""
        return isinstance(self.editor, Editor) and (self.editor.dirty() or self.editor.busy())

    @property
    def found(self) -> str:
        """What the line below says."""
        return self._found.text


def value_words(value: Any) -> str:
    """A value as a person reads it."""
    if value is None:
        return tr("none")
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    return ", ".join(map(in_words, value)) if isinstance(value, list | tuple) else in_words(value)
