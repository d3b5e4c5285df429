"""Sources that may be one are proposed with a reason; those that are not, are not."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.likeness import alike, within_one
from annotator.corpus.source import Source

_numbers = itertools.count(1)


def person(name: str, type_: str = "person", **facts: object) -> Source:
    return Source(f"{next(_numbers):05}", name, type_, **facts)  # type: ignore[arg-type]


def body(name: str) -> Source:
    return person(name, "organisation")


def found(*sources: Source) -> list[tuple[set[str], str]]:
    names = {source.id: source.name for source in sources}
    return [({names[each] for each in group.sources}, group.why) for group in alike(sources)]


@pytest.mark.parametrize(("one", "other", "why"), [
    ("Anna Berg", "anna  BÉRG", "the same name, written differently"),
    ("Anna Berg", "Anna Berg", "the same name"),
    ("Dr. Anna Berg", "Anna Berg", "the same name, written differently"),
    ("A. Berg", "Anna Berg", "same surname, initials agree"),
    ("A. M. Berg", "Anna Maria Berg", "same surname, initials agree"),
    ("Anna Berg", "Anna Maria Berg", "same surname, same first name"),
    ("François Bonardel", "Francois Bonnardell", "same first name, surnames a letter apart"),
    ("Sofia Lindgren", "Sophia Lindgren", ""),
    ("Jonas Lindgren", "Jonaas Lindgren", "same surname, first names a letter apart"),
    ("Bonardel", "François Bonardel", "same surname"),
    ("Bonnardel", "Bonnardle", "surnames a letter apart"),
])
def test_one_person_under_two_names(one: str, other: str, why: str) -> None:
    assert found(person(one), person(other)) == ([({one, other}, why)] if why else [])


def test_the_spellings_of_one_minister_are_one_group() -> None:
    names = ("Bonardel", "Bonnardel", "Bonnardell", "François Bonnardel")
    [(group, why)] = found(*map(person, names), person("the minister"), person("Anna Berg"))
    assert group == set(names)
    assert why.startswith("same surname")


@pytest.mark.parametrize(("one", "other"), [
    ("Anna Berg", "Jonas Berg"), ("A. Berg", "Jonas Berg"), ("the minister", "the mayor"), ("Berg", "Borg"),
    ("Anna Berg", "Anna Lind"), ("President Lind", "President Berg")])
def test_different_people_are_not_proposed(one: str, other: str) -> None:
    assert found(person(one), person(other)) == []


def test_a_surname_that_two_people_bear_is_neither() -> None:
    assert found(person("Anna Berg"), person("Jonas Berg"), person("Berg")) == []
    assert found(person("Anna Berg"), person("A. Berg"), person("Berg"))[0][0] == {"Anna Berg", "A. Berg", "Berg"}


@pytest.mark.parametrize(("one", "other", "why"), [
    ("The Courier", "Courier", "the same name, written differently"),
    ("WHO", "World Health Organization", "“WHO” are the initials of “World Health Organization”"),
    ("Ministry of Transport", "Ministry of Transports", "names a letter apart"),
    ("Health Care", "Healthcare", "the same name, spaced differently"),
])
def test_one_organisation_under_two_names(one: str, other: str, why: str) -> None:
    assert found(body(one), body(other)) == [({one, other}, why)]


@pytest.mark.parametrize(("one", "other"), [
    ("Group 1", "Group 2"), ("Ministry of Works", "Ministry of Words"), ("Port Board", "Port Union"),
    ("who", "World Health Organization")])
def test_different_organisations_are_not_proposed(one: str, other: str) -> None:
    pairs = found(body(one), body(other))
    assert pairs == ([] if one != "Ministry of Works" else [({one, other}, "names a letter apart")])


def test_a_person_and_an_organisation_are_never_one() -> None:
    assert found(person("Courier"), body("Courier")) == []
    assert len(found(person("Courier", "unknown"), body("Courier"))) == 1


def test_an_alias_counts_as_a_name() -> None:
    [(group, why)] = found(person("Lind, B.", aliases=("Bernard Lind",)), person("Bernard Lind"))
    assert (group, why) == ({"Lind, B.", "Bernard Lind"}, "both are called “Bernard Lind”")
    assert found(person("Anna Berg", aliases=("Berg",)), person("Jonas Berg", aliases=("Berg",))) == []


def test_the_same_identifier_says_more_than_names_and_different_ones_say_no() -> None:
    one, other = person("Anna Berg", identifiers={"wikidata": "Q1"}), person("Ms Lind", identifiers={"wikidata": "Q1"})
    assert found(one, other) == [({"Anna Berg", "Ms Lind"}, "same wikidata: Q1")]
    assert found(person("A. Berg", identifiers={"wikidata": "Q2"}), one) == []


def test_what_was_said_not_to_be_the_same_stays_so_even_after_merges() -> None:
    anna, short = person("Anna Berg"), person("A. Berg")
    apart = Source(anna.id, anna.name, distinct=(short.id,))
    assert found(apart, short) == []
    other = person("Anna Maria Berg")
    merged = Source(short.id, short.name, merged_into=other.id)
    assert found(apart, merged, other) == []


def test_merged_sources_stand_for_nothing() -> None:
    anna = person("Anna Berg")
    assert found(anna, Source("zz", "A. Berg", merged_into=anna.id)) == []


@given(st.text(alphabet="abn", max_size=6), st.text(alphabet="abn", max_size=6))
def test_within_one_is_the_distance_that_counts_a_swap_as_one(one: str, other: str) -> None:
    near = {one} | {one[:i] + one[i + 1:] for i in range(len(one))}
    near |= {one[:i] + c + one[i:] for i in range(len(one) + 1) for c in "abn"}
    near |= {one[:i] + c + one[i + 1:] for i in range(len(one)) for c in "abn"}
    near |= {one[:i] + one[i + 1] + one[i] + one[i + 2:] for i in range(len(one) - 1)}
    assert within_one(one, other) == (other in near)


@given(st.lists(st.text(alphabet="ab. ", max_size=8), max_size=6))
def test_no_name_is_too_odd(names: list[str]) -> None:
    sources = [person(name) for name in names]
    for group in alike(sources):
        assert len(group.sources) > 1 and group.why
