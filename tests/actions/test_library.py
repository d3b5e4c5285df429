"""Articles: brought in, described, marked, removed."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.actions import library
from annotator.corpus.annotation import Annotation
from annotator.corpus.article import Article, Passage, passages_from_fields
from annotator.corpus.change import ChangeSet, passages_id, review_id
from annotator.corpus.team import Coder

ARTICLE = Article("a", "Title", ("Anna", "Ben"), "Echo", "2024-05")


def fields(change_set: ChangeSet) -> dict[str, Any]:
    assert len(change_set.changes) == 1
    return dict(change_set.changes[0].fields)


def test_articles_come_in_with_their_texts() -> None:
    brought = library.bring_in([(ARTICLE, "text"), (Article("b"), "more")])
    assert brought.texts == {"a": "text", "b": "more"}
    assert [(c.kind, c.entity, c.article, c.new) for c in brought.changes] == [
        ("article", "a", "a", True), ("article", "b", "b", True)]
    assert Article.from_fields("a", brought.changes[0].fields) == ARTICLE


def test_only_what_differs_is_described_anew() -> None:
    assert not library.describe_article(ARTICLE, {"title": "Title", "byline": ["Anna", "Ben"], "url": ""})
    said = {"title": "", "byline": ("Anna",), "outlet": "Post", "id": "x"}
    changed = library.describe_article(ARTICLE, said, seen=(1,))
    assert fields(changed) == {"title": None, "byline": ["Anna"], "outlet": "Post"}
    assert changed.changes[0].seen == (1,)
    assert fields(library.describe_article(ARTICLE, {"byline": ()})) == {"byline": None}


def test_a_passage_is_marked_and_cleared() -> None:
    change_set = library.mark_passage("a", 3, 9, "caption")
    assert (change_set.changes[0].entity, fields(change_set)) == (passages_id("a"), {"passage:3-9": "caption"})
    assert fields(library.mark_passage("a", 3, 9, None)) == {"passage:3-9": None}


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 10)).map(lambda p: (p[0], p[0] + p[1]))


def dimmed(passages: list[Passage]) -> set[int]:
    return {i for p in passages if p.role == "boilerplate" for i in range(p.start, p.end)}


@given(st.lists(SPANS, min_size=1, max_size=3), st.lists(SPANS, max_size=3))
def test_boilerplate_is_toggled_in_whole_stretches(
        wanted: list[tuple[int, int]], there: list[tuple[int, int]]) -> None:
    before = [Passage(start, end, "boilerplate") for start, end in set(there)] + [Passage(0, 99, "body")]
    change_set = library.toggle_boilerplate("a", wanted, before)
    stored = {f"passage:{p.start}-{p.end}": p.role for p in before} | fields(change_set)
    after = list(passages_from_fields({key: role for key, role in stored.items() if role}))
    inside = all(any(p.start <= start and end <= p.end for p in before[:-1]) for start, end in wanted)
    span = {i for start, end in wanted for i in range(start, end)}
    assert not dimmed(after) & span if inside else dimmed(after) >= dimmed(before) | span
    assert Passage(0, 99, "body") in after


def test_nothing_selected_toggles_nothing() -> None:
    assert not library.toggle_boilerplate("a", [], [Passage(0, 9, "boilerplate")])


def test_a_status_is_the_coders_own() -> None:
    change_set = library.set_status("a", Coder("c", "Mara"), "done")
    assert change_set.changes[0].entity == review_id("c", "a")
    assert fields(change_set) == {"coder": "c", "status": "done"}


def test_an_article_goes_with_its_annotations_and_says_what_else_in_it_was_seen() -> None:
    gone = library.remove_article("a", [Annotation("n", "a", "quote", ())], (7, -3))
    assert [(c.kind, c.entity, c.fields, c.article) for c in gone.changes] == [
        ("article", "a", {"deleted": 1, "deleted:saw": [-3, 7]}, "a"), ("annotation", "n", {"deleted": 1}, "a")]
