"""Identifiers are known by their shape, stored in one spelling, and led to only by http and https."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.identifiers import SCHEMES, address, checked, recognised, title


@pytest.mark.parametrize(("typed", "scheme", "stored"), [
    ("Q42", "wikidata", "Q42"),
    ("https://www.wikidata.org/wiki/q42", "wikidata", "Q42"),
    ("0000-0002-1825-0097", "orcid", "0000-0002-1825-0097"),
    ("https://orcid.org/0000-0002-1694-233x", "orcid", "0000-0002-1694-233X"),
    ("0000 0001 2103 2683", "isni", "0000000121032683"),
    ("https://isni.org/isni/0000000121032683", "isni", "0000000121032683"),
    ("https://ror.org/05dxps055", "ror", "05dxps055"),
    ("doi:10.1000/182", "doi", "10.1000/182"),
    ("https://doi.org/10.1000/ABC", "doi", "10.1000/abc"),
    (" https://example.org/anna ", "url", "https://example.org/anna"),
])
def test_what_is_pasted_is_recognised(typed: str, scheme: str, stored: str) -> None:
    assert recognised(typed) == (scheme, stored)
    assert recognised(stored) == (scheme, stored)


@pytest.mark.parametrize("typed", [
    "", "Anna Berg", "Q0", "javascript:alert(1)", "file:///etc/passwd", "http://", "ftp://example.org/x"])
def test_anything_else_is_refused_and_says_what_one_looks_like(typed: str) -> None:
    with pytest.raises(ValueError, match="Q42"):
        recognised(typed)


def test_a_mistyped_digit_is_noticed() -> None:
    with pytest.raises(ValueError, match="wrong digit"):
        recognised("0000-0002-1825-0098")
    with pytest.raises(ValueError, match="One looks like"):
        checked("wikidata", "42")


def test_only_web_addresses_are_led_to() -> None:
    assert address("wikidata", "Q42") == "https://www.wikidata.org/wiki/Q42"
    assert address("url", "javascript:alert(1)") == ""
    assert address("orcid", "nonsense") == ""
    assert (address("viaf", "123"), address("viaf", "https://viaf.org/123")) == ("", "https://viaf.org/123")
    assert (title("ror"), title("viaf")) == ("ROR", "viaf")


@given(st.sampled_from(sorted(SCHEMES)), st.text())
def test_no_value_leads_anywhere_but_to_the_web(scheme: str, value: str) -> None:
    found = address(scheme, value)
    assert not found or found.startswith(("https://", "http://"))
