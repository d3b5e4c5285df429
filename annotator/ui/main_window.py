"""The window of one project: library, text, panel; what each command does is in `handlers`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.language import tr
from annotator.session import Session
from annotator.settings import Settings
from annotator.ui.background import Background
from annotator.ui.bridge import Bridge
from annotator.ui.letters import stretched
from annotator.ui.reader.article_view import ArticleView
from annotator.ui.reading_desk import ReadingDesk
from annotator.ui.theme import Theme
from annotator.ui.window_place import present_state, put_back
from annotator.ui.window_state import load_state, save_state

if TYPE_CHECKING:
    from annotator.corpus.change import Changed
    from annotator.corpus.errors import Fault
    from annotator.ui.annotating import Annotating
    from annotator.ui.bridge import Said
    from annotator.ui.commands import Actions
    from annotator.ui.exchange_thread import Saved
    from annotator.ui.find_bar import FindBar
    from annotator.ui.handlers import Handlers
    from annotator.ui.icons import IconSetter
    from annotator.ui.navigation import Navigation
    from annotator.ui.panels.library_panel import LibraryPanel
    from annotator.ui.side_panel import SidePanel
    from annotator.ui.status_line import StatusLine
    from annotator.ui.top_bar import TopBar
    from annotator.ui.widgets.banner import Banner
    from annotator.ui.widgets.pill import Pill
    from annotator.ui.widgets.toast import Toasts

TOP_HEIGHT, STATUS_HEIGHT, MENU_HEIGHT = 44, 24, 28
"""Pixels that are kept free for what comes after the first paint, so that the text does not move."""
_WIDER = 1.25
"""At most so much wider are library and panel at first where the desktop's letters are large: the text needs room."""

KEYS_READING = tr("{annotate.claim} {annotate.quote} {annotate.statistic} mark · {sentence.next} sentence · "
                  "{annotation.next} next annotation · {palette.show} commands · {help.keys} keys")
KEYS_SELECTED = tr("{annotate.claim} Claim · {annotate.quote} Quote · {annotate.statistic} Statistic · "
                   "{annotate.join} join · {sentence.widen} widen · {annotate.boilerplate} boilerplate")
KEYS_SUGGESTED = tr("{suggestion.accept} accept · {suggestion.dismiss} dismiss · {suggestion.next} next · "
                    "{suggestion.accept_all} all of the kind · {annotation.leave} leave")
KEYS_ASKED = tr("{suggestion.accept} takes it · {suggestion.dismiss} leaves it open · {source.link} somebody else")
KEYS_FOCUSED = tr("{source.link} source · {source.via} via · {link.add} link · {annotate.note} note · "
                  "{annotate.join} join · {end.forward} end · {start.forward} start · {annotate.remove} remove")


class MainWindow(QMainWindow):
    """One open project.

    The text is there at the first paint; all that stands around it is built right after that (`furnish`).

    Signals:
        closed: the window is gone, its work in the file or named as waiting.
        furnished: menus, bars and panels are there.
        project_wanted: the path of a project to open, a copy to merge into it (or None), whether in this one's place.
        forget_wanted: this computer is to keep nothing of the project.
        paths_dropped: project files were dropped (list of paths).
        application_wanted: the id of a command that is the application's (new, open, sample, quit, theme).
    """

    closed = Signal(object)
    application_wanted = Signal(str)
    project_wanted = Signal(object, object, bool)
    forget_wanted = Signal()
    paths_dropped = Signal(list)
    furnished = Signal()

    annotating: Annotating
    navigation: Navigation
    handlers: Handlers
    actions_: Actions
    icons: IconSetter
    toasts: Toasts
    top: TopBar
    banner: Banner
    pill: Pill
    status: StatusLine

    def __init__(self, session: Session, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self.bridge = Bridge(session, theme, settings)
        self.state = load_state(session.folder)
        self.library: LibraryPanel | None = None
        self.panel: SidePanel | None = None
        self.find_bar: FindBar | None = None
        self.view = ArticleView(theme=self.bridge.theme)
        self.desk = ReadingDesk(self.bridge, self.view)
        self._lay_out()
        self._restore()

    # --- building ---

    def _lay_out(self) -> None:
        self.centre = QWidget()
        column = QVBoxLayout(self.centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.view)
        column.addWidget(self.pages, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.library_place, self.panel_place = _place(200), _place(300)
        for widget in (self.library_place, self.centre, self.panel_place):
            self.splitter.addWidget(widget)
        self.centre.setMinimumWidth(420)
        self.splitter.setStretchFactor(1, 1)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.top_place, self.status_place = _place(0), _place(0)
        self.top_place.setFixedHeight(stretched(TOP_HEIGHT))
        self.status_place.setFixedHeight(stretched(STATUS_HEIGHT))
        self.menuBar().setFixedHeight(stretched(MENU_HEIGHT))
        for widget in (self.top_place, self.splitter, self.status_place):
            rows.addWidget(widget)
        rows.setStretch(1, 1)
        self.setCentralWidget(whole)

    def furnish(self) -> None:
        """Build what the first paint did without: menus, bars, library, panel. Once; later calls do nothing."""
        if self.library is not None:
            return
        from annotator.ui.furnishing import furnish

        furnish(self)
        self._connect()
        self.top.show_kinds(self.bridge.session.catalogue.codebook(), self.bridge.keymap)
        self.handlers.team.show_coder()
        self._show_title(self.desk.heading)
        self._show_saved(self.bridge.last_saved)
        self._refresh()
        self.handlers.show_undo()
        self.handlers.copies.ask_about_this()
        self.furnished.emit()

    def _connect(self) -> None:
        bridge = self.bridge
        bridge.said.connect(self._say)
        bridge.failed.connect(self._fail)
        bridge.saved.connect(self._show_saved)
        assert self.library is not None
        self.library.model.filled.connect(self._refresh)
        bridge.changed.connect(self._refresh)
        bridge.changed.connect(self.handlers.show_undo)
        bridge.changed.connect(self._count_to_settle)
        bridge.article_shown.connect(self._refresh)
        bridge.focused.connect(self.show_state)
        bridge.theme_changed.connect(self._wear)
        bridge.settings_changed.connect(self._set_text)
        bridge.wanted.connect(self._run)
        self.desk.headed.connect(self._show_title)
        self.view.selection_changed.connect(self.show_state)
        self.top.kind_wanted.connect(self._mark_by_button)
        for digit in "456789":
            shortcut = QShortcut(QKeySequence(digit), self.view, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.handlers.marking.marker(digit))

    def _restore(self) -> None:
        state, session = self.state, self.bridge.session
        put_back(self)
        self.desk.carets, self.desk.scrolls = dict(state.carets), dict(state.scrolls)
        self._set_text(self.bridge.settings)
        library, panel = (width if state.placed else min(stretched(width), round(width * _WIDER))
                          for width in (state.library, state.panel))
        self.splitter.setSizes([library, max(560, state.width - library - panel), panel])
        self.library_place.setVisible(state.library_shown)
        self.panel_place.setVisible(state.panel_shown)
        known = session.catalogue.article(state.article) if state.article else None
        first = state.article if known else session.catalogue.library.first()
        self.bridge.show_article(first)
        self.show_name()

    def show_name(self) -> None:
        """Have the title say which project this is."""
        session = self.bridge.session
        self.setWindowTitle(f"{session.catalogue.project().name or session.path.stem} – Annotator")

    # --- showing ---

    def show_state(self) -> None:
        """Bring titles, enabled commands, kinds and the status line up to date with selection and focus."""
        selection, focused = self.view.selection(), self.bridge.focused_annotation()
        self.status.show_selection(selection[1] - selection[0] if selection else 0)
        self.status.show_keys(self.bridge.keymap.hints(self._keys(selection is not None, focused is not None)))
        self.top.check_kind(focused.kind if focused and not selection else "")
        self.handlers.show_enabled(selection is not None, focused is not None)

    def _keys(self, selected: bool, focused: bool) -> str:
        suggestions = self.bridge.suggestions
        if self.bridge.deciding.question is not None:
            return KEYS_ASKED
        if suggestions.current is not None:
            return KEYS_SUGGESTED
        if selected or focused:
            return KEYS_SELECTED if selected else KEYS_FOCUSED
        waiting = len(suggestions.shown)
        return tr("{waiting:,} suggested: {key} · {others}", waiting=waiting, key="{suggestion.next}",
                  others=KEYS_READING) if waiting else KEYS_READING

    def _refresh(self, _: object = None) -> None:
        session, bridge = self.bridge.session, self.bridge
        bridge.breathe()
        if not bridge.article and (first := session.catalogue.library.first()):
            bridge.show_article(first)
            return
        self._show_title(self._title)
        self.top.show_kinds(session.catalogue.codebook(), bridge.keymap) if self._kinds_changed() else None
        self.show_state()
        self.show_page()

    _title = ""
    _kinds: object = None

    def _kinds_changed(self) -> bool:
        kinds = self.bridge.session.catalogue.codebook().kinds
        changed = kinds != self._kinds and self._kinds is not None
        self._kinds = kinds
        return changed

    def _show_title(self, title: str) -> None:
        self._title = title
        assert self.library is not None
        self.top.show_article(title, *self.library.model.place(self.bridge.article))

    def show_page(self) -> None:
        """Show the text, or what to do while there is none."""
        if self.bridge.article:
            if self.pages.currentIndex() != 0:
                self.pages.setCurrentIndex(0)
                self.view.setFocus()
            return
        if self.pages.count() == 1:
            self.pages.addWidget(self.handlers.articles.empty_project())
        self.pages.setCurrentIndex(1)

    def _show_saved(self, saved: Saved) -> None:
        session = self.bridge.session
        to_settle = session.catalogue.to_settle()
        self._anything_to_settle |= bool(to_settle)
        self.status.show_saved(saved, to_settle, session.original is not None, session.newer)
        self.handlers.standing.show(saved)

    _anything_to_settle = False

    def _count_to_settle(self, changed: Changed) -> None:
        """Only others' work makes something to settle; one's own takes it away, and undo brings it back."""
        if changed.from_elsewhere or self._anything_to_settle:
            self._show_saved(self.bridge.last_saved)

    def _set_text(self, settings: Settings) -> None:
        self.view.set_reading(settings.face, settings.size, settings.line, settings.width)
        if self.library is None:
            return
        self.handlers.team.show_coder()

    def _wear(self, theme: Theme) -> None:
        self.bridge.theme = theme
        for part in (self.view, self.top, self.banner, self.pill, self.icons):
            part.set_theme(theme)

    def _say(self, said: Said) -> None:
        if said.folder:
            self.toasts.show(said.text, partial(self.handlers.open_folder, said.folder), action=tr("Show in folder"))
        elif said.then:
            self.toasts.show(said.text, said.then, action=said.action)
        else:
            self.toasts.show(said.text, self.handlers.marking.undo if said.undoable else None)

    def _fail(self, fault: Fault) -> None:
        from annotator.ui.dialogs.fault import show_fault

        show_fault(self, fault, theme=self.bridge.theme)

    def _run(self, command: str) -> None:
        self.actions_.action(command).trigger()

    def _mark_by_button(self, kind: str) -> None:
        self.annotating.mark(kind)
        if self.view.selection() or not self.bridge.annotation:
            self.view.setFocus()

    # --- the window's own events ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Furnish after the first paint."""
        super().paintEvent(event)
        if self.library is None:
            QTimer.singleShot(0, self, self.furnish)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and text may be dropped anywhere."""
        from annotator.ui.clips import is_welcome  # not before somebody drags something here

        if is_welcome(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring in what was dropped."""
        self.furnish()
        self.handlers.articles.take(event.mimeData())
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Exchange a last time; say what could not go into the file."""
        self.furnish()
        focus, goes = self.focusWidget(), True
        self.setFocus()  # a field that is being written in stores what it has
        try:
            saved = self.bridge.stop()
            goes = not (saved.waiting and saved.fault) or self.handlers.may_close(saved)
        finally:
            if goes:  # also after a mistake of ours: the work is on this computer's disk
                self._keep_state()
                self.let_go()
                self.closed.emit(self)
        if goes:
            super().closeEvent(event)
            return
        event.ignore()
        self.bridge.restart()
        (focus or self.view).setFocus()

    def let_go(self) -> None:
        """Close the session; what was put off until later is not done, and what is under way is not heard any more."""
        for timer in self.findChildren(QTimer):
            timer.stop()
        for work in self.findChildren(Background):
            work.forget()
        self.bridge.let_go()
        self.bridge.session.close()

    def _keep_state(self) -> None:
        self.handlers.viewing.leave_focus_mode()
        self.desk.leave()
        save_state(self.bridge.session.folder, present_state(self))


def _place(width: int) -> QWidget:
    place = QWidget()
    place.setMinimumWidth(width)
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    return place
