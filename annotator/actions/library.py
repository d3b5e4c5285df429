"""Articles: bring them in, describe them, mark their passages, set one's own status, remove them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.corpus.annotation import Annotation
from annotator.corpus.article import PLAIN_FIELDS, Article, Passage, passage_field
from annotator.corpus.change import DELETED, SAW, Change, ChangeSet, passages_id, review_id
from annotator.corpus.team import Coder


def bring_in(articles: Iterable[tuple[Article, str]]) -> ChangeSet:
    """Add articles with their texts (normalised already)."""
    given = list(articles)
    return ChangeSet([Change("article", article.id, article.fields(), article.id, new=True) for article, _ in given],
                     {article.id: text for article, text in given})


def describe_article(article: Article, fields: Mapping[str, Any], *, seen: tuple[int, ...] | None = None) -> ChangeSet:
    """Set title, outlet, byline, published, URL and so on; empty takes a value away."""
    patch = {}
    for key, value in fields.items():
        new = list(value) if key == "byline" else value
        old = list(article.byline) if key == "byline" else getattr(article, key)
        if new != old and (key == "byline" or key in PLAIN_FIELDS):
            patch[key] = new or None
    return ChangeSet([Change("article", article.id, patch, article.id, seen)] if patch else [])


def mark_passage(article: str, start: int, end: int, role: str | None) -> ChangeSet:
    """Give `[start, end)` (code points) a role such as boilerplate; None takes the mark away."""
    return ChangeSet([Change("passages", passages_id(article), {passage_field(start, end): role}, article)])


def toggle_boilerplate(article: str, spans: Iterable[tuple[int, int]], passages: Iterable[Passage]) -> ChangeSet:
    """Mark spans as boilerplate, or clear the boilerplate that they touch when all of them are inside some."""
    wanted = list(spans)
    dimmed = [p for p in passages if p.role == "boilerplate"]
    inside = all(any(p.start <= start and end <= p.end for p in dimmed) for start, end in wanted)
    touched = [p for p in dimmed if any(p.start < end and start < p.end for start, end in wanted)]
    fields: dict[str, Any] = {passage_field(p.start, p.end): None for p in touched}
    if not inside:
        start = min([s for s, _ in wanted] + [p.start for p in touched])
        end = max([e for _, e in wanted] + [p.end for p in touched])
        fields[passage_field(start, end)] = "boilerplate"
    return ChangeSet([Change("passages", passages_id(article), fields, article)] if fields else [])


def set_status(article: str, coder: Coder, status: str) -> ChangeSet:
    """A coder's own mark on an article."""
    fields = {"coder": coder.id, "status": status}
    return ChangeSet([Change("review", review_id(coder.id, article), fields, article)])


def remove_article(article: str, annotations: Iterable[Annotation], seen: Iterable[int] = ()) -> ChangeSet:
    """Remove an article with what is in it.

    Annotations go one by one: an edit that someone made unseen keeps its annotation alive. Answers, passages, marks
    and links stay as they are, out of sight; of them it is noted what was seen, so that what was not can be told.

    Args:
        seen: digests of the heads of those that were seen (`inside.seen_in`).
    """
    inside = [Change("annotation", a.id, {DELETED: 1}, article) for a in annotations]
    return ChangeSet([Change("article", article, {DELETED: 1, SAW: sorted(seen)}, article), *inside])
