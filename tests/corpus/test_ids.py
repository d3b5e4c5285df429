"""Ids: ours sort by time, those that come in survive the file unchanged."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.corpus.ids import PATTERN, derived_id, is_id, new_id, pack, unpack

LEGAL = st.one_of(st.from_regex(PATTERN, fullmatch=True), st.uuids().map(str), st.uuids().map(lambda u: str(u).upper()),
                  st.uuids().map(lambda u: u.hex), st.text("0123456789abcdef", min_size=16, max_size=16))


@given(LEGAL)
@example("annotator-000001")  # 16 letters: as long as a packed UUID
@example("annotator-0000001")
@example("0192F0C1-0000-7000-8000-00000000000A")
@example("0192f0c1-0000-7000-8000-0000000000_a")
@example("{192f0c1-0000-7000-8000-00000000000a"[1:])
def test_an_id_comes_out_of_the_file_as_it_went_in(name: str) -> None:
    assert unpack(pack(name)) == name


@given(LEGAL, LEGAL)
def test_two_ids_are_never_stored_alike(one: str, other: str) -> None:
    assert (pack(one) == pack(other)) == (one == other)


def test_no_id_is_stored_as_nothing() -> None:
    assert pack("") == b""
    assert unpack(b"") == ""


def test_a_uuid_takes_sixteen_bytes() -> None:
    assert len(pack(new_id())) == 16


@pytest.mark.parametrize("text", ["", " a", "a b", "-a", ".a", "é", "a" * 65, "a\n", 7, None, b"a"])
def test_what_cannot_be_an_id(text: object) -> None:
    assert not is_id(text)


@given(LEGAL)
def test_what_can_be_one(name: str) -> None:
    assert is_id(name)


@given(st.integers(0, (1 << 48) - 1), st.integers(0, (1 << 48) - 1))
def test_new_ids_sort_by_their_time(one: int, other: int) -> None:
    first, second = new_id(one), new_id(other)
    assert uuid.UUID(first).version == 7
    assert uuid.UUID(first).variant == uuid.RFC_4122
    if one != other:
        assert (pack(first) < pack(second)) == (one < other)


def test_new_ids_differ() -> None:
    assert len({new_id(0) for _ in range(1000)}) == 1000


def test_the_same_parts_give_the_same_id_everywhere() -> None:
    assert derived_id("codebook") == "cc69fbcb-9c77-8541-b64a-5e602c2bfd14", "it stands in people's files"
    assert len({derived_id("a", "b"), derived_id("b", "a"), derived_id("ab"), derived_id("a"), derived_id()}) == 5
    assert uuid.UUID(derived_id("a")).version == 8
