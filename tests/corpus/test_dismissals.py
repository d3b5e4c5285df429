"""What is dismissed: a field each, and nothing lost that two people dismiss."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.dismissals import (
    dismissal_field,
    dismissals_from_fields,
    repeat_field,
    repeats_from_fields,
)
from annotator.corpus.shape import is_well_formed

SPANS = st.tuples(st.integers(0, 10_000), st.integers(1, 500)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.sampled_from(["quote", "statistic", "boilerplate"]), st.lists(SPANS, min_size=1, max_size=3).map(tuple))
def test_a_dismissal_is_read_as_it_was_written(kind: str, segments: tuple[tuple[int, int], ...]) -> None:
    fields = {dismissal_field(kind, segments): "tail/say"}
    assert dismissals_from_fields(fields) == {(kind, segments): "tail/say"}
    assert is_well_formed("dismissals", fields)


def test_what_was_brought_back_is_dismissed_no_more() -> None:
    assert not dismissals_from_fields({dismissal_field("quote", [(0, 4)]): None})


@given(st.text(max_size=30))
def test_a_field_of_a_stranger_is_passed_over(name: str) -> None:
    for kind, segments in dismissals_from_fields({f"dismissed:{name}": "that/say"}):
        assert kind
        assert segments


@given(SPANS)
def test_the_place_of_a_hidden_repeat_is_read_as_it_was_written_and_is_no_verdict(place: tuple[int, int]) -> None:
    fields = {repeat_field("quote", place): 1, repeat_field("statistic", place): None, "repeat:quote/x": 1}
    assert repeats_from_fields(fields) == {("quote", (place,))}
    assert not dismissals_from_fields(fields)
    assert is_well_formed("dismissals", fields)
