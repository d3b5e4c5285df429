"""No way out loses an offset: in every format that has them, what stands at a place is what was marked there.

Each format is read here as its own tools read it, by code points, UTF-16 units or bytes, not by what we import with.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from annotator import formats
from annotator.formats.doors import WriteOptions
from annotator.session import Session
from tests.formats.corpora import anything, bring, digest, project, small, spot, write

Place = tuple[str, str]
"""What stands there, and what the format says stands there."""

HARD = (
    "\ufeff“It’s done,” said the mayor 👩‍👧 of Zu\u0308rich.\r\nמה נאמר? “שלום”, אמר הראש \u200f🙂.\r\n"
    "Cafe\u0301 – 🇩🇪 flags; e\u0301\u0323 twice accented.\r“A quote\r\nover lines,” she said.\u2028"
    "قال: «نعم» 1.5 مليون.\n"
    "A 𝒎ath letter, a tab\there, a﷽ligature & <b>mark</b> =1+1.\r\n"
)
"""Emoji of one and of several code points, combining accents, three kinds of line ends, a mark in front, two writings
from right to left, signs that XML, brat and spreadsheets mind."""
MARKED = ("“It’s done,”", "👩‍👧", "Zu\u0308rich", "שלום", "🙂", "Cafe\u0301", "🇩🇪", "e\u0301\u0323",
          "“A quote\r\nover lines,”", "«نعم»", "1.5 مليون", "𝒎ath", "tab\there", "﷽", "<b>mark</b>", "=1+1")


def hard() -> dict[str, Any]:
    """A dataset of one article in which each of these is marked, and one annotation has three of them."""
    made = {"creator": "ann", "created": "2026-01-02T03:04:05Z"}
    annotations = [{"id": f"m{number}", "type": "quote", "segments": [spot(HARD, words)], **made}
                   for number, words in enumerate(MARKED)]
    split = {"id": "split", "type": "claim", "segments": [spot(HARD, words) for words in ("mayor", "flags", "twice")],
             "attributions": [{"level": 0, "role": "speaker", "source": "s1"}],
             "attributes": {"stance": "supports"}, **made}
    article = {"id": "a1", "headline": "Hard", "text": HARD, "textSha256": digest(HARD), "datePublished": "2026-01-02",
               "url": "https://example.org/hard", "annotations": [*annotations, split]}
    return {**small(), "articles": [article]}


def units(text: str, start: int, end: int) -> str:
    """What stands between two places that count UTF-16 units."""
    return text.encode("utf-16-le", "surrogatepass")[2 * start:2 * end].decode("utf-16-le", "surrogatepass")


def dataset(out: Path) -> Iterator[Place]:
    if out.is_dir():
        lines = (out / "articles.jsonl").read_bytes().split(b"\n")
    elif zipfile.is_zipfile(out):
        with zipfile.ZipFile(out) as archive:
            lines = archive.read("articles.jsonl").split(b"\n")
    else:
        lines = [json.dumps(each).encode() for each in json.loads(out.read_bytes())["articles"]]
    for article in (json.loads(line) for line in lines if line.strip()):
        for annotation in article["annotations"]:
            for part in annotation["segments"]:
                yield article["text"][part["start"]:part["end"]], part["exact"]


def _parts(text: str, row: dict[str, Any]) -> Iterator[Place]:
    places = [tuple(map(int, part.split("-"))) for part in str(row["segments"]).split("; ")]
    words = [text[start:end] for start, end in places]
    assert (text[int(row["start"]):int(row["end"])], " … ".join(words)) == (row["exact"], row["words"])
    return ((each, each) for each in words)


def tables(out: Path) -> Iterator[Place]:
    def read(name: str) -> list[dict[str, str]]:
        with (out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    texts = {row["article_id"]: row["text"] for row in read("articles")}
    for row in read("annotations"):
        yield from _parts(texts[row["article_id"]], row)


def workbook(out: Path) -> Iterator[Place]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(out)

    def read(name: str) -> list[dict[str, Any]]:
        heads, *rows = book.get_sheet_by_name(name).to_python()
        return [dict(zip(map(str, heads), row, strict=True)) for row in rows]
    texts = {row["article_id"]: str(row["text"]) for row in read("articles")}
    for row in read("annotations"):
        yield from _parts(texts[row["article_id"]], row)


def analysis(out: Path) -> Iterator[Place]:
    with closing(sqlite3.connect(out)) as db:
        yield from db.execute("""SELECT substr(text, s.start + 1, s.end - s.start), s.exact
                                 FROM segments s JOIN articles USING (article_id)""").fetchall()


def brat(out: Path) -> Iterator[Place]:
    for path in sorted(out.glob("*.ann")):
        text = path.with_suffix(".txt").read_bytes().decode()
        for line in path.read_bytes().decode().split("\n"):
            found = re.fullmatch(r"T\d+\t(\S+) ([\d ;]+)\t(.*)", line)
            if found and found[1] not in ("Source", "Cue"):
                words = [text[slice(*map(int, part.split()))] for part in found[2].split(";")]
                assert " ".join(words) == found[3]
                yield from ((each, each) for each in words)


def web_annotation(out: Path) -> Iterator[Place]:
    items = json.loads(out.read_bytes())["first"]["items"]
    texts = {item["target"]["id"]: item["body"][0]["value"] for item in items if item["motivation"] == "describing"}
    for item in items:
        for target in item["target"] if item["motivation"] == "classifying" else ():
            place, quotation = target["selector"]
            yield texts[target["source"]["id"]][place["start"]:place["end"]], quotation["exact"]


def exchange(out: Path) -> Iterator[Place]:
    space = "{urn:QDA-XML:project:1.0}"
    with zipfile.ZipFile(out) as archive:
        for source in etree.fromstring(archive.read("project.qde")).iter(f"{space}TextSource"):
            text = archive.read("Sources/" + str(source.get("plainTextPath")).removeprefix("internal://")).decode()
            for each in source.iter(f"{space}PlainTextSelection"):
                words = text[int(str(each.get("startPosition"))):int(str(each.get("endPosition")))]
                yield words, words


def labelbuddy(out: Path) -> Iterator[Place]:
    for document in map(json.loads, out.read_bytes().splitlines()):
        for each in document["annotations"]:
            words = document["text"][each["start_char"]:each["end_char"]]
            yield words, words


def label_studio(out: Path) -> Iterator[Place]:
    for task in json.loads((out / "tasks.json").read_bytes()):
        for annotation in task["annotations"]:
            for each in annotation["result"]:
                if each["type"] == "labels":
                    value = each["value"]
                    yield task["data"]["text"][value["start"]:value["end"]], value["text"]


def spacy(out: Path) -> Iterator[Place]:
    for document in map(json.loads, out.read_bytes().splitlines()):
        for span in document["spans"]:
            if span["label"] in ("quote", "claim", "statistic"):
                yield document["text"][span["start"]:span["end"]], span["text"]


def uima(out: Path) -> Iterator[Place]:
    for path in sorted(out.glob("*.xmi")):
        root = etree.parse(path).getroot()
        (text,) = (str(each.get("sofaString")) for each in root.iter("{http:///uima/cas.ecore}Sofa"))
        for each in root:
            if etree.QName(each).localname == "Segment":
                words = units(text, int(str(each.get("begin"))), int(str(each.get("end"))))
                yield words, words


def dna(out: Path) -> Iterator[Place]:
    with closing(sqlite3.connect(out)) as db:
        rows = db.execute("SELECT Text, Start, Stop FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId")
        for text, start, stop in rows.fetchall():
            yield units(text, start, stop), units(text, start, stop)


OUT: dict[str, tuple[str, Callable[[Path], Iterator[Place]], dict[str, str]]] = {
    "dataset": ("o.json", dataset, {}), "dataset-folder": ("o", dataset, {}), "dataset-zip": ("o.zip", dataset, {}),
    "csv": ("o", tables, {}), "xlsx": ("o.xlsx", workbook, {}), "sqlite": ("o.sqlite", analysis, {}),
    "brat": ("o", brat, {}), "w3c": ("o.jsonld", web_annotation, {"texts": "with"}), "qdpx": ("o.qdpx", exchange, {}),
    "labelbuddy": ("o.jsonl", labelbuddy, {}), "label-studio": ("o", label_studio, {}),
    "spacy": ("o.jsonl", spacy, {}), "xmi": ("o", uima, {}), "dna": ("o.dna", dna, {"no_stance": "agree"}),
}
"""Format → where it is written, how it is read, what is answered to its questions."""


def checked(session: Session, format: str, folder: Path) -> None:
    """Every place of an export has its words, and nothing that is marked is missing."""
    name, read, choices = OUT[format]
    out = folder / format / name
    out.parent.mkdir(parents=True)
    formats.export(format, session.catalogue, out, WriteOptions(for_machines=True, choices=choices))
    there = list(read(out))
    assert [stands for stands, said in there if stands != said] == []
    wanted: list[str] = []
    for entry in session.catalogue.contents():
        for one in entry.annotations:
            parts = [(start, end) for role, start, end in one.fields["segments"] if role == "content"]
            if format == "dna":  # one statement, from the first part to the last
                parts = [(min(start for start, _ in parts), max(end for _, end in parts))]
            words = [entry.text[start:end] for start, end in parts]
            if format == "brat":  # a line end parts an annotation
                words = [line for each in words for line in each.split("\n") if line]
            wanted += words
    assert {each for each, _ in there} >= set(wanted) and len(there) >= len(wanted)


@pytest.fixture(scope="module")
def difficult(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("hard")
    made = project(folder)
    bring(made, write(folder, hard()))
    yield made
    made.close()


@pytest.mark.parametrize("format", OUT)
def test_emoji_accents_line_ends_and_other_writings_keep_their_places(
    format: str, difficult: Session, tmp_path: Path
) -> None:
    (entry,) = difficult.catalogue.contents()
    assert "\r" not in entry.text and len(entry.annotations) == len(MARKED) + 1
    checked(difficult, format, tmp_path)


@given(data=st.data())
@settings(max_examples=10, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_whatever_is_marked_keeps_its_place_in_every_format(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with anything(data, tmp_path_factory) as (session, folder):
        for format in OUT:
            checked(session, format, folder)
