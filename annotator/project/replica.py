"""A computer's replica of a project: the journal and the rows derived from it, all that the window works on."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

from annotator.corpus.bulk import uncollected
from annotator.corpus.change import SHARED_KINDS, Change, Changed, ChangeSet, combined
from annotator.corpus.errors import Fault
from annotator.corpus.ids import pack, unpack, wall_clock
from annotator.language import tr
from annotator.project import derive, inside, own_work, purge, schema
from annotator.project.committing import commit
from annotator.project.derive import Said
from annotator.project.fold import State, fold
from annotator.project.journal import Article, Journal, SessionRow, is_sound_article, is_sound_session, marks, paged
from annotator.project.operation import Operation, fingerprint, pack_heads, said, tick
from annotator.project.own_disk import is_damage, refused, unreadable
from annotator.project.place import discard_words

CHUNK = 2_000
"""Operations written at once by an import or a rebuild."""

CACHE, ROOM = 16_000, 100_000
"""Kilobytes of pages that are kept in memory, and during a rebuild."""

BITE = 200
"""Operations written at once of an edit that shows its progress: the window lives between two bites."""

DERIVED_IDS = SHARED_KINDS | {"article", "link"}
"""Kinds whose id may be made twice: “new” is looked up before it is believed."""

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

    Attributes:
        texts: how many texts were stored here since it was opened.
        left_out: how many operations were not taken in so far: they are not what their digests say.

    Raises:
        Fault: it is damaged, or cannot be made.
    """

    synchronous = "NORMAL"

    def __init__(self, path: Path, coder: bytes, *, project: bytes | None = None, app: str = "",
                 clock: Callable[[], int] = wall_clock) -> None:
        self.lock = threading.RLock()
        self.coder, self.app, self.clock = coder, app, clock
        self.session, self.n, self._last_hlc, self._announced = os.urandom(16), 0, -1, False
        self._coder_of: dict[bytes, bytes] = {}
        self._sessions_known, self.limited = 0, False  # limited: `sight` hides something from this connection
        self._committing = self._closed = False
        self.texts = self.left_out = 0
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            super().__init__(path, mode="rwc")
        except (OSError, sqlite3.Error) as error:
            raise Fault(tr("The project cannot be opened on this computer"),
                        tr("{parent} takes no files ({error})", parent=path.parent, error=error),
                        tr("Make room there, or name another folder with ANNOTATOR_HOME")) from error
        try:
            self._begin(project)
        except BaseException:
            self.close()
            raise

    def _begin(self, project: bytes | None) -> None:
        try:
            self.prepare("WAL" if sqlite3.sqlite_version_info >= (3, 51, 3) else "TRUNCATE")
            self.db.execute(f"PRAGMA cache_size=-{CACHE}")
        except sqlite3.DatabaseError as error:
            raise self._explained(error) from error
        if not self.rows("SELECT 1 FROM sqlite_schema WHERE name='meta'"):
            with self.transaction():
                self.create_tables(project or os.urandom(16), self.app)
        if self.meta("derived") != schema.VERSION:
            self.rebuild()

    # --- the connection ---

    def close(self) -> None:
        """Let go of the file when the step that another thread is at is over; who reads on gets a `Fault`."""
        with self.lock:
            super().close()
            self._closed = True

    @contextmanager
    def transaction(self, meanwhile: Callable[[], None] | None = None) -> Iterator[None]:
        """One `BEGIN IMMEDIATE` under the lock; all or nothing.

        Args:
            meanwhile: called again and again while a large commit is being written; nothing can be taken back then.

        Raises:
            Fault: the disk refused, or this thread is in the middle of another one (a large import lets the window
                live).
        """
        with self.lock:
            if self.in_transaction or self._committing:
                raise Fault(tr("The change was not saved"), tr("another change is being stored"),
                            tr("Do it again in a moment"))
            own = self.n, self.texts, self._announced
            try:
                self.db.execute("BEGIN IMMEDIATE")
                yield
                self._committing = True  # until this thread knows of it, though the disk may be through already
                commit(self.db, meanwhile)
            except BaseException as error:
                if not self._closed and self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                self.n, self.texts, self._announced = own
                self._session_k.clear()
                self._sessions_known = 0
                if isinstance(error, sqlite3.Error):
                    raise self._explained(error) from error
                raise
            finally:
                self._committing = False

    @property
    def in_transaction(self) -> bool:
        """Whether who holds the lock is in the middle of an action, which may still be taken back."""
        return not self._closed and self.db.in_transaction

    def rows(self, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query, read under the lock.

        Raises:
            Fault: the replica cannot be read.
        """
        with self.lock:
            if self.in_transaction:
                return super().rows(query, values)
            try:
                return super().rows(query, values)
            except sqlite3.Error as error:
                raise self._explained(error, tr("The project cannot be read on this computer"),
                                      tr("Try again")) from error

    @property
    def mark_of_damage(self) -> Path:
        """A file that says that SQLite found the replica damaged; the next opening makes it anew."""
        return self.path.with_suffix(".damaged")

    def _explained(self, error: sqlite3.Error, what: str = "", remedy: str = "") -> Fault:
        if not is_damage(error):
            return refused(self.path, error, what, remedy)
        self.mark_of_damage.touch()
        return unreadable(self.path, error)

    # --- writing ---

    def do(self, change_set: ChangeSet | Iterable[ChangeSet], progress: Callable[[int], None] | None = None, *,
           ending: Callable[[], None] | None = None, chunk: int = 0) -> Changed:
        """Store one action. An import may come as many change sets: they are stored as one action, in chunks.

        One change set whose progress is watched is stored in smaller bites.

        Args:
            chunk: operations written at once, where that is chosen; fewer let the window breathe more often.
            progress: told how many operations are written so far; what it raises takes everything back.
            ending: called again and again while the end is written, when nothing can be taken back; without it
                `progress` is told again and again.

        Raises:
            Fault: the disk refused, or a change is not what colleagues' computers take in; nothing is stored.
        """
        parts = iter((change_set,) if isinstance(change_set, ChangeSet) else change_set)
        begun = next((part for part in parts if part), None)
        entities: dict[str, tuple[str, str]] = {}
        if begun is None:
            return Changed(entities)
        size = chunk or (BITE if progress and isinstance(change_set, ChangeSet) else CHUNK)
        meanwhile = ending or ((lambda: progress(len(entities))) if progress else None)
        with uncollected(), self.transaction(meanwhile):
            first, lengths = self.n + 1, own_work.Lengths(self.db)
            changes = self._texts_first(chain((begun,), parts))
            while part := list(islice(changes, size)):
                part = combined(part)
                self._store(part, own_work.patches(part, lengths), first)
                entities |= {c.entity: (c.kind, c.article) for c in part}
                if progress:
                    progress(self.n + 1 - first)
        return Changed(entities)

    def _texts_first(self, parts: Iterable[ChangeSet]) -> Iterator[Change]:
        for part in parts:
            if part.texts:
                self.texts += self.add_articles((pack(name), text) for name, text in part.texts.items())
            yield from part.changes

    def _store(self, changes: Sequence[Change], patches: Sequence[str], first: int) -> None:
        """Operations and rows of changes, each of another entity."""
        self._announce()
        self._refuse_purged(changes)
        names = [pack(change.entity) for change in changes]
        known = self.histories(name for name, change in zip(names, changes, strict=True)
                               if not change.new or change.kind in DERIVED_IDS)
        ops = [self._operation(change, name, patch, known.get(name, ()), first)
               for name, change, patch in zip(names, changes, patches, strict=True)]
        self.add_operations(ops, own=True)
        straight = [(op, change.fields) for op, change in zip(ops, changes, strict=True) if op.entity not in known]
        for op in ops:
            if op.entity in known:
                known[op.entity].append(op)
        self._write(straight, known, ops)
        self._purge(purge.rules_among(ops))

    def _refuse_purged(self, changes: Sequence[Change]) -> None:
        gone = {rule.article for rule in purge.known(self) if rule.article}
        if gone and any(pack(change.article) in gone for change in changes if change.kind != purge.PURGE):
            raise Fault(tr("The change was not saved"), tr("the article was purged from this project"),
                        tr("Leave it out; what was purged does not come back"))

    def _announce(self) -> None:
        """A session's row is written with its first operation: opening a project writes nothing."""
        if not self._announced:
            self.add_sessions([(self.session, self.coder, self.app, self.clock())])
            self._announced = True

    def _operation(self, change: Change, entity: bytes, patch: str, known: Sequence[Operation],
                   first: int) -> Operation:
        """The next operation of this session; its clock is later than our last one's and than what it builds on."""
        prev = b""
        self.n += 1
        self._last_hlc = hlc = tick(self.clock(), self._last_hlc)
        if known:
            seen = _seen(change)
            heads = fold(known).heads if seen is None else seen
            hlc = max([hlc, *(op.hlc + 1 for op in known if op.digest in heads)])
            prev = pack_heads(heads)
        row = (self.session, self.n, hlc, change.kind, entity, pack(change.article), prev, patch, first)
        return Operation(*row, fingerprint(*row))

    # --- taking in from elsewhere ---

    def take_in(self, articles: Sequence[Article], sessions: Iterable[SessionRow], ops: Sequence[Operation],
                place: Place | None) -> tuple[Changed, int]:
        """Add what a remote had and we lack, derive the rows that it touches, remember how far we know it.

        Returns:
            What is different now, and how many operations were new here.
        """
        with self.transaction():
            last, last_article = self.last("op"), self.last("article")
            self.add_sessions(row for row in sessions if is_sound_session(row))
            coder_of = self.coder_of()
            told = [(op, fields) for op in ops if op.session in coder_of and (fields := said(op)) is not None]
            sound = [op for op, _ in told]
            self.left_out += len(ops) - len(sound)
            rules = purge.known(self) + purge.rules_among(sound)
            sound = purge.blanked(sound, rules, coder_of)
            here = purge.without_text(self.lacking([row for row in articles if is_sound_article(row)]), rules)
            self.add_articles(here)
            self.add_operations(sound)
            added = {row[0] for row in self.rows("SELECT digest FROM op WHERE seq>?", (last,))}
            new = [(op, fields) for op, (_, fields) in zip(sound, told, strict=True) if op.digest in added]
            fresh = [op for op, _ in new]
            self._derive(new, {name for name, _ in here}, last)
            self._purge(purge.rules_among(fresh))
            if place:
                if (last, last_article) == place[4:]:  # all of ours is there; what came from there need not go back
                    place = (*place[:4], self.last("op"), self.last("article"))
                self.db.execute("INSERT OR REPLACE INTO remote VALUES(?,?,?,?,?,?)", place)
        if any(op.session == self.session for op in fresh):
            self.adopt_session()
        touched = {unpack(name): ("article", unpack(name)) for name, _ in here}
        touched |= {unpack(op.entity): (op.kind, unpack(op.article)) for op in fresh}
        return Changed(touched, from_elsewhere=True), len(fresh)

    def _purge(self, rules: Sequence[purge.Rule]) -> None:
        """Blank what new rules take away, and derive anew what they touch; the bytes are overwritten."""
        if rules:
            self.db.execute("PRAGMA secure_delete=ON").fetchall()
            self._write((), self.histories(sorted(purge.apply(self, rules))), [])
            discard_words(self.path)  # it holds the texts

    def _derive(self, fresh: Sequence[Said], texts: set[bytes], last: int) -> None:
        """Rows of what came after row `last`; cards whose text has come only now are measured again."""
        count = Counter(op.entity for op, _ in fresh)
        older = {name for page in paged([*count, *(texts - count.keys())]) for (name,) in self.rows(
            f"SELECT DISTINCT entity FROM op WHERE entity IN {marks(page)} AND seq<=?", (*page, last))}
        alone = {op.entity for op, _ in fresh if not op.prev and count[op.entity] == 1} - older
        touched = (count.keys() - alone) | (texts & older)
        self._write([(op, fields) for op, fields in fresh if op.entity in alone], self.histories(sorted(touched)),
                    [op for op, _ in fresh])

    def adopt_session(self) -> None:
        """Start a new session: another program writes under ours (a cloned machine)."""
        with self.lock:
            self.session, self.n, self._announced = os.urandom(16), 0, False

    def place(self, remote: str) -> Place | None:
        """What is known of a remote."""
        rows = self.rows("SELECT path,seq,stamp,article,given,given_article FROM remote WHERE path=?", (remote,))
        return (rows[0][0], rows[0][1], rows[0][2], rows[0][3], rows[0][4], rows[0][5]) if rows else None

    def forget_place(self, remote: str) -> None:
        """Forget a remote: it was written once, and is not exchanged with again."""
        with self.transaction():
            self.db.execute("DELETE FROM remote WHERE path=?", (remote,))

    def waiting(self, place: Place) -> int:
        """How many operations (or articles) are only on this computer, as far as that remote is concerned."""
        with self.lock:
            return (self.last("op") - place[4]) or (self.last("article") - place[5])

    def remember(self, place: Place) -> None:
        """Remember how far a remote is known, when it had nothing new."""
        with self.transaction():
            self.db.execute("INSERT OR REPLACE INTO remote VALUES(?,?,?,?,?,?)", place)

    # --- deriving ---

    def state(self, entity: str) -> State | None:
        """What an entity is now, with its heads and conflicts."""
        ops = self.of(pack(entity))
        return fold(ops) if ops else None

    def coder_of(self) -> Mapping[bytes, bytes]:
        """Session → coder. Another program may have added a session since."""
        known = self.last("session")
        if self._sessions_known != known:
            self._coder_of = {row[0]: row[1] for row in self.sessions()}
            self._sessions_known = known
        return self._coder_of

    def _write(self, straight: Sequence[Said], folded: Mapping[bytes, list[Operation]],
               ops: Sequence[Operation]) -> None:
        """Rows of what has changed, and what a removed article has in it that its removal had not seen."""
        coder_of = self.coder_of()
        derive.write(self, straight, folded, ops, coder_of)
        touched = chain((op for op, _ in straight), *folded.values())
        inside.derive(self, inside.articles_of(touched), coder_of)

    def rebuild(self) -> None:
        """Everything derived, again, from the journal alone, entity by entity in bounded memory."""
        with uncollected(), self.lock, self._roomy(), self.transaction():
            schema.create(self.db)
            many = {e for (e,) in self.rows("SELECT entity FROM op GROUP BY entity HAVING count(*)>1")}
            for after in range(0, self.last("op"), CHUNK):
                ops = self.operations("WHERE o.seq>? AND o.seq<=? ORDER BY o.seq", (after, after + CHUNK))
                derive.write(self, [(op, op.fields()) for op in ops if op.entity not in many], {}, ops, self.coder_of())
            for part in paged(sorted(many), CHUNK):
                derive.write(self, (), self.histories(part), [], self.coder_of())
            schema.index(self.db)
            removed = [row[0] for row in self.rows("SELECT id FROM main.card WHERE removed")]
            inside.derive(self, removed, self.coder_of())
            self.db.execute("INSERT OR REPLACE INTO meta VALUES('derived',?)", (schema.VERSION,))

    @contextmanager
    def _roomy(self) -> Iterator[None]:
        """More pages in memory for a while: each page that has to make room in a transaction waits for the disk."""
        self.db.execute(f"PRAGMA cache_size=-{ROOM}")
        try:
            yield
        finally:
            self.db.execute(f"PRAGMA cache_size=-{CACHE}")

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """All derived rows, sorted: equal for equal sets of operations."""
        return {table: sorted(self.rows(f"SELECT * FROM main.{table}"), key=repr) for table in schema.DERIVED}


def _seen(change: Change) -> tuple[int, ...] | None:
    """The heads that an editor showed. Nothing at all means something only for what several people may create."""
    return change.seen if change.seen or change.kind in SHARED_KINDS else None
