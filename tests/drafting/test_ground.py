"""An article read in slices gives what it gives as a whole."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.article import Passage
from annotator.drafting import Ground, proposed
from annotator.drafting.ground import LONGEST, SLICE, slices
from annotator.finders import Suggestion, suggest
from annotator.finders.suggestion import in_order

PARAGRAPHS = (
    "“The river rose overnight,” Lena Ortiz said. Fewer than 300 houses were hit.",
    "“This quotation is not closed at the end of its paragraph, it goes on.",
    "“And here it goes on to its end,” said Lena Ortiz of the town’s council.",
    "He said that the town was safe. It cost $1.3 billion, or 12 percent more than in 2024.",
    "Sign up for our newsletter.",
    "",
    "  ",
    "A paragraph about nothing in particular, which is here so that slices are filled, line after line. " * 4,
)


def read(ground: Ground, near: int = 0) -> list[Suggestion]:
    return in_order([each for part in proposed(ground, near) for each in part])


@given(st.lists(st.sampled_from(PARAGRAPHS), max_size=25))
def test_slices_are_the_whole_text_in_order(paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    found = list(slices(text))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(start < end for start, end in found)


def test_slices_find_what_is_found_in_the_whole_wherever_they_begin() -> None:
    for shift in range(len(PARAGRAPHS)):
        text = "\n".join((PARAGRAPHS[shift:] + PARAGRAPHS[:shift]) * 8)
        assert len(list(slices(text))) > 2
        assert read(Ground("a", text)) == suggest(text)


def test_a_quotation_over_two_paragraphs_is_read_in_one_slice() -> None:
    text = "\n".join([PARAGRAPHS[-1]] * (SLICE // len(PARAGRAPHS[-1])) + list(PARAGRAPHS[1:3]) * 9)
    assert read(Ground("a", text)) == suggest(text)


def test_a_paragraph_without_end_is_cut_at_a_space() -> None:
    text = "word " * 5_000
    found = list(slices(text))
    assert len(found) > 3
    assert all(end - start <= LONGEST and text[start:end].strip().startswith("word") for start, end in found)


def test_what_is_near_is_read_first() -> None:
    text = "\n".join(f"“This is quotation {number},” Lena Ortiz said in her office. {'Word ' * 80}"
                     for number in range(100))
    place = text.index("quotation 60")
    first = next(iter(proposed(Ground("a", text), place)))
    assert any(each.segments[0][0] <= place < each.segments[0][1] for each in first)


def test_nothing_is_proposed_in_passages_also_of_later_slices() -> None:
    text = "\n".join(PARAGRAPHS[0] for _ in range(100))
    start = text.index(PARAGRAPHS[0], 5_000)
    closed = Passage(start, start + len(PARAGRAPHS[0]), "boilerplate")
    found = read(Ground("a", text, passages=(closed,)))
    assert len(found) == 2 * 99
    assert not [each for each in found if closed.start <= each.start < closed.end]
