"""Links as the annotations of one article see them, in both directions; and what a removed annotation was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotator.corpus.annotation import Annotation, annotation_from_fields
from annotator.corpus.ids import pack, unpack
from annotator.corpus.link import Link, Tie, tied
from annotator.corpus.team import utc
from annotator.project.fold import fold
from annotator.project.operation import decode_fields

if TYPE_CHECKING:
    from annotator.project.catalogue import Catalogue

_HERE = "SELECT id FROM annotation WHERE article=?"
_DRAWN = ("SELECT l.id, l.article, l.fields, l.born_by, l.start IN (SELECT id FROM annotation),"
          " l.end IN (SELECT id FROM annotation)"
          f" FROM link l WHERE l.start IN ({_HERE}) OR l.end IN ({_HERE}) ORDER BY l.arrived, l.id")


def ties(catalogue: Catalogue, article: str) -> dict[str, list[Tie]]:
    """Annotation of the article → its ties, also those whose other end is removed. Only annotations that have some.

    An end that is named but has never arrived is left out until it does.
    """
    here = pack(article)
    rows = catalogue.rows(_DRAWN, (here, here)) if catalogue.rows("SELECT 1 FROM link LIMIT 1") else []
    if not rows:
        return {}
    ring, one = catalogue.unfollowed(), catalogue.people().one
    drawn: dict[str, list[tuple[Link, str]]] = {unpack(row[0]): [] for row in catalogue.rows(_HERE, (here,))}
    absent: set[str] = set()
    for raw, origin, stored, by, *present in rows:
        link = link_of(raw, origin, stored, ring)
        who = decode_fields(stored).get("creator") if '"creator"' in stored else None
        for name, is_there in zip((link.start, link.end), present, strict=True):
            if not is_there:
                absent.add(name)
            if name in drawn:
                drawn[name].append((link, one(who or unpack(by))))
    known = catalogue.standing(absent) if absent else {}
    gone = {name for name, standing in known.items() if standing.kind == "annotation" and not standing.alive}
    found = {name: tied(name, links, gone) for name, links in drawn.items() if links}
    unheard = absent - gone
    return {name: kept for name, every in found.items() if (kept := [tie for tie in every if tie.other not in unheard])}


def drawn(catalogue: Catalogue, names: Iterable[str]) -> list[Link]:
    """Those of these links that are there, whatever became of their ends."""
    found = [row for name in names for row in catalogue.rows("SELECT id,article,fields FROM link WHERE id=?",
                                                             (pack(name),))]
    return [link_of(row[0], row[1], row[2], catalogue.unfollowed()) for row in found]


def alike(catalogue: Catalogue, link: Link) -> list[Link]:
    """All links that say the same as this one, itself among them: several coders may have drawn it."""
    rows = catalogue.rows("SELECT id,article,fields FROM link WHERE type=? AND start=? AND end=? ORDER BY id",
                          (link.type, pack(link.start), pack(link.end)))
    return [link_of(row[0], row[1], row[2], catalogue.unfollowed()) for row in rows]


def removed(catalogue: Catalogue, name: str) -> Annotation | None:
    """What a removed annotation was; `modified` and `modified_by` say when it was removed, and by whom."""
    ops = catalogue.operations("WHERE o.entity=?", (pack(name),))
    if not ops:
        return None
    state = fold(ops)
    if state.alive or state.kind != "annotation":
        return None
    who = dict(catalogue.rows("SELECT id, coder FROM session"))
    creator = state.fields.get("creator") or unpack(who[state.born.session])
    return annotation_from_fields(
        name, unpack(state.article), state.fields, creator=creator, created=utc(state.born.hlc >> 16),
        modified=utc(state.last.hlc >> 16), modified_by=unpack(who[state.last.session]))


def link_of(raw: bytes, article: bytes, stored: str, ring: frozenset[str]) -> Link:
    """A link from its row, which holds packed ids; `ring` are the links that are not followed."""
    name, fields = unpack(raw), decode_fields(stored)
    start, end = fields.get("start") or "", fields.get("end") or ""
    return Link(name, fields.get("type") or "", start, end, fields.get("certainty") or "", fields.get("note") or "",
                unpack(article), name not in ring and start != end)
