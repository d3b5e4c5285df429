"""Markdown of people we do not know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.markup import clean_html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src='file:///etc/passwd'>",
    "![x](https://tracker.example/pixel.png)",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](data:text/html;base64,AAAA)",
    "[x](file:///etc/passwd)",
    "<p style='background: url(file:///etc/passwd)'>x</p>",
    "<p onclick='x()'>x</p>",
    "<iframe src='https://x'></iframe><form action='https://x'><input></form>",
    "<style>@import 'x'</style>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_survives(text: str) -> None:
    html = clean_html(text).casefold()
    for sign in ("<script", "<img", "javascript:", "data:", "file:", "style", "onclick", "<iframe", "<form", "alert("):
        assert sign not in html


@given(st.text(alphabet="<>/!-[]()`*_#&;:='\" \nabscriptonhrefimgjavascript", max_size=80))
def test_no_text_whatever_becomes_a_script_or_a_picture(text: str) -> None:
    html = clean_html(text).casefold()
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


def test_what_notes_need_is_kept() -> None:
    html = clean_html("# A\n\n**b** *c* [d](https://example.org) [e](words.md)\n\n- f\n\n| g |\n|---|\n| h |\n\n`i`")
    for part in ("<h1>", "<strong>", "<em>", 'href="https://example.org"', 'href="words.md"', "<li>", "<td>", "<code>"):
        assert part in html
