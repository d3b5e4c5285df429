"""Tables come in, an article a row; what their columns hold is told by their names or by a person."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import formats
from annotator.corpus.errors import Fault
from annotator.formats.doors import ReadOptions
from annotator.session import Session
from tests.formats.corpora import bring, project
from tests.formats.doors.golden import FOLDER, read_articles

LONG = "The council voted on Tuesday after a debate of nine hours, and the plan was approved by a majority of three."


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = project(tmp_path)
    yield made
    made.close()


def table(folder: Path, text: str, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_what_parts_the_cells_is_found_out(sign: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=sign)
        writer.writerows([["title", "text"], ["One, two; three", "Words | words,\n“more”; words"], ["Four", "Five"]])
    assert [(one.article.title, one.text) for one in read_articles(path)] == [
        ("One, two; three", "Words | words,\n“more”; words"),
        ("Four", "Five"),
    ]


def test_a_person_says_what_a_column_holds(tmp_path: Path) -> None:
    path = table(tmp_path, "Text,Kopf,Wer\nno,yes,Anna\n")
    (found,) = read_articles(path, "table", columns={"Kopf": "text", "Text": "", "wer": "byline"})
    assert (found.text, found.article.byline) == ("yes", ("Anna",))


@pytest.mark.parametrize(
    ("columns", "why"),
    [({"Nope": "text"}, "it has no column “Nope”"), ({"Kopf": "colour"}, "a column cannot hold “colour”")],
)
def test_what_a_person_says_wrongly_is_said(columns: dict[str, str], why: str, tmp_path: Path) -> None:
    with pytest.raises(Fault, match=why):
        read_articles(table(tmp_path, "Kopf,Text\na,b\n"), "table", columns=columns)


def test_the_longest_column_is_the_text_when_no_name_says_so(tmp_path: Path) -> None:
    (found,) = read_articles(table(tmp_path, f"a,b\nx,{LONG.replace(',', '')}\n"))
    assert found.text.startswith("The council")


def test_without_a_text_the_columns_are_named_and_the_way_out_is_said(tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"none of its columns \(case, age\).*--column NAME=text"):
        read_articles(table(tmp_path, "case,age\nx,1\n"))


def test_a_table_without_names_of_columns_keeps_its_first_row(tmp_path: Path) -> None:
    assert [one.text for one in read_articles(table(tmp_path, f"{LONG.replace(',', '')}\nSecond\n"))] == [
        LONG.replace(",", ""),
        "Second",
    ]


def test_a_cell_that_does_not_end_is_a_file_that_is_not_whole(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="it ends inside of a quoted cell"):
        read_articles(table(tmp_path, 'title,text\none,"two\n'))


@pytest.mark.parametrize("text", ['{"text": "a"}\n{"text": ', '[{"text": "a"}, {"te', '{"text": "a"}\n[1]'])
def test_json_that_is_not_whole_is_refused_with_its_line(text: str, tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"ends too early|no object with fields"):
        read_articles(table(tmp_path, text, "t.jsonl"), "table")


def test_a_table_in_an_old_encoding_says_that_it_was_guessed(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("Titel;Text\nÜber „Zürich“;Die Straße – und das Café.\n".encode("cp1252"))
    (found,) = read_articles(path)
    assert found.text == "Die Straße – und das Café." and "cp1252" in found.warnings[0]
    assert read_articles(path, "table", encoding="cp1252")[0].warnings == []


def test_the_review_is_told_what_each_column_holds(session: Session) -> None:
    incoming = formats.read_files([FOLDER / "articles.csv"], session.catalogue)
    assert [(column.name, column.field) for column in incoming.columns] == [
        ("id", ""),
        ("Headline", "title"),
        ("Date", "published"),
        ("Newspaper", "outlet"),
        ("Author", "byline"),
        ("Full text", "text"),
        ("Link", "url"),
        ("Mood", ""),
    ]
    assert incoming.columns[1].example == "Council approves the plan"


def test_a_table_comes_in_as_one_action_and_once(session: Session) -> None:
    assert bring(session, FOLDER / "articles.csv").summary() == "2 articles added, 0 already there, 0 refused"
    assert bring(session, FOLDER / "articles.csv").summary() == "0 added, 2 articles already there, 0 refused"
    session.undo()
    assert session.catalogue.counts()["articles"] == 0


def test_what_a_person_says_of_columns_reaches_the_reader(session: Session, tmp_path: Path) -> None:
    path = table(tmp_path, "Kopf,Rest\nOne,Two words\n")
    incoming = formats.read_files([path], session.catalogue, options=ReadOptions(columns={"Rest": "text"}))
    assert incoming.arrivals[0].text == "Two words"


def test_a_title_above_the_names_of_the_columns_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("My articles,,\nas of March,,\nTitle,Text,Date\nOne,Nobody asked.,2026-03-04\n", encoding="utf-8")
    (found,) = read_articles(path)
    assert (found.article.title, found.text, found.article.published) == ("One", "Nobody asked.", "2026-03-04")
