"""What becomes of what is known of several sources when they count as one: what fills, what adds up, what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.corpus.names import folded
from annotator.corpus.roles import in_order
from annotator.corpus.source import Source

_PLAIN = ("type", "anonymity", "job_title", "affiliation")
_MAPPED = {"identifier": "identifiers", "attribute": "attributes"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which the sources say different things; `values` in the order of the sources, each once."""

    field: str
    values: tuple[Any, ...]


def differences(into: Source, others: Iterable[Source]) -> list[Difference]:
    """The fields of which a person has to pick one value; `into`'s own comes first."""
    said = _values([into, *others])
    return [Difference(field, tuple(values)) for field, values in said.items() if len(values) > 1]


def new_aliases(into: Source, others: Iterable[Source]) -> list[str]:
    """The names that become aliases of `into`, in the order of the sources, each once."""
    found: dict[str, None] = {}
    for other in others:
        found |= {name: None for name in other.names if name not in into.names}
    return list(found)


def new_spellings(into: Source, others: Iterable[Source]) -> list[str]:
    """The new aliases that a reader would tell from what it is called already, for the preview."""
    known = {folded(name) for name in into.names}
    return [name for name in new_aliases(into, others) if folded(name) not in known]


def together(into: Source, others: Sequence[Source], picked: Mapping[str, Any]) -> dict[str, Any]:
    """The fields to set on `into`: names, what it lacks, what was picked, and what adds up (roles, notes, addresses).

    Args:
        picked: field → value, for `differences`; what is not picked stays as it is.
    """
    found: dict[str, Any] = {f"alias:{name}": 1 for name in new_aliases(into, others)}
    for field, values in _values([into, *others]).items():
        value = picked.get(field, values[0])
        if value != said(into, field):
            found[field] = value
    roles = in_order([*into.roles, *(role for other in others for role in other.roles if role not in into.roles)])
    if roles != [dict(role) for role in into.roles] and any(other.roles for other in others):
        found["roles"] = [role for at, role in enumerate(roles) if role not in roles[:at]]
    notes = list(dict.fromkeys(source.note.strip() for source in (into, *others) if source.note.strip()))
    if notes and "\n\n".join(notes) != into.note.strip():
        found["note"] = "\n\n".join(notes)
    return found | {f"same_as:{address}": 1 for other in others for address in other.same_as
                    if address not in into.same_as}


def said(source: Source, field: str) -> Any:
    """What a source says in one of the journal's fields (“job_title”, “identifier:orcid”), nothing for others."""
    prefix, colon, key = field.partition(":")
    if colon:
        return getattr(source, _MAPPED[prefix]).get(key) if prefix in _MAPPED else None
    return getattr(source, field, None) or None


def _values(sources: Sequence[Source]) -> dict[str, list[Any]]:
    """Field → its different values, those of the first source first; what says nothing is left out."""
    ids = {source.id for source in sources}
    found: dict[str, list[Any]] = {}
    for source in sources:
        for field, value in _facts(source):
            values = found.setdefault(field, [])
            if value not in values and not (field == "affiliation" and value in ids):
                values.append(value)
    return {field: values for field, values in found.items() if values}


def _facts(source: Source) -> Iterable[tuple[str, Any]]:
    for field in _PLAIN:
        if (value := getattr(source, field)) and (field, value) != ("type", "unknown"):
            yield field, value
    for prefix, name in _MAPPED.items():
        for key, value in getattr(source, name).items():
            if value not in (None, "", [], ()):
                yield f"{prefix}:{key}", value
