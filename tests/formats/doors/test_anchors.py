"""Quotations lead to their places, whatever the page around them looked like."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.doors.addresses import same_page
from annotator.formats.doors.anchors import Anchoring, Quotation

TEXT = ("“We pay,” said the mayor. The tunnels are old.\n\n“We pay,” said the union, and no one else did. "
        "It cost \u00a39\u00a0million – or more.")


def words(quoted: Quotation, text: str = TEXT) -> str:
    span = Anchoring(text).span(quoted)
    return text[span[0]:span[1]] if span else ""


def test_words_that_stand_once_are_found_without_anything_around_them() -> None:
    assert words(Quotation("The tunnels are old.")) == "The tunnels are old."


def test_of_equal_words_those_are_meant_that_have_the_context() -> None:
    second = TEXT.rindex("“We pay,”")
    assert Anchoring(TEXT).span(Quotation("“We pay,”", "are old. ", " said the union")) == (second, second + 9)
    assert Anchoring(TEXT).span(Quotation("“We pay,”", "", " said the mayor")) == (0, 9)


def test_a_place_only_tells_equal_words_apart() -> None:
    assert words(Quotation("We pay,")) == "", "it cannot be told which of the two"
    assert Anchoring(TEXT).span(Quotation("We pay,", start=60, end=67)) == (49, 56)
    assert words(Quotation("The tunnels are old.", start=4_000, end=4_020)) == "The tunnels are old."


def test_white_space_quotation_marks_and_dashes_may_be_others() -> None:
    assert words(Quotation('old.\n  "We\tpay,"')) == "old.\n\n“We pay,”"
    assert words(Quotation("\u00a39 million - or\u00ad more")) == "\u00a39\u00a0million – or more"


def test_other_words_are_not_found_and_short_ones_not_in_a_foreign_place() -> None:
    assert words(Quotation("We never pay")) == "" and words(Quotation("")) == "" and words(Quotation(" \n")) == ""
    assert words(Quotation("cost", "somewhere else entirely", "nothing that is here")) == ""
    assert words(Quotation("cost")) == "cost"


@given(st.text(st.sampled_from("ab “”\n\u00a0🙂-"), min_size=1, max_size=80), st.data())
@settings(max_examples=200, deadline=None)
def test_what_is_quoted_with_its_place_is_found_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quoted = Quotation(text[start:end], text[max(0, start - 32):start], text[end:end + 32], start, end)
    assert Anchoring(text).span(quoted) == (start, end)


@pytest.mark.parametrize(("one", "other"), [
    ("https://www.example.org/a/", "http://example.org/a#top"),
    ("https://example.org/a?b=1&utm_source=x&fbclid=9", "https://example.org/a?b=1"),
    ("https://example.org/a?c=2&b=1", "https://Example.org/a?b=1&c=2"),
])
def test_addresses_of_one_page_are_the_same(one: str, other: str) -> None:
    assert same_page(one) == same_page(other)


@pytest.mark.parametrize(("one", "other"), [
    ("https://example.org/a", "https://example.org/b"), ("https://example.org/?p=1", "https://example.org/?p=2"),
    ("urn:x-pdf:1", "urn:x-pdf:2"), ("http://[broken", "https://example.org"),
])
def test_addresses_of_two_pages_are_not(one: str, other: str) -> None:
    assert same_page(one) != same_page(other)
