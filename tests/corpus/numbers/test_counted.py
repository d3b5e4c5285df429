"""The noun that a number counts."""

from __future__ import annotations

import pytest

from annotator.corpus.numbers.counted import attributed_after, counted_after, counted_in, is_plural, shared_after


@pytest.mark.parametrize(
    ("after", "noun", "entity"),
    [
        (" police officers within", "officers", "police officers"),
        (" illegal border crossings occurred", "crossings", "illegal border crossings"),
        (" additional Sûreté du Québec (SQ) agents will", "agents", "Sûreté du Québec (SQ) agents"),
        (" more homes", "homes", "homes"),
        (" people who cross", "people", "people"),
        (" new permanent residents last", "residents", "new permanent residents"),
        ("-cylinder engine", "cylinder", "cylinder"),
    ],
)
def test_the_counted_phrase_ends_with_its_plural(after: str, noun: str, entity: str) -> None:
    counted = counted_after(after, 0, len(after))

    assert counted is not None
    assert (after[slice(*counted.noun)], after[slice(*counted.entity)]) == (noun, entity)


@pytest.mark.parametrize(
    "after", ["", " in the region", ", officers", ". Officers", " died in riots", " of the", "\nofficers"]
)
def test_where_the_clause_goes_on_nothing_is_counted(after: str) -> None:
    assert counted_after(after, 0, len(after)) is None


def test_one_counts_a_singular() -> None:
    after = " new hand behind"
    counted = counted_after(after, 0, len(after), one=True)

    assert counted is not None and after[slice(*counted.entity)] == "new hand"


@pytest.mark.parametrize(
    ("after", "entity"),
    [
        (" of the 12 members voted", "members"),
        (" of parcels", "parcels"),
        (" of the money will", "money"),
        (" of plastic enter the sea", "plastic"),
        (" of those asked knew", None),
        (" of it", None),
        (" voted", None),
    ],
)
def test_a_share_is_of_what_follows_of(after: str, entity: str | None) -> None:
    counted = shared_after(after, 0, len(after))

    assert (after[slice(*counted.entity)] if counted else None) == entity


def test_an_amount_before_a_noun_is_the_nouns() -> None:
    after = " plan announced in May"
    counted = attributed_after(after, 0, len(after))

    assert counted is not None and after[slice(*counted.entity)] == "plan"
    assert attributed_after(" in May", 0, 7) is None


def test_german_counts_the_next_capital_and_french_the_next_plural() -> None:
    german, french = " neue Wohnungen entstehen", " policiers sont venus"
    wohnungen, policiers = counted_in(german, 0, 25, "de"), counted_in(french, 0, 22, "fr")

    assert wohnungen is not None and german[slice(*wohnungen.entity)] == "neue Wohnungen"
    assert policiers is not None and french[slice(*policiers.noun)] == "policiers"
    assert counted_in(" policías", 0, 9, "es") is None


def test_plurals_are_told_from_words_that_end_alike() -> None:
    words = "jobs people was crisis class his famous women says officers".split()

    assert [word for word in words if is_plural(word)] == [
        "jobs", "people", "women", "officers",
    ]  # fmt: skip
