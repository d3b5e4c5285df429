"""Offsets in UTF-16 units and ours, both ways."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.doors.utf16 import Utf16


@given(st.text(st.sampled_from("aé🙂👩‍👧﷽\n"), max_size=30))
def test_each_place_comes_back(text: str) -> None:
    units = Utf16(text)
    assert units.length == len(text.encode("utf-16-le")) // 2
    for position in range(len(text) + 1):
        unit = units.to_units(position)
        assert unit == len(text[:position].encode("utf-16-le")) // 2
        assert units.to_code_point(unit) == position and not units.cuts(unit)


def test_a_place_within_a_pair_is_told_and_counts_as_the_pairs_own() -> None:
    units = Utf16("a🙂b")
    assert units.cuts(2) and units.to_code_point(2) == 1
    assert not any(units.cuts(unit) for unit in (0, 1, 3, 4))
