"""Whether a sentence can hold a figure."""

import pytest

from annotator.corpus.figures import read_figures
from annotator.corpus.numbers.presence import number_words


@pytest.mark.parametrize(
    "text", ["It cost 5 euros.", "Two of them", "Dozens left.", "A third did.", "Sales doubled.", "½"]
)
def test_a_sentence_with_a_number_is_read(text: str) -> None:
    assert number_words("en").search(text.lower())


@pytest.mark.parametrize("text", ["", "Nobody came to the harbour.", "Doubtless it rained."])
def test_one_without_is_passed_over(text: str) -> None:
    assert not number_words("en").search(text.lower())
    assert not list(read_figures(text))


def test_number_words_are_those_of_the_language() -> None:
    assert number_words("de").search("er hat zwölf kisten.")
    assert not number_words("en").search("er hat zwölf kisten.")
