"""What another tool has annotated becomes a dataset, and is then checked and compared as every dataset is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from annotator.corpus.annotation import CONTENT
from annotator.corpus.article import Article, text_digest
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.ids import derived_id
from annotator.corpus.kinds import Attribute, Codebook, Kind
from annotator.corpus.source import Source
from annotator.corpus.team import Coder
from annotator.formats.dataset import shape
from annotator.formats.dataset.answers import Answers, all_values, asked_by, plain_id
from annotator.formats.dataset.fitting import fitted
from annotator.formats.dataset.pages import joined, place
from annotator.formats.dataset.parsing import Parsed
from annotator.formats.dataset.reading import compare, different
from annotator.formats.doors import COMPARING, Corpus, Edit, Incoming, Losses, ReadOptions
from annotator.formats.doors.foreign import Foreign, ForeignArticle, ForeignMark, other_marks
from annotator.language import tr, trn

_EPOCH = "1970-01-01T00:00:00Z"


def take_in(foreign: Foreign, corpus: Corpus, options: ReadOptions) -> Incoming:
    """Compare what another tool has annotated with the project.

    Labels are kinds of the codebook by the person's word, or by name; each other one becomes a kind of its own.

    Raises:
        Fault: something in it cannot be stored, or the project has other content under the same ids.
    """
    place(foreign, corpus, options)
    ours = corpus.codebook()
    given = [*(mark.label for each in foreign.articles for mark in each.marks), *foreign.definitions]
    recalled = {label: kind for label, kind in options.recall(frozenset(given)).items()
                if label not in options.labels and any(kind == each.id for each in ours.kinds)}
    chosen = {kind.label: kind.id for kind in foreign.codebook.kinds} | recalled | dict(options.labels)
    labels = kinds_of(given, ours, chosen)
    known = _Known(corpus, foreign)
    named = {mark.coder for each in foreign.articles for mark in each.marks if mark.coder}
    named |= {*foreign.coders, *(coder for each in foreign.articles for coder in each.values)}
    coders = {name: _coder_id(name, corpus, foreign.coders) for name in sorted(named)}
    header = shape.Header(
        format="annotated-article-corpus", format_version="1.0", offset_unit="codepoint",
        generator=shape.Generator("", ""), exported=_EPOCH, project=shape.Project("foreign", ""),
        coders=tuple(shape.Coder(name, said) for said, name in sorted(coders.items())),
        codebook=_codebook(foreign, ours, labels), sources=tuple(map(_source, known.new_sources)))
    answers = Answers(ours, header.codebook.kinds if header.codebook else ())
    there, edits = known.leave_as_they_are(labels) if foreign.partial else (0, [])
    articles = tuple(_article(each, known, labels, coders, answers)
                     for _, each in options.each(known.merged, COMPARING))
    incoming = compare(Parsed(foreign.name, header, articles), corpus)
    incoming.there["annotation"] += there
    known_kinds = {kind.id for kind in ours.kinds}
    if new := set(labels.values()) - known_kinds:
        incoming.added["kind"] += len(new)
    if same := len(foreign.sources) - len(known.new_sources):
        incoming.there["source"] += same
    incoming.warnings[:0] = [*foreign.warnings, *(
        tr("{file}: {why}", file=each.found.file, why=warning) for each in foreign.articles
        for warning in each.found.warnings)]
    incoming.warnings += known.losses.lines()
    incoming.labels, incoming.recalled = _counted(foreign, labels), set(recalled)
    if edits and options.update:
        _offer(incoming, edits, known)
    elif edits:
        incoming.warnings.append(_left_as_they_are(len(edits)))
    if incoming.changed and not options.update:
        raise different(foreign.name, incoming.changed)
    _offer(incoming, list(joined(foreign, known.standing)), known)
    return incoming


def _left_as_they_are(many: int) -> str:
    return trn("{number:,} annotation that the project has with other words, another kind or note left as it has them;"
               " --update takes words, kind and note over",
               "{number:,} annotations that the project has with other words, another kind or note left as it has them;"
               " --update takes words, kind and note over", many)


def kinds_of(labels: Iterable[str], codebook: Codebook, chosen: Mapping[str, str]) -> dict[str, str]:
    """Label → id of the kind that it is, or becomes."""
    by_name = {name.casefold(): kind.id for kind in codebook.kinds for name in (kind.label, kind.id)}
    by_id = {kind.id for kind in codebook.kinds}
    found: dict[str, str] = {}
    for label in dict.fromkeys(labels):
        wanted = chosen.get(label, "")
        kind = by_name.get(wanted.casefold()) or (plain_id(wanted) if wanted else by_name.get(label.casefold()))
        if not kind:
            kind = plain_id(label)
            taken = by_id | set(found.values())
            number = 2
            while kind in taken:
                kind, number = f"{plain_id(label)}-{number}", number + 1
        found[label] = kind
    return found


def _counted(foreign: Foreign, labels: Mapping[str, str]) -> list[tuple[str, str, int]]:
    many = Counter(mark.label for each in foreign.articles for mark in each.marks)
    return [(label, labels[label], many[label]) for label in labels]


def _coder_id(name: str, corpus: Corpus, theirs: Mapping[str, Coder]) -> str:
    """The coder of that name whom the project knows, or the one that everybody makes of it."""
    same = sorted(coder.id for coder in corpus.coders().values() if coder.name == name)
    return same[0] if same else theirs[name].id if name in theirs else derived_id("coder", name)


class _Known:
    """What the project has already: texts by their words, articles and sources by their ids."""

    def __init__(self, corpus: Corpus, foreign: Foreign) -> None:
        given = {each.found.article.id: each for each in foreign.articles}
        self.twins = corpus.with_text(bytes.fromhex(text_digest(each.found.text)) for each in given.values())
        names = {*given, *self.twins.values(), *(source.id for source in foreign.sources)}
        names |= {mark.id for each in foreign.articles for mark in each.marks if mark.id}
        self.standing = corpus.standing(names)
        alive = {name for name, each in self.standing.items() if each.alive}
        self.same_source = _same_names(foreign, corpus)
        self.new_sources = [source for source in foreign.sources if source.id not in alive
                            and source.id not in self.same_source]
        self.merged = _merged(foreign.articles, self)
        self.everywhere = {mark.id for each in self.merged for mark in each.marks if mark.id}
        self.left: set[str] = set()
        self.losses = Losses()

    def leave_as_they_are(self, labels: Mapping[str, str]) -> tuple[int, list[Change]]:
        """Take out the marks that the project has: how many are the same there, and what would make the others so."""
        same, edits = 0, list[Change]()
        for row, each in enumerate(self.merged):
            there = [mark for mark in each.marks
                     if (known := self.standing.get(mark.id)) and known.alive and known.kind == "annotation"]
            for mark in there:
                patch = _otherwise(mark, self.standing[mark.id].fields, labels)
                same += not patch
                edits += [Change("annotation", mark.id, patch, self.article(each).id)] if patch else []
            self.left |= {mark.id for mark in there}
            self.merged[row] = replace(each, marks=[mark for mark in each.marks if mark.id not in self.left])
        return same, edits

    def source(self, name: str | None) -> str | None:
        """The source of the project that this one is, or itself."""
        return self.same_source.get(name, name) if name else None

    def article(self, each: ForeignArticle) -> Article:
        """The article as the project has it, or as it comes."""
        came = each.found.article
        name = came.id
        if name not in self.standing and not (came.url or came.outlet):
            name = self.twins.get(bytes.fromhex(text_digest(each.found.text)), name)
        standing = self.standing.get(name)
        return Article.from_fields(name, standing.fields) if standing and standing.alive else came


def _same_names(foreign: Foreign, corpus: Corpus) -> dict[str, str]:
    """Sources of which only the name is known → the one of the project that alone bears it."""
    if not foreign.only_named:
        return {}
    by_name: dict[str, list[str]] = {}
    for source in corpus.sources().values():
        if not source.is_merged:
            for name in {each.casefold() for each in source.names}:
                by_name.setdefault(name, []).append(source.id)
    return {source.id: found[0] for source in foreign.sources if source.id in foreign.only_named
            and len(found := by_name.get(source.name.casefold(), [])) == 1}


def _otherwise(mark: ForeignMark, fields: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    """What of words, kind and note is not as the project has it under the id of a mark."""
    old = [list(each) for each in fields.get("segments") or ()]
    content = [[CONTENT, start, end] for start, end in mark.segments]
    new = {"segments": [*content, *(each for each in old if each[0] != CONTENT)], "kind": labels[mark.label],
           "note": mark.note or None}
    known = {"segments": old, "kind": fields.get("kind"), "note": fields.get("note") or None}
    return {key: value for key, value in new.items() if known[key] != value}


def _offer(incoming: Incoming, edits: Sequence[Change], known: _Known) -> None:
    """Have the edits be of what comes in."""
    for change in edits:
        before = known.standing[change.entity].fields
        there = {key: before[key] for key in change.fields if key in before}
        edit = Edit(change.kind, change.kind, change.entity, change.fields, there)
        incoming.changed[change.kind] += 1
        incoming.there[change.kind] -= change.kind == "article"
        incoming.edits.setdefault(change.article, []).append(edit)
    if not edits:
        return
    incoming.tell_differing()
    incoming.make = partial(_with_edits, incoming.make, edits)


def _with_edits(make: Callable[[], Iterator[ChangeSet]], edits: Sequence[Change]) -> Iterator[ChangeSet]:
    yield from make()
    yield ChangeSet(edits)


def _merged(articles: Sequence[ForeignArticle], known: _Known) -> list[ForeignArticle]:
    """Each article once, with the marks of all that are the same."""
    found: dict[str, ForeignArticle] = {}
    for each in articles:
        name = known.article(each).id
        before = found.get(name)
        found[name] = ForeignArticle(before.found, [*before.marks, *other_marks(before.marks, each.marks)],
                                     {**each.values, **before.values}) if before else each
    return list(found.values())


def _codebook(foreign: Foreign, ours: Codebook, labels: Mapping[str, str]) -> shape.Codebook:
    """The kinds that are new, and the attributes that have values."""
    asked: dict[str, dict[str, set[Any]]] = {}
    several: set[tuple[str, str]] = set()
    for each in foreign.articles:
        for mark in each.marks:
            found = asked.setdefault(labels[mark.label], {})
            for name, value in mark.attributes.items():
                found.setdefault(name, set()).update(
                    one if isinstance(one, bool) else str(one) for one in all_values(value))
                if isinstance(value, list | tuple):
                    several.add((labels[mark.label], name))
    theirs = foreign.codebook
    known = {kind.label: kind for kind in theirs.kinds}
    kinds: dict[str, shape.Kind] = {}
    for label, kind in labels.items():
        if kind not in kinds:
            said = known.get(label, Kind(kind, label))
            given = {each.id: each for each in _asked(said.attributes)}
            kinds[kind] = shape.Kind(
                kind, label, said.definition or foreign.definitions.get(label, ""), colour=said.colour,
                attributes=tuple(given.get(plain_id(name)) or asked_by(name, values, several=(kind, name) in several)
                                 for name, values in asked.get(kind, {}).items()
                                 if ours.kind(kind).attribute(name) is None))
    return shape.Codebook(ours.version, conventions=dict(theirs.conventions), kinds=tuple(kinds.values()),
                          article_attributes=_asked(theirs.article_attributes),
                          source_attributes=_asked(theirs.source_attributes))


def _asked(attributes: Iterable[Attribute]) -> tuple[shape.Attribute, ...]:
    return tuple(shape.Attribute(**{name: getattr(each, name) for name in shape.Attribute.__struct_fields__})
                 for each in attributes)


def _article(each: ForeignArticle, known: _Known, labels: Mapping[str, str], coders: Mapping[str, str],
             answers: Answers) -> shape.Article:
    article = known.article(each)
    names = {mark.key: mark.id or derived_id("annotation", article.id, mark.coder, mark.key) for mark in each.marks}
    origin = article.imported_from
    imported = shape.ImportedFrom(**{f: origin[k] for f, k in (("format", "format"), ("file", "file"),
                                  ("encoding", "encoding"), ("file_sha256", "fileSha256")) if origin.get(k)}
                                  ) if origin.get("format") else None
    plain = {key: getattr(article, key) for key in ("title", "outlet", "url", "section", "note", "byline", "tags")}
    return shape.Article(
        id=article.id, text=each.found.text, digest=text_digest(each.found.text), imported_from=imported,
        published=article.published or None, accessed=article.accessed or None, language=article.language or None,
        replaces=article.replaces or None, **plain,
        values=tuple(shape.ArticleValues(coders[coder], {plain_id(name): value for name, value in said.items()})
                     for coder, said in each.values.items()),
        annotations=tuple(_annotation(mark, each.found.text, names, labels[mark.label], coders, answers=answers,
                                      known=known) for mark in each.marks))


def _annotation(mark: ForeignMark, text: str, names: Mapping[str, str], kind: str, coders: Mapping[str, str],
                *, answers: Answers, known: _Known) -> shape.Annotation:
    def spans(given: Iterable[tuple[int, int]]) -> tuple[shape.Span, ...]:
        return tuple(shape.Span(start, end, text[start:end]) for start, end in given)

    return shape.Annotation(
        id=names[mark.key], kind=kind, segments=spans(mark.segments),
        marks=tuple(shape.Mark(each.role, each.start, each.end, text[each.start:each.end])  # type: ignore[arg-type]
                    for each in mark.marks),
        attributes=answers.of(kind, mark.attributes), note=mark.note,
        quantity=fitted(shape.Quantity, mark.quantity, known.losses) if mark.quantity else None,
        chain=tuple(shape.Attribution(
            level, link.role, known.source(link.source), link.basis,  # type: ignore[arg-type]
            spans(link.mention), spans(link.cue)) for level, link in enumerate(mark.chain)),
        links=tuple(shape.Link(type_, name)  # type: ignore[arg-type]
                    for type_, key in dict.fromkeys(mark.links)
                    if (name := names.get(key, key if key in known.everywhere else "")) and name != names[mark.key]
                    and type_ in _LINKS),
        origin=shape.Origin("import"), creator=coders.get(mark.coder, ""), created=mark.created or "")


_LINKS = ("part_of", "same_as", "repeats", "evidence_for", "contradicts", "qualifies", "corrects", "answers", "cites")


def _source(source: Source) -> shape.Source:
    return shape.Source(
        id=source.id, name=source.name, aliases=source.aliases, note=source.note,
        type=source.type,  # type: ignore[arg-type]
        anonymity=source.anonymity or None,  # type: ignore[arg-type]
        job_title=source.job_title, same_as=source.same_as, identifiers=dict(source.identifiers),
        affiliation=source.affiliation or None, attributes=dict(source.attributes),
        citation=dict(source.citation) if source.citation else None)
