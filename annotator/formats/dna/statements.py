"""The corpus as DNA has it: documents, and statements whose type has variables. All that is written begins with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.corpus.annotation import Annotation
from annotator.corpus.article import Article
from annotator.corpus.errors import Fault
from annotator.corpus.kinds import Attribute
from annotator.corpus.source import Source
from annotator.formats.dna.dates import stored
from annotator.formats.dna.mapping import AGAINST, AGREEMENT, CONCEPT, FOR, HERE, STANCE, TOPIC, plain
from annotator.formats.dna.tables import LONGEST
from annotator.formats.doors import Corpus, WriteOptions
from annotator.formats.doors.edition import Edition, Entry
from annotator.formats.doors.utf16 import Utf16
from annotator.language import tr

PERSON, ORGANIZATION = "person", "organization"
SHORT, LONG, WHOLE, SWITCH = "short text", "long text", "integer", "boolean"
GIVEN, REPORTED, PARTS, NOTE = "stance_given", "reported_by", "segments", "note"
COMMENT = "annotation"
LABELS = {"claim": "DNA Statement", "quote": "Quote", "statistic": "Statistic"}
ADMIN = "Admin"

_ORGANISED = ("organisation", "group", "document", "dataset", "url")
"""Types of sources that are an organisation to DNA, which knows two sorts."""

_STATEMENT, _CODER = re.compile(r"dna-[0-9a-f]{16}-(\d{1,9})"), re.compile(r"dna-coder-(\d{1,9})-[0-9a-f]+")
_DOCUMENT = re.compile(r".*, document (\d{1,9})", re.DOTALL)
_MISSING: Mapping[str, str | int] = {SHORT: "", LONG: "", WHOLE: 0, SWITCH: 0}
_OF_QUANTITY = {"measure": "measure", "value_text": "raw", "unit": "unit"}
_OWN = frozenset((PERSON, ORGANIZATION, CONCEPT, AGREEMENT, GIVEN, REPORTED, PARTS, NOTE, *_OF_QUANTITY))
"""Variables that are made here: a question of that name gets another one."""
_LARGEST = 2**31
"""What a whole number of Java is smaller than."""


@dataclass(frozen=True, slots=True)
class Column:
    """A variable: its name and DNA's type of data."""

    name: str
    type: str


@dataclass(slots=True)
class Type:
    """A statement type: its label, colour (or empty) and variables in DNA's order."""

    label: str
    colour: str = ""
    columns: list[Column] = field(default_factory=list)

    @property
    def named(self) -> dict[str, Column]:
        """Its variables by name."""
        return {each.name: each for each in self.columns}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document; `date` in seconds of the clock on the wall. `number` is the one that it had in a DNA file, or new."""

    number: int
    article: Article
    text: str
    units: Utf16
    date: int
    coder: str = ""
    type: str = ""


@dataclass(slots=True)
class Row:
    """A statement. `start` and `stop` are UTF-16 units, `values` by the name of the variable."""

    number: int
    kind: str
    paper: Paper
    start: int
    stop: int
    annotation: Annotation
    values: dict[str, str | int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """From its first to its last letter, what lies between its parts too."""
        return self.paper.text[self.paper.units.to_code_point(self.start):self.paper.units.to_code_point(self.stop)]

    @property
    def order(self) -> tuple[int, int, int, int, int]:
        """As DNA sorts them: by time, document and place."""
        return self.paper.date, self.paper.number, self.start, self.stop, self.number


class Statements:
    """A corpus on its way out, whole in memory: networks look at all of it again and again.

    Attributes:
        types: by the id of the kind.
        entities: variable and value → the source that it is.
        coders: id → number, the first of them `Admin`, whose id is empty when nobody is called so.
    """

    def __init__(self, corpus: Corpus, options: WriteOptions) -> None:
        self.edition, self._choices = Edition(corpus), options.choices
        self.losses = self.edition.losses
        self._undated = _undated(options.choices.get("undated") or "1970-01-01")
        self.papers: list[Paper] = []
        self.rows: list[Row] = []
        self.types: dict[str, Type] = {}
        self.entities: dict[tuple[str, str], Source] = {}
        self._fitted: dict[str, dict[str, str]] = {}
        self._taken: dict[str, set[str]] = {}
        self._names = self._organisations()
        known = {each.id: each for each in self.edition.codebook.kinds}
        self._asked: Mapping[str, Mapping[str, Attribute]] = {
            name: {each.id: each for each in kind.attributes} for name, kind in known.items()}
        self._used: dict[str, dict[str, list[Any]]] = {}
        self._read()
        for kind in sorted(self._used, key=lambda name: list(known).index(name) if name in known else len(known)):
            self.types[kind] = self._type(kind)
        self._complete()
        self.coders = self._numbered_coders(corpus)
        self.counts = Counter(article=len(self.papers), annotation=len(self.rows))

    def of(self, kind: str) -> list[Row]:
        """The statements of one kind, as DNA sorts them."""
        return sorted((row for row in self.rows if row.kind == kind), key=lambda row: row.order)

    def number(self, variable: str, value: str) -> int | None:
        """The number that a value had in a DNA file."""
        source = self.entities.get((variable, value))
        said = source.identifiers.get(f"dna_{variable}", "") if source else ""
        return int(said) if re.fullmatch(r"\d{1,9}", said) else None

    # --- reading ---

    def _read(self) -> None:
        entries = list(self.edition.entries())
        numbers = numbered([_number(_DOCUMENT, str(each.article.imported_from.get("file", "")))
                            if each.article.imported_from.get("format") == "dna" else None for each in entries])
        for number, entry in zip(numbers, entries, strict=True):
            self.papers.append(paper := self._paper(entry, number))
            self.rows += [self._row(paper, annotation) for annotation in entry.annotations]
        wanted = [_number(_STATEMENT, row.annotation.id) for row in self.rows]
        for row, number in zip(self.rows, numbered(wanted), strict=True):
            row.number = number

    def _paper(self, entry: Entry, number: int) -> Paper:
        article, date = entry.article, stored(entry.article.published) if entry.article.published else None
        if date is None:
            date = self._undated
            self.losses.note(tr("an article without a date got the one for such"))
        elif len(article.published) < len("2026-01-01"):
            self.losses.note(tr("a month or a year alone became its first day"))
        said = next((each for each in entry.values if each.values.get("document_type")), None)
        if article.url or article.language or article.tags:
            self.losses.note(tr("the address, language or tags of an article were left out"))
        if entry.passages:
            self.losses.note(tr("the passages of an article were left out"))
        return Paper(number, article, entry.text, Utf16(entry.text), date, said.coder if said else "",
                     str(said.values["document_type"]) if said else "")

    def _row(self, paper: Paper, annotation: Annotation) -> Row:
        to_units = paper.units.to_units
        end = max(end for _, end in annotation.content)
        row = Row(0, annotation.kind, paper, to_units(annotation.start), to_units(end), annotation)
        used = self._used.setdefault(annotation.kind, {})
        for name, value in self._said(annotation, to_units):
            row.values[name] = value
            used.setdefault(name, []).append(value)
        if annotation.marks:
            self.losses.note(tr("words inside an annotation with a role of their own were left out"))
        if any(link.mention or link.cue for link in annotation.chain):
            self.losses.note(tr("which words name a source and attribute to it was left out"))
        return row

    def _said(self, annotation: Annotation, to_units: Callable[[int], int]) -> Iterator[tuple[str, Any]]:
        yield from self._speaker(annotation)
        for name, value in annotation.attributes.items():
            if name == HERE or value in (None, "", [], ()):
                continue
            if annotation.kind == "claim" and name == TOPIC:
                yield CONCEPT, str(value)
            elif annotation.kind == "claim" and name == STANCE:
                yield AGREEMENT, {FOR: 1, AGAINST: 0}.get(str(value), -1)
            else:
                yield f"{name}_2" if name in _OWN else name, value
        if annotation.kind == "statistic":
            for name, part in _OF_QUANTITY.items():
                if said := annotation.quantity.get(part):
                    yield name, str(said)
        if len(annotation.content) > 1:
            yield PARTS, ";".join(f"{to_units(start)}-{to_units(end)}" for start, end in annotation.content)
        if annotation.note:
            yield NOTE, annotation.note

    def _speaker(self, annotation: Annotation) -> Iterator[tuple[str, str]]:
        here = str(annotation.attributes.get(HERE) or "")
        chain = [found for link in annotation.chain if link.role != "addressee"
                 and (found := self.edition.counts_as(link.source))]
        origin = self.edition.sources[chain[0]] if chain else None
        if origin and origin.type in _ORGANISED:
            yield ORGANIZATION, self._entity(ORGANIZATION, origin)
        elif origin:
            yield PERSON, self._entity(PERSON, origin)
            over = self._names.get(here.casefold()) if here else self.edition.counts_as(origin.affiliation)
            here = self._entity(ORGANIZATION, self.edition.sources[over]) if over else here
        if here and not (origin and origin.type in _ORGANISED):
            yield ORGANIZATION, self.fitted(ORGANIZATION, here)
        if len(chain) > 1:
            yield REPORTED, "; ".join(self.edition.sources[each].name for each in chain[1:])

    def _organisations(self) -> dict[str, str]:
        """Names of organisations, those that were merged too → the source that counts."""
        found: dict[str, str] = {}
        for source in sorted(self.edition.sources.values(), key=lambda each: each.id):
            if source.type in _ORGANISED and (head := self.edition.counts_as(source.id)):
                for name in source.names:
                    found.setdefault(name.casefold(), head)
        return found

    def _entity(self, variable: str, source: Source) -> str:
        value = self.fitted(variable, source.name or source.id)
        known = self.entities.setdefault((variable, value), source)
        if known.id != source.id:
            self.losses.note(tr("sources of one name are one: “{name}”", name=source.name))
        return value

    def fitted(self, variable: str, value: str) -> str:
        """A value as short as DNA allows, and never the same for two."""
        values, taken = self._fitted.setdefault(variable, {}), self._taken.setdefault(variable, set())
        if value not in values:
            short, more = value[:LONGEST], 2
            while short in taken:
                short, more = f"{value[:LONGEST - 6]} ({more})", more + 1
            if short != value:
                self.losses.note(tr("a name or value of more than {longest} characters was cut", longest=LONGEST))
            values[value] = short
            taken.add(short)
        return values[value]

    # --- types ---

    def _type(self, kind: str) -> Type:
        used, known = self._used[kind], self.edition.codebook.kind(kind)
        label = LABELS.get(kind, known.label or kind)[:LONGEST]
        if label in {each.label for each in self.types.values()}:
            label = kind
        type_ = Type(label, known.colour)
        if kind == "claim" or {PERSON, ORGANIZATION} & set(used):
            type_.columns += [Column(PERSON, SHORT), Column(ORGANIZATION, SHORT)]
        if kind == "claim":
            type_.columns.append(Column(CONCEPT, SHORT))
            type_.columns += self._agreement(used.get(AGREEMENT, []))
        order = [*self._asked.get(kind, {}), *sorted(used)]
        taken = {each.name.casefold() for each in type_.columns} | _OWN
        for name in dict.fromkeys(each for each in order if each in used and each not in _OWN):
            column = self._column(kind, name, used[name], taken)
            taken.add(column.name.casefold())
            type_.columns.append(column)
            for row in self.rows:
                if row.kind == kind and name in row.values:
                    row.values[column.name] = self._value(column, row.values.pop(name))
        if kind == "statistic":
            type_.columns += [Column(name, SHORT if name == "measure" else LONG) for name in _OF_QUANTITY]
        type_.columns += [Column(name, LONG) for name in (REPORTED, PARTS, NOTE) if name in used
                          or (name == NOTE and not type_.columns)]
        return type_

    def _agreement(self, values: list[Any]) -> list[Column]:
        """Whether one is for or against is asked when anybody has said so: DNA has no answer of neither."""
        if not any(value >= 0 for value in values):
            return []
        flag = [Column(GIVEN, SWITCH)] if self._choices.get("no_stance") == "flag" else []
        return [Column(AGREEMENT, SWITCH), *flag]

    def _column(self, kind: str, name: str, values: list[Any], taken: set[str]) -> Column:
        asked = self._asked.get(kind, {}).get(name)
        label = asked.label if asked and asked.label and f"dna_{plain(asked.label)}" in (f"dna_{name}", name) else name
        label, plain_label = label[:LONGEST - 10], label[:LONGEST - 10]
        more = 2
        while label.casefold() in taken:
            label, more = f"{plain_label}_{more}", more + 1
        if all(isinstance(value, bool) for value in values):
            return Column(label, SWITCH)
        if all(isinstance(value, int | float) and abs(value) < _LARGEST and value == int(value) for value in values):
            return Column(label, WHOLE)
        return Column(label, SHORT if asked and asked.type in ("choice", "multi", "date") else LONG)

    def _value(self, column: Column, value: Any) -> str | int:
        if column.type in (SWITCH, WHOLE):
            return int(value)
        text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        return self.fitted(column.name, text) if column.type == SHORT else text

    def _complete(self) -> None:
        """A value for every variable: DNA cannot list a statement that lacks one."""
        kept = []
        for row in self.rows:
            named = self.types[row.kind].named
            if AGREEMENT in named and not self._decided(row):
                continue
            row.values = {name: row.values.get(name, _MISSING[column.type]) for name, column in named.items()}
            if CONCEPT in named:
                row.values[CONCEPT] = self.fitted(CONCEPT, str(row.values[CONCEPT]))
            kept.append(row)
        self.rows = kept

    def _decided(self, row: Row) -> bool:
        """Whether a claim that is neither for nor against stays, as the person wants it."""
        if row.values.get(AGREEMENT, -1) in (0, 1):
            row.values[GIVEN] = 1
            return True
        unclear = self._choices.get("no_stance", "skip")
        self.losses.note({"skip": tr("a claim that is neither for nor against was left out"),
                          "agree": tr("a claim that is neither for nor against counts as agreement"),
                          "flag": tr("a claim that is neither for nor against has stance_given = 0")}[unclear])
        row.values[AGREEMENT] = int(unclear == "agree")
        return unclear != "skip"

    def _numbered_coders(self, corpus: Corpus) -> dict[str, int]:
        """Coders whom the data names, `Admin` first."""
        used = {row.annotation.creator for row in self.rows} | {paper.coder for paper in self.papers if paper.coder}
        names = sorted({*corpus.named_coders(), *used}, key=lambda each: (self.edition.coder(each).casefold(), each))
        admin = next((each for each in names if self.edition.coder(each) == ADMIN), "")
        others = [each for each in names if each != admin]
        numbers = numbered([1, *(_number(_CODER, each) for each in others)])
        return dict(zip([admin, *others], numbers, strict=True))


def _undated(text: str) -> int:
    date = stored(text)
    if date is None:
        raise Fault(tr("Nothing was written"), tr("“{text}” is no date", text=text), tr("Write it as 2026-03-01"))
    return date


def numbered(wanted: Iterable[int | None]) -> list[int]:
    """A number for each: the wanted one when nobody before has it, else the next that is free."""
    given = list(wanted)
    taken: set[int] = set()
    found: list[int] = []
    for each in given:
        found.append(each if each and each not in taken else 0)
        taken.add(found[-1])
    free = iter(number for number in range(1, len(given) + max(taken, default=0) + 2) if number not in taken)
    return [each or next(free) for each in found]


def _number(form: re.Pattern[str], text: str) -> int | None:
    match = form.fullmatch(text)
    return int(match[1]) if match else None
