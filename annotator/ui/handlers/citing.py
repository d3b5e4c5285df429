"""Copying words together with who said them and where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from annotator.corpus.article import Article
from annotator.language import tr
from annotator.ui.bridge import Said
from annotator.ui.handlers.part import Part, Table

if TYPE_CHECKING:
    from annotator.corpus.annotation import Annotation
    from annotator.corpus.citation import Citation, Cited

_CHARSET = '<meta charset="utf-8">'
"""Word processors on Linux take HTML of the clipboard for Latin-1 without it."""


class Citing(Part):
    """Copy with attribution: of the selection, of the annotation in focus, of chosen ones."""

    def table(self) -> Table:
        """Command id → what to call."""
        return {"copy.with_attribution": self.copy}

    def copy(self) -> None:
        """Copy what is selected, else the annotation in focus; from the panel, the annotation in focus first.

        While several cards are selected, and no words are, it is all of them.
        """
        selection, focused = self._view.selection(), self._bridge.focused_annotation()
        holder = self._window.focusWidget()
        in_panel = holder is not None and self._window.panel_place.isAncestorOf(holder)
        several = self._several()
        if several and (selection is None or in_panel):
            self.copy_annotations(several)
        elif focused is not None and (selection is None or in_panel):
            self.copy_annotations([focused])
        elif selection is not None:
            from annotator.corpus.citation import cited_selection

            article = self._article(self._bridge.article)
            self._keep([cited_selection(selection, article, self._bridge.text, self._bridge.annotations())])
        else:
            self._bridge.said.emit(Said(tr("Select words, or put an annotation in focus, and press it again")))

    def _several(self) -> list[Annotation]:
        """The annotations whose cards are selected together, in reading order."""
        panel = self._window.panel
        found = map(self._bridge.find, panel.annotation.cards.many) if panel is not None else ()
        return [annotation for annotation in found if annotation is not None]

    def copy_annotations(self, annotations: Iterable[Annotation]) -> None:
        """Copy annotations, also of several articles, a paragraph each."""
        from annotator.corpus.citation import cited_annotation

        catalogue = self._bridge.session.catalogue
        texts = {self._bridge.article: self._bridge.text}
        cited = []
        for annotation in annotations:
            text = texts.setdefault(annotation.article, "") or catalogue.text(annotation.article)
            texts[annotation.article] = text
            cited.append(cited_annotation(annotation, self._article(annotation.article), text))
        self._keep(cited)

    def _article(self, name: str) -> Article:
        return self._bridge.session.catalogue.article(name) or Article(name)

    def _keep(self, cited: list[Cited]) -> None:
        from annotator.corpus.citation import cite

        if cited:
            QGuiApplication.clipboard().setMimeData(carried(cite(cited, self._bridge.session.catalogue.sources())))
            self._bridge.said.emit(Said(tr("Copied with attribution")))


def carried(citation: Citation) -> QMimeData:
    """All three ways of writing at once.

    Who pastes gets what their program asks for: a word processor the formatted one, a plain field plain text. The
    Markdown has a type of its own and is not the plain text, where its backslashes would stand in every e-mail.
    """
    mime = QMimeData()
    mime.setText(citation.plain)
    mime.setHtml(_CHARSET + citation.html)
    mime.setData("text/markdown", citation.markdown.encode())
    return mime
