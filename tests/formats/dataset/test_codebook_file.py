"""A codebook goes out alone and comes in again; what is coded with the one that it replaces is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import formats
from annotator.actions import annotate
from annotator.actions.codebook import revise
from annotator.corpus.kinds import Attribute, Codebook, Kind
from annotator.formats.dataset.codebook_file import decode, encode
from annotator.session import Session
from tests import builders

TONE = Attribute("tone", "choice", "Tone", ("warm", "cold"), required=True, default="warm", retired=("dry",))
BOOK = Codebook("7", "# Ours", {"leading_that_in": True}, (
    Kind("claim", "Claim", "An assertion.", "1", attributes=(TONE,)),
    Kind("frame", "Frame", key="4", colour="green", attributes=(Attribute("n", "number", default=2),))),
    (Attribute("topic", "multi", values=("a", "b")),), (Attribute("party", "text"),))


def coded(folder: Path) -> Session:
    """A project with a quote that is answered, a claim that is not, and a codebook that has more than `BOOK`."""
    session = builders.project(folder)
    book = session.catalogue.codebook()
    session.do(revise(book, replace(book, kinds=(*book.kinds, Kind("idle", "Idle")))))
    article = builders.article(session)
    quote = builders.annotation(session, article, "Are we too tolerant?")
    session.do(annotate.set_attribute(quote, "quote_type", "direct"))
    claim = builders.annotation(session, article, "the plan", kind="claim")
    session.do(annotate.set_attribute(claim, "tone", "angry"))
    return session


def brought_in(session: Session, path: Path) -> list[str]:
    incoming = formats.read_files([path], session.catalogue)
    assert not incoming.problems, incoming.problems
    session.do(incoming.change_sets())
    return incoming.warnings


def test_a_codebook_comes_back_as_it_went(tmp_path: Path) -> None:
    raw = encode(BOOK)
    assert decode(raw, "x") == BOOK
    assert encode(decode(raw, "x")) == raw
    assert json.loads(raw)["format"] == "annotator-codebook" and b'"formatVersion": "1.0"' in raw


def test_out_of_one_project_and_into_an_empty_one_it_is_the_same_file(tmp_path: Path) -> None:
    one, other = builders.project(tmp_path, name="one"), builders.project(tmp_path, name="other")
    first, second, again = (tmp_path / f"{name}.codebook.json" for name in "abc")
    first.write_bytes(encode(BOOK))
    brought_in(one, first)
    assert one.catalogue.codebook() == BOOK
    formats.export(formats.exporter_for(second).name, one.catalogue, second)
    brought_in(other, second)
    formats.export("codebook", other.catalogue, again)
    assert first.read_bytes() == second.read_bytes() == again.read_bytes()
    incoming = formats.read_files([again], other.catalogue)
    assert (incoming.brings, incoming.warnings) == (False, [])


def test_what_is_used_is_kept_and_said_and_one_undo_takes_it_back(tmp_path: Path) -> None:
    session, path = coded(tmp_path), tmp_path / "book.json"
    before = session.catalogue.codebook()
    path.write_bytes(encode(BOOK))
    lines = brought_in(session, path)
    book = session.catalogue.codebook()
    assert [kind.id for kind in book.kinds] == ["claim", "frame", "quote"]
    assert book.kind("quote").hidden and book.kind("quote").key == ""
    assert book.kind("quote").attribute("quote_type") == before.kind("quote").attribute("quote_type")
    assert book.attribute("claim", "tone") == replace(TONE, retired=("dry", "angry"))
    assert book.version == str(int(before.version) + 1)
    assert {"New kind: Frame", "New attribute: Claim › Tone",
            "Quote is used once by 1 coder: kept, not offered any more",
            "Idle goes: it is not used", "Claim › Tone: “angry” is used once by 1 coder: kept, not offered any more",
            "Claim › Type of claim goes: it is not used", "The guidelines are replaced"} <= set(lines)
    session.undo()
    assert replace(session.catalogue.codebook(), version=before.version) == before


@pytest.mark.parametrize(("raw", "why"), [
    (b"SQLite format 3\0....", "DNA"), (b"PK\x03\x04..", "ZIP"),
    (b"<?xml version='1.0'?><CodeBook xmlns='x'/>", "REFI-QDA"),
    (b"<View><Labels name='l'/></View>", "Label Studio"), (b"<html>", "XML"), (b"[entities]\nPerson\n", "brat"),
    (b'[{"text": "PER", "background_color": "#fff", "suffix_key": "p"}]', "doccano"),
    (b'[{"text": "claim", "color": "#aec7e8", "shortcut_key": "c"}]', "labelbuddy"),
    (b'{"labels": [{"name": "claim", "color": "#aec7e8", "shortcut_key": "c"}]}', "labelbuddy"),
    (b'{"label_config": "<View/>"}', "Label Studio"), (b'{"statementTypes": []}', "DNA"), (b'{"a": 1}', "no codebook"),
    (b"[]", "no codebook"), (b"3", "no codebook"), (b"claim\nquote\n", "not JSON"), (b'{"format": "ann', "not whole"),
    (b"\xff\xfe{", "not JSON"), (b"", "not JSON"), (b'{"format": "annotated-article-corpus"}', "whole dataset"),
    (encode(BOOK).replace(b'"1.0"', b'"2.0"'), "newer"), (encode(BOOK).replace(b'"choice"', b'"colour"'), "colour"),
    (encode(BOOK).replace(b'"frame"', b'"claim"'), "two kinds"),
    (encode(BOOK).replace(b'"label"', b'"lable"'), "lable"),
    (encode(BOOK).replace(b'"party"', b'"two words"'), "an id"),
])
def test_a_file_of_another_tool_is_refused_in_a_sentence_and_nothing_changes(
    raw: bytes, why: str, tmp_path: Path,
) -> None:
    session, path = builders.project(tmp_path), tmp_path / "theirs.codebook.json"
    path.write_bytes(raw)
    before = session.replica.last("op")
    incoming = formats.read_files([path], session.catalogue, format="codebook")
    (problem,) = incoming.problems
    assert why in problem.fault.why and problem.fault.remedy
    assert session.replica.last("op") == before


def test_content_tells_a_codebook_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(encode(BOOK))
    assert formats.sniff(path).name == "codebook"
    assert formats.exporter_for(tmp_path / "A.Codebook.JSON").name == "codebook"
    assert formats.exporter_for(tmp_path / "a.json").name == "dataset"
