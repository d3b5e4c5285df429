"""A corrected article comes in as a new one; what of the earlier version it takes over, and what is left there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from annotator.corpus.article import Passage
from annotator.corpus.contents import Marked
from annotator.corpus.ids import derived_id
from annotator.corpus.team import ArticleValues, Review


def carried_id(annotation: str, article: str) -> str:
    """The id that an annotation, or a link, has in a new version: two who carry it over unseen make one of it."""
    return derived_id("carried", annotation, article)


class Tied(NamedTuple):
    """A link at one of an article's annotations, with its fields as the journal has them, and who drew it."""

    id: str
    article: str
    fields: Mapping[str, Any]
    creator: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier version still has for the new one.

    Args:
        article: its id.
        text: its text (regular).
        annotations: those that were not carried over yet, in the order of the text.
        links: those drawn from or to them, both ends of which are there.
        known: of their ids in the new version, those that the journal knows: carried over before, and changed here
            since by somebody who had not seen it.
        reviews, values: each coder's mark on it and answers on it as a whole, of those who have none on the new one.
    """

    article: str
    text: str
    annotations: Sequence[Marked] = ()
    links: Sequence[Tied] = ()
    passages: Sequence[Passage] = ()
    known: frozenset[str] = field(default_factory=frozenset)
    reviews: Sequence[Review] = ()
    values: Sequence[ArticleValues] = ()

    def annotation(self, name: str) -> Marked | None:
        """One of them by its id."""
        return next((each for each in self.annotations if each.id == name), None)
