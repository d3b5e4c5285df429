"""The note on a source: Markdown, shared by all who work on the project."""

from __future__ import annotations

from annotator.actions import sources
from annotator.corpus.change import ChangeSet
from annotator.corpus.hands import NO_HANDS, Hands
from annotator.corpus.source import Source
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.widgets.note_field import Noted, NoteField


class SourceNote(NoteField):
    """Read as Markdown, written in the same place; it goes to the source that it was written for."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.add.setToolTip(tr("Write a note in Markdown"))
        self.view.setToolTip(tr("Click to write"))

    def show_source(self, source: Source | None, *, hands: Hands = NO_HANDS) -> None:
        """Show the note of a source; one that is being written is left alone."""
        self.show_annotation(source, hands=hands)

    def commit(self) -> None:
        """Store what is being written, before something else is shown."""
        self._leave()

    def _change(self, noted: Noted, note: str) -> ChangeSet:
        known = self._known(noted.id)
        return sources.edit(known, {"note": note}, seen=self._seen) if isinstance(known, Source) else ChangeSet([])

    def _known(self, name: str) -> Noted | None:
        return self._bridge.session.catalogue.sources().get(name)
