"""The versions of an article: which has its text, which replaces which, what an earlier one still has for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from annotator.corpus.annotation import Annotation
from annotator.corpus.article import CARRIES, LEFT, REPLACES, members
from annotator.corpus.contents import Marked
from annotator.corpus.ids import pack, unpack
from annotator.corpus.versions import Earlier, Tied, carried_id
from annotator.project.library import SHOWN
from annotator.project.operation import decode_fields
from annotator.project.schema import REPLACING

if TYPE_CHECKING:
    from annotator.project.catalogue import Catalogue

_DEEPEST = 50
"""Versions of one article that are looked through: a ring of them ends there."""

_AT_ONCE = 500
"""Digests that are asked for at once."""

_ENDS = "l.start IN (SELECT id FROM annotation) AND l.end IN (SELECT id FROM annotation)"
_HERE = "SELECT id FROM annotation WHERE article=?"


def newer(catalogue: Catalogue) -> dict[str, str]:
    """Article → the one that replaces it; the one that came last, where there are several."""
    rows = catalogue.rows(f"SELECT c.id, c.fields FROM card c WHERE {REPLACING} AND {SHOWN} ORDER BY c.arrived, c.id")
    found = {decode_fields(stored).get(REPLACES): unpack(name) for name, stored in rows}
    return {before: name for before, name in found.items() if isinstance(before, str) and before and before != name}


def with_text(catalogue: Catalogue, digests: Iterable[bytes]) -> dict[bytes, str]:
    """SHA-256 of a text → the article that has it already."""
    wanted, found = list(digests), dict[bytes, str]()
    for start in range(0, len(wanted), _AT_ONCE):
        part = tuple(wanted[start:start + _AT_ONCE])
        marks = ",".join("?" * len(part))
        for digest, name in catalogue.rows(f"SELECT text_digest, id FROM card c WHERE text_digest IN ({marks})"
                                           f" AND {SHOWN} ORDER BY c.rowid DESC", part):
            found[digest] = unpack(name)
    return found


def to_place(catalogue: Catalogue, article: str) -> list[Annotation]:
    """The annotations of earlier versions that this one has not taken over, and nobody let go.

    While others' work is hidden, each is asked for their own alone.
    """
    left, found = set[str](), list[Annotation]()
    for name, fields in _before(catalogue, article):
        left |= {key for key, value in members(fields, LEFT).items() if value}
        found += catalogue.annotations(name)
    me = _me(catalogue)
    return [each for each in found if each.id not in left and (not me or each.creator in me)]


def earlier(catalogue: Catalogue, name: str, article: str) -> Earlier:
    """All that an article has for a version that replaces it.

    Args:
        name: the earlier version.
        article: the id of the new one, which need not be in the project yet.
    """
    from annotator.project.contents import one, standing

    contents, me = one(catalogue, name), _me(catalogue)
    annotations = [each for each in contents.annotations if not me or each.creator in me]
    known = standing(catalogue, [carried_id(each.id, article) for each in annotations])
    marked = {each.coder for each in catalogue.reviews(article)}
    answered = {each.coder for each in catalogue.values(article)}
    return Earlier(name, contents.text, annotations, _tied(catalogue, name), contents.passages, frozenset(known),
                   [each for each in contents.reviews if each.coder not in marked and (not me or each.coder in me)],
                   [each for each in contents.values if each.coder not in answered and (not me or each.coder in me)])


def waiting(catalogue: Catalogue, article: str) -> list[Earlier]:
    """What is still in the earlier versions of an article that carries over, without what somebody let go."""
    names = {each.id for each in to_place(catalogue, article)}
    found = []
    for name, _ in _before(catalogue, article):
        whole = earlier(catalogue, name, article)
        kept: list[Marked] = [each for each in whole.annotations if each.id in names]
        found.append(replace(whole, annotations=kept, passages=()))
    return found


def _before(catalogue: Catalogue, article: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The versions before, from the last one back, as long as each carries over; with the fields of what replaced it.
    """
    seen = {article}
    for _ in range(_DEEPEST):
        rows = catalogue.rows("SELECT fields FROM card WHERE id=?", (pack(article),))
        fields = decode_fields(rows[0][0]) if rows else {}
        article = fields.get(REPLACES) or ""
        if not fields.get(CARRIES) or not article or article in seen:
            return
        seen.add(article)
        yield article, fields


def _tied(catalogue: Catalogue, article: str) -> list[Tied]:
    here = pack(article)
    rows = catalogue.rows("SELECT l.id, l.article, l.fields, l.born_by FROM link l"
                          f" WHERE (l.start IN ({_HERE}) OR l.end IN ({_HERE})) AND {_ENDS} ORDER BY l.id",
                          (here, here))
    found = []
    for name, home, stored, by in rows:
        fields = decode_fields(stored)
        found.append(Tied(unpack(name), unpack(home), fields, fields.get("creator") or unpack(by)))
    return found


def _me(catalogue: Catalogue) -> frozenset[str]:
    """The ids of whoever works here while others' annotations are hidden; empty while all are seen."""
    from annotator.corpus.sight import identities

    return identities(unpack(catalogue.coder), catalogue.coders()) if catalogue.left_out() else frozenset()
