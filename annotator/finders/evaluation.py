"""How well the finders do on articles that people have annotated: precision, recall, speakers, values.

A proposal meets a segment when half of the longer of the two is common to both (*strict F50*, one to one).
*Precision* is the share of proposals of which at least half lies in annotated words, *recall* that of annotated
segments at least half of which was found, and *F80* asks for four fifths. Of two proposals for the same words the surer
one counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from annotator.corpus.annotation import Annotation
from annotator.finders.suggestion import SURE_ENOUGH, Span, Suggestion

_MARKS = ("“", '"', "«", "„", "''", "``", "‘")


@dataclass(frozen=True, slots=True)
class Gold:
    """One segment that a person marked: its words, who was named for it, and a statistic's value and comparator."""

    span: Span
    mentions: tuple[Span, ...] = ()
    value: str | None = None
    comparator: str = "="


@dataclass
class Tally:
    """What was counted for one kind, over all articles."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, gold: Sequence[Gold], found: Iterable[Suggestion]) -> None:
        """Count one article."""
        proposed = _surest(found)
        spans = [span for span, _ in proposed]
        self.counts.update(
            articles=1, gold=len(gold), proposed=len(proposed), strict=_one_to_one(spans, [each.span for each in gold])
        )
        for span, each in proposed:
            self._judge(text, span, each, gold)
        for one in gold:
            self.counts["covered"] += any(2 * overlap(span, one.span) >= length(one.span) for span in spans)
            self.counts["covered 80"] += any(_common(span, one.span) >= 0.8 for span in spans)
            if text.startswith(_MARKS, one.span[0]):
                self.counts["direct gold"] += 1
                self.counts["direct covered"] += any(2 * overlap(s, one.span) >= length(one.span) for s in spans)

    def _judge(self, text: str, span: Span, each: Suggestion, gold: Sequence[Gold]) -> None:
        best = max(gold, key=lambda one: (overlap(span, one.span), -length(one.span)), default=None)
        right = best is not None and 2 * overlap(span, best.span) >= length(span)
        self.counts["right"] += right
        self.counts["right 80"] += any(_common(span, one.span) >= 0.8 for one in gold)
        if text.startswith(_MARKS, span[0]):
            self.counts["direct proposed"] += 1
            self.counts["direct right"] += right
        if best is None or not right:
            return
        if best.mentions:
            self.counts["sourced"] += 1
            self.counts["mentioned"] += bool(each.mentions)
            self.counts["speaker"] += any(overlap(a, b) > 0 for a in each.mentions for b in best.mentions)
        if best.value is not None:
            same = _same_value(each.quantity.get("value"), best.value)
            self.counts["valued"] += 1
            self.counts["value"] += same
            self.counts["comparator"] += same and each.quantity.get("comparator", "=") == best.comparator

    def measures(self) -> dict[str, float]:
        """The measures in per cent, and the counts behind them; only those that something was counted for."""
        n = self.counts
        precision, recall = percent(n["right"], n["proposed"]), percent(n["covered"], n["gold"])
        found = {
            "strict F50": harmonic(percent(n["strict"], n["proposed"]), percent(n["strict"], n["gold"])),
            "precision": precision, "recall": recall, "F50": harmonic(precision, recall),
            "F80": harmonic(percent(n["right 80"], n["proposed"]), percent(n["covered 80"], n["gold"])),
        }  # fmt: skip
        if n["direct gold"]:
            direct = percent(n["direct right"], n["direct proposed"]), percent(n["direct covered"], n["direct gold"])
            found |= {"direct precision": direct[0], "direct recall": direct[1], "direct F": harmonic(*direct)}
        if n["sourced"]:
            found |= {
                "speaker": percent(n["speaker"], n["mentioned"]),
                "coverage": percent(n["mentioned"], n["sourced"]),
            }
        if n["valued"]:
            found |= {"value": percent(n["value"], n["valued"]), "comparator": percent(n["comparator"], n["value"])}
        return found | {"proposed": n["proposed"], "gold": n["gold"], "articles": n["articles"]}


KINDS = ("quote", "statistic", "claim")


def gold_of(annotations: Iterable[Annotation]) -> dict[str, list[Gold]]:
    """What people have marked, by kind, segment by segment."""
    found: dict[str, list[Gold]] = {kind: [] for kind in KINDS}
    for each in annotations:
        if each.kind in found:
            mentions = tuple(span for link in each.chain for span in link.mention)
            value = each.quantity.get("value")
            found[each.kind] += [
                Gold(span, mentions, str(value) if value else None, str(each.quantity.get("comparator") or "="))
                for span in each.content
            ]
    return found


def evaluate(
    articles: Iterable[tuple[str, Mapping[str, Sequence[Gold]], Iterable[Suggestion]]],
) -> dict[str, dict[str, float]]:
    """The measures of each kind that somebody has annotated, over articles: text, gold and what was found."""
    tallies = {kind: Tally() for kind in KINDS}
    for text, gold, found in articles:
        sure = [each for each in found if each.score >= SURE_ENOUGH]
        for kind, tally in tallies.items():
            tally.add(text, gold.get(kind, ()), [each for each in sure if each.kind == kind])
    return {kind: tally.measures() for kind, tally in tallies.items() if tally.counts["gold"]}


def _surest(found: Iterable[Suggestion]) -> list[tuple[Span, Suggestion]]:
    kept: list[tuple[Span, Suggestion]] = []
    for each in sorted(found, key=lambda one: -one.score):
        for span in each.segments:
            if not any(2 * overlap(span, other) >= min(length(span), length(other)) for other, _ in kept):
                kept.append((span, each))
    return kept


def _one_to_one(proposed: Sequence[Span], gold: Sequence[Span]) -> int:
    pairs = [
        (overlap(one, other), i, j) for i, one in enumerate(proposed) for j, other in enumerate(gold)
        if _common(one, other) >= 0.5
    ]  # fmt: skip
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    return len(left)


def overlap(one: Span, other: Span) -> int:
    """Code points that two spans have in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def length(span: Span) -> int:
    """Code points of a span."""
    return span[1] - span[0]


def _common(one: Span, other: Span) -> float:
    return overlap(one, other) / max(length(one), length(other), 1)


def _same_value(one: object, other: str) -> bool:
    try:
        a, b = Decimal(str(one)), Decimal(other)
    except InvalidOperation:
        return False
    return abs(a - b) <= abs(max(a, b, key=abs)) / 100_000


def percent(part: float, whole: float) -> float:
    """Per cent, 0 of nothing."""
    return 100 * part / whole if whole else 0.0


def harmonic(one: float, other: float) -> float:
    """The harmonic mean, as F."""
    return 2 * one * other / (one + other) if one + other else 0.0
