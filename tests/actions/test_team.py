"""What a team says of itself, and what it takes out."""

from __future__ import annotations

import pytest

from annotator.actions import team
from annotator.corpus.change import describe
from annotator.corpus.errors import Fault
from annotator.corpus.team import Coder, Project

PROJECT = Project("p", "Study", licence="CC0", mode="independent")
MARA = Coder("mara", "Mara", orcid="0000-0002-1825-0097")


def test_only_what_differs_is_stored_and_what_is_emptied_is_taken_away() -> None:
    assert not team.describe_project(PROJECT, {"name": "Study", "blind_until_done": False})
    [change] = team.describe_project(PROJECT, {"name": "Study", "licence": "", "blind_until_done": True}).changes
    assert change.fields == {"licence": None, "blind_until_done": 1}


def test_a_release_is_one_action_that_history_names() -> None:
    assert describe(team.release(PROJECT).changes) == "Release the project"
    assert describe(team.describe_project(Project("p", "S", released=True), {"released": False}).changes) == (
        "Take back the release")


def test_two_identities_are_joined_by_one_field_and_one_is_not_joined_with_itself() -> None:
    [change] = team.join(MARA, Coder("home", "Mara at home")).changes
    assert (change.entity, change.fields) == ("mara", {"same_as:home": 1})
    with pytest.raises(Fault):
        team.join(MARA, MARA)


def test_a_coder_keeps_a_name_and_may_take_the_rest_away() -> None:
    [change] = team.describe_coder(MARA, {"name": "", "orcid": "", "email": "mara@example.org"}).changes
    assert change.fields == {"orcid": None, "email": "mara@example.org"}


def test_a_purge_names_an_article_or_a_coder() -> None:
    [article], [coder] = team.purge_article("a").changes, team.purge_coder("mara", work=True).changes
    assert (article.kind, article.article, article.fields) == ("purge", "a", {"article": "a"})
    assert coder.fields == {"coder": "mara", "work": 1}
