"""Repeats across articles: the way to their panel."""

from __future__ import annotations

from annotator.ui.handlers.part import Part, Table
from annotator.ui.panels.repeats_panel import RepeatsPanel


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
