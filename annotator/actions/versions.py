"""A new version of an article: carry over what was annotated in the earlier one, place what was not found, or let go.

An annotation belongs to one article for ever, so that what is carried over is made anew in the new version, with all
that it says, whose it is and since when, and removed from the earlier one in the same action: it counts once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from annotator.corpus.anchoring import Anchoring
from annotator.corpus.annotation import CONTENT, Segment, Span, check_segments, joined, stored_segments
from annotator.corpus.article import CARRIES, LEFT, MOVED, REPLACES, passage_field
from annotator.corpus.change import DELETED, Change, ChangeSet, passages_id, review_id, values_id
from annotator.corpus.contents import Marked
from annotator.corpus.errors import Fault
from annotator.corpus.versions import Earlier, carried_id
from annotator.language import tr, trn

PROVENANCE = ("creator", "created", "modified", "modified_by", "revision")
_BITE = 200
"""Changes in one part of a large action, so that whoever stores it can let the window live in between."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of an earlier version's annotations.

    Args:
        changes: what to store; nothing of it was stored yet.
        carried: how many annotations are in the new version then.
        bare: how many of these lose words around them that are not there any more: those that name the source or
            attribute it, a unit outside of the annotation.
        to_place: the ids of those whose words were not found, in the order of the text.
        answers: how many answers on the article as a whole the new version has then.
    """

    changes: Sequence[Change] = ()
    carried: int = 0
    bare: int = 0
    to_place: tuple[str, ...] = ()
    answers: int = 0

    def words(self) -> str:
        """“12 annotations are carried over. 2 need placing: their words are not in the new version.”"""
        many, open_ = self.carried, len(self.to_place)
        if not many and not open_ and not self.answers:
            return tr("The earlier version has no annotations.")
        said = [trn("{number:,} annotation is carried over.", "{number:,} annotations are carried over.",
                    many)] if many else []
        if open_:
            said.append(trn("{number:,} needs placing: its words are not in the new version.",
                            "{number:,} need placing: their words are not in the new version.", open_))
        if self.bare:
            said.append(tr("Of {bare:,} the words that name the source, or others beside them, are gone.",
                           bare=self.bare))
        if self.answers:
            said.append(trn("{number:,} answer on the article is carried over, too.",
                            "{number:,} answers on the article are carried over, too.", self.answers)
                        if many or open_ else
                        trn("{number:,} answer on the article is carried over.",
                            "{number:,} answers on the article are carried over.", self.answers))
        return " ".join(said)


def carry_over(earlier: Earlier, article: str, text: str, *, anchoring: Anchoring | None = None) -> Carried:
    """Find everything of an earlier version by its exact words and what stands around them.

    Args:
        article, text: the new version.
        anchoring: of the two texts, where it is known already.
    """
    anchoring = anchoring or Anchoring(earlier.text, text)
    changes, to_place, names, bare = list[Change](), list[str](), dict[str, str](), 0
    for marked in earlier.annotations:
        content = _content(marked, anchoring)
        moved = _moved(marked, earlier, article, anchoring, content) if content else None
        if moved is None:
            to_place.append(marked.id)
            continue
        changes += moved.changes
        bare += moved.bare
        names[marked.id] = carried_id(marked.id, article)
    changes += [*_links(earlier, article, names), *_passages(earlier, article, anchoring),
                *_marks_and_answers(earlier, article, to_place)]
    answers = sum(len(each.values) for each in earlier.values)
    return Carried(changes, len(names), bare, tuple(to_place), answers)


def place(earlier: Earlier, name: str, spans: Iterable[Span], *, article: str, text: str,
          anchoring: Anchoring | None = None) -> ChangeSet:
    """Put an annotation of an earlier version on these words (code points) of the new one.

    Args:
        anchoring: of the two texts, where it is known already.

    Raises:
        Fault: the spans are empty or outside the text, or it is not in the earlier version any more.
    """
    marked = earlier.annotation(name)
    if marked is None:
        raise Fault(tr("The annotation was not placed"), tr("somebody has placed or removed it meanwhile"),
                    tr("Look at the annotations of this article"))
    content = joined(spans)
    check_segments([Segment(CONTENT, start, end) for start, end in content], len(text))
    moved = _moved(marked, earlier, article, anchoring or Anchoring(earlier.text, text), content)
    assert moved is not None
    return ChangeSet([*moved.changes, *_links(earlier, article, {name: carried_id(name, article)})])


def let_go(article: str, names: Iterable[str]) -> ChangeSet:
    """Leave annotations where they are, with the earlier version; nobody is asked to place them any more."""
    return ChangeSet([Change("article", article, {f"{LEFT}:{name}": 1 for name in names}, article)])


def as_new_versions(parts: Iterable[ChangeSet], earlier: Mapping[str, str],
                    carried: Iterable[Carried]) -> Iterator[ChangeSet]:
    """An import of which some articles are new versions: what it brings, then what they take over, as one action.

    Args:
        parts: the change sets of the import.
        earlier: id of a new version → id of the one before.
    """
    for part in parts:
        yield ChangeSet([_as_version(change, earlier) for change in part.changes], part.texts)
    for each in carried:
        for start in range(0, len(each.changes), _BITE):
            yield ChangeSet(each.changes[start:start + _BITE])


def _as_version(change: Change, earlier: Mapping[str, str]) -> Change:
    before = earlier.get(change.entity) if change.kind == "article" else None
    if before is None:
        return change
    fields = {**change.fields, REPLACES: before, CARRIES: 1}
    return Change("article", change.entity, fields, change.article, change.seen, change.new)


# --- one annotation ---

@dataclass(frozen=True, slots=True)
class _Moved:
    changes: tuple[Change, ...]
    bare: bool


def _content(marked: Marked, anchoring: Anchoring) -> list[Span]:
    """Where all parts of its content stand; nothing when one of them is not there, or on another's words."""
    old = [(start, end) for role, start, end in marked.fields.get("segments") or () if role == CONTENT]
    new = [anchoring.place(span) for span in old]
    found = sorted(span for span in new if span is not None)
    apart = all(one[1] <= other[0] for one, other in pairwise(found))
    return found if apart and len(found) == len(old) else []


def _moved(marked: Marked, earlier: Earlier, article: str, anchoring: Anchoring,
           content: Sequence[Span]) -> _Moved | None:
    marks, lost = _marks(marked, anchoring, content, earlier.text)
    segments = [*(Segment(CONTENT, start, end) for start, end in content), *marks]
    try:
        check_segments(segments, len(anchoring.new))
    except Fault:
        return None
    chain, nameless = _chain(marked.fields.get("chain") or (), anchoring)
    name = carried_id(marked.id, article)
    fields = {key: value for key, value in marked.fields.items() if key not in (DELETED, MOVED, "chain")}
    fields |= {key: value for key in PROVENANCE if (value := getattr(marked, key))}
    fields |= {"segments": stored_segments(segments)} | ({"chain": chain} if chain else {})
    if name in earlier.known:
        fields |= {DELETED: 0}
    made = Change("annotation", name, fields, article)
    gone = Change("annotation", marked.id, {DELETED: 1, MOVED: name}, earlier.article)
    return _Moved((made, gone), lost or nameless)


def _marks(marked: Marked, anchoring: Anchoring, content: Sequence[Span],
           text: str) -> tuple[list[Segment], bool]:
    """The other segments; those inside the content go where it goes."""
    old = sorted((start, end) for role, start, end in marked.fields.get("segments") or () if role == CONTENT)
    pairs = list(zip(old, content, strict=True)) if len(old) == len(content) else []
    found, lost = list[Segment](), False
    for role, start, end in marked.fields.get("segments") or ():
        if role == CONTENT:
            continue
        inside = next((new[0] + start - was[0] for was, new in pairs if was[0] <= start and end <= was[1]), None)
        if inside is not None and anchoring.new[inside:inside + end - start] != text[start:end]:
            inside = None
        span = anchoring.place((start, end)) if inside is None else (inside, inside + end - start)
        if span is None or any(each.role == role and each.start < span[1] and span[0] < each.end for each in found):
            lost = True
            continue
        found.append(Segment(role, *span))
    return found, lost


def _chain(stored: Iterable[Sequence[Any]], anchoring: Anchoring) -> tuple[list[list[Any]], bool]:
    """The chain with the words that name and attribute where they stand now; whether some are gone."""
    chain, lost = list[list[Any]](), False
    for link in stored:
        row = list(link)
        for at in range(3, min(len(row), 5)):
            spans = [anchoring.place((start, end)) for start, end in row[at]]
            row[at] = [list(span) for span in spans if span is not None]
            lost = lost or None in spans
        while len(row) > 2 and not row[-1]:
            row.pop()
        chain.append(row)
    return chain, lost


# --- what hangs on them ---

def _links(earlier: Earlier, article: str, names: Mapping[str, str]) -> Iterator[Change]:
    """Links with an end that has moved, drawn anew between the ends as they are now; the old ones are hidden."""
    for link in earlier.links:
        start, end = link.fields.get("start", ""), link.fields.get("end", "")
        if start in names or end in names:
            ends = {"start": names.get(start, start), "end": names.get(end, end)}
            home = article if start in names else link.article
            yield Change("link", carried_id(link.id, f"{ends['start']} {ends['end']}"),
                         {**link.fields, **ends, "creator": link.creator}, home)


def _passages(earlier: Earlier, article: str, anchoring: Anchoring) -> Iterator[Change]:
    places = ((anchoring.place((passage.start, passage.end)), passage.role) for passage in earlier.passages)
    fields = {passage_field(*span): role for span, role in places if span is not None}
    if fields:
        yield Change("passages", passages_id(article), fields, article)


def _marks_and_answers(earlier: Earlier, article: str, to_place: Collection[str]) -> Iterator[Change]:
    """What each coder says of the article as a whole, as theirs; whoever has something to place is not done with it.

    It is said of the earlier version, too, and stays there: unlike annotations nobody counts it by the word.
    """
    busy = {marked.creator for marked in earlier.annotations if marked.id in to_place}
    for review in earlier.reviews:
        status = "doing" if review.status == "done" and review.coder in busy else review.status
        fields: dict[str, Any] = {"coder": review.coder, "status": status, "changed": review.changed}
        fields |= {key: value for key in ("assigned", "note") if (value := getattr(review, key))}
        yield Change("review", review_id(review.coder, article), fields, article)
    for said in earlier.values:
        answers = {f"attribute:{name}": value for name, value in said.values.items()}
        yield Change("values", values_id(said.coder, article), {"coder": said.coder, **answers}, article)
