"""The suggestions for an article that came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from annotator.corpus.change import imported, proposals_id
from annotator.corpus.ids import pack
from annotator.corpus.proposals import Proposal, proposals_from_fields
from annotator.project.operation import Operation, decode_fields, decode_many

if TYPE_CHECKING:
    from annotator.project.catalogue import Catalogue
    from annotator.project.replica import Replica

_AT_ONCE = 50
"""Suggestions that are read in one step; it takes a millisecond or two."""
_FEW = 20_000
"""Letters of what is stored, up to which reading it takes no longer than a step."""


def stored_proposals(catalogue: Catalogue, article: str) -> str:
    """The journal's fields of them, as they are stored: quickly had, and read where there is time (`read_in_steps`)."""
    rows = catalogue.rows("SELECT fields FROM entity WHERE id=?", (pack(proposals_id(article)),))
    return str(rows[0][0]) if rows else ""


def proposed_fields(catalogue: Catalogue, article: str) -> dict[str, Any]:
    """The journal's fields of them."""
    return _read(stored_proposals(catalogue, article))


def read_in_steps(stored: str, length: int) -> Iterator[list[Proposal]]:
    """All of them, in the order of the text of that many code points, at last; nothing now and then is a breath."""
    fields = iter(_read(stored).items())
    found: list[Proposal] = []
    while some := dict(islice(fields, _AT_ONCE)):
        yield []
        found += proposals_from_fields(some, length)
    yield sorted(found, key=attrgetter("segments", "kind", "by"))


def _read(stored: str) -> dict[str, Any]:
    return dict((decode_fields if len(stored) <= _FEW else decode_many)(stored)) if stored else {}


def imported_words(
    replica: Replica, told: Sequence[Operation], session: bytes, first: int, *, operations: int, articles: int
) -> str:
    """An import in words, however many things it brought; empty for an action that is none.

    Suggestions are counted where the first operations of it hold some: each article is followed by its own.

    Args:
        told: the first operations of the action.
        first, operations: number of its first one, and how many there are.
        articles: how many new articles are among them.
    """
    kinds = {op.kind for op in told}
    only = "proposals" in kinds and "annotation" not in kinds
    return imported(articles, suggestions=_came_in(replica, session, first, operations) if only else 0) if (
        articles or only) else ""


def _came_in(replica: Replica, session: bytes, first: int, operations: int) -> int:
    rows = replica.rows(
        "SELECT sum((SELECT count(*) FROM json_each(o.patch) WHERE key>='proposed:' AND key<'proposed;')) FROM op o"
        " WHERE o.session=(SELECT k FROM session WHERE id=?) AND o.n>=? AND o.n<? AND o.kind='proposals'",
        (session, first, first + operations))
    return rows[0][0] or 0
