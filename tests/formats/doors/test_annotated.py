"""Annotated corpora of other tools: what they hold, what of it is refused, and what comes back of what we write."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from annotator import formats
from annotator.corpus.annotation import annotation_from_fields
from annotator.corpus.errors import Fault
from annotator.formats.doors import Incoming, ReadOptions, WriteOptions
from annotator.session import Session
from tests.formats.corpora import bring, datasets, project, small, write
from tests.shared import ROOT

TEXT = "“It’s done,” said the mayor 🙂 of Zürich.\nShe left; nobody asked.\n"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = project(tmp_path)
    yield made
    made.close()


def stored(session: Session) -> list[tuple[str, str]]:
    """Kind and words of each annotation that is stored, the parts joined by “ … ”."""
    return sorted(
        (annotation.kind, " … ".join(each.text[start:end] for start, end in annotation.content))
        for each in session.catalogue.contents()
        for annotation in (annotation_from_fields(one.id, each.id, one.fields) for one in each.annotations)
    )


def place(words: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def standoff(folder: Path, lines: str, text: str = TEXT) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "one.txt").write_text(text, encoding="utf-8", newline="")
    (folder / "one.ann").write_text(lines, encoding="utf-8")
    return folder


def json_file(folder: Path, content: Any, name: str = "file.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def refusal(session: Session, *paths: Path, format: str | None = None) -> str:
    incoming = formats.read_files(paths, session.catalogue, format=format)
    assert not incoming.brings and len(incoming.problems) == 1
    said = str(incoming.problems[0].fault)
    assert "\n" not in said
    return said


# --- brat ---


def test_fragments_are_put_in_order_and_joined_over_line_ends(session: Session, tmp_path: Path) -> None:
    said, city, left = place("“It’s done,”"), place("of Zürich."), place("She left")
    folder = standoff(
        tmp_path / "corpus",
        (
            f"T1\tQuote {city[0]} {city[1]};{said[0]} {said[1]}\tof Zürich. “It’s done,”\n"
            f"T2\tClaim {city[0]} {city[1]};{left[0]} {left[1]}\tof Zürich. She left\n"
        ),
    )
    assert formats.sniff(folder).name == "brat"
    bring(session, folder)
    assert stored(session) == [("claim", "of Zürich.\nShe left"), ("quote", "“It’s done,” … of Zürich.")]


def test_attributes_notes_and_links_of_brat_go_along(session: Session, tmp_path: Path) -> None:
    done, mayor = place("done"), place("mayor")
    folder = standoff(
        tmp_path / "corpus",
        (
            f"T1\tQuote {done[0]} {done[1]}\tdone\nT2\tSource {mayor[0]} {mayor[1]}\tmayor\nE1\tSay:T1 Speaker:T2\n"
            "A1\ttone E1 calm\nA2\tchecked T1\n#1\tAnnotatorNotes T1\tlook again\\nsoon\nR1\tpart_of Arg1:T2 Arg2:E1\n"
        ),
    )
    bring(session, folder)
    (contents,) = session.catalogue.contents()
    by_kind = {one.fields["kind"]: one for one in contents.annotations}
    fields = by_kind["quote"].fields
    assert (fields["attribute:Speaker".lower()], fields["attribute:tone"], fields["note"]) == (
        "mayor",
        "calm",
        "look again\nsoon",
    )
    assert fields["attribute:checked"] is True
    assert [(link.type, link.end) for link in contents.links] == [("part_of", by_kind["quote"].id)]


def test_brat_over_line_ends_of_windows_is_found_out(session: Session, tmp_path: Path) -> None:
    text = TEXT.replace("\n", "\r\n")
    start, end = place("nobody asked", text)
    bring(session, standoff(tmp_path / "corpus", f"T1\tClaim {start} {end}\tnobody asked\n", text))
    assert stored(session) == [("claim", "nobody asked")]


def test_a_span_with_other_words_than_it_quotes_is_said_and_not_taken(session: Session, tmp_path: Path) -> None:
    done, gone = place("done"), len(TEXT)
    incoming = bring(
        session,
        standoff(
            tmp_path / "corpus",
            (f"T1\tQuote {done[0]} {done[1]}\tdone\nT2\tQuote 0 4\tword\nT3\tQuote {gone} {gone + 9}\tpast it\n"),
        ),
    )
    assert stored(session) == [("quote", "done")]
    assert incoming.warnings == ["2 annotations outside of the text, or with other words than it has, left out"]


BROKEN_BRAT: dict[str, tuple[Callable[[Path], object], str]] = {
    "no text": (lambda folder: (folder / "one.txt").unlink(), "its text one.txt does not lie beside it"),
    "binary": (lambda folder: (folder / "one.ann").write_bytes(b"T1\tX 0 1\t\xff\xfe"), "it is not UTF-8"),
    "another format": (lambda folder: (folder / "one.ann").write_text("{}\n{}"), "it is no file of brat's annotations"),
}


@pytest.mark.parametrize("case", BROKEN_BRAT)
def test_a_broken_folder_of_brat_is_refused(case: str, session: Session, tmp_path: Path) -> None:
    folder = standoff(tmp_path / "corpus", "T1\tQuote 0 4\t“It’\n")
    break_it, why = BROKEN_BRAT[case]
    break_it(folder)
    assert why in refusal(session, folder, format="brat")


# --- labels ---


def test_a_label_is_the_kind_of_that_name_or_becomes_one_or_what_a_person_says(
    session: Session, tmp_path: Path
) -> None:
    bring(session, write(tmp_path, small()))
    done, mayor, she = place("done"), place("mayor"), place("She")
    folder = standoff(
        tmp_path / "corpus",
        f"T1\tQUOTE {done[0]} {done[1]}\tdone\nT2\tPERSON {mayor[0]} {mayor[1]}\tmayor\n"
        f"T3\tNew-one {she[0]} {she[1]}\tShe\n",
    )
    incoming = formats.read_files([folder], session.catalogue, options=ReadOptions(labels={"PERSON": "Statistic"}))
    assert incoming.labels == [("QUOTE", "quote", 1), ("PERSON", "statistic", 1), ("New-one", "new-one", 1)]
    session.do(incoming.change_sets())
    assert {("quote", "done"), ("statistic", "mayor"), ("new-one", "She")} <= set(stored(session))
    assert session.catalogue.codebook().kind("new-one").label == "New-one"


def test_annotations_go_to_the_article_that_the_project_has_already_and_leave_it_as_it_is(
    session: Session, tmp_path: Path
) -> None:
    (tmp_path / "mine.md").write_text(f"---\ntitle: Mine\n---\n{TEXT}", encoding="utf-8")
    bring(session, tmp_path / "mine.md")
    done = place("done")
    incoming = bring(session, standoff(tmp_path / "corpus", f"T1\tQuote {done[0]} {done[1]}\tdone\n"))
    assert (incoming.there["article"], incoming.added["annotation"]) == (1, 1)
    (name,) = session.catalogue.article_ids()
    article = session.catalogue.article(name)
    assert article is not None and article.title == "Mine"


def test_the_same_corpus_twice_changes_nothing_and_one_undo_takes_it_back(session: Session, tmp_path: Path) -> None:
    done = place("done")
    folder = standoff(tmp_path / "corpus", f"T1\tQuote {done[0]} {done[1]}\tdone\n")
    bring(session, folder)
    assert not bring(session, folder).brings
    session.undo()
    assert session.catalogue.counts()["articles"] == 0 and stored(session) == []


# --- labelbuddy, doccano, Label Studio ---


def test_labelbuddy_joins_documents_and_annotations_by_the_digest_of_the_text(session: Session, tmp_path: Path) -> None:
    start, end = place("of Zürich")
    digest = hashlib.md5(TEXT.encode()).hexdigest()
    (tmp_path / "annotations").mkdir()
    marks = json_file(
        tmp_path / "annotations",
        [
            {
                "utf8_text_md5_checksum": digest,
                "metadata": {},
                "annotations": [
                    {"start_char": start, "end_char": end, "label_name": "place", "extra_data": "look"},
                    {
                        "start_byte": len(TEXT[:start].encode()),
                        "end_byte": len(TEXT[:end].encode()),
                        "label_name": "by byte",
                    },
                    {"start_char": 1, "end_char": 900, "label_name": "outside"},
                ],
            }
        ],
        "Anna_Berg.json",
    )
    assert "but not the words of any" in refusal(session, marks)
    texts = json_file(tmp_path, [{"text": TEXT, "metadata": {"title": "Done"}}], "documents.json")
    incoming = formats.read_files([texts, marks], session.catalogue, format="labelbuddy")
    session.do(incoming.change_sets())
    assert stored(session) == [("by_byte", "of Zürich"), ("place", "of Zürich")]
    assert incoming.warnings == ["1 annotation outside of the text left out"]
    assert "Anna Berg" in {coder.name for coder in session.catalogue.coders().values()}


@pytest.mark.parametrize("unit", ["code points", "UTF-16 units"])
def test_doccano_counts_as_it_did_in_that_year(unit: str, session: Session, tmp_path: Path) -> None:
    text = "🙂🙂🙂 " + TEXT.replace("“", "").replace("”", "")

    def counted(words: str) -> int:
        before = text[: text.index(words)]
        return len(before) if unit == "code points" else len(before.encode("utf-16-le")) // 2

    spans = [
        [counted(words), counted(words) + len(words), "X"] for words in ("done", "mayor", "Zürich", "nobody", "left")
    ]
    bring(session, json_file(tmp_path, [{"text": text, "label": spans}]))
    assert [words for _, words in stored(session)] == ["Zürich", "done", "left", "mayor", "nobody"]


def test_doccano_reports_a_span_past_the_end_and_keeps_relations(session: Session, tmp_path: Path) -> None:
    spans = [
        {"id": n, "label": "X", "start_offset": place(words)[0], "end_offset": place(words)[1]}
        for n, words in enumerate(("mayor", "Zürich"))
    ]
    spans.append({"id": 9, "label": "X", "start_offset": 5, "end_offset": 500})
    path = json_file(
        tmp_path,
        [
            {
                "text": TEXT,
                "entities": spans,
                "cats": ["local"],
                "relations": [{"from_id": 0, "to_id": 1, "type": "livesIn"}],
            }
        ],
    )
    assert formats.sniff(path).name == "doccano"
    incoming = bring(session, path)
    assert incoming.warnings == ["1 annotation past the end of the text left out"]
    (contents,) = session.catalogue.contents()
    assert contents.annotations[0].fields["attribute:livesin"] == "Zürich"
    assert contents.fields["tag:local"] == 1


def studio(regions: list[dict[str, Any]], **more: Any) -> list[dict[str, Any]]:
    return [
        {"data": {"text": TEXT}, "annotations": [{"completed_by": {"first_name": "Anna"}, "result": regions}], **more}
    ]


def region(name: str, words: str, label: str = "Quote", quote: str | None = None) -> dict[str, Any]:
    start, end = place(words)
    return {
        "id": name,
        "from_name": "l",
        "to_name": "text",
        "type": "labels",
        "value": {"start": start, "end": end, "text": words if quote is None else quote, "labels": [label]},
    }


def test_label_studio_keeps_coders_relations_and_parts(session: Session, tmp_path: Path) -> None:
    path = json_file(
        tmp_path,
        studio(
            [
                region("a", "It’s"),
                region("b", "done"),
                region("c", "mayor", "Person"),
                {"type": "relation", "from_id": "a", "to_id": "b", "labels": ["continues"]},
                {"type": "relation", "from_id": "b", "to_id": "c", "labels": ["evidence_for"]},
            ]
        ),
    )
    assert formats.sniff(path).name == "label-studio"
    bring(session, path)
    assert stored(session) == [("person", "mayor"), ("quote", "It’s … done")]
    (contents,) = session.catalogue.contents()
    assert [link.type for link in contents.links] == ["evidence_for"]


def test_label_studio_with_other_words_than_it_quotes_is_said(session: Session, tmp_path: Path) -> None:
    incoming = bring(
        session, json_file(tmp_path, studio([region("a", "done"), region("b", "mayor", quote="minister")]))
    )
    assert stored(session) == [("quote", "done")]
    assert "1 annotation outside of the text, or with other words" in incoming.warnings[0]


# --- REFI-QDA ---


def qdpx(folder: Path, spans: list[tuple[int, int]], text: str, codes: str = "") -> Path:
    codes = codes or '<Code guid="c1" name="Quote" isCodable="true"><Description>What is said.</Description></Code>'
    selections = "".join(
        f'<PlainTextSelection guid="s{n}" startPosition="{start}" endPosition="{end}" creatingUser="u1">'
        f'<Coding guid="k{n}" creationDateTime="2026-01-02T03:04:05Z"><CodeRef targetGUID="c1"/></Coding>'
        "</PlainTextSelection>"
        for n, (start, end) in enumerate(spans)
    )
    project_file = (
        '<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="P"><Users>'
        f'<User guid="u1" name="Anna"/></Users><CodeBook><Codes>{codes}</Codes></CodeBook><Sources>'
        f'<TextSource guid="t" name="One" plainTextPath="internal://t.txt">{selections}</TextSource></Sources></Project>'
    )
    path = folder / "p.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", project_file)
        archive.writestr("Sources/t.txt", b"\xef\xbb\xbf" + text.encode())
    return path


WORDS = ("done", "mayor", "Zürich", "She", "nobody", "asked")


def test_nvivo_for_windows_is_known_by_where_its_edges_fall(session: Session, tmp_path: Path) -> None:
    text = ("🙂 One line.\n" * 5 + TEXT).replace("\n", "\r\n")

    def units(words: str) -> int:
        return len(text[: text.index(words)].encode("utf-16-le")) // 2

    incoming = bring(session, qdpx(tmp_path, [(units(words), units(words) + len(words)) for words in WORDS], text))
    assert [words for _, words in stored(session)] == sorted(WORDS)
    assert incoming.warnings == ["its offsets count UTF-16 units (100.0% of the edges fall between words)"]


def test_codes_that_nothing_is_coded_with_become_kinds_too(session: Session, tmp_path: Path) -> None:
    codes = '<Code guid="c1" name="Quote"><Code guid="c2" name="Direct"/></Code><Code guid="c3" name="Other"/>'
    bring(session, qdpx(tmp_path, [place("done")], TEXT, codes))
    assert {"quote", "direct", "other"} <= {kind.id for kind in session.catalogue.codebook().kinds}


def test_a_project_without_its_texts_is_refused(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "p.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "project.qde",
            '<Project xmlns="urn:QDA-XML:project:1.0"><Sources><TextSource name="One" '
            'plainTextPath="absolute:///gone.txt"/></Sources></Project>',
        )
    assert "the text of “One” is not in it" in refusal(session, path)


# --- what we write comes back ---

WRITTEN = {"brat": "out", "labelbuddy": "out.labelbuddy.jsonl", "label-studio": "out", "qdpx": "out.qdpx",
           "w3c": "out.jsonld"}
CHOICES = {"w3c": {"texts": "with"}}
SPLITS = ("labelbuddy", "qdpx")
"""Formats whose annotations are in one piece: parts come back as annotations of their own, as their losses say."""


def returned(folder: Path, session: Session, format: str) -> tuple[Session, Incoming]:
    out = folder / WRITTEN[format]
    formats.export(format, session.catalogue, out, WriteOptions(choices=CHOICES.get(format, {})))
    (folder / "other").mkdir()
    other = project(folder / "other")
    return other, bring(other, out)


def pieces(session: Session, format: str) -> Counter[tuple[str, str]]:
    kinds = {kind.id: kind.label for kind in session.catalogue.codebook().kinds}
    found: Counter[tuple[str, str]] = Counter()
    for kind, words in stored(session):
        for part in words.split(" … ") if format in SPLITS else [words]:
            found[kinds.get(kind, kind).lower(), "".join(part.split())] += 1
    return found


@pytest.mark.parametrize("format", WRITTEN)
def test_the_golden_corpus_comes_back_from_every_tool(format: str, session: Session, tmp_path: Path) -> None:
    bring(session, ROOT / "tests" / "golden" / "first.dataset.json")
    other, _ = returned(tmp_path, session, format)
    assert not pieces(session, format) - pieces(other, format)
    assert sorted(other.catalogue.text(name) for name in other.catalogue.article_ids()) == sorted(
        session.catalogue.text(name) for name in session.catalogue.article_ids()
    )
    assert other.check() == []
    other.close()


@pytest.mark.parametrize("format", WRITTEN)
@given(datasets())
@settings(
    max_examples=6,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
def test_any_corpus_comes_back_up_to_what_the_format_loses(format: str, dataset: dict[str, Any]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        session = project(folder)
        try:
            bring(session, write(folder, dataset))
            texts = [session.catalogue.text(each) for each in session.catalogue.article_ids()]
            if any(not text.strip() for text in texts) or len(set(texts)) < len(texts):
                return
            try:
                other, _ = returned(folder, session, format)
            except Fault as fault:
                assert "\n" not in str(fault)
                return
            wanted = Counter({key: many for key, many in pieces(session, format).items() if key[1]})
            assert not wanted - pieces(other, format)
            other.close()
        finally:
            session.close()
