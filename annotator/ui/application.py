"""The application: which projects are open, how they are made and found, what it does when something breaks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QFileOpenEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from annotator.corpus.errors import Fault
from annotator.corpus.team import Coder
from annotator.identity import DESKTOP_ID, NAME
from annotator.language import tr
from annotator.session import Session
from annotator.settings import Settings, home, load, resource, save
from annotator.ui.crash import Reporter
from annotator.ui.main_window import MainWindow
from annotator.ui.motion import apply_motion, when_motion_changes
from annotator.ui.opening import can_be_opened, can_recover, followed, kept_somewhere
from annotator.ui.speaking import translate_qt
from annotator.ui.theme import CHOICES, Theme, apply_theme, load_theme, theme_name_for, when_contrast_changes

if TYPE_CHECKING:
    from annotator.formats.doors.clip import Clip
    from annotator.ui.welcome import WelcomePage


class Application(QObject):
    """One per process; any number of projects, each in a window of its own.

    Args:
        theme: one of `CHOICES` for this run; the setting when empty.
    """

    def __init__(self, app: QApplication, *, theme: str = "") -> None:
        super().__init__(app)
        self._app = app
        self.settings: Settings = load()
        if theme:
            self.settings = replace(self.settings, theme=theme)
        app.setApplicationName("annotator")
        app.setApplicationDisplayName(NAME)
        QGuiApplication.setDesktopFileName(DESKTOP_ID)
        translate_qt(app)
        app.setWindowIcon(QIcon(str(resource("icons", "annotator.svg"))))
        self.windows: list[MainWindow] = []
        self._welcome: WelcomePage | None = None
        self.theme: Theme = load_theme(theme_name_for(self.settings.theme))
        apply_theme(app, self.theme)
        apply_motion(app, self.settings.motion)
        self.reporter = Reporter(self, self.theme)
        if sys.platform == "darwin":  # elsewhere no file comes as an event, and a filter costs each event time
            app.installEventFilter(self)
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        when_contrast_changes(self._follow_system)
        when_motion_changes(self._follow_system)

    # --- projects ---

    def coder(self) -> Coder:
        """Who works on this computer."""
        return Coder(self.settings.coder, self.settings.name, self.settings.orcid, self.settings.email)

    def start(self, path: Path | None) -> None:
        """Open the project that was asked for, else the welcome page."""
        if path is None or self.open_project(path) is None:
            self.show_welcome()

    def open_project(self, path: Path) -> MainWindow | None:
        """Open a project, or raise its window when it is open; None when it cannot be opened, which is then said."""
        path = path.expanduser().absolute()
        if window := self._raised(path):
            return window
        try:
            kept = kept_somewhere(path, self._top())
            if kept is None:
                return None
            session = Session.open(kept, self.coder(), home=home())
        except Fault as fault:
            self._show(fault, partial(self._recover, path) if can_recover(path, fault) else None)
            return None
        if followed(self.windows, session):
            return self._raised(session.path)
        if window := self._raised(session.path):  # the same file by another name
            session.close()
            return window
        try:
            self._fetch_first(session)
        except Fault as fault:
            session.close()
            self._show(fault)
            return None
        return self._show_window(session)

    @Slot(list)
    def come_forward(self, paths: list[Path]) -> None:
        """Open what a later process was asked for, or show that this one is there."""
        opened = [window for path in paths if (window := self.open_project(path))]
        if not opened and self._top() is None:
            self.show_welcome()
        if top := (opened[-1] if opened else self._top()):
            top.raise_()
            top.activateWindow()

    def _recover(self, path: Path) -> None:
        try:
            session = Session.recover(path, self.coder(), home=home())
        except Fault as fault:
            self._show(fault)
            return
        if session is not None:
            self._show_window(session)

    @Slot()
    def _forget_project(self) -> None:
        """Close the window that asks for it, and delete what this computer keeps of its project."""
        from annotator.project.place import forget

        window = self.sender()
        assert isinstance(window, MainWindow)
        session = window.bridge.session
        self._forget_recent(session.path)
        if window.close():
            try:
                forget(session.folder)
            except Fault as fault:
                self._show(fault)

    @Slot(object, object, bool)
    def _go(self, path: Path, copy: Path | None, instead: bool) -> None:
        """Open a project that a window asks for, merge a copy into it, close that window for it."""
        left = self.sender()
        assert isinstance(left, MainWindow)
        if instead:  # it may show the very same file
            self.windows.remove(left)
        window = self.open_project(path)
        if instead and window is None:
            self.windows.append(left)
        elif instead:
            left.close()
        if window is not None and copy is not None:
            window.furnish()
            window.handlers.copies.merge(copy)

    def _raised(self, path: Path) -> MainWindow | None:
        """The window in which a project is open already, now before all others."""
        window = next((window for window in self.windows if window.bridge.session.path == path), None)
        if window is not None:
            window.raise_()
            window.activateWindow()
        return window

    def _fetch_first(self, session: Session) -> None:
        """At the first opening on this computer the replica is empty: fill it before anything is shown."""
        if session.replica.last("op") == 0 or session.original:
            session.exchange()
            session.catch_up()

    def new_project(self, path: Path) -> MainWindow | None:
        """Make a project with the default codebook, and open it."""
        from annotator.formats import default_codebook

        try:
            return self._show_window(Session.create(path, self.coder(), home=home(), codebook=default_codebook()))
        except Fault as fault:
            self._show(fault)
            return None

    def open_sample(self, *, tour: bool = False) -> MainWindow | None:
        """Open this person's copy of the sample, made at the first time; with the tour until that has been seen."""
        from annotator.ui.sample import make_sample, show_round

        path = home() / "sample" / "Sarn coverage.annot"
        try:
            made = None if path.exists() else make_sample(path, self.coder(), home=home())
        except Fault as fault:
            self._show(fault)
            return None
        window = self._show_window(made) if made else self.open_project(path)
        if window and (tour or not self.settings.toured):
            show_round(window)
        return window

    def ask_new_project(self) -> MainWindow | None:
        """Ask where, and make a project there."""
        from annotator.ui.dialogs.paths import ask_new_project

        path = ask_new_project(self._top())
        return self.new_project(path) if path else None

    def ask_open_project(self) -> None:
        """Ask which project, and open it."""
        from annotator.ui.dialogs.paths import ask_project

        if path := ask_project(self._top()):
            self.open_project(path)

    def _show_window(self, session: Session) -> MainWindow:
        if (settings := self.settings.opened(session.path)) != self.settings:
            self._keep(settings)
        session.be_blind(self.settings.blind)
        window = MainWindow(session, self.theme, self.settings)
        window.closed.connect(self._forget)
        window.application_wanted.connect(self._do)
        window.paths_dropped.connect(self._open_all)
        window.project_wanted.connect(self._go)
        window.forget_wanted.connect(self._forget_project)
        window.bridge.settings_changed.connect(self._adopt)
        self.windows.append(window)
        window.furnished.connect(self._complete)
        window.furnished.connect(window.bridge.start)  # the text first, then the shared file
        if self._welcome is not None:
            self._welcome.close()
            self._welcome = None
        window.showMaximized() if window.state.maximised else window.show()
        window.view.setFocus()
        return window

    def _complete(self) -> None:
        """The menus of a window have come: fill in what only the application knows."""
        self._fill_recent()
        self._check_themes()

    def _open_all(self, paths: list[Path]) -> None:
        for path in paths:
            self.open_project(path)

    def _forget(self, window: MainWindow) -> None:
        if window not in self.windows:
            return  # another one has taken its place
        self.windows.remove(window)
        if not self.windows and not self._app.closingDown() and not self._quitting:
            self.show_welcome()

    _quitting = False
    again: tuple[Path, ...] | None = None
    """What the program opens when it starts again after it has ended; None when it is to end for good."""

    def start_again(self) -> None:
        """End, and start again with what is open: another language is spoken from a start on."""
        self.again = tuple(window.bridge.session.path for window in self.windows)
        self.quit()

    def quit(self) -> None:
        """Close every window; one that stays open keeps the application."""
        self._quitting = True
        if all(window.close() for window in list(self.windows)):
            self._app.quit()
        else:
            self.again = None
        self._quitting = False

    # --- the welcome page ---

    def show_welcome(self) -> None:
        """Show where one begins; a page that stands already stays, with what is said over it."""
        from annotator.ui.welcome import WelcomePage

        if self._welcome is not None and self._welcome.isVisible():
            self._welcome.activateWindow()
            return
        page = WelcomePage(self.theme, self.settings)
        page.new_wanted.connect(self.ask_new_project)
        page.open_wanted.connect(self.ask_open_project)
        page.sample_wanted.connect(self.open_sample)
        page.recent_chosen.connect(self.open_project)
        page.dropped.connect(self._bring_in)
        page.pasted.connect(self._paste_in)
        page.name_chosen.connect(self._take_name)
        page.recent_forgotten.connect(self._forget_recent)
        page.setWindowTitle(NAME)
        page.resize(1040, 680)
        page.show()
        self._welcome = page

    def _bring_in(self, paths: list[Path]) -> None:
        """Files dropped on the welcome page make a project, after one question: where."""
        from annotator.identity import EXTENSION
        from annotator.ui.dialogs.import_review import import_paths

        if projects := [path for path in paths if path.suffix == EXTENSION]:
            self._open_all(projects)
        elif window := self.ask_new_project():
            import_paths(window.bridge, paths, window)

    def _paste_in(self, clip: Clip) -> None:
        from annotator.ui.dialogs.import_review import import_clip

        if window := self.ask_new_project():
            import_clip(window.bridge, clip, window)

    def _take_name(self, name: str) -> None:
        self._keep(replace(self.settings, name=name))

    def _forget_recent(self, path: Path) -> None:
        self._keep(replace(self.settings, recent=tuple(r for r in self.settings.recent if r != str(path))))

    # --- settings and themes ---

    def _keep(self, settings: Settings) -> None:
        self._adopt(settings)
        try:
            save(settings)
        except OSError:
            self.reporter.note("the settings could not be saved")

    def _adopt(self, settings: Settings) -> None:
        self.settings = settings
        apply_motion(self._app, settings.motion)
        for window in self.windows:
            if window.bridge.settings != settings:
                window.bridge.settings = settings
                window.bridge.settings_changed.emit(settings)

    def choose_theme(self, choice: str) -> None:
        """Wear one of `CHOICES` from now on."""
        self._keep(replace(self.settings, theme=choice))
        self._wear()

    def _follow_system(self) -> None:
        apply_motion(self._app, self.settings.motion)
        if self.settings.theme == "system":
            self._wear()

    def _wear(self) -> None:
        self.theme = load_theme(theme_name_for(self.settings.theme))
        apply_theme(self._app, self.theme)
        self.reporter.theme = self.theme
        for window in self.windows:
            window.bridge.wear(self.theme)
        if self._welcome is not None:
            self._welcome.set_theme(self.theme)
        self._check_themes()

    def _check_themes(self) -> None:
        for window in self._furnished():
            for choice in CHOICES:
                window.actions_.set_checked(f"theme.{choice}", choice == self.settings.theme)

    # --- commands ---

    def _do(self, command: str) -> None:
        called: dict[str, Callable[[], object]] = {
            "project.new": self.ask_new_project, "project.open": self.ask_open_project, "app.quit": self.quit,
            "app.again": self.start_again,
            "project.open_sample": self.open_sample, "project.open_recent": self._fill_recent,
            "help.tour": partial(self.open_sample, tour=True),
            **{f"theme.{choice}": partial(self.choose_theme, choice) for choice in CHOICES}}
        called[command]()

    def _furnished(self) -> list[MainWindow]:
        return [window for window in self.windows if window.library is not None]

    def _fill_recent(self) -> None:
        for window in self._furnished():
            menu = window.actions_.submenu("project.open_recent")
            menu.clear()
            for name in self.settings.recent:
                action = menu.addAction(f"{Path(name).stem}  –  {Path(name).parent}".replace("&", "&&"))
                action.setData(name)
                action.setEnabled(can_be_opened(Path(name)))
                action.triggered.connect(self._open_chosen)

    def _open_chosen(self) -> None:
        sender = self.sender()
        name = sender.property("data") or getattr(sender, "data", str)()
        if name:
            self.open_project(Path(name))

    # --- what goes wrong ---

    def say(self, fault: Fault) -> None:
        """Say what a person should know, over the window that is there."""
        self._show(fault)

    def _show(self, fault: Fault, recover: Callable[[], None] | None = None) -> None:
        from annotator.ui.dialogs.fault import show_fault

        if self._top() is None:
            self.show_welcome()
        show_fault(self._top(), fault, theme=self.theme,
                   remedy=(tr("Open what is on this computer"), recover) if recover else None)

    def _top(self) -> QWidget | None:
        return self._app.activeWindow() or (self.windows[-1] if self.windows else self._welcome)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A file that the desktop hands over (macOS) is opened."""
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent) and event.file():
            self.open_project(Path(event.file()))
            return True
        return False
