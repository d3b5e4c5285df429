"""Finding words in the open article, and commands by a few letters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from annotator.corpus.names import folded
from annotator.language import tr
from annotator.ui.handlers.part import Part, Table

if TYPE_CHECKING:
    from annotator.ui.models.entries import Entry

_MOST_ARTICLES = 300
"""Articles that the palette ranks for what is typed."""


class Finding(Part):
    """The commands that look for something."""

    def table(self) -> Table:
        """Command id → what to call."""
        return {"find.in_article": self.find, "find.next": partial(self.step_hit, 1),
                "find.previous": partial(self.step_hit, -1), "palette.show": self.show_palette}

    def connect_bar(self) -> None:
        """Join the find bar to the text, once it is there."""
        bar = self._window.find_bar
        assert bar is not None
        bar.hits.connect(self._view.set_hits)
        bar.closed.connect(self._leave_find)

    def find(self) -> None:
        """Open the find bar, with the selected words in it."""
        bar = self._window.find_bar
        if bar is not None:
            selection = self._view.selection()
            bar.open(self._bridge.text[slice(*selection)] if selection else "")

    def _leave_find(self) -> None:
        """Back to the text, with the hit selected: found is as good as selected, without a mouse."""
        bar = self._window.find_bar
        if bar is not None and bar.current is not None:
            self._view.select(*bar.current)
        self._view.setFocus()

    def step_hit(self, step: int) -> None:
        """Go to the next hit."""
        if self._window.find_bar is not None:
            self._window.find_bar.step(step)

    def show_palette(self) -> None:
        """Find a command or an article."""
        from annotator.ui.dialogs.palette import CommandPalette

        CommandPalette(self._window, self._window.actions_, theme=self._bridge.theme, extra=self._articles).ask()

    def _articles(self, query: str) -> Iterator[Entry]:
        from annotator.ui.models.entries import Entry

        bridge = self._bridge
        for name, title, outlet in bridge.session.catalogue.library.titled(folded(query), _MOST_ARTICLES):
            yield Entry(title or tr("Untitled"), outlet or tr("Article"), partial(bridge.show_article, name))
