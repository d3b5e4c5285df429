"""What is repeated: the way to its panel; and what outlets repeat under their articles, read while nobody waits."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot

from annotator.corpus.change import Changed
from annotator.ui.handlers.part import Part, Table
from annotator.ui.panels.repeats_panel import RepeatsPanel

_JOB = "outlets"
_LATER = 6_000
"""Milliseconds after opening, and after articles have come or gone."""


class Repeating(Part):
    """The commands of repeats."""

    def table(self) -> Table:
        """Command id → what to call."""
        return {"show.repeats": self.show_list}

    def show_list(self) -> None:
        """Show the panel, with the keyboard in its list."""
        panel = self._shown_panel().show_tab("repeats")
        assert isinstance(panel, RepeatsPanel)
        panel.list.setFocus()

    def connect_outlets(self) -> None:
        """Read what outlets repeat, and what comes later."""
        self._timer = QTimer(self, interval=_LATER, singleShot=True)
        self._timer.timeout.connect(self._read)
        self._bridge.changed.connect(self._read_later)
        self._window.closed.connect(self._timer.stop)
        self._timer.start()

    @Slot(object)
    def _read_later(self, changed: Changed) -> None:
        if "article" in changed.kinds():
            self._timer.start()

    @Slot()
    def _read(self) -> None:
        self._bridge.beside.begin(_JOB, self._bridge.outlets.steps, self._tell, urgency=-2)

    def _tell(self, _read: object) -> None:
        self._bridge.outlets_read.emit()
