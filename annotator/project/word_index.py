"""The index of the texts' words: a file of its own beside the replica, derived, disposable, made in small steps.

Not in the replica: ten thousand articles of real words cost more than all other rows of their import, and here
nothing waits for the disk (`synchronous=OFF`): a file that a power cut leaves damaged is thrown away and made again.
It only grows: texts never change, and what is removed is left out when one searches.
"""

from __future__ import annotations

import sqlite3
from array import array
from typing import Any

from annotator.project.place import discard_words, words_of
from annotator.project.replica import Replica

STEP = 48_000
"""Code points that one step takes in: some ten milliseconds."""

PIECE = 40_000
"""Code points of a piece: a text is indexed in pieces, so that no step and no hit waits for megabytes."""

VERSION = 1
"""`user_version` of the file; another one is thrown away."""

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""What marks a hit while SQLite hands a text over: noncharacters, which the index has none of."""

_AT_ONCE = 40
"""Articles that a step reads at most."""

_EACH = 200
"""What an article costs beside its words, as code points."""

_PATIENCE = 0.05
"""Seconds to wait for another window of this computer that takes texts in."""

_TABLES = (
    # what is in: up to which article (row and id in the replica), and how far into it (code points)
    "CREATE TABLE state(k INTEGER NOT NULL, article BLOB NOT NULL, done INTEGER NOT NULL)",
    "CREATE TABLE piece(k INTEGER PRIMARY KEY, article BLOB NOT NULL, start INTEGER NOT NULL)",
    "CREATE VIRTUAL TABLE words USING fts5(body, tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "INSERT INTO words(words, rank) VALUES('automerge', 6)",
    "INSERT INTO words(words, rank) VALUES('crisismerge', 200)",
    "INSERT INTO state VALUES(0, x'', 0)",
    f"PRAGMA user_version={VERSION}",
)


class WordIndex:
    """The words of one replica's texts. For one thread: the window's."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self.path = words_of(replica.path)
        self._db: sqlite3.Connection | None = None
        self.grown = 0
        """A number that differs after each step that took something in."""
        self._articles: list[bytes] = []
        self._starts = array("q")
        self._read = -1

    def articles(self) -> list[bytes]:
        """The article (packed id) of each piece, that of row 1 first; pieces of one article follow each other."""
        if self._read != self.grown:
            self._read = self.grown
            known = len(self._articles)
            for article, start in self.rows("SELECT article,start FROM piece WHERE k>? ORDER BY k", (known,)):
                self._articles.append(article)
                self._starts.append(start)
        return self._articles

    def start(self, k: int) -> int:
        """Where in its article a piece begins (code points)."""
        return self._starts[k - 1]

    def rows(self, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query on the index; none when it cannot be read, and when it is damaged it is begun again."""
        try:
            return self._opened().execute(query, values).fetchall()
        except sqlite3.Error as error:
            self._judge(error)
            return []

    def progress(self) -> tuple[int, int]:
        """How many articles are in the index, and how many there are."""
        rows = self.rows("SELECT k FROM state")
        return (rows[0][0] if rows else 0), self._replica.last("article")

    def step(self, most: int = STEP) -> bool:
        """Take in a little more; False when all is in, or the disk takes nothing.

        In the middle of another action (a large import lets the window live) nothing is done.

        Args:
            most: code points.
        """
        with self._replica.lock:
            if self._replica.in_transaction:
                return True
            try:
                return self._step(most)
            except sqlite3.Error as error:
                return self._judge(error)

    def _judge(self, error: sqlite3.Error) -> bool:
        """What to do after an error: True when it is worth going on at once or in a moment."""
        if self._db is not None and self._db.in_transaction:
            self._db.execute("ROLLBACK")
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return True  # another window of this computer is taking texts in
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
            self.throw_away()
        return False

    def throw_away(self) -> None:
        """Forget all of it; the next step begins anew."""
        self.close()
        discard_words(self._replica.path)
        self.grown += 1

    def close(self) -> None:
        """Let go of the file."""
        self._articles, self._starts, self._read = [], array("q"), -1
        if self._db is not None:
            self._db.close()
            self._db = None

    def _step(self, most: int) -> bool:
        db = self._opened()
        db.execute("BEGIN IMMEDIATE")
        last, name, done = db.execute("SELECT k,article,done FROM state").fetchone()
        if last and not self._replica.rows("SELECT 1 FROM article WHERE k=? AND id=?", (last, name)):
            db.execute("ROLLBACK")
            self.throw_away()  # the replica was made anew: its rows have other numbers
            return True
        texts = self._replica.rows(f"SELECT k,id,body FROM article WHERE k>=? ORDER BY k LIMIT {_AT_ONCE}", (last,))
        taken = 0
        for k, article, body in texts:
            at = done if k == last else 0
            while taken < most and (at < len(body or "") or k != last):
                end = self._add(article, body or "", at)
                last, name, done, taken, at = k, article, end, taken + end - at + _EACH, end
        db.execute("UPDATE state SET k=?,article=?,done=?", (last, name, done))
        db.execute("COMMIT")
        self.grown += taken > 0
        return taken > 0

    def _add(self, article: bytes, text: str, start: int) -> int:
        """Take in the piece that begins there; gives where it ends."""
        db, end = self._opened(), cut(text, start)
        row = db.execute("INSERT INTO piece(article,start) VALUES(?,?)", (article, start)).lastrowid
        body = text[start:end].replace(OPEN, "\n").replace(CLOSE, "\n")
        db.execute("INSERT INTO words(rowid,body) VALUES(?,?)", (row, body))
        return end

    def _opened(self) -> sqlite3.Connection:
        if self._db is None:
            self._db = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA synchronous=OFF")
            self._db.execute("PRAGMA journal_mode=TRUNCATE").fetchall()
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, VERSION):
                self.throw_away()
                return self._opened()
            if version == 0:
                self._db.execute("BEGIN IMMEDIATE")
                for statement in _TABLES:
                    self._db.execute(statement)
                self._db.execute("COMMIT")
        return self._db


def cut(text: str, start: int, size: int = PIECE) -> int:
    """Where the piece that begins at `start` ends: after a line, else after a word, else just there (code points)."""
    if len(text) - start <= 2 * size:
        return len(text)
    end = start + size
    found = text.rfind("\n", start + size // 2, end)
    found = found if found >= 0 else text.rfind(" ", start + size // 2, end)
    return found + 1 if found >= 0 else end
