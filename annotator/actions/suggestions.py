"""What a person does with suggestions: accept them as annotations or passages, dismiss them, bring them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.actions import annotate
from annotator.corpus.annotation import Annotation, Attribution, Segment, Span, annotation_fields
from annotator.corpus.article import passage_field
from annotator.corpus.change import Change, ChangeSet, dismissals_id, passages_id, proposals_id
from annotator.corpus.dismissals import Dismissal, accepted_field, dismissal_field, repeat_field
from annotator.corpus.kinds import Codebook
from annotator.corpus.proposals import Proposal


def accept(
    article: str, text: str, *, spans: Iterable[Span], kind: str, codebook: Codebook,
    chain: tuple[Attribution, ...] = (), figure: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None, finder: str = "", score: float | None = None,
    came: Sequence[Proposal] = (),
) -> tuple[Annotation, ChangeSet]:  # fmt: skip
    """Make an annotation of a suggestion; that it was one is told in its origin, so that a study can report it.

    Args:
        answers: what the finder knows of the codebook's questions; only what the team asks, and allows, is kept.
        finder: the rule that proposed it.
        came: the same as it came in from others: of these all that they say is kept, notes and marks, too.

    Raises:
        Fault: the spans are empty or outside the text.
    """
    made, _ = annotate.mark(article, text, spans=spans, kind=kind, codebook=codebook, chain=chain, figure=figure,
                            marks=_marks(came))
    origin: dict[str, Any] = {"by": "suggestion"}
    if finder:
        origin["finder"] = finder
    if score is not None:
        origin["score"] = round(score, 3)
    asked = {name: value for name, value in (answers or {}).items() if _allows(codebook, kind, name, value)}
    said = {name: value for each in reversed(came) for name, value in each.attributes.items()}
    notes = dict.fromkeys(each.note for each in came if each.note)
    made = replace(made, origin=origin, attributes={**made.attributes, **said, **asked}, note="\n\n".join(notes))
    return made, ChangeSet([Change("annotation", made.id, annotation_fields(made), article, new=True)])


def _marks(came: Iterable[Proposal]) -> tuple[Segment, ...]:
    return next((each.marks for each in came if each.marks), ())


def accept_passage(article: str, spans: Iterable[Span], role: str, said: str) -> ChangeSet:
    """Make passages of a suggestion, with what is `told` of it, so that it is counted among the accepted ones."""
    places = tuple(spans)
    return ChangeSet([
        Change("passages", passages_id(article), {passage_field(*place): role for place in places}, article),
        Change("dismissals", dismissals_id(article), {accepted_field(role, places): said}, article)])


def _allows(codebook: Codebook, kind: str, name: str, value: Any) -> bool:
    asked = codebook.kind(kind).attribute(name)
    several = value if isinstance(value, list | tuple) else [value]
    return asked is not None and (not asked.values or all(each in asked.values for each in several))


def propose(article: str, proposals: Iterable[Proposal], known: Mapping[str, Any]) -> ChangeSet:
    """Let what somebody else has marked be suggested here.

    Args:
        known: the fields of what has come in before: what is the same is not stored again.
    """
    fields = {each.field: each.stored() for each in proposals}
    fields = {name: said for name, said in fields.items() if known.get(name) != said}
    return ChangeSet([Change("proposals", proposals_id(article), fields, article)] if fields else [])


def dismiss(article: str, dismissed: Mapping[Dismissal, str]) -> ChangeSet:
    """Put suggestions away, each with what is `told` of it (rule and of whom), for everybody in the project."""
    return _set(article, dismissed)


def bring_back(article: str, dismissed: Iterable[Dismissal]) -> ChangeSet:
    """Let suggestions that were dismissed be proposed again."""
    return _set(article, dict.fromkeys(dismissed))


def hide_repeat(places: Iterable[tuple[str, str, Span]]) -> ChangeSet:
    """Hide a repeat, for everybody in the project: article, kind and span of each of its places."""
    fields: dict[str, dict[str, int]] = {}
    for article, kind, place in places:
        fields.setdefault(article, {})[repeat_field(kind, place)] = 1
    return ChangeSet([Change("dismissals", dismissals_id(article), each, article) for article, each in fields.items()])


def _set(article: str, dismissed: Mapping[Dismissal, str | None]) -> ChangeSet:
    fields = {dismissal_field(kind, segments): rule for (kind, segments), rule in dismissed.items()}
    return ChangeSet([Change("dismissals", dismissals_id(article), fields, article)] if fields else [])
