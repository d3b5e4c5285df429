"""What is not finished: several cards at once, the next that needs something, questions on the article, progress."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot

from annotator.corpus.annotation import Annotation
from annotator.corpus.kinds import missing_required
from annotator.language import tr
from annotator.project.needs import first_open
from annotator.ui.bridge import Said
from annotator.ui.handlers.part import Part, Table
from annotator.ui.models.cards import ALL, INCOMPLETE, NEEDS_SOURCE, Filter

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow
    from annotator.ui.widgets.progress_sheet import ProgressSheet


class Unfinished(Part):
    """The commands of a day's end: nothing is left without a source or an answer."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._sheet: ProgressSheet | None = None

    def table(self) -> Table:
        """Command id → what to call."""
        return {
            "annotate.many": self.edit_many, "article.answer": self.answer,
            "need.next": partial(self.step, 1), "need.previous": partial(self.step, -1),
            "show.needs_source": partial(self.toggle, NEEDS_SOURCE),
            "show.incomplete": partial(self.toggle, INCOMPLETE), "show.progress": self.show_progress,
        }

    def connect_panel(self) -> None:
        """Join the panel to these commands, once it is there."""
        panel = self._window.panel
        assert panel is not None
        panel.annotation.cards.filtered.connect(self._show_checked)

    # --- lists ---

    def edit_many(self) -> None:
        """Select all cards that are listed."""
        panel = self._shown_panel()
        panel.show_tab("annotation")
        panel.annotation.edit_many()

    def toggle(self, wanted: Filter) -> None:
        """List only the annotations that need this, or all again."""
        panel = self._shown_panel()
        panel.show_tab("annotation")
        shown = panel.annotation.cards.model.filter
        panel.annotation.cards.show_filter(ALL if shown == wanted else wanted)

    @Slot(object)
    def _show_checked(self, shown: Filter) -> None:
        self._window.actions_.set_checked("show.needs_source", shown == NEEDS_SOURCE)
        self._window.actions_.set_checked("show.incomplete", shown == INCOMPLETE)

    # --- one after the other ---

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) annotation of the project that needs something, and to what it needs.

        While only one sort is listed (F8), only that sort counts. At the end of the project it begins anew.
        """
        here = [a.id for a in self._bridge.annotations()]
        at = here.index(self._bridge.annotation) if self._bridge.annotation in here else (-1 if by > 0 else len(here))
        rest = self._bridge.annotations()[at + 1:] if by > 0 else self._bridge.annotations()[:at][::-1]
        found = next(filter(self._needs, rest), None)
        if found is None:
            found = self._elsewhere(by)
        if found is None:
            self._bridge.said.emit(Said(tr("Nothing needs a source or an answer")))
            return
        self._bridge.focus(found.id)
        QTimer.singleShot(0, self, partial(self._begin, found.id))  # the panel shows it by then

    def _elsewhere(self, by: int) -> Annotation | None:
        """The first one in the articles after this one, round and round; last of all in this one."""
        ids = self._bridge.article_ids()
        if self._bridge.article not in ids:
            return None
        at, (source, answers) = ids.index(self._bridge.article), self._counting()
        after, before = (ids[at + 1:], ids[:at]) if by > 0 else (ids[:at][::-1], ids[at + 1:][::-1])
        catalogue = self._bridge.session.catalogue
        article = first_open(catalogue, after, source=source, answers=answers)
        if not article:
            article = first_open(catalogue, [*before, self._bridge.article], source=source, answers=answers)
            if article:
                self._bridge.said.emit(Said(tr("Begun again at the first") if by > 0
                                            else tr("Begun again at the last")))
        there = catalogue.annotations(article) if article else []
        return next(filter(self._needs, there if by > 0 else reversed(there)), None)

    def _counting(self) -> tuple[bool, bool]:
        """Whether a missing source counts, and whether a missing answer does."""
        panel = self._window.panel
        shown = panel.annotation.cards.model.filter if panel is not None else ALL
        return shown != INCOMPLETE, shown != NEEDS_SOURCE

    def _needs(self, annotation: Annotation) -> bool:
        source, answers = self._counting()
        codebook = self._bridge.session.catalogue.codebook()
        return bool((source and annotation.needs_source)
                    or (answers and missing_required(codebook, annotation.kind, annotation.attributes)))

    def _begin(self, name: str) -> None:
        """Put the caret to what it needs: the source line, else the first open question."""
        annotation = self._bridge.focused_annotation()
        if annotation is None or annotation.id != name:
            return
        panel = self._shown_panel()
        panel.show_tab("annotation")
        if annotation.needs_source and self._counting()[0]:
            panel.annotation.begin_source()
        else:
            codebook = self._bridge.session.catalogue.codebook()
            panel.annotation.begin_answer(missing_required(codebook, annotation.kind, annotation.attributes)[0])

    # --- the article, the project ---

    def answer(self) -> None:
        """Open the questions on the article."""
        if not self._bridge.session.catalogue.codebook().article_attributes:
            self._bridge.said.emit(Said(tr("The codebook asks nothing of an article")))
            return
        panel = self._shown_panel()
        panel.show_tab("annotation")
        panel.annotation.answer_article()

    def show_progress(self) -> None:
        """Say how far each coder is."""
        from annotator.ui.widgets.progress_sheet import ProgressSheet  # only when it is asked for

        if self._sheet is None:
            self._sheet = ProgressSheet(self._window, self._bridge)
            self._sheet.left.connect(self._view.setFocus)
        self._sheet.turn()
