"""Folding: a total function of the set of operations, in whatever order they came."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.project.fold import State, fold
from annotator.project.operation import Operation, encode_fields, fingerprint, pack_heads

CODERS = (b"a" * 16, b"b" * 16, b"c" * 16)


def operation(number: int, hlc: int, session: bytes, fields: dict[str, object], *parents: Operation) -> Operation:
    row = (session, number, hlc, "annotation", b"e", b"art", pack_heads({op.digest for op in parents}),
           encode_fields(fields), number)
    return Operation(*row, fingerprint(*row))


@st.composite
def histories(draw: st.DrawFn) -> list[Operation]:
    """Operations of one entity; each builds on heads of some of the earlier ones, and is later than they are."""
    ops = [operation(1, draw(st.integers(0, 5)), draw(st.sampled_from(CODERS)), {"note": "0", "kind": "q"})]
    for number in range(2, draw(st.integers(2, 9))):
        parents = draw(st.lists(st.sampled_from(ops), min_size=1, max_size=2))
        fields: dict[str, object] = draw(st.sampled_from(
            [{"note": "x"}, {"note": "y"}, {"kind": "c"}, {"note": "x", "kind": "q"}, {"deleted": 1}, {"deleted": 0}]))
        hlc = max(op.hlc for op in parents) + draw(st.integers(1, 3))
        ops.append(operation(number, hlc, draw(st.sampled_from(CODERS)), fields, *parents))
    return ops


def facts(state: State) -> tuple[object, ...]:
    return (state.fields, state.winner, sorted(state.heads), state.alive, state.conflicts, state.changes, state.born)


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(ops: list[Operation], chance: object) -> None:
    shuffled = list(ops)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert facts(fold(shuffled)) == facts(fold(ops))


@given(histories(), st.data())
def test_without_the_newest_is_as_before_they_were_made(ops: list[Operation], data: st.DataObject) -> None:
    count = data.draw(st.integers(1, len(ops)))
    then, now = fold(ops[:count]), fold(ops, {op.digest for op in ops[count:]})
    assert (now.fields, now.winner, sorted(now.heads), now.alive) == (
        then.fields, then.winner, sorted(then.heads), then.alive)
    assert now.conflicts == then.conflicts


@given(histories())
def test_a_chain_folds_like_anything_else(ops: list[Operation]) -> None:
    chain: list[Operation] = []
    for number, op in enumerate(ops, 1):
        chain.append(operation(number, number, CODERS[0], op.fields(), *chain[-1:]))
    other = operation(99, 50, CODERS[1], {"else": 1}, chain[0])
    for without in (set(), {chain[-1].digest}, {chain[0].digest}, {op.digest for op in chain}):
        straight, folded = fold(chain, without), fold([*chain, other], {*without, other.digest})
        assert (straight.fields, straight.winner, straight.alive, straight.heads) == (
            folded.fields, folded.winner, folded.alive, folded.heads)


def test_nothing_cannot_be_folded() -> None:
    with pytest.raises(ValueError, match="nothing"):
        fold([])


def test_the_shown_value_of_a_conflict_stands_last() -> None:
    born = operation(1, 1, CODERS[0], {"note": "0"})
    one, other = operation(2, 2, CODERS[0], {"note": "a"}, born), operation(2, 3, CODERS[1], {"note": "b"}, born)
    state = fold([other, born, one])
    assert state.conflicts == {"note": [(one.digest, "a"), (other.digest, "b")]}
    assert (state.fields["note"], state.winner["note"]) == ("b", other.digest)


def test_of_equal_clocks_the_session_decides() -> None:
    born = operation(1, 1, CODERS[0], {"note": "0"})
    ops = [born, operation(2, 2, CODERS[1], {"note": "b"}, born), operation(2, 2, CODERS[0], {"note": "a"}, born)]
    assert fold(ops).fields["note"] == "b"


def test_what_an_import_brought_is_counted_from_there() -> None:
    born = operation(1, 1, CODERS[0], {"note": "0"})
    brought = operation(2, 2, CODERS[0], {"created": "2020-01-01", "note": "1"}, born)
    edited = operation(3, 3, CODERS[0], {"note": "2"}, brought)
    assert [fold([born]).changes, fold([born, brought]).changes, fold([born, brought, edited]).changes] == [0, 0, 1]


def test_a_purged_operation_says_nothing_but_still_stands_between() -> None:
    born = operation(1, 1, CODERS[0], {"note": "0"})
    middle = operation(2, 2, CODERS[0], {"note": "words of the article"}, born)
    last = operation(3, 3, CODERS[0], {"kind": "c"}, middle)
    state = fold([born, middle._replace(patch=None), last])
    assert (state.fields, state.conflicts, state.heads) == ({"note": "0", "kind": "c"}, {}, (last.digest,))
    assert not fold([born._replace(patch=None), last]).visible
    assert not fold([last]).visible
