"""Who worked here last: everybody else, when, and in which article."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.corpus.people import Person
from annotator.corpus.team import utc
from annotator.language import tr
from annotator.project.timeline import LastWork
from annotator.ui.bridge import Bridge
from annotator.ui.models.times import when

NOWHERE = tr("in no article of late")


@dataclass(frozen=True, slots=True)
class Worked:
    """One person's last work: when and where in words; `article` is an id, "" when there is none to go to."""

    person: Person
    when: str
    where: str
    article: str = ""


def worked_last(bridge: Bridge, most: int | None = None) -> list[Worked]:
    """Everybody else's last work, the latest first; at most so many."""
    session = bridge.session
    people = session.catalogue.people()
    found = session.timeline().last_work(people)
    found.pop(people.one(session.coder.id), None)
    latest = sorted(found, key=lambda name: (-found[name].time, name))
    return [_worked(bridge, people.person(name), found[name]) for name in latest[:most]]


def _worked(bridge: Bridge, person: Person, last: LastWork) -> Worked:
    article = bridge.session.catalogue.article(last.article) if last.article else None
    where = (article.title or tr("Untitled")) if article else NOWHERE
    return Worked(person, when(utc(last.time)), where, article.id if article else "")
