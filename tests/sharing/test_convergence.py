"""T5: whatever several people do, and in whatever order it travels: all end up with the same, and nothing is lost."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from annotator.actions.library import remove_article
from annotator.corpus.change import DELETED, SAW, Change, values_id
from annotator.corpus.ids import derived_id, pack
from annotator.project.catalogue import Catalogue
from annotator.project.copies import merge
from annotator.project.fold import fold
from annotator.project.inside import seen_in
from annotator.project.operation import Operation
from tests.team import ARTICLE, DAY, TEXT, Member, Team, name, numbers

WHO = st.integers(0, 9)
WHAT = st.integers(0, 99)
FIELDS = ("note", "kind", "attribute:status")


class Sharing(RuleBasedStateMachine):
    """Three to seven replicas, two files; at each write the oracle notes what the writer's replica held."""

    shore: Path
    """Where the files lie."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.shore))
        self.team = Team(self.folder, "Ann", "Ben", "Cat", skews=[0, -DAY, DAY])
        self.files = [self.team.file, self.folder / "copy.annot"]
        shutil.copy(self.files[0], self.files[1])
        self.old = self.folder / "old.annot"
        self.entities: list[str] = []
        self.held: dict[int, set[int]] = {}
        self.acknowledged: set[tuple[bytes, int, int]] = set()
        self.removals: set[int] = set()
        ann = self.team.members[0]
        ann.do(Change("article", ARTICLE, {"title": "T"}, ARTICLE, new=True), texts={ARTICLE: TEXT})
        self.note(ann, ())

    def teardown(self) -> None:
        for path in self.files:
            for member in [*self.team.members, *self.team.members]:
                member.exchange(path)
        for member in self.team.members:
            assert self.acknowledged <= member.operations()
        self.team.sync()
        for member in self.team.members:
            self.check_conflicts(member)
            before = member.replica.dump()
            member.replica.rebuild()
            assert member.replica.dump() == before
        self.team.close()
        shutil.rmtree(self.folder)

    def member(self, who: int) -> Member:
        return self.team.members[who % len(self.team.members)]

    def entity(self, member: Member, what: int) -> str | None:
        known = [e for e in self.entities if member.replica.state(e)]
        return known[what % len(known)] if known else None

    def may_work(self, member: Member) -> bool:
        """Whether the article takes work."""
        return True

    def note(self, member: Member, before: Iterable[tuple[bytes, int, int]]) -> None:
        """Remember what was written, and that the writer had all that was there before."""
        held = set(before)
        for key in member.operations() - held:
            self.acknowledged.add(key)
            self.held[key[2]] = {digest for _, _, digest in held}

    @rule(who=WHO)
    def make(self, who: int) -> None:
        member = self.member(who)
        before = member.operations()
        if self.may_work(member):
            self.entities.append(member.new())
            self.note(member, before)

    @rule(who=WHO, what=WHAT, field=st.sampled_from(FIELDS), value=st.sampled_from("xyz"))
    def edit(self, who: int, what: int, field: str, value: str) -> None:
        member = self.member(who)
        before = member.operations()
        if self.may_work(member) and (entity := self.entity(member, what)):
            member.set(entity, **{field: value})
            self.note(member, before)

    @rule(who=WHO, what=WHAT)
    def remove(self, who: int, what: int) -> None:
        member = self.member(who)
        before = member.operations()
        if self.may_work(member) and (entity := self.entity(member, what)):
            member.set(entity, deleted=int(member.state(entity).alive))
            self.note(member, before)

    def answer(self, who: int) -> None:
        member = self.member(who)
        before, me = member.operations(), derived_id(member.person)
        if self.may_work(member):
            said = {"coder": me, "attribute:topic": str(next(numbers))}
            member.do(Change("values", values_id(me, ARTICLE), said, ARTICLE))
            self.note(member, before)

    @rule(who=WHO, other=WHO)
    def remove_the_article_or_bring_it_back(self, who: int, other: int) -> None:
        self.answer(other)
        member = self.member(who)
        before, state = member.operations(), member.replica.state(ARTICLE)
        if not self.may_work(member) or state is None:
            return
        if state.alive:
            member.do(*remove_article(ARTICLE, Catalogue(member.replica).annotations(ARTICLE),
                                      seen_in(member.replica, ARTICLE)).changes)
            self.removals.add(member.newest(ARTICLE).digest)
        else:
            member.do(Change("article", ARTICLE, {DELETED: 0}, ARTICLE))
        self.note(member, before)

    @rule(who=WHO, back=st.booleans())
    def undo_or_redo(self, who: int, back: bool) -> None:
        member = self.member(who)
        before = member.operations()
        _ = member.undo() if back else member.redo()
        self.note(member, before)

    @rule(who=WHO, which=st.integers(0, 1), write=st.booleans())
    def exchange(self, who: int, which: int, write: bool) -> None:
        self.member(who).exchange(self.files[which], write=write)
        self.check_unseen(self.member(who))

    @rule(who=WHO, which=st.integers(0, 1))
    def merge_a_copy(self, who: int, which: int) -> None:
        member = self.member(who)
        held = member.operations()
        merge(member.replica, self.files[which])
        for key in member.operations() - held:
            self.held.setdefault(key[2], {digest for _, _, digest in held})

    @rule(which=st.integers(0, 1))
    def keep_an_old_copy(self, which: int) -> None:
        shutil.copy(self.files[which], self.old)

    @precondition(lambda self: self.old.exists())
    @rule(which=st.integers(0, 1), in_place=st.booleans())
    def restore_the_old_copy(self, which: int, in_place: bool) -> None:
        if in_place:
            shutil.copy(self.old, self.files[which])
        else:
            shutil.copy(self.old, self.folder / "coming")
            (self.folder / "coming").rename(self.files[which])

    @precondition(lambda self: len(self.team.members) < 7)
    @rule(who=WHO)
    def clone_a_running_machine(self, who: int) -> None:
        self.member(who).cloned()

    @rule(who=WHO)
    def start_again(self, who: int) -> None:
        self.member(who).restart()

    def check_conflicts(self, member: Member) -> None:
        """Exactly what several last setters set differently is to settle: by what each writer's replica held."""
        for ops in self.histories(member).values():
            expected = {field for field in {f for op in ops for f in op.fields()} - {DELETED, SAW}
                        if len(self.values([op for op in ops if field in op.fields()], field)) > 1}
            heads = self.last(ops)
            if len({bool(op.fields().get(DELETED)) for op in heads}) > 1:
                expected.add(DELETED)
            state = fold(ops)
            assert set(state.conflicts) == expected
            assert state.alive == (not all(op.fields().get(DELETED) for op in heads))
            assert set(state.heads) == {op.digest for op in heads}
        self.check_unseen(member)

    def check_unseen(self, member: Member) -> None:
        """Exactly the answers that a removed article's removers did not hold are told as unseen."""
        told = {row[0] for row in member.replica.rows("SELECT id FROM unseen")}
        article = member.replica.state(ARTICLE)
        if article is None or article.alive:
            assert not told
        elif self.removals.issuperset(article.heads):
            held = set().union(*(self.held[head] for head in article.heads))
            assert told == {entity for entity, ops in self.histories(member).items() if ops[0].kind == "values"
                            and fold(ops).fields.get("attribute:topic") != fold(
                                ops, {op.digest for op in ops} - held).fields.get("attribute:topic")}

    def histories(self, member: Member) -> dict[bytes, list[Operation]]:
        found: dict[bytes, list[Operation]] = {}
        for op in member.replica.operations():
            found.setdefault(op.entity, []).append(op)
        return found

    def values(self, setters: list[Operation], field: str) -> set[str]:
        return {str(op.fields()[field]) for op in self.last(setters)}

    def last(self, ops: list[Operation]) -> list[Operation]:
        return [op for op in ops if not any(op.digest in self.held[other.digest] for other in ops)]


class Purging(Sharing):
    """The same with purges: what they took away is unknown to everybody, so conflicts are not checked."""

    @rule(who=WHO)
    def purge(self, who: int) -> None:
        self.member(who).do(Change("purge", name(), {"article": ARTICLE, "why": "licence"}, ARTICLE, new=True))

    @rule(who=WHO, other=WHO, every=st.integers(2, 4), last_first=st.booleans())
    def some_operations_go_astray(self, who: int, other: int, every: int, last_first: bool) -> None:
        """A few arrive on their own, also before the creation of what they change."""
        giver, taker = self.member(who).replica, self.member(other).replica
        ops = giver.operations("ORDER BY o.seq")[::every]
        taker.take_in([], giver.sessions(), ops[::-1] if last_first else ops, None)

    def check_unseen(self, member: Member) -> None:
        """Who purges an article has seen nothing of it."""

    def check_conflicts(self, member: Member) -> None:
        purged = member.replica.rows("SELECT count(*) FROM op WHERE kind='purge'")[0][0]
        said = member.replica.rows("SELECT count(*) FROM op WHERE kind<>'purge' AND article=? AND patch IS NOT NULL",
                                   (pack(ARTICLE),))[0][0]
        assert not (purged and said)

    def note(self, member: Member, before: Iterable[tuple[bytes, int, int]]) -> None:
        self.acknowledged |= member.operations() - set(before)

    def may_work(self, member: Member) -> bool:
        return not member.replica.rows("SELECT 1 FROM op WHERE kind='purge'")


@pytest.mark.usefixtures("hurried")
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("machine", "share", "steps"), [(Sharing, 0.3, 40), (Purging, 0.15, 30)])
def test_all_end_up_with_the_same_and_nothing_is_lost(
        shore: Path, seeds: range, machine: type[Sharing], share: float, steps: int) -> None:
    machine.shore = shore
    run_state_machine_as_test(machine, settings=settings(  # type: ignore[no-untyped-call]
        max_examples=max(1, int(share * len(seeds))), stateful_step_count=steps))
