"""Words are found again in a corrected version of their text: exactly these words, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.anchoring import Anchoring, shared

OLD = ("The council voted on Tuesday. “We had no choice,” Anna Berg said.\n"
       "The plan costs $1.3 billion over five years, according to Bernard Lind.\n"
       "He would not say more. Nobody at the table asked.\n")


def placed(words: str, new: str, old: str = OLD, *, nth: int = 0) -> str | None:
    """The words around which they stand in the new text, between bars; None when they are not found."""
    start = -1
    for _ in range(nth + 1):
        start = old.index(words, start + 1)
    found = Anchoring(old, new).place((start, start + len(words)))
    if found is None:
        return None
    return f"{new[max(0, found[0] - 4):found[0]]}|{new[slice(*found)]}|{new[found[1]:found[1] + 4]}"


def test_what_did_not_change_is_where_it_was() -> None:
    assert Anchoring(OLD, OLD).shared == [(0, 0, len(OLD))]
    assert Anchoring(OLD, OLD).place((5, 12)) == (5, 12)


def test_words_behind_a_correction_have_moved_with_it() -> None:
    new = "Correction: the vote was on Monday.\n" + OLD.replace("Tuesday", "Monday")
    assert placed("“We had no choice,”", new) == "ay. |“We had no choice,”| Ann"
    assert placed("He", new) == "nd.\n|He| wou"


def test_a_name_that_was_corrected_is_not_found_and_its_neighbours_are() -> None:
    new = OLD.replace("Anna Berg", "Anna Borg")
    assert placed("Anna Berg", new) is None
    assert placed("We had no choice", new) == "y. “|We had no choice|,” A"


def test_a_paragraph_that_was_moved_is_found_by_its_words() -> None:
    first, second, third = OLD.splitlines(keepends=True)
    new = third + first + second
    assert placed("Nobody at the table asked", new) == "re. |Nobody at the table asked|.\nTh"


def test_one_of_several_equal_words_is_told_by_its_neighbours_or_not_at_all() -> None:
    old = "A rise of 12 percent in May was followed by one of 12 percent in June."
    assert placed("12 percent", old.replace("A rise", "A fall"), old, nth=1) == " of |12 percent| in "
    assert placed("12 percent", "12 percent. Or 12 percent?", old) is None


def test_words_inside_another_word_are_not_the_words() -> None:
    assert placed("he", "The theme. Others.", "So he. Others.") is None


def test_words_between_the_old_neighbours_are_found_though_all_around_them_is_new() -> None:
    new = OLD.replace("Anna Berg said", "as Anna Berg put it on the radio")
    assert placed("Anna Berg", new) == " as |Anna Berg| put"


@pytest.mark.parametrize(("old", "new", "words", "instead"), [
    ("It costs $1.3 billion now.", "It costs $1.4 billion now.", "$1.3 billion", "$1.4 billion"),
    ("It costs $1.3 billion now.", "It costs a lot now.", "$1.3 billion", "a lot"),
    ("Anna Berg said so.", "Anna Borg said so.", "Anna Berg", "Anna Borg"),
    ("One. Two. Three.", "Nothing is as it was", "Two", None)])
def test_what_stands_in_place_of_corrected_words_is_proposed(
        old: str, new: str, words: str, instead: str | None) -> None:
    start = old.index(words)
    found = Anchoring(old, new).instead((start, start + len(words)))
    assert (None if found is None else new[slice(*found)]) == instead


WORDS = st.sampled_from(["he", "12", "the", "Berg", "said.", "“No,”", "\n", "e\u0301", "🦊", "the the", ""])
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


@given(TEXTS, TEXTS, st.data())
def test_what_is_found_are_always_exactly_the_words(old: str, new: str, data: st.DataObject) -> None:
    anchoring = Anchoring(old, new)
    for _ in range(5):
        start = data.draw(st.integers(0, len(old)))
        end = data.draw(st.integers(start, len(old)))
        found = anchoring.place((start, end))
        assert found is None or new[slice(*found)] == old[start:end] != ""
        assert 0 <= anchoring.about(start) <= len(new)
        if start < end and (other := anchoring.instead((start, end))):
            assert 0 <= other[0] < other[1] <= len(new)


@given(TEXTS, TEXTS)
def test_the_stretches_are_the_same_in_both_and_in_order(old: str, new: str) -> None:
    last_old = last_new = 0
    for at_old, at_new, length in shared(old, new):
        assert old[at_old:at_old + length] == new[at_new:at_new + length] != ""
        assert last_old <= at_old and last_new <= at_new
        last_old, last_new = at_old + length, at_new + length


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (0, len(OLD) + 1)])
def test_what_lies_outside_of_the_text_has_no_place(span: tuple[int, int]) -> None:
    assert Anchoring(OLD, OLD).place(span) is None
