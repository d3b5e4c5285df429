"""What one action of a person does: the unit of undo, history and merging."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from annotator.corpus.article import CARRIES, LEFT, MOVED
from annotator.corpus.codebook_changes import codebook_words
from annotator.corpus.ids import derived_id

DELETED = "deleted"

SAW = "deleted:saw"
"""What the removal of an article had seen of the things in it that it does not remove one by one: the digests of their
heads. It says something of the removal, not of the article, and is no field of it."""

KINDS = ("annotation", "source", "link", "article", "passages", "dismissals", "proposals", "codebook", "coder",
         "review", "values", "project", "merge", "undo", "purge")
"""The kinds of entity that this version knows; others are kept and passed on."""

SHARED_KINDS = frozenset({
    "passages", "dismissals", "proposals", "codebook", "coder", "review", "values", "project"})
"""Entities that several people may create unseen: their ids derive from what they belong to."""


@dataclass(frozen=True, slots=True)
class Change:
    """The fields that an action sets on one entity.

    Args:
        kind: one of `KINDS`.
        entity: its id.
        fields: field → new value; None takes a value away.
        article: id of the article that it belongs to, "" for what the project shares.
        seen: digests of the heads that an editor showed; None means the heads at the time of storing.
        new: the entity is made by this change, so that no look at the journal is needed.
    """

    kind: str
    entity: str
    fields: Mapping[str, Any]
    article: str = ""
    seen: tuple[int, ...] | None = None
    new: bool = False


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One action: its changes, and the texts of the articles that it brings (id → text)."""

    changes: Sequence[Change]
    texts: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.changes or self.texts)

    def __add__(self, other: ChangeSet) -> ChangeSet:
        return ChangeSet([*self.changes, *other.changes], {**self.texts, **other.texts})


@dataclass(frozen=True)
class Changed:
    """What is different now: entity id → (kind, article); what the window repaints by.

    Dozens of listeners ask an import of thousands of things the same: it is counted out once.
    """

    entities: Mapping[str, tuple[str, str]]
    from_elsewhere: bool = False

    def kinds(self) -> Set[str]:
        """The kinds that were touched."""
        return self._by_kind.keys()

    def of_kind(self, kind: str) -> Sequence[str]:
        """The ids of one kind that were touched."""
        return self._by_kind.get(kind, ())

    def articles(self) -> Set[str]:
        """The articles that something of was touched."""
        return self._articles

    @cached_property
    def _by_kind(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for entity, (kind, _) in self.entities.items():
            found.setdefault(kind, []).append(entity)
        return found

    @cached_property
    def _articles(self) -> Set[str]:
        return frozenset(article for _, article in self.entities.values() if article)


def passages_id(article: str) -> str:
    """The one entity that holds an article's passages."""
    return derived_id("passages", article)


def dismissals_id(article: str) -> str:
    """The one entity that holds what was dismissed of an article's suggestions."""
    return derived_id("dismissals", article)


def proposals_id(article: str) -> str:
    """The one entity that holds the suggestions for an article that came in."""
    return derived_id("proposals", article)


def review_id(coder: str, article: str) -> str:
    """A coder's mark on an article."""
    return derived_id("review", coder, article)


def values_id(coder: str, article: str) -> str:
    """A coder's values of an article's variables."""
    return derived_id("values", coder, article)


def link_id(start: str, type_: str, end: str) -> str:
    """A link that came in without an id: the same link twice is one."""
    return derived_id("link", start, type_, end)


def combined(changes: Sequence[Change]) -> list[Change]:
    """One change for each entity: an action makes one operation of each, or its parts would contradict each other."""
    if len({change.entity for change in changes}) == len(changes):
        return list(changes)
    found: dict[str, Change] = {}
    for change in changes:
        before = found.get(change.entity)
        found[change.entity] = change if before is None else Change(
            before.kind, before.entity, {**before.fields, **change.fields}, before.article or change.article,
            before.seen, before.new)
    return list(found.values())


CODEBOOK_ID = derived_id("codebook")
PROJECT_ID = derived_id("project")


def describe(changes: Iterable[Change]) -> str:
    """What an action did, in words for the menu: “Mark quote”, “Edit note”, “Import 3 articles”.

    It is derived from the changes, not stored, so that history can say it of everybody's work.
    """
    given = list(changes)
    by_kind: dict[str, list[Change]] = {}
    for change in given:
        by_kind.setdefault(change.kind, []).append(change)
    if born := [c for c in by_kind.get("article", ()) if c.new]:
        versions = sum(bool(c.fields.get(CARRIES)) for c in born)
        return f"Import {counted(len(born), 'article' if versions < len(born) else 'new version')}"
    if "codebook" in by_kind and not any(change.new for change in given):
        return codebook_words(by_kind["codebook"][0].fields)
    if any(c.new for c in by_kind.get("project", ())):
        return "Make the project"
    if merges := by_kind.get("merge"):
        return f"Merge {merges[0].fields.get('name', 'a copy')}"
    if "purge" in by_kind:
        return "Purge"
    for kind in ("article", "annotation", "source", "link", "passages", "dismissals", "proposals", "review", "values",
                 "codebook", "project"):
        if kind in by_kind:
            return _describe_kind(kind, by_kind[kind])
    return "Change"


def _describe_kind(kind: str, changes: list[Change]) -> str:
    first, thing = changes[0], _NOUNS[kind].removesuffix(" details")
    gone = sum(bool(c.fields.get(DELETED)) for c in changes)
    if kind == "annotation" and (moved := sum(bool(c.fields.get(MOVED)) for c in changes)):
        return f"Carry over {counted(moved, 'annotation')}"
    if kind == "article" and any(name.startswith(f"{LEFT}:") for name in first.fields):
        return f"Let go of {counted(len(first.fields), 'annotation')}"
    if gone:
        return f"Remove {counted(gone, thing)}" if gone > 1 else f"Remove {thing}"
    if first.fields.get(DELETED) == 0:
        return f"Bring back {thing}"
    if kind == "annotation":
        if len(changes) > 1 and all(c.new for c in changes):
            return f"Mark {counted(len(changes), _kind_of(first))}"
        several = f" on {counted(len(changes), thing)}" if len(changes) > 1 else ""
        return _describe_annotation(first) + several
    if kind == "source":
        return _describe_source(changes)
    if kind == "review":
        return f"Mark article {first.fields.get('status', '')}".strip()
    if kind == "project" and "released" in first.fields:
        return "Release the project" if first.fields["released"] else "Take back the release"
    if kind == "passages":
        return "Mark passage" if any(first.fields.values()) else "Clear passage"
    if kind == "dismissals":
        many = counted(len(first.fields), "suggestion") if len(first.fields) > 1 else "suggestion"
        return f"Dismiss {many}" if any(first.fields.values()) else f"Bring back {many}"
    if kind == "proposals":
        return f"Import {counted(sum(len(c.fields) for c in changes), 'suggestion')}"
    return f"{'Add' if first.new else 'Edit'} {_NOUNS[kind]}"


def _describe_annotation(change: Change) -> str:
    if change.new:
        return f"Mark {_kind_of(change)}"
    names = {field.split(":")[0] for field in change.fields}
    for name, words in (("kind", f"Change to {change.fields.get('kind')}"), ("chain", "Set source"),
                        ("segments", "Change boundaries"), ("note", "Edit note"), ("quantity", "Edit figure")):
        if name in names:
            return words
    return "Edit " + ", ".join(sorted(f.partition(":")[2].replace("_", " ") for f in change.fields if ":" in f))


def _kind_of(change: Change) -> str:
    return str(change.fields.get("kind", "annotation"))


def _describe_source(changes: list[Change]) -> str:
    if any(c.fields.get("merged_into") for c in changes):
        return "Merge sources"
    if any("merged_into" in c.fields for c in changes):
        return "Split sources"
    return "Add source" if changes[0].new else "Edit source"


_NOUNS = {"annotation": "annotation", "source": "source", "link": "link", "article": "article details",
          "passages": "passages", "dismissals": "suggestions", "proposals": "suggestions", "review": "mark",
          "values": "article variables", "codebook": "codebook", "project": "project", "coder": "coder"}


def counted(number: int, noun: str) -> str:
    """“1 article”, “3 articles”, “2 passages”."""
    return f"{number:,} {noun}{'' if number == 1 or noun.endswith('s') else 's'}"


def awaited(number: int) -> str:
    """“1 change has not arrived yet”; empty for none."""
    return f"{counted(number, 'change')} {'has' if number == 1 else 'have'} not arrived yet" if number else ""
