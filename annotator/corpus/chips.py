"""The short names of an article's annotations: Q2, C3. Card and gutter say the same one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from annotator.corpus.annotation import Annotation
from annotator.corpus.kinds import Codebook


def chip(annotation: Annotation, place: int, codebook: Codebook) -> str:
    """The chip of the annotation that has so many before it: the letter of its kind, and its own number."""
    return f"{letter(annotation.kind, codebook)}{place + 1}"


def letter(kind: str, codebook: Codebook) -> str:
    """The letter of a kind, also of one that the codebook lacks."""
    return letters(codebook).get(kind) or codebook.kind(kind).label.strip()[:1].upper() or "?"


def chips(annotations: Iterable[Annotation], codebook: Codebook) -> dict[str, str]:
    """Each annotation's chip by id: the letter of its kind and its place among ALL annotations of the article.

    One count for all kinds, so that the number alone already tells where in the text it stands.

    Args:
        annotations: of one article, in reading order.
    """
    return {annotation.id: chip(annotation, place, codebook) for place, annotation in enumerate(annotations)}


def letters(codebook: Codebook) -> Mapping[str, str]:
    """Kind → the letter that stands for it; two kinds that begin alike have two letters: C and Ca."""
    return _letters(tuple((kind.id, kind.label) for kind in codebook.kinds))


@lru_cache(maxsize=4)
def _letters(kinds: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, title in kinds:
        label = "".join(title.split()) or "?"
        short = [label[:1].upper(), *(label[:1].upper() + other.lower() for other in label[1:]), label]
        found[name] = next((each for each in short if each not in found.values()), short[0])
    return found
