"""T6, to read: what happens when, and that each row is played by a test of this folder."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import pytest

from tests.sharing import test_further_situations, test_situations

SITUATIONS = {
    "R1": "two unseen edits of a field, different values: the later one shows, both stay, to settle",
    "R2": "the same field, the same value: nothing to settle",
    "R3": "different fields: both hold",
    "R4": "to settle, and somebody edits another field: still to settle",
    "R5": "settled by one while the other, unseen, sets a third value: to settle between the two",
    "R6": "both settle, alike: gone; differently: to settle",
    "R7": "an editor was open before the other's change arrived: to settle, though it had arrived when it was stored",
    "R8": "removed against an unseen edit, of it or of anything in it: kept, the removal to settle",
    "R9": "removed after seeing the edit: removed; edited after seeing the removal: there again",
    "R10": "removed twice: removed, also when one of the two takes it back",
    "R11": "removed, brought back, removed against an unseen edit: kept, to settle",
    "R12": "a removal undone while the other edits: there, with the edit, nothing to settle",
    "R13": "undone and redone: as if the undone had never happened, and back",
    "R14": "undo of a field that somebody has set since: left alone and named, the other fields go back",
    "R15": "undo while somebody edits unseen: to settle between the old value and theirs",
    "R16": "undo of one's own side: the other's value, settled",
    "R17": "undo of a creation: refused where others have worked on it, in it; unseen: kept, to settle; else removed",
    "R17b": "undo of an action that others have changed in part: thing by thing, field by field, one new action",
    "R18": "an edit before its creation: stored, passed on, shown when the creation comes",
    "R19": "an operation in between is missing: shown, perhaps to settle until it comes",
    "R20": "a machine cloned while it runs: both works are kept, a new session begins",
    "R21": "places and chain of two: one whole list shows, never a mixture, to settle",
    "R22": "what several people add to (names, values of the codebook): all of it stays",
    "R23": "sources merged in a ring: one source, the oldest, nothing to settle; into two different ones: to settle",
    "R24": "a ring of parts: the latest link is not followed, to settle; the same pair twice is data",
    "R25": "an end is removed: the link is hidden, and back with it; attributions follow a merge",
    "R26": "clocks that are wrong: who saw the other wins; past 2100 it is nobody's",
    "R27": "one article brought in by two with different titles: one article, its title to settle",
    "R28": "work on a purged article: kept without what it says, nothing comes back, new work refused",
    "R29": "a kind of a newer program: kept, passed on, folded",
}
"""Number → what people do, and what they see in the end."""


def played() -> Iterator[str]:
    """The numbers that the rows of the table and the names of the tests say, in small letters."""
    for number, play, *_ in test_situations.TABLE:
        assert callable(play)
        yield number.lower()
    for name, _ in inspect.getmembers(test_further_situations, inspect.isfunction):
        if match := re.match(r"test_(r\d+b?)_", name):
            yield match[1]


@pytest.mark.parametrize("number", SITUATIONS)
def test_each_situation_is_played(number: str) -> None:
    assert number.lower() in set(played())


def test_nothing_is_played_that_the_table_does_not_say() -> None:
    assert {number.lower() for number in SITUATIONS} == set(played())
