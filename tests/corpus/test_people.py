"""Persons behind ids, and the marks by which they are known."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.people import COLOURS, SOMEBODY, People
from annotator.corpus.team import Coder

ANNA, BEN, MARA, MARIA = (Coder(f"0192f0c1-0000-7000-8000-00000000000{at}", name)
                          for at, name in enumerate(("Anna Berg", "Ben Lind", "Mara", "Maria")))


def test_two_joined_ids_are_one_person_under_the_oldest_id_and_its_name() -> None:
    people = People([Coder(MARIA.id, "Maria", same_as=(ANNA.id,)), BEN, ANNA])
    assert people.person(MARIA.id) == people.person(ANNA.id)
    assert people.one(MARIA.id) == ANNA.id and people.name(MARIA.id) == "Anna Berg"
    assert [person.name for person in people] == ["Anna Berg", "Ben Lind"]


def test_joining_goes_on_over_a_third_id() -> None:
    people = People([Coder(BEN.id, "Ben", same_as=(ANNA.id,)), Coder(MARA.id, "Mara", same_as=(BEN.id,)), ANNA])
    assert {people.one(name) for name in (ANNA.id, BEN.id, MARA.id)} == {ANNA.id}


def test_an_id_that_has_not_arrived_is_somebody_and_a_joined_name_stands_for_it() -> None:
    people = People([Coder(MARA.id, "Mara", same_as=(ANNA.id,))])
    assert people.name(BEN.id) == SOMEBODY and people.one(BEN.id) == BEN.id
    assert people.name(ANNA.id) == "Mara"


def test_initials_are_of_first_and_last_name_and_nobody_shares_them() -> None:
    people = People([ANNA, Coder(BEN.id, "Anna von Berg"), MARA, MARIA, Coder("x", "  "), Coder("y", "Ökonom, Ö.")])
    marks = [people.person(name).initials for name in (ANNA.id, BEN.id, MARA.id, MARIA.id, "x", "y")]
    assert marks == ["AB", "An", "Ma", "Mr", "?", "ÖÖ"]


def test_a_team_of_six_wears_six_colours() -> None:
    people = People([Coder(str(number), f"Coder {number}") for number in range(COLOURS)])
    assert {person.colour for person in people} == set(range(COLOURS))


@given(st.lists(st.tuples(st.uuids(), st.text(max_size=6)), max_size=30, unique_by=lambda pair: pair[0]))
def test_whoever_comes_later_changes_nobodys_mark(pairs: list[tuple[object, str]]) -> None:
    coders = [Coder(str(name), words) for name, words in pairs]
    before, after = People(coders[:-1]), People(coders)
    assert all(before.person(coder.id) == after.person(coder.id) for coder in coders[:-1])
    marks = [person.initials for person in after]
    assert len(set(marks)) == len(marks) == len(coders)
