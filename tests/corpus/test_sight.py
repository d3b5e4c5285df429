"""Who sees whose annotations."""

from __future__ import annotations

from annotator.corpus.sight import Sight, identities, persons, sees_others, sight
from annotator.corpus.team import Coder, Project, Review

TOGETHER = Project("p", "Study")
INDEPENDENT = Project("p", "Study", mode="independent")
NOBODY: dict[str, str] = {}


def marks(**statuses: str) -> list[Review]:
    return [Review(coder, "article", status) for coder, status in statuses.items()]


def test_who_works_together_sees_everything() -> None:
    assert sight(TOGETHER) is Sight.ALL
    assert sees_others(Sight.ALL, "mara", [], NOBODY)


def test_an_independent_project_hides_others_until_it_is_released() -> None:
    assert sight(INDEPENDENT) is Sight.OWN
    assert sight(Project("p", "Study", mode="independent", released=True)) is Sight.ALL
    assert not sees_others(Sight.OWN, "mara", marks(mara="done", maria="done"), NOBODY)


def test_who_wants_to_be_blind_is_whatever_the_project_allows() -> None:
    assert sight(TOGETHER, blind=True) is Sight.OWN


def test_blind_until_both_are_done_opens_an_article_to_who_is_done_once_somebody_else_is() -> None:
    assert sight(Project("p", "Study", blind_until_done=True)) is Sight.BOTH_DONE
    for statuses, seen in (({}, False), ({"mara": "done"}, False), ({"maria": "done"}, False),
                           ({"mara": "doing", "maria": "done"}, False), ({"mara": "done", "maria": "done"}, True),
                           ({"mara": "skipped", "maria": "done"}, False),
                           ({"mara": "skipped", "maria": "done", "kim": "done"}, True)):
        assert sees_others(Sight.BOTH_DONE, "mara", marks(**statuses), NOBODY) is seen, statuses


def test_two_identities_of_one_person_are_not_two_who_are_done() -> None:
    known = persons({"mara": Coder("mara", "Mara", same_as=("home",)), "home": Coder("home", "Mara at home")})
    assert known == {"mara": "home", "home": "home"}
    assert not sees_others(Sight.BOTH_DONE, "mara", marks(mara="done", home="done"), known)


def test_identities_are_joined_in_both_directions_and_across_a_chain() -> None:
    coders = {"a": Coder("a", "A", same_as=("b",)), "b": Coder("b", "B"), "c": Coder("c", "C", same_as=("b",)),
              "d": Coder("d", "D")}
    for name in "abc":
        assert identities(name, coders) == {"a", "b", "c"}
    assert identities("d", coders) == {"d"}
