"""Sources: make, rename, merge, split again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.corpus.change import DELETED, Change, ChangeSet, counted
from annotator.corpus.errors import Fault
from annotator.corpus.ids import new_id
from annotator.corpus.source import Source, family, source_fields, would_ring


def create(name: str, type_: str = "person", **facts: Any) -> tuple[Source, ChangeSet]:
    """Make a source; `facts` are further fields of `Source`.

    Raises:
        Fault: it has no name.
    """
    name = " ".join(name.split())
    if not name:
        raise Fault("The source was not made", "it has no name", "Type a name, or choose “No source named”")
    source = Source(new_id(), name, type_, **facts)
    return source, ChangeSet([Change("source", source.id, source_fields(source), new=True)])


def edit(source: Source, fields: Mapping[str, Any], *, seen: tuple[int, ...] | None = None) -> ChangeSet:
    """Set plain fields (name, type, anonymity, job_title, affiliation, note, roles); empty takes one away."""
    patch = {key: value or None for key, value in fields.items() if (getattr(source, key) or None) != (value or None)}
    return ChangeSet([Change("source", source.id, patch, seen=seen)] if patch else [])


def rename(
    source: Source, name: str, *, keep_as_alias: bool = True, seen: tuple[int, ...] | None = None
) -> ChangeSet:
    """Give it another name; the old one stays as an alias.

    Raises:
        Fault: the name is empty.
    """
    name = " ".join(name.split())
    if not name:
        raise Fault("The source was not renamed", "a source needs a name", "Type one")
    if name == source.name:
        return ChangeSet([])
    fields: dict[str, Any] = {"name": name}
    if keep_as_alias:
        fields[f"alias:{source.name}"] = 1
    if name in source.aliases:
        fields[f"alias:{name}"] = None
    return ChangeSet([Change("source", source.id, fields, seen=seen)])


def set_alias(source: Source, alias: str, *, present: bool = True) -> ChangeSet:
    """Add or take away one of its other names."""
    alias = " ".join(alias.split())
    if not alias or (present and alias in source.names):
        return ChangeSet([])
    return ChangeSet([Change("source", source.id, {f"alias:{alias}": 1 if present else None})])


def merge(source: Source, into: Source, merged: Mapping[str, str]) -> ChangeSet:
    """Have `source` count as `into`: its names become aliases there, its annotations stay as they are.

    Args:
        merged: source → what it is merged into, for all merges of the project.

    Raises:
        Fault: the two are one already.
    """
    if would_ring(source.id, into.id, merged):
        raise Fault("The sources were not merged", f"{source.name} and {into.name} are one already", "Split them first")
    aliases = {f"alias:{name}": 1 for name in source.names if name not in into.names}
    changes = [Change("source", source.id, {"merged_into": into.id})]
    return ChangeSet(changes + ([Change("source", into.id, aliases)] if aliases else []))


def split(source: Source, into: Source) -> ChangeSet:
    """Take a merge back at any time: `source` is itself again, and takes its names out of `into`."""
    names = {f"alias:{name}": None for name in source.names if name in into.aliases}
    changes = [Change("source", source.id, {"merged_into": None})]
    return ChangeSet(changes + ([Change("source", into.id, names)] if names else []))


def remove(source: Source, counts: Mapping[str, int], merged: Mapping[str, str]) -> ChangeSet:
    """Remove a source that nothing is attributed to.

    Raises:
        Fault: something is; it has to go somewhere first.
    """
    used = sum(counts.get(name, 0) for name in family(source.id, merged))
    if used:
        attributed = f"{counted(used, 'annotation')} {'is' if used == 1 else 'are'} attributed to this source"
        raise Fault(f"{source.name} was not removed", attributed,
                    "Merge it into another one, or give these annotations another source first")
    return ChangeSet([Change("source", source.id, {DELETED: 1})])
