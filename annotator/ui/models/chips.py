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
    letters: dict[str, str] = {}
    found = {}
    for place, annotation in enumerate(annotations, start=1):
        kind = annotation.kind
        if kind not in letters:
            letters[kind] = codebook.kind(kind).label.strip()[:1].upper() or "?"
        found[annotation.id] = f"{letters[kind]}{place}"
    return found
