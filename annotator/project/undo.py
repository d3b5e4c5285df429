"""Undo: fold as if the undone operations had never happened, and set what differs. Nothing inverse is stored.

Redo is the undo of an undo. An undo leaves a mark in the journal (an operation of kind `undo` that names
the action which it takes back), so that the order of undoing survives a restart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from annotator.corpus.change import DELETED, SHARED_KINDS
from annotator.project.fold import State, fold
from annotator.project.operation import Operation


class Action(NamedTuple):
    """A change set in the journal: its session (16 bytes) and the `n` of its first operation."""

    session: bytes
    change_set: int


class Undoing:
    """Which actions are in effect, given the undos of all coders.

    An action is in effect when nothing in effect undoes it; so an undo that was undone (a redo) gives
    the first action back.

    Args:
        undoes: each undo → the action that it takes back.
    """

    def __init__(self, undoes: Mapping[Action, Action]) -> None:
        self.undoes = undoes
        self._by_target: dict[Action, list[Action]] = {}
        for undo, target in undoes.items():
            self._by_target.setdefault(target, []).append(undo)

    def holds(self, action: Action, target: Action | None = None) -> bool:
        """Whether the action is in effect; with `target`, if that one were undone as well."""
        return action != target and not any(self.holds(undo, target) for undo in self._by_target.get(action, ()))

    def is_undo(self, action: Action) -> bool:
        """Whether it takes something back (an undo of an undo gives something back: a redo)."""
        depth = 0
        while action in self.undoes:
            action, depth = self.undoes[action], depth + 1
        return depth % 2 == 1

    def next_undo(self, newest_first: Iterable[Action]) -> Action | None:
        """What Ctrl+Z takes back: the newest action in effect that is no undo."""
        return next((a for a in newest_first if not self.is_undo(a) and self.holds(a)), None)

    def next_redo(self, newest_first: Iterable[Action]) -> Action | None:
        """What redo gives back: the newest undo in effect, unless something else was done since."""
        for action in newest_first:
            if self.holds(action):
                if self.is_undo(action):
                    return action
                if action not in self.undoes:
                    return None
        return None

    def without(self, target: Action) -> set[Action]:
        """The actions to leave out of a fold as if `target` had been undone.

        Undos and redos are always left out: what they did follows from what is in effect.
        """
        undone = {action for action in self._by_target if not self.holds(action, target)}
        return undone | set(self.undoes) | {target}


def take_back(ops: list[Operation], target: Action, without: set[Action], mine: set[bytes]) -> tuple[dict[str, Any], list[str]]:
    """The patch that makes one entity as if `target` had never happened, and the fields that it leaves alone.

    A field that someone has set since does not differ, so nobody's later work is taken back; such fields
    are named in the second part. The creation of an entity that others have worked on is left whole: ["*"].

    Args:
        ops: all operations of the entity.
        without: the actions that count as never having happened.
        mine: the sessions of the coder who undoes.
    """
    action_of = {op.digest: Action(op.session, op.change_set) for op in ops}
    left_out = {digest for digest, action in action_of.items() if action in without}
    taken = [op for op in ops if action_of[op.digest] == target]
    touched = {name for op in taken for name in op.fields()}
    now, then = fold(ops), fold(ops, left_out)
    if any(not op.prev for op in taken) and now.kind not in SHARED_KINDS:
        if any(op.session not in mine and op.digest not in left_out for op in ops):
            return {}, ["*"]
        return ({DELETED: 1} if now.alive else {}), []
    return _difference(now, then, touched, left_out)


def _difference(now: State, then: State, touched: set[str], left_out: set[int]) -> tuple[dict[str, Any], list[str]]:
    fields = sorted(touched - {DELETED})
    kept = [name for name in fields if name in now.winner and now.winner[name] not in left_out]
    patch = {name: then.fields.get(name) for name in fields
             if now.fields.get(name) != then.fields.get(name)
             or (name in now.conflicts and now.winner[name] in left_out)}
    if DELETED in touched and now.kind not in SHARED_KINDS:
        if now.alive == then.alive:
            kept.append(DELETED)
        else:
            patch[DELETED] = int(not then.alive)
    return patch, kept
