"""Sources: made, renamed, merged, split again and removed."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.actions import sources
from annotator.corpus.change import ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.source import Source, source_from_fields

ANNA = Source("1", "Anna Berg", aliases=("Berg",))
SHORT = Source("2", "A. Berg", aliases=("Berg", "Minister Berg"))


def fields(change_set: ChangeSet) -> dict[str, dict[str, Any]]:
    return {change.entity: dict(change.fields) for change in change_set.changes}


def test_a_source_is_made_with_its_name_in_order() -> None:
    made, change_set = sources.create("  Anna \n Berg ", job_title="Minister")
    assert (made.name, made.type, made.job_title) == ("Anna Berg", "person", "Minister")
    assert source_from_fields(made.id, change_set.changes[0].fields) == made
    assert change_set.changes[0].new


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_source_without_a_name_is_not_made(name: str) -> None:
    with pytest.raises(Fault, match="no name"):
        sources.create(name)
    with pytest.raises(Fault, match="needs a name"):
        sources.rename(ANNA, name)


def test_only_what_differs_is_an_edit() -> None:
    assert not sources.edit(ANNA, {"name": "Anna Berg", "note": "", "affiliation": None})
    assert fields(sources.edit(ANNA, {"type": "group", "note": ""})) == {"1": {"type": "group"}}
    assert fields(sources.edit(Source("1", "X", note="n"), {"note": ""})) == {"1": {"note": None}}
    assert sources.edit(ANNA, {"note": "x"}, seen=(7,)).changes[0].seen == (7,)


def test_the_old_name_stays_as_an_alias() -> None:
    assert fields(sources.rename(ANNA, "Anna Lind")) == {"1": {"name": "Anna Lind", "alias:Anna Berg": 1}}
    assert fields(sources.rename(ANNA, "Anna Lind", keep_as_alias=False)) == {"1": {"name": "Anna Lind"}}
    assert fields(sources.rename(ANNA, "Berg")) == {"1": {"name": "Berg", "alias:Anna Berg": 1, "alias:Berg": None}}
    assert not sources.rename(ANNA, " Anna  Berg ")


def test_aliases_are_added_and_taken_away() -> None:
    assert fields(sources.set_alias(ANNA, " Minister  Berg ")) == {"1": {"alias:Minister Berg": 1}}
    assert fields(sources.set_alias(ANNA, "Berg", present=False)) == {"1": {"alias:Berg": None}}
    assert not sources.set_alias(ANNA, "Berg")
    assert not sources.set_alias(ANNA, " ")


def test_a_merge_keeps_every_name_and_leaves_the_annotations_alone() -> None:
    assert fields(sources.merge(SHORT, ANNA, {})) == {
        "2": {"merged_into": "1"}, "1": {"alias:A. Berg": 1, "alias:Minister Berg": 1}}
    assert fields(sources.merge(Source("3", "Berg"), ANNA, {})) == {"3": {"merged_into": "1"}}


@pytest.mark.parametrize(("one", "into", "merged"), [
    (ANNA, ANNA, {}), (ANNA, SHORT, {"2": "1"}), (ANNA, SHORT, {"2": "3", "3": "1"})])
def test_what_is_one_already_is_not_merged(one: Source, into: Source, merged: dict[str, str]) -> None:
    with pytest.raises(Fault, match="are one already"):
        sources.merge(one, into, merged)


def test_a_split_takes_its_names_out_of_the_other() -> None:
    together = Source("1", "Anna Berg", aliases=("A. Berg", "Berg", "Minister Berg"))
    assert fields(sources.split(SHORT, together)) == {
        "2": {"merged_into": None}, "1": {"alias:A. Berg": None, "alias:Berg": None, "alias:Minister Berg": None}}
    assert fields(sources.split(SHORT, Source("1", "Anna Berg"))) == {"2": {"merged_into": None}}


def test_a_source_that_is_used_is_not_removed() -> None:
    assert fields(sources.remove(ANNA, {"2": 4}, {})) == {"1": {"deleted": 1}}
    with pytest.raises(Fault, match="4 annotations"):
        sources.remove(ANNA, {"2": 3, "1": 1}, {"2": "1"})
