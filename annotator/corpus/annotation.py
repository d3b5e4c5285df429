"""Annotations: a kind, segments of one article's text, attributes, and the chain of those who said it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.corpus.article import members
from annotator.corpus.errors import Fault
from annotator.language import tr

Span = tuple[int, int]
"""`[start, end)` in code points of one article's text."""

CONTENT = "content"
MARKS = ("value", "unit", "verbatim", "hedge", "addressee_mention")
ROLES = ("speaker", "document", "reporter", "addressee", "publisher")
BASES = ("explicit", "inferred", "narrator")
CONTEXT = 32
"""Code points of prefix and suffix that an export gives."""


@dataclass(frozen=True, slots=True)
class Segment:
    """`[start, end)` in code points with its role: `content` or one of `MARKS`."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain; its level is its place in the chain, 0 = origin.

    Args:
        source: the source's id, or None where the text names nobody.
        mention: the words that name the source here ("he", "the minister").
        cue: the words that attribute ("said", "according to").
    """

    source: str | None
    role: str = "speaker"
    basis: str | None = None
    mention: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()

    def stored(self) -> list[Any]:
        """As the journal holds it, without empty ends: the smallest that says it all."""
        row: list[Any] = [self.source, self.role, self.basis, [list(span) for span in self.mention],
                          [list(span) for span in self.cue]]
        while len(row) > 2 and not row[-1]:
            row.pop()
        return row

    @classmethod
    def from_stored(cls, row: list[Any]) -> Attribution:
        """The inverse of `stored`."""
        missing: tuple[Any, ...] = (None, "speaker", None, (), ())
        source, role, basis, mention, cue = [*row, *missing[len(row):]]
        return cls(source, role, basis, tuple((s, e) for s, e in mention), tuple((s, e) for s, e in cue))


@dataclass(frozen=True, slots=True)
class Annotation:
    """One claim, quote, statistic, or what the codebook adds.

    `created` and `modified` are UTC times as text; `revision` counts the operations that made it.
    """

    id: str
    article: str
    kind: str
    segments: tuple[Segment, ...]
    chain: tuple[Attribution, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)
    quantity: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    origin: Mapping[str, Any] | None = None
    creator: str = ""
    created: str = ""
    modified: str = ""
    modified_by: str = ""
    revision: int = 1
    conflicts: tuple[str, ...] = ()

    @property
    def content(self) -> tuple[Span, ...]:
        """The segments of the content alone, in the order of the text."""
        return tuple((s.start, s.end) for s in self.segments if s.role == CONTENT)

    @property
    def marks(self) -> tuple[Segment, ...]:
        """The segments that are not content."""
        return tuple(s for s in self.segments if s.role != CONTENT)

    @property
    def start(self) -> int:
        """Where it begins, in code points: what cards and exports are sorted by; 0 without words."""
        return self.content[0][0] if self.content else 0

    @property
    def needs_source(self) -> bool:
        """Whether nobody has said yet who stands behind it ("nobody is named" is an answer, too)."""
        return not self.chain

    def words(self, text: str) -> str:
        """The exact words, the parts of a split one joined by an ellipsis."""
        return " … ".join(text[start:end] for start, end in self.content)


def annotation_from_fields(name: str, article: str, fields: Mapping[str, Any], **facts: Any) -> Annotation:
    """Read the journal's fields; `facts` are creator, created, modified, modified_by, revision, conflicts."""
    return Annotation(
        name, article, fields.get("kind") or "",
        tuple(Segment(role, start, end) for role, start, end in fields.get("segments") or ()),
        tuple(Attribution.from_stored(row) for row in fields.get("chain") or ()),
        members(fields, "attribute"), members(fields, "quantity"),
        fields.get("note") or "", fields.get("origin"), **facts)


def annotation_fields(annotation: Annotation) -> dict[str, Any]:
    """The journal's fields of a new annotation: only those that say something, and no provenance."""
    found: dict[str, Any] = {"kind": annotation.kind, "segments": stored_segments(annotation.segments)}
    if annotation.chain:
        found["chain"] = [link.stored() for link in annotation.chain]
    found |= {f"attribute:{key}": value for key, value in annotation.attributes.items() if value is not None}
    found |= {f"quantity:{key}": value for key, value in annotation.quantity.items() if value is not None}
    if annotation.note:
        found["note"] = annotation.note
    if annotation.origin:
        found["origin"] = dict(annotation.origin)
    return found


def ordered(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Content first, then by role, each in the order of the text."""
    return tuple(sorted(segments, key=lambda s: (s.role != CONTENT, s.role, s.start, s.end)))


def stored_segments(segments: Iterable[Segment]) -> list[list[Any]]:
    """Segments as the journal holds them, `ordered`."""
    return [[s.role, s.start, s.end] for s in ordered(segments)]


def with_content(segments: Iterable[Segment], spans: Iterable[Span]) -> tuple[Segment, ...]:
    """The same marks around other content; spans that touch or overlap become one."""
    content = [Segment(CONTENT, start, end) for start, end in joined(spans)]
    return (*content, *(s for s in segments if s.role != CONTENT))


def joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def check_segments(segments: Iterable[Segment], length: int) -> None:
    """Refuse what cannot be: outside the text, empty, or overlapping in one role.

    Args:
        length: code points of the article's text.

    Raises:
        Fault: naming the first segment that is wrong.
    """
    last: dict[str, int] = {}
    for segment in sorted(segments, key=lambda s: (s.start, s.end)):
        if not 0 <= segment.start < segment.end <= length:
            raise Fault(tr("The annotation cannot be stored"),
                        tr("its segment {start}–{end} lies outside the text of {length} characters",
                           start=segment.start, end=segment.end, length=length),
                        tr("Select the words again"))
        if segment.start < last.get(segment.role, 0):
            raise Fault(tr("The annotation cannot be stored"),
                        tr("two of its {role} segments overlap at character {start}", role=segment.role,
                           start=segment.start), tr("Join them"))
        last[segment.role] = segment.end
    if CONTENT not in last:
        raise Fault(tr("The annotation cannot be stored"), tr("it has no words"), tr("Select the words again"))
