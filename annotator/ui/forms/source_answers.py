"""What the codebook asks of every source: the same editors as on an annotation, one answer for the whole project."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.actions import sources
from annotator.corpus.source import Source
from annotator.ui.bridge import Bridge
from annotator.ui.widgets.attribute_form import Questions
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
        self._questions: Questions | None = None
        self._seen: dict[str, tuple[int, ...]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName("Attributes")
        self.hide()

    def show_source(self, source: Source | None, *, who: str = "") -> None:
        """Show the answers of a source.

        Args:
            who: the name of somebody else who changed it just now; an editor in use is left alone then.
        """
        fresh = source is None or self._source is None or source.id != self._source.id
        if fresh:
            self.commit()
        self._source = source
        fresh = self._ask() or fresh
        if source is not None and self._questions is not None:
            for name, field in self._questions.fields.items():
                field.show_value(source.attributes.get(name), fresh=fresh, who=who)
        self.setVisible(self._questions is not None and bool(self._questions.fields))

    def commit(self) -> None:
        """Store what is being typed, before something else is shown."""
        if self._source is not None and self._source.id in self._bridge.session.catalogue.sources():
            for field in self._questions.fields.values() if self._questions else ():
                if field.editor.dirty():
                    field.editor.commit()

    def field(self, name: str) -> StoredField:
        """The field of an attribute.

        Raises:
            KeyError: the codebook does not ask it.
        """
        if self._questions is None:
            raise KeyError(name)
        return self._questions.fields[name]

    def _ask(self) -> bool:
        """Build the questions, and again when the codebook asks something else; True when they are new."""
        attributes = self._bridge.session.catalogue.codebook().source_attributes
        asked = tuple(attribute for attribute in attributes if not attribute.hidden)
        if self._questions is not None and self._questions.asked == asked:
            return False
        if self._questions is not None:
            self._column.removeWidget(self._questions)
            self._questions.end()
        self._questions = Questions(asked, self._place)
        self._column.addWidget(self._questions)
        for name, field in self._questions.fields.items():
            field.given.connect(partial(self._store, name))
            field.begun.connect(partial(self._begin, name))
        return True

    def _begin(self, name: str) -> None:
        if self._source is not None:
            self._seen[name] = self._bridge.session.heads(self._source.id)

    def _store(self, name: str, value: Any) -> None:
        source, questions = self._source, self._questions
        if source is None or questions is None:
            return
        change = sources.set_attribute(source, name, value, seen=self._seen.pop(name, None))
        if self._bridge.do(change) is None and name in questions.fields:
            questions.fields[name].not_stored(source.attributes.get(name))
        if name in questions.fields and questions.fields[name].editor.busy():
            self._begin(name)
