"""A DNA file of a stranger, read whole: versions 2 and 3, told apart by their tables.

The file is copied into memory and read there: nothing lies beside it, nothing in it is run, and what DNA itself has
open stays untouched. No row makes the file be refused; what cannot be is left out and named.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.formats.dna.tables import NEEDED
from annotator.formats.doors.files import LARGEST, read_whole, refused
from annotator.language import tr

_STRIDE = 10_000
_STEPS_A_BYTE = 200
"""Steps of SQLite for each byte of the file after which it is given up: an honest file takes far fewer."""

_MANY = 5
"""Rows of one trouble that are named; more are counted."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A question of a statement type; `type` is `short text`, `long text`, `integer` or `boolean`."""

    id: int
    name: str
    type: str
    statement_type: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A value of a short text variable, with what is known of it. `parent` is the value that it belongs to."""

    id: int
    variable: int
    value: str
    colour: str = ""
    parent: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A document; `date` as it is stored: seconds (version 3) or milliseconds (version 2) since 1970."""

    id: int
    title: str
    text: str
    coder: int
    author: str
    source: str
    section: str
    notes: str
    type: str
    date: int


@dataclass(slots=True)
class Statement:
    """A span of a document, in UTF-16 units, with the values of its variables by their id."""

    id: int
    type: int
    document: int
    start: int
    stop: int
    coder: int
    values: dict[int, str | int] = field(default_factory=dict)


@dataclass(slots=True)
class Database:
    """All that is read of a DNA file.

    Args:
        generation: 1, 2 or 3.
        types: id → label and colour.
        entities: by variable and value.
        links: how many there are between variables, which we have no place for.
        linked: statements that are linked, each with the one to which it leads.
        problems: what was left out, a line each.
    """

    name: str
    generation: int
    coders: dict[int, str] = field(default_factory=dict)
    types: dict[int, tuple[str, str]] = field(default_factory=dict)
    variables: dict[int, Variable] = field(default_factory=dict)
    entities: dict[tuple[int, str], Entity] = field(default_factory=dict)
    documents: dict[int, Document] = field(default_factory=dict)
    statements: dict[int, Statement] = field(default_factory=dict)
    regexes: list[tuple[str, str]] = field(default_factory=list)
    links: int = 0
    linked: list[tuple[int, int]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def asked(self, statement_type: int) -> list[Variable]:
        """The variables of a statement type, in DNA's order."""
        return [each for _, each in sorted(self.variables.items()) if each.statement_type == statement_type]


def holds_statements(path: Path) -> bool:
    """Whether an SQLite file has the tables of DNA; its list of tables alone is looked at."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            db.execute("PRAGMA trusted_schema=OFF")
            tables = {str(name).upper() for (name,) in db.execute("SELECT name FROM sqlite_schema LIMIT 1000")}
    except (sqlite3.Error, OSError):
        return False
    return {"STATEMENTTYPES", "DATASHORTTEXT", "DATABOOLEAN"} <= tables


def load(path: Path, raw: bytes = b"") -> Database:
    """Read a file of DNA 2 or 3, or its bytes that were read already.

    Raises:
        Fault: it is none of DNA 2 or 3, damaged, or holds what no DNA file has.
    """
    raw = raw or read_whole(path)
    if not raw.startswith(b"SQLite format 3\0"):
        raise refused(path.name, tr("it is not a DNA file"), tr("Choose a file that DNA has saved"))
    try:
        with closing(_in_memory(raw)) as db:
            _check(db, path.name)
            return _Loading(db, path.name).found
    except sqlite3.Error as error:
        why = (tr("reading it takes far longer than its size explains") if "interrupted" in str(error) else
               tr("it is damaged ({error})", error=error))
        raise refused(path.name, why, tr("Open it with DNA and save a copy, or take a backup")) from error


def _in_memory(raw: bytes) -> sqlite3.Connection:
    """A copy of the file, distrusted: no functions in its schema, no sizes without limit, no endless work."""
    db = sqlite3.connect(":memory:")
    db.deserialize(raw[:18] + b"\1\1" + raw[20:])  # never write-ahead: there is no second file in memory
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
    left = iter(range((2_000_000 + _STEPS_A_BYTE * len(raw)) // _STRIDE))
    db.set_progress_handler(lambda: next(left, None) is None, _STRIDE)
    db.text_factory = lambda held: held.decode("utf-8", "replace")
    db.execute("PRAGMA trusted_schema=OFF")
    db.execute("PRAGMA cell_size_check=ON")
    db.execute("PRAGMA ignore_check_constraints=ON")  # a check may take for ever; what it would say is not asked
    db.execute("PRAGMA query_only=ON")
    if sys.version_info >= (3, 12):
        db.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        db.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        db.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)
    return db


def _check(db: sqlite3.Connection, name: str) -> None:
    held = db.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    if any(kind not in ("table", "index") or re.match(r"\s*CREATE\s+VIRTUAL\b", sql or "", re.IGNORECASE)
           for kind, _, sql in held):
        raise refused(name, tr("it holds triggers, views or virtual tables, which no DNA file has"),
                      tr("Do not open it; ask whoever made it"))
    if (said := db.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        raise refused(name, tr("it is damaged ({error})", error=' '.join(said.split())[:80]),
                      tr("Open it with DNA and save a copy, or take a backup"))
    tables = {table.upper() for kind, table, _ in held if kind == "table"}
    if missing := sorted(set(NEEDED) - tables):
        raise refused(name, tr("it is an SQLite file, but no DNA file: there is no table {missing}",
                               missing=missing[0]),
                      tr("Choose a file that DNA 2 or 3 has saved"))
    for table, columns in NEEDED.items():
        there = {row[1].casefold() for row in db.execute(f"PRAGMA table_info({table})")}
        if any(row[6] > 1 for row in db.execute(f"PRAGMA table_xinfo({table})")):
            raise refused(name, tr("its table {table} reckons columns out, which no DNA file does", table=table),
                          tr("Do not open it; ask whoever made it"))
        for column in columns:
            if column.casefold() not in there:
                raise refused(name, tr("its table {table} has no column {column}", table=table, column=column),
                              tr("Choose a file that DNA 2 or 3 has saved"))
    if not tables & {"ENTITIES", "ATTRIBUTES"}:
        raise refused(name, tr("it is a DNA file of no known version: it has neither entities nor attributes"),
                      tr("Open it with DNA 2 or later, and save it anew"))


class _Loading:
    """One file on its way in; `found` is the result."""

    def __init__(self, db: sqlite3.Connection, name: str) -> None:
        self._db = db
        self._tables = {row[0].upper() for row in db.execute("SELECT name FROM sqlite_schema WHERE type='table'")}
        self.found = Database(name, 3 if "ENTITIES" in self._tables else 2)
        self._values: dict[int, Entity] = {}
        self._troubles: dict[str, list[str]] = {}
        self._shared()
        self._entities() if self.found.generation == 3 else self._attributes()
        self._documents()
        self._statements()
        self._data()
        self.found.links = sum(1 for _ in self._rows("VARIABLELINKS", "ID"))
        for number, start, end in self._rows("STATEMENTLINKS", "ID", "SourceId", "TargetId"):
            if start in self.found.statements and end in self.found.statements:
                self.found.linked.append((start, end))
            else:
                self._leave_out(tr("a link between statements that are not there"), "STATEMENTLINKS", number)
        self.found.problems += [_said(trouble, rows) for trouble, rows in self._troubles.items()]

    def _rows(self, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Rows of a table; a column or table that is not there is empty. The first column names the row."""
        if table not in self._tables:
            return
        there = {row[1].casefold() for row in self._db.execute(f"PRAGMA table_info({table})")}
        asked = ", ".join(each if each.casefold() in there else "NULL" for each in columns)
        for row in self._db.execute(f"SELECT {asked} FROM {table} ORDER BY 1").fetchall():
            if columns[0] == "ID" and not isinstance(row[0], int):
                self._leave_out(tr("a row without a number"), table, row[0])
            else:
                yield row

    def _leave_out(self, trouble: str, table: str, name: Any) -> None:
        self._troubles.setdefault(trouble, []).append(f"{table} {name}")

    def _shared(self) -> None:
        found = self.found
        found.coders = {number: _text(name) or f"Coder {number}" for number, name in self._rows("CODERS", "ID", "Name")}
        for number, label, *colour in self._rows("STATEMENTTYPES", "ID", "Label", "Red", "Green", "Blue"):
            found.types[number] = _text(label) or f"Type {number}", _hex(colour)
        for number, name, type_, of in self._rows("VARIABLES", "ID", "Variable", "DataType", "StatementTypeId"):
            if of not in found.types or type_ not in ("short text", "long text", "integer", "boolean"):
                self._leave_out(tr("a variable of no known statement type or data type"), "VARIABLES", number)
            else:
                found.variables[number] = Variable(number, _text(name) or f"variable {number}", type_, of)
        found.regexes = [(_text(label), _hex(colour)) for label, *colour
                         in self._rows("REGEXES", "Label", "Red", "Green", "Blue") if _text(label)]

    def _entities(self) -> None:
        asked = {number: _text(name) for number, name
                 in self._rows("ATTRIBUTEVARIABLES", "ID", "AttributeVariable")}
        said: dict[Any, dict[str, str]] = {}
        for _, entity, variable, value in self._rows(
                "ATTRIBUTEVALUES", "ID", "EntityId", "AttributeVariableId", "AttributeValue"):
            if variable in asked and _text(value):
                said.setdefault(entity, {})[asked[variable]] = _text(value)
        rows = list(self._rows("ENTITIES", "ID", "VariableId", "Value", "Red", "Green", "Blue", "ChildOf"))
        names = {row[0]: _text(row[2]) for row in rows}
        for number, variable, value, *colour, parent in rows:
            entity = Entity(number, variable, _text(value), _hex(colour), names.get(parent, ""), said.get(number, {}))
            self._values[number] = entity
            self._keep(entity)

    def _attributes(self) -> None:
        columns = ("ID", "VariableId", "Value", "Red", "Green", "Blue", "Type", "Alias", "Notes", "ChildOf")
        for number, variable, value, red, green, blue, *said, parent in self._rows("ATTRIBUTES", *columns):
            given = {name: _text(each) for name, each in zip(("Type", "Alias", "Notes"), said, strict=True)}
            self._keep(Entity(number, variable, _text(value), _hex([red, green, blue]), _text(parent),
                              {name: each for name, each in given.items() if each}))

    def _keep(self, entity: Entity) -> None:
        if entity.variable in self.found.variables:
            self.found.entities.setdefault((entity.variable, entity.value), entity)
        else:
            self._leave_out(tr("an entity of a variable that is not there"), "ENTITIES", entity.id)

    def _documents(self) -> None:
        columns = ("ID", "Title", "Text", "Coder", "Author", "Source", "Section", "Notes", "Type", "Date")
        for number, title, text, coder, author, source, section, notes, type_, date in self._rows(
                "DOCUMENTS", *columns):
            if not _text(text):
                self._leave_out(tr("a document without text"), "DOCUMENTS", number)
                continue
            self.found.documents[number] = Document(
                number, _text(title), _text(text), coder if coder in self.found.coders else 0, _text(author),
                _text(source), _text(section), _text(notes), _text(type_), date if isinstance(date, int) else 0)

    def _statements(self) -> None:
        columns = ("ID", "StatementTypeId", "DocumentId", "Start", "Stop", "Coder")
        for number, type_, document, start, stop, coder in self._rows("STATEMENTS", *columns):
            if type_ not in self.found.types or document not in self.found.documents:
                self._leave_out(tr("a statement whose type or document is not there"), "STATEMENTS", number)
            elif not (isinstance(start, int) and isinstance(stop, int)):
                self._leave_out(tr("a statement whose place is no number"), "STATEMENTS", number)
            else:
                self.found.statements[number] = Statement(
                    number, type_, document, start, stop, coder if coder in self.found.coders else 0)

    def _data(self) -> None:
        short = "Entity" if self.found.generation == 3 else "Value"
        read: Sequence[tuple[str, str, str, Callable[[Any], str | int | None]]] = (
            ("DATABOOLEAN", "boolean", "Value", _whole), ("DATAINTEGER", "integer", "Value", _whole),
            ("DATALONGTEXT", "long text", "Value", _text),
            ("DATASHORTTEXT", "short text", short, self._value_of if self.found.generation == 3 else _text))
        for table, type_, column, meant in read:
            for number, name, variable, held in self._rows(table, "ID", "StatementId", "VariableId", column):
                statement, asked = self.found.statements.get(name), self.found.variables.get(variable)
                value = meant(held)
                if statement is None or asked is None or asked.type != type_ or value is None:
                    self._leave_out(tr("a value whose statement, variable or entity is not there"), table, number)
                elif variable in statement.values:
                    self._leave_out(tr("a second value of one statement and variable"), table, number)
                else:
                    statement.values[variable] = value

    def _value_of(self, entity: Any) -> str | None:
        known = self._values.get(entity)
        return known.value if known else None


def _said(trouble: str, rows: Sequence[str]) -> str:
    first = ", ".join(rows[:_MANY])
    if len(rows) > _MANY:
        return tr("{trouble} was left out: {rows} and {more} more", trouble=trouble, rows=first, more=len(rows) - _MANY)
    return tr("{trouble} was left out: {rows}", trouble=trouble, rows=first)


def _text(held: Any) -> str:
    return held.replace("\0", "\ufffd") if isinstance(held, str) else "" if held is None else str(held)[:200]


def _whole(held: Any) -> int | None:
    return held if isinstance(held, int) else None


def _hex(colour: Sequence[Any]) -> str:
    """`#RRGGBB`; black means that there is none."""
    if all(isinstance(part, int) and 0 <= part <= 255 for part in colour) and any(colour):
        return "#{:02X}{:02X}{:02X}".format(*colour)
    return ""
