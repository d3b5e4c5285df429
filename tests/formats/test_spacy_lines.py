"""JSON lines for spaCy and Prodigy: spans that overlap, by code points."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annotator import formats
from annotator.session import Session
from tests.formats.corpora import TEXT


def documents(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]


def test_a_split_quote_is_two_spans_with_one_id_beside_its_speaker_and_cue(session: Session, tmp_path: Path) -> None:
    written = formats.export("spacy", session.catalogue, tmp_path / "out.jsonl")
    first, _ = documents(tmp_path / "out.jsonl")
    spans = {(span["label"], span["start"], span["end"]) for span in first["spans"] if span["id"] == "q1"}
    assert spans == {("quote", 0, 22), ("quote", 44, 79), ("hedge", 8, 11), ("source_mention", 23, 36),
                     ("cue", 37, 42)}
    assert (first["text"], first["meta"]["published"]) == (TEXT, "2026-01")
    assert written.losses == ["a link between annotations was left out (2 times)", "a note was left out (1 time)"]
