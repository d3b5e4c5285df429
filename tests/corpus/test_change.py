"""Change sets: what one action does, in facts and in words."""

from __future__ import annotations

import pytest

from annotator.corpus.change import (
    KINDS,
    SHARED_KINDS,
    Change,
    Changed,
    ChangeSet,
    counted,
    describe,
    link_id,
    passages_id,
    review_id,
    values_id,
)

EDIT = Change("annotation", "n", {"note": "x"}, "a")


def test_a_change_set_of_nothing_is_nothing() -> None:
    assert not ChangeSet([])
    assert ChangeSet([EDIT])
    assert ChangeSet([], {"a": "text"})


def test_two_change_sets_make_one_action() -> None:
    both = ChangeSet([EDIT], {"a": "text"}) + ChangeSet([EDIT], {"b": "more"})
    assert (len(both.changes), both.texts) == (2, {"a": "text", "b": "more"})


def test_what_changed_says_where() -> None:
    changed = Changed({"n": ("annotation", "a"), "m": ("annotation", "b"), "s": ("source", "")})
    assert changed.kinds() == {"annotation", "source"}
    assert changed.of_kind("annotation") == ["n", "m"]
    assert changed.articles() == {"a", "b"}


def test_what_several_people_may_create_unseen_has_one_id() -> None:
    assert passages_id("a") == passages_id("a") != passages_id("b")
    assert len({review_id("x", "a"), review_id("y", "a"), values_id("x", "a"), link_id("a", "cites", "b"),
                link_id("b", "cites", "a"), passages_id("a")}) == 6
    assert set(KINDS) >= SHARED_KINDS


def change(kind: str, fields: dict[str, object], *, new: bool = False) -> Change:
    return Change(kind, "e", fields, new=new)


@pytest.mark.parametrize(("words", "changes"), [
    ("Mark quote", [change("annotation", {"kind": "quote"}, new=True)]),
    ("Mark quote", [change("source", {"name": "A"}, new=True), change("annotation", {"kind": "quote"}, new=True)]),
    ("Change to claim", [change("annotation", {"kind": "claim", "attribute:x": 1})]),
    ("Set source", [change("annotation", {"chain": []})]),
    ("Change boundaries", [change("annotation", {"segments": []})]),
    ("Edit note", [change("annotation", {"note": "x"})]),
    ("Edit figure", [change("annotation", {"quantity:value": "1"})]),
    ("Edit claim type", [change("annotation", {"attribute:claim_type": "x"})]),
    ("Remove annotation", [change("annotation", {"deleted": 1})]),
    ("Remove 2 annotations", [change("annotation", {"deleted": 1})] * 2 + [change("link", {"deleted": 1})]),
    ("Bring back annotation", [change("annotation", {"deleted": 0})]),
    ("Import 1 article", [change("article", {"title": "T"}, new=True), change("annotation", {"kind": "q"}, new=True)]),
    ("Import 1,200 articles", [change("article", {"title": "T"}, new=True)] * 1200),
    ("Edit article details", [change("article", {"title": "T"})]),
    ("Remove article", [change("article", {"deleted": 1}), change("annotation", {"deleted": 1})]),
    ("Bring back article", [change("article", {"deleted": 0})]),
    ("Add source", [change("source", {"name": "A"}, new=True)]),
    ("Edit source", [change("source", {"name": "A"})]),
    ("Remove source", [change("source", {"deleted": 1})]),
    ("Merge sources", [change("source", {"merged_into": "x"}), change("source", {"alias:A": 1})]),
    ("Split sources", [change("source", {"merged_into": None})]),
    ("Mark article done", [change("review", {"status": "done"})]),
    ("Mark passage", [change("passages", {"passage:1-2": "boilerplate"})]),
    ("Clear passage", [change("passages", {"passage:1-2": None})]),
    ("Edit guidelines", [change("codebook", {"guidelines": "x"})]),
    ("Add link", [change("link", {"type": "cites"}, new=True)]),
    ("Change", [change("scanner", {"x": 1})]),
    ("Change", []),
])
def test_an_action_in_words(words: str, changes: list[Change]) -> None:
    assert describe(changes) == words


def test_numbers_are_counted_as_people_write_them() -> None:
    assert [counted(0, "article"), counted(1, "article"), counted(1234, "article"), counted(2, "passages")] == [
        "0 articles", "1 article", "1,234 articles", "2 passages"]
