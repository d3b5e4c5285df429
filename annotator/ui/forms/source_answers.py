"""What the codebook asks of every source: the same editors as on an annotation, one answer for the whole project."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.actions import sources
from annotator.corpus.hands import NO_HANDS, Hands
from annotator.corpus.kinds import answer_to
from annotator.corpus.source import Source
from annotator.language import tr
from annotator.ui.bridge import Bridge, Said
from annotator.ui.widgets.questions import Questions
from annotator.ui.widgets.stored_field import StoredField


class SourceAnswers(QWidget):
    """Hidden while the codebook asks nothing of sources.

    Args:
        place: the widget in which the questions' own keys act.
    """

    def __init__(self, bridge: Bridge, place: QWidget) -> None:
        super().__init__()
        self._bridge, self._place = bridge, place
        self._source: Source | None = None
        self._questions = Questions((), place, bridge)
        self._seen: dict[StoredField, tuple[int, ...]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._questions)
        self.setAccessibleName(tr("Attributes"))
        self.hide()

    def show_source(self, source: Source | None, *, hands: Hands = NO_HANDS) -> None:
        """Show the answers of a source.

        Args:
            hands: who changed it elsewhere just now; an editor in use is left alone then.
        """
        fresh = source is None or self._source is None or source.id != self._source.id
        if fresh:
            self.commit()
        self._source = source
        self._ask()
        if source is not None:
            for attribute in self._questions.asked:
                answer = answer_to(attribute, source.attributes)
                who = hands.of(f"attribute:{attribute.id}")
                self._questions.fields[attribute.id].show_value(answer, fresh=fresh, who=who)
        self.setVisible(bool(self._questions.fields))

    def commit(self) -> None:
        """Store what is being typed, before something else is shown."""
        if self._source is not None and self._source.id in self._bridge.session.catalogue.sources():
            for field in self._questions.fields.values():
                if field.editor.dirty():
                    field.editor.commit()

    def field(self, name: str) -> StoredField:
        """The field of an attribute.

        Raises:
            KeyError: the codebook does not ask it.
        """
        return self._questions.fields[name]

    def _ask(self) -> None:
        """Ask what the codebook asks now; what is being typed goes with its question."""
        attributes = self._bridge.session.catalogue.codebook().source_attributes
        asked = tuple(attribute for attribute in attributes if not attribute.hidden)
        if self._questions.asked == asked:
            return
        new, gone = self._questions.ask(asked)
        for field in new:
            field.given.connect(partial(self._store, field))
            field.begun.connect(partial(self._begin, field))
        if gone:
            typed = "; ".join(f"“{title}”: {words}" for title, words in gone.items())
            self._bridge.said.emit(Said(tr("The codebook does not ask this any more. You had typed for {answers}",
                                           answers=typed)))

    def _begin(self, field: StoredField) -> None:
        if self._source is not None:
            self._seen[field] = self._bridge.session.heads(self._source.id)

    def _store(self, field: StoredField, value: Any) -> None:
        source, attribute = self._source, self._questions.attribute_of(field)
        if source is None or attribute is None:
            return
        change = sources.set_attribute(source, attribute.id, value, seen=self._seen.pop(field, None))
        if self._bridge.do(change) is None:
            field.not_stored(answer_to(attribute, source.attributes))
        if field.editor.busy():
            self._begin(field)
