"""What a few letters find, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.commands import COMMANDS
from annotator.ui.dialogs.fuzzy import fit

TITLES = [one.title for one in COMMANDS]


def best(query: str) -> str:
    fits = {title: found.score for title in TITLES if (found := fit(query, title)) is not None}
    return max(fits, key=lambda title: fits[title])


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("quo", "Quote"),
        ("exp", "Export the dataset…"),
        ("ex da", "Export the dataset…"),
        ("undo", "Undo"),
        ("na", "Next annotation"),
        ("pal", "Command palette…"),
        ("DARK", "Dark"),
        ("needs a", "Only what needs a source"),
        ("imp", "Import articles…"),
    ],
)
def test_a_few_letters_find_what_is_meant(query: str, title: str) -> None:
    assert best(query) == title


def test_letters_that_are_not_there_find_nothing() -> None:
    assert fit("zq", "Quote") is None
    assert fit("etouq", "Quote") is None


def test_no_letters_fit_everything() -> None:
    assert fit("  ", "Quote") is not None


@given(st.text(max_size=30), st.data())
def test_letters_taken_from_a_title_in_order_fit_it_and_are_where_it_says(title: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.sampled_from(range(len(title))), unique=True).map(sorted) if title else st.just([]))
    query = "".join(title[place] for place in places)
    wanted = [letter for letter in query.casefold() if not letter.isspace()]
    found = fit(query, title)
    if all(len(letter.casefold()) == 1 for letter in title):
        assert found is not None
        assert [title[place].casefold() for place in found.places] == wanted


def test_a_word_that_begins_with_the_letter_takes_nothing_away_from_those_after_it() -> None:
    found = fit("xbc", "x abc b")
    assert found is not None and found.places == (0, 3, 4)
    assert fit("xcc", "x abc b") is None
