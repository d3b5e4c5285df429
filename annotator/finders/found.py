"""What the rules have found in a paragraph, before it is put into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.finders.sentences import Sentence, trimmed
from annotator.finders.suggestion import Span

_SHORTEST = 2


@dataclass
class Found:
    """Segments with cue and mention, in code points of the paragraph; a continuation adds a segment.

    Args:
        frame: which rule, as `frames.toml` calls it.
        lemma: the verb or noun, or nothing.
        inner: the attributions inside this one, the outermost first: mention and cue.
        carried: the next sentence goes on with this, if it is a quotation and nothing else.
    """

    segments: list[Span]
    frame: str
    lemma: str
    score: float
    cue: Span | None = None
    mention: Span | None = None
    inner: list[tuple[Span | None, Span]] = field(default_factory=list)
    carried: bool = False

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a stretch touches one of the segments."""
        return any(first < end and last > start for first, last in self.segments)


def found(
    sentence: Sentence, segments: Sequence[Span], frame: str, lemma: str, *, tier: str = "B",
    cue: Span | None = None, mention: Span | None = None,
) -> Found | None:  # fmt: skip
    """A find with its segments trimmed; `None` where nothing of them is left."""
    trim = (trimmed(sentence, *segment) for segment in segments)
    kept = [segment for segment in trim if segment[1] - segment[0] >= _SHORTEST]
    if not kept:
        return None
    return Found(kept, frame, lemma, sentence.language.score(frame, tier), cue, mention)
