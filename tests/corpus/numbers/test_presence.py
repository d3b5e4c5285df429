"""Whether a sentence can hold a figure."""

import pytest

from annotator.corpus.figures import read_figures
from annotator.corpus.numbers.presence import hits_in


@pytest.mark.parametrize(
    "text", ["It cost 5 euros.", "Two of them", "Dozens left.", "A third did.", "Sales doubled.", "½"]
)
def test_a_sentence_with_a_number_is_read(text: str) -> None:
    assert hits_in(text, 0, len(text), "en")


@pytest.mark.parametrize("text", ["", "Nobody came to the harbour.", "Doubtless it rained."])
def test_one_without_is_passed_over(text: str) -> None:
    assert not hits_in(text, 0, len(text), "en")
    assert not list(read_figures(text))


def test_number_words_are_those_of_the_language() -> None:
    text = "Er hat zwölf Kisten."
    assert hits_in(text, 0, len(text), "de") == [(7, "zwölf")]
    assert not hits_in(text, 0, len(text), "en")


def test_each_digit_and_word_is_hit_where_it_stands() -> None:
    text = "Ten of 20: ½, “two”, x-two, atwo, 3two, İone, one"
    assert [(text[at], word) for at, word in hits_in(text, 0, len(text), "en")] == [
        ("T", "ten"), ("2", None), ("0", None), ("½", None), ("t", "two"), ("t", "two"), ("3", None), ("o", "one"),
    ]  # fmt: skip


def test_a_part_of_a_text_is_read_as_it_stands_in_the_whole() -> None:
    assert hits_in("someone two", 4, 11, "en") == [(8, "two")]
