"""One undo under way: page by page what it sets, and what it leaves alone, of what, and because of whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.corpus.change import DELETED, SAW, SHARED_KINDS, Change, Changed, ChangeSet
from annotator.corpus.ids import new_id, unpack
from annotator.project.built_on import Undo, built_on
from annotator.project.fold import fold
from annotator.project.operation import Operation
from annotator.project.replica import Replica
from annotator.project.sight import may_hear
from annotator.project.undo import WHOLE, Action, take_back


@dataclass(frozen=True, slots=True)
class Left:
    """What an undo left alone of one thing.

    Attributes:
        fields: field → ids of those who have set it since; `WHOLE` when its creation stands, as others have worked on
            it. Nobody where that was purged, or where it may not be told.
        here: whether the thing is there.
        purged: whether nobody knows any more what it was.
        told: whether whoever undoes may hear what was done to it.
    """

    kind: str
    entity: str
    article: str
    fields: Mapping[str, tuple[str, ...]]
    here: bool = True
    purged: bool = False
    told: bool = True


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did: the words of the action, what is different now, and what it left alone.

    Attributes:
        things: how many things the action had touched.
        fields: how many fields of its one thing; 0 when it touched several.
    """

    label: str
    changed: Changed
    left: tuple[Left, ...]
    things: int
    fields: int

    @property
    def total(self) -> int:
        """Of how many parts the action was: things, or the fields of its one thing."""
        return self.fields or self.things

    @property
    def done(self) -> int:
        """How many of its parts are as they were."""
        left = sum(len(each.fields) for each in self.left) if self.fields else len(self.left)
        return max(0, self.total - left)

    @property
    def kept(self) -> dict[str, list[str]]:
        """Entity → the fields that were left alone; [`WHOLE`] for a whole entity."""
        return {each.entity: list(each.fields) for each in self.left}


class Taking:
    """Collects what an undo of `target` leaves alone, while its pages are taken back.

    Args:
        without: the actions that count as never having happened.
    """

    def __init__(self, replica: Replica, target: Action, without: set[Action]) -> None:
        self._replica, self._coder_of = replica, replica.coder_of()
        mine = {session for session, coder in self._coder_of.items() if coder == replica.coder}
        self._undo, self._without, self._mine = Undo(target, without, mine), without, mine
        self._left: list[Left] = []
        self._things, self._fields = Counter[bool](), Counter[bool]()
        """How many, of others than marks on articles (False) and of these (True), which most often come along."""

    def mark(self) -> ChangeSet:
        """What says in the journal which action is taken back."""
        target = self._undo.target
        mark = {"session": target.session.hex(), "change_set": target.change_set}
        return ChangeSet([Change("undo", new_id(), mark, new=True)])

    def take(self, page: Sequence[Operation]) -> ChangeSet:
        """What takes back these operations of the action."""
        histories = self._replica.histories({op.entity: None for op in page if op.kind != "undo"})
        made = {op.entity: op.kind for op in page if not op.prev and op.kind not in SHARED_KINDS}
        standing = built_on(self._replica, made, self._undo)
        self._things.update(ops[0].kind == "review" for ops in histories.values())
        for op in page:
            self._fields[op.kind == "review"] += _size(op)
        return ChangeSet([change for ops in histories.values()
                          for change in self._taken(ops, standing.get(ops[0].entity, ()))])

    def done(self, words: str, changed: Changed) -> Undone:
        """All of it, once it is stored."""
        marks_alone = not self._things[False]
        things = self._things[marks_alone]
        return Undone(words, changed, tuple(self._left), things, self._fields[marks_alone] if things == 1 else 0)

    def _taken(self, ops: list[Operation], built: Sequence[bytes]) -> Iterator[Change]:
        patch, left = take_back(ops, self._undo.target, self._without, self._mine)
        if built and patch.get(DELETED):
            patch, left = {}, [WHOLE]
        if left:
            self._left.append(self._of(ops, left, built))
        if patch:
            yield Change(ops[0].kind, unpack(ops[0].entity), patch, unpack(ops[0].article))

    def _of(self, ops: Sequence[Operation], fields: Sequence[str], built: Sequence[bytes]) -> Left:
        state, told = fold(ops), may_hear(self._replica, ops)
        purged = any(op.patch is None for op in ops)
        others = list(self._undo.others(sorted(ops, key=Operation.order)))
        whose: dict[str, tuple[str, ...]] = {}
        for name in fields:
            if name == WHOLE:
                setters = [*(self._coder_of[op.session] for op in others), *built]
            elif name == DELETED:
                setters = [self._coder_of[op.session] for op in ops if op.digest in state.heads
                           and Action(op.session, op.change_set) not in self._without
                           and state.alive is not bool(op.fields().get(DELETED))]
            else:
                setters = [self._coder_of[op.session] for op in ops if op.digest == state.winner.get(name)]
            whose[name] = tuple(map(unpack, dict.fromkeys(setters))) if told and not purged else ()
        return Left(state.kind, unpack(ops[0].entity), unpack(state.article), whose, state.visible, purged, told)


def _size(op: Operation) -> int:
    """How many fields an operation set; its creation is one."""
    if op.kind == "undo":
        return 0
    return len(op.fields().keys() - {SAW}) if op.prev or op.kind in SHARED_KINDS else 1
