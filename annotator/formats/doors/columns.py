"""The columns of the corpus as tables: their names, and what each holds.

One place says it: the writers of tables take the names from here, and the list of columns that goes with an export
takes the meanings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.corpus.kinds import Attribute, Codebook
from annotator.language import tr

TABLES = ("annotations", "attributions", "sources", "links", "articles", "codings")
"""The tables, the one that is opened first at the front."""

PARTS = ("segments", "passages", "aliases")
"""Tables of what the others hold as one cell: for formats whose readers can join."""

BETWEEN = "; "
"""What stands between the values of a cell that has several."""

_SPANS = tr("as start-end in code points, the end not included")
_WHO = {
    "creator_id": tr("id of the coder who made it"), "creator": tr("name of that coder"),
    "created": tr("when, in UTC"), "modified_by_id": tr("id of the coder who changed it last"),
    "modified_by": tr("name of that coder"), "modified": tr("when, in UTC"),
}  # fmt: skip
_OTHERS = {"other_attributes": tr("values of attributes that the codebook does not have, as JSON")}

QUANTITY = {
    "value": tr("the number, exact; the lower end of a range"), "value_max": tr("the upper end of a range"),
    "raw": tr("the figure as it is written"), "comparator": tr("one of = ~ < <= > >= range"),
    "unit": tr("currency code, %, pp, unit or counted noun"), "unit_inferred": tr("the likeliest reading of a sign"),
    "measure": tr("count, money, proportion and so on"), "measured_entity": tr("what is measured"),
    "measured_property": tr("which property of it"), "change_direction": tr("increase or decrease"),
    "change_from": tr("the value before"), "change_to": tr("the value after"), "population": tr("of which whole"),
    "qualifier": tr("what limits it"), "period": tr("the time that it holds for (EDTF)"), "geo": tr("the place"),
    "aggregate": tr("mean, median and so on"), "vague": tr("an amount without a number"),
    "projection": tr("a forecast"),
    "margin": tr("the margin of error"),
}  # fmt: skip
"""The parts of a statistic's figure: one column `quantity_…` each."""

_FIXED: Mapping[str, Mapping[str, str]] = {
    "annotations": {
        "annotation_id": tr("its id, the same in every export"), "article_id": tr("the article in which it stands"),
        "article_title": tr("title of that article"), "outlet": tr("its outlet"),
        "published": tr("its date, often a part of one"),
        "kind": tr("id of the kind: claim, quote, statistic or the team's own"),
        "start": tr("first code point in the article's text, from 0"),
        "end": tr("the code point after the last one"),
        "exact": tr("the text from start to end: text[start:end] == exact"),
        "words": tr("the marked words alone; the parts of a split annotation joined by “ … ”"),
        "segments": tr("the marked parts, {places}", places=_SPANS),
        "marks": tr("words inside with a role of their own (value, unit, hedge …), {places}", places=_SPANS),
        "source_id": tr("who said it first: the source at level 0 of the chain, merges followed"),
        "source": tr("name of that source; empty also where the text names nobody"),
        "via": tr("names of those who passed it on, in the order of the chain"),
        "attributions": tr("length of the chain; 0 means that nobody has looked yet"),
        "same_as_group": tr("annotations linked as same_as share it: one of their ids"),
        "note": tr("the note, Markdown"), "origin": tr("how it came, when not by hand, as JSON"),
        **_WHO, "revision": tr("how many times it was stored"),
    },
    "attributions": {
        "annotation_id": tr("what is attributed"), "article_id": tr("the article in which it stands"),
        "level": tr("place in the chain: 0 is the origin"),
        "role": tr("speaker, document, reporter, addressee or publisher"),
        "basis": tr("explicit, inferred or narrator"),
        "source_id": tr("to whom, merges followed; empty where the text names nobody"),
        "source": tr("name of that source"),
        "source_type": tr("person, organisation and so on"),
        "source_id_as_marked": tr("the source before it was merged into another"),
        "mention": tr("the words that name the source here"),
        "mention_segments": tr("where they stand, {places}", places=_SPANS),
        "cue": tr("the words that attribute"), "cue_segments": tr("where they stand, {places}", places=_SPANS),
    },
    "sources": {
        "source_id": tr("its id, the same in every export"), "name": tr("its name"),
        "type": tr("person, organisation and so on"),
        "aliases": tr("its other names"), "anonymity": tr("named, unnamed_role, anonymous or unspecified"),
        "job_title": tr("its job title"), "roles": tr("what it was, and when: text (from–to)"),
        "affiliation_id": tr("the source that it belongs to"), "affiliation": tr("name of that source"),
        "same_as": tr("addresses that mean the same"), "identifiers": tr("such as wikidata: Q1"),
        "citation": tr("CSL-JSON"), "note": tr("the note, Markdown"),
        "merged_into_id": tr("the source that it counts as, when it was merged"), **_WHO,
    },
    "links": {
        "link_id": tr("its id, the same in every export"), "type": tr("part_of, same_as, contradicts and so on"),
        "from_id": tr("the annotation from which it was drawn"), "to_id": tr("the annotation to which it leads"),
        "from_article_id": tr("article of the first"), "to_article_id": tr("article of the second"),
        "from_kind": tr("kind of the first"), "to_kind": tr("kind of the second"),
        "from_words": tr("words of the first"), "to_words": tr("words of the second"),
        "certainty": tr("how sure"), "note": tr("the note"),
    },
    "articles": {
        "article_id": tr("its id, the same in every export"), "title": tr("the headline"), "byline": tr("who wrote it"),
        "outlet": tr("where it was published"), "published": tr("when: a day, a month or a year"),
        "accessed": tr("when read"),
        "url": tr("its address"), "language": tr("such as en or pt-BR"), "section": tr("its section"),
        "tags": tr("the team's tags"),
        "note": tr("the note"), "replaces": tr("the article that it is a correction of"),
        "imported_from": tr("file and format that it came from, as JSON"),
        "words": tr("how many words"), "characters": tr("how many code points"),
        "annotations": tr("how many annotations"),
        "passages": tr("marked passages with their role, {places}", places=_SPANS),
        "text_sha256": tr("SHA-256 of the text's UTF-8"),
        "text": tr("the whole text, as offsets count it"),
    },
    "codings": {
        "article_id": tr("the article"), "article_title": tr("its title"), "coder_id": tr("the coder"),
        "coder": tr("their name"),
        "status": tr("todo, doing, done or skipped"), "assigned": tr("the article was given to this coder"),
        "changed": tr("when the status was set, in UTC"), "note": tr("the coder's note on the article"),
    },
    "segments": {
        "annotation_id": tr("whose it is"), "article_id": tr("the article in which it stands"),
        "number": tr("its place among those of the annotation, from 0"),
        "role": tr("content, or value, unit, verbatim, hedge, addressee_mention"),
        "start": tr("first code point, from 0"), "end": tr("the code point after the last one"),
        "exact": tr("the text from start to end"),
    },
    "passages": {
        "article_id": tr("the article"), "number": tr("its place among those of the article, from 0"),
        "role": tr("headline, body, caption, boilerplate and so on"), "start": tr("first code point, from 0"),
        "end": tr("the code point after the last one"), "exact": tr("the text from start to end"),
    },
    "aliases": {"source_id": tr("whose it is"), "alias": tr("one of its other names")},
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
            found["other_quantity"] = tr("parts of the figure that a newer program wrote, as JSON")
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
    kind = {"multi": tr("several, joined by “{sign}”", sign=BETWEEN)}.get(attribute.type, attribute.type)
    return f"{kind}: {', '.join(attribute.values)}" if attribute.values else kind
