"""A dataset comes in: checked whole, compared with what the project has, then handed over as change sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from annotator.corpus.article import Article
from annotator.corpus.bulk import uncollected
from annotator.corpus.change import (
    CODEBOOK_ID,
    DELETED,
    PROJECT_ID,
    Change,
    ChangeSet,
    link_id,
    passages_id,
    review_id,
    values_id,
)
from annotator.corpus.codebook_fields import revision
from annotator.corpus.errors import Fault
from annotator.corpus.link import unfollowed
from annotator.corpus.vocabulary import in_words
from annotator.formats.dataset import shape, wording
from annotator.formats.dataset.checking import Text, check_forms, check_once, check_sources
from annotator.formats.dataset.codebooks import completed, enlarged
from annotator.formats.dataset.parsing import Parsed, parse, refused
from annotator.formats.dataset.survey import Survey
from annotator.formats.doors import SHARED, Arrival, Corpus, Edit, Incoming, Problem, ReadOptions, listed
from annotator.language import tr, trn

NOUNS = {"article": "article", "annotation": "annotation", "source": "source", "link": "link", "passages": "passage",
         "review": "review mark", "values": "variable"}
"""What is counted, and how a person calls it."""


def read(paths: Sequence[Path], corpus: Corpus, options: ReadOptions) -> Incoming:
    """Read one dataset, a file or a folder; a fault makes it a problem of the result.

    Args:
        corpus: the project that it shall go into.
    """
    incoming = Incoming()
    for path in paths:
        try:
            if len(paths) > 1:
                raise refused(path.name, tr("several datasets were named at once"),
                              tr("Import them one after the other"))
            with uncollected():
                incoming = _Reading(parse(path), corpus, options).incoming
            if incoming.changed and not options.update:
                raise different(path.name, incoming.changed)
        except Fault as fault:
            incoming.problems.append(Problem(path.name, fault))
    return incoming


def different(name: str, changed: Counter[str]) -> Fault:
    """The fault of what the project has already, with other content."""
    return refused(name, tr("{changed} in it differ from what the project has under the same ids",
                            changed=listed(changed)),
                   tr("Import with --update to take them over as edits of yours"))


def compare(parsed: Parsed, corpus: Corpus) -> Incoming:
    """What another tool has made, in the dataset's shape: the project stays what it is, whatever comes in.

    Raises:
        Fault: something in it cannot be.
    """
    with uncollected():
        return _Reading(parsed, corpus, ReadOptions(), foreign=True).incoming


class _Reading:
    """One dataset against one project; `incoming` is the result.

    Args:
        foreign: it says nothing of the project as a whole, which an empty one would adopt.

    Raises:
        Fault: something in it cannot be; nothing has been stored.
    """

    def __init__(self, parsed: Parsed, corpus: Corpus, options: ReadOptions, *, foreign: bool = False) -> None:
        self.name, self.header, self.articles, self.corpus = parsed.name, parsed.header, parsed.articles, corpus
        counts = corpus.counts()
        holds = counts["articles"] or counts["sources"] or any(counts["annotations"].values())
        self.adopts = not (foreign or holds)
        self.incoming = Incoming()
        self.survey = Survey(parsed)
        check_once({"coder": [coder.id for coder in self.header.coders], "annotation": self.survey.names,
                    "source": [source.id for source in self.header.sources],
                    "article": [article.id for article in self.articles]}, self.name)
        check_forms(self.survey.looked_up(), self.name)
        self.our_links = {(link.start, link.type, link.end): link.id for link in corpus.all_links()}
        self.standing = corpus.standing(self._ids())
        self.our_sources = corpus.sources()
        check_sources(self.header.sources, {s.id: s.merged_into for s in self.our_sources.values()}, self.name)
        self.source_ids = {*self.our_sources, *(source.id for source in self.header.sources)}
        self.around: dict[str, list[Change]] = {}
        self.edits: dict[str, list[Change]] = {}
        self.texts = [self._article(article) for _, article in options.each(self.articles)]
        links = self._links()
        self.shared, self.after = ChangeSet(self._shared()), ChangeSet(links)
        self.incoming.tell_differing()
        self.incoming.make = self._change_sets
        self._warn_of_twins()

    def _change_sets(self) -> Iterator[ChangeSet]:
        """What is checked becomes changes only now, article by article: all of them at once would fill the memory."""
        yield self.shared
        for article, text in zip(self.articles, self.texts, strict=True):
            changes = list(self.around[article.id])
            for annotation in article.annotations:
                if annotation.id in self.edits:
                    changes += self.edits[annotation.id]
                else:
                    changes.append(Change("annotation", annotation.id, wording.annotation_made(annotation),
                                          article.id, new=True))
            yield ChangeSet(changes, {article.id: text.text} if self.around[article.id] else {})
        yield self.after

    def _ids(self) -> set[str]:
        """Every id under which something in it is or will be stored."""
        found = {PROJECT_ID, CODEBOOK_ID, *self.survey.annotations, *(coder.id for coder in self.header.coders)}
        found |= {source.id for source in self.header.sources}
        for article in self.articles:
            found.add(article.id)
            if article.passages:
                found.add(passages_id(article.id))
            found |= {review_id(review.coder, article.id) for review in article.reviews}
            found |= {values_id(values.coder, article.id) for values in article.values}
        for _, annotation in self.survey.linked:
            for link in annotation.links:
                found |= {link.target, self._link_id(annotation.id, link)}
        return found

    def _change(self, kind: str, entity: str, fields: dict[str, Any], *, article: str = "",
                made: Mapping[str, Any] | None = None) -> list[Change]:
        """What makes the entity be as it came, counted: nothing when the project has it like this already.

        Args:
            made: who made it and when, kept only with what is new.
        """
        noun, many = NOUNS[kind], len(fields) if kind == "passages" else 1
        known = self.standing.get(entity)
        if known is None:
            self.incoming.added[noun] += many
            return [Change(kind, entity, {**fields, **made} if made else fields, article, new=True)]
        if known.kind != kind:
            raise refused(self.name, tr("the id {id} of its {kind} names a {other} in the project", id=entity,
                                        kind=in_words(kind), other=in_words(known.kind)),
                          tr("Give it another id"))
        old = wording.plain(known.fields)
        patch = {key: value for key, value in fields.items() if old.get(key) != value}
        patch |= {key: None for key in old if key not in fields}
        if not known.alive:
            self.incoming.added[noun] += many
            return [Change(kind, entity, {**patch, **(made or {}), DELETED: 0}, article)]
        (self.incoming.changed if patch else self.incoming.there)[noun] += many
        if not patch:
            return []
        edit = Edit(noun, kind, entity, patch, {key: old[key] for key in patch if key in old}, many)
        self.incoming.edits.setdefault(article or SHARED, []).append(edit)
        return [Change(kind, entity, patch, article)]

    # --- what the project shares ---

    def _shared(self) -> list[Change]:
        changes = self._project() + self._codebook() + self._coders()
        for source in self.header.sources:
            changes += self._change("source", source.id, wording.source_fields(source), made=wording.provenance(source))
        return changes

    def _set(self, kind: str, entity: str, fields: Mapping[str, Any]) -> list[Change]:
        """Set fields of what every project has; None takes one away."""
        known = self.standing.get(entity)
        old: Mapping[str, Any] = known.fields if known else {}
        patch = {key: value for key, value in fields.items() if old.get(key) != value}
        return [Change(kind, entity, patch, new=known is None)] if patch else []

    def _project(self) -> list[Change]:
        if not self.adopts:
            return []
        fields = {key: getattr(self.header.project, key) or None for key in shape.Project.__struct_fields__}
        return self._set("project", PROJECT_ID, fields)

    def _codebook(self) -> list[Change]:
        ours = self.corpus.codebook()
        theirs = wording.codebook(self.header.codebook) if self.header.codebook else None
        wanted = ours if theirs is None else theirs if self.adopts else enlarged(ours, theirs)
        wanted, warnings = completed(wanted, self.survey.used)
        self.incoming.warnings += warnings
        fields = revision(ours, wanted)
        if theirs is not None and self.adopts and (fields or theirs.version != ours.version):
            fields["version"] = theirs.version
        return [Change("codebook", CODEBOOK_ID, fields, new=CODEBOOK_ID not in self.standing)] if fields else []

    def _coders(self) -> list[Change]:
        """The coders whom it names; one whom the project knows keeps what it knows of them."""
        named = {coder.id: wording.coder_fields(coder) for coder in self.header.coders}
        for name in sorted(self.survey.coders - set(named)):
            if name not in self.standing:
                self.incoming.warnings.append(
                    tr("the coder {name} is not among its coders; they were added by their id", name=name))
                named[name] = {"name": name, "brought": 1}
        changes = []
        for name, fields in named.items():
            old = self.standing[name].fields if name in self.standing and not self.adopts else {}
            changes += self._set("coder", name, {key: value for key, value in fields.items() if not old.get(key)})
        return changes

    # --- articles ---

    def _article(self, article: shape.Article) -> Text:
        """Check an article with everything in it, and count what of it is new."""
        text, counts = Text(self.name, article), self.incoming
        if (known := self.standing.get(article.id)) and known.kind == "article":
            self._same_text(article, text)
        before = counts.added["article"]
        fields = wording.article_fields(article)
        self.around[article.id] = self._change("article", article.id, fields, article=article.id)
        self.around[article.id] += self._around(article, text)
        settle, standing = wording.settle, self.standing
        for annotation in article.annotations:
            settle(annotation, text)
            if annotation.chain:
                self._check_sources_of(annotation, article)
            if annotation.id in standing:
                self.edits[annotation.id] = self._change(
                    "annotation", annotation.id, wording.annotation_fields(annotation), article=article.id,
                    made=wording.provenance(annotation))
        if new := sum(annotation.id not in standing for annotation in article.annotations):
            counts.added["annotation"] += new
        state = "new" if counts.added["article"] > before else "there"
        counts.arrivals.append(Arrival(Article.from_fields(article.id, fields), text.text, self.name, state,
                                       len(article.annotations)))
        return text

    def _same_text(self, article: shape.Article, text: Text) -> None:
        ours = self.corpus.text(article.id)
        if ours and ours != text.text:
            raise refused(self.name, tr("article {id} has other words in the project, and a text never changes",
                                        id=article.id),
                          tr("Give the new version an id of its own, with the old one's in “replaces”"))

    def _around(self, article: shape.Article, text: Text) -> list[Change]:
        """Passages, review marks and values of an article."""
        changes = []
        if article.passages:
            fields = wording.passage_fields(article.passages, text)
            if len(fields) != len(article.passages):
                raise refused(self.name, tr("article {id}: two passages have the same place", id=article.id),
                              tr("Leave one out"))
            changes += self._change("passages", passages_id(article.id), fields, article=article.id)
        for twice, group in ((tr("article {id} has two review marks of one coder", id=article.id), article.reviews),
                             (tr("article {id} has two sets of values of one coder", id=article.id), article.values)):
            coders = [each.coder for each in group]
            if len(set(coders)) != len(coders):
                raise refused(self.name, twice, tr("Leave one out"))
        for review in article.reviews:
            if not self._is_said("review", review.coder, wording.review_fields(review), article.id):
                changes += self._change("review", review_id(review.coder, article.id), wording.review_fields(review),
                                        article=article.id)
        for values in article.values:
            if not self._is_said("values", values.coder, wording.values_fields(values), article.id):
                changes += self._change("values", values_id(values.coder, article.id), wording.values_fields(values),
                                        article=article.id)
        return changes

    def _is_said(self, kind: str, coder: str, fields: dict[str, Any], article: str) -> bool:
        """Whether a person of several ids has said just that, however it is divided among these in the project."""
        person = self.corpus.people().person(coder)
        if len(person.ids) == 1:
            return False
        if kind == "review":
            said = [wording.said_review(each) for each in self.corpus.reviews(article) if each.coder == person.id]
        else:
            said = [wording.said_values(each) for each in self.corpus.values(article) if each.coder == person.id]
        if {**fields, "coder": person.id} not in said:
            return False
        self.incoming.there[NOUNS[kind]] += 1
        return True

    def _check_sources_of(self, annotation: shape.Annotation, article: shape.Article) -> None:
        for level, link in enumerate(annotation.chain):
            if link.source is not None and link.source not in self.source_ids:
                raise refused(self.name, tr("{where}: the source {source} is not there",
                                            where=_where(article, annotation), source=link.source),
                              tr("Add that source, or write null"))
            if link.level != level:
                where = _where(article, annotation)
                raise refused(self.name, tr("{where}: the levels of its attributions are not 0, 1, 2 …", where=where),
                              tr("Number them from the origin (0) to the last reporter"))

    # --- links ---

    def _links(self) -> list[Change]:
        changes = []
        parts = [(name, start, end) for (start, type_, end), name in self.our_links.items() if type_ == "part_of"]
        brought: set[str] = set()
        for article, annotation in self.survey.linked:
            if len({(link.type, link.target) for link in annotation.links}) != len(annotation.links):
                raise refused(self.name, tr("{where}: it has the same link twice", where=_where(article, annotation)),
                              tr("Leave one out"))
            for link in annotation.links:
                changes += self._link(annotation.id, link, article.id)
                if link.type == "part_of":
                    name = self._link_id(annotation.id, link)
                    brought |= {name} - self.standing.keys()
                    parts.append((name, annotation.id, link.target))
        self._warn_of_rings(brought & unfollowed(parts), parts)
        return changes

    def _link(self, start: str, link: shape.Link, article: str) -> list[Change]:
        where = tr("article {article}, annotation {annotation}", article=article, annotation=start)
        target = self.standing.get(link.target)
        if link.target == start:
            raise refused(self.name, tr("{where}: it is linked to itself", where=where), tr("Leave that link out"))
        there = link.target in self.survey.annotations or (target and target.kind == "annotation" and target.alive)
        if not there and self.corpus.annotation(link.target) is None:
            raise refused(self.name, tr("{where}: the annotation {target} that it is linked to is not there",
                                        where=where, target=link.target),
                          tr("Add that annotation, or leave the link out"))
        fields = {"type": link.type, "start": start, "end": link.target}
        fields |= {key: value for key in ("certainty", "note") if (value := getattr(link, key))}
        return self._change("link", self._link_id(start, link), fields, article=article)

    def _link_id(self, start: str, link: shape.Link) -> str:
        """The link that the project has already, or else the one that everybody makes of it."""
        return self.our_links.get((start, link.type, link.target)) or link_id(start, link.type, link.target)

    def _warn_of_rings(self, closing: Set[str], parts: Sequence[tuple[str, str, str]]) -> None:
        """A ring is no reason to refuse a dataset: the link stays, is not followed, and a person settles it."""
        if closing:
            start, end = next((start, end) for name, start, end in parts if name in closing)
            self.incoming.warnings.append(trn(
                "{number:,} part_of link in it would make something a part of itself (the first: {start} part of {end})"
                ": kept, but not followed until somebody settles it among the links of that annotation",
                "{number:,} part_of links in it would make something a part of itself (the first: {start} part of"
                " {end}): kept, but not followed until somebody settles it among the links of that annotation",
                len(closing), start=start, end=end))

    def _warn_of_twins(self) -> None:
        new = [bytes.fromhex(text.digest) for text, arrival in zip(self.texts, self.incoming.arrivals, strict=True)
               if arrival.state == "new"]
        if twins := self.corpus.with_text(new):
            self.incoming.warnings.append(trn(
                "{number:,} article with the very words of another one that was there already: both are kept, as wire"
                " stories are",
                "{number:,} articles with the very words of another one that was there already: both are kept, as wire"
                " stories are", len(twins)))


def _where(article: shape.Article, annotation: shape.Annotation) -> str:
    return tr("article {article}, annotation {annotation}", article=article.id, annotation=annotation.id)
