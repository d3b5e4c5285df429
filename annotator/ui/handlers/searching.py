"""Searching all articles: the panel, the way from hit to hit, and the index that grows while nobody waits."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Slot

from annotator.corpus.change import Changed
from annotator.ui.handlers.part import Part, Table
from annotator.ui.panels.search_panel import SearchPanel

_LATER, _BETWEEN = 4_000, 40
"""Milliseconds after which the index begins to grow, and between two of its steps."""


class Searching(Part):
    """The commands of the search in all articles."""

    def table(self) -> Table:
        """Command id → what to call."""
        return {"search.project": self.search, "search.next": partial(self.step, 1),
                "search.previous": partial(self.step, -1)}

    def connect_search(self) -> None:
        """Join the panel's wishes to the text; have the index ready before somebody searches."""
        self._bridge.passage_wanted.connect(self.show_passage)
        self._bridge.changed.connect(self._take_in_later)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._take_in)
        self._timer.start(_LATER)
        self._window.closed.connect(self._timer.stop)

    def panel(self) -> SearchPanel:
        """The panel, shown."""
        found = self._shown_panel().show_tab("search")
        assert isinstance(found, SearchPanel)
        return found

    def search(self) -> None:
        """Open the search, with the selected words in it."""
        panel, selection = self.panel(), self._view.selection()
        words = self._bridge.text[slice(*selection)] if selection and self._view.hasFocus() else ""
        if words and "\n" not in words and len(words) <= 80:
            panel.look_for(f'"{words}"' if " " in words else words)
        panel.take_focus()

    def step(self, step: int) -> None:
        """Go to the next hit, wherever the focus is."""
        self.panel().step(step)

    @Slot(str, int, int, bool)
    def show_passage(self, article: str, start: int, end: int, take_focus: bool) -> None:
        """Open an article with these words (code points) selected and in sight."""
        if article != self._bridge.article:
            self._bridge.show_article(article)
        elif self._bridge.annotation:
            self._bridge.focus("")
        self._view.select(start, end)
        if take_focus:
            self._view.setFocus()

    @Slot(object)
    def _take_in_later(self, changed: Changed) -> None:
        if "article" in changed.kinds() and not self._timer.isActive():
            self._timer.start(_LATER)

    @Slot()
    def _take_in(self) -> None:
        if self._bridge.is_watched or self._bridge.session.search.index.step():
            self._timer.start(_BETWEEN)
