"""What another tool has annotated becomes a dataset, and is then checked and compared as every dataset is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from annotator.corpus.article import Article, text_digest
from annotator.corpus.ids import derived_id
from annotator.corpus.kinds import Attribute, Codebook, Kind
from annotator.corpus.source import Source
from annotator.corpus.team import Coder
from annotator.formats.dataset import shape
from annotator.formats.dataset.parsing import Parsed
from annotator.formats.dataset.reading import compare, different
from annotator.formats.doors import Corpus, Incoming, ReadOptions
from annotator.formats.doors.foreign import Foreign, ForeignArticle, ForeignMark

_EPOCH = "1970-01-01T00:00:00Z"


def take_in(foreign: Foreign, corpus: Corpus, options: ReadOptions) -> Incoming:
    """Compare what another tool has annotated with the project.

    Labels are kinds of the codebook by the person's word, or by name; each other one becomes a kind of its own.

    Raises:
        Fault: something in it cannot be stored, or the project has other content under the same ids.
    """
    ours = corpus.codebook()
    chosen = {kind.label: kind.id for kind in foreign.codebook.kinds} | dict(options.labels)
    used = (mark.label for each in foreign.articles for mark in each.marks)
    labels = kinds_of([*used, *foreign.definitions], ours, chosen)
    known = _Known(corpus, foreign)
    named = {mark.coder for each in foreign.articles for mark in each.marks if mark.coder}
    named |= {*foreign.coders, *(coder for each in foreign.articles for coder in each.values)}
    coders = {name: _coder_id(name, corpus, foreign.coders) for name in sorted(named)}
    header = shape.Header(
        format="annotated-article-corpus", format_version="1.0", offset_unit="codepoint",
        generator=shape.Generator("", ""), exported=_EPOCH, project=shape.Project("foreign", ""),
        coders=tuple(shape.Coder(name, said) for said, name in sorted(coders.items())),
        codebook=_codebook(foreign, ours, labels), sources=tuple(map(_source, known.new_sources)))
    kinds = header.codebook.kinds if header.codebook else ()
    articles = tuple(_article(each, known, labels, coders, kinds) for each in known.merged)
    incoming = compare(Parsed(foreign.name, header, articles), corpus)
    known_kinds = {kind.id for kind in ours.kinds}
    if new := set(labels.values()) - known_kinds:
        incoming.added["kind"] += len(new)
    if same := len(foreign.sources) - len(known.new_sources):
        incoming.there["source"] += same
    incoming.warnings[:0] = [*foreign.warnings, *(f"{each.found.file}: {warning}" for each in foreign.articles
                                                  for warning in each.found.warnings)]
    incoming.labels = _counted(foreign, labels)
    if incoming.changed and not options.update:
        raise different(foreign.name, incoming.changed)
    return incoming


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


def plain_id(label: str) -> str:
    """An id that says the label: letters, digits, `_` and `-`."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", plain).strip("_.-").lower()[:40]
    return plain or "label-" + derived_id("label", label)[:8]


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
        self.standing = corpus.standing(names)
        alive = {name for name, each in self.standing.items() if each.alive}
        self.new_sources = [source for source in foreign.sources if source.id not in alive]
        self.merged = _merged(foreign.articles, self)

    def article(self, each: ForeignArticle) -> Article:
        """The article as the project has it, or as it comes."""
        came = each.found.article
        name = came.id
        if name not in self.standing and not (came.url or came.outlet):
            name = self.twins.get(bytes.fromhex(text_digest(each.found.text)), name)
        standing = self.standing.get(name)
        return Article.from_fields(name, standing.fields) if standing and standing.alive else came


def _merged(articles: Sequence[ForeignArticle], known: _Known) -> list[ForeignArticle]:
    """Each article once, with the marks of all that are the same."""
    found: dict[str, ForeignArticle] = {}
    for each in articles:
        name = known.article(each).id
        before = found.get(name)
        found[name] = ForeignArticle(before.found, [*before.marks, *each.marks],
                                     {**each.values, **before.values}) if before else each
    return list(found.values())


def _codebook(foreign: Foreign, ours: Codebook, labels: Mapping[str, str]) -> shape.Codebook:
    """The kinds that are new, and the attributes that have values."""
    asked: dict[str, dict[str, set[Any]]] = {}
    for each in foreign.articles:
        for mark in each.marks:
            found = asked.setdefault(labels[mark.label], {})
            for name, value in mark.attributes.items():
                found.setdefault(name, set()).add(str(value) if not isinstance(value, bool) else value)
    theirs = foreign.codebook
    known = {kind.label: kind for kind in theirs.kinds}
    kinds: dict[str, shape.Kind] = {}
    for label, kind in labels.items():
        if kind not in kinds:
            said = known.get(label, Kind(kind, label))
            given = {each.id: each for each in _asked(said.attributes)}
            kinds[kind] = shape.Kind(
                kind, label, said.definition or foreign.definitions.get(label, ""), colour=said.colour,
                attributes=tuple(given.get(plain_id(name)) or _attribute(name, values)
                                 for name, values in asked.get(kind, {}).items()))
    return shape.Codebook(ours.version, conventions=dict(theirs.conventions), kinds=tuple(kinds.values()),
                          article_attributes=_asked(theirs.article_attributes),
                          source_attributes=_asked(theirs.source_attributes))


def _asked(attributes: Iterable[Attribute]) -> tuple[shape.Attribute, ...]:
    return tuple(shape.Attribute(**{name: getattr(each, name) for name in shape.Attribute.__struct_fields__})
                 for each in attributes)


def _attribute(name: str, values: set[Any]) -> shape.Attribute:
    if all(isinstance(value, bool) for value in values):
        return shape.Attribute(id=plain_id(name), label=name, type="boolean")
    texts = sorted(map(str, values))
    if len(texts) <= 12 and all(0 < len(text) <= 40 for text in texts):
        return shape.Attribute(id=plain_id(name), label=name, type="choice", values=tuple(texts))
    return shape.Attribute(id=plain_id(name), label=name, type="text")


def _article(each: ForeignArticle, known: _Known, labels: Mapping[str, str], coders: Mapping[str, str],
             kinds: Sequence[shape.Kind]) -> shape.Article:
    article = known.article(each)
    names = {mark.key: mark.id or derived_id("annotation", article.id, mark.coder, mark.key) for mark in each.marks}
    numbers = {(kind.id, asked.id) for kind in kinds for asked in kind.attributes or () if asked.type == "number"}
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
        annotations=tuple(_annotation(mark, each.found.text, names, labels, coders, numbers=numbers)
                          for mark in each.marks))


def _annotation(mark: ForeignMark, text: str, names: Mapping[str, str], labels: Mapping[str, str],
                coders: Mapping[str, str], *, numbers: Set[tuple[str, str]]) -> shape.Annotation:
    kind = labels[mark.label]
    return shape.Annotation(
        id=names[mark.key], kind=kind,
        segments=tuple(shape.Span(start, end, text[start:end]) for start, end in mark.segments),
        attributes={plain_id(name): value if isinstance(value, bool) or (kind, plain_id(name)) in numbers
                    else str(value) for name, value in mark.attributes.items()}, note=mark.note,
        chain=tuple(shape.Attribution(level, link.role, link.source, link.basis)  # type: ignore[arg-type]
                    for level, link in enumerate(mark.chain)),
        links=tuple(shape.Link(type_, names[key])  # type: ignore[arg-type]
                    for type_, key in dict.fromkeys(mark.links)
                    if key in names and key != mark.key and type_ in _LINKS),
        origin=shape.Origin("import"), creator=coders.get(mark.coder, ""), created=mark.created or "")


_LINKS = ("part_of", "same_as", "repeats", "evidence_for", "contradicts", "qualifies", "corrects", "answers", "cites")


def _source(source: Source) -> shape.Source:
    return shape.Source(
        id=source.id, type=source.type, name=source.name, aliases=source.aliases, note=source.note,  # type: ignore[arg-type]
        job_title=source.job_title, same_as=source.same_as, identifiers=dict(source.identifiers),
        affiliation=source.affiliation or None, attributes=dict(source.attributes),
        citation=dict(source.citation) if source.citation else None)
