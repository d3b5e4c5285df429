"""What the keys mean in the text: sentence by sentence, annotation by annotation, letter by letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annotator.ui.reader.boundaries import with_edge
from annotator.ui.reader.highlight import Highlight

if TYPE_CHECKING:
    from annotator.ui.reader.article_view import ArticleView


class Steps:
    """Moves selection, focus and boundaries of one reader. Positions are code points."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view

    def sentence(self, step: int, *, extend: bool) -> None:
        """Select the next or previous sentence; `extend` moves only the caret's end of the selection."""
        if extend and self._view.selection():
            self._extend_by_sentence(step)
            return
        words, selected = self._view.words, self._view.selection()
        if step > 0:
            found = words.sentence_after(selected[1] if selected else self._view.caret(), from_its_start=bool(selected))
        else:
            found = words.sentence_before(selected[0] if selected else self._view.caret(), to_its_end=bool(selected))
        if found:
            self._view.select(*found)

    def _extend_by_sentence(self, step: int) -> None:
        words, anchor, caret = self._view.words, self._view.anchor(), self._view.caret()
        if step > 0 and caret >= anchor:
            found = words.sentence_after(caret, from_its_start=False)
            target = found[1] if found else caret
        elif step > 0:
            found = words.sentence_after(caret + 1, from_its_start=True)
            target = min(found[0], anchor) if found else anchor
        elif caret <= anchor:
            found = words.sentence_before(caret, to_its_end=False)
            target = found[0] if found else caret
        else:
            found = words.sentence_before(caret - 1, to_its_end=True)
            target = max(found[1], anchor) if found else anchor
        self._view.select(anchor, target)

    def widen(self) -> None:
        """Select the next wider unit around the selection, or around the caret."""
        selected = self._view.selection() or (self._view.caret(), self._view.caret())
        wider = self._view.words.wider(selected)
        if wider[0] < wider[1]:
            self._view.select(*wider, reveal=False)

    def annotation(self, ordered: Sequence[Highlight], step: int) -> None:
        """Focus the next or previous annotation in reading order, round at the ends; the caret goes to its start."""
        if not ordered:
            return
        focused = self._view.focused_id
        place = next((n for n, highlight in enumerate(ordered) if highlight.id == focused), None)
        if place is not None:
            chosen = ordered[(place + step) % len(ordered)]
        else:
            caret = self._view.caret()
            ahead = [h for h in ordered if (h.start >= caret if step > 0 else h.start < caret)]
            chosen = (ahead or list(ordered))[0 if step > 0 else -1]
        self._view.place_caret(chosen.start)
        self._view.reveal(chosen.start, chosen.end)
        self._view.take_focus_on(chosen.id)

    def nudge(self, edge: str, step: int, *, by_word: bool) -> None:
        """Ask for new boundaries of the focused annotation; without one, move that edge of the selection."""
        highlight = self._view.focused_highlight
        move = self._by_word(edge) if by_word else self._view.words.step_letter
        if highlight is None or not highlight.segments:
            self._nudge_selection(edge, step, move)
            return
        number = highlight.segment_at(self._view.caret())
        if number is None:
            number = 0 if edge == "start" else len(highlight.segments) - 1
        position = highlight.segments[number][edge == "end"]
        moved = with_edge(highlight.segments, number, edge, move(position, step))
        if tuple(moved) != highlight.segments:
            self._view.boundaries_changed.emit(highlight.id, moved)

    def _by_word(self, edge: str) -> Callable[[int, int], int]:
        def move(position: int, step: int) -> int:
            return self._view.words.step_word(position, step, edge=edge)

        return move

    def _nudge_selection(self, edge: str, step: int, move: Callable[[int, int], int]) -> None:
        start, end = sorted((self._view.anchor(), self._view.caret()))
        if edge == "start":
            self._view.select(end, move(start, step), reveal=False)
        else:
            self._view.select(start, move(end, step), reveal=False)
