"""Text files and pastes come in, one article each."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import formats
from annotator.corpus.errors import Fault
from annotator.formats.plain_text.reading import headline
from annotator.session import Session
from tests.formats.corpora import bring, project
from tests.shared import SHARED, needs_shared

NEWS = "Harbour plan approved\n\nThe council voted on Tuesday. “It’s done,” said the mayor.\n"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = project(tmp_path)
    yield made
    made.close()


def text_file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_the_text_keeps_the_whole_file_and_the_title_is_its_first_line(session: Session, tmp_path: Path) -> None:
    bring(session, text_file(tmp_path, "plan.txt", NEWS))
    (name,) = session.catalogue.article_ids()
    article = session.catalogue.article(name)
    assert article is not None
    assert (article.title, session.catalogue.text(name)) == ("Harbour plan approved", NEWS)
    assert article.imported_from == {
        "format": "txt",
        "file": "plan.txt",
        "encoding": "utf-8",
        "fileSha256": hashlib.sha256(NEWS.encode()).hexdigest(),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NEWS, "Harbour plan approved"),
        ("\n\n  Spaced   out \n\nText.", "Spaced out"),
        ("Is it over?\nYes.", "Is it over?"),
        ("A sentence, not a headline.\nMore.", ""),
        ("x" * 141 + "\nText", ""),
        ("One line only", ""),
        ("It said:\nno", ""),
    ],
)
def test_a_first_line_is_a_headline_if_it_looks_like_one(text: str, expected: str) -> None:
    assert headline(text) == expected


def test_without_a_headline_the_file_gives_its_name(session: Session, tmp_path: Path) -> None:
    incoming = bring(session, text_file(tmp_path, "harbour-plan.txt", "The council voted on Tuesday.\nMore."))
    assert incoming.arrivals[0].article.title == "harbour-plan"


def test_markdown_gives_its_front_matter_and_keeps_its_words(session: Session, tmp_path: Path) -> None:
    raw = (
        "---\r\nauthor: Anna Berg\r\noutlet: The Paper\r\ndate: 2026-11\r\n---\r\n"
        "# Harbour *plan*\r\n\r\nText **bold**.\r\n"
    )
    incoming = bring(session, text_file(tmp_path, "plan.md", raw))
    article, text = incoming.arrivals[0].article, incoming.arrivals[0].text
    assert (article.title, article.byline, article.outlet, article.published) == (
        "Harbour *plan*",
        ("Anna Berg",),
        "The Paper",
        "2026-11",
    )
    assert text == "# Harbour *plan*\n\nText **bold**.\n"


def test_a_text_is_markdown_when_that_is_said(session: Session, tmp_path: Path) -> None:
    path = text_file(tmp_path, "plan.txt", "---\noutlet: The Paper\n---\nWords below.")
    assert formats.read_files([path], session.catalogue, format="md").arrivals[0].article.outlet == "The Paper"
    assert formats.read_files([path], session.catalogue).arrivals[0].text.startswith("---")


def test_files_are_listed_in_the_order_in_which_they_were_named(session: Session, tmp_path: Path) -> None:
    paths = [text_file(tmp_path, name, f"Headline of {name}\n\nText of {name}") for name in ("c.txt", "a.md", "b.txt")]
    titles = [f"Headline of {path.name}" for path in paths]
    assert [arrival.article.title for arrival in bring(session, *paths).arrivals] == titles
    articles = map(session.catalogue.article, session.catalogue.article_ids())
    assert [article.title for article in articles if article] == titles


def test_the_same_file_twice_is_one_article(session: Session, tmp_path: Path) -> None:
    paths = [text_file(tmp_path, name, NEWS) for name in ("a.txt", "b.txt")]
    assert bring(session, *paths).summary() == "1 article added, 1 article already there, 0 refused"
    assert bring(session, *paths).summary() == "0 added, 2 articles already there, 0 refused"
    assert session.catalogue.counts()["articles"] == 1


def test_a_wire_story_in_two_papers_is_two_articles(session: Session, tmp_path: Path) -> None:
    for number, outlet in enumerate(("The Paper", "The Ledger")):
        bring(session, text_file(tmp_path, f"{number}.md", f"---\noutlet: {outlet}\n---\n{NEWS}"))
    assert session.catalogue.counts()["articles"] == 2
    assert bring(session, text_file(tmp_path, "bare.txt", NEWS)).there == {"article": 1}


def test_an_article_that_was_edited_is_still_known_by_its_file(session: Session, tmp_path: Path) -> None:
    from annotator.actions.library import describe_article

    path = text_file(tmp_path, "plan.txt", NEWS)
    article = bring(session, path).arrivals[0].article
    session.do(describe_article(article, {"title": "Another", "outlet": "The Paper", "published": "2026"}))
    assert bring(session, path).there == {"article": 1}


def test_a_removed_article_comes_back_by_its_file(session: Session, tmp_path: Path) -> None:
    from annotator.actions.library import remove_article

    path = text_file(tmp_path, "plan.txt", NEWS)
    article = bring(session, path).arrivals[0].article
    session.do(remove_article(article.id, []))
    assert session.catalogue.counts()["articles"] == 0
    assert bring(session, path).added == {"article": 1}
    assert session.catalogue.counts()["articles"] == 1


IRREGULAR = {
    "CRLF": (b"One\r\ntwo\rthree\n", "One\ntwo\nthree\n"),
    "a BOM": (b"\xef\xbb\xbfOne two", "One two"),
    "a NUL": (b"One \0 two words and more", "One � two words and more"),
    "line separators": ("One\u2028two\u2029three".encode(), "One\ntwo\nthree"),
    "UTF-16": ("One two".encode("utf-16"), "One two"),
}


@pytest.mark.parametrize("case", IRREGULAR)
def test_irregular_texts_become_regular(case: str, session: Session, tmp_path: Path) -> None:
    raw, expected = IRREGULAR[case]
    assert bring(session, text_file(tmp_path, "x.txt", raw)).arrivals[0].text == expected


REFUSED = {
    "empty.txt": (b"", "it is empty"),
    "binary.bin": (bytes(range(256)) * 9, "it is binary"),
    "long.txt": (b"x" * 10_000_001, "it has 10,000,001 characters, the limit is 10,000,000"),
    "larger.txt": (b"x" * 50_000_000, "it has 50,000,000 bytes"),
    "half.txt": (b"One \xed\xa0\xbd two", "character 4 is half of a pair"),
    "page.pdf": (b"%PDF-1.7\n", "it ends too early"),
    "letter.docx": (b"PK\x03\x04....", "it is truncated or damaged"),
    "project.db": (b"SQLite format 3\0....", "it is an SQLite database or an Annotator project"),
    "work.annot": (b"anything", "it is an Annotator project"),
    "front.md": (b"---\ntitle: x\n---\n\n", "there is nothing below its front matter"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused_in_one_line_and_nothing_is_stored(
    name: str, session: Session, tmp_path: Path
) -> None:
    raw, why = REFUSED[name]
    good = text_file(tmp_path, "good.txt", NEWS)
    incoming = formats.read_files([good, text_file(tmp_path, name, raw)], session.catalogue)
    assert incoming.summary_of_refusal().startswith(f"0 added, 0 already there, 1 refused: {name}: {why}")
    assert str(incoming.problems[0].fault).startswith(f"{name} cannot be ")
    with pytest.raises(Fault, match="Nothing was added"):
        session.do(incoming.change_sets())
    assert session.catalogue.counts()["articles"] == 0


def test_a_guessed_encoding_is_said(session: Session, tmp_path: Path) -> None:
    incoming = bring(session, text_file(tmp_path, "old.txt", NEWS.encode("mac-roman")))
    assert incoming.warnings == [
        "old.txt: it was read as mac-roman; look whether accents and quotation marks are right"
    ]
    assert incoming.arrivals[0].text == NEWS


def test_a_folder_stands_for_the_texts_in_it(session: Session, tmp_path: Path) -> None:
    (tmp_path / "news" / "more").mkdir(parents=True)
    for name in ("b.txt", "more/a.md", "c.png", "more/.hidden"):
        text_file(tmp_path / "news", name, f"Headline\n\n{name}")
    assert bring(session, tmp_path / "news").summary() == "2 articles added, 0 already there, 0 refused"


def test_hidden_files_in_a_folder_are_no_articles(session: Session, tmp_path: Path) -> None:
    (tmp_path / "a" / "ä 100%").mkdir(parents=True)
    for name in ("._x.txt", ".hidden.md", "x.txt"):
        (tmp_path / "a" / "ä 100%" / name).write_text(f"Words of {name}")
    incoming = formats.read_files([tmp_path / "a"], session.catalogue)
    assert ([arrival.file for arrival in incoming.arrivals], incoming.problems) == (["x.txt"], [])


def test_a_folder_without_texts_and_a_file_that_is_not_there_are_said(session: Session, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    incoming = formats.read_files([tmp_path / "bare", tmp_path / "gone.txt"], session.catalogue)
    assert [problem.fault.why for problem in incoming.problems] == [
        "it is a folder without anything that can be imported",
        "there is no such file",
    ]


def test_texts_and_a_dataset_are_not_taken_at_once(session: Session, tmp_path: Path) -> None:
    paths = [text_file(tmp_path, "a.txt", NEWS), text_file(tmp_path, "b.json", "{}")]
    assert "datasets, codebooks or corpora of several tools were named at once" in str(
        formats.read_files(paths, session.catalogue).problems[0].fault
    )


# --- paste ---


def test_a_paste_is_an_article(session: Session) -> None:
    incoming = formats.read_text("\ufeffHarbour plan\r\n\r\nThe council voted.", session.catalogue)
    session.do(incoming.change_sets())
    (name,) = session.catalogue.article_ids()
    article = session.catalogue.article(name)
    assert article is not None and article.title == "Harbour plan"
    assert session.catalogue.text(name) == "Harbour plan\n\nThe council voted."
    assert formats.read_text("Harbour plan\n\nThe council voted.", session.catalogue).there == {"article": 1}


def test_a_paste_takes_the_title_that_is_given(session: Session) -> None:
    assert formats.read_text("Words", session.catalogue, title="Mine").arrivals[0].article.title == "Mine"
    assert formats.read_text("Words", session.catalogue).arrivals[0].article.title == "Untitled"


@pytest.mark.parametrize(("text", "why"), [("  \n", "the text is empty"), ("One \ud83d two", "is half of a pair")])
def test_a_paste_that_cannot_be_stored_is_a_problem(text: str, why: str, session: Session) -> None:
    incoming = formats.read_text(text, session.catalogue)
    assert why in incoming.problems[0].fault.why and not incoming.brings


@needs_shared
def test_the_real_article_comes_in_whole(session: Session) -> None:
    assert SHARED is not None
    path = SHARED / "articles" / "quebec-border.txt"
    incoming = bring(session, path)
    assert incoming.arrivals[0].text == path.read_text(encoding="utf-8")
    assert incoming.arrivals[0].article.title == "quebec-border", "its first line is a sentence"
