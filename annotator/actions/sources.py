"""Sources: make, rename, merge, split again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.corpus.annotation import Annotation, Attribution
from annotator.corpus.change import DELETED, Change, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.ids import new_id
from annotator.corpus.merging import said, together
from annotator.corpus.roles import Role, in_order
from annotator.corpus.source import Source, source_fields, would_ring
from annotator.language import tr


def create(name: str, type_: str = "person", **facts: Any) -> tuple[Source, ChangeSet]:
    """Make a source; `facts` are further fields of `Source`.

    Raises:
        Fault: it has no name.
    """
    name = " ".join(name.split())
    if not name:
        raise Fault(tr("The source was not made"), tr("it has no name"), tr("Type a name, or choose “No source named”"))
    source = Source(new_id(), name, type_, **facts)
    return source, ChangeSet([Change("source", source.id, source_fields(source), new=True)])


def edit(source: Source, fields: Mapping[str, Any], *, seen: tuple[int, ...] | None = None) -> ChangeSet:
    """Set plain fields (name, type, anonymity, job_title, affiliation, note, roles); empty takes one away."""
    patch = {key: value or None for key, value in fields.items() if _plain(getattr(source, key)) != _plain(value)}
    return ChangeSet([Change("source", source.id, patch, seen=seen)] if patch else [])


def _plain(value: Any) -> Any:
    """A value as the journal says it: nothing is None, a tuple is a list."""
    return [dict(each) for each in value] or None if isinstance(value, list | tuple) else value or None


def rename(
    source: Source, name: str, *, keep_as_alias: bool = True, seen: tuple[int, ...] | None = None
) -> ChangeSet:
    """Give it another name; the old one stays as an alias.

    Raises:
        Fault: the name is empty.
    """
    name = " ".join(name.split())
    if not name:
        raise Fault(tr("The source was not renamed"), tr("a source needs a name"), tr("Type one"))
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


def set_attribute(source: Source, name: str, value: Any, *, seen: tuple[int, ...] | None = None) -> ChangeSet:
    """Answer a question of the codebook, or take the answer away (None)."""
    return _set_member(source, "attribute", name, source.attributes.get(name), value, seen=seen)


def set_identifier(source: Source, scheme: str, value: str | None) -> ChangeSet:
    """Set what a register calls it, or take that away (None)."""
    return _set_member(source, "identifier", scheme, source.identifiers.get(scheme), value or None)


def drop_address(source: Source, address: str) -> ChangeSet:
    """Take away an address that was said to mean the same."""
    return ChangeSet([Change("source", source.id, {f"same_as:{address}": None})] if address in source.same_as else [])


def set_roles(source: Source, roles: Iterable[Role], *, seen: tuple[int, ...] | None = None) -> ChangeSet:
    """Say what it was when; in the order of time, rows without words left out."""
    return edit(source, {"roles": in_order(roles)}, seen=seen)


def not_the_same(sources: Iterable[Source]) -> ChangeSet:
    """Say for good that these look alike and are different: one field a pair, on the one that was made first."""
    known = sorted(sources, key=lambda source: source.id)
    return ChangeSet([Change("source", one.id, {f"distinct:{other.id}": 1 for other in known[at + 1:]})
                      for at, one in enumerate(known[:-1])])


def not_called(source: Source, name: str) -> ChangeSet:
    """Say for good that a name looks like one of its own and is somebody else's."""
    name = " ".join(name.split())
    if not name or name in source.not_called:
        return ChangeSet([])
    return ChangeSet([Change("source", source.id, {f"not_called:{name}": 1})])


def merge(source: Source, into: Source, merged: Mapping[str, str]) -> ChangeSet:
    """Have `source` count as `into`: `merge_all` of one."""
    return merge_all([source], into, merged)


def merge_all(
    sources: Sequence[Source], into: Source, merged: Mapping[str, str], *, picked: Mapping[str, Any] | None = None
) -> ChangeSet:
    """Have sources count as `into`: names become aliases there, what it lacks is filled in, annotations stay.

    Args:
        merged: source → what it is merged into, for all merges of the project.
        picked: field → value, where they differ (`corpus.merging.differences`).

    Raises:
        Fault: two of them are one already.
    """
    known = dict(merged)
    for source in sources:
        if would_ring(source.id, into.id, known):
            raise Fault(tr("The sources were not merged"),
                        tr("{name} and {other} are one already", name=source.name, other=into.name),
                        tr("Split them first"))
        known[source.id] = into.id
    changes = [Change("source", source.id, {"merged_into": into.id}) for source in sources]
    fields = together(into, sources, picked or {})
    return ChangeSet(changes + ([Change("source", into.id, fields)] if fields else []))


def split_fields(
    source: Source, into: Source, *, brought: Mapping[str, Any], staying: Iterable[Source] = ()
) -> dict[str, Any]:
    """What a split sets on `into`: the names and facts that only merging has brought there go again.

    Args:
        brought: field of `into` → what stood there before a merge set it (`catalogue.brought`).
        staying: the other sources that stay merged into it, and keep their names there.
    """
    kept = {name for other in staying for name in other.names}
    found: dict[str, Any] = {f"alias:{name}": None for name in source.names if name in into.aliases and name not in kept
                             and f"alias:{name}" in brought and not brought[f"alias:{name}"]}
    for field, value in brought.items():
        if field == "roles":
            before = list(value or ())
            left = [dict(role) for role in into.roles if role in before or role not in source.roles]
            found |= {"roles": left or None} if len(left) < len(into.roles) else {}
        elif field == "note":
            found |= {"note": value} if into.note == "\n\n".join(filter(None, (value, source.note))) else {}
        elif field.startswith("same_as:"):
            found |= {field: value} if field.partition(":")[2] in source.same_as else {}
        elif not field.startswith("alias:") and said(into, field) == said(source, field):
            found[field] = value
    return found


def split(source: Source, into: Source, *, brought: Mapping[str, Any], staying: Iterable[Source] = ()) -> ChangeSet:
    """Take a merge back at any time: `source` is itself again, and `into` is without what only the merge gave it.

    Where they were merged both ways, both ways are taken back.
    """
    fields = split_fields(source, into, brought=brought, staying=staying)
    if into.stands:
        fields["merged_into"] = None
    changes = [Change("source", source.id, {"merged_into": None})]
    return ChangeSet(changes + ([Change("source", into.id, fields)] if fields else []))


def without_source(members: Collection[Source], annotations: Iterable[Annotation]) -> ChangeSet:
    """Name a source, and all that counts as it, no more in these annotations.

    An origin becomes “no source named”; somebody who only passed it on leaves the chain, and the others stay.
    """
    gone = {source.id for source in members}
    return ChangeSet([
        Change("annotation", each.id, {"chain": [link.stored() for link in without(each.chain, gone)]}, each.article)
        for each in annotations if any(link.source in gone for link in each.chain)])


def remove_members(members: Iterable[Source]) -> ChangeSet:
    """Remove a source and all that counts as it, when nothing is attributed to them any more."""
    return ChangeSet([Change("source", name, {DELETED: 1}) for name in sorted(source.id for source in members)])


def without(chain: Iterable[Attribution], gone: Collection[str]) -> list[Attribution]:
    """A chain in which these sources are named no more."""
    found = [replace(link, source=None) if level == 0 and link.source in gone else link
             for level, link in enumerate(chain)]
    return [link for link in found if link.source not in gone]


def _set_member(
    source: Source, prefix: str, name: str, now: Any, value: Any, *, seen: tuple[int, ...] | None = None
) -> ChangeSet:
    if value == now and isinstance(value, bool) == isinstance(now, bool):
        return ChangeSet([])
    return ChangeSet([Change("source", source.id, {f"{prefix}:{name}": value}, seen=seen)])
