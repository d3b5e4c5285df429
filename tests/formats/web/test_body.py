"""The article of a page, and what was left out."""

from annotator.formats.doors.markup import parse_page
from annotator.formats.web.body import body
from annotator.formats.web.description import describe

LONG = "The council voted on Tuesday after a debate of nine hours, and the plan for the harbour was approved by three."
PAGE = f"""<html><head><title>Harbour | Paper</title></head><body><nav><a href="/">All of our many pages</a></nav>
<article><h1>Harbour</h1><p>{LONG} First.</p><p>{LONG} Second, with an <a href="x">address</a> in it.</p>
<blockquote><p>We were never asked.</p>— a resident</blockquote><p>{LONG} Third.</p>
<p>Copyright 2026 The Paper. All rights reserved.</p><p>{LONG} Fourth.</p></article>
<footer><p>Subscribe to the newsletter of the paper</p></footer></body></html>"""


def test_quoted_blocks_between_paragraphs_are_kept_whole() -> None:
    kept, _ = body(parse_page(PAGE, "x"))
    assert kept[0] == f"{LONG} First."
    assert "We were never asked." in kept and "— a resident" in kept


def test_what_belongs_to_the_site_is_left_out_and_shown_with_its_place() -> None:
    kept, left_out = body(parse_page(PAGE, "x"))
    assert not any("Copyright" in line or "Subscribe" in line for line in kept)
    said = {words: place for place, words in left_out}
    assert said["Subscribe to the newsletter of the paper"] == len(kept)
    assert 0 < said["Copyright 2026 The Paper. All rights reserved."] < len(kept)


def test_a_headline_that_stands_above_the_text_is_no_part_of_it() -> None:
    kept, _ = body(parse_page(PAGE, "x"))
    assert "Harbour" not in kept


def test_what_a_page_says_for_programs_goes_before_what_it_shows() -> None:
    head = ('<script type="application/ld+json">{"@type": ["NewsArticle"], "headline": "Plan &amp; vote", '
            '"author": {"name": "By Anna Berg"}, "datePublished": "2026-03-03 18:00:00+0100"}</script>'
            '<meta property="og:title" content="Another"><meta name="author" content="Somebody">')
    assert describe(parse_page(PAGE.replace("<head>", "<head>" + head), "x")) == {
        "title": "Plan & vote", "byline": ("Anna Berg",), "published": "2026-03-03T18:00:00+01:00"}


def test_broken_data_for_programs_is_passed_over() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", </script>' + "[" * 200
    assert describe(parse_page(PAGE.replace("<head>", "<head>" + head), "x"))["title"] == "Harbour"
