"""Articles: one regular text each, and offsets that survive making it so."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.corpus.article import (
    LONGEST,
    Article,
    Passage,
    article_id,
    elements,
    members,
    normalise,
    passage_field,
    passages_from_fields,
    text_digest,
)
from annotator.corpus.errors import Fault

IRREGULAR = st.sampled_from("\r\n\0\ufeff\u2028\u2029\ufdd0\ufdd1")
ANY = st.characters(exclude_categories=["Cs"])
RAW = st.lists(st.one_of(IRREGULAR, st.just("\r\n"), ANY), max_size=60).map("".join)
BECOMES = {"\r": "\n", "\0": "\ufffd", "\u2028": "\n", "\u2029": "\n", "\ufdd0": "\n", "\ufdd1": "\n"}


@given(RAW)
@example("\ufeff\ufeffa")
@example("\r\r\n\r")
def test_a_regular_text_stays_as_it_is(raw: str) -> None:
    once = normalise(raw).text
    again = normalise(once)
    assert again.text == once
    assert not again.dropped


@given(RAW)
def test_nothing_irregular_is_left(raw: str) -> None:
    text = normalise(raw).text
    assert not set(text) & set("\r\0\u2028\u2029\ufdd0\ufdd1")
    assert not text.startswith("\ufeff")


@given(RAW)
@example("\ufeffa\r\nb\r\n")
def test_each_surviving_character_is_found_at_its_new_place(raw: str) -> None:
    found = normalise(raw)
    dropped = set(found.dropped)
    for offset, character in enumerate(raw):
        if offset not in dropped:
            assert found.text[found.position(offset)] == BECOMES.get(character, character)
    assert found.position(len(raw)) == len(found.text)
    assert len(found.text) == len(raw) - len(dropped)


@given(RAW, st.data())
def test_a_segment_keeps_its_words(raw: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    found = normalise(raw)
    assert found.position(start) <= found.position(end)
    if not raw[start:end].startswith("\ufeff"):
        words = found.text[found.position(start):found.position(end)]
        split = raw[end - 1:end + 1] == "\r\n" and end > start  # a segment that ends inside a line end
        assert normalise(raw[start:end]).text == words + ("\n" if split else "")


@pytest.mark.parametrize(("raw", "regular"), [
    ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"), ("\ufeffHead", "Head"), ("a\ufeffb", "a\ufeffb"),
    ("a\0b", "a\ufffdb"),
    ("a\u2028b\u2029c\ufdd0d\ufdd1e", "a\nb\nc\nd\ne"), ("", ""), ("\r\n", "\n"), ("é👩‍👩‍👧 שלום", "é👩‍👩‍👧 שלום"),
])
def test_each_kind_of_line_end_and_mark(raw: str, regular: str) -> None:
    assert normalise(raw).text == regular


@pytest.mark.parametrize("raw", ["a\ud800b", "\udfff", "\ud83d\ude00"])
def test_half_a_pair_is_refused_by_its_place(raw: str) -> None:
    with pytest.raises(Fault, match="half of a pair") as caught:
        normalise(raw)
    assert caught.value.remedy


def test_a_text_that_is_too_long_is_refused() -> None:
    assert normalise("a" * LONGEST).text
    with pytest.raises(Fault, match="10,000,001 characters"):
        normalise("a" * (LONGEST + 1))


def test_the_same_file_twice_is_one_article_and_a_wire_story_in_two_papers_is_two() -> None:
    url = "https://a.org/1"
    assert article_id("text", url=url, outlet="A") == article_id("text", url=url, outlet="B")
    assert article_id("text", outlet="A", published="2024") != article_id("text", outlet="B", published="2024")
    assert article_id("text", outlet="A", published="2024") != article_id("text", outlet="A", published="2025")
    assert article_id("text") != article_id("text ")


def test_the_digest_is_that_of_the_utf_8() -> None:
    assert text_digest("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


PLAIN = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
ARTICLES = st.builds(
    Article, st.just("a"), PLAIN, st.lists(PLAIN, max_size=3).map(tuple), PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN,
    PLAIN, st.sets(PLAIN, max_size=3).map(lambda tags: tuple(sorted(tags))), PLAIN,
    st.dictionaries(PLAIN, PLAIN, max_size=2))


@given(ARTICLES)
def test_an_article_survives_its_fields(article: Article) -> None:
    assert Article.from_fields("a", article.fields()) == article


def test_empty_fields_are_not_stored() -> None:
    assert Article("a", title="T", tags=("x",)).fields() == {"title": "T", "tag:x": 1}


def test_a_set_is_one_field_per_element() -> None:
    fields = {"tag:b": 1, "tag:a": 1, "tag:gone": None, "tag:off": 0, "tags:x": 1, "title": "t"}
    assert elements(fields, "tag") == ("a", "b")
    assert members({"quantity:b": 0, "quantity:a": "", "quantity:c": None}, "quantity") == {"a": "", "b": 0}


def test_passages_come_in_the_order_of_the_text() -> None:
    fields = {passage_field(200, 210): "caption", passage_field(9, 20): "boilerplate", passage_field(1, 5): None}
    assert passages_from_fields(fields) == (Passage(9, 20, "boilerplate"), Passage(200, 210, "caption"))


def test_a_passage_that_a_newer_program_writes_otherwise_is_passed_over() -> None:
    assert passages_from_fields({"passage:intro": "headline", "passage:1-": "x", "passage:1-2": "body"}) == (
        Passage(1, 2, "body"),)
