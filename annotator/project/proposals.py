"""The suggestions for an article that came in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from annotator.corpus.change import imported, proposals_id
from annotator.corpus.ids import pack
from annotator.corpus.proposals import Proposal, proposals_from_fields
from annotator.project.operation import Operation, decode_fields

if TYPE_CHECKING:
    from annotator.project.catalogue import Catalogue
    from annotator.project.replica import Replica


def proposed_fields(catalogue: Catalogue, article: str) -> dict[str, Any]:
    """The journal's fields of them."""
    rows = catalogue.rows("SELECT fields FROM entity WHERE id=?", (pack(proposals_id(article)),))
    return dict(decode_fields(rows[0][0])) if rows else {}


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


def proposals(catalogue: Catalogue, article: str, length: int) -> tuple[Proposal, ...]:
    """All of them, in the order of the text of that many code points."""
    return proposals_from_fields(proposed_fields(catalogue, article), length)
