"""Our own corpus out of brat: sources, cues and words with a role are no annotations, but belong to some.

What was changed in brat counts: a source that somebody marks there and relates to an annotation comes in by its words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.corpus.annotation import MARKS, ROLES, Attribution, Segment
from annotator.corpus.ids import is_id
from annotator.corpus.source import Source
from annotator.formats.brat.standoff import Standoff
from annotator.formats.brat.words import CUE, KEYED, MENTION, NO_ONE, NOBODY, OF_ANNOTATION, OF_SOURCE
from annotator.formats.doors.foreign import ForeignMark, Span, source_key

REFERENCE = "=Reference"
Places = Mapping[str, tuple[Span, ...]]
"""Text-bound → where it lies."""


@dataclass(slots=True)
class Sources:
    """Who is named: from the table beside the texts, or by the words in them.

    Args:
        only_named: ids of those of whom nothing but the name is known.
    """

    known: dict[str, Source] = field(default_factory=dict)
    only_named: set[str] = field(default_factory=set)

    def referred(self, name: str, said: str) -> str:
        """The source of an id; one that the table lacks is known by what is said of it."""
        if name not in self.known:
            self.known[name] = Source(name, said or name, "unknown")
            self.only_named.add(name)
        return name

    def called(self, name: str) -> str:
        """The source of a name."""
        same = [source.id for source in self.known.values() if source.name == name]
        return same[0] if same else self.referred(source_key("brat", name), name)


def marks(standoff: Standoff, placed: Places, text: str, sources: Sources) -> Iterator[ForeignMark]:
    """The annotations of one article, each with what belongs to it."""
    belongs = {end for told in standoff.told.values() for relation, end in told if relation in MARKS}
    last, orphans, known = "", dict[str, list[Segment]](), set[str]()
    for name, (label, _, _) in standoff.bounds.items():
        if label in MARKS and name not in belongs and name in placed and last:
            orphans.setdefault(last, []).extend(Segment(label, *span) for span in placed[name])
        elif _is_annotation(standoff, name, belongs):
            last = name
    for name, spans in placed.items():
        if _is_annotation(standoff, name, belongs):
            made = _Reading(standoff, placed, text, sources).mark(name, spans, orphans.get(name, []))
            yield replace(made, id="") if made.id in known else made
            known.add(made.id)


def _is_annotation(standoff: Standoff, name: str, belongs: set[str]) -> bool:
    label = standoff.bounds[name][0]
    return name not in belongs and label not in (MENTION, CUE, *MARKS)


class _Reading:
    """One annotation on its way in."""

    def __init__(self, standoff: Standoff, placed: Places, text: str, sources: Sources) -> None:
        self._standoff, self._placed, self._text, self._sources = standoff, placed, text, sources
        self._chain: list[Attribution] = []
        self._marks: list[Segment] = []
        self._attributes: dict[str, Any] = {}
        self._quantity: dict[str, Any] = {}
        self._notes: list[str] = []

    def mark(self, name: str, spans: Sequence[Span], orphans: Sequence[Segment]) -> ForeignMark:
        """The annotation, with all that is told of it in its order."""
        self._marks += orphans
        for key, values in self._standoff.said[name].items():
            if key.startswith("=") and key != REFERENCE:
                self._answer(key[1:], "; ".join(values) or True)
        for what, said in self._standoff.told[name]:
            if what == "#":
                self._note(said)
            else:
                self._relate(what, said)
        refers, about, _ = self._standoff.references.get(name, ("", "", ""))
        own = about if refers == OF_ANNOTATION and is_id(about) else ""
        return ForeignMark(
            name, self._standoff.bounds[name][0], spans, self._attributes, "\n".join(self._notes),
            links=self._standoff.links[name], chain=self._chain, id=own,
            quantity=self._quantity, marks=self._marks)

    def _relate(self, relation: str, other: str) -> None:
        spans = self._placed.get(other, ())
        if relation in MARKS:
            self._marks += [Segment(relation, *span) for span in spans]
        elif relation == "cue":
            self._cue(spans)
        elif relation in ROLES and spans:
            self._chain.append(Attribution(self._source(other), relation, mention=tuple(spans)))
        elif spans:
            self._answer(relation, " … ".join(self._text[start:end] for start, end in spans))

    def _cue(self, spans: Sequence[Span]) -> None:
        """It belongs to who was named before it, unless that one has a cue already."""
        if not spans:
            return
        if not self._chain or self._chain[-1].cue:
            self._chain.append(Attribution(None))
        last = self._chain[-1]
        self._chain[-1] = Attribution(last.source, last.role, last.basis, last.mention, tuple(spans))

    def _source(self, bound: str) -> str | None:
        refers, name, said = self._standoff.references.get(bound, ("", "", ""))
        if refers == OF_SOURCE and name == NO_ONE:
            return None
        if refers == OF_SOURCE and is_id(name):
            return self._sources.referred(name, said)
        words = " … ".join(self._text[start:end] for start, end in self._placed[bound])
        return self._sources.called(" ".join(words.split()))

    def _note(self, said: str) -> None:
        match = KEYED.match(said)
        key, rest = (match[1], said[match.end():]) if match else ("", said)
        if key in ROLES:
            self._chain.append(Attribution(None if rest == NOBODY else self._sources.called(rest), key))
        elif key == "quantity" and (quantity := _object(rest)):
            self._quantity = quantity
        elif key in ("", "note"):
            self._notes.append(rest)
        else:
            self._answer(key, rest)

    def _answer(self, key: str, value: Any) -> None:
        """A second answer to one question joins the first."""
        if key in self._attributes:
            before = self._attributes[key]
            value = [*(before if isinstance(before, list) else [before]), value]
        self._attributes[key] = value


def _object(words: str) -> dict[str, Any]:
    try:
        made = json.loads(words)
    except (ValueError, RecursionError):
        return {}
    return made if isinstance(made, dict) else {}
