"""Links between suggestions that came in: drawn once both ends are annotations, whoever accepts them and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.corpus.change import Change, link_id, proposals_id
from annotator.corpus.proposals import Join, Proposal, became, became_field
from annotator.project.catalogue import Catalogue
from annotator.project.proposals import proposed_fields


def tied(catalogue: Catalogue, article: str, made: Sequence[tuple[Proposal, str]]) -> list[Change]:
    """What is to be stored besides annotations that suggestions of an article become.

    The links with all that is there of their other ends; and what each has become, for ends that are accepted later.

    Args:
        made: suggestions that have an id in their file, each with the id of its annotation.
    """
    if not made:
        return []
    fields = {became_field(each.name, annotation): 1 for each, annotation in made}
    found: dict[str, Change] = {}
    for each, annotation in made:
        for join in each.joins:
            for other in _ends(catalogue, article, join, made):
                change = _link(join, article, annotation, other)
                found[change.entity] = change
    return [Change("proposals", proposals_id(article), fields, article), *found.values()]


def _ends(
    catalogue: Catalogue, article: str, join: Join, made: Sequence[tuple[Proposal, str]]
) -> Iterator[str]:
    """The annotations that the other end of a link is by now, as far as one may see them."""
    now = [annotation for each, annotation in made if each.name == join.other] if join.article == article else []
    yield from now
    before = became(proposed_fields(catalogue, join.article), join.other) if join.article else ()
    yield from (one.id for name in {join.other, *before} if (one := catalogue.annotation(name)))


def _link(join: Join, article: str, here: str, there: str) -> Change:
    start, end = (here, there) if join.outgoing else (there, here)
    fields = {"type": join.type, "start": start, "end": end}
    fields |= {key: value for key, value in (("certainty", join.certainty), ("note", join.note)) if value}
    return Change("link", link_id(start, join.type, end), fields, article if join.outgoing else join.article, new=True)
