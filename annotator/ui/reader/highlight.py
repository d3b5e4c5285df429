"""What the reader knows of an annotation: enough to draw it and to name it, nothing more."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]
"""Half-open, in code points."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """One annotation as the reader shows it.

    Why not the annotation itself: the reader repaints when something visible changes and for no other reason, and
    the panels decide what a chip says.

    Attributes:
        id: the annotation's id.
        kind: kind id of the codebook; the theme knows its tint, stroke and pattern.
        chip: the gutter's text, `"Q2"`; the gutter adds "⋯" to a split annotation.
        segments: content, half-open code points, ordered by start.
        marks: `(role, start, end)` of mentions, cues, values …; drawn only while the annotation is focused.
        label: what a screen reader says: "Quote, Anna Berg, 1 of 7".
        hollow: it needs a source; its chip is drawn hollow.
    """

    id: str
    kind: str
    chip: str
    segments: tuple[Span, ...]
    marks: tuple[tuple[str, int, int], ...] = ()
    label: str = ""
    hollow: bool = False

    @property
    def start(self) -> int:
        """Where the first segment starts; 0 for an annotation without one."""
        return self.segments[0][0] if self.segments else 0

    @property
    def end(self) -> int:
        """Where the last segment ends; 0 for an annotation without one."""
        return self.segments[-1][1] if self.segments else 0

    def segment_at(self, position: int) -> int | None:
        """Index of the segment that holds this position or ends at it."""
        for index, (start, end) in enumerate(self.segments):
            if start <= position <= end:
                return index
        return None
