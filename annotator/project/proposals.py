"""The suggestions for an article that came in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.corpus.change import proposals_id
from annotator.corpus.ids import pack
from annotator.corpus.proposals import Proposal, proposals_from_fields
from annotator.project.operation import decode_fields

if TYPE_CHECKING:
    from annotator.project.catalogue import Catalogue


def proposed_fields(catalogue: Catalogue, article: str) -> dict[str, Any]:
    """The journal's fields of them."""
    rows = catalogue.rows("SELECT fields FROM entity WHERE id=?", (pack(proposals_id(article)),))
    return dict(decode_fields(rows[0][0])) if rows else {}


def proposals(catalogue: Catalogue, article: str, length: int) -> tuple[Proposal, ...]:
    """All of them, in the order of the text of that many code points."""
    return proposals_from_fields(proposed_fields(catalogue, article), length)
