"""What a person said under several ids counts once: their mark on an article, and their values of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import Any

from annotator.corpus.people import People
from annotator.corpus.team import ArticleValues, Coder, Review


def joined_reviews(reviews: Iterable[Review], people: People) -> tuple[Review, ...]:
    """One mark for each person, the one that was set last, under the id by which they count."""
    if not people.joined:
        return tuple(reviews)
    found: dict[str, Review] = {}
    for review in sorted(reviews, key=attrgetter("changed")):
        name = people.one(review.coder)
        before = found.get(name)
        found[name] = replace(review, coder=name, assigned=review.assigned or (before is not None and before.assigned),
                              note=review.note or (before.note if before else ""))
    return tuple(found[name] for name in sorted(found))


def joined_values(article: str, said: Iterable[tuple[int, Mapping[str, Any]]],
                  people: People) -> tuple[ArticleValues, ...]:
    """One set of values for each person who has said something, by id; of two answers the later one counts.

    Args:
        said: when it was changed last (milliseconds UTC), and the journal's fields.
    """
    found: dict[str, dict[str, Any]] = {}
    for _, fields in sorted(said, key=_time):
        name = people.one(fields.get("coder") or "")
        found[name] = {**found.get(name, {}), **fields, "coder": name}
    values = (ArticleValues.from_fields(article, found[name]) for name in sorted(found))
    return tuple(each for each in values if each.values)


def joined_coders(coders: Mapping[str, Coder], known: Mapping[str, Coder], people: People) -> dict[str, Coder]:
    """Each person once, with their other ids beside the one by which they count.

    Args:
        coders: whom it is about.
        known: all coders of the project: what a person said of themselves under another id is theirs, too.
    """
    found: dict[str, Coder] = {}
    for name, coder in coders.items():
        person = people.person(name)
        if person.id not in found and len(person.ids) == 1:
            found[name] = coder
        elif person.id not in found:
            selves = [known[each] for each in sorted(person.ids) if each in known]
            found[person.id] = Coder(
                person.id, person.name, next((s.orcid for s in selves if s.orcid), ""),
                next((s.email for s in selves if s.email), ""), tuple(sorted(person.ids - {person.id})),
                any(s.brought for s in selves))
    return dict(sorted(found.items()))


def _time(entry: tuple[int, Mapping[str, Any]]) -> int:
    return entry[0]
