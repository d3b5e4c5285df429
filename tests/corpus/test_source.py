"""Sources: names, fields, and merges in rings of any length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.source import (
    ANONYMITY,
    TYPES,
    Source,
    display,
    family,
    representative,
    source_fields,
    source_from_fields,
    would_ring,
)
from annotator.project.operation import decode_fields, encode_fields

PLAIN = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
SETS = st.sets(PLAIN.filter(bool), max_size=3).map(lambda found: tuple(sorted(found)))
HELD = st.lists(st.dictionaries(st.sampled_from(["title", "from", "to"]), PLAIN, max_size=3), max_size=2).map(tuple)
SOURCES = st.builds(
    Source, st.just("s"), PLAIN, st.sampled_from(TYPES), SETS, st.sampled_from(["", *ANONYMITY]), PLAIN, HELD, PLAIN,
    SETS, st.dictionaries(PLAIN, PLAIN, max_size=2), st.one_of(st.none(), st.dictionaries(PLAIN, PLAIN, max_size=2)),
    st.dictionaries(PLAIN, st.one_of(PLAIN, st.integers(0, 3)), max_size=2), PLAIN, PLAIN)
NAMES = st.sampled_from("abcdefg")
MERGES = st.dictionaries(NAMES, NAMES)


@given(SOURCES)
def test_a_source_survives_its_fields(source: Source) -> None:
    assert source_from_fields("s", decode_fields(encode_fields(source_fields(source)))) == source


def test_a_source_of_no_known_type_is_unknown() -> None:
    assert source_from_fields("s", {"name": "X"}).type == "unknown"


def test_a_source_bears_its_name_and_its_aliases() -> None:
    assert Source("s", "Anna Berg", aliases=("Berg",)).names == ("Anna Berg", "Berg")
    assert display(None) == "No source named"
    assert display(Source("s", "Anna Berg")) == "Anna Berg"


@pytest.mark.parametrize(("merged", "heads"), [
    ({}, "abcd"), ({"a": "b"}, "bbcd"), ({"a": "b", "b": "c"}, "cccd"),
    ({"a": "b", "b": "a"}, "aacd"), ({"a": "b", "b": "c", "c": "a", "d": "b"}, "aaaa"),
    ({"b": "c", "c": "b", "d": "c"}, "abbb"), ({"a": "a"}, "abcd"), ({"a": ""}, "abcd"),
])
def test_a_ring_counts_as_its_oldest_id(merged: dict[str, str], heads: str) -> None:
    assert "".join(representative(name, merged) for name in "abcd") == heads


@given(MERGES)
def test_whoever_counts_as_one_has_one_representative(merged: dict[str, str]) -> None:
    for name in "abcdefg":
        head = representative(name, merged)
        assert representative(head, merged) == head
        assert representative(merged.get(name, name), merged) == head
        assert family(name, merged) >= {name, head}
        assert family(name, merged) == family(head, merged)


@given(MERGES, NAMES, NAMES)
def test_a_merge_is_refused_exactly_when_it_would_close_a_ring(merged: dict[str, str], source: str, into: str) -> None:
    def turns(links: dict[str, str]) -> bool:
        at, seen = source, set()
        while at in links and at not in seen:
            seen.add(at)
            at = links[at]
        return at == source and source in seen

    apart = {name: to for name, to in merged.items() if name != source}
    assert would_ring(source, into, merged) == turns({**apart, source: into})
