"""Marking words: make, change and remove annotations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.corpus.annotation import (
    CONTENT,
    Annotation,
    Attribution,
    Segment,
    Span,
    annotation_fields,
    check_segments,
    joined,
    ordered,
    stored_segments,
    with_content,
)
from annotator.corpus.change import DELETED, Change, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.ids import new_id
from annotator.corpus.kinds import Codebook
from annotator.language import tr

OPENING_MARKS = ("“", "„", "«", '"', "‟", "「")


def mark(article: str, text: str, *, spans: Iterable[Span], kind: str, codebook: Codebook,
         chain: tuple[Attribution, ...] = (), figure: Mapping[str, Any] | None = None,
         marks: Iterable[Segment] = ()) -> tuple[Annotation, ChangeSet]:
    """Make an annotation of the words at `spans` (code points), with the codebook's defaults and what the words answer.

    Args:
        chain: who says it, where that is known already (keep source).
        figure: the quantity read from the words, for a statistic.
        marks: further segments, such as the figure's value and unit.

    Raises:
        Fault: the spans are empty or outside the text.
    """
    segments = ordered([*(Segment(CONTENT, start, end) for start, end in joined(spans)), *marks])
    check_segments(segments, len(text))
    first = next(segment for segment in segments if segment.role == CONTENT)
    answers = defaults(codebook, kind) | told(codebook, kind, text[first.start:first.end])
    annotation = Annotation(new_id(), article, kind, segments, chain, answers, dict(figure or {}))
    made = Change("annotation", annotation.id, annotation_fields(annotation), article, new=True)
    return annotation, ChangeSet([made])


def defaults(codebook: Codebook, kind: str) -> dict[str, Any]:
    """The values that the codebook gives a new annotation of a kind."""
    return {a.id: a.default for a in codebook.kind(kind).attributes if a.default is not None}


def told(codebook: Codebook, kind: str, words: str) -> dict[str, Any]:
    """What the words themselves answer: a quote that opens with a quotation mark is direct, where the team asks."""
    asked = codebook.kind(kind).attribute("quote_type")
    direct = asked is not None and "direct" in asked.values and words[:1] in OPENING_MARKS
    return {"quote_type": "direct"} if direct else {}


def remove(annotations: Iterable[Annotation]) -> ChangeSet:
    """Remove annotations; all of it can be brought back.

    Their links are left alone: a link whose end is gone is hidden, and back when the end comes back, whoever brings it.
    """
    return ChangeSet([Change("annotation", a.id, {DELETED: 1}, a.article) for a in annotations])


def set_kind(
    annotation: Annotation, kind: str, codebook: Codebook, *, figure: Mapping[str, Any] | None = None
) -> ChangeSet:
    """Make it another kind. Values of attributes that the new kind lacks stay in the journal, unseen.

    Args:
        figure: the quantity read from the words, when it becomes a statistic.
    """
    missing = {f"attribute:{key}": value for key, value in defaults(codebook, kind).items()
               if annotation.attributes.get(key) is None}
    read = {f"quantity:{key}": value for key, value in (figure or {}).items()}
    return _edit(annotation, {"kind": kind, **missing, **read})


def set_content(
    annotation: Annotation, spans: Iterable[Span], text: str, *, seen: tuple[int, ...] | None = None
) -> ChangeSet:
    """Give it other boundaries; spans that touch become one.

    Raises:
        Fault: the spans are empty or outside the text.
    """
    segments = with_content(annotation.segments, spans)
    check_segments(segments, len(text))
    return _edit(annotation, {"segments": stored_segments(segments)}, seen)


def join(annotation: Annotation, span: Span, text: str) -> ChangeSet:
    """Add words to it: the second half of a split quote."""
    return set_content(annotation, [*annotation.content, span], text)


def subtract(annotation: Annotation, span: Span, text: str) -> ChangeSet:
    """Take words out of it; what lies on both sides stays, without the space next to the gap.

    Raises:
        Fault: nothing would be left.
    """
    left: list[Span] = []
    for start, end in annotation.content:
        if end <= span[0] or span[1] <= start:
            left.append((start, end))
            continue
        left.append((start, start + len(text[start:max(start, span[0])].rstrip())))
        left.append((end - len(text[min(end, span[1]):end].lstrip()), end))
    left = [(start, end) for start, end in left if start < end]
    if not left:
        raise Fault(tr("The words were not taken out"), tr("nothing would be left of the annotation"),
                    tr("Remove it with Del"))
    return set_content(annotation, left, text)


def set_note(annotation: Annotation, note: str, *, seen: tuple[int, ...] | None = None) -> ChangeSet:
    """Write its note (Markdown)."""
    return _edit(annotation, {"note": note or None}, seen)


def set_attribute(
    annotation: Annotation, name: str, value: Any, *, former: Iterable[str] = (), seen: tuple[int, ...] | None = None
) -> ChangeSet:
    """Answer one of its kind's questions; None takes the answer away.

    Args:
        former: ids that the question had; what is answered under one of them goes.
    """
    gone = {f"attribute:{old}": None for old in former if annotation.attributes.get(old) is not None}
    return _edit(annotation, {**gone, f"attribute:{name}": None if value in ("", [], ()) else value}, seen)


def set_quantity(annotation: Annotation, values: Mapping[str, Any], *,
                 seen: tuple[int, ...] | None = None) -> ChangeSet:
    """Set parts of a statistic's value; None or "" takes a part away."""
    return _edit(annotation, {f"quantity:{key}": None if value == "" else value for key, value in values.items()}, seen)


def replace_quantity(annotation: Annotation, values: Mapping[str, Any]) -> ChangeSet:
    """Set a statistic's value anew (read again from its words): what is not in `values` goes."""
    old = dict.fromkeys(annotation.quantity)
    fields = {key: value for key, value in {**old, **values}.items() if annotation.quantity.get(key) != value}
    return set_quantity(annotation, fields)


def set_marks(annotation: Annotation, role: str, spans: Iterable[Span], text: str) -> ChangeSet:
    """Set the segments of one role (value, unit, verbatim, hedge, addressee_mention).

    Raises:
        Fault: a span is empty or outside the text.
    """
    others = [s for s in annotation.segments if s.role != role]
    segments = [*others, *(Segment(role, start, end) for start, end in joined(spans))]
    check_segments(segments, len(text))
    return _edit(annotation, {"segments": stored_segments(segments)})


def set_chain(
    annotation: Annotation, chain: Sequence[Attribution], *, seen: tuple[int, ...] | None = None
) -> ChangeSet:
    """Say who stands behind it: an ordered chain, origin first."""
    return _edit(annotation, {"chain": [link.stored() for link in chain] or None}, seen)


def attribute_to(annotation: Annotation, level: int, source: str | None) -> tuple[Attribution, ...]:
    """The chain with the source at a level exchanged, or added when the chain is that short.

    A new level above the origin is a *reporter* (via).
    """
    chain = list(annotation.chain)
    if level < len(chain):
        chain[level] = replace(chain[level], source=source)
    else:
        chain.append(Attribution(source, "reporter" if chain else "speaker"))
    return tuple(chain)


def _edit(annotation: Annotation, fields: Mapping[str, Any], seen: tuple[int, ...] | None = None) -> ChangeSet:
    return ChangeSet([Change("annotation", annotation.id, fields, annotation.article, seen)] if fields else [])
