"""Whose annotations may be shown alone: who has made any in the open article, and how many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from annotator.language import tr
from annotator.ui.bridge import Bridge


@dataclass(frozen=True, slots=True)
class Whose:
    """One choice: a person ("" for everybody), whose annotations these are in words, and how many are here."""

    person: str
    words: str
    count: int


def choices(bridge: Bridge) -> list[Whose]:
    """Everybody's, one's own, then each colleague's by name; whoever is chosen stays a choice."""
    people, me = bridge.session.catalogue.people(), bridge.session.coder.id
    found = Counter(people.one(one.creator) for one in bridge.annotations())
    mine = people.one(me)
    others = [person for person in people
              if person.id != mine and (found[person.id] or person.id == bridge.only)]
    strangers = sorted(set(found) - {person.id for person in people} - {mine})
    return [Whose("", tr("everybody’s"), sum(found.values())), Whose(mine, tr("mine"), found[mine]),
            *(Whose(person.id, whose(person.name), found[person.id]) for person in others),
            *(Whose(name, whose(people.name(name)), found[name]) for name in strangers)]


def whose(name: str) -> str:
    """“Maria’s”, “Hans’”."""
    return tr("{name}’", name=name) if name.endswith("s") else tr("{name}’s", name=name)


def whose_now(bridge: Bridge) -> str:
    """Whose annotations alone are shown, in words; "" for everybody's."""
    if not bridge.only:
        return ""
    people = bridge.session.catalogue.people()
    return tr("mine") if bridge.only == people.one(bridge.session.coder.id) else whose(people.name(bridge.only))
