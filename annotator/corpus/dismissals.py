"""Suggestions that somebody has dismissed: they stay away, for everybody, until they are brought back.

A suggestion is computed and has no id. What is stored is its kind and where it stands, one field each, so that what two
people dismiss unseen of each other stays dismissed; the value is the rule that proposed it, and of whom, so that it can
be counted what is often wrong here. A repeat that is hidden is stored by its places, each with the article it is in:
one that comes up with a place more is another one, and is shown. A passage cannot say that it was a suggestion, as an
annotation does; that one was accepted is stored here, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.corpus.annotation import Span
from annotator.corpus.article import elements, members

Dismissal = tuple[str, tuple[Span, ...]]
"""The kind of a suggestion and its segments, in code points."""


def dismissal_field(kind: str, segments: Iterable[Span]) -> str:
    """The journal's field for a suggestion: `dismissed:quote/230-256+300-320`."""
    return f"dismissed:{dismissal_name(kind, segments)}"


def dismissal_name(kind: str, segments: Iterable[Span]) -> str:
    """A suggestion by its kind and place: `quote/230-256+300-320`."""
    return f"{kind}/{'+'.join(f'{start}-{end}' for start, end in segments)}"


def named_in(name: str) -> Dismissal | None:
    """The inverse of `dismissal_name`; None when it is none."""
    kind, _, places = name.partition("/")
    spans = tuple(_span(place) for place in places.split("+"))
    return (kind, tuple(span for span in spans if span)) if kind and all(spans) else None


def told(rule: str, who: str = "") -> str:
    """What is stored of a dismissal: the rule that proposed it, and of whom (`verdicts.who_of`)."""
    return f"{rule}\t{who}" if who else rule


def rule_and_who(stored: str) -> tuple[str, str]:
    """The inverse of `told`."""
    rule, _, who = stored.partition("\t")
    return rule, who


def dismissals_from_fields(fields: Mapping[str, Any]) -> dict[Dismissal, str]:
    """What is dismissed, with what is `told` of it; fields that this version does not understand are passed over."""
    return _decided(fields, "dismissed")


def accepted_field(kind: str, segments: Iterable[Span]) -> str:
    """The journal's field for a suggestion that became a passage: `accepted:boilerplate/230-256`."""
    return f"accepted:{dismissal_name(kind, segments)}"


def accepted_from_fields(fields: Mapping[str, Any]) -> dict[Dismissal, str]:
    """What became a passage, with what is `told` of it; the passage may be gone again."""
    return _decided(fields, "accepted")


def _decided(fields: Mapping[str, Any], what: str) -> dict[Dismissal, str]:
    found = {}
    for name, rule in members(fields, what).items():
        if rule and (named := named_in(name)):
            found[named] = str(rule)
    return found


def repeat_field(kind: str, place: Span) -> str:
    """The journal's field for a place whose repeat is hidden: `repeat:quote/230-256`."""
    return f"repeat:{dismissal_name(kind, (place,))}"


def repeats_from_fields(fields: Mapping[str, Any]) -> frozenset[Dismissal]:
    """The places of an article whose repeats are hidden."""
    return frozenset(named for name in elements(fields, "repeat") if (named := named_in(name)))


def _span(written: str) -> Span | None:
    start, _, end = written.partition("-")
    plain = all(part.isascii() and part.isdecimal() for part in (start, end))
    return (int(start), int(end)) if plain and int(start) < int(end) else None
