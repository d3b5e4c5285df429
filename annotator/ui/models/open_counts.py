"""What one article still needs, counted anew after a change of it; the whole library is counted in SQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.corpus.annotation import Annotation
from annotator.corpus.kinds import Codebook
from annotator.corpus.team import Shelf
from annotator.project.catalogue import Catalogue
from annotator.project.needs import required, required_of_article

_NONE: tuple[object, ...] = (None, "", [], ())


def with_open_counts(shelf: Shelf, annotations: Iterable[Annotation], codebook: Codebook) -> Shelf:
    """A shelf with how many of its annotations lack a source, a required answer, or either."""
    asked = required(codebook)
    unsourced = incomplete = open_ = 0
    for annotation in annotations:
        lacks = any(annotation.attributes.get(name) in _NONE for name in asked.get(annotation.kind, ()))
        unsourced += annotation.needs_source
        incomplete += lacks
        open_ += lacks or annotation.needs_source
    return replace(shelf, unsourced=unsourced, incomplete=incomplete, open=open_)


def unanswered(catalogue: Catalogue, coder: str, status: str, article: str) -> int:
    """How many required questions on an article a coder, who has begun it, has not answered."""
    asked = required_of_article(catalogue.codebook())
    if not asked or status not in ("doing", "done"):
        return 0
    mine = next((v.values for v in catalogue.values(article) if v.coder == coder), {})
    return sum(mine.get(name) in _NONE for name in asked)
