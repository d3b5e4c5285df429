"""One's own actions in the journal, newest first: what undo takes back, what redo gives back, and what they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from annotator.corpus.change import Change, ChangeSet, describe
from annotator.corpus.ids import unpack
from annotator.project.journal import AT_ONCE
from annotator.project.operation import Operation
from annotator.project.proposals import imported_words
from annotator.project.replica import Replica
from annotator.project.taking_back import Taking, Undone
from annotator.project.undo import Action, Undoing

PAGE = 50
_BITE = 100
"""Operations taken back at once where progress is shown: each is read with its history, folded and written."""

SHOWN = 500
"""Operations that an action's words are made of."""


class History:
    """The actions of the coder who works with a replica."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    def next_undo(self) -> Action | None:
        """What undo takes back now."""
        return self.undoing().next_undo(self.own_actions())

    def next_redo(self) -> Action | None:
        """What redo gives back now."""
        return self.undoing().next_redo(self.own_actions())

    def undoing(self) -> Undoing:
        """Which actions are in effect."""
        rows = self._replica.rows(
            "SELECT session,change_set,undoes_session,undoes FROM action WHERE undoes IS NOT NULL")
        return Undoing({Action(*row[:2]): Action(*row[2:]) for row in rows})

    def own_actions(self) -> Iterator[Action]:
        """One's own actions, newest first, of this run and all before.

        This run comes first: neither a clock that was set back nor one's own work on another computer stands
        between a person and what they have just done.
        """
        for which, time in (("session=?", "0"), ("session<>?", "hlc")):
            query = (f"SELECT {time},session,change_set FROM action WHERE coder=? AND work AND NOT founding AND {which}"
                     f" AND ({time},session,change_set)<(?,?,?) ORDER BY 1 DESC, 2 DESC, 3 DESC LIMIT {PAGE}")
            after: tuple[Any, ...] = (1 << 62, b"", 0)
            while rows := self._replica.rows(query, (self._replica.coder, self._replica.session, *after)):
                yield from (Action(*row[1:]) for row in rows)
                after = rows[-1]

    def words(self, action: Action | None) -> str:
        """What an action did, in words for the menu; of an undo, what it took back. Empty for none."""
        if action is None:
            return ""
        action = self.undoing().root(action)[0]
        ops = [op for op in self._operations(action, SHOWN) if op.kind != "undo"]
        if len(ops) == SHOWN:
            brought = self._replica.rows(
                "SELECT operations,articles FROM action WHERE session=? AND change_set=?", tuple(action))
            for operations, articles in brought:
                if words := imported_words(self._replica, ops, *action, operations=operations, articles=articles):
                    return words
        return describe(Change(op.kind, unpack(op.entity), op.fields(), unpack(op.article), new=not op.prev)
                        for op in ops)

    def size(self, action: Action | None) -> int:
        """How many operations an action has, or a few more; 0 for none."""
        if action is None:
            return 0
        end = self._within(action)[1][2]
        last = self._replica.rows("SELECT o.n FROM op o JOIN session s ON s.k=o.session WHERE s.id=? AND o.n<?"
                                  " ORDER BY o.n DESC LIMIT 1", (action.session, end))
        return last[0][0] - action.change_set + 1 if last else 0

    def undo(self, action: Action, progress: Callable[[int], None] | None = None,
             ending: Callable[[], None] | None = None) -> Undone:
        """Take an action back as a new action; also says what was left alone.

        An import of a hundred thousand annotations is taken back page by page.

        Args:
            progress: told how many operations are written so far; what it raises leaves all as it was.
            ending: called again and again while the end is written.
        """
        size = _BITE if progress else 0
        with self._replica.lock:
            words, taking = self.words(action), Taking(self._replica, action, self.undoing().without(action))
            return taking.done(words, self._replica.do(
                self._inverse(taking, action, size or AT_ONCE), progress, ending=ending, chunk=size))

    def _inverse(self, taking: Taking, action: Action, size: int) -> Iterator[ChangeSet]:
        yield taking.mark()
        after = action.change_set - 1
        while page := self._operations(action, size, after):
            after = page[-1].n
            yield taking.take(page)

    def _operations(self, action: Action, limit: int, after: int = 0) -> list[Operation]:
        """Up to `limit` operations of an action after `n`, in order."""
        where, values = self._within(action)
        return self._replica.operations(f"{where} AND o.n>? ORDER BY o.n LIMIT ?", (*values, after, limit))

    def _within(self, action: Action) -> tuple[str, tuple[bytes, int, int, int]]:
        """The condition on an action's operations: they stand together in their session."""
        later = "SELECT min(change_set) FROM action WHERE session=? AND change_set>?"
        end = self._replica.rows(later, tuple(action))[0][0]
        return ("WHERE s.id=? AND o.n>=? AND o.n<? AND o.change_set=?",
                (action.session, action.change_set, end or 1 << 60, action.change_set))
