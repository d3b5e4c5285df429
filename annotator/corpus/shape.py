"""Whether the fields that a file brings have the shape that this program works with: files come from strangers, too.

Only what we know is judged: kinds and fields of a newer program pass as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from annotator.corpus.ids import is_id

Test = Callable[[Any], bool]

DEEPEST = 8
"""How deep lists and objects may stand in each other where any value may stand."""


def is_well_formed(kind: str, fields: Mapping[str, Any]) -> bool:
    """Whether every field that this version knows of that kind of entity has its shape. None takes a value away."""
    plain, prefixed = _SHAPES.get(kind, _UNKNOWN)
    for name, value in fields.items():
        if value is None:
            continue
        test = plain.get(name)
        if test is None and ":" in name:
            test = prefixed.get(name.partition(":")[0])
        if test is not None and not test(value):
            return False
    return True


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _id(value: Any) -> bool:
    return value == "" or is_id(value)


def _number(value: Any) -> bool:
    return isinstance(value, int)


def _mapping(value: Any) -> bool:
    return isinstance(value, dict) and _anything(value)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _roles(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(role, dict) and all(map(_text, role.values())) for role in value)


def _anything(value: Any, depth: int = 0) -> bool:
    if depth > DEEPEST:
        return False
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(_anything(each, depth + 1) for each in inner)


# Asked for each of a hundred thousand annotations at a first opening: loops, where `all` takes twice the time.

def _spans(value: Any) -> bool:
    if not isinstance(value, list):
        return False
    for span in value:
        if not (isinstance(span, list) and len(span) == 2 and type(span[0]) is type(span[1]) is int
                and 0 <= span[0] < span[1]):
            return False
    return True


def _segments(value: Any) -> bool:
    if not isinstance(value, list):
        return False
    for segment in value:
        if not (isinstance(segment, list) and len(segment) == 3 and isinstance(segment[0], str)
                and type(segment[1]) is type(segment[2]) is int and 0 <= segment[1] < segment[2]):
            return False
    return True


def _chain(value: Any) -> bool:
    if not isinstance(value, list):
        return False
    for link in value:
        if not (isinstance(link, list) and 2 <= len(link) <= 5 and isinstance(link[1], str)
                and (link[0] is None or _known_id(link[0])) and (len(link) == 2 or _detailed(link))):
            return False
    return True


@lru_cache(maxsize=10_000)
def _cached_id(value: str) -> bool:
    return _id(value)


def _known_id(value: Any) -> bool:
    """The same sources stand behind many annotations."""
    return isinstance(value, str) and _cached_id(value)


def _proposal(value: Any) -> bool:
    """A suggestion that came in: its chain names sources instead of pointing at them."""
    return isinstance(value, dict) and _anything(value) and all(
        value[name] is None or test(value[name]) for name, test in _PROPOSED.items() if name in value)


def _score(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= 1


def _named_chain(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(link, list) and bool(link) and _text(link[0]) and _chain([["", *link[1:]]]) for link in value)


def _joins(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(join, list) and len(join) == 6 and type(join[3]) is int
        and all(isinstance(join[at], str) for at in (0, 1, 2, 4, 5)) for join in value)


def _detailed(link: list[Any]) -> bool:
    return ((link[2] is None or isinstance(link[2], str)) and (len(link) < 4 or _spans(link[3]))
            and (len(link) < 5 or _spans(link[4])))


def _answer(value: Any) -> bool:
    return isinstance(value, str) or (not isinstance(value, dict) and _anything(value))


def _entry(value: Any) -> bool:
    """A kind or an attribute of the codebook, as it came in."""
    return isinstance(value, dict) and _anything(value) and all(
        value[name] is None or test(value[name]) for name, test in _ENTRY.items() if name in value)


def _edited_value(value: Any) -> bool:
    """One value of an attribute, as it was edited: its place, or 0 when it was taken out."""
    return value == 0 or (isinstance(value, dict) and _number(value.get("position", 0)) and _anything(value))


def _listed(value: Any) -> bool:
    return isinstance(value, list) and _anything(value)


def _digests(value: Any) -> bool:
    return isinstance(value, list) and all(type(digest) is int for digest in value)


def _came(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(parts, list) and all(_stretch(part) for part in parts)
                                           for parts in value.values()) and all(map(_hexadecimal, value))


def _stretch(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(end) is int for end in value)


def _hexadecimal(value: str) -> bool:
    return len(value) == 32 and all(letter in "0123456789abcdef" for letter in value)


_PROPOSED: dict[str, Test] = {
    "score": _score, "note": _text, "chain": _named_chain, "types": _texts, "attributes": _mapping,
    "quantity": _mapping, "marks": _segments, "name": _text, "links": _joins}

_EVERYWHERE: dict[str, Test] = {
    "deleted": _number, "creator": _id, "created": _text, "modified": _text, "modified_by": _id, "note": _text}

_ENTRY: dict[str, Test] = {
    "position": _number, "values": _texts, "retired": _texts, "former": _texts, "hidden": _number, "required": _number,
    "default": _answer, **dict.fromkeys(("label", "definition", "key", "colour", "help", "type"), _text)}
_SCOPES = ("kind", "attribute", "article_attribute", "source_attribute")
_EDITS: dict[str, Test] = {
    f"{scope}.{name}": _listed if name == "default" else test for scope in _SCOPES
    for name, test in {**_ENTRY, "value": _edited_value}.items()}
"""What is edited of the codebook is a field of its own (`attribute.help:claim/topic`)."""

_UNKNOWN: tuple[dict[str, Test], dict[str, Test]] = (_EVERYWHERE, {})

_KNOWN: dict[str, tuple[dict[str, Test], dict[str, Test]]] = {
    "annotation": ({"kind": _text, "segments": _segments, "chain": _chain, "origin": _mapping, "revision": _number,
                    "moved": _id},
                   {"attribute": _answer, "quantity": _anything}),
    "source": ({"type": _text, "name": _text, "anonymity": _text, "job_title": _text, "affiliation": _id,
                "merged_into": _id, "roles": _roles, "citation": _mapping},
               {"identifier": _text, "attribute": _answer}),
    "link": ({"type": _text, "start": _id, "end": _id, "certainty": _text}, {}),
    "article": ({**dict.fromkeys(("title", "outlet", "published", "accessed", "url", "language", "section"), _text),
                 "replaces": _id, "byline": _texts, "imported_from": _mapping, "carries": _number},
                {"left": _number, "deleted": _digests}),
    "review": ({"coder": _id, "status": _text, "changed": _text}, {}),
    "values": ({"coder": _id}, {"attribute": _answer}),
    "passages": ({}, {"passage": _text}),
    "dismissals": ({}, {"dismissed": _text, "accepted": _text, "repeat": _number}),
    "proposals": ({}, {"proposed": _proposal, "became": _number}),
    "codebook": ({"version": _text, "guidelines": _text},
                 {"convention": _anything, **dict.fromkeys(_SCOPES, _entry), **_EDITS}),
    "coder": ({"name": _text, "orcid": _text, "email": _text}, {}),
    "project": (dict.fromkeys(("id", "name", "description", "licence", "citation", "language"), _text), {}),
    "merge": ({"name": _text, "came": _came}, {}),
}

_SHAPES = {kind: (_EVERYWHERE | plain, prefixed) for kind, (plain, prefixed) in _KNOWN.items()}
"""Kind → the tests of its fields, and of those that are stored as one field for each member (`attribute:tone`)."""
