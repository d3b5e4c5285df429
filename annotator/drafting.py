"""The suggestions of an open project: what waits in an article, and what becomes of it.

What finders propose is computed when it is asked for and never stored; what is accepted is an annotation, and what is
dismissed an entry of its own in the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotator.actions import library, sources, suggestions
from annotator.corpus import names
from annotator.corpus.annotation import Annotation, Attribution, Span
from annotator.corpus.change import ChangeSet
from annotator.corpus.dismissals import Dismissal
from annotator.corpus.source import Source
from annotator.finders import SURE_ENOUGH, Suggestion, suggest
from annotator.session import Session

PASSAGE = "boilerplate"
_LEADING_THAT = "that "
_UNNAMED = frozenset("he she they it we i you who the a an his her their its our my this that these those".split())


class Drafts:
    """What the finders propose for the articles of a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def waiting(self, article: str, *, least: float = SURE_ENOUGH) -> list[Suggestion]:
        """What is proposed for an article and neither dismissed nor annotated, in the order of the text.

        Args:
            least: the score from which on a suggestion is shown.
        """
        catalogue = self._session.catalogue
        known = catalogue.article(article)
        if known is None:
            return []
        text, passages = catalogue.text(article), catalogue.passages(article)
        conventions = catalogue.codebook().conventions
        wanted = conventions.get("annotated_passages")
        aside = [(p.start, p.end) for p in passages if isinstance(wanted, list) and p.role not in wanted]
        dismissed, annotated = catalogue.dismissed(article), catalogue.annotations(article)
        found = (
            _by_convention(each, text, leading_that=conventions.get("leading_that_in") is not False)
            for each in suggest(text, known.language or "en", passages=passages)
        )  # fmt: skip
        verdicts = catalogue.verdicts()
        return [
            each for each in (_taught(one, verdicts) for one in found)
            if each.score >= least and _named(each) not in dismissed and not _touches(each, aside)
            and not any(_is_said(each, one) for one in annotated)
        ]  # fmt: skip

    def accept(self, article: str, accepted: Iterable[Suggestion]) -> list[Annotation]:
        """Make annotations, and passages, of suggestions: one action, and one undo.

        Who says it is set where the text gives a name; “he” and “officials” are left for a person to answer.

        Raises:
            Fault: it could not be stored.
        """
        catalogue = self._session.catalogue
        text, codebook = catalogue.text(article), catalogue.codebook()
        speakers = _Speakers(self._session)
        made: list[Annotation] = []
        changes = ChangeSet([])
        for each in accepted:
            if each.kind == PASSAGE:
                for start, end in each.segments:
                    changes += library.mark_passage(article, start, end, PASSAGE)
                continue
            chain, named = speakers.chain(text, each)
            annotation, marked = suggestions.accept(
                article, text, spans=each.segments, kind=each.kind, codebook=codebook, chain=chain,
                figure=each.quantity, answers=each.attributes, finder=each.rule, score=each.score,
            )  # fmt: skip
            made.append(annotation)
            changes += named + marked
        self._session.do(changes)
        return made

    def dismiss(self, article: str, dismissed: Iterable[Suggestion]) -> None:
        """Put suggestions away, for everybody, until they are brought back.

        Raises:
            Fault: it could not be stored.
        """
        self._session.do(suggestions.dismiss(article, {_named(each): each.rule for each in dismissed}))


class _Speakers:
    """Who is meant by a mention: a source of the project, or a new one for a name that nobody has used."""

    def __init__(self, session: Session) -> None:
        self._known = session.catalogue.sources()
        self._made: list[Source] = []

    def chain(self, text: str, suggestion: Suggestion) -> tuple[tuple[Attribution, ...], ChangeSet]:
        """The chain with its sources, and the sources to make; empty when one of them is not named."""
        links, changes = [], ChangeSet([])
        for link in suggestion.chain:
            words = " ".join(text[slice(*link.mention[0])].split()) if link.mention else ""
            if not _is_name(words):
                return (), ChangeSet([])
            source = names.exists(words, [*self._known.values(), *self._made])
            if source is None:
                source, made = sources.create(words, _type(words, link.role))
                self._made.append(source)
                changes += made
            links.append(replace(link, source=source.id))
        return tuple(links), changes


def _type(words: str, role: str) -> str:
    """What a new source is likely to be: of one word, or many, it is left open."""
    if role == "document":
        return "document"
    return "person" if 2 <= len(words.split()) <= 3 else "unknown"


def _is_name(words: str) -> bool:
    """Whether a mention is a name that can stand for its bearer anywhere: capitals, and no pronoun or article."""
    parts = words.split()
    return bool(parts) and parts[0].lower() not in _UNNAMED and all(part[:1].isupper() for part in parts)


def _taught(each: Suggestion, verdicts: Mapping[str, tuple[int, int]]) -> Suggestion:
    """The suggestion with the score that this project's own verdicts on its rule give it, and that said in words."""
    accepted, dismissed = verdicts.get(each.rule, (0, 0))
    many = accepted + dismissed
    if not many:
        return each
    score = (each.score * _PRIOR + accepted) / (_PRIOR + many)
    return replace(each, score=score, why=f"{each.why} + {accepted} of {many} accepted here")


_PRIOR = 8
"""Verdicts that the score of the rules counts for: so many of one's own weigh as much."""


def _by_convention(each: Suggestion, text: str, *, leading_that: bool) -> Suggestion:
    """The segments as the team wants them: without a leading “that” where it stays out."""
    start, end = each.segments[0]
    if leading_that or each.kind != "quote" or text[start : start + len(_LEADING_THAT)].lower() != _LEADING_THAT:
        return each
    start += len(_LEADING_THAT)
    return replace(each, segments=((start, end), *each.segments[1:])) if start < end else each


def _named(each: Suggestion) -> Dismissal:
    return each.kind, each.segments


def _touches(each: Suggestion, spans: Iterable[Span]) -> bool:
    return any(start < last and end > first for first, last in spans for start, end in each.segments)


def _is_said(each: Suggestion, annotation: Annotation) -> bool:
    """Whether an annotation of the kind covers half of it already, or it half of the annotation."""
    if each.kind != annotation.kind:
        return False
    return any(
        2 * (min(end, last) - max(start, first)) >= min(end - start, last - first)
        for start, end in each.segments for first, last in annotation.content
    )  # fmt: skip
