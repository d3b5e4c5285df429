"""Marking the words, moving through the text, and on into the panel of the annotation in focus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from annotator.language import tr
from annotator.ui.bridge import Said
from annotator.ui.handlers.part import Part, Table


class Marking(Part):
    """The commands of the annotating loop."""

    def table(self) -> Table:
        """Command id → what to call."""
        annotating, view, navigation = self._annotating, self._view, self._navigation
        return self._edges() | {
            "annotate.claim": partial(annotating.mark, "claim"), "annotate.quote": partial(annotating.mark, "quote"),
            "annotate.statistic": partial(annotating.mark, "statistic"), "annotate.join": annotating.join,
            "annotate.subtract": annotating.subtract, "annotate.remove": annotating.remove,
            "source.link": annotating.link_source, "source.via": annotating.add_via,
            "source.keep": annotating.toggle_keep, "source.mention": annotating.take_mention,
            "source.cue": annotating.take_cue, "annotate.note": annotating.write_note,
            "annotate.boilerplate": annotating.toggle_boilerplate,
            "sentence.next": partial(view.move_sentence, 1), "sentence.previous": partial(view.move_sentence, -1),
            "sentence.extend_next": partial(view.move_sentence, 1, extend=True),
            "sentence.extend_previous": partial(view.move_sentence, -1, extend=True), "sentence.widen": view.widen,
            "annotation.next": partial(view.step_annotation, 1),
            "annotation.previous": partial(view.step_annotation, -1),
            "place.back": navigation.back, "place.forward": navigation.forward,
            "edit.undo": self.undo, "edit.redo": self.redo,
        }

    def undo(self) -> None:
        """Take back the newest own action."""
        history = self._bridge.session.history
        self._in_sight(self._bridge.undo, history.size(history.next_undo()), tr("Undo"),
                       tr("Undo was cancelled: all is as it was"))

    def redo(self) -> None:
        """Give back what the last undo took."""
        history = self._bridge.session.history
        self._in_sight(self._bridge.redo, history.size(history.next_redo()), tr("Redo"),
                       tr("Redo was cancelled: all is as it was"))

    def _in_sight(self, step: Callable[..., None], size: int, title: str, cancelled: str) -> None:
        """Take the step; of one that takes long, such as an import's, with a bar and Cancel."""
        from annotator.ui.dialogs.storing import MANY, Cancelled, Storing

        if size <= MANY:
            step()
            return
        storing = Storing(self._window, size, title=title)
        try:
            step(storing.step, storing.end)
        except Cancelled:
            self._bridge.said.emit(Said(cancelled))
        finally:
            storing.close()

    def _edges(self) -> Table:
        return {f"{edge}.{word}{way}": partial(self._annotating.nudge, edge, step, by_word=bool(word))
                for edge in ("start", "end") for word in ("", "word_") for way, step in (("forward", 1), ("back", -1))}

    def marker(self, digit: str) -> Callable[[], None]:
        """What a digit does that only the team's codebook gives a meaning."""
        def mark() -> None:
            kinds = self._bridge.session.catalogue.codebook().shown
            found = next((kind.id for kind in kinds if kind.key == digit), None)
            if found:
                self._annotating.mark(found)

        return mark

    def connect_panel(self) -> None:
        """Join the loop to the panel, once that is there."""
        annotating, panel = self._annotating, self._window.panel
        assert panel is not None
        annotating.source_wanted.connect(self._to_source)
        annotating.via_wanted.connect(self._to_via)
        annotating.note_wanted.connect(self._to_note)
        annotating.mention_chosen.connect(panel.annotation.set_mention_from)
        annotating.cue_chosen.connect(panel.annotation.set_cue_from)
        panel.annotation.done.connect(self._view.setFocus)
        self._view.activated.connect(self._open_card)

    def _to_source(self) -> None:
        self._shown_panel().show_tab("annotation")
        self._shown_panel().annotation.begin_source()

    def _to_via(self) -> None:
        self._shown_panel().show_tab("annotation")
        self._shown_panel().annotation.begin_via()

    def _to_note(self) -> None:
        self._shown_panel().show_tab("annotation")
        self._shown_panel().annotation.edit_note()

    def _open_card(self, name: str) -> None:
        self._bridge.focus(name)
        self._shown_panel().show_tab("annotation")
        self._shown_panel().annotation.focus_first_field()
