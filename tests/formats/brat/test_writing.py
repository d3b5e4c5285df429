"""Writing for brat: each line says where its words are, and the words are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from annotator import formats
from annotator.session import Session
from tests.formats.corpora import TEXT, bring, digest, project, small, write

_BOUND = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")


def lines(folder: Path, name: str) -> list[str]:
    return (folder / f"{name}.ann").read_text(encoding="utf-8").split("\n")[:-1]


def bounds(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Label, what stands at the offsets of the text, and what the line says of it; for each text-bound."""
    for path in sorted(folder.glob("*.ann")):
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.startswith("T"):
                found = _BOUND.fullmatch(line)
                assert found, line
                spans = [tuple(map(int, part.split())) for part in found[3].split(";")]
                yield found[2], " ".join(text[start:end] for start, end in spans), found[4]


def test_a_split_quote_is_one_text_bound_of_two_fragments_with_its_speaker_cue_and_note(
    session: Session, tmp_path: Path
) -> None:
    formats.export("brat", session.catalogue, tmp_path / "out")
    found = lines(tmp_path / "out", "a-a1")
    assert found[0] == "T1\tquote 0 22;44 79\t“Are we too tolerant?” “At some point, we have to say no.”"
    assert "A2\tquote_type T1 direct" in found
    assert "T3\tSource 23 36\tSen. Jane Doe" in found
    assert "N2\tReference T3 Source:s1\tJane Doe" in found
    assert "R1\thedge Arg1:T1 Arg2:T2" in found
    assert "R2\tspeaker Arg1:T1 Arg2:T3" in found and "R3\tcue Arg1:T1 Arg2:T4" in found
    assert "#1\tAnnotatorNotes T1\treporter: nobody is named" in found
    assert "#2\tAnnotatorNotes T1\tA *split* quote." in found
    assert "R4\tpart_of Arg1:T5 Arg2:T1" in found


def test_the_text_is_written_as_it_is(session: Session, tmp_path: Path) -> None:
    formats.export("brat", session.catalogue, tmp_path / "out")
    assert (tmp_path / "out" / "a-a1.txt").read_bytes() == TEXT.encode()


def test_what_brat_cannot_carry_is_told(session: Session, tmp_path: Path) -> None:
    losses = formats.export("brat", session.catalogue, tmp_path / "out").losses
    assert "a link to another article was left out (1 time)" in losses
    assert "who marked it, and when, was left out (3 times)" in losses


def test_the_configuration_names_every_label_that_is_used(session: Session, tmp_path: Path) -> None:
    formats.export("brat", session.catalogue, tmp_path / "out")
    entities = (tmp_path / "out" / "annotation.conf").read_text().split("[relations]")[0].split()
    assert {label for label, _, _ in bounds(tmp_path / "out")} <= set(entities)


def test_a_line_end_in_an_annotation_parts_it(tmp_path: Path) -> None:
    session = project(tmp_path)
    given_ = small()
    text = "One line\nand the next."
    quote = {"id": "x", "type": "quote", "segments": [{"start": 4, "end": 16, "exact": text[4:16]}],
             "creator": "ann", "created": "2026-01-02T03:04:05Z"}
    article = {"id": "b", "headline": "", "text": text, "textSha256": digest(text), "annotations": [quote]}
    bring(session, write(tmp_path, {**given_, "groups": [], "articles": [article]}))
    formats.export("brat", session.catalogue, tmp_path / "out")
    assert lines(tmp_path / "out", "a-b")[0] == "T1\tquote 4 8;9 16\tline and the"
    session.close()
