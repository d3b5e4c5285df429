"""Which of the proposals still wait: what is annotated, dismissed or aside by now falls through."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator

from annotator.corpus.annotation import Annotation, Span
from annotator.corpus.dismissals import Dismissal
from annotator.drafting.lessons import Lessons
from annotator.finders import SURE_ENOUGH, Suggestion

_BUCKET = 512
_FEW = 1_000


class Sieve:
    """Facts of one article at one moment; no other thread changes them.

    Args:
        annotations: of the article; what covers half of a proposal of its kind, or is half covered by it, says it.
        dismissed: what somebody has put away.
        aside: passages in which the team annotates nothing.
        kinds: those that are proposed: boilerplate, and what the codebook shows.
        lessons: what the project's own verdicts say of a proposal.
        outlet: whose article it is.
        least: the score from which on a proposal is shown.
    """

    def __init__(
        self, annotations: Iterable[Annotation] = (), dismissed: Collection[Dismissal] = (), *,
        aside: Iterable[Span] = (), kinds: Collection[str] = (), lessons: Lessons | None = None, outlet: str = "",
        text: str = "", least: float = SURE_ENOUGH,
    ) -> None:  # fmt: skip
        self._annotated = list(annotations)
        self._dismissed, self._aside, self._kinds = dismissed, list(aside), kinds
        self._lessons, self._outlet, self._text, self.least = lessons, outlet, text, least
        self._by_place: dict[tuple[str, int], list[Span]] | None = None

    def prepare(self) -> Iterator[None]:
        """Look at the annotations before anybody asks, a few at a time: fifty thousand take their time."""
        by_place: dict[tuple[str, int], list[Span]] = {}
        for at, one in enumerate(self._annotated):
            for first, last in one.content:
                for bucket in range(first // _BUCKET, last // _BUCKET + 1):
                    by_place.setdefault((one.kind, bucket), []).append((first, last))
            if at % _FEW == _FEW - 1:
                yield
        self._by_place = by_place

    def left(self, found: Iterable[Suggestion]) -> list[Suggestion]:
        """Those that wait, in their order, each with the score and the reason that this project's verdicts add."""
        return [each for each in map(self._taught, found) if each.score >= self.least and self.lets_through(each)]

    def lets_through(self, each: Suggestion) -> bool:
        """Whether a proposal waits, whatever its score."""
        return (
            (not self._kinds or each.kind in self._kinds) and (each.kind, each.segments) not in self._dismissed
            and not any(start < last and end > first for first, last in self._aside for start, end in each.segments)
            and not any(_half(each, span) for span in self._near(each))
        )  # fmt: skip

    def _taught(self, each: Suggestion) -> Suggestion:
        return each if self._lessons is None else self._lessons.taught(each, self._text, self._outlet)

    def _near(self, each: Suggestion) -> Iterator[Span]:
        """What is annotated of the kind where a proposal stands."""
        if self._by_place is None:
            deque(self.prepare(), maxlen=0)
            assert self._by_place is not None
        for start, end in each.segments:
            for bucket in range(start // _BUCKET, end // _BUCKET + 1):
                yield from self._by_place.get((each.kind, bucket), ())


def _half(each: Suggestion, span: Span) -> bool:
    """Whether a span covers half of one of the segments, or that half of the span."""
    first, last = span
    return any(
        2 * (min(end, last) - max(start, first)) >= min(end - start, last - first) for start, end in each.segments
    )
