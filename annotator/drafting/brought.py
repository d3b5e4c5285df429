"""What comes in as suggestions: a file's annotations are read as ever, and only proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from annotator.actions.suggestions import propose
from annotator.corpus.annotation import annotation_from_fields
from annotator.corpus.article import passages_from_fields
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.contents import Standing
from annotator.corpus.proposals import Proposal, one_line
from annotator.finders import Suggestion
from annotator.formats.doors import Corpus, Incoming
from annotator.project.catalogue import Catalogue
from annotator.project.proposals import proposed_fields

_COMES = frozenset({"article", "codebook"})
"""What of a file comes in as itself: the texts, and the kinds that its suggestions are of."""

_BOILERPLATE = "boilerplate"


def brought(proposals: Iterable[Proposal]) -> tuple[Suggestion, ...]:
    """Suggestions as the finders give them; what two suggest is one."""
    return tuple(once([Suggestion(
        each.segments, each.kind, f"suggested by {each.by}" + (f": {each.why}" if each.why else ""),
        1.0 if each.score is None else each.score, each.by, each.chain, each.attributes, each.quantity, each.names,
        each.score is not None) for each in proposals]))


def once(found: Sequence[Suggestion]) -> list[Suggestion]:
    """Of those that are equal the surest one, which says the reasons of all."""
    by_name: dict[tuple[str, object], Suggestion] = {}
    for each in found:
        name = each.kind, each.segments
        other = by_name.get(name)
        if other is None:
            by_name[name] = each
        else:
            best = max(other, each, key=lambda one: one.score)
            by_name[name] = replace(best, why=" + ".join((other.why, each.why)))
    return list(by_name.values())


class Unmarked:
    """A project as one sees it who knows its articles and nothing of what is marked in them.

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
    parts, counts = list(_Proposing(catalogue, file).parts(incoming.change_sets())), Counter[str]()
    for part in parts:
        counts["suggestion"] += sum(len(each.fields) for each in part.changes if each.kind == "proposals")
    read = sum(incoming.added[noun] for noun in ("annotation", "passage"))
    kept = {noun: number for noun, number in incoming.added.items() if noun == "article"}
    there = {noun: number for noun, number in incoming.there.items() if noun == "article"}
    return replace(
        incoming, added=Counter(kept) + counts, changed=Counter(
            {noun: number for noun, number in incoming.changed.items() if noun == "article"}),
        there=+Counter({**there, "suggestion": max(0, read - counts["suggestion"])}), make=lambda: iter(parts))


@dataclass(slots=True)
class _Proposing:
    """Goes through the change sets of a file: sources and coders come first, and are known by name after."""

    catalogue: Catalogue
    file: str

    def parts(self, given: Iterable[ChangeSet]) -> Iterator[ChangeSet]:
        """Each with its annotations made proposals."""
        sources = {name: one.name for name, one in self.catalogue.sources().items()}
        coders = {name: one.name for name, one in self.catalogue.coders().items()}
        for part in given:
            for change in part.changes:
                if name := change.fields.get("name"):
                    {"source": sources, "coder": coders}.get(change.kind, {})[change.entity] = str(name)
            yield from self._part(part, sources, coders)

    def _part(self, part: ChangeSet, sources: Mapping[str, str], coders: Mapping[str, str]) -> Iterator[ChangeSet]:
        marked: dict[str, list[Proposal]] = {}
        for change in part.changes:
            if change.kind == "annotation":
                marked.setdefault(change.article, []).append(self._proposal(change, sources, coders))
            elif change.kind == "passages":
                marked.setdefault(change.article, []).extend(
                    Proposal(self.file, _BOILERPLATE, ((each.start, each.end),))
                    for each in passages_from_fields(change.fields) if each.role == _BOILERPLATE)
        kept = ChangeSet([each for each in part.changes if each.kind in _COMES], part.texts)
        for article, proposals in marked.items():
            wanted = [each for each in proposals if each.segments]
            kept += propose(article, wanted, proposed_fields(self.catalogue, article))
        if kept:
            yield kept

    def _proposal(self, change: Change, sources: Mapping[str, str], coders: Mapping[str, str]) -> Proposal:
        one = annotation_from_fields(change.entity, change.article, change.fields)
        origin = one.origin or {}
        score, coder = origin.get("score"), change.fields.get("creator") or ""
        by = one_line([coders.get(coder, "") or str(origin.get("finder") or "") or self.file])
        return Proposal(
            by, one.kind, one.content, min(1.0, max(0.0, float(score))) if score is not None else None,
            " ".join(one.note.split()), tuple(sources.get(link.source or "", "") for link in one.chain),
            tuple(replace(link, source=None) for link in one.chain), one.attributes, one.quantity)
