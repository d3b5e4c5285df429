"""What others have built on things that somebody made: in an article, on an annotation, with a source.

An undo asks it before it takes a creation back: whatever others, having seen the thing, have put upon it would hang in
the air. What is hidden from whoever undoes is passed over, so that nothing tells of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.project.fold import State, fold
from annotator.project.journal import marks, paged
from annotator.project.operation import Operation
from annotator.project.replica import Replica
from annotator.project.sight import may_hear
from annotator.project.undo import Action

_ANOTHER = "({0}.born_by<>x'{1}' OR {0}.last_by<>x'{1}')"
_INSIDE = ("SELECT article, id FROM {table} t WHERE article IN {these} AND {another}{rest}")
_EDITED = ("SELECT article, entity FROM op WHERE article IN {these} AND prev<>x'' AND session NOT IN"
           " (SELECT k FROM session WHERE coder=x'{me}')"
           " AND kind IN ('annotation','link','passages','values','review')")
_LINKED = "SELECT {end}, id FROM link t WHERE {end} IN {these} AND {another}"
_NAMED = ("SELECT a.source, a.annotation FROM attribution a JOIN annotation t ON t.id=a.annotation"
          " WHERE a.source IN {these} AND {another}")
_MERGED = "SELECT merged_into, id FROM source t WHERE merged_into IN {these} AND {another}"
_QUERIES = {
    "article": (*(_INSIDE.replace("{table}", table).replace("{rest}", rest) for table, rest in (
        ("annotation", ""), ("link", ""), ("review", ""), ("entity", " AND kind IN ('passages','values')"))), _EDITED),
    "annotation": (_LINKED.replace("{end}", "start"), _LINKED.replace('{end}', '"end"')),
    "source": (_NAMED, _MERGED)}
"""Kind → queries for what may stand on a thing of it, by whoever has touched it: the journal then tells exactly."""

_BY = {"annotation": "chain", "source": "merged_into"}
"""What stands on a source does so by this field of it."""


@dataclass(frozen=True, slots=True)
class Undo:
    """An undo: the action that it takes back, those that count as never having happened, and whose sessions it is."""

    target: Action
    without: Collection[Action]
    mine: Collection[bytes]

    def others(self, ops: Iterable[Operation]) -> Iterator[Operation]:
        """Those that are others', and in effect."""
        return (op for op in ops if op.session not in self.mine
                and Action(op.session, op.change_set) not in self.without)


def built_on(replica: Replica, made: Mapping[bytes, str], undo: Undo) -> dict[bytes, tuple[bytes, ...]]:
    """Thing → who else (packed coders) has built on it, of these things (with their kinds) that an action made."""
    if not replica.rows("SELECT 1 FROM session WHERE coder<>? LIMIT 1", (replica.coder,)):
        return {}
    found, coder_of = dict[bytes, dict[bytes, None]](), replica.coder_of()
    for kind, queries in _QUERIES.items():
        pairs = set(_candidates(replica, queries, [name for name, what in made.items() if what == kind]))
        histories = replica.histories({entity for _, entity in pairs})
        for thing, entity in sorted(pairs):
            for op in _upholding(replica, kind, histories.get(entity, ()), undo):
                found.setdefault(thing, {})[coder_of[op.session]] = None
    return {thing: tuple(coders) for thing, coders in found.items()}


def _candidates(replica: Replica, queries: Sequence[str], things: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    me = replica.coder.hex()
    for page in paged(things):
        for query in queries:
            asked = query.format(these=marks(page), another=_ANOTHER.format("t", me), me=me)
            yield from ((row[0], row[1]) for row in replica.rows(asked, tuple(page)))


def _upholding(replica: Replica, kind: str, ops: Sequence[Operation], undo: Undo) -> list[Operation]:
    """Others' operations by which one thing, that is there and may be seen, stands on one of this kind."""
    others = sorted(undo.others(ops), key=Operation.order)
    if not others or not may_hear(replica, ops):
        return []
    state = fold(ops)
    if not state.visible:
        return []
    if kind != "source" or _made_along(state, undo):
        return others
    return [op for op in others if op.digest == state.winner.get(_BY[state.kind])]


def _made_along(state: State, undo: Undo) -> bool:
    """Whether it was made by the same action: others have worked on it since, so it stays, and needs its source."""
    return Action(state.born.session, state.born.change_set) == undo.target
