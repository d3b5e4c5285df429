"""The short names of an article's annotations: Q2, C3. Card and gutter say the same one."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.corpus.annotation import Annotation
from annotator.corpus.kinds import Codebook


def chips(annotations: Iterable[Annotation], codebook: Codebook) -> dict[str, str]:
    """Each annotation's chip by id: the letter of its kind and its place among ALL annotations of the article.

    One count for all kinds, so that the number alone already tells where in the text it stands.

    Args:
        annotations: of one article, in reading order.
    """
    known, found = letters(codebook), {}
    for place, annotation in enumerate(annotations, start=1):
        kind = annotation.kind
        if kind not in known:
            known[kind] = codebook.kind(kind).label.strip()[:1].upper() or "?"
        found[annotation.id] = f"{known[kind]}{place}"
    return found


def letters(codebook: Codebook) -> dict[str, str]:
    """Kind → the letter that stands for it; two kinds that begin alike have two letters: C and Ca."""
    found: dict[str, str] = {}
    for kind in codebook.kinds:
        label = "".join(kind.label.split()) or "?"
        short = [label[:1].upper(), *(label[:1].upper() + other.lower() for other in label[1:]), label]
        found[kind.id] = next((each for each in short if each not in found.values()), short[0])
    return found
