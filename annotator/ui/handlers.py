"""What each command of the table does in a project's window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.actions.library import set_status
from annotator.identity import EXTENSION
from annotator.settings import Settings
from annotator.ui.exchange_thread import Saved
from annotator.ui.navigation import next_region
from annotator.ui.widgets.source_edit import SourceEdit
from annotator.ui.widgets.unanswered_keys import UnansweredKeys

if TYPE_CHECKING:
    from annotator.corpus.change import Changed
    from annotator.ui.find_bar import FindBar
    from annotator.ui.main_window import MainWindow
    from annotator.ui.panels.library_panel import LibraryPanel
    from annotator.ui.side_panel import SidePanel

SIZES = (14, 15, 16, 17, 18, 19, 20, 22, 24)
"""Text sizes in pixels."""

KEYS_BESIDE = {
    "source": "Enter takes the source · ↓ others · Ctrl+Enter creates it as typed · Esc back to the text",
    "panel": "Esc back to the text · F6 next region · F1 keys",
    "library": "Enter opens · Esc back to the text · F6 next region · F1 keys",
}
"""What the status line says of the keys while the focus is not in the text."""

THE_APPLICATIONS = ("project.new", "project.open", "project.open_recent", "project.open_sample", "app.quit",
                    "theme.system", "theme.light", "theme.dark")


class Handlers(QObject):
    """The methods behind the command table; the window stays a frame."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bridge, self._annotating, self._view = window.bridge, window.annotating, window.view
        self._navigation = window.navigation
        self._beside: list[QWidget] = []

    def table(self) -> dict[str, Callable[[], object]]:
        """Command id → what to call. The command table checks that none is missing."""
        annotating, view, navigation, window = self._annotating, self._view, self._navigation, self._window
        own: dict[str, Callable[[], object]] = {
            "project.close": window.close, "article.import": self.import_files, "article.paste": self.paste,
            "dataset.export": self.export, "edit.undo": self._bridge.undo, "edit.redo": self._bridge.redo,
            "find.in_article": self.find, "find.next": partial(self.step_hit, 1),
            "find.previous": partial(self.step_hit, -1), "article.details": self.show_details,
            "annotate.claim": partial(annotating.mark, "claim"), "annotate.quote": partial(annotating.mark, "quote"),
            "annotate.statistic": partial(annotating.mark, "statistic"), "annotate.join": annotating.join,
            "annotate.subtract": annotating.subtract, "annotate.remove": annotating.remove,
            "source.link": annotating.link_source, "source.via": annotating.add_via,
            "source.keep": annotating.toggle_keep, "source.mention": annotating.take_mention,
            "source.cue": annotating.take_cue, "annotate.note": annotating.write_note,
            "annotate.boilerplate": annotating.toggle_boilerplate,
            "sentence.next": partial(view.move_sentence, 1), "sentence.previous": partial(view.move_sentence, -1),
            "sentence.extend_next": partial(view.move_sentence, 1, extend=True),
            "sentence.extend_previous": partial(view.move_sentence, -1, extend=True), "sentence.widen": view.widen,
            "annotation.next": partial(view.step_annotation, 1),
            "annotation.previous": partial(view.step_annotation, -1), "annotation.leave": self.let_go,
            "article.next": partial(self.step_article, 1), "article.previous": partial(self.step_article, -1),
            "article.done": self.toggle_done, "article.done_and_next": self.done_and_next,
            "place.back": navigation.back, "place.forward": navigation.forward,
            "region.next": partial(self.step_region, 1), "region.previous": partial(self.step_region, -1),
            "palette.show": self.show_palette, "show.library": partial(self.toggle, window.library_place),
            "show.panel": partial(self.toggle, window.panel_place), "show.focus": self.toggle_focus_mode,
            "show.needs_source": self.toggle_needs_source, "text.larger": partial(self.resize_text, 1),
            "text.smaller": partial(self.resize_text, -1), "text.normal": self.normal_text,
            "help.keys": self.show_keys, "help.contents": self.show_help, "help.about": self.show_about,
        }  # fmt: skip
        edges = {f"{edge}.{word}{way}": partial(annotating.nudge, edge, step, by_word=bool(word))
                 for edge in ("start", "end") for word in ("", "word_") for way, step in (("forward", 1), ("back", -1))}
        return own | edges | {name: partial(window.application_wanted.emit, name) for name in THE_APPLICATIONS}

    def places(self) -> dict[str, QWidget]:
        """Where the keys of each context act."""
        return {"reader": self._view, "library": self._window.library_place, "panel": self._window.panel_place}

    def marker(self, digit: str) -> Callable[[], None]:
        """What a digit does that only the team's codebook gives a meaning."""
        def mark() -> None:
            kinds = self._bridge.session.catalogue.codebook().shown
            found = next((kind.id for kind in kinds if kind.key == digit), None)
            if found:
                self._annotating.mark(found)

        return mark

    def connect_parts(self, library: LibraryPanel, panel: SidePanel, find_bar: FindBar) -> None:
        """Join what was built after the first paint to the rest."""
        annotating, annotation = self._annotating, panel.annotation
        annotating.source_wanted.connect(self._to_source)
        annotating.via_wanted.connect(self._to_via)
        annotating.note_wanted.connect(self._to_note)
        annotating.mention_chosen.connect(annotation.set_mention_from)
        annotating.cue_chosen.connect(annotation.set_cue_from)
        annotation.done.connect(self._view.setFocus)
        self._view.activated.connect(self._open_card)
        find_bar.hits.connect(self._view.set_hits)
        find_bar.closed.connect(self._leave_find)
        library.files_wanted.connect(self.import_files)
        self._navigation.moved.connect(self.show_moves)
        self._bridge.changed.connect(self._outdate_toasts)
        keys = UnansweredKeys(self._window)
        keys.escaped.connect(self._view.setFocus)
        keys.pasted.connect(self._paste_first)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)
        self.show_moves()

    # --- what is possible now ---

    def show_enabled(self, selected: bool, focused: bool) -> None:
        """Grey out what cannot be done; what a key would answer with a hint stays on."""
        actions, open_ = self._window.actions_, bool(self._bridge.article)
        actions.set_enabled("annotate.remove", focused)
        actions.set_enabled("annotate.subtract", focused and selected)
        for name in ("find.in_article", "article.details", "article.done", "article.done_and_next"):
            actions.set_enabled(name, open_)
        actions.set_checked("source.keep", self._bridge.settings.keep_source)
        actions.set_checked("article.done", open_ and self._status() == "done")
        actions.set_checked("show.library", not self._window.library_place.isHidden())
        actions.set_checked("show.panel", not self._window.panel_place.isHidden())

    def show_undo(self) -> None:
        """Have the menu say what undo and redo would do."""
        session, actions = self._bridge.session, self._window.actions_
        titles = (("edit.undo", "Undo", session.undo_label()), ("edit.redo", "Redo", session.redo_label()))
        for name, word, label in titles:
            actions.set_enabled(name, bool(label))
            actions.set_title(name, f"{word}: {label}" if label else "")

    def show_moves(self) -> None:
        """Grey out back and forward at their ends."""
        self._window.actions_.set_enabled("place.back", self._navigation.can_go_back)
        self._window.actions_.set_enabled("place.forward", self._navigation.can_go_forward)

    # --- articles ---

    def import_files(self) -> None:
        """Ask for files and bring them in."""
        from annotator.ui.dialogs.import_review import import_paths
        from annotator.ui.dialogs.paths import ask_articles

        if paths := ask_articles(self._window):
            import_paths(self._bridge, paths, self._window)

    def paste(self) -> None:
        """Make an article of the clipboard's text."""
        self._import_text(QGuiApplication.clipboard().text())

    @Slot()
    def _paste_first(self) -> None:
        """The first article of a project may simply be pasted; later a slip of the hand must not bring one in."""
        if not self._bridge.article:
            self.paste()

    def _import_text(self, text: str) -> None:
        from annotator.ui.dialogs.import_review import import_text

        import_text(self._bridge, text, self._window)

    def drop(self, mime: QMimeData) -> None:
        """Bring in dropped files, folders or text; a project file is opened instead."""
        from annotator.ui.dialogs.import_review import import_paths

        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        projects = [path for path in paths if path.suffix == EXTENSION]
        if projects:
            self._window.paths_dropped.emit(projects)
        if articles := [path for path in paths if path not in projects]:
            import_paths(self._bridge, articles, self._window)
        elif not paths and mime.hasText():
            self._import_text(mime.text())

    def export(self) -> None:
        """Ask for a format and a place, and write the dataset."""
        from annotator.ui.dialogs.export_dialog import ExportDialog

        ExportDialog(self._bridge, self._window).open()

    def step_article(self, step: int) -> None:
        """Go on in the library as it is filtered."""
        library = self._window.library
        if library is not None:
            library.next_article(step)
        else:
            self._navigation.step_article(self._bridge.session.catalogue.article_ids(), step)

    def _status(self) -> str:
        session = self._bridge.session
        marks = {review.coder: review.status for review in session.catalogue.reviews(self._bridge.article)}
        return marks.get(session.coder.id, "todo")

    def toggle_done(self) -> None:
        """Mark the article done, or back to doing."""
        status = "doing" if self._status() == "done" else "done"
        self._bridge.do(set_status(self._bridge.article, self._bridge.session.coder, status))

    def done_and_next(self) -> None:
        """Mark the article done and open the next one."""
        if self._status() != "done":
            self._bridge.do(set_status(self._bridge.article, self._bridge.session.coder, "done"))
        self.step_article(1)

    def show_details(self) -> None:
        """Edit title, outlet, byline, date and URL beside the text."""
        self._shown_panel().article.take_focus()

    def let_go(self) -> None:
        """Clear the selection; when there is none, take the focus from the annotation; then leave focus mode."""
        if self._view.selection():
            self._view.clear_selection()
        elif self._bridge.annotation:
            self._bridge.focus("")
        else:
            self.leave_focus_mode()

    # --- finding ---

    def find(self) -> None:
        """Open the find bar, with the selected words in it."""
        bar = self._window.find_bar
        if bar is not None:
            selection = self._view.selection()
            bar.open(self._bridge.text[slice(*selection)] if selection else "")

    def _leave_find(self) -> None:
        """Back to the text, with the hit selected: found is as good as selected, without a mouse."""
        bar = self._window.find_bar
        if bar is not None and bar.current is not None:
            self._view.select(*bar.current)
        self._view.setFocus()

    def step_hit(self, step: int) -> None:
        """Go to the next hit."""
        if self._window.find_bar is not None:
            self._window.find_bar.step(step)

    # --- the panel ---

    def _shown_panel(self) -> SidePanel:
        self._window.furnish()
        panel = self._window.panel
        assert panel is not None
        self._window.panel_place.show()
        self._window.actions_.set_checked("show.panel", True)
        return panel

    def _to_source(self) -> None:
        self._shown_panel().show_tab("annotation")
        self._shown_panel().annotation.begin_source()

    def _to_via(self) -> None:
        self._shown_panel().show_tab("annotation")
        self._shown_panel().annotation.begin_via()

    def _to_note(self) -> None:
        self._shown_panel().show_tab("annotation")
        self._shown_panel().annotation.edit_note()

    def _open_card(self, name: str) -> None:
        self._bridge.focus(name)
        self._shown_panel().show_tab("annotation")
        self._shown_panel().annotation.focus_first_field()

    def toggle_needs_source(self) -> None:
        """List only the annotations that nobody stands behind yet."""
        panel = self._shown_panel()
        panel.show_tab("annotation")
        panel.annotation.show_needs_source(self._window.actions_.action("show.needs_source").isChecked())

    # --- the view ---

    def toggle(self, place: QWidget) -> None:
        """Show or hide library or panel."""
        place.setVisible(place.isHidden())
        self._window.show_state()

    def toggle_focus_mode(self) -> None:
        """Nothing but the text, and back to what stood beside it before."""
        window = self._window
        alone = window.actions_.action("show.focus").isChecked()
        beside = (window.library_place, window.panel_place)
        if alone:
            self._beside = [place for place in beside if not place.isHidden()]
        for place in beside:
            place.setVisible(not alone and place in self._beside)
        for part in (window.top_place, window.menuBar()):
            part.setVisible(not alone)
        window.setWindowState(window.windowState() ^ window.windowState().WindowFullScreen)
        self._view.setFocus()

    def leave_focus_mode(self) -> None:
        """By Esc, and before the window's layout is kept: focus mode is for now, not for the next start."""
        if self._window.actions_.action("show.focus").isChecked():
            self._window.actions_.action("show.focus").trigger()

    def resize_text(self, step: int) -> None:
        """Make the text larger (1) or smaller (-1)."""
        size = self._bridge.settings.size
        at = min(range(len(SIZES)), key=lambda i: abs(SIZES[i] - size)) + step
        self._bridge.choose(size=SIZES[min(max(at, 0), len(SIZES) - 1)])

    def normal_text(self) -> None:
        """Set the text as it is by default."""
        self._bridge.choose(size=Settings().size)

    def step_region(self, step: int) -> None:
        """Walk the regions: library, text, panel."""
        middle = self._view if self._bridge.article else self._window.pages
        next_region([self._window.library_place, middle, self._window.panel_place], step)

    # --- help ---

    def context(self) -> str:
        """Which keys act now."""
        focus = self._window.focusWidget()
        if isinstance(focus, SourceEdit):
            return "source"
        if focus is not None and self._window.panel_place.isAncestorOf(focus):
            return "panel"
        return "library" if focus is not None and self._window.library_place.isAncestorOf(focus) else "reader"

    @Slot(object)
    def _outdate_toasts(self, changed: Changed) -> None:
        if not changed.from_elsewhere:
            self._window.toasts.outdate()

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _before: QWidget | None, _now: QWidget | None) -> None:
        if isValid(self._window):  # the last focus goes while the window is taken down
            self._window.status.show_keys_beside(KEYS_BESIDE.get(self.context(), ""))

    def show_palette(self) -> None:
        """Find a command or an article."""
        from annotator.ui.dialogs.palette import CommandPalette, Entry

        bridge = self._bridge
        shelves = bridge.session.catalogue.shelves(bridge.session.coder.id)[:5_000]
        extra = [Entry(shelf.title or "Untitled", shelf.outlet or "Article", partial(bridge.show_article, shelf.id))
                 for shelf in shelves]
        CommandPalette(self._window, self._window.actions_, theme=self._bridge.theme, extra=extra).ask()

    def show_keys(self) -> None:
        """Show the keys of this state."""
        from annotator.ui.dialogs.cheat_sheet import CheatSheet

        CheatSheet(self._window, self.context(), theme=self._bridge.theme).show()

    def show_help(self) -> None:
        """Open the help."""
        from annotator.ui.dialogs.help_window import HelpWindow

        HelpWindow(self._window, theme=self._bridge.theme).show()

    def show_about(self) -> None:
        """Say what this is."""
        from annotator.ui.dialogs.about import AboutDialog

        AboutDialog(self._window).open()

    # --- states ---

    def empty_project(self) -> QWidget:
        """What the middle shows while the project has no article."""
        from annotator.ui.widgets.empty_state import EmptyState

        state = EmptyState(self._bridge.theme)
        state.show_state("import", "No articles yet",
                         sentence="Drop text files or a folder here, or paste an article with Ctrl+V.",
                         buttons=[("Import articles…", self.import_files), ("Paste", self.paste)])
        QTimer.singleShot(0, state, state.setFocus)
        return state

    def may_close(self, saved: Saved) -> bool:
        """Ask what to do with changes that could not go into the file."""
        from annotator.ui.dialogs.waiting import may_close

        return may_close(self._window, saved)

    def open_folder(self, folder: str) -> None:
        """Show a folder in the desktop's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
