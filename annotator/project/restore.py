"""Going back: the changes that make one thing, an article or all as they were; nothing leaves the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.corpus.change import DELETED, SHARED_KINDS, Change, ChangeSet
from annotator.corpus.contents import Standing
from annotator.corpus.ids import pack, unpack
from annotator.project.copies import MERGE
from annotator.project.fold import fold
from annotator.project.journal import paged
from annotator.project.operation import Operation
from annotator.project.replica import CHUNK, Replica
from annotator.project.shared_file import opened
from annotator.project.timeline import WITHIN
from annotator.project.undo import removal

LEFT_ALONE = frozenset({MERGE, "undo", "purge", "coder"})
"""Kinds that say what happened, or who somebody is: they have no earlier state to go back to."""


TEXTS = 50
"""Texts that are in memory at once."""


@dataclass(frozen=True, slots=True)
class Return:
    """What going back does: the parts of the one action, and how many things go, come back, and are otherwise again."""

    parts: tuple[ChangeSet, ...]
    removed: int
    brought_back: int
    changed: int

    @property
    def changes(self) -> int:
        """How many things are different then."""
        return self.removed + self.brought_back + self.changed


def counted_return(parts: Iterable[ChangeSet]) -> Return:
    """Work out all of a return, to say what it does before it is done."""
    found = tuple(part for part in parts if part)
    gone = [change.fields.get(DELETED) for part in found for change in part.changes]
    return Return(found, gone.count(1), gone.count(0), gone.count(None))


def as_it_was(replica: Replica, entity: str, after: tuple[bytes, int]) -> ChangeSet:
    """What makes one thing as it was after an operation (its session and number); empty when it is so already."""
    ops = sorted(replica.of(pack(entity)), key=Operation.order)
    place = next((i for i, op in enumerate(ops) if (op.session, op.n) == after), -1)
    kept = {op.digest for op in ops[:place + 1]}
    return ChangeSet(_set_back(ops, kept.__contains__) if ops else [])


def back_to_backup(replica: Replica, backup: Path) -> Iterator[ChangeSet]:
    """What makes everything as it is in a backup: one action in many parts.

    Raises:
        Fault: the backup cannot be read, or is another project's.
    """
    with opened(backup, project=replica.project()) as file:
        file.check_pages()
        contained = {row[0] for row in file.rows("SELECT digest FROM op")}
    return _all_back(replica, contained.__contains__)


def back_to_time(replica: Replica, until: int) -> Iterator[ChangeSet]:
    """What makes everything as it was before a moment (milliseconds UTC)."""
    bound = until << 16
    early = {row[0] for row in replica.rows("SELECT digest FROM op WHERE hlc<?", (bound,))}
    return _all_back(replica, early.__contains__)


def article_at(replica: Replica, article: str, until: int) -> dict[str, Standing]:
    """An article and all in it as it was before a moment (milliseconds UTC), also what has been removed since."""
    name, found = pack(article), {}
    inside = [row[0] for row in replica.rows(WITHIN, (name,) * 5)]
    for page in paged(inside):
        for entity, ops in replica.histories(page).items():
            late = {op.digest for op in ops if op.hlc >> 16 >= until}
            if len(late) < len(ops):
                state = fold(ops, late)
                found[unpack(entity)] = Standing(state.kind, state.visible, state.fields)
    return found


def _all_back(replica: Replica, contains: Callable[[int], bool]) -> Iterator[ChangeSet]:
    late = [row[1] for row in replica.rows("SELECT DISTINCT digest, entity FROM op") if not contains(row[0])]
    for page in paged(list(dict.fromkeys(late)), CHUNK):
        histories = replica.histories(page)
        yield ChangeSet([change for ops in histories.values() for change in _set_back(ops, contains)])


def _set_back(ops: Sequence[Operation], contains: Callable[[int], bool]) -> list[Change]:
    """The change that makes one entity as it would be with only these operations; none when it is so already."""
    if ops[0].kind in LEFT_ALONE:
        return []
    now, then = fold(ops), fold(ops, {op.digest for op in ops if not contains(op.digest)})
    patch: dict[str, Any] = {name: then.fields.get(name) for name in sorted(now.fields)
                             if now.fields[name] != then.fields.get(name) or name in now.conflicts}
    existed = any(contains(op.digest) for op in ops)
    alive = existed and then.alive
    if now.kind not in SHARED_KINDS and not existed:
        patch = {}
    if now.kind not in SHARED_KINDS and now.alive != alive:
        patch |= {DELETED: 0} if alive else removal(now.kind, then.saw)
    return [Change(now.kind, unpack(ops[0].entity), patch, unpack(now.article))] if patch else []


def as_of(replica: Replica, until: int, path: Path) -> Replica:
    """Another replica at `path` with only what was done before a moment (milliseconds UTC): to look at, to export.

    Purged texts stay purged. The caller closes it and removes its file.
    """
    past = Replica(path, replica.coder, project=replica.project(), app=replica.app)
    try:
        with past.transaction():
            past.add_sessions(replica.sessions())
        after = 0
        while page := replica.rows("SELECT seq FROM op WHERE seq>? ORDER BY seq LIMIT ?", (after, CHUNK)):
            ops = [op for op in replica.tail(after, len(page)) if op.hlc >> 16 < until]
            after = page[-1][0]
            with past.transaction():
                for names in paged([op.entity for op in ops if op.kind == "article" and not op.prev], TEXTS):
                    past.add_articles(replica.articles(names))
                past.add_operations(ops)
        past.rebuild()
    except BaseException:
        past.close()
        raise
    return past
