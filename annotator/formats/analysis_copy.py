"""SQLite for analysis: plain related tables with foreign keys, indexes, views and a table that says what columns mean.

For SQL, R, pandas and Datasette. It is a copy: Annotator does not open it, and nothing in it goes back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.corpus.kinds import Kind
from annotator.formats.doors import Corpus, WriteOptions, Written, account
from annotator.formats.doors.columns import PARTS, TABLES, Columns
from annotator.formats.doors.drafts import Drafts, written
from annotator.formats.doors.tables import Row, Tables

AT_ONCE = 2_000
"""Rows that are handed to SQLite at once."""

_WHOLE = {
    "annotations": ("start", "end", "attributions", "revision", "quantity_unit_inferred", "quantity_vague",
                    "quantity_projection"),
    "attributions": ("level",), "articles": ("words", "characters", "annotations"), "codings": ("assigned",),
    "segments": ("number", "start", "end"), "passages": ("number", "start", "end"),
}  # fmt: skip
"""Columns that hold whole numbers, or 0 for no and 1 for yes; the others hold text."""
_KEYS = {"articles": "article_id", "annotations": "annotation_id", "sources": "source_id", "links": "link_id",
         "attributions": ("annotation_id", "level"), "codings": ("article_id", "coder_id"),
         "segments": ("annotation_id", "number"), "passages": ("article_id", "number"),
         "aliases": ("source_id", "alias")}  # fmt: skip
_ENDS = {"article_id": "articles", "annotation_id": "annotations", "source_id": "sources", "from_id": "annotations",
         "to_id": "annotations", "from_article_id": "articles", "to_article_id": "articles",
         "merged_into_id": "sources", "affiliation_id": "sources", "source_id_as_marked": "sources"}  # fmt: skip
_INDEXES = {"annotations": ("article_id", "kind", "source_id", "same_as_group"), "attributions": ("source_id",),
            "links": ("from_id", "to_id"), "segments": ("article_id",)}  # fmt: skip
_LED = ("annotation_id", "article_id", "article_title", "outlet", "published", "words", "start", "end", "source_id",
        "source", "via", "note", "creator", "created")
"""Columns of an annotation with which the view of its kind begins."""


def write_file(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the tables into one SQLite file.

    Raises:
        Fault: the disk refused, or the project kept changing.
    """
    def attempt(drafts: Drafts) -> Written:
        tables = Tables(corpus, parts=True)
        try:
            _fill(drafts.path(out), tables, account.rows(corpus.project(), options, ()))
        except sqlite3.OperationalError as error:
            raise OSError(str(error)) from error
        return Written([out], dict(tables.counts), tables.losses.lines())

    return written(corpus, [out], attempt)


def _fill(path: Path, tables: Tables, about: Iterable[tuple[str, str]]) -> None:
    from sqlite_utils import Database

    db = Database(path, execute_plugins=False)
    try:
        db.execute("PRAGMA journal_mode=OFF")  # a draft: thrown away whole if it fails
        with db.conn:
            _make_tables(db, tables.columns, _types(tables))
            _insert(db.conn, tables)
            lines = [*about, *(("not carried", line) for line in tables.losses.lines())]
            db.table("about").insert_all({"number": number, "what": what, "said": said}
                                         for number, (what, said) in enumerate(lines, 1))
            for table, names in _INDEXES.items():
                for name in names:
                    db.table(table).create_index([name])
            _make_views(db, tables.edition.codebook.kinds, tables.columns)
        db.execute("ANALYZE")
    finally:
        db.close()


def _make_tables(db: Any, columns: Columns, types: Mapping[tuple[str, str], type]) -> None:
    for table in ("articles", "sources", "annotations", "attributions", "links", "codings", *PARTS):
        names = columns.names(table)
        db.table(table).create(
            {name: types.get((table, name), str) for name in names}, pk=_KEYS[table],
            foreign_keys=[(name, _ENDS[name], _KEYS[_ENDS[name]]) for name in names
                          if name in _ENDS and (table, name) != (_ENDS[name], _KEYS[_ENDS[name]])])
    db.table("columns").create({"table_name": str, "column_name": str, "meaning": str},
                               pk=("table_name", "column_name"))
    db.table("columns").insert_all(
        {"table_name": table, "column_name": name, "meaning": meaning}
        for table in (*TABLES, *PARTS) for name, meaning in columns.meanings[table].items())


def _types(tables: Tables) -> dict[tuple[str, str], type]:
    """Columns that hold something else than text, by table and name."""
    found: dict[tuple[str, str], type] = {(table, name): int for table, names in _WHOLE.items() for name in names}
    codebook, named = tables.edition.codebook, tables.columns.attributes
    asked = [("annotations", each) for kind in codebook.kinds for each in kind.attributes]
    asked += [("sources", each) for each in codebook.source_attributes]
    asked += [("codings", each) for each in codebook.article_attributes]
    reckoned = {"number": float, "boolean": int}
    return found | {(table, named[table][each.id]): reckoned[each.type] for table, each in asked
                    if each.type in reckoned}


def _insert(connection: sqlite3.Connection, tables: Tables) -> None:
    """Rows of all tables come mixed; each table gets its own in bites."""
    waiting: dict[str, list[Row]] = {}
    store = {table: _store(connection, table, tables.columns.names(table)) for table in (*TABLES, *PARTS)}
    for table, row in tables.rows():
        rows = waiting.setdefault(table, [])
        rows.append(row)
        if len(rows) == AT_ONCE:
            store[table](rows)
            rows.clear()
    for table, rows in waiting.items():
        store[table](rows)


def _store(connection: sqlite3.Connection, table: str, names: Sequence[str]) -> Callable[[Iterable[Row]], None]:
    statement = f'INSERT INTO "{table}" VALUES ({",".join("?" * len(names))})'

    def store(rows: Iterable[Row]) -> None:
        connection.executemany(statement, ([_spelt(row.get(name)) for name in names] for row in rows))

    return store


def _spelt(cell: Any) -> Any:
    """Empty is NULL, as one asks for it in SQL; a text holds no half of a surrogate pair."""
    if isinstance(cell, str):
        return cell.encode("utf-8", "replace").decode() if cell else None
    return cell


def _make_views(db: Any, kinds: Iterable[Kind], columns: Columns) -> None:
    taken = {*TABLES, *PARTS, "columns", "source_counts"}
    for kind in kinds:
        name = f"kind_{kind.id}"
        if name.casefold() in taken:
            continue
        taken.add(name.casefold())
        own = [columns.attributes["annotations"][attribute.id] for attribute in kind.attributes]
        shown = ", ".join([*map(_quoted, [*_LED, *own]), *_figures(kind, columns)])
        db.create_view(name, f"SELECT {shown} FROM annotations WHERE kind = {_literal(kind.id)}")
    db.create_view("source_counts", """
        SELECT s.source_id, s.name, s.type, a.kind, count(*) AS annotations, count(DISTINCT a.article_id) AS articles
        FROM annotations a JOIN sources s ON s.source_id = a.source_id
        GROUP BY s.source_id, a.kind ORDER BY annotations DESC""")


def _figures(kind: Kind, columns: Columns) -> Iterator[str]:
    """A statistic's parts; its value twice, exact and as a number to reckon with."""
    if kind.id != "statistic":
        return
    yield "CAST(quantity_value AS REAL) AS number"
    yield from (_quoted(name) for name in columns.names("annotations") if name.startswith("quantity_"))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
