"""Hypothes.is: replies, accounts and tags; what it lacks is said, what means harm is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.corpus.annotation import annotation_from_fields
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.errors import Fault
from annotator.formats.doors import ReadOptions
from annotator.session import Session
from tests.formats.corpora import bring, project

PAGE = "https://example.org/a"
TEXT = f"---\nurl: {PAGE}\ntitle: Fares\n---\nFares rise, the mayor said. Nobody asked the union.\n"


@pytest.fixture
def fares(tmp_path: Path) -> Iterator[Session]:
    made = project(tmp_path)
    (tmp_path / "fares.md").write_text(TEXT, encoding="utf-8")
    bring(made, tmp_path / "fares.md")
    yield made
    made.close()


def row(name: str, exact: str, **more: Any) -> dict[str, Any]:
    selector = [{"type": "TextQuoteSelector", "exact": exact}] if exact else []
    return {"id": name, "user": "acct:ann@hypothes.is", "uri": PAGE, "text": "", "tags": [],
            "created": f"2026-01-02T03:04:0{len(name)}+00:00", "target": [{"source": PAGE, "selector": selector}],
            **more}


def rows(folder: Path, *given: dict[str, Any]) -> Path:
    path = folder / "notes.json"
    path.write_text(json.dumps({"total": len(given), "rows": given}), encoding="utf-8")
    return path


def notes(session: Session) -> dict[str, tuple[str, str]]:
    """Words → kind, note."""
    return {made.words(each.text): (made.kind, made.note) for each in session.catalogue.contents()
            for one in each.annotations for made in [annotation_from_fields(one.id, each.id, one.fields)]}


def test_replies_join_the_note_in_the_order_of_time_and_hidden_ones_do_not(fares: Session, tmp_path: Path) -> None:
    incoming = bring(fares, rows(
        tmp_path, row("ccc", "", references=["a"], text="Later.", user="acct:ben@hypothes.is"),
        row("a", "Fares rise", text="Why?", tags=["Claim"]), row("bb", "", references=["a"], text="Since *May*."),
        row("dddd", "", references=["a"], text="Buy!", hidden=True), row("eeeee", "", references=["gone"], text="x")))
    assert notes(fares) == {"Fares rise": ("claim", "Why?\n\nann: Since *May*.\n\nben: Later.")}
    assert incoming.warnings == ["1 annotation hidden by a moderator left out",
                                 "1 annotation in answer to one that is not there left out"]


def test_two_accounts_of_one_name_stay_two_coders(fares: Session, tmp_path: Path) -> None:
    named = {"user_info": {"display_name": "Ann"}}
    bring(fares, rows(tmp_path, row("a", "Fares rise", **named),
                      row("b", "Nobody", user="acct:other@hypothes.is", **named)))
    assert {"Ann", "Ann (other)"} <= {coder.name for coder in fares.catalogue.coders().values()}


def test_what_has_no_tag_is_a_comment_or_a_highlight_and_a_person_may_say_otherwise(
    fares: Session, tmp_path: Path
) -> None:
    path = rows(tmp_path, row("a", "Fares rise", text="Why?"), row("b", "Nobody"))
    incoming = formats.read_files([path], fares.catalogue, options=ReadOptions(labels={"Highlight": "quote"}))
    assert incoming.labels == [("Comment", "comment", 1), ("Highlight", "quote", 1)]
    fares.do(incoming.change_sets())
    assert notes(fares) == {"Fares rise": ("comment", "Why?"), "Nobody": ("quote", "")}


@pytest.mark.parametrize(("content", "why"), [
    ({"rows": []}, "there are no annotations of Hypothes.is in it"),
    ({"rows": [7, None, {"uri": 3}]}, "there are no annotations of Hypothes.is in it"),
    ({"rows": [row("a", "")]}, "1 annotation on a whole page, without a word or tag"),
    ({"rows": [row("a", "x", uri="https://example.org/other")]}, "the project has none of its pages"),
])
def test_files_without_words_are_refused_in_one_line(
    content: Any, why: str, fares: Session, tmp_path: Path
) -> None:
    path = tmp_path / "notes.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    (problem,) = formats.read_files([path], fares.catalogue, format="hypothesis").problems
    assert why in str(problem.fault) and "\n" not in str(problem.fault)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 99) | st.text(max_size=6),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(
        ["id", "uri", "user", "target", "selector", "type", "exact", "start", "tags", "references", "user_info",
         "display_name", "rows", "body", "purpose", "value", "source", "creator", "name", "refinedBy"]),
        inside, max_size=5), max_leaves=12)


@given(given_rows=st.lists(st.dictionaries(st.sampled_from(list(row("a", "x"))), ANYTHING, max_size=8), min_size=1,
                          max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_in_its_fields_it_is_read_or_refused(given_rows: list[dict[str, Any]], tmp_path: Path) -> None:
    path = tmp_path / "any.json"
    path.write_text(json.dumps([row("a", "Fares rise") | each for each in given_rows]), encoding="utf-8")
    for format in ("hypothesis", "w3c"):
        try:
            formats.importer(format).load()([path], ReadOptions(format=format))
        except Fault as fault:
            assert "\n" not in str(fault)


def test_what_is_said_of_a_whole_page_joins_the_articles_note_once_and_can_be_left_or_undone(
    fares: Session, tmp_path: Path
) -> None:
    (name,) = fares.catalogue.article_ids()
    fares.do(ChangeSet([Change("article", name, {"note": "Mine."}, name)]))
    path = rows(tmp_path, row("a", "", text="Long\n\nread", tags=["transport", "key: x"], uri=PAGE + "#top"),
                row("bb", "", references=["a"], text="Yes.", user="acct:ben@hypothes.is"),
                row("ccc", "Fares rise", text="Why?"))

    def article() -> dict[str, Any]:
        (contents,) = fares.catalogue.contents()
        return {key: value for key, value in contents.fields.items()
                if value and (key == "note" or key.startswith("tag:"))}

    whole = {"note": "Mine.\n\nann, 2026-01-02: Long\n\nread\n\nben, 2026-01-02: Yes.", "tag:transport": 1,
             "tag:key: x": 1}
    left = formats.read_files([path], fares.catalogue)
    assert [each.state for each in left.arrivals] == ["changed"]
    left.leave(name)
    assert (left.changed, left.there["article"]) == ({}, 1)
    incoming = bring(fares, path)
    assert (article(), incoming.warnings) == (whole, [])
    assert (incoming.changed, incoming.there["article"], incoming.added["annotation"]) == ({"article": 1}, 0, 1)
    again = bring(fares, path)
    assert (article(), again.brings) == (whole, False)
    fares.undo()
    assert article() == {"note": "Mine."}
