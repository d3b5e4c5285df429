"""What stands above a Markdown text."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.plain_text.front_matter import split

FULL = """---
title: "Are we too tolerant?"
authors:
  - Anna Berg
  - 'B. Keller'
Publisher: The Paper
date: 2026-11-17
url: https://example.org/a?b=c#d
lang: en
tags: [Politics, "Border"]
# a comment
layout: post
---

# Heading

Text.
"""


def test_each_word_finds_its_field_and_the_text_begins_below() -> None:
    fields, text, warnings = split(FULL)
    assert fields == {
        "title": "Are we too tolerant?",
        "byline": ("Anna Berg", "B. Keller"),
        "outlet": "The Paper",
        "published": "2026-11-17",
        "url": "https://example.org/a?b=c#d",
        "language": "en",
        "tags": ("Politics", "Border"),
    }
    assert (text, warnings) == ("# Heading\n\nText.\n", [])


def test_a_text_without_it_is_left_as_it_is() -> None:
    for text in ("Text.\n---\nMore.", "---\nno end", "---\njust a line\n---\nand a text", "- - -\n", ""):
        assert split(text) == ({}, text, [])


def test_a_date_or_language_of_no_form_is_left_out_and_said() -> None:
    fields, _, warnings = split("---\ndate: last Tuesday\nlanguage: English language\ntitle: x\n---\nText")
    assert fields == {"title": "x"}
    assert warnings == [
        "its date “last Tuesday” is not a date such as 2026-11-22 and was left out",
        "its language “English language” is not a language such as en and was left out",
    ]


def test_a_date_with_a_time_after_a_space_is_one() -> None:
    assert split("---\ndate: 2026-11-17 10:30\n---\nText")[0] == {"published": "2026-11-17T10:30"}


def test_a_line_that_means_nothing_is_said() -> None:
    assert split("---\ntitle: x\n}{\n---\nText")[2] == ["“}{” in its front matter was not understood"]


@given(st.text(st.sampled_from("-:ab \n[]'\"#\t.")))
def test_nothing_of_the_text_below_is_lost(text: str) -> None:
    fields, body, _ = split(text)
    assert text.endswith(body)
    assert fields or body == text or text.startswith("---")
