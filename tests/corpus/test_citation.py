"""Words go out with who said them and where, once in quotation marks, in three ways of writing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.annotation import CONTENT, Annotation, Attribution, Segment
from annotator.corpus.article import Article
from annotator.corpus.citation import (
    Cited,
    around_selection,
    cite,
    cited_annotation,
    cited_selection,
    quoted,
)
from annotator.corpus.source import Source
from tests.builders import TEXT, span

ANNA = Source("anna", "Anna Berg", job_title="member of parliament", roles=(
    {"text": "minister", "from": "2025-01", "to": "2026"}, {"text": "mayor", "from": "2019", "to": "2024"}))
POLITICO = Source("politico", "Politico", "organisation")
TWIN = Source("twin", "A. Berg", merged_into="anna")
SOURCES = {source.id: source for source in (ANNA, POLITICO, TWIN, Source("sign", "★"))}
ARTICLE = Article("a", "Who pays", outlet="The Courier", published="2025-03-14", url="https://courier.example/1?a=b&c=d")
CHAIN = (Attribution("anna"), Attribution("politico", "reporter"))


def plain(*parts: str, article: Article = ARTICLE, chain: tuple[Attribution, ...] = CHAIN) -> str:
    return cite([Cited(article, parts, chain)], SOURCES).plain


def made(*words: str, kind: str = "quote", chain: tuple[Attribution, ...] = CHAIN, name: str = "q") -> Annotation:
    return Annotation(name, "a", kind, tuple(Segment(CONTENT, *span(each)) for each in words), chain)


def test_words_go_with_speaker_role_chain_outlet_date_and_address() -> None:
    assert plain("the burden has to be shared") == (
        "“the burden has to be shared” — Anna Berg, minister (via Politico), The Courier, 14 March 2025,"
        " https://courier.example/1?a=b&c=d")


def test_markdown_and_html_say_the_same_and_the_address_is_a_link() -> None:
    found = cite([Cited(ARTICLE, ("a *big* <plan> for $2 & more_",), CHAIN)], SOURCES)
    assert found.markdown == (
        r"“a \*big\* \<plan\> for \$2 \& more\_” — Anna Berg, minister (via Politico), *The Courier*, 14 March 2025,"
        " <https://courier.example/1?a=b&c=d>")
    assert found.html == (
        "<p>“a *big* &lt;plan&gt; for $2 &amp; more_” — Anna Berg, minister (via Politico), <cite>The Courier</cite>,"
        ' 14 March 2025, <a href="https://courier.example/1?a=b&amp;c=d">https://courier.example/1?a=b&amp;c=d</a></p>')


@pytest.mark.parametrize(("article", "chain", "expected"), [
    (Article("a"), (), "“words”"),
    (Article("a", "Who pays"), (), "“words” — Who pays"),
    (Article("a", outlet="The Courier", published="2025"), (), "“words” — The Courier, 2025"),
    (Article("a", published="2025-03"), (Attribution(None),), "“words” — source not named, March 2025"),
    (Article("a", url="file:///x"), (Attribution(None), Attribution("politico")),
     "“words” — source not named (via Politico), file:///x"),
    (Article("a", outlet="POLITICO"), CHAIN, "“words” — Anna Berg, member of parliament, POLITICO"),
    (Article("a", outlet="Politico"), (Attribution("politico", "publisher"),), "“words” — Politico"),
    (Article("a"), (Attribution("twin"), Attribution("politico", "addressee")),
     "“words” — Anna Berg, member of parliament (to Politico)"),
    (Article("a"), (Attribution("gone"),), "“words” — source not named"),
    (Article("a"), (Attribution("sign"),), "“words” — ★"),
])  # fmt: skip
def test_what_is_not_known_is_left_out_and_nobody_is_named_twice(
        article: Article, chain: tuple[Attribution, ...], expected: str) -> None:
    assert plain("words", article=article, chain=chain) == expected


def test_only_an_address_of_the_web_is_a_link() -> None:
    found = cite([Cited(Article("a", url="javascript:alert(1)"), ("words",))], SOURCES)
    assert "<a" not in found.html and "<javascript" not in found.markdown


@pytest.mark.parametrize(("parts", "expected"), [
    (["plain words"], "“plain words”"),
    (["“their own”"], "“their own”"),
    (["« des mots »"], "« des mots »"),
    (["‘single’"], "‘single’"),
    (['"straight"'], '"straight"'),
    (["“One” and “two”"], "“‘One’ and ‘two’”"),
    (["He said “no” today"], "“He said ‘no’ today”"),
    (["“Are we?”", "“At some point.”"], "“Are we? … At some point.”"),
    (["« un »", "« deux »"], "« un … deux »"),
    (["“Are we?”", "at some point"], "“Are we? … at some point”"),
    (["“half of it"], "“half of it”"),
    (["the other half”"], "“the other half”"),
    (["“don’t”"], "“don’t”"),
    (["‘it isn’t so’"], "‘it isn’t so’"),
    (["one\nline\n\n  and another"], "“one line and another”"),
    (["“"], "“”"),
])  # fmt: skip
def test_quotation_marks_stand_once(parts: list[str], expected: str) -> None:
    assert quoted(parts) == expected


@given(st.lists(st.text(st.sampled_from("ab “”„‘’«»\"\n"), min_size=1), min_size=1, max_size=3))
def test_whatever_is_selected_the_letters_stay(parts: list[str]) -> None:
    assert "".join(c for c in quoted(parts) if c in "ab") == "".join(c for c in "".join(parts) if c in "ab")
    assert "\n" not in quoted(parts)


def test_selected_words_belong_to_the_annotation_that_covers_most_of_them() -> None:
    quote = made("“At some point the burden has to be shared by everyone.”")
    inner = made("shared by everyone", kind="statistic", chain=(), name="s")
    claim = made("“Are we too tolerant?” Anna Berg asked on Tuesday. “At some point the burden has to be shared by"
                 " everyone.”", kind="claim", chain=(Attribution("politico"),), name="c")
    everything = (claim, quote, inner)
    assert around_selection(span("shared by everyone"), everything) is quote, "the statistic names nobody"
    assert around_selection(span("asked on Tuesday"), everything) is claim
    assert around_selection(span("Bernard Lind"), everything) is None
    found = cite([cited_selection(span("the burden"), ARTICLE, TEXT, everything)], SOURCES)
    assert found.plain.startswith("“the burden” — Anna Berg, minister (via Politico), The Courier")
    found = cite([cited_selection(span("Bernard Lind"), ARTICLE, TEXT, everything)], SOURCES)
    assert found.plain.startswith("“Bernard Lind” — The Courier, 14 March 2025")


def test_several_annotations_are_a_paragraph_each() -> None:
    both = [cited_annotation(each, ARTICLE, TEXT) for each in (
        made("“Are we too tolerant?”", "“At some point the burden has to be shared by everyone.”"),
        made("$1.3 billion", kind="statistic", chain=()))]
    found = cite(both, SOURCES)
    first, second = found.plain.split("\n\n")
    assert first.startswith("“Are we too tolerant? … At some point the burden has to be shared by everyone.” — Anna")
    assert second.startswith("“$1.3 billion” — The Courier")
    assert found.html.count("<p>") == found.markdown.count("\n\n") + 1 == 2
