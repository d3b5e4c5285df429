"""Which action undo takes back, which one redo gives back, and what becomes of the fields."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.change import CODEBOOK_ID, Change, Changed, passages_id, review_id
from annotator.project.catalogue import Catalogue
from annotator.project.undo import Action, Undoing
from tests.team import ARTICLE, Member, Team

S = b"s" * 16


class Desk:
    """A person's own actions with a plain list of what is done and what is undone beside it."""

    def __init__(self) -> None:
        self.actions: list[Action] = []
        self.undoes: dict[Action, Action] = {}
        self.done: list[Action] = []
        self.undone: list[Action] = []

    def act(self) -> Action:
        self.actions.insert(0, Action(S, len(self.actions) + 1))
        return self.actions[0]

    def do(self) -> None:
        self.done.append(self.act())
        self.undone.clear()

    def undo(self) -> None:
        target = Undoing(self.undoes).next_undo(self.actions)
        expected = self.done[-1] if self.done else None
        assert target == expected
        if target:
            self.undoes[self.act()] = target
            self.undone.append(self.done.pop())

    def redo(self) -> None:
        target = Undoing(self.undoes).next_redo(self.actions)
        expected = self.undone[-1] if self.undone else None
        assert (target and Undoing(self.undoes).root(target)[0]) == expected
        if target:
            self.undoes[self.act()] = target
            self.done.append(self.undone.pop())


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=40))
def test_undo_and_redo_go_back_and_forth_as_everywhere(steps: list[str]) -> None:
    desk = Desk()
    for step in steps:
        getattr(desk, step)()


def test_undo_and_redo_a_thousand_times_is_no_trouble() -> None:
    desk = Desk()
    desk.do()
    for _ in range(1000):
        desk.undo()
        desk.redo()
    desk.undo()


def test_a_forged_ring_of_undos_ends() -> None:
    one, other = Action(S, 1), Action(S, 2)
    undoing = Undoing({one: other, other: one})
    assert undoing.next_undo([one, other]) in (None, one, other)
    assert undoing.next_redo([one, other]) in (None, one, other)
    assert undoing.without(one) >= {one}


def notes(member: Member, e: str, count: int) -> None:
    for number in range(1, count + 1):
        member.set(e, note=str(number))


def test_several_undos_over_one_field_go_back_step_by_step_and_forth_again(team: Team) -> None:
    ann = team.members[0]
    e = ann.new()
    notes(ann, e, 4)
    seen = []
    for _ in range(4):
        assert ann.undo() == {}
        seen.append(ann.sees(e)[0])
    assert seen == ["3", "2", "1", "0"]
    for _ in range(4):
        assert ann.redo() == {}
        seen.append(ann.sees(e)[0])
    assert seen[4:] == ["1", "2", "3", "4"]
    assert ann.redo() is None


def test_undo_goes_on_after_a_restart(team: Team) -> None:
    ann = team.members[0]
    e = ann.new()
    notes(ann, e, 3)
    ann.undo()
    ann = ann.restart()
    assert ann.undo() == {}
    assert ann.sees(e)[0] == "1"
    ann = ann.restart()
    ann.redo()
    ann.redo()
    assert ann.sees(e)[0] == "3"
    assert ann.redo() is None
    ann = ann.restart()
    for expected in ("2", "1", "0"):
        ann.undo()
        assert ann.sees(e)[0] == expected
    ann.undo()
    assert not ann.sees(e)[1]


def test_something_new_ends_redo(team: Team) -> None:
    ann = team.members[0]
    e = ann.new()
    notes(ann, e, 2)
    ann.undo()
    ann.set(e, note="new")
    assert ann.redo() is None
    ann.undo()
    assert ann.sees(e)[0] == "1"


def test_undo_takes_back_ones_own_work_only(team: Team) -> None:
    ann, ben = team.members
    e = ann.new()
    team.sync()
    ben.set(e, note="Ben")
    team.sync()
    ann.set(e, kind="claim")
    assert ann.undo() == {}
    assert ann.sees(e)[0] == "Ben"
    assert ann.sees(e, "kind")[0] == "quote"
    assert ann.undo() == {e: ["*"]}
    assert ann.sees(e) == ("Ben", True, [])
    ben.undo()
    assert ben.sees(e)[0] == "0"
    assert ben.undo() is None


def test_what_was_done_last_in_this_window_is_undone_first_whatever_the_clocks_say(team: Team) -> None:
    ann, ben = team.members
    e, other = ben.new(), ann.new()
    ben.team.clock.now += 40 * 365 * 86_400_000
    ben.set(e, note="Ben's clock is decades ahead")
    ben.team.clock.now -= 40 * 365 * 86_400_000
    team.sync()
    ann.set(e, note="built on it")
    ann.set(other, note="just now")
    ann.undo()
    assert (ann.sees(e)[0], ann.sees(other)[0]) == ("built on it", "0")
    ann.undo()
    assert ann.sees(e)[0] == "Ben's clock is decades ahead"


def test_a_clock_that_was_set_back_changes_nothing_in_the_order_of_undo(team: Team) -> None:
    ann = team.members[0]
    e = ann.new()
    for number in range(1, 4):
        team.clock.now -= 3_600_000
        ann.set(e, note=str(number))
        ann.new()
    ann.undo()
    ann.undo()
    assert ann.sees(e)[0] == "2"


def test_a_removed_annotation_comes_back_and_goes_again(team: Team) -> None:
    ann = team.members[0]
    e = ann.new()
    ann.set(e, deleted=1)
    ann.undo()
    assert ann.sees(e) == ("0", True, [])
    ann.redo()
    assert not ann.sees(e)[1]
    ann.undo()
    ann.undo()
    assert not ann.sees(e)[1]
    ann.redo()
    assert ann.sees(e) == ("0", True, [])


def test_undone_creation_that_a_colleague_kept_alive_keeps_its_fields(team: Team) -> None:
    """Else undoing a later edit would fold without the creation, and take everything away that it said."""
    ann, ben = team.members
    e = ann.new()
    team.sync()
    ben.set(e, certainty="probable")
    ann.undo()
    team.sync()
    ann.set(e, note="mine")
    assert ann.undo() == {}
    assert ann.sees(e)[0] == "0"
    assert ann.state(e).fields["kind"] == "quote"


def test_what_several_may_create_is_emptied_not_removed(team: Team) -> None:
    ann, ben = team.members
    review, passages = review_id("ann", ARTICLE), passages_id(ARTICLE)
    ann.do(Change("review", review, {"coder": "ann", "status": "done"}, ARTICLE))
    ann.do(Change("review", review, {"coder": "ann", "status": "todo"}, ARTICLE))
    ann.do(Change("passages", passages, {"passage:1-5": "boilerplate"}, ARTICLE))
    ann.do(Change("codebook", CODEBOOK_ID, {"kind:tone": {"label": "Tone"}}))
    catalogue = Catalogue(ann.replica)
    team.sync()
    ben.do(Change("codebook", CODEBOOK_ID, {"kind:frame": {"label": "Frame"}}))
    team.sync()
    assert ann.undo() == {}
    catalogue.forget(Changed({CODEBOOK_ID: ("codebook", "")}))
    assert [kind.id for kind in catalogue.codebook().kinds] == ["frame"]
    assert ann.undo() == {}
    assert catalogue.passages(ARTICLE) == ()
    assert ann.undo() == {}
    assert [r.status for r in catalogue.reviews(ARTICLE)] == ["done"]
    for _ in range(3):
        ann.redo()
    catalogue.forget(Changed({CODEBOOK_ID: ("codebook", "")}))
    assert {kind.id for kind in catalogue.codebook().kinds} == {"frame", "tone"}
    assert len(catalogue.passages(ARTICLE)) == 1
    team.sync()
