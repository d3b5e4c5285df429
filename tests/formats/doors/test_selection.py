"""A part of the corpus: some coders' work, finished articles, coders under other names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator import formats
from annotator.formats.doors import WriteOptions
from annotator.session import Session
from tests.formats.corpora import bring, project, small, write


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Ann's quote and statistics; one statistic in the other article is Ben's; Ben has done the first article."""
    given = small()
    given["articles"][1]["annotations"][0]["creator"] = "ben"
    given["articles"][0]["reviews"] = [{"coder": "ben", "status": "done"}]
    made = project(tmp_path)
    bring(made, write(tmp_path, given))
    yield made
    made.close()


def exported(session: Session, out: Path, **options: Any) -> dict[str, Any]:
    formats.export("dataset", session.catalogue, out, WriteOptions(**options))
    read: dict[str, Any] = json.loads(out.read_bytes())
    return read


def ids(corpus: dict[str, Any]) -> set[str]:
    return {each["id"] for article in corpus["articles"] for each in article.get("annotations", ())}


def test_only_the_chosen_coders_work_is_written_and_no_link_to_what_is_not(session: Session, tmp_path: Path) -> None:
    of_ann = exported(session, tmp_path / "ann.json", coders=("ann",))
    assert ids(of_ann) == {"q1", "n1"}
    assert len(of_ann["articles"]) == 2
    (figure,) = [each for each in of_ann["articles"][0]["annotations"] if each["id"] == "n1"]
    assert [link["target"] for link in figure["links"]] == ["q1"]
    assert ids(exported(session, tmp_path / "both.json", coders=("ann", "ben"))) == {"q1", "n1", "n2"}


def test_what_is_left_out_is_told(session: Session, tmp_path: Path) -> None:
    written = formats.export("csv", session.catalogue, tmp_path / "out", WriteOptions(coders=("ann",)))
    assert written.losses[-1] == "1 annotation left out: not chosen"
    assert written.summary() == "2 articles, 2 annotations, 3 sources and 1 link"


def test_only_articles_that_somebody_has_done(session: Session, tmp_path: Path) -> None:
    assert [each["id"] for each in exported(session, tmp_path / "a.json", only_done=True)["articles"]] == ["a1"]
    assert exported(session, tmp_path / "b.json", only_done=True, coders=("ann",))["articles"] == []


def test_pseudonyms_leave_no_trace_of_a_coder(session: Session, tmp_path: Path) -> None:
    named = exported(session, tmp_path / "a.json", pseudonyms=True)
    raw = (tmp_path / "a.json").read_text()
    assert {coder["name"] for coder in named["coders"]} <= {"Coder 1", "Coder 2", "Coder 3"}
    for trace in ('"ann"', '"ben"', "Ann", "Ben", "0000-0001"):
        assert trace not in raw
    assert len({each["creator"] for article in named["articles"] for each in article["annotations"]}) == 2


def test_a_selection_of_everything_is_everything(session: Session, tmp_path: Path) -> None:
    everything = exported(session, tmp_path / "a.json", reproducible=True)
    chosen = exported(session, tmp_path / "b.json", reproducible=True, coders=tuple(session.catalogue.coders()))
    assert chosen == everything


def test_what_is_done_between_two_exports_is_in_the_second(session: Session, tmp_path: Path) -> None:
    from annotator.actions.annotate import remove

    found = session.catalogue.annotation("q1")
    assert found is not None
    exported(session, tmp_path / "a.json", coders=("ann",))
    session.do(remove([found]))
    assert ids(exported(session, tmp_path / "b.json", coders=("ann",))) == {"n1"}
