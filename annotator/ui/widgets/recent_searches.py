"""What the search shows before anything is typed: what was looked for last, and how to write a search."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from annotator.language import tr
from annotator.ui.widgets.plain import plain, plain_label

HOW = (
    (tr("minister tunnel"), tr("both words")),
    (tr("“climate change”"), tr("this phrase")),
    ("econ*", tr("words that begin so")),
    (tr("tunnel -ferry"), tr("without the second")),
    (tr("strike OR protest"), tr("one of the two")),
)
"""Examples and what they find."""

_LONGEST = 44


class RecentSearches(QWidget):
    """Recent searches as buttons, examples below.

    Signals:
        chosen: a search that is wanted again.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[str, ...] = ()
        self._title = plain_label(tr("Recent searches"), "heading", parent=self)
        self._buttons: list[QToolButton] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 12)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addLayout(self._list)
        column.addSpacing(10)
        column.addWidget(plain_label(tr("How to search"), "heading", parent=self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for row, (typed, finds) in enumerate(HOW):
            grid.addWidget(QLabel(typed, self), row, 0)
            grid.addWidget(plain_label(finds, "muted", parent=self), row, 1)
        column.addLayout(grid)
        column.addWidget(plain_label(tr("Capitals and accents make no difference."), "muted", parent=self))
        column.addStretch(1)
        self._title.hide()

    def show_searches(self, searches: tuple[str, ...]) -> None:
        """Show these, the last one first."""
        if searches == self._shown:
            return
        self._shown = searches
        self._title.setVisible(bool(searches))
        for button in self._buttons:
            self._list.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(words) for words in searches]

    def _button(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(plain(words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"))
        button.setAccessibleName(tr("Search again for {words}", words=words))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("role", "link")
        button.clicked.connect(partial(self.chosen.emit, words))
        self._list.addWidget(button)
        return button
