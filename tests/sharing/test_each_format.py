"""T9: files of each released format, and some of the future, are read as they are and survive byte for byte."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from annotator.actions import annotate
from annotator.corpus.errors import Fault
from annotator.corpus.ids import derived_id, pack
from annotator.project.shared_file import opened
from annotator.session import Session
from tests import builders

FILES = Path(__file__).parent / "files"
FACTS = {"articles": 1, "annotations": {"claim": 1, "quote": 2, "statistic": 1}, "sources": 1, "links": 0, "coders": 2}


@pytest.fixture
def kept(shore: Path, request: pytest.FixtureRequest) -> Path:
    """A copy of one of the files."""
    return Path(shutil.copy(FILES / f"{request.param}.annot", shore / "Study.annot"))


def rows(path: Path, table: str) -> list[tuple[Any, ...]]:
    db = sqlite3.connect(path)
    try:
        return db.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
    finally:
        db.close()


def reading(path: Path, home: Path) -> Session:
    session = Session.open(path, builders.MARA, home=home)
    session.exchange()
    session.catch_up()
    return session


@pytest.mark.parametrize("kept", ["format-1", "format-2-to-read"], indirect=True)
def test_reading_leaves_every_byte_and_finds_what_was_kept(kept: Path, shore: Path) -> None:
    before = kept.read_bytes()
    session = reading(kept, shore / "home")
    facts = session.catalogue.counts()
    assert {key: facts[key] for key in FACTS} == FACTS
    assert facts["conflicts"] == 1 and session.check() == []
    (article,) = session.catalogue.article_ids()
    found = session.catalogue.annotations(article)
    text = session.catalogue.text(article)
    assert ["".join(text[s.start:s.end] for s in a.segments) for a in found] == [
        "“Are we too tolerant?”", "the plan would cost", "0.2 percent", "according to"]
    source = session.catalogue.sources()[found[0].chain[0].source or ""]
    assert source.name == "Anna Berg" and found[1].note in ("Mara’s", "Maria’s")
    session.close()
    assert kept.read_bytes() == before


@pytest.mark.parametrize("kept", ["format-1"], indirect=True)
def test_work_is_added_and_what_was_there_stays_as_it_was(kept: Path, shore: Path) -> None:
    before = {table: rows(kept, table) for table in ("meta", "article", "session", "op")}
    session = reading(kept, shore / "home")
    (article,) = session.catalogue.article_ids()
    session.do(annotate.set_note(session.catalogue.annotations(article)[0], "added"))
    assert session.exchange().handed
    session.close()
    assert rows(kept, "meta") == before["meta"]
    for table in ("article", "session", "op"):
        assert rows(kept, table)[:len(before[table])] == before[table]
    assert len(rows(kept, "op")) > len(before["op"])


@pytest.mark.parametrize("kept", ["format-2-to-read"], indirect=True)
def test_what_a_newer_program_wrote_is_read_kept_and_passed_on_as_it_was(kept: Path, shore: Path) -> None:
    session = reading(kept, shore / "home")
    assert session.newer
    (article,) = session.catalogue.article_ids()
    with pytest.raises(Fault, match="newer version") as caught:
        session.do(annotate.set_note(session.catalogue.annotations(article)[0], "added"))
    assert "Update the program" in caught.value.remedy
    unknown = session.replica.state(derived_id("of the future"))
    assert unknown and unknown.kind == "agreement" and unknown.fields["alpha"] == 0.81
    copy = shore / "copy.annot"
    from annotator.project.writing import write_copy

    write_copy(session.replica, copy)
    session.close()
    with opened(kept) as old, opened(copy) as new:
        assert sorted(new.operations()) == sorted(old.operations())
        assert pack(derived_id("of the future")) in {op.entity for op in new.operations()}


@pytest.mark.parametrize("kept", ["format-2-closed"], indirect=True)
def test_a_file_that_only_newer_programs_may_read_is_left_alone_with_the_reason(kept: Path, shore: Path) -> None:
    before = kept.read_bytes()
    with pytest.raises(Fault, match="written by a newer version \\(file 2, this program reads 1\\)") as caught:
        reading(kept, shore / "home")
    assert "Update the program" in caught.value.remedy
    assert kept.read_bytes() == before
