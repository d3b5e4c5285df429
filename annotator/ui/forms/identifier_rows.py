"""What registers call a source: a row for each, opened only by a click; one line takes whatever is pasted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.corpus.identifiers import address, recognised, title
from annotator.language import tr
from annotator.ui.widgets.commit_line import CommitLine
from annotator.ui.widgets.elided_label import ElidedLabel
from annotator.ui.widgets.plain import plain
from annotator.ui.widgets.problem_label import ProblemLabel

_TITLE = 84
SAME_AS = "same_as"


class _Link(QToolButton):
    """The value as a link: it says where it leads, and leads there when it is pressed."""

    def __init__(self, value: str, target: str, *, name: str) -> None:
        super().__init__()
        self._target, self._value = target, value
        self.setProperty("role", "link")
        self.setText(plain(value))
        self.setAccessibleName(tr("{name} {value}: open in the browser", name=name, value=value))
        self.setToolTip(escape(tr("Open {target}", target=target)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        shown = self.fontMetrics().elidedText(value, Qt.TextElideMode.ElideMiddle, 180)
        self.setText(plain(f"{shown} ↗"))
        self.clicked.connect(self._open)

    @Slot()
    def _open(self) -> None:
        if self._target.startswith(("https://", "http://")):
            QDesktopServices.openUrl(QUrl(self._target))


class IdentifierRows(QWidget):
    """All identifiers and addresses of a source.

    Signals:
        added: scheme and identifier, in its stored shape.
        removed: the scheme; `same_as` and the address for one of several addresses.
    """

    added = Signal(str, str)
    removed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Identifiers"))
        self._shown: list[tuple[str, str]] = []
        self._rows: list[QWidget] = []
        self.line = CommitLine(tr("Add an identifier"), hint=tr("Paste Q42, an ORCID, ROR, ISNI, DOI or address…"))
        self._problem = ProblemLabel(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.line)
        self._column.addWidget(self._problem)
        self.line.committed.connect(self._add)
        self.line.textEdited.connect(self._forget_problem)

    @property
    def problem(self) -> str:
        """Why what was written is no identifier."""
        return self._problem.text()

    def show_identifiers(self, identifiers: Mapping[str, str], same_as: Sequence[str] = ()) -> None:
        """Show these."""
        wanted = [*((scheme, str(value)) for scheme, value in sorted(identifiers.items())),
                  *((SAME_AS, each) for each in same_as)]
        if wanted == self._shown:
            return
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._shown, self._rows = wanted, [self._row(scheme, value) for scheme, value in wanted]
        for at, row in enumerate(self._rows):
            self._column.insertWidget(at, row)
            row.show()

    def values(self) -> list[tuple[str, str]]:
        """What is shown: scheme and value."""
        return list(self._shown)

    def _row(self, scheme: str, value: str) -> QWidget:
        row = QWidget(self)
        name = tr("Same as") if scheme == SAME_AS else title(scheme)
        label = QLabel(row)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(name)
        label.setProperty("role", "muted")
        label.setFixedWidth(_TITLE)
        target = address("url" if scheme == SAME_AS else scheme, value)
        shown: QWidget = _Link(value, target, name=name) if target else ElidedLabel(value)
        cross = QToolButton(row)
        cross.setText("×")
        cross.setProperty("role", "close")
        cross.setToolTip(tr("Take this away"))
        cross.setAccessibleName(tr("Take {name} {value} away", name=name, value=value))
        cross.clicked.connect(partial(self.removed.emit, scheme, value))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(label)
        line.addWidget(shown)
        line.addStretch(1)
        line.addWidget(cross)
        return row

    @Slot(str)
    def _add(self, typed: str) -> None:
        try:
            scheme, value = recognised(typed)
        except ValueError as problem:
            if typed:
                self.line.not_stored()
                self._complain(str(problem))
            return
        self._complain("")
        self.line.show_value("")
        self.line.clear()
        self.added.emit(scheme, value)

    @Slot(str)
    def _forget_problem(self, _typed: str) -> None:
        self._complain("")

    def _complain(self, words: str) -> None:
        self._problem.complain(words, self)
