"""From the operations of ONE entity to its state. Pure; the order of arrival never matters."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from annotator.corpus.change import DELETED, SAW
from annotator.project.operation import Operation

_OF_REMOVALS = frozenset({DELETED, SAW})
"""What a patch says that is no field."""


@dataclass(slots=True)
class State:
    """What an entity is after its operations.

    `winner` says which operation (by digest) set each field, `heads` are the operations that no other
    has seen, `conflicts` the fields with several last setters: field → [(digest, value)], the shown one last;
    `missing` the parents that have not arrived (yet); `changes` counts the operations after the one that
    brought the provenance (`created`) or else made the entity. Of what is removed, `saw` is what its removals had
    seen of the things in it (digests), all together: nothing before its creation, None when no removal says so.
    """

    kind: str
    article: bytes
    fields: dict[str, Any]
    winner: dict[str, int]
    heads: tuple[int, ...]
    born: Operation
    last: Operation
    alive: bool = True
    changes: int = 0
    conflicts: dict[str, list[tuple[int, Any]]] = field(default_factory=dict)
    missing: frozenset[int] = frozenset()
    saw: frozenset[int] | None = None

    @property
    def visible(self) -> bool:
        """Alive, and its creation has arrived and was not purged."""
        return self.alive and not self.born.prev and self.born.patch is not None


def fold(operations: Iterable[Operation], without: Container[int] = frozenset()) -> State:
    """The state after `operations`; with `without`, as if those (by digest) had never happened.

    A field has the value of the latest of its *last setters*: the setters that no other setter
    has seen. Several last setters with different values are a conflict. The entity is deleted
    when every head is a deletion, so a deletion never beats an edit that it has not seen.

    Raises:
        ValueError: there are no operations.
    """
    ops = sorted(operations, key=Operation.order)
    if not ops:
        raise ValueError("no operations: nothing to fold")
    if _is_chain(ops):
        return _chain(ops, without)
    seen, missing = _ancestors(ops)
    live = [i for i, op in enumerate(ops) if op.digest not in without]
    heads = _last(live, seen)
    patches = [op.fields() for op in ops]
    state = State(ops[0].kind, ops[0].article, {}, {}, tuple(ops[i].digest for i in heads), ops[0], ops[-1],
                  changes=_changes(patches), missing=frozenset(missing))
    _set_fields(state, ops, patches, live, seen)
    gone = [bool(patches[i].get(DELETED)) for i in heads]
    state.alive = not all(gone)
    if state.alive and any(gone):
        state.conflicts[DELETED] = [(ops[i].digest, int(g)) for i, g in zip(heads, gone, strict=True)]
    elif not state.alive:
        state.saw = _saw([patches[i] for i in heads]) if heads else frozenset()
    return state


def awaited(operations: Collection[Operation]) -> set[int]:
    """The digests of those that one entity's operations were based on, and that have not arrived (yet)."""
    return {parent for op in operations for parent in op.parents()} - {op.digest for op in operations}


def unseen(operations: Collection[Operation], saw: Collection[int]) -> set[int]:
    """The digests of those of one entity's operations that who saw these (digests) had not seen, directly or not."""
    known = {op.digest: op for op in operations}
    late, stack = set(known), [digest for digest in known if digest in saw]
    while stack:
        digest = stack.pop()
        if digest in late:
            late.remove(digest)
            stack += [parent for parent in known[digest].parents() if parent in late]
    return late


def _saw(removals: Iterable[dict[str, Any]]) -> frozenset[int] | None:
    told = [patch[SAW] for patch in removals if isinstance(patch.get(SAW), list)]
    return frozenset().union(*told) if told else None


def _set_fields(state: State, ops: list[Operation], patches: list[dict[str, Any]], live: list[int],
                seen: list[int]) -> None:
    setters: dict[str, list[int]] = {}
    for i in live:
        for name in patches[i]:
            if name not in _OF_REMOVALS:
                setters.setdefault(name, []).append(i)
    for name, who in setters.items():
        last = _last(who, seen)
        best = last[-1]
        state.fields[name], state.winner[name] = patches[best][name], ops[best].digest
        if any(patches[i][name] != patches[best][name] for i in last):
            state.conflicts[name] = [(ops[i].digest, patches[i][name]) for i in last]


def _last(who: list[int], seen: list[int]) -> list[int]:
    """Those of `who` that no other of them has seen."""
    if len(who) == 1:
        return who
    covered = 0
    for i in who:
        covered |= seen[i]
    return [i for i in who if not covered >> i & 1]


def _changes(patches: list[dict[str, Any]]) -> int:
    base = max((i for i, patch in enumerate(patches) if "created" in patch), default=0)
    return len(patches) - 1 - base


def _is_chain(ops: list[Operation]) -> bool:
    """Whether each operation was based on just the one before it: nobody worked at the same time."""
    return not ops[0].prev and all(
        later.prev == earlier.digest.to_bytes(8, "big", signed=True)
        for earlier, later in pairwise(ops))


def _chain(ops: list[Operation], without: Container[int]) -> State:
    state = State(ops[0].kind, ops[0].article, {}, {}, (), ops[0], ops[-1], alive=False, saw=frozenset())
    patches = [op.fields() for op in ops]
    state.changes = _changes(patches)
    for op, patch in zip(ops, patches, strict=True):
        if op.digest in without:
            continue
        state.alive, state.heads = not patch.pop(DELETED, False), (op.digest,)
        state.saw = None if state.alive else _saw((patch,))
        patch.pop(SAW, None)
        state.fields.update(patch)
        state.winner.update(dict.fromkeys(patch, op.digest))
    return state


def _ancestors(ops: list[Operation]) -> tuple[list[int], set[int]]:
    """For each operation, a bit mask of those it has seen, directly or not; and parents unknown here.

    `prev` is inside the digest, so there are no cycles; clocks are not trusted for the order.
    """
    at = {op.digest: i for i, op in enumerate(ops)}
    parents = [[at[d] for d in op.parents() if d in at] for op in ops]
    missing = {d for op in ops for d in op.parents() if d not in at}
    seen: list[int | None] = [None] * len(ops)
    for start in range(len(ops)):
        stack = [start]
        while stack:
            i = stack[-1]
            wait = [j for j in parents[i] if seen[j] is None]
            if wait and seen[i] is None:
                stack.extend(wait)
                continue
            stack.pop()
            mask = 0
            for j in parents[i]:
                mask |= 1 << j | (seen[j] or 0)
            seen[i] = mask
    return [mask or 0 for mask in seen], missing
