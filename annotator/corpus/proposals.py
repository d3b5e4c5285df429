"""Suggestions that came in: what a model or a coder elsewhere has marked, not as annotations but to be decided on here.

They are stored as dismissals are: one entity an article, one field each, which says its kind, where it stands and who
suggests it. The same file twice, or by two people unseen of each other, is the same fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from annotator.corpus.annotation import Attribution, Segment, Span
from annotator.corpus.article import members
from annotator.corpus.dismissals import dismissal_name, named_in


class Join(NamedTuple):
    """A link that its file draws between a suggestion and something else, as one end knows it.

    Args:
        other: id of the other end in the file, which the project may have, too.
        article: the other end's, "" where that does not come in with it.
        outgoing: whether it runs from here to there.
    """

    type: str
    other: str
    article: str = ""
    outgoing: bool = True
    certainty: str = ""
    note: str = ""

    def stored(self) -> list[Any]:
        """As the journal holds it."""
        return [self.type, self.other, self.article, int(self.outgoing), self.certainty, self.note]

    @classmethod
    def from_stored(cls, row: list[Any]) -> Join:
        """The inverse of `stored`."""
        type_, other, article, outgoing, certainty, note = row
        return cls(type_, other, article, bool(outgoing), certainty, note)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One suggestion that came in.

    Args:
        by: name of the model or the coder.
        segments: in code points of the article's text.
        score: 0 to 1; None when the file does not say.
        note: what the file notes on it.
        names: of each link of the chain the source, "" where nobody is named.
        types: of each link of the chain what its source is; empty where that is not said.
        chain: without sources: these are known by name.
        marks: its segments that are not content.
        name: its id in the file, where links lead to it or from it.
    """

    by: str
    kind: str
    segments: tuple[Span, ...]
    score: float | None = None
    note: str = ""
    names: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    chain: tuple[Attribution, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)
    quantity: Mapping[str, Any] = field(default_factory=dict)
    marks: tuple[Segment, ...] = ()
    name: str = ""
    joins: tuple[Join, ...] = ()

    @property
    def field(self) -> str:
        """The journal's field: `proposed:quote/230-256+300-320/GPT`."""
        return f"proposed:{dismissal_name(self.kind, self.segments)}/{self.by}"

    def stored(self) -> dict[str, Any]:
        """What the field holds: only what says something, `{}` at least."""
        chain = [[name, *link.stored()[1:]] for name, link in zip(self.names, self.chain, strict=True)]
        given = {"score": self.score, "note": self.note, "chain": chain, "types": list(self.types),
                 "attributes": dict(self.attributes), "quantity": dict(self.quantity),
                 "marks": [[mark.role, mark.start, mark.end] for mark in self.marks], "name": self.name,
                 "links": [join.stored() for join in self.joins]}
        return {key: value for key, value in given.items() if value not in (None, "", [], {})}


def proposals_from_fields(fields: Mapping[str, Any], length: int) -> tuple[Proposal, ...]:
    """What is suggested, in the order of the text; fields that this version does not understand are passed over.

    Args:
        length: code points of the text; what lies outside is none.
    """
    found = []
    for name, said in members(fields, "proposed").items():
        kind, _, rest = name.partition("/")
        places, _, by = rest.partition("/")
        named = named_in(f"{kind}/{places}")
        if named is not None and by and isinstance(said, Mapping) and named[1][-1][1] <= length:
            found.append(_proposal(by, *named, said, length))
    return tuple(sorted(found, key=lambda each: (each.segments, each.kind, each.by)))


def _proposal(by: str, kind: str, segments: tuple[Span, ...], said: Mapping[str, Any], length: int) -> Proposal:
    chain = said.get("chain") or ()
    return Proposal(
        by, kind, segments, said.get("score"), said.get("note") or "", tuple(row[0] or "" for row in chain),
        tuple(said.get("types") or ()), tuple(Attribution.from_stored([None, *row[1:]]) for row in chain),
        said.get("attributes") or {}, said.get("quantity") or {},
        tuple(Segment(role, start, end) for role, start, end in said.get("marks") or () if end <= length),
        said.get("name") or "", tuple(map(Join.from_stored, said.get("links") or ())))


def became_field(name: str, annotation: str) -> str:
    """The journal's field that says which annotation a suggestion became: each that accepts it sets one of their own.

    Args:
        name: its id in the file.
    """
    return f"became:{name}/{annotation}"


def became(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The annotations that a suggestion of that id has become."""
    each = (said.rpartition("/") for said in members(fields, "became"))
    return tuple(annotation for before, _, annotation in each if before == name)


def one_line(words: Iterable[str]) -> str:
    """Words as a name holds them: without line ends, and none of them twice."""
    return ", ".join(dict.fromkeys(" ".join(each.split()) for each in words))
