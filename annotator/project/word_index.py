"""The index of the texts' words: derived, disposable, made beside the work in small steps.

It only grows: texts never change, and what is removed is left out when one searches. It is not among the rows that
an import writes, because ten thousand articles of real words cost more than all their other rows together.
"""

from __future__ import annotations

from annotator.project.replica import Replica

STEP = 48_000
"""Code points that one step takes in: some ten milliseconds."""

WHOLE = 150_000
"""Code points above which a text is indexed in pieces, so that no step and no hit waits for megabytes."""

PIECE = 40_000

_AT_ONCE = 400
"""Articles whose lengths are looked up at once."""

_MAKE = (
    "CREATE TABLE IF NOT EXISTS piece(k INTEGER PRIMARY KEY, article INTEGER NOT NULL, start INTEGER NOT NULL,"
    " length INTEGER NOT NULL) STRICT",
    "CREATE VIEW IF NOT EXISTS piece_text AS SELECT p.k AS k, substr(a.body, p.start+1, p.length) AS body"
    " FROM piece p JOIN article a ON a.k=p.article",
    "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(body, content='piece_text', content_rowid='k',"
    " tokenize='unicode61 remove_diacritics 2')",
)


class WordIndex:
    """Takes in the articles of a replica, in order of arrival."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    def progress(self) -> tuple[int, int]:
        """How many articles are in the index, and how many there are."""
        total = self._replica.rows("SELECT count(*) FROM article")[0][0]
        if not self.exists():
            return 0, total
        done = self._replica.rows("SELECT count(*) FROM article WHERE k<=(SELECT max(article) FROM piece WHERE k<="
                                  "(SELECT max(id) FROM words_docsize))")[0][0]
        return done, total

    def exists(self) -> bool:
        """Whether it was begun."""
        return bool(self._replica.rows("SELECT 1 FROM sqlite_schema WHERE name='words'"))

    def step(self, most: int = STEP) -> bool:
        """Take in a little more; False when all is in.

        In the middle of another action (a large import lets the window live) nothing is done.

        Args:
            most: code points.

        Raises:
            Fault: the disk refused.
        """
        replica = self._replica
        with replica.lock:
            if replica.in_transaction:
                return True
            if self.exists() and self._is_complete():
                return False
            with replica.transaction():
                for statement in _MAKE:
                    replica.db.execute(statement)
                self._cut()
                self._take_in(most)
            return not self._is_complete()

    def _is_complete(self) -> bool:
        row = self._replica.rows("SELECT (SELECT max(article) FROM piece), (SELECT max(k) FROM article),"
                                 " (SELECT max(id) FROM words_docsize), (SELECT max(k) FROM piece)")[0]
        return bool(row[0] == row[1] and row[2] == row[3])

    def _cut(self) -> None:
        """Note the pieces of the next articles: one each, several of a very long one."""
        rows = self._replica.rows("SELECT k, coalesce(length(body),0) FROM article WHERE k>"
                                  f"coalesce((SELECT max(article) FROM piece),0) ORDER BY k LIMIT {_AT_ONCE}")
        for k, length in rows:
            spans = [(0, length)]
            if length > WHOLE:
                spans = pieces(self._replica.rows("SELECT body FROM article WHERE k=?", (k,))[0][0])
            self._replica.db.executemany("INSERT INTO piece(article,start,length) VALUES(?,?,?)",
                                         [(k, start, end - start) for start, end in spans])
            if length > WHOLE:
                return

    def _take_in(self, most: int) -> None:
        done = self._replica.rows("SELECT coalesce(max(id),0) FROM words_docsize")[0][0]
        rows = self._replica.rows("SELECT k,length FROM piece WHERE k>? ORDER BY k LIMIT 1000", (done,))
        last, taken = done, 0
        for k, length in rows:
            if taken and taken + length > most:
                break
            last, taken = k, taken + length + 200
        self._replica.db.execute(
            "INSERT INTO words(rowid,body) SELECT k,body FROM piece_text WHERE k>? AND k<=?", (done, last))


def pieces(text: str, size: int = PIECE) -> list[tuple[int, int]]:
    """Cut a long text where a line ends, else where a word ends; the pieces (code points) follow without a gap."""
    cuts = [0]
    while len(text) - cuts[-1] > size:
        start, end = cuts[-1], cuts[-1] + size
        found = max(text.rfind("\n", start + size // 2, end), -1)
        found = found if found >= 0 else text.rfind(" ", start + size // 2, end)
        cuts.append(found + 1 if found >= 0 else end)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))

