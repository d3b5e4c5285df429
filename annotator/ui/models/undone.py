"""What an undo says that had to leave something alone: how much is undone, and who has changed what since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from annotator.actions import annotate, library, sources
from annotator.corpus.change import DELETED, Change, ChangeSet
from annotator.corpus.source import family
from annotator.language import tr, trn
from annotator.project.inside import seen_in
from annotator.project.taking_back import Left, Undone
from annotator.project.undo import WHOLE
from annotator.ui.bridge import Bridge, Said
from annotator.ui.models.past_names import names_for
from annotator.ui.models.past_words import Names, listed, spoken

_MOST = 3
"""Reasons that a message gives."""

_READ = 200
"""Things that are looked at for them."""

_REMOVABLE = frozenset({"annotation", "article", "link", "source"})

Reason = tuple[str, tuple[str, ...], tuple[str, ...]]
"""What happened (a field of its own, `PURGED`, `SET` or `HIDDEN`), who it was, and the fields in words."""

SET, PURGED, HIDDEN, BACK, INSIDE = "set", "purged", "hidden", "back", "inside"


def told(bridge: Bridge, again: bool, undone: Undone) -> Said:
    """“2 of 3 undone; Maria has changed the note since”; for a creation that stands, with a way to delete it.

    Args:
        again: what was undone is done again.
    """
    reasons = Counter(_reasons(bridge, undone.left[:_READ]))
    said = [_sentence(reason, many, alone=undone.things == 1) for reason, many in islice(reasons.items(), _MOST)]
    if len(reasons) > _MOST or len(undone.left) > _READ:
        said.append(tr("and others have changed more"))
    if undone.total == 1 and any(reason[0] == DELETED for reason in reasons):
        return Said(said[0][:1].upper() + said[0][1:])
    head = _head(again, undone)
    standing = [each for each in undone.left if WHOLE in each.fields and each.here and not each.purged
                and each.told and each.kind in _REMOVABLE]
    text = "; ".join((head, *said))
    if not standing:
        return Said(text)
    return Said(text, action=tr("Delete it instead") if len(standing) == 1 else tr("Delete them instead"),
                then=partial(_delete, bridge, standing))


def _head(again: bool, undone: Undone) -> str:
    if undone.done:
        words = partial(tr, "{done:,} of {total:,} done again" if again else "{done:,} of {total:,} undone")
        return words(done=undone.done, total=undone.total)
    words = partial(tr, "Not done again: {action}" if again else "Not undone: {action}")
    return words(action=undone.label.lower())


def _reasons(bridge: Bridge, left: Iterable[Left]) -> Iterator[Reason]:
    """Why each of these things was left alone; the same of several things is the same reason."""
    known: dict[tuple[str, str], Names] = {}
    for each in left:
        if each.purged or not each.told:
            yield PURGED if each.purged else HIDDEN, (), ()
            continue
        fields: dict[tuple[str, ...], list[str]] = {}
        for name, coders in each.fields.items():
            who = _people(bridge, coders)
            if name == WHOLE:
                yield INSIDE if each.kind == "article" else WHOLE, who, ()
            elif name == DELETED:
                yield BACK if each.here else DELETED, who, ()
            else:
                fields.setdefault(who, []).append(spoken(name, _names(bridge, each, known)))
        for who, names in fields.items():
            yield SET, who, tuple(names)


def _names(bridge: Bridge, left: Left, known: dict[tuple[str, str], Names]) -> Names:
    owner = left.kind
    if owner == "annotation":
        found = bridge.session.catalogue.annotation(left.entity)
        owner = found.kind if found else ""
    key = (left.article, owner)
    if key not in known:
        known[key] = names_for(bridge, left.article, owner)
    return known[key]


def _people(bridge: Bridge, coders: Sequence[str]) -> tuple[str, ...]:
    people = bridge.session.catalogue.people()
    mine = people.ids(bridge.session.coder.id)
    return tuple(dict.fromkeys(tr("you") if name in mine else people.name(name) for name in coders)) or (tr("somebody"),
                                                                                                         )


def _sentence(reason: Reason, many: int, *, alone: bool) -> str:
    """Why, in words; `many` things have this in common, of several unless `alone`."""
    what, who, fields = reason
    names, number = listed(who), 2 if who == (tr("you"),) else len(who)
    it = tr("{number:,} of them", number=many) if many > 1 else tr("it") if alone else tr("one of them")
    if what == SET:
        changed = listed(fields)
        if many > 1:
            changed = tr("{fields} of {number:,} of them", fields=changed, number=many)
        return trn("{names} has changed {fields} since", "{names} have changed {fields} since", number, names=names,
                   fields=changed)
    if what == WHOLE:
        return trn("{names} has worked on {thing} since", "{names} have worked on {thing} since", number, names=names,
                   thing=it)
    if what == INSIDE:
        return trn("{names} has worked in {thing} since", "{names} have worked in {thing} since", number, names=names,
                   thing=it)
    if what == BACK:
        it = it if many > 1 else tr("it")
        return trn("{names} has brought {thing} back since", "{names} have brought {thing} back since", number,
                   names=names, thing=it)
    if what == DELETED:
        return _stays(names, many, alone=alone)
    if what == PURGED:
        return trn("what it was has been purged", "what they were has been purged", many)
    return tr("somebody has changed something else since")


def _stays(names: str, many: int, *, alone: bool) -> str:
    if many > 1:
        return tr("{number:,} stay removed: {names} removed them, too", number=many, names=names)
    if alone:
        return tr("it stays removed: {names} removed it, too", names=names)
    return tr("one stays removed: {names} removed it, too", names=names)


def _delete(bridge: Bridge, left: Sequence[Left]) -> None:
    """Delete what an undo has left standing, with what others have put upon it: one action, and its own undo."""
    changes = ChangeSet([])
    for each in left:
        changes += _removal(bridge, each)
    bridge.do(changes, say=tr("Deleted") if len(left) == 1 else tr("{number:,} deleted", number=len(left)))


def _removal(bridge: Bridge, left: Left) -> ChangeSet:
    catalogue = bridge.session.catalogue
    if left.kind == "article" and catalogue.article(left.entity):
        return library.remove_article(left.entity, catalogue.annotations(left.entity),
                                      seen_in(bridge.session.replica, left.entity))
    if left.kind == "annotation" and (found := catalogue.annotation(left.entity)):
        return annotate.remove([found])
    if left.kind == "source":
        known = catalogue.sources()
        members = [known[name] for name in family(left.entity, catalogue.merged()) if name in known]
        return sources.without_source(members, catalogue.behind(left.entity)) + sources.remove_members(members)
    return ChangeSet([Change("link", left.entity, {DELETED: 1}, left.article)] if left.kind == "link" else [])
