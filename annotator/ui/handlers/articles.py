"""Articles: bring them in, take the dataset out, go from one to the next, say that one is done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QMimeData, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.actions.library import set_status
from annotator.corpus.errors import Fault
from annotator.identity import EXTENSION
from annotator.language import tr
from annotator.ui.handlers.part import Part, Table


class Articles(Part):
    """The commands of the library."""

    def table(self) -> Table:
        """Command id → what to call."""
        return {
            "article.import": self.import_files, "article.paste": self.paste, "dataset.export": self.export,
            "article.details": self.show_details, "article.next": partial(self.step_article, 1),
            "article.previous": partial(self.step_article, -1), "article.done": self.toggle_done,
            "article.done_and_next": self.done_and_next,
        }

    def import_files(self) -> None:
        """Ask for files and bring them in."""
        from annotator.ui.dialogs.import_review import import_paths
        from annotator.ui.dialogs.paths import ask_articles

        if paths := ask_articles(self._window):
            import_paths(self._bridge, paths, self._window)

    def paste(self) -> None:
        """Make an article of the clipboard's words, or bring in the files that were copied."""
        self.take(QGuiApplication.clipboard().mimeData() or QMimeData())  # some desktops give none of an empty one

    @Slot()
    def paste_first(self) -> None:
        """The first article of a project may simply be pasted; later a slip of the hand must not bring one in."""
        if not self._bridge.article:
            self.paste()

    def take(self, mime: QMimeData) -> None:
        """Bring in files, folders or words that were dropped or pasted; a project file is opened instead."""
        from annotator.ui.clips import clip_in, files_in
        from annotator.ui.dialogs.import_review import import_clip, import_paths

        paths = files_in(mime)
        projects = [path for path in paths if path.suffix == EXTENSION]
        if projects:
            self._window.paths_dropped.emit(projects)
        if articles := [path for path in paths if path not in projects]:
            import_paths(self._bridge, articles, self._window)
        elif not paths:
            try:
                import_clip(self._bridge, clip_in(mime), self._window)
            except Fault as fault:
                self._bridge.failed.emit(fault)

    def export(self) -> None:
        """Ask for a format and a place, and write the dataset."""
        from annotator.ui.dialogs.export_dialog import ExportDialog

        ExportDialog(self._bridge, self._window).open()

    def step_article(self, step: int) -> None:
        """Go on in the library as it is filtered."""
        library = self._window.library
        assert library is not None
        library.next_article(step)

    def status(self) -> str:
        """One's own mark on the open article."""
        session = self._bridge.session
        return session.catalogue.status(self._bridge.article, session.coder.id)

    def toggle_done(self) -> None:
        """Mark the article done, or back to doing."""
        status = "doing" if self.status() == "done" else "done"
        self._bridge.do(set_status(self._bridge.article, self._bridge.session.coder, status))

    def done_and_next(self) -> None:
        """Mark the article done and open the next one."""
        if self.status() != "done":
            self._bridge.do(set_status(self._bridge.article, self._bridge.session.coder, "done"))
        self.step_article(1)

    def show_details(self) -> None:
        """Edit title, outlet, byline, date and URL beside the text."""
        self._shown_panel().article.take_focus()

    def empty_project(self) -> QWidget:
        """What the middle shows while the project has no article."""
        from annotator.ui.widgets.empty_state import EmptyState

        state = EmptyState(self._bridge.theme)
        state.show_state("import", tr("No articles yet"),
                         sentence=tr("Drop text files or a folder here, or paste an article with Ctrl+V."),
                         buttons=[(tr("Import articles…"), self.import_files), (tr("Paste"), self.paste)])
        QTimer.singleShot(0, state, state.setFocus)
        return state
