from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader import TextMap

PIECES = ["a", "é", "e\u0301", "😀", "👩‍👩‍👧", "🇫🇷", "שלום", "한", "𝒳", "”", " ", "."]
PIECES += ["\u200b", "\u00ad", "\u2028", "\n", "\u200f", "\ufeff"]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts)
def test_every_code_point_has_the_utf16_unit_that_encoding_gives_it(text: str) -> None:
    words = TextMap(text)
    for position in range(len(text) + 1):
        assert words.to_utf16(position) == utf16(text[:position])
        assert words.to_code_point(words.to_utf16(position)) == position
    assert words.utf16_length == utf16(text)


def test_the_second_half_of_a_surrogate_pair_belongs_to_its_code_point() -> None:
    words = TextMap("a😀b")
    assert [words.to_code_point(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


@given(texts)
def test_no_snap_ever_leaves_the_text_or_cuts_a_grapheme(text: str) -> None:
    words = TextMap(text)
    for position in range(len(text) + 1):
        floor, ceil = words.grapheme_floor(position), words.grapheme_ceil(position)
        assert 0 <= floor <= position <= ceil <= len(text)
        assert words.grapheme_floor(floor) == floor
        assert words.grapheme_ceil(ceil) == ceil


@pytest.mark.parametrize("cluster", ["e\u0301", "👩‍👩‍👧", "🇫🇷", "👍🏽"])
def test_a_letter_of_several_code_points_is_stepped_over_whole(cluster: str) -> None:
    words = TextMap(f"x{cluster}y")
    assert words.step_letter(1, 1) == 1 + len(cluster)
    assert words.step_letter(1 + len(cluster), -1) == 1


def test_letters_end_with_the_text() -> None:
    words = TextMap("ab")
    assert words.step_letter(2, 1) == 2
    assert words.step_letter(0, -1) == 0


@given(texts, st.integers(-3, 60))
def test_every_unit_lies_inside_the_text_whatever_is_asked(text: str, position: int) -> None:
    words = TextMap(text)
    found = [
        words.word_at(position),
        words.sentence_at(position),
        words.unit_at(position),
        words.paragraph_at(position),
    ]
    found += [words.sentence_after(position, from_its_start=True), words.sentence_before(position, to_its_end=True)]
    found += words.quotations_at(position)
    for unit in found:
        assert unit is None or 0 <= unit[0] <= unit[1] <= len(text)
    for edge in ("start", "end"):
        assert 0 <= words.step_word(max(0, position), 1, edge=edge) <= len(text)
        assert 0 <= words.step_word(max(0, position), -1, edge=edge) <= len(text)


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("It cost $1.3bn, not 2", "3", "1.3bn"),
        ("He said don’t go", "’", "don’t"),
        ("one  two", "  ", "one"),
        ("a 👩‍👩‍👧 b", "👩", "👩‍👩‍👧"),
        ("naïve café", "ï", "naïve"),
    ],
)
def test_a_word_is_what_a_reader_calls_a_word(text: str, at: str, word: str) -> None:
    start, end = TextMap(text).word_at(text.index(at)) or (0, 0)
    assert text[start:end] == word


def test_white_space_before_the_first_word_is_no_word() -> None:
    assert TextMap("  a").word_at(0) is None


def test_words_are_stepped_through_by_their_starts_and_by_their_ends() -> None:
    text = "One two,\nthree"
    words = TextMap(text)
    assert words.step_word(0, 1, edge="end") == 3
    assert words.step_word(3, 1, edge="end") == 7
    assert words.step_word(8, 1, edge="end") == len(text)
    assert words.step_word(9, -1, edge="start") == 7
    assert words.step_word(4, -1, edge="start") == 0
    assert words.step_word(0, -1, edge="start") == 0


def test_a_handle_snaps_to_the_nearer_edge_of_a_word() -> None:
    words = TextMap("cautious building")
    assert words.nearest_word_edge(2, edge="start") == 0
    assert words.nearest_word_edge(7, edge="start") == 9
    assert words.nearest_word_edge(6, edge="end") == 8


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. Luis Amaral declined. He left.", ["Dr. Luis Amaral declined.", "He left."]),
        ("The U.S. Senate met. It voted.", ["The U.S. Senate met.", "It voted."]),
        ("They moved to the U.S. The rest stayed.", ["They moved to the U.S.", "The rest stayed."]),
        ("It rose 3.5 percent. Then it fell!", ["It rose 3.5 percent.", "Then it fell!"]),
        ("One.\n\nTwo?\nThree", ["One.", "Two?", "Three"]),
        ("J. Berg spoke.", ["J. Berg spoke."]),
        ("😀 Hello. 🇫🇷 Bye.", ["😀 Hello.", "🇫🇷 Bye."]),
    ],
)
def test_sentences_follow_each_other_and_names_do_not_end_them(text: str, sentences: list[str]) -> None:
    words = TextMap(text)
    found, position = [], 0
    while (sentence := words.sentence_after(position, from_its_start=True)) is not None:
        found.append(text[sentence[0] : sentence[1]])
        position = sentence[1]
    assert found == sentences
    backwards, position = [], len(text)
    while (sentence := words.sentence_before(position, to_its_end=True)) is not None:
        backwards.append(text[sentence[0] : sentence[1]])
        position = sentence[0]
    assert backwards[::-1] == sentences


def test_a_double_click_takes_the_whole_figure() -> None:
    text = "Spending rose to $1.3 billion, fewer than 0.2 percent agreed."
    words = TextMap(text)
    assert text[slice(*(words.unit_at(text.index("1.3")) or (0, 0)))] == "$1.3 billion"
    assert text[slice(*(words.unit_at(text.index("percent")) or (0, 0)))] == "fewer than 0.2 percent"
    assert text[slice(*(words.unit_at(text.index("rose")) or (0, 0)))] == "rose"


def test_a_double_click_on_a_mark_takes_the_quotation_and_beside_it_the_word() -> None:
    text = "She said “we are ‘quite’ sure” and left."
    words = TextMap(text)
    assert text[slice(*(words.unit_at(text.index("“")) or (0, 0)))] == "“we are ‘quite’ sure”"
    assert text[slice(*(words.unit_at(text.index("’")) or (0, 0)))] == "‘quite’"
    assert text[slice(*(words.unit_at(text.index("quite")) or (0, 0)))] == "quite"


def test_widening_goes_from_word_to_figure_to_quotation_to_sentence_to_paragraph() -> None:
    text = "Before.\nHe left. She said “it is $1.3 billion now” on Tuesday. Then she left.\nAfter."
    words = TextMap(text)
    steps, span = [], (text.index("billion"),) * 2
    while (wider := words.wider(span)) != span:
        span = wider
        steps.append(text[span[0] : span[1]])
    assert steps == [
        "billion",
        "$1.3 billion",
        "“it is $1.3 billion now”",
        "She said “it is $1.3 billion now” on Tuesday.",
        "He left. She said “it is $1.3 billion now” on Tuesday. Then she left.",
    ]


def test_a_paragraph_of_a_megabyte_is_looked_at_in_pieces() -> None:
    text = "Word and word. " * 70_000
    words = TextMap(text)
    assert words.word_at(900_001) is not None
    assert words.step_word(900_001, 1, edge="end") > 900_001
    start, end = words.sentence_at(900_001) or (0, 0)
    assert text[start:end] == "Word and word."


def test_the_white_space_around_a_span_falls_away() -> None:
    words = TextMap("  a b \n ")
    assert words.trimmed((0, 8)) == (2, 5)
    assert words.trimmed((5, 8)) == (5, 5)
