"""The history of a project, read from its journal: who did what when, and what a thing was before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from annotator.corpus.change import SAW, Change, describe
from annotator.corpus.hands import NO_HANDS, Hand, Hands
from annotator.corpus.ids import pack, unpack
from annotator.corpus.moments import LAST
from annotator.corpus.people import People
from annotator.language import tr
from annotator.project.copies import MERGE
from annotator.project.fold import awaited, fold
from annotator.project.operation import Operation
from annotator.project.proposals import imported_words
from annotator.project.replica import Replica
from annotator.project.sight import HEARD, OF_ACTION, may_hear

PAGE = 50
"""Actions that are read at once."""

LOOKED_BACK = 50
"""Actions of somebody among which the last one in an article is looked for."""

TOLD = 200
"""Operations that the words of one action are made of."""

KINDS = ("annotation", "article", "source", "link", "passages", "review", "values", "codebook", "project")
"""The kinds of things that history can be filtered by."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one operation did to one thing: field → (what it was before, what it was set to).

    `time` is in milliseconds UTC, `coder` an id; `purged` says that the law or a licence took its contents away.
    """

    session: bytes
    n: int
    time: int
    coder: str
    kind: str
    entity: str
    article: str
    fields: Mapping[str, tuple[Any, Any]]
    new: bool = False
    purged: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One action of a person: when (milliseconds UTC), who (coder's id), what in words, and what it touched.

    `undoes` says that it takes an earlier action back; `entities` are ids with their kind and article.
    """

    session: bytes
    change_set: int
    time: int
    coder: str
    words: str
    operations: int
    entities: Mapping[str, tuple[str, str]]
    undoes: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge that somebody made: its id, the name of the copy, when (milliseconds UTC), and who (coder's id)."""

    id: str
    name: str
    time: int
    coder: str


@dataclass(frozen=True, slots=True)
class LastWork:
    """When somebody worked last (milliseconds UTC), and the article that they worked in last, "" for none of late."""

    time: int
    article: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the history is wanted; empty means all.

    Args:
        coders: ids of who did it: a person may have several.
        article: id of the article in which it was done.
        since, until: milliseconds UTC, `since` included, `until` not.
        merge: id of the merge with which it came.
        kind: kind of the things that it touched.
    """

    coders: frozenset[str] = frozenset()
    article: str = ""
    since: int = 0
    until: int = LAST
    merge: str = ""
    kind: str = ""


class Timeline:
    """Reads of the journal of one replica; nothing is changed here."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    def of(self, entity: str, wanted: Wanted | None = None) -> list[Step]:
        """Everything that was done to one thing, oldest first, or what is wanted of it."""
        ops = self._replica.of(pack(entity))
        if not may_hear(self._replica, ops):
            return []
        steps = list(self._steps(ops))
        if wanted is None:
            return steps
        came = self._came(wanted.merge) if wanted.merge else None
        return [step for step in steps if wanted.since <= step.time < wanted.until
                and (not wanted.coders or step.coder in wanted.coders)
                and (came is None or any(session == step.session and first <= step.n <= last
                                         for session, first, last in came))]

    def awaited(self, entity: str) -> int:
        """How many changes of one thing others have built on that have not arrived, as far as one may hear of it."""
        ops = self._replica.of(pack(entity))
        return len(awaited(ops)) if may_hear(self._replica, ops) else 0

    def hands(self, entity: str, people: People, me: str) -> Hands:
        """Whose hands made one thing what it is now, as far as the coder `me` may hear of it."""
        ops = self._replica.of(pack(entity))
        if not ops or not may_hear(self._replica, ops):
            return NO_HANDS
        coder_of, mine = self._replica.coder_of(), people.ids(me)

        def hand(op: Operation) -> Hand:
            coder = unpack(coder_of[op.session])
            return Hand(tr("You") if coder in mine else people.name(coder), op.hlc >> 16)

        by_digest = {op.digest: op for op in sorted(ops, key=Operation.order)}
        others = [op for op in by_digest.values() if unpack(coder_of[op.session]) not in mine]
        return Hands(hand((others or list(by_digest.values()))[-1]),
                     {name: hand(by_digest[digest]) for name, digest in fold(ops).winner.items()})

    def events(self, wanted: Wanted | None = None, *, after: Event | None = None, limit: int = PAGE) -> list[Event]:
        """Up to `limit` actions, newest first; `after` is the last one of the page before."""
        wanted = wanted or Wanted()
        where, values = self._condition(wanted)
        if after:
            where += " AND (hlc,session,change_set)<(?,?,?)"
            values += (self._hlc(after), after.session, after.change_set)
        rows = self._replica.rows(
            "SELECT session,change_set,coder,hlc,undoes IS NOT NULL,articles,operations FROM action"
            f" WHERE (work OR founding OR {TOLD_TOO}){where} ORDER BY hlc DESC, session DESC, change_set DESC LIMIT ?",
            (*values, limit))
        return [self._event(*row) for row in rows]

    def steps(self, event: Event) -> list[Step]:
        """What an action did, thing by thing, with what each was before."""
        found = []
        for entity in event.entities:
            found += [step for step in self.of(entity)
                      if step.session == event.session and step.n in self._numbers(event)]
        return sorted(found, key=lambda step: step.n)

    def merges(self) -> list[Merge]:
        """The merges that history can be filtered by, the latest first."""
        rows = self._replica.rows("SELECT id, json_extract(fields,'$.name'), born_ms, born_by FROM entity"
                                  " WHERE kind=? ORDER BY born_ms DESC, id", (MERGE,))
        return [Merge(unpack(row[0]), str(row[1] or ""), row[2], unpack(row[3])) for row in rows]

    # --- reading ---

    def _hlc(self, event: Event) -> int:
        found: int = self._replica.rows("SELECT hlc FROM action WHERE session=? AND change_set=?",
                                        (event.session, event.change_set))[0][0]
        return found

    def _condition(self, wanted: Wanted) -> tuple[str, tuple[Any, ...]]:
        where = " AND hlc>=? AND hlc<?"
        values: tuple[Any, ...] = (wanted.since << 16, wanted.until << 16)
        if self._replica.limited:
            where += f" AND {HEARD}"
        if wanted.coders:
            where += f" AND coder IN ({','.join('?' * len(wanted.coders))})"
            values = (*values, *map(pack, wanted.coders))
        if wanted.kind:
            where, values = f"{where} AND {TOUCHES}", (*values, wanted.kind)
        if wanted.article:
            where += (" AND (session,change_set) IN (SELECT s.id,o.change_set FROM op o JOIN session s ON s.k=o.session"
                      f" WHERE o.entity IN ({WITHIN}) AND o.article=?)")
            article = pack(wanted.article)
            values = (*values, *(article,) * 6)
        if wanted.merge:
            came = self._came(wanted.merge)
            parts = ",".join(f"(x'{session.hex()}',{first},{last})" for session, first, last in came)
            where += f" AND {CAME.format(parts)}" if parts else " AND 0"
        return where, values

    def _came(self, merge: str) -> list[tuple[bytes, int, int]]:
        """Which operations came with a merge: session, first and last; what a strange program wrote there is left."""
        state, found = self._replica.state(merge), list[tuple[bytes, int, int]]()
        came = state.fields.get("came") if state else None
        for session, parts in came.items() if isinstance(came, dict) else ():
            with suppress(ValueError, TypeError):
                found += [(bytes.fromhex(session), int(first), int(last)) for first, last in parts]
        return found

    def last_work(self, people: People) -> dict[str, LastWork]:
        """Person, by the id by which they count → their last work here, as far as it has come and may be told.

        It costs what there are of people, not of their work.
        """
        heard, found = f" AND {HEARD}" if self._replica.limited else "", dict[str, list[tuple[int, bytes]]]()
        query = f"SELECT hlc, {_IN} FROM action WHERE coder=? AND (work OR founding){heard} ORDER BY hlc DESC LIMIT ?"
        for (coder,) in self._replica.rows(_CODERS):
            rows = self._replica.rows(query, (coder, 1))
            if rows and not rows[0][1]:
                rows = self._replica.rows(query, (coder, LOOKED_BACK))
            found.setdefault(people.one(unpack(coder)), []).extend(rows)
        return {name: LastWork(max(rows)[0] >> 16, unpack(max((row for row in rows if row[1]), default=(0, b""))[1]))
                for name, rows in found.items() if rows}

    def _event(self, session: bytes, change_set: int, coder: bytes, hlc: int, *how: int) -> Event:
        undoes, brought, operations = how
        ops = self._replica.operations("WHERE s.id=? AND o.change_set=? AND o.n>=? ORDER BY o.n LIMIT ?",
                                       (session, change_set, change_set, min(operations, TOLD)))
        told = [op for op in ops if op.kind != "undo"] or ops
        words = imported_words(self._replica, told, session, change_set, operations=operations,
                               articles=brought) or describe(
            Change(op.kind, unpack(op.entity), op.fields(), unpack(op.article), new=not op.prev) for op in told)
        return Event(session, change_set, hlc >> 16, unpack(coder),
                     tr("Take back: {lower}", lower=words.lower()) if undoes else words, operations,
                     {unpack(op.entity): (op.kind, unpack(op.article)) for op in told}, bool(undoes))

    def _numbers(self, event: Event) -> range:
        return range(event.change_set, event.change_set + event.operations)

    def _steps(self, ops: Sequence[Operation]) -> Iterator[Step]:
        coder_of, before = self._replica.coder_of(), dict[str, Any]()
        for op in sorted(ops, key=Operation.order):
            fields = {name: value for name, value in op.fields().items() if name != SAW}
            yield Step(op.session, op.n, op.hlc >> 16, unpack(coder_of[op.session]), op.kind, unpack(op.entity),
                       unpack(op.article), {name: (before.get(name), value) for name, value in fields.items()},
                       not op.prev, op.patch is None)
            before.update(fields)


_IN = f"coalesce((SELECT o.article FROM op o WHERE {OF_ACTION} AND o.article<>x'' LIMIT 1), x'')"
"""The article of a row of `action`, the first of several; nothing for what the project shares."""

_CODERS = ("WITH RECURSIVE each(coder) AS (SELECT min(coder) FROM action UNION ALL SELECT (SELECT min(coder) FROM"
           " action WHERE coder>each.coder) FROM each WHERE each.coder NOT NULL)"
           " SELECT coder FROM each WHERE coder NOT NULL")
"""Everybody, one look into the index each."""

TOUCHES = f"EXISTS(SELECT 1 FROM op o WHERE {OF_ACTION} AND o.kind=?)"
"""Which rows of `action` touched a kind of thing."""

TOLD_TOO = ("EXISTS(SELECT 1 FROM op o WHERE o.session=(SELECT k FROM session WHERE id=action.session)"
            " AND o.n=action.change_set AND o.kind IN ('merge','purge'))")
"""Nobody's work, and yet something that somebody did."""

CAME = ("(session,change_set) IN (WITH came(session,first,last) AS (VALUES {}) SELECT a.session, a.change_set"
        " FROM came c JOIN action a ON a.session=c.session AND a.change_set BETWEEN c.first AND c.last)")

WITHIN = ("SELECT entity FROM op WHERE article=? AND prev<>x'' UNION SELECT id FROM annotation WHERE article=?"
          " UNION SELECT id FROM link WHERE article=? UNION SELECT id FROM entity WHERE article=?"
          " UNION SELECT ?")
"""The ids of all that belongs to an article, also of what was removed; takes the article five times."""
