"""Sources: made, renamed, merged, split again and removed."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.actions import sources
from annotator.corpus.annotation import Annotation, Attribution, Segment
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


def test_several_are_merged_as_one_action() -> None:
    third = Source("3", "Minister Berg", job_title="minister")
    assert fields(sources.merge_all([SHORT, third], ANNA, {})) == {
        "2": {"merged_into": "1"}, "3": {"merged_into": "1"},
        "1": {"alias:A. Berg": 1, "alias:Minister Berg": 1, "job_title": "minister"}}
    with pytest.raises(Fault, match="are one already"):
        sources.merge_all([SHORT, ANNA], ANNA, {})


TOGETHER = Source("1", "Anna Berg", aliases=("A. Berg", "Berg", "Minister Berg"))


def test_a_split_takes_away_only_the_names_that_merging_has_brought() -> None:
    brought = {"alias:A. Berg": None, "alias:Minister Berg": None, "alias:Other": None}
    assert fields(sources.split(SHORT, TOGETHER, brought=brought)) == {
        "2": {"merged_into": None}, "1": {"alias:A. Berg": None, "alias:Minister Berg": None}}
    assert fields(sources.split(SHORT, Source("1", "Anna Berg"), brought=brought)) == {"2": {"merged_into": None}}
    assert fields(sources.split(SHORT, TOGETHER, brought={})) == {"2": {"merged_into": None}}


def test_a_name_that_another_merged_source_bears_stays_at_the_split() -> None:
    brought, other = {"alias:A. Berg": None, "alias:Minister Berg": None}, Source("3", "Minister Berg")
    assert sources.split_fields(SHORT, TOGETHER, brought=brought, staying=[other]) == {"alias:A. Berg": None}


def test_a_split_takes_back_the_facts_that_came_from_there_and_no_others() -> None:
    gone = Source("2", "A. Berg", job_title="mayor", note="Mine.", roles=({"text": "mayor"},))
    into = Source("1", "Anna Berg", job_title="mayor", affiliation="9", note="Own.\n\nMine.",
                  roles=({"text": "baker"}, {"text": "mayor"}))
    brought = {"job_title": "baker", "affiliation": None, "note": "Own.", "roles": [{"text": "baker"}]}
    assert sources.split_fields(gone, into, brought=brought) == {
        "job_title": "baker", "note": "Own.", "roles": [{"text": "baker"}]}


def test_roles_answers_identifiers_and_addresses_are_set_and_taken_away() -> None:
    roles = [{"text": "mayor", "from": "2020"}, {"text": "", "from": "2000"}, {"text": "baker"}]
    assert fields(sources.set_roles(ANNA, roles)) == {
        "1": {"roles": [{"text": "baker"}, {"text": "mayor", "from": "2020"}]}}
    known = Source("1", "x", roles=({"text": "baker"},), attributes={"elected": True, "party": "Greens"},
                   identifiers={"wikidata": "Q1"}, same_as=("https://example.org",))
    assert not sources.set_roles(known, [{"text": "baker"}])
    assert fields(sources.set_roles(known, [])) == {"1": {"roles": None}}
    assert fields(sources.set_attribute(known, "party", None)) == {"1": {"attribute:party": None}}
    assert fields(sources.set_attribute(known, "elected", False)) == {"1": {"attribute:elected": False}}
    assert not sources.set_attribute(known, "party", "Greens")
    assert fields(sources.set_identifier(known, "wikidata", None)) == {"1": {"identifier:wikidata": None}}
    assert not sources.set_identifier(known, "orcid", "")
    assert fields(sources.drop_address(known, "https://example.org")) == {"1": {"same_as:https://example.org": None}}
    assert not sources.drop_address(known, "https://example.com")


def test_that_sources_are_not_the_same_is_one_field_a_pair() -> None:
    assert fields(sources.not_the_same([Source("3", "c"), Source("1", "a"), Source("2", "b")])) == {
        "1": {"distinct:2": 1, "distinct:3": 1}, "2": {"distinct:3": 1}}


def test_that_a_name_is_somebody_elses_is_one_field_of_the_source() -> None:
    assert fields(sources.not_called(Source("1", "Anna"), " Ana  B. ")) == {"1": {"not_called:Ana B.": 1}}
    assert not sources.not_called(Source("1", "Anna", not_called=("Ana",)), "Ana")


def quote(*chain: Attribution) -> Annotation:
    return Annotation("n", "a", "quote", (Segment("content", 0, 1),), chain)


@pytest.mark.parametrize(("chain", "left"), [
    ((Attribution("1"),), [(None, "speaker")]),
    ((Attribution("9"), Attribution("1", "reporter")), [("9", "speaker")]),
    ((Attribution("1"), Attribution("9", "reporter")), [(None, "speaker"), ("9", "reporter")]),
    ((Attribution("2"), Attribution("1", "reporter")), [(None, "speaker")]),
])
def test_of_what_a_removed_source_said_nobody_is_named(
        chain: tuple[Attribution, ...], left: list[tuple[str | None, str]]) -> None:
    [change] = sources.without_source([ANNA, SHORT], [quote(*chain)]).changes
    assert [(row[0], row[1]) for row in change.fields["chain"]] == left
    assert change.article == "a"


def test_what_others_said_is_left_alone_and_the_members_go() -> None:
    assert not sources.without_source([ANNA], [quote(Attribution("9"), Attribution(None))])
    assert fields(sources.remove_members([SHORT, ANNA])) == {"1": {"deleted": 1}, "2": {"deleted": 1}}
