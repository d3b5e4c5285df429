"""labelbuddy: documents that it knows by their MD5, annotations by characters."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from annotator import formats
from annotator.session import Session
from tests.formats.corpora import TEXT


def documents(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]


def test_a_document_has_its_text_its_checksum_and_what_is_known_of_it(session: Session, tmp_path: Path) -> None:
    formats.export("labelbuddy", session.catalogue, tmp_path / "out.labelbuddy.jsonl")
    first, _ = documents(tmp_path / "out.labelbuddy.jsonl")
    assert first["text"] == TEXT
    assert first["utf8_text_md5_checksum"] == hashlib.md5(TEXT.encode(), usedforsecurity=False).hexdigest()
    assert (first["display_title"], first["metadata"]["outlet"]) == ("Tolerant?", "The Paper")


def test_a_split_quote_becomes_two_annotations_and_that_is_told(session: Session, tmp_path: Path) -> None:
    written = formats.export("labelbuddy", session.catalogue, tmp_path / "out.jsonl")
    first, _ = documents(tmp_path / "out.jsonl")
    parts = [each for each in first["annotations"] if each["label_name"] == "quote"]
    assert [(part["start_char"], part["end_char"]) for part in parts] == [(0, 22), (44, 79)]
    assert {json.loads(part["extra_data"])["id"] for part in parts} == {"q1"}
    assert "a split annotation became several, which bear the same id (1 time)" in written.losses
