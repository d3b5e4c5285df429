"""Who sees whose annotations: one rule, for the window, the counts, the search and the exports alike.

Sources, passages, the codebook and everybody's marks on articles are shared always; what is hidden are annotations,
the links between them and the values that a coder gave an article.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from annotator.corpus.team import Coder, Project, Review

INDEPENDENT = "independent"
"""The mode of a project in which each sees and changes only their own annotations until it is released."""

ENOUGH = 2
"""Persons who must be done with an article before those who are see each other's annotations of it."""


class Sight(Enum):
    """What a coder may see of others' annotations."""

    ALL = "all"
    BOTH_DONE = "both_done"
    """Those of an article once this coder and somebody else are done with it."""
    OWN = "own"


def sight(project: Project, *, blind: bool = False) -> Sight:
    """What a coder may see.

    Args:
        blind: the coder wants not to see others' annotations, whatever the project allows.
    """
    if blind or (project.mode == INDEPENDENT and not project.released):
        return Sight.OWN
    return Sight.BOTH_DONE if project.blind_until_done else Sight.ALL


def sees_others(sight: Sight, me: str, reviews: Iterable[Review], persons: Mapping[str, str]) -> bool:
    """Whether a coder may see others' annotations in the article of these marks.

    Who skips an article does not annotate it any more, so they see it once two others are done.

    Args:
        me: the coder's id.
        persons: coder's id → the person's, as `persons` gives them.
    """
    if sight is not Sight.BOTH_DONE:
        return sight is Sight.ALL
    known = [(persons.get(review.coder, review.coder), review.status) for review in reviews]
    mine = {status for person, status in known if person == persons.get(me, me)}
    done = {person for person, status in known if status == "done"}
    return not mine.isdisjoint(("done", "skipped")) and len(done) >= ENOUGH


def persons(coders: Mapping[str, Coder]) -> dict[str, str]:
    """Coder → the person behind them, by the smallest of their ids that is known; only those who have more than one."""
    groups: dict[str, set[str]] = {}
    for coder in coders.values():
        if coder.same_as:
            ids = {coder.id, *coder.same_as}
            whole = ids.union(*(groups.get(name, set()) for name in ids))
            groups |= dict.fromkeys(whole, whole)
    return {name: min(group.intersection(coders) or group) for name, group in groups.items()}


def identities(coder: str, coders: Mapping[str, Coder]) -> frozenset[str]:
    """All ids of the person behind a coder's id."""
    known = persons(coders)
    return frozenset({coder, *(name for name, person in known.items() if person == known.get(coder))})
