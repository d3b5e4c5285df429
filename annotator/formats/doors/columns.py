"""The columns of the corpus as tables: their names, and what each holds.

One place says it: the writers of tables take the names from here, and the list of columns that goes with an export
takes the meanings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.corpus.kinds import Attribute, Codebook

TABLES = ("annotations", "attributions", "sources", "links", "articles", "codings")
"""The tables, the one that is opened first at the front."""

PARTS = ("segments", "passages", "aliases")
"""Tables of what the others hold as one cell: for formats whose readers can join."""

BETWEEN = "; "
"""What stands between the values of a cell that has several."""

_SPANS = "as start-end in code points, the end not included"
_WHO = {
    "creator_id": "id of the coder who made it", "creator": "name of that coder",
    "created": "when, in UTC", "modified_by_id": "id of the coder who changed it last",
    "modified_by": "name of that coder", "modified": "when, in UTC",
}  # fmt: skip
_OTHERS = {"other_attributes": "values of attributes that the codebook does not have, as JSON"}

QUANTITY = {
    "value": "the number, exact; the lower end of a range", "value_max": "the upper end of a range",
    "raw": "the figure as it is written", "comparator": "one of = ~ < <= > >= range",
    "unit": "currency code, %, pp, unit or counted noun", "unit_inferred": "the likeliest reading of a sign",
    "measure": "count, money, proportion and so on", "measured_entity": "what is measured",
    "measured_property": "which property of it", "change_direction": "increase or decrease",
    "change_from": "the value before", "change_to": "the value after", "population": "of which whole",
    "qualifier": "what limits it", "period": "the time that it holds for (EDTF)", "geo": "the place",
    "aggregate": "mean, median and so on", "vague": "an amount without a number", "projection": "a forecast",
    "margin": "the margin of error",
}  # fmt: skip
"""The parts of a statistic's figure: one column `quantity_…` each."""

_FIXED: Mapping[str, Mapping[str, str]] = {
    "annotations": {
        "annotation_id": "its id, the same in every export", "article_id": "the article in which it stands",
        "article_title": "title of that article", "outlet": "its outlet", "published": "its date, often a part of one",
        "kind": "id of the kind: claim, quote, statistic or the team's own",
        "start": "first code point in the article's text, from 0",
        "end": "the code point after the last one",
        "exact": "the text from start to end: text[start:end] == exact",
        "words": "the marked words alone; the parts of a split annotation joined by “ … ”",
        "segments": f"the marked parts, {_SPANS}",
        "marks": f"words inside with a role of their own (value, unit, hedge …), {_SPANS}",
        "source_id": "who said it first: the source at level 0 of the chain, merges followed",
        "source": "name of that source; empty also where the text names nobody",
        "via": "names of those who passed it on, in the order of the chain",
        "attributions": "length of the chain; 0 means that nobody has looked yet",
        "same_as_group": "annotations linked as same_as share it: one of their ids",
        "note": "the note, Markdown", "origin": "how it came, when not by hand, as JSON",
        **_WHO, "revision": "how many times it was stored",
    },
    "attributions": {
        "annotation_id": "what is attributed", "article_id": "the article in which it stands",
        "level": "place in the chain: 0 is the origin", "role": "speaker, document, reporter, addressee or publisher",
        "basis": "explicit, inferred or narrator",
        "source_id": "to whom, merges followed; empty where the text names nobody", "source": "name of that source",
        "source_type": "person, organisation and so on",
        "source_id_as_marked": "the source before it was merged into another",
        "mention": "the words that name the source here", "mention_segments": f"where they stand, {_SPANS}",
        "cue": "the words that attribute", "cue_segments": f"where they stand, {_SPANS}",
    },
    "sources": {
        "source_id": "its id, the same in every export", "name": "its name", "type": "person, organisation and so on",
        "aliases": "its other names", "anonymity": "named, unnamed_role, anonymous or unspecified",
        "job_title": "its job title", "roles": "what it was, and when: text (from–to)",
        "affiliation_id": "the source that it belongs to", "affiliation": "name of that source",
        "same_as": "addresses that mean the same", "identifiers": "such as wikidata: Q1",
        "citation": "CSL-JSON", "note": "the note, Markdown",
        "merged_into_id": "the source that it counts as, when it was merged", **_WHO,
    },
    "links": {
        "link_id": "its id, the same in every export", "type": "part_of, same_as, contradicts and so on",
        "from_id": "the annotation from which it was drawn", "to_id": "the annotation to which it leads",
        "from_article_id": "article of the first", "to_article_id": "article of the second",
        "from_kind": "kind of the first", "to_kind": "kind of the second",
        "from_words": "words of the first", "to_words": "words of the second",
        "certainty": "how sure", "note": "the note",
    },
    "articles": {
        "article_id": "its id, the same in every export", "title": "the headline", "byline": "who wrote it",
        "outlet": "where it was published", "published": "when: a day, a month or a year", "accessed": "when read",
        "url": "its address", "language": "such as en or pt-BR", "section": "its section", "tags": "the team's tags",
        "note": "the note", "replaces": "the article that it is a correction of",
        "imported_from": "file and format that it came from, as JSON",
        "words": "how many words", "characters": "how many code points", "annotations": "how many annotations",
        "passages": f"marked passages with their role, {_SPANS}", "text_sha256": "SHA-256 of the text's UTF-8",
        "text": "the whole text, as offsets count it",
    },
    "codings": {
        "article_id": "the article", "article_title": "its title", "coder_id": "the coder", "coder": "their name",
        "status": "todo, doing, done or skipped", "assigned": "the article was given to this coder",
        "changed": "when the status was set, in UTC", "note": "the coder's note on the article",
    },
    "segments": {
        "annotation_id": "whose it is", "article_id": "the article in which it stands",
        "number": "its place among those of the annotation, from 0",
        "role": "content, or value, unit, verbatim, hedge, addressee_mention",
        "start": "first code point, from 0", "end": "the code point after the last one",
        "exact": "the text from start to end",
    },
    "passages": {
        "article_id": "the article", "number": "its place among those of the article, from 0",
        "role": "headline, body, caption, boilerplate and so on", "start": "first code point, from 0",
        "end": "the code point after the last one", "exact": "the text from start to end",
    },
    "aliases": {"source_id": "whose it is", "alias": "one of its other names"},
}  # fmt: skip
"""Table → column → meaning, but for the codebook's own columns."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of every table for one codebook.

    Args:
        meanings: table → column → meaning, in their order.
        attributes: table → attribute id → its column.
    """

    meanings: Mapping[str, Mapping[str, str]]
    attributes: Mapping[str, Mapping[str, str]]

    def names(self, table: str) -> tuple[str, ...]:
        """The names of a table's columns, in their order."""
        return tuple(self.meanings[table])


def columns(codebook: Codebook) -> Columns:
    """The columns that tables of a project with this codebook have: the same for whatever it holds."""
    asked = {"annotations": _together(codebook), "sources": codebook.source_attributes,
             "codings": codebook.article_attributes}
    meanings: dict[str, Mapping[str, str]] = {}
    attributes: dict[str, Mapping[str, str]] = {}
    for table, fixed in _FIXED.items():
        found = dict(fixed)
        attributes[table] = _named(asked.get(table, ()), found)
        if table == "annotations":
            found |= {f"quantity_{name}": meaning for name, meaning in QUANTITY.items()}
            found["other_quantity"] = "parts of the figure that a newer program wrote, as JSON"
        found |= _OTHERS if table in asked else {}
        meanings[table] = found
    return Columns(meanings, attributes)


def _together(codebook: Codebook) -> tuple[Attribute, ...]:
    """The attributes of all kinds, each id once: kinds that ask the same question share its column."""
    found: dict[str, Attribute] = {}
    for kind in codebook.kinds:
        for attribute in kind.attributes:
            found.setdefault(attribute.id, attribute)
    return tuple(found.values())


def _named(attributes: Iterable[Attribute], found: dict[str, str]) -> dict[str, str]:
    """Add a column for each attribute; SQL does not tell `Tone` from `tone`, so the second gets a number."""
    taken, made = {name.casefold() for name in found}, {}
    for attribute in attributes:
        name, number = f"attribute_{attribute.id}", 2
        while name.casefold() in taken:
            name, number = f"attribute_{attribute.id}_{number}", number + 1
        taken.add(name.casefold())
        made[attribute.id] = name
        found[name] = f"{attribute.title} ({_answers(attribute)})"
    return made


def _answers(attribute: Attribute) -> str:
    kind = {"multi": f"several, joined by “{BETWEEN}”"}.get(attribute.type, attribute.type)
    return f"{kind}: {', '.join(attribute.values)}" if attribute.values else kind
