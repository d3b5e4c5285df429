"""What each command of the table does in a project's window: one part for each subject."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from annotator.language import tr
from annotator.ui.handlers.articles import Articles
from annotator.ui.handlers.choosing import Choosing
from annotator.ui.handlers.citing import Citing
from annotator.ui.handlers.codebook import CodebookPart
from annotator.ui.handlers.copies import Copies
from annotator.ui.handlers.finding import Finding
from annotator.ui.handlers.keeping import Keeping
from annotator.ui.handlers.linking import Linking
from annotator.ui.handlers.marking import Marking
from annotator.ui.handlers.narrowing import Narrowing
from annotator.ui.handlers.news import NewsPart
from annotator.ui.handlers.part import Part, Table
from annotator.ui.handlers.past import Past
from annotator.ui.handlers.printing import Printing
from annotator.ui.handlers.reading import Reading
from annotator.ui.handlers.repeating import Repeating
from annotator.ui.handlers.searching import Searching
from annotator.ui.handlers.sources import Sources
from annotator.ui.handlers.standing import Standing
from annotator.ui.handlers.suggesting import Suggesting
from annotator.ui.handlers.team import Team
from annotator.ui.handlers.touring import Touring
from annotator.ui.handlers.unfinished import Unfinished
from annotator.ui.handlers.versions import Versions
from annotator.ui.handlers.viewing import Viewing
from annotator.ui.theme import CHOICES
from annotator.ui.widgets.unanswered_keys import UnansweredKeys

if TYPE_CHECKING:
    from annotator.corpus.change import Changed
    from annotator.ui.exchange_thread import Saved
    from annotator.ui.main_window import MainWindow

THE_APPLICATIONS = ("project.new", "project.open", "project.open_recent", "project.open_sample", "help.tour",
                    "app.quit", *(f"theme.{name}" for name in CHOICES))


_SETTLE = "settle.next"
"""The command that leads to what is to settle, where there is one."""


class Handlers(QObject):
    """The methods behind the command table; the window stays a frame."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._bridge = window, window.bridge
        self.articles, self.marking = Articles(window), Marking(window)
        self.finding, self.viewing = Finding(window), Viewing(window)
        self.codebook, self.citing, self.reading = CodebookPart(window), Citing(window), Reading(window)
        self.standing = Standing(window)
        self.copies, self.keeping = Copies(window, self.standing), Keeping(window)
        self.linking, self.team = Linking(window), Team(window)
        self.searching, self.sources = Searching(window), Sources(window)
        self.unfinished, self.past, self.news = Unfinished(window), Past(window), NewsPart(window)
        self.narrowing, self.versions = Narrowing(window), Versions(window)
        self.repeating, self.printing = Repeating(window), Printing(window)
        self.suggesting, self.choosing = Suggesting(window), Choosing(window)
        self.touring = Touring(window)
        self.parts: tuple[Part, ...] = (
            self.articles,
            self.marking,
            self.finding,
            self.viewing,
            self.codebook,
            self.citing,
            self.reading,
            self.linking,
            self.searching,
            self.sources,
            self.unfinished,
            self.team,
            self.copies,
            self.keeping,
            self.past,
            self.news,
            self.narrowing,
            self.versions,
            self.repeating,
            self.printing,
            self.suggesting,
            self.choosing,
            self.touring,
        )

    def table(self) -> Table:
        """Command id → what to call. The command table checks that none is missing."""
        window = self._window
        found: Table = {name: partial(window.application_wanted.emit, name) for name in THE_APPLICATIONS}
        found["project.close"] = window.close
        for part in self.parts:
            found |= part.table()
        return found

    def places(self) -> dict[str, QWidget]:
        """Where the keys of each context act."""
        window = self._window
        return {"reader": window.view, "suggestion": window.view, "library": window.library_place,
                "panel": window.panel_place}

    def connect_parts(self) -> None:
        """Join what was built after the first paint to the rest."""
        window, library = self._window, self._window.library
        assert library is not None
        self.marking.connect_panel()
        self.linking.connect_panel()
        self.unfinished.connect_panel()
        self.past.connect_panel()
        self.finding.connect_bar()
        self.searching.connect_search()
        self.repeating.connect_outlets()
        self.team.connect_status()
        self.news.connect_pill()
        self.narrowing.connect_status()
        self.suggesting.connect_text()
        self.choosing.connect_settings()
        library.files_wanted.connect(self.articles.import_files)
        window.navigation.moved.connect(self.show_moves)
        window.status.file_pressed.connect(self.keeping.exchange)
        window.status.settle_pressed.connect(self._settle_next)
        window.status.let_settle(_SETTLE in self._known_commands())
        self._bridge.changed.connect(self._outdate_toasts)
        keys = UnansweredKeys(window)
        keys.escaped.connect(window.view.setFocus)
        keys.pasted.connect(self.articles.paste_first)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self.viewing.follow_focus)
        self.show_moves()

    # --- what is possible now ---

    def show_enabled(self, selected: bool, focused: bool) -> None:
        """Grey out what cannot be done; what a key would answer with a hint stays on."""
        actions, open_ = self._window.actions_, bool(self._bridge.article)
        actions.set_enabled("annotate.remove", focused)
        actions.set_enabled("annotate.subtract", focused and selected)
        for name in ("find.in_article", "article.details", "article.done", "article.done_and_next",
                     "article.print", "article.pdf"):
            actions.set_enabled(name, open_)
        actions.set_checked("source.keep", self._bridge.settings.keep_source)
        actions.set_checked("article.done", open_ and self.articles.status() == "done")
        actions.set_checked("show.library", not self._window.library_place.isHidden())
        actions.set_checked("show.panel", not self._window.panel_place.isHidden())

    def show_undo(self) -> None:
        """Have the menu say what undo and redo would do."""
        session, actions = self._bridge.session, self._window.actions_
        titles = (("edit.undo", partial(tr, "Undo: {action}"), session.undo_label()),
                  ("edit.redo", partial(tr, "Redo: {action}"), session.redo_label()))
        for name, words, label in titles:
            actions.set_enabled(name, bool(label))
            actions.set_title(name, words(action=label) if label else "")

    def show_moves(self) -> None:
        """Grey out back and forward at their ends."""
        navigation = self._window.navigation
        self._window.actions_.set_enabled("place.back", navigation.can_go_back)
        self._window.actions_.set_enabled("place.forward", navigation.can_go_forward)

    def _known_commands(self) -> set[str]:
        return {action.command.id for action in self._window.actions_.all()}

    @Slot()
    def _settle_next(self) -> None:
        self._bridge.wanted.emit(_SETTLE)

    @Slot(object)
    def _outdate_toasts(self, changed: Changed) -> None:
        if not changed.from_elsewhere:
            self._window.toasts.outdate()

    # --- what the window asks ---

    def may_close(self, saved: Saved) -> bool:
        """Ask what to do with changes that could not go into the file."""
        from annotator.ui.dialogs.waiting import may_close

        return self.keeping.forgetting or may_close(self._window, saved, self.keeping.send_now)

    def open_folder(self, folder: str) -> None:
        """Show a folder in the desktop's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
