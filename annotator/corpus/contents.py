"""What a project holds, as those pass it on who read or compare all of it: the journal's own fields, not yet words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from annotator.corpus.article import Passage
from annotator.corpus.link import Link
from annotator.corpus.team import ArticleValues, Review


class Standing(NamedTuple):
    """What the journal says of an entity, also of one that was removed (`alive` is False then)."""

    kind: str
    alive: bool
    fields: Mapping[str, Any]


class Marked(NamedTuple):
    """One annotation: its id, its fields, and who made and changed it when (UTC times as text)."""

    id: str
    fields: Mapping[str, Any]
    creator: str
    created: str
    modified: str
    modified_by: str
    revision: int


@dataclass(frozen=True, slots=True)
class ArticleContents:
    """One article with everything in it. `digest` is the SHA-256 of its text, in hexadecimal.

    The annotations come in the order of the text; `links` are those that are drawn from them.
    """

    id: str
    fields: Mapping[str, Any]
    text: str
    digest: str
    annotations: Sequence[Marked] = ()
    links: Sequence[Link] = ()
    passages: Sequence[Passage] = ()
    reviews: Sequence[Review] = ()
    values: Sequence[ArticleValues] = ()
