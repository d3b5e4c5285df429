"""Writing a DNA 3 file: the tables of DNA, every row of them complete, read again before it is put in its place."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import permutations
from pathlib import Path
from typing import Any

from annotator.corpus.change import counted
from annotator.corpus.errors import Fault
from annotator.formats.dna.database import load
from annotator.formats.dna.reading import COLOUR, COLOURS, TERMS
from annotator.formats.dna.statements import (
    ADMIN,
    LABELS,
    LONG,
    ORGANIZATION,
    PERSON,
    SHORT,
    SWITCH,
    WHOLE,
    Paper,
    Row,
    Statements,
    Type,
)
from annotator.formats.dna.tables import CREATED, DATE, LONGEST, VERSION
from annotator.formats.doors import Corpus, WriteOptions, Written, account, listed
from annotator.formats.doors.drafts import Drafts, written
from annotator.formats.doors.utf16 import Utf16
from annotator.language import tr

_ROUNDS = 100_000
_REPORT = tr("Report this, with the project")
_USUAL = ("Type", "Alias", "Notes")
_COLOURS = {"claim": (239, 208, 51), "annotation": (211, 211, 211)}
_CODERS = ((255, 255, 0), (51, 153, 255), (255, 102, 102), (102, 255, 0), (255, 153, 0), (153, 102, 255), (0, 204, 204))
_PAIRS = re.compile("[\U00010000-\U0010ffff]")
_DATA = {SWITCH: "DATABOOLEAN", WHOLE: "DATAINTEGER", LONG: "DATALONGTEXT", SHORT: "DATASHORTTEXT"}


def write_file(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the file, and beside it what it could not carry.

    Raises:
        Fault: the disk refused, or what was written is not what is read of it.
    """
    report = out.with_name(out.name + ".report.txt")

    def attempt(drafts: Drafts) -> Written:
        found = Statements(corpus, options)
        filling = _Filling(found, options.choices)
        draft = drafts.path(out)
        try:
            with closing(sqlite3.connect(draft)) as db:
                filling.write(db)
        except sqlite3.Error as error:
            raise Fault(tr("{name} was not written", name=out.name), str(error),
                        tr("Choose another folder, or make room")) from error
        _read_again(draft, out.name, found)
        losses = [*found.losses.lines(), *filling.said]
        with drafts.new(report) as file:
            file.write(_report(out.name, found, [*account.chosen(options), *losses]).encode("utf-8", "replace"))
        return Written([out, report], dict(found.counts), losses)

    return written(corpus, [out, report], attempt)


class _Filling:
    """The rows of every table, numbered from 1. `said` is what a person should know of them."""

    def __init__(self, found: Statements, choices: Mapping[str, str]) -> None:
        self._found, self._choices = found, choices
        self.said: list[str] = []
        self._types = {kind: number for number, kind in enumerate(found.types, 1)}
        self._variables: dict[tuple[str, str], int] = {}
        for kind, type_ in found.types.items():
            for column in type_.columns:
                self._variables[(kind, column.name)] = len(self._variables) + 1
        self._coders = {name: number for number, (name, _) in
                        enumerate(sorted(found.coders.items(), key=lambda each: each[1]), 1)}
        self._papers = {paper.number: number for number, paper in
                        enumerate(sorted(found.papers, key=lambda each: each.number), 1)}
        self._entities: dict[tuple[str, str, str], int] = {}

    def write(self, db: sqlite3.Connection) -> None:
        """Make the tables and fill them, in one transaction."""
        db.execute("PRAGMA foreign_keys=ON")
        for table, columns in CREATED.items():
            db.execute(f"CREATE TABLE {table}({columns})")
        for table, columns, rows in self._tables():
            marks = ", ".join("?" * len(columns.split(", ")))
            db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", _spelt(rows))
        if db.execute("PRAGMA foreign_key_check").fetchall() or (
                db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok"):
            raise Fault(tr("The DNA file was not written"), tr("its tables do not fit together"), _REPORT)
        db.commit()

    def _tables(self) -> Iterator[tuple[str, str, Iterable[Sequence[Any]]]]:
        found, colour = self._found, "Red, Green, Blue"
        yield "SETTINGS", "Property, Value", (("version", VERSION), ("date", DATE))
        yield "CODERS", f"ID, Name, {colour}, Password", self._coder_rows()
        yield "CODERRELATIONS", "Coder, OtherCoder", permutations(self._coders.values(), 2)
        yield "DOCUMENTS", "ID, Title, Text, Coder, Author, Source, Section, Notes, Type, Date", self._document_rows()
        yield "STATEMENTTYPES", f"ID, Label, {colour}", (
            (number, found.types[kind].label, *_parts(found.types[kind].colour, _COLOURS.get(kind, (100, 200, 190))))
            for kind, number in self._types.items())
        yield "VARIABLES", "ID, Variable, DataType, StatementTypeId", (
            (number, name, found.types[kind].named[name].type, self._types[kind])
            for (kind, name), number in self._variables.items())
        yield "REGEXES", f"Label, {colour}", self._terms()
        yield "ENTITIES", f"ID, VariableId, Value, {colour}", self._entity_rows()
        yield from self._attribute_tables()
        rows = sorted(found.rows, key=lambda row: row.number)
        yield "STATEMENTS", "ID, StatementTypeId, DocumentId, Start, Stop, Coder", (
            (number, self._types[row.kind], self._papers[row.paper.number], *self._place(row),
             self._coders.get(row.annotation.creator, 1)) for number, row in enumerate(rows, 1))
        for type_, table in _DATA.items():
            held = "Entity" if type_ == SHORT else "Value"
            yield table, f"StatementId, VariableId, {held}", self._data_rows(rows, type_)

    def _coder_rows(self) -> Iterator[Sequence[Any]]:
        password = self._choices.get("password") or "dna"
        kept = hashed(password)
        for name, number in self._coders.items():
            said = self._found.edition.coder(name)[:LONGEST] if name else ADMIN
            yield number, said, *_CODERS[(number - 1) % len(_CODERS)], kept
        self.said.append(tr("every coder signs in with the password “{password}”", password=password))

    def _document_rows(self) -> Iterator[Sequence[Any]]:
        for paper in sorted(self._found.papers, key=lambda each: each.number):
            article, number = paper.article, self._papers[paper.number]
            title = self._short(article.title) or f"Untitled {number}"
            yield (number, title, self._text(paper), self._coders.get(paper.coder, 1),
                   self._short("; ".join(article.byline)), self._short(article.outlet), self._short(article.section),
                   article.note, self._short(paper.type), paper.date)
        if pairs := sum(paper.units.length != len(paper.text) for paper in self._found.papers):
            articles = counted(pairs, "article")
            self.said.append(
                tr("emoji and rare letters in {articles}: written as □", articles=articles)
                if self._choices.get("emoji") == "replace" else
                tr("emoji and rare letters in {articles}: DNA's tables show what stands behind them shifted",
                   articles=articles))

    def _short(self, text: str) -> str:
        line = " ".join(text.split())
        if len(line) > LONGEST:
            self._found.losses.note(tr("a title, author or outlet of more than {longest} characters was cut",
                                       longest=LONGEST))
        return line[:LONGEST]

    def _text(self, paper: Paper) -> str:
        """A pair becomes one letter: the places of what stands behind it move."""
        return _PAIRS.sub("□", paper.text) if self._choices.get("emoji") == "replace" else paper.text

    def _place(self, row: Row) -> tuple[int, int]:
        if self._choices.get("emoji") == "replace":
            units: Utf16 = row.paper.units
            return units.to_code_point(row.start), units.to_code_point(row.stop)
        return row.start, row.stop

    def _terms(self) -> list[Sequence[Any]]:
        agreed = self._found.edition.codebook.conventions
        terms, colours = agreed.get(TERMS) or (), agreed.get(COLOURS) or ()
        if not isinstance(terms, list | tuple):
            return []
        known = dict(zip(map(str, terms), map(str, colours), strict=False)) if isinstance(colours, list | tuple) else {}
        return [(term, *_parts(known.get(term, ""), (255, 0, 0)))
                for term in dict.fromkeys(map(str, terms)) if 0 < len(term) <= LONGEST]

    def _entity_rows(self) -> Iterator[Sequence[Any]]:
        """Each value once for its variable, and an empty one, which DNA takes for “not filled in”."""
        for kind, type_ in self._found.types.items():
            for column in type_.columns:
                if column.type == SHORT:
                    used = {str(row.values[column.name]) for row in self._found.rows if row.kind == kind}
                    for value in sorted({"", *used}, key=lambda each,
                                        of=column.name: self._rank(of, each)):  # type: ignore[misc]
                        self._entities[(kind, column.name, value)] = len(self._entities) + 1
                        source = self._found.entities.get((column.name, value))
                        colour = str(source.attributes.get(COLOUR) or "") if source else ""
                        yield (len(self._entities), self._variables[(kind, column.name)], value,
                               *_parts(colour, (0, 0, 0)))

    def _rank(self, variable: str, value: str) -> tuple[bool, int, str]:
        number = self._found.number(variable, value)
        return value != "", number or 10**9, value

    def _attribute_tables(self) -> Iterator[tuple[str, str, Iterable[Sequence[Any]]]]:
        asked: list[tuple[str, str, str]] = []
        own = {each.id: each.title for each in self._found.edition.codebook.source_attributes}
        for kind, type_ in self._found.types.items():
            for column in type_.columns:
                if column.type == SHORT and kind in LABELS:
                    more = dict.fromkeys(own.get(key, key) for (variable, _), source in self._found.entities.items()
                                         if variable == column.name for key in source.attributes if key != COLOUR)
                    named = dict.fromkeys(_named((*_USUAL, *more)))
                    asked += [(kind, column.name, name) for name in named]
        numbers = {each: number for number, each in enumerate(asked, 1)}
        yield "ATTRIBUTEVARIABLES", "ID, VariableId, AttributeVariable", (
            (number, self._variables[(kind, variable)], name) for (kind, variable, name), number in numbers.items())
        yield "ATTRIBUTEVALUES", "EntityId, AttributeVariableId, AttributeValue", (
            (entity, number, self._short(self._known(variable, value, name, own)))
            for (kind, variable, value), entity in self._entities.items()
            for (of, about, name), number in numbers.items() if (of, about) == (kind, variable))

    def _known(self, variable: str, value: str, name: str, own: Mapping[str, str]) -> str:
        """What is known of a person or an organisation."""
        source = self._found.entities.get((variable, value)) if variable in (PERSON, ORGANIZATION) else None
        if source is None:
            return ""
        said = {own.get(key, key)[:LONGEST].casefold(): str(held) for key, held in source.attributes.items()}
        if name in ("Alias", "Notes"):
            return "; ".join(source.aliases) if name == "Alias" else source.note
        return said.get(name.casefold(), source.job_title if name == "Type" else "")

    def _data_rows(self, rows: Sequence[Row], type_: str) -> Iterator[Sequence[Any]]:
        for number, row in enumerate(rows, 1):
            for column in self._found.types[row.kind].columns:
                if column.type == type_:
                    value: Any = row.values[column.name]
                    if type_ == SHORT:
                        value = self._entities[(row.kind, column.name, str(value))]
                    yield number, self._variables[(row.kind, column.name)], value


def hashed(password: str) -> str:
    """A password as DNA keeps it: salt and digest of SHA-256 in 100,000 rounds, in base64."""
    salt = os.urandom(16)
    digest = hashlib.sha256(salt + unicodedata.normalize("NFC", password).encode()).digest()
    for _ in range(_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode()


def _named(names: Iterable[str]) -> Iterator[str]:
    """Names of attributes, short enough, and each once whatever its capitals."""
    seen: set[str] = set()
    for name in names:
        short = name[:LONGEST]
        if short.casefold() not in seen:
            seen.add(short.casefold())
            yield short


def _parts(colour: str, usual: tuple[int, int, int]) -> tuple[int, int, int]:
    if not re.fullmatch("#[0-9A-Fa-f]{6}", colour):
        return usual
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _spelt(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """A text holds no half of a surrogate pair."""
    for row in rows:
        yield [each.encode("utf-8", "replace").decode() if isinstance(each, str) else each for each in row]


def _read_again(draft: Path, name: str, found: Statements) -> None:
    """Whether what is read of it is what was written."""
    database = load(draft)
    labels = {row.kind: found.types[row.kind].label for row in found.rows}
    ours = sorted((labels[row.kind], sorted(str(value) for value in row.values.values())) for row in found.rows)
    theirs = sorted((database.types[each.type][0], sorted(map(str, each.values.values())))
                    for each in database.statements.values())
    if database.problems or len(database.documents) != len(found.papers) or ours != theirs:
        raise Fault(tr("{name} was not written", name=name), tr("what is read of it is not what was written"),
                    _REPORT)


def _report(name: str, found: Statements, losses: Sequence[str]) -> str:
    lines = [f"{name}: {listed(found.counts)}", "", tr("Statement types")]
    lines += [f"- {_described(type_)}" for type_ in found.types.values()]
    lines += ["", tr("What this file could not carry, and what to know of it"), *(f"- {each}" for each in losses)]
    return "\n".join(lines) + "\n"


def _described(type_: Type) -> str:
    return f"{type_.label}: {', '.join(f'{each.name} ({each.type})' for each in type_.columns)}"
