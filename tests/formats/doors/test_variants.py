"""Annotated corpora as other versions of their tools, and other tools of the same exchange, write them."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator import formats
from annotator.session import Session
from tests.formats.corpora import bring, project
from tests.formats.doors.test_annotated import TEXT, json_file, place, stored


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = project(tmp_path)
    yield made
    made.close()


def coders(session: Session) -> set[str]:
    return {session.catalogue.coders()[name].name for each in session.catalogue.contents()
            for name in (str(one.fields["creator"]) for one in each.annotations)}


def span(words: str, label: str, key: str = "labels") -> dict[str, Any]:
    start, end = place(words)
    return {"start": start, "end": end, "text": words, key: [label]}


# --- Label Studio ---

def test_label_studio_in_its_short_form(session: Session, tmp_path: Path) -> None:
    more = {"lead_time": 3.2, "created_at": "2026-01-02T03:04:05.123456Z", "updated_at": "2026-01-02T03:04:05.123456Z"}
    path = json_file(tmp_path, [
        {"id": 1, "text": TEXT, "title": "Done", "tone": "calm", "annotator": 2, "annotation_id": 7,
         "label": [span("done", "Quote"), span("mayor", "Person")], **more},
        {"id": 1, "text": TEXT, "title": "Done", "annotator": 3, "annotation_id": 8, "label": [span("done", "Quote")],
         **more},
        {"id": 2, "text": "Nobody has marked this.", "annotator": 3, "annotation_id": 9, **more}])
    assert formats.sniff(path).name == "label-studio"
    bring(session, path)
    assert stored(session) == [("person", "mayor"), ("quote", "done"), ("quote", "done")]
    assert coders(session) == {"Label Studio 2", "Label Studio 3"}
    assert sorted(session.catalogue.text(name) for name in session.catalogue.article_ids()) == [
        "Nobody has marked this.", TEXT]


def studio(value: dict[str, Any], kind: str, text: str) -> list[dict[str, Any]]:
    region = {"id": "r", "from_name": "l", "to_name": "t", "type": kind, "value": value}
    return [{"id": 1, "data": {"text": text}, "annotations": [{"completed_by": 1, "result": [region]}]}]


def test_a_region_with_two_labels_is_an_annotation_of_each(session: Session, tmp_path: Path) -> None:
    value = span("done", "Quote") | {"labels": ["Quote", "Claim"]}
    bring(session, json_file(tmp_path, studio(value, "labels", TEXT)))
    assert stored(session) == [("claim", "done"), ("quote", "done")]


def test_regions_of_a_web_page_stand_in_its_words(session: Session, tmp_path: Path) -> None:
    page = "<div><p>The council <b>voted</b>.</p><p>“It’s done,” said the mayor &amp; left.</p></div>"
    value = {"start": "/div[1]/p[2]/text()[1]", "end": "/div[1]/p[2]/text()[1]", "startOffset": 0, "endOffset": 12,
             "globalOffsets": {"start": 18, "end": 30}, "text": "“It’s done,”", "hypertextlabels": ["Quote"]}
    bring(session, json_file(tmp_path, studio(value, "hypertextlabels", page)))
    assert stored(session) == [("quote", "“It’s done,”")]
    (name,) = session.catalogue.article_ids()
    assert session.catalogue.text(name) == "The council voted.\n“It’s done,” said the mayor & left."


def test_answers_on_a_whole_text_are_counted_as_left_out(session: Session, tmp_path: Path) -> None:
    tasks = studio(span("done", "Quote"), "labels", TEXT)
    tasks[0]["annotations"][0]["result"].append(
        {"id": "w", "from_name": "tone", "to_name": "t", "type": "choices", "value": {"choices": ["calm"]}})
    incoming = bring(session, json_file(tmp_path, tasks))
    assert (stored(session), incoming.warnings) == ([("quote", "done")], ["1 answer on whole texts left out"])


# --- doccano ---

DOCCANO = {
    "spans as triples": [{"id": 1, "text": TEXT, "label": [[*place("done"), "Quote"], [*place("mayor"), "Person"]]}],
    "labels as triples": [{"id": 1, "text": TEXT, "labels": [[*place("done"), "Quote"], [*place("mayor"), "Person"]],
                           "Comments": []}],
    "annotations by user": [{"id": 1, "text": TEXT, "meta": {}, "annotation_approver": None, "annotations": [
        {"id": n, "label": label, "start_offset": place(words)[0], "end_offset": place(words)[1], "user": 1,
         "created_at": "2026-01-02T03:04:05.000000Z", "prob": 0.0}
        for n, (words, label) in enumerate((("done", "Quote"), ("mayor", "Person")))]}],
    "spans as objects": [{"id": 1, "data": TEXT, "label": [
        {"id": n, "label": label, "start_offset": place(words)[0], "end_offset": place(words)[1]}
        for n, (words, label) in enumerate((("done", "Quote"), ("mayor", "Person")))]}],
}


@pytest.mark.parametrize("version", DOCCANO)
@pytest.mark.parametrize("lines", [True, False], ids=["JSONL", "JSON"])
def test_doccano_of_every_version(version: str, lines: bool, session: Session, tmp_path: Path) -> None:
    rows = [*DOCCANO[version], {"id": 2, "text": "Nothing here.", "annotations" if "user" in version else "label": []}]
    path = tmp_path / ("all.jsonl" if lines else "all.json")
    said = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) if lines else json.dumps(rows)
    path.write_text(said + "\n", encoding="utf-8")
    assert formats.sniff(path).name == "doccano"
    bring(session, path)
    assert stored(session) == [("person", "mayor"), ("quote", "done")]
    assert len(session.catalogue.article_ids()) == 2


# --- labelbuddy ---

@pytest.mark.parametrize("folder", ["annotations", "downloads"])
def test_what_several_coders_have_marked_in_labelbuddy_stays_theirs(
    folder: str, session: Session, tmp_path: Path
) -> None:
    digest = hashlib.md5(TEXT.encode()).hexdigest()
    (tmp_path / folder).mkdir()
    documents = tmp_path / "documents.jsonl"
    documents.write_text(json.dumps({"text": TEXT, "metadata": {"id": 1}}) + "\n", encoding="utf-8")
    start, end = place("done")
    files = [documents]
    for coder in ("Anna_Berg", "Bernard_Lind"):
        files.append(tmp_path / folder / f"{coder}.jsonl")
        marks = [{"label_name": "quote", "start_char": start, "end_char": end}]
        files[-1].write_text(json.dumps({"utf8_text_md5_checksum": digest, "metadata": {"id": 1},
                                         "annotations": marks}) + "\n", encoding="utf-8")
    bring(session, *files)
    assert stored(session) == [("quote", "done"), ("quote", "done")]
    assert coders(session) == {"Anna Berg", "Bernard Lind"}


# --- REFI-QDA ---

def qdpx(path: Path, sources: str, members: dict[str, bytes], origin: str) -> Path:
    """A project with two codes and two users."""
    said = ('<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<Project name="P" '
            f'origin="{origin}" creatingUserGUID="u1" xmlns="urn:QDA-XML:project:1.0"><Users>'
            '<User guid="u1" name="Anna"/><User guid="u2" id="BL"/></Users><CodeBook><Codes>'
            '<Code guid="c1" name="Quote" isCodable="true"/>'
            '<Code guid="c2" name="Place" isCodable="true" color="#ff0000"/></Codes><Sets/></CodeBook>'
            f"<Sources>{sources}</Sources><Notes><Note guid=\"n1\" creatingUser=\"u1\"><PlainTextContent>Look here."
            "</PlainTextContent></Note></Notes></Project>")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", said)
        for name, raw in members.items():
            archive.writestr(name, raw)
    return path


def selected(words: str, text: str, code: str, user: str = "u1", element: str = "PlainTextSelection") -> str:
    start = text.index(words)
    return (f'<{element} guid="s-{words}-{code}" name="{words}" startPosition="{start}" '
            f'endPosition="{start + len(words)}" creatingUser="{user}">'
            f'<Coding guid="k-{words}-{code}" creatingUser="{user}" creationDateTime="2026-01-02T03:04:05Z">'
            f'<CodeRef targetGUID="{code}"/></Coding></{element}>')


PLACES = ("done", "mayor", "Zürich", "She", "nobody", "asked")


def test_maxqda_keeps_the_text_of_documents_and_pdfs_beside_them(session: Session, tmp_path: Path) -> None:
    crlf = TEXT.replace("\n", "\r\n")
    marks = "".join(selected(words, crlf, "c1") for words in PLACES)
    pdf = "“We go,” said nobody else. There is more of it."
    path = qdpx(tmp_path / "maxqda.qdpx", (
        '<TextSource guid="t1" name="Speech" richTextPath="internal://t1.docx" plainTextPath="internal://t1.txt" '
        f'creatingUser="u1">{marks}</TextSource>'
        '<PDFSource guid="p1" name="Leaflet" path="internal://p1.pdf" creatingUser="u1">'
        '<PDFSelection guid="ps" page="0" firstX="1" firstY="1" secondX="2" secondY="2"/>'
        '<Representation guid="r1" name="Leaflet" plainTextPath="internal://r1.txt">'
        f'{selected("“We go,”", pdf, "c1", "u2")}</Representation></PDFSource>'
        '<PictureSource guid="i1" name="Map" path="internal://i1.png"/>'),
        {"sources/t1.docx": b"PK", "sources/t1.txt": b"\xef\xbb\xbf" + crlf.encode(), "sources/p1.pdf": b"%PDF-1.4",
         "sources/r1.txt": pdf.encode(), "sources/i1.png": b"\x89PNG"}, "MAXQDA 2022 (22.8.0)")
    incoming = bring(session, path)
    assert [words for _, words in stored(session)] == sorted([*PLACES, "“We go,”"])
    assert {each.article.title for each in incoming.arrivals} == {"Speech", "Leaflet"}
    assert coders(session) == {"Anna", "BL"}
    assert "1 picture or recording left out" in incoming.warnings


def test_atlas_ti_codes_whole_documents_and_passages_without_a_code(session: Session, tmp_path: Path) -> None:
    marks = "".join(selected(words, TEXT, "c1") for words in PLACES) + selected("Zürich", TEXT, "c2")
    start, end = place("left")
    note = (f'<PlainTextSelection guid="sn" startPosition="{start}" endPosition="{end}" creatingUser="u1">'
            '<NoteRef targetGUID="n1"/></PlainTextSelection>')
    path = qdpx(tmp_path / "atlas.qdpx", (
        '<TextSource guid="t1" name="D 1: Speech.docx" plainTextPath="internal://t1.txt" creatingUser="u1">'
        '<Coding guid="kd" creatingUser="u1"><CodeRef targetGUID="c2"/></Coding>'
        f'{marks}{note}</TextSource>'), {"Sources/t1.txt": TEXT.encode("utf-8-sig")}, "ATLAS.ti 23")
    bring(session, path)
    assert sorted(stored(session)) == sorted([("note", "left"), *[("quote", words) for words in PLACES],
                                              ("place", "Zürich")])
    (contents,) = session.catalogue.contents()
    assert contents.fields["tag:Place"] == 1
    assert [one.fields["note"] for one in contents.annotations if one.fields["kind"] == "note"] == ["Look here."]


def test_a_recording_comes_in_as_its_transcript(session: Session, tmp_path: Path) -> None:
    path = qdpx(tmp_path / "interview.qdpx", (
        '<AudioSource guid="a1" name="Interview" path="internal://a1.mp3"><Transcript guid="x1" name="Interview" '
        'plainTextPath="internal://x1.txt">'
        f'<SyncPoint guid="y1" position="{place("It’s")[0]}" timeStamp="0"/>'
        f'<SyncPoint guid="y2" position="{place("done")[1]}" timeStamp="900"/>'
        '<TranscriptSelection guid="z1" fromSyncPoint="y1" toSyncPoint="y2" creatingUser="u2">'
        '<Coding guid="k1" creatingUser="u2"><CodeRef targetGUID="c1"/></Coding></TranscriptSelection>'
        '</Transcript></AudioSource>'), {"sources/x1.txt": TEXT.encode(), "sources/a1.mp3": b"ID3"}, "NVivo 14")
    bring(session, path)
    assert stored(session) == [("quote", "It’s done")]


def test_memos_that_lie_beside_the_sources_come_in_where_they_hang_and_what_stays_behind_is_said(
    session: Session, tmp_path: Path
) -> None:
    coded = selected("done", TEXT, "c1").replace("</Coding>", '<NoteRef targetGUID="n2"/></Coding>')
    start, end = place("mayor")
    path = qdpx(tmp_path / "memos.qdpx", (
        '<TextSource guid="t1" name="Speech" plainTextPath="internal://t1.txt">'
        f'{coded}<PlainTextSelection guid="sm" startPosition="{start}" endPosition="{end}" creatingUser="u2">'
        '<NoteRef targetGUID="n3"/></PlainTextSelection><NoteRef targetGUID="n3"/>'
        '<VariableValue><VariableRef targetGUID="v1"/><TextValue>calm</TextValue></VariableValue></TextSource>'
        '<PDFSource guid="p1" name="Leaflet"><PDFSelection guid="ps" page="0"/></PDFSource>'
        '<!-- -->'), {"Sources/t1.txt": TEXT.encode(), "Sources/n3.txt": b"\xef\xbb\xbfTwo\r\nlines."}, "MAXQDA 24")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["project.qde"] = parts["project.qde"].replace(b"<Notes>", (
        b'<Notes><Note guid="n2"><PlainTextContent>On the code.</PlainTextContent></Note>'
        b'<Note guid="n3" name="Memo" plainTextPath="internal://n3.txt"/>'))
    with zipfile.ZipFile(path, "w") as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw)
    incoming = bring(session, path)
    (contents,) = session.catalogue.contents()
    said = {one.fields["kind"]: one.fields["note"] for one in contents.annotations}
    assert (said, contents.fields["note"]) == ({"quote": "On the code.", "note": "Two\nlines."}, "Two\nlines.")
    assert incoming.warnings[1:] == ["1 selection on pages, pictures or sound left out",
                                     "1 value of variables of texts left out", "1 picture or recording left out"]


# --- what is known of an article ---

def test_what_stands_beside_a_text_says_what_the_article_is_and_skipped_work_stays_behind(
    session: Session, tmp_path: Path
) -> None:
    start, end = place("done")
    regions = [{"id": "r", "type": "labels", "value": span("done", "Quote")},
               {"id": "s", "type": "rating", "value": {"start": start, "end": end, "rating": 3}}]
    facts = {"headline": "The port", "newspaper": "The Ledger", "date": "4 March 2026", "link": "https://e.org/a",
             "source": "a/b.txt", "comments": "Read twice"}
    incoming = bring(session, json_file(tmp_path, [{"id": 1, "data": {"text": TEXT, **facts}, "annotations": [
        {"completed_by": 1, "result": regions}, {"completed_by": 2, "was_cancelled": True, "result": regions[:1]}]}]))
    (contents,) = session.catalogue.contents()
    wanted = {"title": "The port", "outlet": "The Ledger", "published": "2026-03-04", "url": "https://e.org/a",
              "note": "Read twice"}
    assert {key: contents.fields.get(key) for key in wanted} == wanted
    assert stored(session) == [("quote", "done")]
    assert incoming.warnings == ["1 answer on words without a label left out",
                                 "1 annotation that its annotator has skipped left out"]


def test_comments_and_columns_of_doccano_go_to_the_article(session: Session, tmp_path: Path) -> None:
    row = {"id": 1, "text": TEXT, "label": [[*place("done"), "Quote"]], "Comments": ["Look here", "Twice"],
           "outlet": "The Ledger", "published": "2026-03"}
    bring(session, json_file(tmp_path, [row]))
    (contents,) = session.catalogue.contents()
    assert [contents.fields.get(key) for key in ("note", "outlet", "published")] == [
        "Look here\nTwice", "The Ledger", "2026-03"]
