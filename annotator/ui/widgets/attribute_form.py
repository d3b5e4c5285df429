"""The questions that the codebook asks of an annotation, each with an editor of its type."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.actions.annotate import set_attribute
from annotator.corpus.annotation import Annotation
from annotator.corpus.hands import NO_HANDS, Hands
from annotator.corpus.kinds import Kind, answer_to
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.widgets.offer import Offer
from annotator.ui.widgets.questions import Questions, shown_first_required
from annotator.ui.widgets.stored_field import StoredField


class AttributeForm(QWidget):
    """Draws what the codebook asks of a kind: required questions first, hidden ones not at all.

    When the codebook changes under an open form, what is being typed goes with its question; what has no question
    any more is shown with a sentence.

    Signals:
        left: Esc in an editor: the focus may go back to the text.

    Args:
        place: the widget in which the questions' own keys act, where no text is written.
    """

    left = Signal()

    def __init__(self, bridge: Bridge, place: QWidget) -> None:
        super().__init__()
        self._bridge, self._place = bridge, place
        self._annotation: Annotation | None = None
        self._pages: dict[str, Questions] = {}
        self._page: Questions | None = None
        self._seen: dict[StoredField, tuple[int, ...]] = {}
        self.orphans = Offer()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.orphans)
        self.setAccessibleName(tr("Attributes"))
        bridge.theme_changed.connect(self.update)

    def show_annotation(self, annotation: Annotation | None, *, hands: Hands = NO_HANDS) -> None:
        """Show the answers of an annotation.

        Args:
            hands: who changed it elsewhere just now; an editor in use is left alone then.
        """
        fresh = annotation is None or self._annotation is None or annotation.id != self._annotation.id
        if fresh:
            self._leave()
            self.orphans.clear()
        self._annotation = annotation
        page = self._page_for(self._bridge.session.catalogue.codebook().kind(annotation.kind)) if annotation else None
        if page is not self._page:
            fresh = True
            if self._page is not None:
                self._page.set_shown(False)
            self._page = page
            if page is not None:
                page.set_shown(True)
        if annotation is not None and page is not None:
            for attribute in page.asked:
                page.show_answer(attribute, annotation, fresh=fresh, who=hands.of(f"attribute:{attribute.id}"))
        self.setVisible(page is not None and (bool(page.fields) or not self.orphans.isHidden()))

    def _leave(self) -> None:
        """Store what is being typed, unless its annotation has gone."""
        if self._annotation is not None and self._bridge.session.catalogue.annotation(self._annotation.id) is not None:
            for field in self._page.fields.values() if self._page else ():
                if field.editor.dirty():
                    field.editor.commit()

    def field(self, name: str) -> StoredField:
        """The field of an attribute.

        Raises:
            KeyError: it is not asked of the annotation that is shown.
        """
        if self._page is None:
            raise KeyError(name)
        return self._page.fields[name]

    def take_focus(self) -> bool:
        """Begin at the first question; False when there is none."""
        return self._page is not None and self._page.take_focus()

    def _page_for(self, kind: Kind) -> Questions:
        """The questions of a kind; when the codebook asks something else, those that stay keep what is typed."""
        asked = shown_first_required(kind.attributes)
        page = self._pages.get(kind.id)
        if page is None:
            page = self._pages[kind.id] = Questions((), self._place, self._bridge)
            self._column.addWidget(page)
        if page.asked != asked:
            new, orphans = page.ask(asked)
            for field in new:
                field.given.connect(partial(self._store, field))
                field.begun.connect(partial(self._begin, field))
                field.left.connect(self.left)
            if orphans and page is self._page:
                self._show_orphans(orphans)
        return page

    def _show_orphans(self, orphans: Mapping[str, str]) -> None:
        """Say what was typed for questions that are not asked any more."""
        typed = "; ".join(f"“{title}”: {words}" for title, words in orphans.items())
        copy = partial(QGuiApplication.clipboard().setText, "\n".join(orphans.values()))
        self.orphans.say(tr("The codebook has changed and does not ask this any more. You had typed for {typed}",
                            typed=typed),
                         [(tr("Copy"), copy), (tr("Understood"), self.orphans.clear)])

    def _begin(self, field: StoredField) -> None:
        if self._annotation is not None:
            self._seen[field] = self._bridge.session.heads(self._annotation.id)

    def _store(self, field: StoredField, value: Any) -> None:
        annotation, page = self._annotation, self._page
        attribute = page.attribute_of(field) if page else None
        if annotation is None or attribute is None:
            return
        change = set_attribute(annotation, attribute.id, value, former=attribute.former,
                               seen=self._seen.pop(field, None))
        if self._bridge.do(change) is None:
            field.not_stored(answer_to(attribute, annotation.attributes))
        if page is self._page and field.editor.busy():
            self._begin(field)
