"""What both files of a project are: a journal in SQLite. Meta, articles, sessions, operations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from annotator.corpus.article import LONGEST, is_regular
from annotator.identity import APPLICATION_ID
from annotator.project.operation import Operation, is_name

# sqlite3 asks each value of a type that it was told nothing of whether it can be adapted, which takes twice the time
# of handing it over. These two types are the database's own.
sqlite3.register_adapter(bytes, bytes)
sqlite3.register_adapter(type(None), dict[None, None]().get)  # None → None, without a call of Python

SQLITE = sqlite3.sqlite_version
"""The version of the one SQLite library in this process."""

FORMAT = 1
"""`user_version` of the files that this program writes."""

TABLES = {
    "meta": "CREATE TABLE meta(key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID",
    "article": "CREATE TABLE article(k INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, body TEXT) STRICT",
    "session": "CREATE TABLE session(k INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, coder BLOB NOT NULL, app TEXT,"
               " started INTEGER) STRICT",
    "op": "CREATE TABLE op(seq INTEGER PRIMARY KEY, session INTEGER NOT NULL, n INTEGER NOT NULL, hlc INTEGER NOT NULL,"
          " kind TEXT NOT NULL, entity BLOB NOT NULL, article BLOB NOT NULL, prev BLOB NOT NULL, patch TEXT,"
          " change_set INTEGER NOT NULL, digest INTEGER NOT NULL, stamp INTEGER NOT NULL,"
          " UNIQUE(session, n, digest)) STRICT",
}
"""The four frozen tables. A replica has them, too, and derived ones beside them."""

_COLUMNS = "session,n,hlc,kind,entity,article,prev,patch,change_set,digest,stamp"
_VALUES = f"INTO op({_COLUMNS}) VALUES({','.join('?' * 11)})"
INSERT_OWN, INSERT_RECEIVED = "INSERT " + _VALUES, "INSERT OR IGNORE " + _VALUES
SELECT = ("SELECT s.id,o.n,o.hlc,o.kind,o.entity,o.article,o.prev,o.patch,o.change_set,o.digest "
          "FROM op o JOIN session s ON s.k=o.session ")
SUMS = "count(*), max(n), sum(digest>>32), sum(digest & 4294967295)"
"""Equal sums over a session mean the same set of operations."""

SessionRow = tuple[bytes, bytes, str, int]
"""Id, packed id of the coder, program, start (ms)."""

Article = tuple[bytes, str | None]
"""Packed id and text; no text once it was purged."""

ArticleRow = tuple[int, bytes, str | None]


AT_ONCE = 500
"""Entities whose operations one query fetches."""


class Journal:
    """A connection to one of the two files. Reads are whole (`fetchall`): a half-read cursor blocks commits."""

    synchronous = "FULL"

    def __init__(self, path: Path, *, mode: str = "rw") -> None:
        self.path = path
        self.db = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=30,
                                  isolation_level=None, check_same_thread=False)
        self._session_k: dict[bytes, int] = {}

    def prepare(self, journal_mode: str = "TRUNCATE") -> None:
        """Set how this connection writes; for a file that is known to be ours."""
        self.db.execute(f"PRAGMA journal_mode={journal_mode}").fetchall()
        self.db.execute(f"PRAGMA synchronous={self.synchronous}")
        self.db.execute("PRAGMA mmap_size=0").fetchall()

    def create_tables(self, project: bytes, made_by: str) -> None:
        """Write the empty journal of a project; `project` is its 16 random bytes."""
        self.db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        self.db.execute(f"PRAGMA user_version={FORMAT}")
        for statement in TABLES.values():
            self.db.execute(statement)
        rows = [("project", project), ("format", FORMAT), ("min_reader", FORMAT), ("min_writer", FORMAT),
                ("created_by", made_by)]
        self.db.executemany("INSERT INTO meta VALUES(?,?)", rows)

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    # --- reading ---

    def rows(self, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query; every read goes this way."""
        return self.db.execute(query, values).fetchall()

    def meta(self, key: str) -> Any:
        """A value of the meta table, None where there is none."""
        found = self.rows("SELECT value FROM meta WHERE key=?", (key,))
        return found[0][0] if found else None

    def project(self) -> bytes:
        """The 16 bytes by which the files of one project recognise each other."""
        found: bytes = self.meta("project")
        return found

    def operations(self, where: str = "", values: tuple[Any, ...] = ()) -> list[Operation]:
        """The operations that a condition on `o` (op) and `s` (session) selects."""
        return [Operation._make(row) for row in self.rows(SELECT + where, values)]

    def tail(self, after: int, limit: int) -> list[Operation]:
        """Up to `limit` operations after row `after`, in order of arrival."""
        return self.operations("WHERE o.seq>? ORDER BY o.seq LIMIT ?", (after, limit))

    def sessions(self) -> list[SessionRow]:
        """All sessions: id, coder, program, start (ms)."""
        return [(row[0], row[1], row[2], row[3]) for row in self.rows("SELECT id,coder,app,started FROM session")]

    def last(self, table: str) -> int:
        """The last row number of `op`, `article` or `session`."""
        key = "seq" if table == "op" else "k"
        found: int = self.rows(f"SELECT coalesce(max({key}),0) FROM {table}")[0][0]
        return found

    def texts_after(self, k: int, limit: int) -> list[ArticleRow]:
        """Up to `limit` articles (row, id, text) that arrived after row `k`."""
        return [(row[0], row[1], row[2]) for row in
                self.rows("SELECT k,id,body FROM article WHERE k>? ORDER BY k LIMIT ?", (k, limit))]

    def article_ids(self) -> set[bytes]:
        """The ids of all articles."""
        return {row[0] for row in self.rows("SELECT id FROM article")}

    def articles(self, ids: Iterable[bytes]) -> list[Article]:
        """The articles with these ids."""
        return [(row[0], row[1]) for name in ids for row in
                self.rows("SELECT id,body FROM article WHERE id=?", (name,))]

    def summary(self) -> dict[bytes, tuple[int, int, int, int]]:
        """Per session: how many operations, the last n, two sums over the digests."""
        rows = self.rows(
            f"SELECT s.id, t.* FROM session s JOIN (SELECT {SUMS}, session k FROM op GROUP BY session) t USING (k)")
        return {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}

    def sums(self, session: bytes, up_to: int) -> tuple[int, ...]:
        """The summary of a session's operations up to `n`."""
        return self.rows(f"SELECT {SUMS} FROM op WHERE session=? AND n<=?", (self.session_k(session), up_to))[0]

    def of_session(self, session: bytes, after: int = 0) -> list[Operation]:
        """The operations of a session after `n`."""
        return self.operations("WHERE o.session=? AND o.n>? ORDER BY o.seq", (self.session_k(session), after))

    def of(self, entity: bytes) -> list[Operation]:
        """All operations of an entity."""
        return self.operations("WHERE o.entity=?", (entity,))

    def histories(self, entities: Iterable[bytes]) -> dict[bytes, list[Operation]]:
        """All operations of these entities, by entity; without those that have none."""
        found: dict[bytes, list[Operation]] = {}
        for page in paged(list(entities)):
            for op in self.operations(f"WHERE o.entity IN {marks(page)}", tuple(page)):
                found.setdefault(op.entity, []).append(op)
        return found

    def first_article(self, names: Sequence[bytes]) -> int:
        """The first row number of these articles."""
        query = "SELECT min(k) FROM article WHERE id IN "
        return int(min(self.rows(query + marks(page), tuple(page))[0][0] for page in paged(names)))

    def lacking(self, articles: Sequence[Article]) -> list[Article]:
        """Those of these articles that are not here."""
        known = {name for page in paged([name for name, _ in articles])
                 for (name,) in self.rows(f"SELECT id FROM article WHERE id IN {marks(page)}", tuple(page))}
        return [article for article in articles if article[0] not in known]

    def session_k(self, session: bytes) -> int:
        """This file's own number for a session."""
        if session not in self._session_k:
            self._session_k = {row[0]: row[1] for row in self.rows("SELECT id,k FROM session")}
        return self._session_k[session]

    # --- writing, inside the caller's transaction ---

    def add_sessions(self, rows: Iterable[SessionRow]) -> None:
        """Add the sessions that are not here yet."""
        self.db.executemany("INSERT OR IGNORE INTO session(id,coder,app,started) VALUES(?,?,?,?)", rows)
        self._session_k.clear()

    def add_articles(self, rows: Iterable[Article]) -> int:
        """Add the articles that are not here yet; how many that were."""
        return self.db.executemany("INSERT OR IGNORE INTO article(id,body) VALUES(?,?)", rows).rowcount

    def add_operations(self, ops: Iterable[Operation], *, own: bool = False, stamp: int = 0) -> None:
        """Add operations: one's own must be new, received ones may be here already."""
        k = self.session_k
        self.db.executemany(INSERT_OWN if own else INSERT_RECEIVED, [(k(op.session), *op[1:], stamp) for op in ops])


def is_sound_session(row: SessionRow) -> bool:
    """Whether a session from a file can be kept: a file may be made by anybody."""
    return isinstance(row[0], bytes) and len(row[0]) == 16 and is_name(row[1])


def is_sound_article(row: Article) -> bool:
    """Whether a text from a file can be kept: named, and regular as every text that we store."""
    name, body = row
    return is_name(name) and (body is None or (isinstance(body, str) and len(body) <= LONGEST and is_regular(body)))


def paged(names: Sequence[bytes], size: int = AT_ONCE) -> Iterator[Sequence[bytes]]:
    """The names in parts of a size that one query takes."""
    return (names[start:start + size] for start in range(0, len(names), size))


def marks(page: Sequence[bytes]) -> str:
    """`(?,?,…)` for a query, one for each name."""
    return f"({','.join('?' * len(page))})"
