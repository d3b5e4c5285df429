"""The questions that the codebook asks of an annotation, answered one by one."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.actions.annotate import set_attribute
from annotator.corpus.annotation import Annotation
from annotator.corpus.kinds import Kind
from annotator.ui.bridge import Bridge
from annotator.ui.widgets.questions import Questions, shown_first_required
from annotator.ui.widgets.stored_field import StoredField


class AttributeForm(QWidget):
    """Draws what the codebook asks of a kind: required questions first, hidden ones not at all.

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
        self._seen: dict[str, tuple[int, ...]] = {}
        self._typed: dict[str, tuple[str, bool]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName("Attributes")

    def show_annotation(self, annotation: Annotation | None, *, who: str = "") -> None:
        """Show the answers of an annotation.

        Args:
            who: the name of somebody else who changed it just now; an editor in use is left alone then.
        """
        fresh = annotation is None or self._annotation is None or annotation.id != self._annotation.id
        if fresh:
            self._leave()
        self._annotation = annotation
        page = self._page_for(self._bridge.session.catalogue.codebook().kind(annotation.kind)) if annotation else None
        if page is not self._page:
            fresh = True
            if self._page is not None and self._page in self._pages.values():
                self._page.set_shown(False)
            self._page = page
            if page is not None:
                page.set_shown(True)
        if annotation is not None and page is not None:
            for name, field in page.fields.items():
                field.show_value(annotation.attributes.get(name), fresh=fresh, who=who)
            self._resume(page)
        self.setVisible(page is not None and bool(page.fields))

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
        """The questions of a kind; built once, and again when the codebook asks something else."""
        asked = shown_first_required(kind.attributes)
        page = self._pages.get(kind.id)
        if page is None or page.asked != asked:
            if page is not None:
                self._let_go(page)
            page = self._pages[kind.id] = Questions(asked, self._place)
            self._column.addWidget(page)
            for name, field in page.fields.items():
                field.given.connect(partial(self._store, name))
                field.begun.connect(partial(self._begin, name))
                field.left.connect(self.left)
        return page

    def _let_go(self, page: Questions) -> None:
        """Take the old questions away, but not what is being typed."""
        if page is self._page:
            self._typed = page.typed()
        self._column.removeWidget(page)
        page.end()

    def _resume(self, page: Questions) -> None:
        """Go on with what was typed; what is no longer asked is stored under its old name, so that it is not lost."""
        typed, self._typed = self._typed, {}
        page.resume(typed)
        for name, (text, _) in typed.items():
            if name not in page.fields and text.strip():
                self._store(name, text.strip())

    def _begin(self, name: str) -> None:
        if self._annotation is not None:
            self._seen[name] = self._bridge.session.heads(self._annotation.id)

    def _store(self, name: str, value: Any) -> None:
        annotation = self._annotation
        if annotation is None:
            return
        change = set_attribute(annotation, name, value, seen=self._seen.pop(name, None))
        page, field = self._page, self._page.fields.get(name) if self._page else None
        if self._bridge.do(change) is None and field is not None:
            field.not_stored(annotation.attributes.get(name))
        if field is not None and page is self._page and field.editor.busy():
            self._begin(name)
