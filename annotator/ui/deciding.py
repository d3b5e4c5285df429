"""What a person does with suggestions: accept, dismiss, accept all of a kind, answer who is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from annotator.actions import sources
from annotator.actions.annotate import set_chain
from annotator.corpus.annotation import Annotation, Attribution
from annotator.corpus.change import Changed, ChangeSet
from annotator.corpus.listing import all_of
from annotator.corpus.source import Source
from annotator.drafting import ASKED, PASSAGE, Accepted, Speaker, Speakers, named
from annotator.finders import Suggestion
from annotator.language import counted, tr, trn
from annotator.ui.annotating import begun
from annotator.ui.deeds import Said
from annotator.ui.suggestion_steps import order
from annotator.ui.suggestions import Suggestions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.ui.bridge import Bridge

Store = Callable[[ChangeSet, str], Changed | None]
"""Stores an action and says a sentence with Undo; None when it was not stored."""


@dataclass(frozen=True, slots=True)
class Question:
    """Who says what was just accepted: asked level by level, the origin first; answered by Enter.

    Attributes:
        at: the level that is asked now.
        answers: what was answered of the levels before it.
    """

    annotation: str
    suggestion: Suggestion
    links: tuple[Attribution, ...]
    speakers: tuple[Speaker, ...]
    at: int = 0
    answers: tuple[Source | str, ...] = ()

    @property
    def speaker(self) -> Speaker:
        """Whom it asks for now."""
        return self.speakers[self.at]


@dataclass(frozen=True, slots=True)
class Preview:
    """What accepting all of a kind would do, said before it is done since it makes sources."""

    kind: str
    suggestions: Sequence[Suggestion]
    accepted: Accepted


class Deciding(QObject):
    """One's decisions on the suggestions of the open article; after each the next one comes into focus.

    Attributes:
        question: who is meant by the words of what was just accepted; None while nothing is asked.
        preview: what accepting all would do; None while that is not asked.

    Signals:
        asked: a question or a preview has come, or gone.
    """

    asked = Signal()

    def __init__(self, bridge: Bridge, suggestions: Suggestions) -> None:
        super().__init__(bridge)
        self._bridge, self._suggestions = bridge, suggestions
        self.question: Question | None = None
        self.preview: Preview | None = None
        self._asked: tuple[object, Speakers] | None = None
        bridge.changed.connect(self._follow)
        bridge.focused.connect(self._follow_focus)
        bridge.article_shown.connect(self.drop)
        suggestions.focused.connect(self._follow_suggestion)

    # --- who is meant ---

    def speakers(self, suggestion: Suggestion) -> tuple[Speaker, ...]:
        """Who stands behind a suggestion, as far as that is known: the origin first."""
        return self._answerer(suggestion).of(suggestion)

    def _answerer(self, suggestion: Suggestion) -> Speakers:
        """Who knows; the same one as long as nothing is changed, for the strip and the decision ask alike."""
        bridge, name = self._bridge, (self._bridge.article, named(suggestion))
        if self._asked is None or self._asked[0] != name:
            self._asked = name, Speakers(
                bridge.session, bridge.article, bridge.text, self._suggestions.around(suggestion))
        return self._asked[1]

    # --- one ---

    def accept(self, suggestion: Suggestion | None = None) -> None:
        """Accept the one in focus (or another), or the answer that is offered; the next one comes into focus."""
        if self.question is not None and suggestion is None:
            self._answer(self._offered(self.question))
            return
        wanted = suggestion or self._suggestions.current
        if wanted is None:
            return
        speakers = self.speakers(wanted)
        found = self._suggestions.drafts.accepting(
            self._bridge.article, [wanted], speakers=self._answerer(wanted))
        if self._store([wanted], found.changes + begun(self._bridge), accepted=True, made=found.annotations) is None:
            self._asked = None  # the sources that it has made are not there
            return
        self._say_new(found.sources)
        for annotation in found.annotations:
            if annotation.chain and annotation.chain[0].source:
                self._bridge.used(annotation.chain[0].source)
            elif not annotation.chain and self._ask(annotation, wanted, speakers):
                return
        self._suggestions.step_from(order(wanted))

    def dismiss(self, suggestion: Suggestion | None = None) -> None:
        """Dismiss the one in focus (or another); what is asked is left open instead."""
        if self.question is not None and suggestion is None:
            self._close(self.question)
            return
        wanted = suggestion or self._suggestions.current
        if wanted is None:
            return
        changes = self._suggestions.drafts.dismissing(self._bridge.article, [wanted])
        if self._store([wanted], changes, accepted=False) is not None:
            self._suggestions.step_from(order(wanted))

    # --- all of a kind ---

    def all_of_kind(self) -> str:
        """The kind that “all” means: that of the one in focus, else the one that is listed alone."""
        current = self._suggestions.current
        return current.kind if current else self._suggestions.kind

    def accept_all(self, store: Store | None = None) -> None:
        """Accept all of a kind that are shown, as one undo. New sources are named first, and made when asked again.

        Args:
            store: stores the action, where that shows how far it is.
        """
        kind = self.all_of_kind()
        if self.preview is not None and self.preview.kind == kind:
            self._accept_these(self.preview, store or self._do)
            return
        wanted = [each for each in self._suggestions.shown if kind and each.kind == kind]
        if not wanted:
            self._bridge.said.emit(Said(tr("Go to a suggestion with Tab first: all of its kind are then accepted")))
            return
        bridge = self._bridge
        speakers = Speakers(bridge.session, bridge.article, bridge.text, bridge.annotations())
        found = self._suggestions.drafts.accepting(bridge.article, wanted, speakers=speakers)
        preview = Preview(kind, wanted, found)
        if found.sources:
            self.preview = preview
            self.asked.emit()
        else:
            self._accept_these(preview, store or self._do)

    def _accept_these(self, preview: Preview, store: Store) -> None:
        count = len(preview.suggestions)
        accepted, made = counted(count, self._label(preview.kind).lower()), len(preview.accepted.sources)
        say = tr("{suggestions} accepted", suggestions=accepted) if not made else tr(
            "{suggestions} accepted, {sources}", suggestions=accepted, sources=counted(made, "new source"))
        self._drop_preview()
        with self._own():
            done = store(preview.accepted.changes + begun(self._bridge), say)
        if done is None:
            return
        self._suggestions.learning.add(preview.suggestions, accepted=True)
        self._suggestions.take_out(preview.suggestions, preview.accepted.annotations)
        self._suggestions.step_from(order(preview.suggestions[0]))

    def _label(self, kind: str) -> str:
        return tr("Passage") if kind == PASSAGE else self._bridge.session.catalogue.codebook().kind(kind).label

    # --- asking ---

    def _ask(self, annotation: Annotation, suggestion: Suggestion, speakers: tuple[Speaker, ...]) -> bool:
        """Ask who is meant, where there is something to offer; whether that is so."""
        links = suggestion.chain or (Attribution(None, basis="inferred"),) * len(speakers)
        begun_with = Question(annotation.id, suggestion, links, speakers)
        question = self._on(begun_with)
        if question is None:
            self._keep_answers(begun_with)
            return False
        self._bridge.focus(annotation.id)
        self.question = question
        self.asked.emit()
        return True

    def _on(self, question: Question) -> Question | None:
        """At the next level that has to be asked; None when that is none, or nothing can be offered for it."""
        while question.at < len(question.speakers) and question.speaker.sort != ASKED:
            question = _answered(question, self._offered(question))
        return question if question.at < len(question.speakers) and self._offered(question) else None

    def _offered(self, question: Question) -> Source | str:
        """Whom Enter takes: a source, or the name of a new one; "" for nobody."""
        return offered(question.speaker)

    def _answer(self, answer: Source | str) -> None:
        """Take an answer; after the last one the chain is stored, with the sources that it makes."""
        question = self.question
        assert question is not None
        question = _answered(question, answer)
        following = self._on(question)
        if following is not None:
            self.question = following
            self.asked.emit()
            return
        self.question = None
        self._keep_answers(question)
        self._close(question)

    def _keep_answers(self, question: Question) -> None:
        annotation = self._bridge.find(question.annotation)
        while question.at < len(question.speakers) and question.speaker.sort != ASKED:
            question = _answered(question, self._offered(question))
        if annotation is None or annotation.chain or not question.answers:
            return
        changes, made, chain = ChangeSet([]), list[Source](), list[Attribution]()
        for link, speaker, answer in zip(question.links, question.speakers, question.answers, strict=False):
            source = answer if isinstance(answer, Source) else next((m for m in made if m.name == answer), None)
            if source is None:
                source, making = sources.create(str(answer), speaker.type)
                made.append(source)
                changes += making
            chain.append(replace(link, source=source.id))
        if self._bridge.do(changes + set_chain(annotation, chain)) is not None:
            self._bridge.used(str(chain[0].source))
            self._say_new(made)

    def _close(self, question: Question) -> None:
        """On to the next suggestion, with or without an answer."""
        self.question = None
        self._bridge.focus("")
        self._suggestions.step_from(order(question.suggestion))
        self.asked.emit()

    @Slot()
    def drop(self) -> bool:
        """Ask nothing any more; whether something was asked."""
        had = self.question is not None or self.preview is not None
        self.question = self.preview = None
        if had:
            self.asked.emit()
        return had

    def _drop_preview(self) -> None:
        if self.preview is not None:
            self.preview = None
            self.asked.emit()

    @Slot(object)
    def _follow(self, _changed: Changed) -> None:
        self._asked = None
        self._drop_preview()
        if self.question is not None:
            annotation = self._bridge.find(self.question.annotation)
            if annotation is None or annotation.chain:
                self.drop()

    @Slot(str)
    def _follow_focus(self, annotation: str) -> None:
        if self.question is not None and annotation != self.question.annotation:
            self.drop()

    @Slot()
    def _follow_suggestion(self) -> None:
        if self._suggestions.current is not None:
            self.drop()

    # --- storing ---

    def _store(
        self, decided: Sequence[Suggestion], changes: ChangeSet, *, accepted: bool, made: Sequence[Annotation] = ()
    ) -> Changed | None:
        """Store what was decided of some of them; they wait no more, and the verdicts are counted."""
        with self._own():
            done = self._bridge.do(changes)
        if done is not None:
            self._suggestions.learning.add(decided, accepted=accepted)
            self._suggestions.take_out(decided, made)
        return done

    def _do(self, changes: ChangeSet, say: str) -> Changed | None:
        return self._bridge.do(changes, say=say)

    @contextmanager
    def _own(self) -> Iterator[None]:
        self._suggestions.deciding(True)
        try:
            yield
        finally:
            self._suggestions.deciding(False)

    def _say_new(self, made: Sequence[Source]) -> None:
        if made:
            words = all_of([source.name for source in made])
            self._bridge.said.emit(Said(trn("New source: {sources}", "New sources: {sources}", len(made),
                                            sources=words), undoable=True))


def offered(speaker: Speaker) -> Source | str:
    """Whom accepting takes: a source, or the name of a new one; "" for a pronoun that nobody is likely for."""
    if speaker.source is not None:
        return speaker.source
    return "" if speaker.is_pronoun else speaker.words


def _answered(question: Question, answer: Source | str) -> Question:
    return replace(question, at=question.at + 1, answers=(*question.answers, answer))


def same(one: Suggestion | None, other: Suggestion | None) -> bool:
    """Whether two are one suggestion, perhaps with another score."""
    return one is not None and other is not None and named(one) == named(other)
