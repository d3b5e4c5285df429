"""T6. What happens when: the table of situations. Each row is what Ann and Ben do, and what both see in the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.team import Member, Team


@dataclass
class Scene:
    """Ann and Ben with one annotation `e` that both have; `kept` is what an undo left alone."""

    team: Team
    ann: Member
    ben: Member
    e: str
    kept: dict[str, list[str]] | None = None

    def sync(self) -> None:
        self.team.sync()

    def a(self, **fields: Any) -> None:
        self.ann.set(self.e, **fields)

    def b(self, **fields: Any) -> None:
        self.ben.set(self.e, **fields)

    def undo(self) -> None:
        self.kept = self.ann.undo()


def scene(team: Team) -> Scene:
    ann, ben = team.members[:2]
    made = Scene(team, ann, ben, ann.new())
    team.sync()
    return made


def unseen_edits(s: Scene) -> None:
    s.a(note="a")
    s.b(note="b")
    s.sync()


def same_value(s: Scene) -> None:
    s.a(note="z")
    s.b(note="z")


def different_fields(s: Scene) -> None:
    s.a(note="a")
    s.b(certainty="c")


def edit_another_field_of_a_conflict(s: Scene) -> None:
    unseen_edits(s)
    s.a(certainty="possible")


def settle(s: Scene) -> None:
    unseen_edits(s)
    s.a(note="a")


def settle_while_the_other_goes_on(s: Scene) -> None:
    unseen_edits(s)
    s.a(note="a")
    s.b(note="c")


def settle_alike(s: Scene) -> None:
    unseen_edits(s)
    s.a(note="a")
    s.b(note="a")


def settle_differently(s: Scene) -> None:
    unseen_edits(s)
    s.a(note="b")
    s.b(note="a")


def save_an_editor_that_was_open(s: Scene) -> None:
    shown = s.ben.state(s.e).heads
    s.a(note="a")
    s.sync()
    s.ben.set(s.e, seen=shown, note="b")


def delete_against_an_unseen_edit(s: Scene) -> None:
    s.b(note="b")
    s.a(deleted=1)


def delete_after_the_edit(s: Scene) -> None:
    s.b(note="b")
    s.sync()
    s.a(deleted=1)


def edit_after_the_delete(s: Scene) -> None:
    s.a(deleted=1)
    s.sync()
    s.b(note="b")


def delete_twice(s: Scene) -> None:
    s.a(deleted=1)
    s.b(deleted=1)
    s.sync()


def undo_one_of_two_deletes(s: Scene) -> None:
    delete_twice(s)
    s.undo()


def delete_undelete_delete(s: Scene) -> None:
    for deleted in (1, 0, 1):
        s.a(deleted=deleted)
    s.b(note="b")


def undo_a_delete_while_edited(s: Scene) -> None:
    s.a(deleted=1)
    s.b(note="b")
    s.undo()


def undo_a_field_that_someone_set_since(s: Scene) -> None:
    s.a(note="a", certainty="c")
    s.sync()
    s.b(note="b")
    s.sync()
    s.undo()


def undo_while_someone_edits_unseen(s: Scene) -> None:
    s.a(note="a")
    s.undo()
    s.b(note="b")


def undo_ones_side_of_a_conflict(s: Scene) -> None:
    s.b(note="b")
    s.a(note="a")
    s.sync()
    s.undo()


def undo_ones_removal_that_is_to_settle(s: Scene) -> None:
    s.b(note="b")
    s.a(deleted=1)
    s.sync()
    s.undo()


def redo(s: Scene) -> None:
    s.a(note="a")
    s.undo()
    s.kept = s.ann.redo()


def undo_a_creation_that_others_have_worked_on(s: Scene) -> None:
    s.b(note="b")
    s.sync()
    s.undo()


def undo_a_creation_that_others_edit_unseen(s: Scene) -> None:
    s.b(note="b")
    s.undo()


def undo_a_creation(s: Scene) -> None:
    s.undo()


def segments_of_two(s: Scene) -> None:
    s.a(segments=[["content", 1, 5]])
    s.b(segments=[["content", 2, 3], ["content", 6, 9]])


def chains_of_two(s: Scene) -> None:
    s.a(chain=[["x", "speaker"]])
    s.b(chain=[["y", "speaker"], ["z", "reporter"]])


LONGER = [["content", 2, 3], ["content", 6, 9]]
CHAIN = [["y", "speaker"], ["z", "reporter"]]
NOTE = "note"
TABLE: list[tuple[str, Callable[[Scene], None], str, Any, bool, list[str], list[str] | None]] = [
    # number, what they do, field, its value, alive, to settle, what an undo left alone
    ("R1", unseen_edits, NOTE, "b", True, [NOTE], None),
    ("R2", same_value, NOTE, "z", True, [], None),
    ("R3", different_fields, NOTE, "a", True, [], None),
    ("R4", edit_another_field_of_a_conflict, NOTE, "b", True, [NOTE], None),
    ("R5", settle, NOTE, "a", True, [], None),
    ("R5", settle_while_the_other_goes_on, NOTE, "c", True, [NOTE], None),
    ("R6", settle_alike, NOTE, "a", True, [], None),
    ("R6", settle_differently, NOTE, "a", True, [NOTE], None),
    ("R7", save_an_editor_that_was_open, NOTE, "b", True, [NOTE], None),
    ("R8", delete_against_an_unseen_edit, NOTE, "b", True, ["deleted"], None),
    ("R9", delete_after_the_edit, NOTE, "b", False, [], None),
    ("R9", edit_after_the_delete, NOTE, "b", True, [], None),
    ("R10", delete_twice, NOTE, "0", False, [], None),
    ("R10", undo_one_of_two_deletes, NOTE, "0", False, [], ["deleted"]),
    ("R11", delete_undelete_delete, NOTE, "b", True, ["deleted"], None),
    ("R12", undo_a_delete_while_edited, NOTE, "b", True, [], []),
    ("R13", redo, NOTE, "a", True, [], []),
    ("R14", undo_a_field_that_someone_set_since, NOTE, "b", True, [], [NOTE]),
    ("R14", undo_a_field_that_someone_set_since, "certainty", None, True, [], [NOTE]),
    ("R15", undo_while_someone_edits_unseen, NOTE, "b", True, [NOTE], []),
    ("R16", undo_ones_side_of_a_conflict, NOTE, "b", True, [], []),
    ("R16", undo_ones_removal_that_is_to_settle, NOTE, "b", True, [], []),
    ("R17", undo_a_creation_that_others_have_worked_on, NOTE, "b", True, [], ["*"]),
    ("R17", undo_a_creation_that_others_edit_unseen, NOTE, "b", True, ["deleted"], []),
    ("R17", undo_a_creation, NOTE, "0", False, [], []),
    ("R21", segments_of_two, "segments", LONGER, True, ["segments"], None),
    ("R21", chains_of_two, "chain", CHAIN, True, ["chain"], None),
]


@pytest.mark.parametrize(("number", "play", "field", "value", "alive", "to_settle", "kept"), TABLE,
                         ids=[f"{row[0]}-{row[1].__name__}-{row[2]}" for row in TABLE])
def test_situation(team: Team, number: str, play: Callable[[Scene], None], field: str, value: Any, alive: bool,
                   to_settle: list[str], kept: list[str] | None) -> None:
    s = scene(team)
    play(s)
    s.sync()
    for member in team.members:
        assert member.sees(s.e, field) == (value, alive, to_settle)
    if kept is not None:
        assert s.kept == ({s.e: kept} if kept else {})
