"""DNA 1 comes in: the forms of its versions, and what means harm or is broken is refused in one line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.corpus.errors import Fault
from annotator.formats.dna.reading import read
from annotator.formats.doors import ReadOptions
from annotator.formats.doors.foreign import Foreign
from tests.formats.corpora import bring, project
from tests.formats.dna.files import version_2
from tests.shared import ROOT

GOLDEN = ROOT / "tests" / "golden" / "annotated" / "discourse-1.21.dna"
STATEMENT = ("<statement><id>{}</id><start>{}</start><end>{}</end><person>Jane Doe</person><organization/>"
             "<category>Fares</category><agreement>yes</agreement></statement>")


def article(*statements: str, text: str = "Fares rise.") -> str:
    return (f"<article><text>{text}</text><date>26.01.2005</date><title>Fares</title>"
            f"<statements>{''.join(statements)}</statements></article>")


def written(folder: Path, inside: str, version: str = "1.21") -> Path:
    path = folder / "old.dna"
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<discourse><version>{version}</version>{inside}'
                    "</discourse>", encoding="utf-8")
    return path


def loaded(path: Path) -> Foreign:
    return read([path], ReadOptions(format="dna"))


def spans(foreign: Foreign) -> list[str]:
    return [each.found.text[start:end] for each in foreign.articles for mark in each.marks
            for start, end in mark.segments]


def test_sources_have_what_the_lists_say_of_them_and_patterns_their_colour() -> None:
    foreign = loaded(GOLDEN)
    doe, council, union = sorted(foreign.sources, key=lambda source: (source.type, source.name), reverse=True)
    assert (doe.name, doe.aliases, doe.note) == ("Jane Doe", ("Doe", "the mayor"), "In office.")
    assert doe.attributes == {"type": "Politician", "colour": "#0000FF"}
    assert [(each.name, each.type) for each in (council, union)] == [
        ("Union", "organisation"), ("City Council", "organisation")]
    assert foreign.codebook.conventions == {"highlight_terms": ("port|ferry",), "highlight_colours": ("#FF0000",)}
    assert [each.found.article.published for each in foreign.articles] == ["2026-02-01", ""]


@pytest.mark.parametrize(("version", "inside"), [
    ("1.09", article(STATEMENT.format(1, 1, 6))),
    ("1.16", "<regex><term><pattern>a</pattern></term></regex>"
             f"<articles>{article(STATEMENT.format(1, 1, 6))}</articles>"),
    ("1.31", f"<articles>{article(STATEMENT.format(1, 1, 6))}</articles>"),
])
def test_each_of_its_versions_is_read(version: str, inside: str, tmp_path: Path) -> None:
    assert spans(loaded(written(tmp_path, inside, version))) == ["Fares"]


def test_elements_in_a_text_are_counted_as_their_tags(tmp_path: Path) -> None:
    inside = article(STATEMENT.format(1, 11, 16), text="Fares<br/>rise.")
    assert spans(loaded(written(tmp_path, f"<articles>{inside}</articles>"))) == ["rise."]


def test_a_statement_without_a_place_or_number_is_named_or_numbered(tmp_path: Path) -> None:
    inside = article(STATEMENT.format(1, 1, 6), STATEMENT.format(1, 7, 11), STATEMENT.format("x", 7, 12),
                     STATEMENT.format(4, "", "x"))
    foreign = loaded(written(tmp_path, f"<articles>{inside}</articles>"))
    assert spans(foreign) == ["Fares", "rise", "rise."]
    assert foreign.warnings == ["a statement of article 1 has no place (–x) and was left out"]


@pytest.mark.parametrize(("content", "why"), [
    ('<?xml version="1.0"?><discourse><version>1.21</version><articles>', "its XML is damaged"),
    ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><discourse>&e;</discourse>',
     "defines entities"),
    ("<book><discourse></discourse></book>", "its root is not “discourse”"),
    ("<discourse></discourse>", "there is no document with words in it"),
])
def test_what_means_harm_or_is_broken_is_refused_in_one_line(content: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "x.dna").write_text(content, encoding="utf-8")
    with pytest.raises(Fault, match=why) as fault:
        loaded(tmp_path / "x.dna")
    assert "\n" not in str(fault.value)


@given(where=st.integers(0, 4_000), what=st.binary(min_size=1, max_size=12))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bytes_that_were_changed_are_read_or_refused(where: int, what: bytes, tmp_path: Path) -> None:
    raw = bytearray(GOLDEN.read_bytes())
    raw[where % len(raw):where % len(raw) + len(what)] = what
    (tmp_path / "x.dna").write_bytes(raw)
    try:
        loaded(tmp_path / "x.dna")
    except Fault as fault:
        assert "\n" not in str(fault)


def test_statements_that_dna_2_links_bear_the_words_to_which_they_lead(tmp_path: Path) -> None:
    path = version_2(tmp_path / "x.dna")
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE STATEMENTLINKS(ID INTEGER PRIMARY KEY, SourceId INTEGER, TargetId INTEGER)")
        db.execute("INSERT INTO STATEMENTS VALUES (2, 1, 2, 8, 12, 1)")
        db.executemany("INSERT INTO STATEMENTLINKS VALUES (?, ?, ?)", [(1, 1, 2), (2, 2, 99)])
        db.commit()
    foreign = loaded(path)
    marks: dict[str, Any] = {mark.key: mark for each in foreign.articles for mark in each.marks}
    assert marks["1"].attributes["linked_to"] == "text" and "linked_to" not in marks["2"].attributes
    assert "a link between statements that are not there was left out: STATEMENTLINKS 2" in foreign.warnings
    session = project(tmp_path)
    bring(session, path)
    assert session.check() == [] and formats.sniff(path).name == "dna"
    session.close()
