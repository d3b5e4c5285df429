"""What holds for the finders whatever the text."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.article import Passage
from annotator.finders import FINDERS, Suggestion, suggest
from annotator.finders.reading import _lately_read

ALL = [finder.name for finder in FINDERS]
WORDS = (
    "said he that “ ” \" '' , . ? ! ; : - — ( ) \n according to Anna Berg the council called on urged us to vow "
    "told reporters 300 1.3 billion $ % percent fewer than “No,” who which Mr. U.S. asked why ‘ ’ « » „ Sign up for "
    "our newsletter and but accused him of lying İ ß 🙂 \t described it as a decision to "
    "a déclaré a-t-elle dit selon la ministre Élodie Noël environ 1,3 million d’euros moins de sagte Krause erklärte "
    "der Minister laut Bericht rund zwölf Prozent „Nein“, ‚so‘ Abonnez-vous à notre Newsletter abonnieren officials"
).split(" ")
"""Of all languages that have rules, and mixed: a text may be marked with the wrong one."""
WORDY = st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join)
TEXTS = st.one_of(st.text(max_size=300), WORDY)
LANGUAGES = st.sampled_from(["en", "fr", "de", "", "zz", "en-GB", "../x"])
RULED = st.sampled_from(["en", "fr", "de"])


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


@given(TEXTS, RULED)
def test_the_same_text_gives_the_same_suggestions(text: str, language: str) -> None:
    once = facts(suggest(text, language, finders=ALL))
    assert once == facts(suggest(text, language, finders=ALL))
    _lately_read.cache_clear()  # what was read a moment ago, and what is read anew
    assert once == facts(suggest(text, language, finders=ALL))


@given(WORDY, st.lists(st.sampled_from(WORDS), max_size=20), RULED)
def test_paragraphs_that_are_appended_change_nothing_before_them(text: str, more: list[str], language: str) -> None:
    """Closed paragraphs only: an open quotation may go on in the next one, a name may meet its other spelling there."""
    usual = ("quotes", "statistics", "claims")
    longer = f"{text}.\n\nThe end.\n{' '.join(word for word in more if word not in '“”‘’«»„')}"
    before = list(facts(suggest(f"{text}.\n\nThe end.", language, finders=usual)))
    after = facts(suggest(longer, language, finders=usual))
    assert after[: len(before)] == before


@given(TEXTS, st.integers(0, 200), st.integers(1, 200), RULED)
def test_nothing_is_found_inside_boilerplate(text: str, start: int, length: int, language: str) -> None:
    start = min(start, len(text))
    end = min(len(text), start + length)
    if start == end:
        return
    found = suggest(text, language, finders=ALL, passages=[Passage(start, end, "boilerplate")])
    assert not [each for each in found for first, last in each.segments if first < end and last > start]


def test_a_very_long_line_is_read_in_time_that_grows_with_it() -> None:
    line = 'He said "the mill said that, according to the mill, ' * 4_000
    assert suggest(line)
