"""Undo: fold as if the undone operations had never happened, and set what differs. Nothing inverse is stored.

Redo is the undo of an undo. An undo leaves a mark in the journal (an operation of kind `undo` that names
the action which it takes back), so that the order of undoing survives a restart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from annotator.corpus.change import DELETED, SAW, SHARED_KINDS
from annotator.project.fold import State, fold
from annotator.project.operation import Operation

WHOLE = "*"
"""In the place of a field: all of a thing, whose creation stands."""


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
        self._known: dict[Action, bool] = {}

    def holds(self, action: Action) -> bool:
        """Whether the action is in effect."""
        return self._settled(action, self._known)

    def _settled(self, action: Action, known: dict[Action, bool]) -> bool:
        """The same, without recursion: people undo and redo hundreds of times. A forged ring ends, somehow."""
        stack, begun = [action], set()
        while stack:
            at = stack[-1]
            undos = self._by_target.get(at, ())
            if at not in known and at not in begun and (open_ := [undo for undo in undos if undo not in known]):
                begun.add(at)
                stack += open_
                continue
            known.setdefault(at, not any(known.get(undo, False) for undo in undos))
            stack.pop()
        return known[action]

    def root(self, action: Action) -> tuple[Action, int]:
        """The action at the bottom of undos and redos, and how many of them lie on it: odd for an undo."""
        seen: set[Action] = set()
        while action in self.undoes and action not in seen:
            seen.add(action)
            action = self.undoes[action]
        return action, len(seen)

    def next_undo(self, newest_first: Iterable[Action]) -> Action | None:
        """What Ctrl+Z takes back: the newest action in effect that is no undo; for a redo, what it gave back."""
        for action in newest_first:
            root, depth = self.root(action)
            if depth % 2 == 0 and self.holds(action) and self.holds(root):
                return root
        return None

    def next_redo(self, newest_first: Iterable[Action]) -> Action | None:
        """What redo gives back: the newest undo in effect, unless something else was done since."""
        for action in newest_first:
            if self.holds(action):
                depth = self.root(action)[1]
                if depth % 2:
                    return action
                if not depth:
                    return None
        return None

    def without(self, target: Action) -> set[Action]:
        """The actions to leave out of a fold as if `target` had been undone.

        Undos and redos are always left out: what they did follows from what is in effect.
        """
        known = {target: False}
        undone = {action for action in self._by_target if not self._settled(action, known)}
        return undone | set(self.undoes) | {target}


def take_back(
    ops: list[Operation], target: Action, without: set[Action], mine: set[bytes]
) -> tuple[dict[str, Any], list[str]]:
    """The patch that makes one entity as if `target` had never happened, and the fields that it leaves alone.

    A field that someone has set since does not differ, so nobody's later work is taken back; such fields
    are named in the second part. The creation of an entity that others have worked on is left whole: [`WHOLE`].

    Args:
        ops: all operations of the entity.
        without: the actions that count as never having happened.
        mine: the sessions of the coder who undoes.
    """
    action_of = {op.digest: Action(op.session, op.change_set) for op in ops}
    left_out = {digest for digest, action in action_of.items() if action in without}
    taken = [op for op in ops if action_of[op.digest] == target]
    if any(op.patch is None for op in ops):
        return {}, [WHOLE]  # purged: nobody knows any more what it was
    touched = {name for op in taken for name in op.fields()}
    born = {op.digest for op in ops if not op.prev}
    now = fold(ops)
    if now.kind not in SHARED_KINDS:
        if any(op.digest in born for op in taken):
            if any(op.session not in mine and op.digest not in left_out for op in ops):
                return {}, [WHOLE]
            return (removal(now.kind, frozenset()) if now.alive else {}), []
        if any(op.digest not in left_out and op.digest not in born for op in ops):
            left_out -= born  # its creation was undone, but others have kept it alive: it is what it was made as
    return _difference(now, fold(ops, left_out), touched, left_out)


def _difference(now: State, then: State, touched: set[str], left_out: set[int]) -> tuple[dict[str, Any], list[str]]:
    fields = sorted(touched - {DELETED, SAW})
    settled = {name for name, sides in now.conflicts.items() if any(digest in left_out for digest, _ in sides)}
    kept = [name for name in fields
            if name in now.winner and now.winner[name] not in left_out and name not in settled]
    patch = {name: then.fields.get(name) for name in fields
             if now.fields.get(name) != then.fields.get(name) or name in settled}
    if DELETED in touched and now.kind not in SHARED_KINDS:
        was_to_settle = DELETED not in then.conflicts and any(
            gone and digest in left_out for digest, gone in now.conflicts.get(DELETED, ()))
        differs = now.alive != then.alive or now.saw != then.saw
        if differs or was_to_settle:
            patch |= {DELETED: 0} if then.alive else removal(now.kind, then.saw)
        if not was_to_settle and now.alive == then.alive and not (differs and left_out.issuperset(now.heads)):
            kept.append(DELETED)  # somebody else has removed it, too
    return patch, kept


def removal(kind: str, saw: frozenset[int] | None) -> dict[str, Any]:
    """What removes a thing; an article having seen what an earlier removal saw of the things in it, if that is known.

    Nothing of that was there before its creation: whatever somebody set in it since keeps it.
    """
    return {DELETED: 1} if kind != "article" or saw is None else {DELETED: 1, SAW: sorted(saw)}
