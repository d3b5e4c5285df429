"""Links between annotations: draw one, find the same figure, go to the other end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.actions.links import link
from annotator.corpus.annotation import Annotation
from annotator.corpus.errors import Fault
from annotator.language import tr
from annotator.ui.bridge import Said
from annotator.ui.handlers.part import Part, Table

if TYPE_CHECKING:
    from annotator.ui.panels.annotation_panel import AnnotationPanel


class Linking(Part):
    """The commands of links."""

    def table(self) -> Table:
        """Command id → what to call."""
        return {"link.add": partial(self.begin, same=False), "link.same_figure": self.link_same_figure}

    def connect_panel(self) -> None:
        """Join the panel's chips to going about, once they are there."""
        panel = self._window.panel
        assert panel is not None
        panel.annotation.links.jumped.connect(self._jump)

    def begin(self, *, same: bool) -> None:
        """Ask for the other end of a link of the annotation in focus."""
        if self._bridge.annotation:
            self._panel().begin_link(same=same)
        else:
            self._bridge.said.emit(Said(tr("Click an annotation, or go to it with ], to link it with another one")))

    def link_same_figure(self) -> None:
        """Link a statistic with the one that states the same figure; ask where none or several are likely."""
        focused = self._bridge.focused_annotation()
        likely = self._same_figures(focused) if focused else []
        if focused is None or len(likely) != 1:
            self.begin(same=True)
            return
        catalogue = self._bridge.session.catalogue
        try:
            _, change_set = link(focused, "same_as", likely[0], ties=self._bridge.ties().get(focused.id, ()))
        except Fault as fault:
            self._bridge.said.emit(Said(tr("{what}: {why}", what=fault.what, why=fault.why)))
            return
        if self._bridge.do(change_set):
            other = likely[0]
            text = self._bridge.text if other.article == self._bridge.article else catalogue.text(other.article)
            card = None if other.article == self._bridge.article else catalogue.article(other.article)
            words = tr("Same figure: “{words}”", words=other.words(text)) if card is None else tr(
                "Same figure: “{words}” in “{title}”", words=other.words(text), title=card.title or tr("Untitled"))
            self._bridge.said.emit(Said(words, undoable=True))

    def _same_figures(self, statistic: Annotation) -> list[Annotation]:
        """Who states the same figure, and is not linked with it yet: those who agree most."""
        from annotator.corpus.same_figure import EQUAL, agreement

        linked = {tie.other for tie in self._bridge.ties().get(statistic.id, ()) if tie.type == "same_as"}
        value = str(statistic.quantity.get("value") or "")
        found = [(agreement(statistic.quantity, other.quantity), other)
                 for other in self._bridge.session.catalogue.with_value(statistic.kind, value)
                 if other.id != statistic.id and other.id not in linked]
        best = max((grade for grade, _ in found), default=0)
        return [other for grade, other in found if grade == best >= EQUAL]

    def _panel(self) -> AnnotationPanel:
        panel = self._shown_panel()
        panel.show_tab("annotation")
        return panel.annotation

    def _jump(self, annotation: str) -> None:
        self._bridge.jump(annotation)
        self._view.setFocus()
