"""From the state of an entity to its rows in the derived tables."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from annotator.corpus.article import MOVED, elements
from annotator.corpus.ids import pack
from annotator.corpus.names import folded
from annotator.project.fold import State, fold
from annotator.project.journal import Journal, marks, paged
from annotator.project.operation import Operation, encode_fields
from annotator.project.schema import COUNTED, DERIVED, TABLES
from annotator.project.tallies import COUNT, Tallies

TABLES_OF = {"annotation": ("annotation", "attribution"), "source": ("source",), "link": ("link",),
             "article": ("card",), "review": ("review",), "values": ("entity", "variables"), "undo": ()}


BINNED = frozenset({"annotation", "source", "link", "article"})
"""Kinds of things that a person removes and may look for again."""

UNDATED = "\U0010ffff"
"""What stands for the date of an article without one: after all that have one."""

_KEEPING = ", ".join(f"{name}=excluded.{name}" for name in TABLES["card"] if name not in ("id", *COUNTED))
_WRITES = {table: f"INSERT INTO main.{table} VALUES({','.join(COUNT.get(name, '?') for name in TABLES[table])})"
           for table in DERIVED}
_WRITES["card"] += f" ON CONFLICT(id) DO UPDATE SET {_KEEPING}"
"""A card is written over, never taken away first: it keeps its row number, which the library holds, and its counts."""

NOBODYS = frozenset({"coder", "merge", "purge"})
"""Kinds of operation that undo passes over: names, what came with a merge, what the law takes away."""


Said = tuple[Operation, Mapping[str, Any]]
"""An operation and the fields that it sets."""


class Rows:
    """Rows that wait to be written, by table, and what they change in the tallies."""

    def __init__(self) -> None:
        self.of: dict[str, list[tuple[Any, ...]]] = {table: [] for table in DERIVED}
        self.tallies = Tallies()

    def write(self, db: sqlite3.Connection) -> None:
        """Write them and forget them. Cards come last: a new one counts what is in it already."""
        card = self.of.pop("card")
        for table, rows in self.of.items():
            if rows:
                db.executemany(_WRITES[table], rows)
                self.tallies.count(table, rows)
                rows.clear()
        self.tallies.write(db)
        db.executemany(_WRITES["card"], card)
        self.of["card"] = []


class Entity(NamedTuple):
    """What is needed of an entity to write its rows; `who` is (born ms, born by, last ms, last by, changes).

    `born` is the clock of its creation: articles without a date are listed as they came, the latest link of a ring is
    not followed.
    """

    kind: str
    id: bytes
    article: bytes
    fields: Mapping[str, Any]
    stored: str
    who: tuple[int, bytes, int | None, bytes | None, int]
    born: int
    conflicts: str | None = None
    removed: bool = False


def of_operation(op: Operation, fields: Mapping[str, Any], coder: bytes) -> Entity | None:
    """The entity that one operation made; None when it is not to be shown (an edit before its creation)."""
    if op.patch is None or op.prev or fields.get("deleted"):
        return None
    return Entity(op.kind, op.entity, op.article, fields, op.patch, (op.hlc >> 16, coder, None, None, 0), op.hlc)


def of_state(entity: bytes, state: State, coder_of: Mapping[bytes, bytes]) -> Entity | None:
    """The entity as several operations left it; a removed article stays as a row, for what may be inside."""
    if not state.visible and not (state.kind == "article" and not state.born.prev and state.born.patch):
        return None
    last = (state.last.hlc >> 16, coder_of[state.last.session]) if state.changes else (None, None)
    return Entity(state.kind, entity, state.article, state.fields, encode_fields(state.fields),
                  (state.born.hlc >> 16, coder_of[state.born.session], *last, state.changes), state.born.hlc,
                  ",".join(sorted(state.conflicts)) or None, not state.alive)


def of_removal(entity: bytes, state: State, coder_of: Mapping[bytes, bytes]) -> tuple[Any, ...] | None:
    """The row of something that is removed: where it was, when and by whom it was removed, and whose it is.

    None for what is there, what has not arrived, and what was purged: that does not come back; nor for what was carried
    over to a new version of its article: it is there.
    """
    last, here = state.last, state.alive or bool(state.fields.get(MOVED))
    if here or state.kind not in BINNED or state.born.prev or state.born.patch is None or last is state.born:
        return None
    return (entity, state.kind, state.article, last.hlc, coder_of[last.session], last.session, last.change_set,
            made_by(state, coder_of))


def made_by(state: State, coder_of: Mapping[bytes, bytes]) -> bytes:
    """The packed id of whose a thing is: of whom an import names, else of who made it."""
    creator = state.fields.get("creator")
    return (pack(creator) if isinstance(creator, str) and creator.isascii() and creator
            else coder_of[state.born.session])


def collect(rows: Rows, entity: Entity, text: str | None = None) -> None:
    """Append the rows of one entity; an article's card is measured by its text."""
    fields, of = entity.fields, rows.of
    base = (*entity.who, entity.conflicts, entity.stored)
    if entity.kind == "annotation":
        _collect_annotation(rows, entity)
    elif entity.kind == "source":
        merged_into = pack(fields.get("merged_into") or "")
        of["source"].append((entity.id, fields.get("name"), _names(fields), merged_into, *base))
    elif entity.kind == "link":
        of["link"].append((entity.id, entity.article, fields.get("type"), pack(fields.get("start") or ""),
                             pack(fields.get("end") or ""), entity.born, *base))
    elif entity.kind == "article":
        body = text or ""
        of["card"].append((entity.id, fields.get("title"), fields.get("outlet"), fields.get("published"),
                             fields.get("url"), int(entity.removed), len(body), len(body.split()),
                             hashlib.sha256(body.encode()).digest(), entity.born,
                             fields.get("published") or UNDATED, _searched(fields), entity.id, entity.id, *base))
    elif entity.kind == "review":
        of["review"].append((entity.id, entity.article, pack(fields.get("coder") or ""), fields.get("status"), *base))
    elif entity.kind != "undo":
        if entity.kind == "values":
            of["variables"].append((entity.id, entity.article, pack(fields.get("coder") or ""), answered(fields)))
        of["entity"].append((entity.id, entity.kind, entity.article, *base))


def _collect_annotation(rows: Rows, entity: Entity) -> None:
    name, article, fields = entity.id, entity.article, entity.fields
    segments, chain = fields.get("segments"), fields.get("chain") or ()
    rows.of["annotation"].append((name, article, fields.get("kind"), segments[0][1] if segments else 0,
                                  1 if chain else 0, answered(fields), *entity.who, entity.conflicts, entity.stored))
    for level, link in enumerate(chain):
        rows.of["attribution"].append((name, level, pack(link[0] or ""), article))


def answered(fields: Mapping[str, Any]) -> str:
    """The questions that have an answer, each between line ends, so that SQL can ask for one by `instr`.

    Not whether it is complete: what is required changes with the codebook, and these rows do not.
    """
    names = [name[10:] for name, said in fields.items()
             if name[:10] == "attribute:" and (said or said is False or said == 0)]  # 0 and “no” are answers
    return "\n".join(("", *sorted(names), "")) if names else ""


def _searched(fields: Mapping[str, Any]) -> str:
    """What the library's search looks at: title, outlet and byline, folded."""
    byline = fields.get("byline")
    said = (fields.get("title"), fields.get("outlet"), *(byline if isinstance(byline, list) else ()))
    return folded(" ".join(part for part in said if isinstance(part, str)))


def _names(fields: Mapping[str, Any]) -> str:
    """A source's name and aliases, folded, one a line: what a few letters are looked for in."""
    return "\n".join(folded(name) for name in (fields.get("name") or "", *elements(fields, "alias")))


def remove(db: sqlite3.Connection, rows: Rows, kind: str, entities: Sequence[bytes]) -> None:
    """Take the rows of entities of one kind away, before they are written again."""
    for page in paged(entities):
        for table in TABLES_OF.get(kind, ("entity",)):
            these = f"FROM main.{table} WHERE {'annotation' if table == 'attribution' else 'id'} IN {marks(page)}"
            rows.tallies.count(table, db.execute(f"SELECT * {these}", tuple(page)).fetchall(), -1)
            db.execute(f"DELETE {these}", tuple(page))


def write(journal: Journal, straight: Iterable[Said], folded: Mapping[bytes, list[Operation]],
          ops: Sequence[Operation], coder_of: Mapping[bytes, bytes]) -> None:
    """Rows of new entities straight from their one operation; of the others by folding all of theirs.

    Args:
        ops: those that are new, for the actions that they belong to.
    """
    rows, former = Rows(), dict[str, list[bytes]]()
    for op, fields in straight:
        if entity := of_operation(op, fields, coder_of[op.session]):
            collect(rows, entity, _text(journal, op.entity) if op.kind == "article" else None)
    for name, known in folded.items():
        state = fold(known)
        entity = of_state(name, state, coder_of)
        for kind in {op.kind for op in known} - ({"article"} if entity and entity.kind == "article" else set()):
            former.setdefault(kind, []).append(name)
        if entity:
            collect(rows, entity, _text(journal, name) if state.kind == "article" else None)
        if removal := of_removal(name, state, coder_of):
            rows.of["gone"].append(removal)
    journal.db.executemany("DELETE FROM main.gone WHERE id=?", [(name,) for name in folded])
    for kind, names in former.items():
        remove(journal.db, rows, kind, names)
    rows.write(journal.db)
    note_actions(journal.db, ops, coder_of)


def _text(journal: Journal, article: bytes) -> str | None:
    row = journal.db.execute("SELECT body FROM article WHERE id=?", (article,)).fetchone()
    return row[0] if row else None


def note_actions(db: sqlite3.Connection, ops: Iterable[Operation], coder_of: Mapping[bytes, bytes]) -> None:
    """Keep one row for each change set: whose, when, what it undoes, how many articles and operations it brought."""
    found: dict[tuple[bytes, int], list[Any]] = {}
    for op in ops:
        row = found.setdefault((op.session, op.change_set),
                               [op.session, op.change_set, coder_of[op.session], op.hlc, 0, 0, None, None, 0, 0])
        row[3] = max(row[3], op.hlc)
        row[4] |= op.kind not in NOBODYS
        row[5] |= op.kind == "project" and not op.prev
        row[8] += op.kind == "article" and not op.prev
        row[9] += 1
        if op.kind == "undo" and (undone := _undone(op)):
            row[6], row[7] = max(undone, (row[6] or b"", row[7] or 0))
    db.executemany(
        "INSERT INTO action VALUES(?,?,?,?,?,?,?,?,?,?) ON CONFLICT(session, change_set) DO UPDATE SET"
        " hlc=max(hlc, excluded.hlc), work=max(work, excluded.work), founding=max(founding, excluded.founding),"
        " articles=articles+excluded.articles, operations=operations+excluded.operations,"
        f" undoes_session={_LATER.format('undoes_session')}, undoes={_LATER.format('undoes')}",
        [tuple(row) for row in found.values()])


# Of a cloned machine's two actions with one number both may be undos: every replica keeps the same of the two.
_LATER = ("CASE WHEN excluded.undoes IS NULL OR (undoes_session, undoes) > (excluded.undoes_session, excluded.undoes)"
          " THEN {0} ELSE excluded.{0} END")


def _undone(op: Operation) -> tuple[bytes, int] | None:
    """The action that a mark names; None when it names none in a way that we know."""
    fields = op.fields()
    session, change_set = fields.get("session"), fields.get("change_set")
    if not isinstance(session, str) or not isinstance(change_set, int):
        return None
    try:
        return bytes.fromhex(session), change_set
    except ValueError:
        return None
