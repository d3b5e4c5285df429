"""What is to settle, as it is asked: a question for each field, with the values in words and what each would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from annotator.actions import library, sources
from annotator.actions.links import unlinked
from annotator.corpus.change import DELETED, ChangeSet
from annotator.corpus.link import ring_of
from annotator.corpus.source import Source, family, representative
from annotator.corpus.team import utc
from annotator.language import countable, counted, tr, trn
from annotator.project.inside import seen_in
from annotator.project.links import alike, drawn
from annotator.project.settle import Conflict, Side, also_touched, brought_back, conflicts, settled
from annotator.project.statements import reach
from annotator.project.unsettled import Matter
from annotator.ui.bridge import Bridge
from annotator.ui.models.past_names import coder_name, link_title, names_for
from annotator.ui.models.past_words import (
    Names,
    choices,
    field_words,
    listed,
    removal_words,
    value_words,
    where_they_differ,
)
from annotator.ui.models.shelves import STATUS_WORDS
from annotator.ui.models.times import when

_MOST = 9
"""Values that have a key."""
_UNSEEN = {"values": countable("answer"), "passages": countable("passage"), "link": countable("link")}
"""What is counted of what was done unseen in an article."""
WHY_RING = tr("Something would be a part of itself. The link that came last is not followed. Take one away:")
Home = tuple[str, str]
"""Where a thing stands: the tab of the side panel, and the id of what is shown there."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers: what it is in words, who said so and when, and what makes it so."""

    words: str
    whose: str
    changes: Callable[[], ChangeSet]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of one field; `whole` is a sentence of its own instead of a field's name."""

    title: str
    choices: tuple[Choice, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What the questions are made of; equal as long as they would be the same."""

    matter: Matter
    conflicts: tuple[Conflict, ...] = ()
    ring: tuple[str, ...] = ()


def facts(bridge: Bridge, matter: Matter) -> Facts:
    """What is known of a matter now."""
    session = bridge.session
    ring = ring_of(matter.entity, session.catalogue.parts()) if matter.is_ring else []
    return Facts(matter, tuple(conflicts(session.replica, [matter.entity])), tuple(ring))


def questions(bridge: Bridge, given: Facts) -> list[Question]:
    """What is asked, the removal first: it decides on everything else."""
    owner = given.matter.kind
    if owner == "annotation":
        found = bridge.session.catalogue.annotation(given.matter.entity)
        owner = found.kind if found else ""
    names = names_for(bridge, given.matter.article, owner)
    asked = [_removal(bridge, each) if each.field == DELETED else _values(bridge, each, names)
             for each in given.conflicts]
    return [*asked, *([_ring(bridge, given.ring)] if given.ring else [])]


def home(bridge: Bridge, matter: Matter) -> Home:
    """Where in the window a matter is looked at."""
    catalogue = bridge.session.catalogue
    if matter.kind == "annotation":
        return "annotation", matter.entity
    if matter.kind == "link":
        return "annotation", next((link.start for link in drawn(catalogue, [matter.entity])), "")
    if matter.kind == "source":
        if matter.entity not in catalogue.sources() and (naming := catalogue.behind(matter.entity)):
            return "annotation", naming[0].id
        return "sources", representative(matter.entity, catalogue.merged())
    return ("codebook", "") if matter.kind == "codebook" else ("article", matter.article)


def _values(bridge: Bridge, conflict: Conflict, names: Names) -> Question:
    offered = choices(conflict.sides)[-_MOST:]
    shown = where_they_differ([value for value, _ in offered])
    made = []
    for at, ((value, sides), told) in enumerate(zip(offered, shown, strict=True)):
        whose = _whose(bridge, sides)
        if at == len(offered) - 1:
            whose = tr("{whose} · shows now", whose=whose)
        made.append(Choice(value_words(conflict.field, told, names), whose, partial(settled, conflict, value)))
    return Question(field_words(conflict.field, names), tuple(made))


def _whose(bridge: Bridge, sides: Sequence[Side]) -> str:
    return "; ".join(f"{coder_name(bridge, side.coder)}, {when(utc(side.time))}" for side in sides)


def _removal(bridge: Bridge, conflict: Conflict) -> Question:
    title = removal_words(conflict.sides, partial(coder_name, bridge), inside=conflict.kind == "article")
    if _is_gone(bridge, conflict):
        title = _gone_but_named(bridge, conflict)
    if conflict.inside:
        title += f" {_unseen(bridge, conflict)}"
    return Question(title, (
        Choice(tr("Keep"), _kept(bridge, conflict), partial(_keep, bridge, conflict)),
        Choice(tr("Remove"), _removed(bridge, conflict), partial(_remove, bridge, conflict))), whole=True)


def _is_gone(bridge: Bridge, conflict: Conflict) -> bool:
    """Whether it is a source that is removed, and only still named."""
    return conflict.kind == "source" and conflict.entity not in bridge.session.catalogue.sources()


def _gone_but_named(bridge: Bridge, conflict: Conflict) -> str:
    """“Ben removed it, and Mara names it in 2 annotations.”"""
    removed, naming = ([coder_name(bridge, side.coder) for side in conflict.sides if bool(side.value) is gone]
                       for gone in (True, False))
    many = counted(len(bridge.session.catalogue.behind(conflict.entity)), "annotation")
    return trn("{removed} removed it, and {naming} names it in {annotations}.",
               "{removed} removed it, and {naming} name it in {annotations}.", len(set(naming)),
               removed=listed(removed), naming=listed(naming), annotations=many)


def _unseen(bridge: Bridge, conflict: Conflict) -> str:
    """“Not seen then: Mara’s 2 answers, 1 passage and mark “Done”; Jo’s link.”"""
    done: dict[str, Counter[str]] = {}
    for each in conflict.inside:
        found = done.setdefault(coder_name(bridge, each.coder), Counter())
        found[_UNSEEN.get(each.kind, each.status)] += each.number if each.kind in ("values", "passages") else 1
    said = [tr("{name}’s {things}", name=name, things=listed([
        counted(many, what) if what in _UNSEEN.values() else
        tr("mark “{status}”", status=STATUS_WORDS.get(what, what)) for what, many in found.items()]))
        for name, found in done.items()]
    return tr("Not seen then: {things}.", things="; ".join(said))


def _kept(bridge: Bridge, conflict: Conflict) -> str:
    if conflict.kind not in ("article", "source") or not (many := also_touched(bridge.session.replica, conflict)):
        return ""
    if conflict.kind == "source":
        return tr("and named again in {annotations}", annotations=counted(many, "annotation"))
    return trn("with the {number:,} annotation removed with it", "with the {number:,} annotations removed with it",
               many)


def _removed(bridge: Bridge, conflict: Conflict) -> str:
    catalogue = bridge.session.catalogue
    if conflict.kind == "article" and (many := len(catalogue.annotations(conflict.entity))):
        return tr("with {annotations}", annotations=counted(many, 'annotation'))
    if conflict.inside:
        return tr("with all that is in it; the bin brings it back")
    if conflict.kind == "source":
        many = reach(catalogue, family(conflict.entity, catalogue.merged()))[0]
        return trn("{number:,} annotation will name no source", "{number:,} annotations will name no source",
                   many) if many else ""
    return ""


def _keep(bridge: Bridge, conflict: Conflict) -> ChangeSet:
    found = settled(conflict, 0)
    return found + brought_back(bridge.session.replica, conflict) if conflict.kind in ("article", "source") else found


def _remove(bridge: Bridge, conflict: Conflict) -> ChangeSet:
    catalogue, found = bridge.session.catalogue, settled(conflict, 1)
    if conflict.kind == "article":
        return found + library.remove_article(conflict.entity, catalogue.annotations(conflict.entity),
                                              seen_in(bridge.session.replica, conflict.entity))
    if conflict.kind == "source":
        known = catalogue.sources()
        members = [known[name] for name in family(conflict.entity, catalogue.merged()) if name in known]
        if not members:
            return found + sources.without_source([Source(conflict.entity, "")], catalogue.behind(conflict.entity))
        return found + sources.remove_members(members) + sources.without_source(
            members, catalogue.behind(conflict.entity))
    return found


def _ring(bridge: Bridge, ring: Sequence[str]) -> Question:
    """The links that make something a part of itself, the one that is not followed first: any of them may go."""
    return Question(WHY_RING, tuple(_link(bridge, name, last=not at) for at, name in enumerate(ring[:_MOST])),
                    whole=True)


def _link(bridge: Bridge, name: str, *, last: bool) -> Choice:
    step = bridge.session.timeline().of(name)[0]
    whose = f"{coder_name(bridge, step.coder)}, {when(utc(step.time))}"
    if last:
        whose = tr("{whose} · came last, not followed", whose=whose)
    return Choice(link_title(bridge, name), whose, partial(_take_away, bridge, name))


def _take_away(bridge: Bridge, name: str) -> ChangeSet:
    """Remove a link, and every other one that says the same: it would close the ring again."""
    catalogue = bridge.session.catalogue
    return unlinked(alike(catalogue, drawn(catalogue, [name])[0]))
