"""The short names of an article's annotations: Q2, C3. Card and gutter say the same one."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.corpus.annotation import Annotation
from annotator.corpus.kinds import Codebook


def chip(annotation: Annotation, place: int, codebook: Codebook) -> str:
    """The chip of the annotation that has so many before it: the letter of its kind, and its own number."""
    return f"{letter(annotation.kind, codebook)}{place + 1}"


def letter(kind: str, codebook: Codebook) -> str:
    """The letter of a kind."""
    return codebook.kind(kind).label.strip()[:1].upper() or "?"


def chips(annotations: Iterable[Annotation], codebook: Codebook) -> dict[str, str]:
    """Each annotation's chip by id: the letter of its kind and its place among ALL annotations of the article.

    One count for all kinds, so that the number alone already tells where in the text it stands.

    Args:
        annotations: of one article, in reading order.
    """
    letters: dict[str, str] = {}
    found = {}
    for place, annotation in enumerate(annotations, start=1):
        kind = annotation.kind
        if kind not in letters:
            letters[kind] = letter(kind, codebook)
        found[annotation.id] = f"{letters[kind]}{place}"
    return found
