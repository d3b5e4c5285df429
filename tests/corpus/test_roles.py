"""What a source was when an article was published."""

from __future__ import annotations

import pytest

from annotator.corpus.roles import in_order, role_at, span
from annotator.corpus.source import Source

BERG = Source("1", "Anna Berg", job_title="politician", roles=(
    {"text": "minister", "from": "2024-03", "to": "2026-01"}, {"text": "spokesperson", "from": "2019", "to": "2024"},
    {"text": "mayor", "to": "2018"}))


@pytest.mark.parametrize(("published", "role"), [
    ("2010-05-01", "mayor"), ("2018-12-31", "mayor"), ("2019", "spokesperson"), ("2024-02-28", "spokesperson"),
    ("2024-03-01", "minister"), ("2024", "minister"), ("2026-01-31", "minister"), ("2026-02-01", "politician"),
    ("", "politician"), ("no date", "minister")])
def test_the_role_that_began_last_of_those_that_held(published: str, role: str) -> None:
    assert role_at(BERG, published) == role


def test_without_roles_it_is_the_job_title_or_nothing() -> None:
    assert role_at(Source("1", "x", job_title="baker"), "2020") == "baker"
    assert role_at(Source("1", "x"), "2020") == ""
    assert role_at(Source("1", "x", roles=({"text": "baker"},)), "") == "baker"


def test_roles_are_stored_in_the_order_of_time_without_what_says_nothing() -> None:
    assert [role["text"] for role in in_order(BERG.roles)] == ["mayor", "spokesperson", "minister"]
    assert in_order([{"text": " a  b ", "from": ""}, {"text": "", "from": "2020"}]) == [{"text": "a b"}]


@pytest.mark.parametrize(("role", "words"), [
    ({"from": "2024", "to": "2026-03"}, "2024 to 2026-03"), ({"from": "2024"}, "since 2024"),
    ({"to": "2024"}, "until 2024"), ({}, "")])
def test_when_it_held_in_words(role: dict[str, str], words: str) -> None:
    assert span(role) == words
