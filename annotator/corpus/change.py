"""What one action of a person does: the unit of undo, history and merging."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from annotator.corpus.article import CARRIES, LEFT, MOVED
from annotator.corpus.codebook_changes import codebook_words
from annotator.corpus.ids import derived_id
from annotator.corpus.vocabulary import in_words
from annotator.language import countable, tr, trn
from annotator.language import counted as counted  # until its users name its place

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
        noun = countable("article") if versions < len(born) else countable("new version")
        return imported(len(born), noun, suggestions=_proposed(by_kind.get("proposals", ())))
    if "proposals" in by_kind and "annotation" not in by_kind:
        return imported(suggestions=_proposed(by_kind["proposals"]))
    if "codebook" in by_kind and not any(change.new for change in given):
        return codebook_words(by_kind["codebook"][0].fields)
    if any(c.new for c in by_kind.get("project", ())):
        return tr("Make the project")
    if merges := by_kind.get("merge"):
        return tr("Merge {name}", name=merges[0].fields.get("name", tr("a copy")))
    if "purge" in by_kind:
        return tr("Purge")
    for kind in ("article", "annotation", "source", "link", "passages", "dismissals", "review", "values", "codebook",
                 "project"):
        if kind in by_kind:
            return _describe_kind(kind, by_kind[kind])
    return tr("Change")


def imported(articles: int = 0, noun: str = "article", *, suggestions: int = 0) -> str:
    """An import in words: “Import 1 article and 3 suggestions”."""
    many = counted(suggestions, "suggestion")
    if articles and suggestions:
        return tr("Import {articles} and {suggestions}", articles=counted(articles, noun), suggestions=many)
    return tr("Import {articles}", articles=counted(articles, noun)) if articles else tr(
        "Import {suggestions}", suggestions=many)


def _proposed(changes: Iterable[Change]) -> int:
    return sum(name.startswith("proposed:") for change in changes for name in change.fields)


def _describe_kind(kind: str, changes: list[Change]) -> str:
    first, thing = changes[0], _THINGS[kind]
    gone = sum(bool(c.fields.get(DELETED)) for c in changes)
    if kind == "annotation" and (moved := sum(bool(c.fields.get(MOVED)) for c in changes)):
        return tr("Carry over {annotations}", annotations=counted(moved, 'annotation'))
    if kind == "article" and any(name.startswith(f"{LEFT}:") for name in first.fields):
        return tr("Let go of {annotations}", annotations=counted(len(first.fields), 'annotation'))
    if gone:
        return tr("Remove {things}", things=counted(gone, thing)) if gone > 1 else _REMOVE.get(kind) or tr("Change")
    if first.fields.get(DELETED) == 0:
        return _BRING_BACK.get(kind) or tr("Change")
    if kind == "annotation":
        if len(changes) > 1 and all(c.new for c in changes):
            return tr("Mark {things}", things=counted(len(changes), _kind_of(first)))
        words = _describe_annotation(first)
        several = counted(len(changes), thing) if len(changes) > 1 else ""
        return tr("{words} on {things}", words=words, things=several) if several else words
    if kind == "source":
        return _describe_source(changes)
    if kind == "review":
        return _MARK_ARTICLE.get(str(first.fields.get("status")), tr("Mark article"))
    if kind == "project" and "released" in first.fields:
        return tr("Release the project") if first.fields["released"] else tr("Take back the release")
    if kind == "passages":
        return tr("Mark passage") if any(first.fields.values()) else tr("Clear passage")
    if kind == "dismissals" and any(name.startswith("repeat:") for name in first.fields):
        return tr("Hide repeat") if any(first.fields.values()) else tr("Show repeat again")
    if kind == "dismissals":
        many = len(first.fields)
        return (trn("Dismiss suggestion", "Dismiss {number:,} suggestions", many) if any(first.fields.values()) else
                trn("Bring back suggestion", "Bring back {number:,} suggestions", many))
    return (_ADD if first.new else _EDIT).get(kind) or tr("Change")


def _describe_annotation(change: Change) -> str:
    if change.new:
        kind = _kind_of(change)
        return _MARK.get(kind) or tr("Mark {kind}", kind=kind)
    names = {field.split(":")[0] for field in change.fields}
    for name, words in (("kind", tr("Change to {kind}", kind=in_words(str(change.fields.get("kind"))))),
                        ("chain", tr("Set source")),
                        ("segments", tr("Change boundaries")), ("note", tr("Edit note")),
                        ("quantity", tr("Edit figure"))):
        if name in names:
            return words
    return tr("Edit {what}", what=", ".join(
        sorted(in_words(f.partition(":")[2]) for f in change.fields if ":" in f)))


def _kind_of(change: Change) -> str:
    return str(change.fields.get("kind", "annotation"))


def _describe_source(changes: list[Change]) -> str:
    if any(c.fields.get("merged_into") for c in changes):
        return tr("Merge sources")
    if any("merged_into" in c.fields for c in changes):
        return tr("Split sources")
    return tr("Add source") if changes[0].new else tr("Edit source")


_THINGS = {"annotation": countable("annotation"), "source": countable("source"), "link": countable("link"),
           "article": countable("article"), "passages": countable("passage"), "dismissals": countable("suggestion"),
           "proposals": countable("suggestion"), "review": countable("mark"), "values": countable("article variable"),
           "codebook": countable("codebook"), "project": countable("project"), "coder": countable("coder")}
_MARK_ARTICLE = {"todo": tr("Mark article todo"), "doing": tr("Mark article doing"), "done": tr("Mark article done"),
                 "skipped": tr("Mark article skipped")}
_MARK = {"claim": tr("Mark claim"), "quote": tr("Mark quote"), "statistic": tr("Mark statistic")}
_REMOVE = {"annotation": tr("Remove annotation"), "source": tr("Remove source"), "link": tr("Remove link"),
           "article": tr("Remove article"), "coder": tr("Remove coder")}
_BRING_BACK = {"annotation": tr("Bring back annotation"), "source": tr("Bring back source"),
               "link": tr("Bring back link"), "article": tr("Bring back article"), "coder": tr("Bring back coder")}
_ADD = {"link": tr("Add link"), "article": tr("Add article details"), "values": tr("Add article variables"),
        "codebook": tr("Add codebook"), "project": tr("Add project"), "coder": tr("Add coder")}
_EDIT = {"link": tr("Edit link"), "article": tr("Edit article details"), "values": tr("Edit article variables"),
         "codebook": tr("Edit codebook"), "project": tr("Edit project"), "coder": tr("Edit coder")}


def awaited(number: int) -> str:
    """“1 change has not arrived yet”; empty for none."""
    return trn("{number:,} change has not arrived yet", "{number:,} changes have not arrived yet",
               number) if number else ""
