"""A file comes in as suggestions: its annotations are read as ever, and only proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from annotator import formats
from annotator.actions.suggestions import propose
from annotator.corpus.annotation import MARKS, Attribution, annotation_from_fields
from annotator.corpus.article import passages_from_fields, text_digest
from annotator.corpus.change import Change, ChangeSet, counted
from annotator.corpus.contents import Standing
from annotator.corpus.proposals import Join, Proposal, one_line
from annotator.corpus.source import representative
from annotator.formats.doors import Arrival, Corpus, Incoming, ReadOptions, listed
from annotator.language import tr
from annotator.project.catalogue import Catalogue
from annotator.project.proposals import proposed_fields

_COMES = frozenset({"article", "codebook"})
"""What of a file comes in as itself: the texts, and the kinds that its suggestions are of."""

_STAYS_OUT = frozenset({"annotation", "source", "link", "passage", "review mark", "variable"})
"""Nouns of what is not stored as itself."""

_BOILERPLATE = "boilerplate"
_BY_NAME = frozenset({"name", "type", "creator", "created", "modified", "modified_by", "revision"})
"""What of a source comes along with whom it stands behind, and who wrote it down when."""


def read_files(
    paths: Sequence[Path], catalogue: Catalogue, *, format: str | None = None, options: ReadOptions
) -> Incoming:
    """What files hold, as a person wants it: with annotations, or with suggestions in their place.

    What the project has otherwise under the same ids is no reason to refuse suggestions: it stays as it is.
    """
    if not options.suggested:
        return formats.read_files(paths, catalogue, format=format, options=options)
    found = formats.read_files(paths, unmarked(catalogue), format=format, options=replace(options, update=True))
    return only_suggested(found, catalogue, paths[0].stem)


class Unmarked:
    """A project as one sees it who knows its articles by their ids and nothing of what is marked in them.

    So an annotation that it has, too, is read like any other and differs from nothing.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __getattr__(self, name: str) -> Any:
        return getattr(self._catalogue, name)

    def standing(self, names: Iterable[str]) -> Mapping[str, Standing]:
        """What the journal says of the articles, the codebook and the project among these."""
        known = self._catalogue.standing(list(names))
        return {name: one for name, one in known.items() if one.kind in _COMES | {"project", "coder"}}

    def with_text(self, _digests: Iterable[bytes]) -> Mapping[bytes, str]:
        """None: `only_suggested` looks for the same words itself, whatever the article is called."""
        return {}


def unmarked(catalogue: Catalogue) -> Corpus:
    """What a reader compares a file with whose annotations are only proposed."""
    return cast("Corpus", Unmarked(catalogue))


def only_suggested(incoming: Incoming, catalogue: Catalogue, file: str) -> Incoming:
    """What was read, with suggestions in place of annotations; counted, and ready to be stored.

    Args:
        file: what a suggestion is called by of which nobody says who made it.
    """
    if incoming.problems:
        return incoming
    given = list(incoming.change_sets())
    work = _Proposing(catalogue, file)
    work.survey(given)
    parts = [part for each in given for part in work.part(each)]
    added, there, changed = (Counter({noun: number for noun, number in counts.items() if noun not in _STAYS_OUT})
                             for counts in (incoming.added, incoming.there, incoming.changed))
    added["suggestion"], there["suggestion"] = work.new.total(), work.there
    arrivals = [work.arrival(each) for each in incoming.arrivals]
    for before, now in zip(incoming.arrivals, arrivals, strict=True):
        if before.state != now.state:
            (added if before.state == "new" else changed)["article"] -= 1
            there["article"] += 1
    return replace(incoming, edits={}, arrivals=arrivals, added=+added, there=+there, changed=+changed,
                   warnings=[*incoming.warnings, *work.losses()], make=lambda: iter(parts))


@dataclass(slots=True)
class _Proposing:
    """Goes through the change sets of a file: first who is in it and what is linked, then part by part.

    Attributes:
        new, there: suggestions of each article, and how many had come before.
    """

    catalogue: Catalogue
    file: str
    new: Counter[str] = field(default_factory=Counter)
    there: int = 0
    _sources: dict[str, tuple[str, str]] = field(default_factory=dict)
    _coders: dict[str, str] = field(default_factory=dict)
    _merged: dict[str, str] = field(default_factory=dict)
    _ours: dict[str, str] = field(default_factory=dict)
    _at: dict[str, str] = field(default_factory=dict)
    _joins: dict[str, list[Join]] = field(default_factory=dict)
    _given: set[str] = field(default_factory=set)
    _more_said: set[str] = field(default_factory=set)
    _used: set[str] = field(default_factory=set)
    _left: Counter[str] = field(default_factory=Counter)
    _kept: set[str] = field(default_factory=set)
    _twice: int = 0

    # --- the whole ---

    def survey(self, given: Sequence[ChangeSet]) -> None:
        """Learn the names, which of the articles are the project's under another id, and what is linked."""
        self._sources = {name: (one.name, one.type) for name, one in self.catalogue.sources().items()}
        self._merged = dict(self.catalogue.merged())
        self._coders = {name: one.name for name, one in self.catalogue.coders().items()}
        self._find_ours(given)
        links = []
        for change in (change for part in given for change in part.changes):
            if change.kind == "source":
                self._learn_source(change)
            elif change.kind == "coder" and (name := change.fields.get("name")):
                self._coders[change.entity] = str(name)
            elif change.kind == "annotation":
                self._at[change.entity] = self._article(change)
            elif change.kind == "link":
                links.append(change.fields)
        for each in links:
            self._join(each)

    def _find_ours(self, given: Sequence[ChangeSet]) -> None:
        """Articles that the project does not have by their ids, but by their words."""
        texts = {name: text for part in given for name, text in part.texts.items()}
        known = self.catalogue.standing(list(texts))
        digests = {name: bytes.fromhex(text_digest(text)) for name, text in texts.items()
                   if not (name in known and known[name].alive)}
        twins = self.catalogue.with_text(digests.values())
        self._ours = {name: twins[digest] for name, digest in digests.items() if digest in twins}

    def _learn_source(self, change: Change) -> None:
        self._given.add(change.entity)
        known = self._sources.get(change.entity, ("", "unknown"))
        fields = change.fields
        self._sources[change.entity] = (str(fields.get("name") or known[0]), str(fields.get("type") or known[1]))
        if into := fields.get("merged_into"):
            self._merged[change.entity] = str(into)
        if any(value for name, value in fields.items() if name not in _BY_NAME):
            self._more_said.add(change.entity)

    def _join(self, fields: Mapping[str, Any]) -> None:
        type_, start, end = (str(fields[key]) for key in ("type", "start", "end"))
        join = Join(type_, end, self._at.get(end, ""), certainty=str(fields.get("certainty") or ""),
                    note=str(fields.get("note") or ""))
        self._joins.setdefault(start, []).append(join)
        if end in self._at:
            back = join._replace(other=start, article=self._at[start], outgoing=False)
            self._joins.setdefault(end, []).append(back)

    def _article(self, change: Change) -> str:
        return self._ours.get(change.article, change.article)

    # --- part by part ---

    def part(self, part: ChangeSet) -> Iterator[ChangeSet]:
        """A change set of the file with its annotations made proposals; nothing when nothing of it is to be stored."""
        marked: dict[str, list[Proposal]] = {}
        kept = []
        for change in part.changes:
            if change.kind == "annotation":
                marked.setdefault(self._article(change), []).append(self._proposal(change))
            elif change.kind == "passages":
                marked.setdefault(self._article(change), []).extend(self._passages(change))
            elif change.kind in ("review", "values"):
                self._left["review mark" if change.kind == "review" else "variable"] += 1
            elif change.kind == "codebook" or (change.kind == "article" and self._comes(change)):
                kept.append(change)
        found = ChangeSet(kept, {name: text for name, text in part.texts.items() if name not in self._ours})
        for article, proposals in marked.items():
            found += self._proposed(article, [each for each in proposals if each.segments])
        if found:
            yield found

    def _comes(self, change: Change) -> bool:
        """Whether an article is stored as it comes: not what the project has otherwise."""
        if change.entity in self._ours:
            return False
        if change.new or "deleted" in change.fields:
            return True
        self._kept.add(change.entity)
        return False

    def _passages(self, change: Change) -> Iterator[Proposal]:
        for each in passages_from_fields(change.fields):
            if each.role == _BOILERPLATE:
                yield Proposal(self.file, _BOILERPLATE, ((each.start, each.end),))
            else:
                self._left["passage"] += 1

    def _proposed(self, article: str, proposals: Sequence[Proposal]) -> ChangeSet:
        fields = {each.field for each in proposals}
        self._twice += len(proposals) - len(fields)
        found = propose(article, proposals, proposed_fields(self.catalogue, article))
        new = sum(len(change.fields) for change in found.changes)
        self.new[article] += new
        self.there += len(fields) - new
        return found

    def _proposal(self, change: Change) -> Proposal:
        one = annotation_from_fields(change.entity, change.article, change.fields)
        origin = one.origin or {}
        score, coder = origin.get("score"), change.fields.get("creator") or ""
        by = one_line([self._coders.get(coder, "") or str(origin.get("finder") or "") or self.file])
        whose = [self._whose(link) for link in one.chain]
        joins = tuple(self._joins.get(change.entity, ()))
        return Proposal(
            by, one.kind, one.content, min(1.0, max(0.0, float(score))) if score is not None else None, one.note,
            tuple(name for name, _ in whose), tuple(type_ for _, type_ in whose),
            tuple(replace(link, source=None) for link in one.chain), one.attributes, one.quantity,
            tuple(mark for mark in one.marks if mark.role in MARKS), change.entity if joins else "", joins)

    def _whose(self, link: Attribution) -> tuple[str, str]:
        """Name and type of a source; nothing for nobody."""
        if link.source is None:
            return "", ""
        name = representative(link.source, self._merged)
        self._used |= {link.source, name}
        return self._sources.get(name, ("", ""))

    # --- what is said of it ---

    def arrival(self, each: Arrival) -> Arrival:
        """An article as the review lists it: there already where its words are, with what is suggested for it."""
        name = self._ours.get(each.article.id, each.article.id)
        state = "there" if name != each.article.id or name in self._kept else each.state
        return replace(each, article=replace(each.article, id=name), state=state, annotations=0,
                       suggestions=self.new[name])

    def losses(self) -> list[str]:
        """What of the file does not come in, a line each."""
        found = []
        if left := +(self._left + Counter(source=len(self._given - self._used))):
            found.append(tr("{things} left out: only annotations and boilerplate can be suggested",
                            things=listed(left)))
        if more := len(self._more_said & self._used):
            found.append(tr("{sources} known by name and type alone: what else the file says of a source is left out",
                            sources=counted(more, "source")))
        if self._kept:
            found.append(tr("{articles} with other details than here: left as they are here",
                            articles=counted(len(self._kept), "article")))
        if self._twice:
            found.append(tr("{annotations} left out: another one of the same coder and kind stands on the very words",
                            annotations=counted(self._twice, "annotation")))
        return found
