"""From the dataset's shape to the journal's fields, and back where the project's words are not the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from annotator.corpus.annotation import CONTENT
from annotator.corpus.article import passage_field
from annotator.corpus.kinds import Attribute, Codebook, Kind
from annotator.corpus.team import ArticleValues, Coder, Review
from annotator.formats.dataset import shape
from annotator.formats.dataset.checking import Text

PROVENANCE = ("creator", "created", "modified", "modified_by", "revision")
_QUANTITY = tuple(f.name for f in msgspec.structs.fields(shape.Quantity))
_ARTICLE = ("title", "outlet", "published", "accessed", "url", "language", "section", "note", "replaces")
_SOURCE = ("type", "name", "anonymity", "job_title", "affiliation", "note", "merged_into")


def said(value: Any) -> dict[str, Any]:
    """A shape as plain JSON under its written names, without what is empty."""
    found: dict[str, Any] = msgspec.to_builtins(value)
    return found


def provenance(of: shape.Annotation | shape.Source) -> dict[str, Any]:
    """Who made it and changed it when, as the journal keeps it of what an import brings."""
    return {key: value for key in PROVENANCE if (value := getattr(of, key, None))}


def settle(annotation: shape.Annotation, text: Text) -> None:
    """Check the spans of an annotation, and have them say where their words lie in the text that is stored.

    Raises:
        Fault: naming the span that is wrong.
    """
    name = annotation.id
    text.words_needed(annotation)
    text.settle(annotation.segments, name)
    if annotation.marks:
        for marks in _by_role(annotation.marks).values():
            text.settle(marks, name)
    for link in annotation.chain:
        if link.mention:
            text.settle(link.mention, name)
        if link.cue:
            text.settle(link.cue, name)


def annotation_fields(annotation: shape.Annotation) -> dict[str, Any]:
    """The journal's fields of an annotation whose spans are settled."""
    found: dict[str, Any] = {"kind": annotation.kind, "segments": [[CONTENT, s.start, s.end]
                                                                   for s in annotation.segments]}
    if annotation.marks:
        marks = sorted(_by_role(annotation.marks).items())
        found["segments"] += [[role, mark.start, mark.end] for role, group in marks for mark in group]
    if annotation.chain:
        found["chain"] = [_stored(link) for link in annotation.chain]
    for key, value in annotation.attributes.items():
        if value is not None:
            found["attribute:" + key] = value
    if annotation.quantity is not None:
        for name in _QUANTITY:
            if (value := getattr(annotation.quantity, name)) is not None:
                found["quantity:" + name] = said(value) if name == "change" else value
    if annotation.note:
        found["note"] = annotation.note
    if annotation.origin is not None:
        found["origin"] = said(annotation.origin)
    return found


def annotation_made(annotation: shape.Annotation) -> dict[str, Any]:
    """The journal's fields of a new annotation, with who made it and when."""
    found = annotation_fields(annotation)
    for key, value in (("creator", annotation.creator), ("created", annotation.created),
                       ("modified", annotation.modified), ("modified_by", annotation.modified_by),
                       ("revision", annotation.revision)):
        if value:
            found[key] = value
    return found


def _by_role(marks: tuple[shape.Mark, ...]) -> dict[str, list[shape.Mark]]:
    found: dict[str, list[shape.Mark]] = {}
    for mark in marks:
        found.setdefault(mark.role, []).append(mark)
    return found


def _stored(link: shape.Attribution) -> list[Any]:
    """As `Attribution.stored` writes it."""
    row: list[Any] = [link.source, link.role]
    if link.basis or link.mention or link.cue:
        row.append(link.basis)
    if link.mention or link.cue:
        row.append([[span.start, span.end] for span in link.mention])
    if link.cue:
        row.append([[span.start, span.end] for span in link.cue])
    return row


def article_fields(article: shape.Article) -> dict[str, Any]:
    """The journal's fields of an article."""
    found: dict[str, Any] = {key: value for key in _ARTICLE if (value := getattr(article, key))}
    if article.byline:
        found["byline"] = list(article.byline)
    if article.imported_from is not None:
        origin = article.imported_from
        found["imported_from"] = {key: value for key, value in said(origin).items() if value}
    for tag in article.tags:
        found["tag:" + tag] = 1
    return found


def passage_fields(passages: tuple[shape.Passage, ...], text: Text) -> dict[str, Any]:
    """The journal's fields of an article's passages."""
    return {passage_field(*text.passage(passage)): passage.role for passage in passages}


def review_fields(review: shape.Review) -> dict[str, Any]:
    """The journal's fields of a review mark; `changed` is set also when it is not given: that is known, then."""
    found: dict[str, Any] = {"coder": review.coder, "status": review.status, "changed": review.changed or ""}
    return found | ({"assigned": True} if review.assigned else {}) | ({"note": review.note} if review.note else {})


def values_fields(values: shape.ArticleValues) -> dict[str, Any]:
    """The journal's fields of a coder's values of an article."""
    return {"coder": values.coder} | {f"attribute:{k}": v for k, v in values.values.items() if v is not None}


def said_review(review: Review) -> dict[str, Any]:
    """A mark of the project, as `review_fields` would word it."""
    found: dict[str, Any] = {"coder": review.coder, "status": review.status, "changed": review.changed}
    return found | ({"assigned": True} if review.assigned else {}) | ({"note": review.note} if review.note else {})


def said_values(values: ArticleValues) -> dict[str, Any]:
    """Values of the project, as `values_fields` would word them."""
    return {"coder": values.coder} | {f"attribute:{k}": v for k, v in values.values.items() if v is not None}


def source_fields(source: shape.Source) -> dict[str, Any]:
    """The journal's fields of a source."""
    found: dict[str, Any] = {key: value for key in _SOURCE if (value := getattr(source, key))}
    if source.roles:
        found["roles"] = [said(role) for role in source.roles]
    if source.citation is not None:
        found["citation"] = source.citation
    found |= {f"alias:{alias}": 1 for alias in source.aliases}
    found |= {f"same_as:{address}": 1 for address in source.same_as}
    found |= {f"identifier:{key}": value for key, value in source.identifiers.items()}
    return found | {f"attribute:{key}": value for key, value in source.attributes.items() if value is not None}


def coder_fields(coder: shape.Coder) -> dict[str, Any]:
    """The journal's fields of a coder whom an import brings."""
    return Coder(coder.id, coder.name, coder.orcid, coder.email, coder.same_as, brought=True).fields()


def codebook(given: shape.Codebook) -> Codebook:
    """The codebook in the project's words."""
    kinds = tuple(Kind(k.id, k.label or k.id, k.definition, k.key, k.colour, k.hidden, _attributes(k.attributes or ()))
                  for k in given.kinds)
    agreed = {name: _listed(value) for name, value in given.conventions.items()}
    return Codebook(given.version, given.guidelines, agreed, kinds,
                    _attributes(given.article_attributes), _attributes(given.source_attributes))


def _attributes(given: tuple[shape.Attribute, ...]) -> tuple[Attribute, ...]:
    return tuple(Attribute(**{name: getattr(a, name) for name in a.__struct_fields__} |
                           {"default": _listed(a.default)}) for a in given)


def _listed(value: Any) -> Any:
    """A value as the journal gives it back: several are a list."""
    return list(value) if isinstance(value, tuple) else value


def codebook_shape(given: Codebook) -> shape.Codebook:
    """The inverse of `codebook`."""
    kinds = tuple(shape.Kind(id=k.id, label=k.label, definition=k.definition, key=k.key, colour=k.colour,
                             hidden=k.hidden, attributes=_attribute_shapes(k.attributes)) for k in given.kinds)
    return shape.Codebook(version=given.version, guidelines=given.guidelines, conventions=dict(given.conventions),
                          kinds=kinds, article_attributes=_attribute_shapes(given.article_attributes),
                          source_attributes=_attribute_shapes(given.source_attributes))


def _attribute_shapes(given: tuple[Attribute, ...]) -> tuple[shape.Attribute, ...]:
    return tuple(shape.Attribute(**{name: getattr(a, name) for name in shape.Attribute.__struct_fields__})
                 for a in given)


def plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that say something, without provenance: what two states are compared by."""
    return {key: value for key, value in fields.items() if value is not None and key not in PROVENANCE}
