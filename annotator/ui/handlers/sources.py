"""Commands on sources: from an annotation to the card of whoever says it, and to the list."""

from __future__ import annotations

from annotator.language import tr
from annotator.ui.bridge import Said
from annotator.ui.handlers.part import Part, Table


class Sources(Part):
    """The commands of the Sources tab."""

    def table(self) -> Table:
        """Command id → what to call."""
        return {"show.sources": self.show_list, "show.source_card": self.show_card}

    def show_list(self) -> None:
        """Show the Sources tab, ready for a name to be typed."""
        panel = self._shown_panel().sources
        panel.show_source("")
        panel.search.setFocus()

    def show_card(self) -> None:
        """Show the card of the source of the annotation in focus; of a chain, the origin's."""
        annotation = self._bridge.focused_annotation()
        named = next((link.source for link in annotation.chain if link.source), None) if annotation else None
        if named is None:
            words = tr("Nobody is named as its source") if annotation else tr("Put an annotation into focus first")
            self._bridge.said.emit(Said(words))
            return
        panel = self._shown_panel().sources
        panel.show_source(named)
        panel.card.back.setFocus()
