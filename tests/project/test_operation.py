"""One operation: its digest, its clock, and what is refused."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.project.operation import (
    LATEST,
    Operation,
    decode_fields,
    encode_fields,
    fingerprint,
    is_sound,
    pack_heads,
    tick,
)

NAMES = st.one_of(st.binary(min_size=16, max_size=16), st.sampled_from([b"a1", b"mara:7"]))
DIGESTS = st.integers(-(1 << 63), (1 << 63) - 1)
NUMBERS = st.integers(1, 1 << 40)
JSON = st.recursive(st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=5)),
                    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=3), inner)),
                    max_leaves=4)
FIELDS = st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=6).map("newer ".__add__), JSON,
                         max_size=3)
"""Fields of a newer program: those that we know have a shape to keep (“origin” is found sooner or later)."""


@st.composite
def operations(draw: st.DrawFn) -> Operation:
    row = (draw(st.binary(min_size=16, max_size=16)), draw(NUMBERS), draw(st.integers(0, LATEST - 1)),
           draw(st.sampled_from(["annotation", "source"])), draw(NAMES), draw(st.one_of(st.just(b""), NAMES)),
           pack_heads(draw(st.sets(DIGESTS, max_size=3))), encode_fields(draw(FIELDS)), draw(NUMBERS))
    return Operation(*row, fingerprint(*row))


@given(operations())
def test_a_whole_operation_is_sound(op: Operation) -> None:
    assert is_sound(op)
    assert is_sound(op._replace(patch=None)), "a purged one can no longer be checked"


@given(operations(), st.data())
def test_whatever_is_altered_is_noticed(op: Operation, data: st.DataObject) -> None:
    other = data.draw(operations())
    field = data.draw(st.sampled_from(Operation._fields[:9]))
    altered = op._replace(**{field: getattr(other, field)})
    assert is_sound(altered) == (altered == op)


def test_bytes_that_move_from_one_column_to_the_next_are_noticed() -> None:
    one = fingerprint(bytes(16), 1, 1, "k", b"ab", b"c", b"", "{}", 1)
    assert one != fingerprint(bytes(16), 1, 1, "k", b"a", b"bc", b"", "{}", 1)


def test_the_digest_stands_in_peoples_files() -> None:
    assert fingerprint(bytes(range(16)), 1, 2 << 16, "annotation", b"e", b"a", b"",
                       '{"note":"x"}', 1) == 8292575475239558748


def test_a_clock_past_2100_or_before_1970_is_refused() -> None:
    for hlc in (-1, LATEST, LATEST + 1):
        row = (bytes(16), 1, hlc, "k", b"e", b"", b"", "{}", 1)
        assert not is_sound(Operation(*row, fingerprint(*row)))


@given(st.sets(DIGESTS, max_size=5))
def test_heads_are_packed_in_one_order(heads: set[int]) -> None:
    packed = pack_heads(heads)
    op = Operation(bytes(16), 1, 1, "k", b"", b"", packed, None, 1, 0)
    assert op.parents() == tuple(sorted(heads))
    assert len(packed) == 8 * len(heads)
    assert op.fields() == {}


@given(FIELDS)
def test_fields_come_back_from_a_patch(fields: dict[str, object]) -> None:
    assert decode_fields(encode_fields(fields)) == fields


@given(st.integers(-(1 << 45), 1 << 45), st.integers(-1, LATEST - 2))
def test_a_clock_is_later_than_what_it_builds_on_and_never_refused(now: int, seen: int) -> None:
    hlc = tick(now, seen)
    assert hlc > seen
    assert 0 <= hlc < LATEST
    assert hlc >> 16 == now or hlc == seen + 1 or now < 0 or now << 16 >= LATEST - (1 << 40)
