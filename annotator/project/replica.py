"""A computer's replica of a project: the journal and the rows derived from it, all that the window works on."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from annotator.corpus.change import Change, Changed, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.ids import new_id, pack, unpack, wall_clock
from annotator.project import derive, schema
from annotator.project.fold import State, fold
from annotator.project.journal import SELECT, Journal, SessionRow
from annotator.project.operation import Operation, encode_fields, fingerprint, is_sound, pack_heads, tick
from annotator.project.undo import Action, Undoing, take_back

CHUNK = 2_000
"""Operations written at once by an import or a rebuild."""

Place = tuple[str, int, int, int, int, int]
"""What is known of a remote: path; seq and stamp of its last known row; its last article row;
how far our own operations and articles have been handed over."""


class Replica(Journal):
    """The journal plus rows derived from it. Usable from several threads: each step holds `lock`.

    Args:
        path: where it lies; it is made when it is not there.
        coder: packed id of who works.
        project: the project's 16 bytes, for a new one.
        app: name and version of the program, kept with the session.
        clock: milliseconds since 1970.
    """

    synchronous = "NORMAL"

    def __init__(self, path: Path, coder: bytes, *, project: bytes | None = None, app: str = "",
                 clock: Callable[[], int] = wall_clock) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        super().__init__(path, mode="rwc")
        self.lock = threading.RLock()
        self.coder, self.app, self.clock = coder, app, clock
        self.session, self.n, self._last_hlc, self._announced = os.urandom(16), 0, -1, False
        self._coder_of: dict[bytes, bytes] = {}
        self.prepare("WAL" if sqlite3.sqlite_version_info >= (3, 51, 3) else "TRUNCATE")
        if not self.db.execute("SELECT 1 FROM sqlite_schema WHERE name='meta'").fetchone():
            with self.transaction():
                self.create_tables(project or os.urandom(16), app)
        if self.meta("derived") != schema.VERSION:
            self.rebuild()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One `BEGIN IMMEDIATE` under the lock; all or nothing.

        Raises:
            Fault: the disk refused.
        """
        with self.lock:
            n, announced = self.n, self._announced
            try:
                self.db.execute("BEGIN IMMEDIATE")
                yield
                self.db.execute("COMMIT")
            except BaseException as error:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                self.n, self._announced = n, announced
                self._session_k.clear()
                if isinstance(error, sqlite3.Error):
                    raise Fault("The change was not saved", f"this computer's disk refused it ({error})",
                                f"Make room on the disk of {self.path.parent}, then do it again") from error
                raise

    # --- writing ---

    def do(self, change_set: ChangeSet | Iterable[ChangeSet], progress: Callable[[int], None] | None = None) -> Changed:
        """Store one action. An import may come as many change sets: they are stored as one action, in chunks.

        Args:
            progress: told how many operations are written so far; what it raises takes everything back.

        Raises:
            Fault: the disk refused; nothing is stored.
        """
        parts = [change_set] if isinstance(change_set, ChangeSet) else change_set
        entities: dict[str, tuple[str, str]] = {}
        with self.transaction():
            first = self.n + 1
            changes = self._texts_first(parts)
            while chunk := list(islice(changes, CHUNK)):
                self._announce()
                ops = [self._operation(change, first) for change in chunk]
                self.add_operations(ops, own=True)
                self._derive_own(ops, chunk)
                entities |= {c.entity: (c.kind, c.article) for c in chunk}
                if progress:
                    progress(self.n + 1 - first)
        return Changed(entities)

    def _texts_first(self, parts: Iterable[ChangeSet]) -> Iterator[Change]:
        for part in parts:
            if part.texts:
                self.add_articles((pack(name), text) for name, text in part.texts.items())
            yield from part.changes

    def _announce(self) -> None:
        """A session's row is written with its first operation: opening a project writes nothing."""
        if not self._announced:
            self.add_sessions([(self.session, self.coder, self.app, self.clock())])
            self._coder_of.clear()
            self._announced = True

    def _operation(self, change: Change, first: int) -> Operation:
        heads: tuple[int, ...] = ()
        latest = self._last_hlc
        entity = pack(change.entity)
        if not change.new and (known := self.of(entity)):
            heads = change.seen or fold(known).heads
            latest = max(latest, *(op.hlc for op in known if op.digest in heads), -1)
        self.n += 1
        hlc = tick(self.clock(), latest)
        if hlc >> 16 <= self.clock():
            self._last_hlc = hlc
        row = (self.session, self.n, hlc, change.kind, entity, pack(change.article), pack_heads(heads),
               encode_fields(change.fields), first)
        return Operation(*row, fingerprint(*row))

    def _derive_own(self, ops: list[Operation], changes: list[Change]) -> None:
        count = Counter(op.entity for op in ops)
        straight, other = [], set()
        for op, change in zip(ops, changes, strict=True):
            if change.new and count[op.entity] == 1:
                straight.append((op, change.fields))
            else:
                other.add(op.entity)
        self._write(straight, other, ops)

    def adopt_session(self) -> None:
        """Start a new session: another program writes under ours (a cloned machine)."""
        self.session, self.n, self._announced = os.urandom(16), 0, False

    # --- taking in from elsewhere ---

    def take_in(self, articles: list[tuple[bytes, str | None]], sessions: list[SessionRow], ops: list[Operation],
                place: Place | None) -> Changed:
        """Add what a remote had and we lack, derive the rows that it touches, remember how far we know it."""
        with self.transaction():
            self.add_articles(articles)
            self.add_sessions(sessions)
            self._coder_of.clear()
            last = self.last("op")
            self.add_operations([op for op in ops if is_sound(op)])
            added = {d for (d,) in self.db.execute("SELECT digest FROM op WHERE seq>?", (last,)).fetchall()}
            fresh = [op for op in ops if op.digest in added]
            touched = {op.entity for op in fresh} | self._waiting(articles)
            alone = [op for op in fresh if not op.prev and self._is_alone(op.entity)]
            self._write([(op, op.fields()) for op in alone], touched - {op.entity for op in alone}, fresh)
            if place:
                if last == place[4]:
                    place = (*place[:4], self.last("op"), self.last("article"))
                self.db.execute("INSERT OR REPLACE INTO remote VALUES(?,?,?,?,?,?)", place)
            if any(op.session == self.session and op.n <= self.n for op in fresh):
                self.adopt_session()
        return Changed({unpack(op.entity): (op.kind, unpack(op.article)) for op in fresh}, from_elsewhere=True)

    def _waiting(self, articles: list[tuple[bytes, str | None]]) -> set[bytes]:
        """Articles whose text has come after what is said of them: their cards are measured again."""
        return {name for name, _ in articles if self.db.execute("SELECT 1 FROM op WHERE entity=?", (name,)).fetchone()}

    def place(self, remote: str) -> Place | None:
        """What is known of a remote."""
        found: Place | None = self.db.execute("SELECT * FROM remote WHERE path=?", (remote,)).fetchone()
        return found

    def waiting(self, place: Place) -> int:
        """How many operations (or articles) are only on this computer, as far as that remote is concerned."""
        with self.lock:
            return (self.last("op") - place[4]) or (self.last("article") - place[5])

    def remember(self, place: Place) -> None:
        """Remember how far a remote is known, when it had nothing new."""
        with self.transaction():
            self.db.execute("INSERT OR REPLACE INTO remote VALUES(?,?,?,?,?,?)", place)

    # --- deriving ---

    def of(self, entity: bytes) -> list[Operation]:
        """All operations of an entity."""
        return self.operations("WHERE o.entity=?", (entity,))

    def state(self, entity: str) -> State | None:
        """What an entity is now, with its heads and conflicts."""
        with self.lock:
            ops = self.of(pack(entity))
        return fold(ops) if ops else None

    def coder_of(self) -> Mapping[bytes, bytes]:
        """Session → coder."""
        if not self._coder_of:
            self._coder_of = {row[0]: row[1] for row in self.sessions()}
        return self._coder_of

    def _is_alone(self, entity: bytes) -> bool:
        return len(self.db.execute("SELECT 1 FROM op WHERE entity=? LIMIT 2", (entity,)).fetchall()) == 1

    def _write(self, straight: Iterable[tuple[Operation, Mapping[str, Any]]], folded: Iterable[bytes],
               ops: list[Operation]) -> None:
        """Rows of new entities straight from their one operation; of the others by folding all of theirs."""
        coder_of = self.coder_of()
        rows: derive.Rows = {table: [] for table in schema.DERIVED}
        for op, fields in straight:
            if entity := derive.of_operation(op, fields, coder_of[op.session]):
                derive.collect(rows, entity, self._text(op) if op.kind == "article" else None)
        for name in folded:
            known = self.of(name)
            if not known:
                continue
            state = fold(known)
            derive.remove(self.db, state.kind, name)
            if entity := derive.of_state(name, state, coder_of):
                derive.collect(rows, entity, self._text(known[0]) if state.kind == "article" else None)
        derive.flush(self.db, rows)
        derive.note_actions(self.db, ops, coder_of)

    def _text(self, op: Operation) -> str | None:
        row = self.db.execute("SELECT body FROM article WHERE id=?", (op.entity,)).fetchone()
        return row[0] if row else None

    def rebuild(self) -> None:
        """Everything derived, again, from the journal alone, entity by entity in bounded memory."""
        with self.transaction():
            schema.create(self.db)
            self._coder_of.clear()
            many = {e for (e,) in self.db.execute("SELECT entity FROM op GROUP BY entity HAVING count(*)>1").fetchall()}
            after = 0
            while page := self.db.execute(SELECT.replace("SELECT ", "SELECT o.seq,", 1) +
                                          "WHERE o.seq>? ORDER BY o.seq LIMIT ?", (after, CHUNK)).fetchall():
                after = page[-1][0]
                ops = [Operation._make(row[1:]) for row in page]
                self._write([(op, op.fields()) for op in ops if op.entity not in many], (), ops)
            ordered = sorted(many)
            for start in range(0, len(ordered), CHUNK):
                self._write((), ordered[start:start + CHUNK], [])
            self.db.execute("INSERT OR REPLACE INTO meta VALUES('derived',?)", (schema.VERSION,))

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """All derived rows, sorted: equal for equal sets of operations."""
        return {table: sorted(self.db.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
                for table in schema.DERIVED}

    # --- undo ---

    def undoing(self) -> Undoing:
        """Which actions are in effect."""
        rows = self.db.execute(
            "SELECT session,change_set,undoes_session,undoes FROM action WHERE undoes IS NOT NULL").fetchall()
        return Undoing({Action(*row[:2]): Action(*row[2:]) for row in rows})

    def own_actions(self) -> Iterator[Action]:
        """One's own actions, newest first, of this run and all before."""
        at, page = 0, 50
        while rows := self.db.execute(
                "SELECT session,change_set FROM action WHERE coder=? AND work AND NOT founding"
                " ORDER BY hlc DESC, change_set DESC LIMIT ? OFFSET ?", (self.coder, page, at)).fetchall():
            yield from (Action(*row) for row in rows)
            at += page

    def next_undo(self) -> Action | None:
        """What undo takes back now."""
        with self.lock:
            return self.undoing().next_undo(self.own_actions())

    def next_redo(self) -> Action | None:
        """What redo gives back now."""
        with self.lock:
            return self.undoing().next_redo(self.own_actions())

    def operations_of(self, action: Action, limit: int = -1) -> list[Operation]:
        """The operations of one action, in order."""
        later = "SELECT min(change_set) FROM action WHERE session=? AND change_set>?"
        end = self.db.execute(later, action).fetchone()[0]
        return self.operations("WHERE s.id=? AND o.n>=? AND o.n<? AND o.change_set=? ORDER BY o.n LIMIT ?",
                               (action.session, action.change_set, end or 1 << 60, action.change_set, limit))

    def undo(self, action: Action) -> tuple[Changed, dict[str, list[str]]]:
        """Take an action back as a new action; also names, for each entity, the fields that were left alone."""
        with self.lock:
            without = self.undoing().without(action)
            mine = {session for session, coder in self.coder_of().items() if coder == self.coder}
            changes, kept = [], {}
            seen: dict[bytes, Operation] = {op.entity: op for op in self.operations_of(action) if op.kind != "undo"}
            for entity, op in seen.items():
                patch, left = take_back(self.of(entity), action, without, mine)
                if left:
                    kept[unpack(entity)] = left
                if patch:
                    changes.append(Change(op.kind, unpack(entity), patch, unpack(op.article)))
            mark = {"session": action.session.hex(), "change_set": action.change_set}
            return self.do(ChangeSet([*changes, Change("undo", new_id(), mark, new=True)])), kept
