"""What holds for the finders whatever the text."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.article import Passage
from annotator.finders import FINDERS, Suggestion, suggest

ALL = [finder.name for finder in FINDERS]
WORDS = (
    "said he that “ ” \" '' , . ? ! ; : - — ( ) \n according to Anna Berg the council called on urged us to vow "
    "told reporters 300 1.3 billion $ % percent fewer than “No,” who which Mr. U.S. asked why ‘ ’ « » „ Sign up for "
    "our newsletter and but accused him of lying İ ß 🙂 \t described it as a decision to"
).split(" ")
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join))
LANGUAGES = st.sampled_from(["en", "fr", "de", "", "zz", "en-GB", "../x"])


def facts(found: list[Suggestion]) -> list[object]:
    return [(each.kind, each.segments, each.rule, each.score, each.chain) for each in found]


@given(TEXTS, LANGUAGES)
def test_nothing_crashes_and_nothing_lies_outside_the_text(text: str, language: str) -> None:
    for each in suggest(text, language, finders=ALL):
        spans = [*each.segments, *each.mentions, *each.cues]
        assert all(0 <= start < end <= len(text) for start, end in spans), each
        assert list(each.segments) == sorted(each.segments)
        assert all(a[1] <= b[0] for a, b in zip(each.segments, each.segments[1:], strict=False)), each
        assert 0 < each.score <= 1
        assert each.why


@given(TEXTS)
def test_the_same_text_gives_the_same_suggestions(text: str) -> None:
    assert facts(suggest(text, finders=ALL)) == facts(suggest(text, finders=ALL))


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join), st.lists(st.sampled_from(WORDS), max_size=20))
def test_paragraphs_that_are_appended_change_nothing_before_them(text: str, more: list[str]) -> None:
    """Closed paragraphs only: an open quotation may go on in the next one, a name may meet its other spelling there."""
    usual = ("quotes", "statistics", "claims")
    longer = f"{text}.\n\nThe end.\n{' '.join(word for word in more if word not in '“”‘’«»„')}"
    before = list(facts(suggest(f"{text}.\n\nThe end.", finders=usual)))
    after = facts(suggest(longer, finders=usual))
    assert after[: len(before)] == before


@given(TEXTS, st.integers(0, 200), st.integers(1, 200))
def test_nothing_is_found_inside_boilerplate(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(len(text), start + length)
    if start == end:
        return
    found = suggest(text, finders=ALL, passages=[Passage(start, end, "boilerplate")])
    assert not [each for each in found for first, last in each.segments if first < end and last > start]


def test_a_very_long_line_is_read_in_time_that_grows_with_it() -> None:
    line = 'He said "the mill said that, according to the mill, ' * 4_000
    assert suggest(line)
