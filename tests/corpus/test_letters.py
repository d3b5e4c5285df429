"""Small letters that keep every offset, and many words as one pattern."""

import re

from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.letters import any_word, in_small_letters

_WORDS = st.lists(st.text("abcé-", min_size=1, max_size=5), min_size=1, max_size=12)


@given(st.text())
def test_no_letter_moves(text: str) -> None:
    small = in_small_letters(text)
    assert len(small) == len(text)


def test_the_letter_that_would_become_two_becomes_one() -> None:
    assert in_small_letters("İSTANBUL 300") == "istanbul 300"


@given(_WORDS, st.text("abcé-", max_size=5))
def test_the_pattern_fits_its_words_and_no_others(words: list[str], other: str) -> None:
    pattern = re.compile(any_word(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert bool(pattern.fullmatch(other)) == (other in words)
