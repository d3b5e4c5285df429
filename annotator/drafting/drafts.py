"""What is proposed in an open project: facts for finding it, and what a person does with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.actions import suggestions
from annotator.corpus.annotation import Annotation
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.dismissals import Dismissal, told
from annotator.corpus.proposals import Proposal
from annotator.corpus.source import Source
from annotator.corpus.verdicts import who_of
from annotator.drafting.ground import Ground, proposed
from annotator.drafting.lessons import Lessons
from annotator.drafting.outlets import OutletMemory
from annotator.drafting.sieve import Sieve
from annotator.drafting.speakers import Speakers
from annotator.drafting.tying import tied
from annotator.finders import CLOSED, SURE_ENOUGH, Suggestion
from annotator.finders.boilerplate import NOTHING
from annotator.finders.suggestion import in_order
from annotator.project.proposals import stored_proposals
from annotator.session import Session

PASSAGE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Accepted:
    """The annotations that suggestions become, the action that stores them, and the sources that it makes."""

    annotations: list[Annotation]
    changes: ChangeSet
    sources: tuple[Source, ...] = ()


class Drafts:
    """What the finders propose for the articles of a session. All of this reads the project: one thread.

    `outlets` knows what each outlet repeats under its articles, as far as it has been read.
    """

    def __init__(self, session: Session, outlets: OutletMemory | None = None) -> None:
        self._session, self._outlets = session, outlets

    # --- facts ---

    def ground(self, article: str, *, text: str | None = None) -> Ground | None:
        """What the finders read of an article; None when it is not there.

        Args:
            text: the article's, where it is read already.
        """
        catalogue = self._session.catalogue
        known = catalogue.article(article)
        if known is None:
            return None
        agreed = catalogue.codebook().conventions
        text = catalogue.text(article) if text is None else text
        return Ground(article, text, known.language or "en", catalogue.passages(article), self._repeated(known.outlet),
                      leading_that=agreed.get("leading_that_in") is not False,
                      came=stored_proposals(catalogue, article))

    def repeated(self, article: str) -> Mapping[str, str]:
        """The paragraphs, folded, that the article's outlet is known to repeat, each with the reason."""
        known = self._session.catalogue.article(article)
        return self._repeated(known.outlet) if known else NOTHING

    def _repeated(self, outlet: str) -> Mapping[str, str]:
        return self._outlets.of(outlet) if self._outlets else NOTHING

    def sieve(
        self, article: str, *, least: float = SURE_ENOUGH, lessons: Lessons | None = None,
        annotations: Sequence[Annotation] | None = None, text: str | None = None,
    ) -> Sieve:  # fmt: skip
        """What by now keeps proposals for an article back.

        Args:
            least: the score from which on a proposal is shown.
            lessons: the project's verdicts, where they are counted already.
            annotations: of the article, where they are read already; so is its `text`.
        """
        catalogue = self._session.catalogue
        codebook, known = catalogue.codebook(), catalogue.article(article)
        wanted = codebook.conventions.get("annotated_passages")
        aside = [(p.start, p.end) for p in catalogue.passages(article)
                 if p.role in CLOSED or (isinstance(wanted, list) and p.role not in wanted)]
        return Sieve(
            catalogue.annotations(article) if annotations is None else annotations, catalogue.dismissed(article),
            aside=aside, kinds={PASSAGE, *(kind.id for kind in codebook.shown)}, lessons=lessons,
            outlet=known.outlet if known else "", text=catalogue.text(article) if text is None else text, least=least,
        )  # fmt: skip

    def lessons(self) -> Lessons:
        """All verdicts of the project, counted now."""
        lessons = Lessons()
        for part in self._session.catalogue.all_verdicts():
            for counted in part:
                lessons.put(*counted)
        return lessons

    def waiting(self, article: str, *, least: float = SURE_ENOUGH) -> list[Suggestion]:
        """What is proposed for an article and neither dismissed nor annotated, in the order of the text.

        All at once; the window takes the steps apart.
        """
        ground = self.ground(article)
        if ground is None:
            return []
        found = in_order([each for part in proposed(ground) for each in part])
        return self.sieve(article, least=least, lessons=self.lessons()).left(found)

    # --- what a person does ---

    def accepting(
        self, article: str, accepted: Iterable[Suggestion], *, speakers: Speakers | None = None
    ) -> Accepted:
        """What suggestions become, and the one action that stores it.

        Who says it is set where the text names a source of the project, or somebody who becomes one now; “he” and
        “officials” are left for a person to answer. Links of what came in are drawn once both ends are there.

        Args:
            speakers: who knows who is meant, where that was asked already.
        """
        catalogue = self._session.catalogue
        text, codebook = catalogue.text(article), catalogue.codebook()
        speakers = speakers or Speakers(self._session, article, text)
        made: list[Annotation] = []
        known: list[tuple[Proposal, str]] = []
        changes: list[Change] = []
        for each in accepted:
            if each.kind == PASSAGE:
                changes += suggestions.accept_passage(article, each.segments, PASSAGE, told(each.rule)).changes
                continue
            chain, sources = speakers.chain(each)
            annotation, marked = suggestions.accept(
                article, text, spans=each.segments, kind=each.kind, codebook=codebook, chain=chain,
                figure=each.quantity, answers=each.attributes, finder=each.rule,
                score=each.score if each.scored else None, came=each.came,
            )  # fmt: skip
            made.append(annotation)
            known += [(one, annotation.id) for one in each.came if one.name]
            changes += (*sources.changes, *marked.changes)
        changes += tied(catalogue, article, known)
        return Accepted(made, ChangeSet(changes), tuple(speakers.made))

    def accept(self, article: str, accepted: Iterable[Suggestion]) -> list[Annotation]:
        """Make annotations, and passages, of suggestions: one action, and one undo.

        Raises:
            Fault: it could not be stored.
        """
        found = self.accepting(article, accepted)
        self._session.do(found.changes)
        return found.annotations

    def dismissing(self, article: str, dismissed: Iterable[Suggestion]) -> ChangeSet:
        """The action that puts suggestions away, for everybody, until they are brought back."""
        text = self._session.catalogue.text(article)
        return suggestions.dismiss(
            article, {named(each): told(each.rule, who_of(text, each.chain)) for each in dismissed})

    def dismiss(self, article: str, dismissed: Iterable[Suggestion]) -> None:
        """Put suggestions away.

        Raises:
            Fault: it could not be stored.
        """
        self._session.do(self.dismissing(article, dismissed))


def named(each: Suggestion) -> Dismissal:
    """What a suggestion is called by: it is computed and has no id."""
    return each.kind, each.segments
