"""DNA files for the tests: made by plain SQL from the tables that a real one has."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from annotator.formats.dna.tables import CREATED

TEXT = "\nThe mayor said: “The bridge 🙂 is safe.”\nThe union disagrees, and so does the port."
OTHER = "A second text, without anything in it but a figure: 26,000."

ROWS: dict[str, list[tuple[Any, ...]]] = {
    "SETTINGS (Property, Value)": [("version", "3.0.7"), ("date", "2022-06-10")],
    "CODERS (ID, Name, Password)": [(1, "Admin", "x"), (2, "Zoe", "x"), (3, "Ann", "x")],
    "DOCUMENTS (ID, Title, Text, Coder, Author, Source, Section, Notes, Type, Date)": [
        (4, "Bridge", TEXT, 2, "A. Writer", "The Paper", "Local", "Read twice.", "news", 1_106_697_600),
        (7, "Figures", OTHER, 2, "", "The Paper", "", "", "", 1_106_697_600 + 45_000)],
    "STATEMENTTYPES (ID, Label, Red, Green, Blue)": [
        (1, "DNA Statement", 239, 208, 51), (3, "Annotation", 211, 211, 211)],
    "VARIABLES (ID, Variable, DataType, StatementTypeId)": [
        (1, "person", "short text", 1), (2, "organization", "short text", 1), (3, "concept", "short text", 1),
        (4, "agreement", "boolean", 1), (5, "strength", "integer", 1), (6, "status", "short text", 1),
        (11, "note", "long text", 3)],
    "REGEXES (Label, Red)": [("bridge|ferry", 255), ("C[Oo]2", 1)],
    "ENTITIES (ID, VariableId, Value, Red, Green, Blue, ChildOf)": [
        (1, 1, "", 0, 0, 0, None), (2, 1, "Jane Doe", 255, 153, 0, None), (9, 2, "City; Council", 0, 204, 0, None),
        (10, 2, "Port", 0, 0, 0, 9), (11, 2, "", 0, 0, 0, None), (12, 3, "The bridge is safe.", 0, 0, 0, None),
        (13, 3, "", 0, 0, 0, None), (14, 6, "open", 0, 0, 0, None)],
    "ATTRIBUTEVARIABLES (ID, VariableId, AttributeVariable)": [
        (1, 1, "Type"), (2, 1, "Alias"), (3, 1, "Notes"), (4, 2, "Type"), (5, 1, "Party member")],
    "ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue)": [
        (2, 1, "Politician"), (2, 2, "Doe, J.; the mayor"), (2, 3, "In office."), (2, 5, "Greens"),
        (9, 4, "Government")],
    "STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder)": [
        (3, 1, 4, 17, 41, 2), (5, 1, 4, 42, 84, 3), (6, 1, 4, 42, 84, 3), (8, 3, 7, 0, 8, 2)],
    "DATABOOLEAN (StatementId, VariableId, Value)": [(3, 4, 1), (5, 4, 0), (6, 4, 0)],
    "DATAINTEGER (StatementId, VariableId, Value)": [(3, 5, 7), (5, 5, 0), (6, 5, 0)],
    "DATALONGTEXT (StatementId, VariableId, Value)": [(8, 11, "Ask.\nAgain.")],
    "DATASHORTTEXT (StatementId, VariableId, Entity)": [
        (3, 1, 2), (3, 2, 9), (3, 3, 12), (3, 6, 14), (5, 1, 1), (5, 2, 10), (5, 3, 12), (6, 1, 2), (6, 2, 11),
        (6, 3, 12)],
}
"""A small project: two documents, four statements, two of which stand at one place."""


def write(path: Path, rows: dict[str, list[tuple[Any, ...]]] = ROWS, *more: str) -> Path:
    """A DNA 3 file with these rows; then what `more` says in SQL, in spite of every rule."""
    with closing(sqlite3.connect(path)) as db:
        for table, columns in CREATED.items():
            db.execute(f"CREATE TABLE {table}({columns})")
        for table, given in rows.items():
            _insert(db, table, given)
        for statement in more:
            db.execute(statement)
        db.commit()
    return path


def _insert(db: sqlite3.Connection, table: str, given: Iterable[tuple[Any, ...]]) -> None:
    marks = ",".join("?" * (table.count(",") + 1))
    db.executemany(f"INSERT INTO {table} VALUES ({marks})", given)


def version_2(path: Path, dates: Iterable[int] = (1_106_694_000_000, 1_122_847_200_000)) -> Path:
    """A DNA 2 file: two documents with a statement, dates (milliseconds) such as a midnight in Berlin."""
    first, second = dates
    with closing(sqlite3.connect(path)) as db:
        db.executescript("""
            CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT);
            CREATE TABLE CODERS(ID INTEGER PRIMARY KEY, Name TEXT, Red INTEGER, Green INTEGER, Blue INTEGER,
                Password TEXT);
            CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT,
                Source TEXT, Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
            CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY, Label TEXT, Red INTEGER, Green INTEGER, Blue INTEGER);
            CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
            CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER,
                Stop INTEGER, Coder INTEGER);
            CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
                StatementTypeId INTEGER, Value TEXT);
            CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
                StatementTypeId INTEGER, Value INTEGER);
            CREATE TABLE ATTRIBUTES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT, Red INTEGER, Green INTEGER,
                Blue INTEGER, Type TEXT, Alias TEXT, Notes TEXT, ChildOf TEXT);
            INSERT INTO SETTINGS VALUES ('version', '2.0 beta 19');
            INSERT INTO CODERS VALUES (1, 'Admin', 0, 0, 0, '');
            INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement', 255, 255, 0);
            INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (4, 'agreement', 'boolean', 1);
            INSERT INTO STATEMENTS VALUES (1, 1, 1, 0, 3, 1);
            INSERT INTO DATASHORTTEXT VALUES (1, 1, 1, 1, 'Jane Doe');
            INSERT INTO DATABOOLEAN VALUES (1, 1, 4, 1, 1);
            INSERT INTO ATTRIBUTES VALUES (1, 1, 'Jane Doe', 255, 153, 0, 'Politician', '', '', '');
        """)
        db.executemany("INSERT INTO DOCUMENTS VALUES (?, ?, ?, 1, '', '', '', '', '', ?)", [
            (1, "One", "One text.", first), (2, "Two", "Another text.", second)])
        db.commit()
    return path
