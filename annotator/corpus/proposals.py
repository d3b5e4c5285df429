"""Suggestions that came in: what a model or a coder elsewhere has marked, not as annotations but to be decided on here.

They are stored as dismissals are: one entity an article, one field each, which says its kind, where it stands and who
suggests it. The same file twice, or by two people unseen of each other, is the same fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.corpus.annotation import Attribution, Span
from annotator.corpus.article import members
from annotator.corpus.dismissals import dismissal_name, named_in


@dataclass(frozen=True, slots=True)
class Proposal:
    """One suggestion that came in.

    Args:
        by: name of the model or the coder.
        segments: in code points of the article's text.
        score: 0 to 1; None when the file does not say.
        why: what the file says for it, in one line or several.
        names: of each link of the chain the source, "" where it is not named.
        chain: without sources: these are known by name.
    """

    by: str
    kind: str
    segments: tuple[Span, ...]
    score: float | None = None
    why: str = ""
    names: tuple[str, ...] = ()
    chain: tuple[Attribution, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)
    quantity: Mapping[str, Any] = field(default_factory=dict)

    @property
    def field(self) -> str:
        """The journal's field: `proposed:quote/230-256+300-320/GPT`."""
        return f"proposed:{dismissal_name(self.kind, self.segments)}/{self.by}"

    def stored(self) -> dict[str, Any]:
        """What the field holds: only what says something, `{}` at least."""
        chain = [[name, *link.stored()[1:]] for name, link in zip(self.names, self.chain, strict=True)]
        given = {"score": self.score, "why": self.why, "chain": chain, "attributes": dict(self.attributes),
                 "quantity": dict(self.quantity)}
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
            found.append(_proposal(by, *named, said))
    return tuple(sorted(found, key=lambda each: (each.segments, each.kind, each.by)))


def _proposal(by: str, kind: str, segments: tuple[Span, ...], said: Mapping[str, Any]) -> Proposal:
    chain = said.get("chain") or ()
    return Proposal(
        by, kind, segments, said.get("score"), said.get("why") or "", tuple(row[0] or "" for row in chain),
        tuple(Attribution.from_stored([None, *row[1:]]) for row in chain), said.get("attributes") or {},
        said.get("quantity") or {})


def one_line(words: Iterable[str]) -> str:
    """Words as a name holds them: without line ends, and none of them twice."""
    return ", ".join(dict.fromkeys(" ".join(each.split()) for each in words))
