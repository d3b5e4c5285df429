"""Sources: who or what says something, under all its names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.corpus.article import elements, members
from annotator.language import tr

TYPES = ("person", "organisation", "group", "document", "dataset", "url", "unknown")
ANONYMITY = ("named", "unnamed_role", "anonymous", "unspecified")
PLAIN_FIELDS = ("type", "name", "anonymity", "job_title", "affiliation", "note", "merged_into")


@dataclass(frozen=True, slots=True)
class Source:
    """A person, organisation, group, document, dataset, URL or unknown that says something.

    `merged_into` names the source that it counts as; it keeps its own id, so that a merge can be split again.
    `stands` says that it counts as itself all the same: merges that run in a ring count as the oldest of them.
    `distinct` are the ids of sources that look like it, and of which somebody said that they are not the same;
    `not_called` names that look like its own, and of which somebody said that they are not.
    """

    id: str
    name: str
    type: str = "person"
    aliases: tuple[str, ...] = ()
    anonymity: str = ""
    job_title: str = ""
    roles: tuple[Mapping[str, str], ...] = ()
    affiliation: str = ""
    same_as: tuple[str, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    citation: Mapping[str, Any] | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    merged_into: str = ""
    distinct: tuple[str, ...] = ()
    not_called: tuple[str, ...] = ()
    creator: str = ""
    created: str = ""
    modified: str = ""
    modified_by: str = ""
    stands: bool = False

    @property
    def is_merged(self) -> bool:
        """Whether it counts as another one."""
        return bool(self.merged_into) and not self.stands

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its aliases."""
        return (self.name, *self.aliases)


def source_from_fields(name: str, fields: Mapping[str, Any], **facts: Any) -> Source:
    """Read the journal's fields; `facts` are creator, created, modified, modified_by."""
    return Source(
        name, fields.get("name") or "", fields.get("type") or "unknown", elements(fields, "alias"),
        fields.get("anonymity") or "", fields.get("job_title") or "", tuple(fields.get("roles") or ()),
        fields.get("affiliation") or "", elements(fields, "same_as"), members(fields, "identifier"),
        fields.get("citation"), members(fields, "attribute"), fields.get("note") or "",
        fields.get("merged_into") or "", elements(fields, "distinct"), elements(fields, "not_called"), **facts)


def source_fields(source: Source) -> dict[str, Any]:
    """The journal's fields of a new source: only those that say something, and no provenance."""
    found: dict[str, Any] = {key: getattr(source, key) for key in PLAIN_FIELDS if getattr(source, key)}
    if source.roles:
        found["roles"] = [dict(role) for role in source.roles]
    if source.citation is not None:
        found["citation"] = dict(source.citation)
    found |= {f"alias:{alias}": 1 for alias in source.aliases}
    found |= {f"same_as:{address}": 1 for address in source.same_as}
    found |= {f"distinct:{other}": 1 for other in source.distinct}
    found |= {f"not_called:{name}": 1 for name in source.not_called}
    found |= {f"identifier:{key}": value for key, value in source.identifiers.items()}
    return found | {f"attribute:{key}": value for key, value in source.attributes.items() if value is not None}


def representative(source: str, merged_into: Mapping[str, str]) -> str:
    """The source that `source` counts as: follow the merges; a ring counts as its oldest id."""
    path: list[str] = []
    while merged_into.get(source) and source not in path:
        path.append(source)
        source = merged_into[source]
    return min(path[path.index(source):]) if source in path else source


def family(source: str, merged_into: Mapping[str, str]) -> set[str]:
    """All ids that count as the same source as `source`, itself among them."""
    head = representative(source, merged_into)
    return {head} | {other for other in merged_into if representative(other, merged_into) == head}


def would_ring(source: str, into: str, merged_into: Mapping[str, str]) -> bool:
    """Whether merging `source` into `into` would close a ring."""
    return source == into or representative(into, {**merged_into, source: ""}) == source


def display(source: Source | None) -> str:
    """How a card names it: its name, or that nobody is named."""
    return source.name if source else tr("No source named")
