"""Article variables: what a coder says of an article as a whole (topic, tone, frame)."""

from __future__ import annotations

from typing import Any

from annotator.corpus.change import Change, ChangeSet, values_id
from annotator.corpus.team import Coder


def answer(article: str, coder: Coder, name: str, value: Any, *, seen: tuple[int, ...] | None = None) -> ChangeSet:
    """Set a coder's own answer to one of the questions on an article; nothing takes it away.

    Each answer is a field of its own, so that what one coder answers on two computers both stays.
    """
    kept = None if value in (None, "", [], ()) else value
    fields = {"coder": coder.id, f"attribute:{name}": kept}
    return ChangeSet([Change("values", values_id(coder.id, article), fields, article, seen)])
