"""Links: draw, describe, remove; and bring back an end that was removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.corpus.annotation import Annotation
from annotator.corpus.change import DELETED, Change, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.ids import new_id
from annotator.corpus.link import SYMMETRIC, Link, Tie, closes_ring, phrase
from annotator.language import tr

_NOT_MADE = tr("The link was not made")

Parts = Iterable[tuple[str, str, str]]
"""Every `part_of` link of the project: id, start, end."""


def link(here: Annotation, type_: str, there: Annotation, *, outgoing: bool = True, ties: Iterable[Tie] = (),
         parts: Parts = (), certainty: str = "", note: str = "") -> tuple[Link, ChangeSet]:
    """Draw a link; nothing is stored of certainty and note unless they say something.

    Args:
        outgoing: whether it runs from `here` to `there`.
        ties: what ties `here` already.
        parts: all that is part of something, so that nothing becomes a part of itself.

    Raises:
        Fault: they are one annotation, linked like this already, or something would be a part of itself.
    """
    _check(here.id, type_, there.id, ties, parts, outgoing=outgoing)
    start, end = (here, there) if outgoing else (there, here)
    made = Link(new_id(), type_, start.id, end.id, certainty, note, start.article)
    fields = {"type": type_, "start": start.id, "end": end.id}
    fields |= {key: value for key, value in (("certainty", certainty), ("note", note)) if value}
    return made, ChangeSet([Change("link", made.id, fields, start.article, new=True)])


def all_same(annotations: Iterable[Annotation], joined: Mapping[str, str]) -> ChangeSet:
    """Say that annotations are the same: each is linked with the first, unless it is so already by way of others.

    Args:
        joined: annotation → one that stands for all those that it is linked with as the same.
    """
    found = list(annotations)
    changes = ChangeSet([])
    known = {joined.get(found[0].id, found[0].id)} if found else set()
    for each in found[1:]:
        group = joined.get(each.id, each.id)
        if group not in known:
            changes += link(found[0], "same_as", each)[1]
            known.add(group)
    return changes


def unlink(tie: Tie) -> ChangeSet:
    """Remove every link that says it: a tie that two coders drew would else still be there."""
    return unlinked(tie.links)


def unlinked(links: Iterable[Link]) -> ChangeSet:
    """Remove these links."""
    return ChangeSet([Change("link", link.id, {DELETED: 1}, link.article) for link in links])


def set_type(tie: Tie, type_: str, here: Annotation, there: Annotation, *, outgoing: bool = True,
             ties: Iterable[Tie] = (), parts: Parts = ()) -> ChangeSet:
    """Say that a tie of `here` is of another type, or runs the other way: certainty and note stay.

    A link that turns round is drawn anew from its other end: links belong to the article in which they begin.

    Args:
        outgoing: whether it runs from `here` to `there`.

    Raises:
        Fault: there is such a link already, or something would be a part of itself.
    """
    if type_ == tie.type and (outgoing == tie.outgoing or type_ in SYMMETRIC):
        return ChangeSet([])
    others, own = [other for other in ties if other != tie], {each.id for each in tie.links}
    first, rest = tie.links[0], [part for part in parts if part[0] not in own]
    drawn, change_set = link(here, type_, there, outgoing=outgoing, ties=others, parts=rest,
                             certainty=first.certainty, note=first.note)
    if first.start != drawn.start:
        return unlink(tie) + change_set
    return ChangeSet([Change("link", each.id, {"type": type_}, each.article) for each in tie.links])


def set_note(tie: Tie, note: str, *, seen: tuple[int, ...] | None = None) -> ChangeSet:
    """Write the note of a link."""
    return _set(tie, "note", note, seen)


def set_certainty(tie: Tie, certainty: str) -> ChangeSet:
    """Say how sure one is of a link: one of `CERTAINTIES`, "" for nothing said."""
    return _set(tie, "certainty", certainty)


def bring_back(annotation: Annotation) -> ChangeSet:
    """Bring a removed annotation back; its links come back with it, since they were only hidden."""
    return ChangeSet([Change("annotation", annotation.id, {DELETED: 0}, annotation.article)])


def _set(tie: Tie, field: str, value: str, seen: tuple[int, ...] | None = None) -> ChangeSet:
    first = tie.links[0]
    if getattr(first, field) == value:
        return ChangeSet([])
    return ChangeSet([Change("link", first.id, {field: value or None}, first.article, seen)])


def _check(here: str, type_: str, there: str, ties: Iterable[Tie], parts: Parts, *, outgoing: bool) -> None:
    said = phrase(type_, outgoing=outgoing)
    if here == there:
        raise Fault(_NOT_MADE, tr("an annotation cannot be linked to itself"), tr("Choose another one"))
    for tie in ties:
        if (tie.type, tie.other) == (type_, there) and (tie.outgoing == outgoing or type_ in SYMMETRIC):
            raise Fault(_NOT_MADE, tr("the two are linked like this already (“{said}”)", said=said),
                        tr("Choose another kind of link, or another annotation"))
    start, end = (here, there) if outgoing else (there, here)
    if type_ == "part_of" and closes_ring(start, end, ((part, whole) for _, part, whole in parts)):
        raise Fault(_NOT_MADE, tr("something would be a part of itself: the one is part of the other already"),
                    tr("Turn the link round, or remove the other one first"))
