"""Keeping the project safe: backups, checks, copies to send, files written afresh, and forgetting it all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.corpus.errors import Fault
from annotator.language import counted, tr, trn
from annotator.ui.background import Background
from annotator.ui.bridge import Said
from annotator.ui.handlers.part import Part, Table

if TYPE_CHECKING:
    from annotator.project.check import Finding
    from annotator.ui.main_window import MainWindow


class Keeping(Part):
    """The commands of safe-keeping; whatever touches the shared file runs on a thread of its own."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.forgetting = False
        self._asked = False

    def table(self) -> Table:
        """Command id → what to call."""
        return {"project.new_from": self.new_from, "keeping.exchange": self.exchange, "keeping.send": self.send,
                "keeping.backups": self.show_backups, "keeping.check": self.check, "keeping.rewrite": self.ask_rewrite,
                "keeping.forget": self.ask_forget}

    def _in_background(self, name: str, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        running = Background(work, self, name=name)
        running.finished.connect(partial(self._when_done, then))
        running.start()

    def _when_done(self, then: Callable[[Any], None], found: object) -> None:
        if isinstance(found, Fault):
            self._bridge.failed.emit(found)
        else:
            then(found)

    def exchange(self) -> None:
        """Exchange now; the status line and the banner say how it went."""
        self._bridge.exchange_now()

    # --- other files ---

    def new_from(self) -> None:
        """Ask where, and make another project with all that is in this one."""
        from annotator.ui.dialogs.paths import ask_new_project

        session = self._bridge.session
        if path := ask_new_project(self._window, f"{session.path.stem} 2"):
            self._in_background("new project", partial(session.keeping().write_copy, path, own=True),
                                partial(self._open, path))

    def _open(self, path: Path, _: object) -> None:
        self._window.project_wanted.emit(path, None, False)

    def send(self) -> None:
        """Ask where, and write all that this computer has as a file to hand on."""
        if path := self._ask_copy():
            self._in_background("copy", partial(self._bridge.session.keeping().write_copy, path),
                                partial(self._tell_sent, path))

    def send_now(self) -> bool:
        """The same at closing, where nothing else goes on; whether a copy was written."""
        path = self._ask_copy()
        try:
            if path:
                self._bridge.session.keeping().write_copy(path)
        except Fault as fault:
            self._bridge.failed.emit(fault)
            return False
        return path is not None

    def _ask_copy(self) -> Path | None:
        from annotator.ui.dialogs.paths import ask_place

        path = self._bridge.session.path
        return ask_place(self._window, tr("Send a copy"),
                         path.with_name(tr("{name} copy", name=path.stem) + path.suffix))

    def _tell_sent(self, path: Path, _: object) -> None:
        words = tr("“{name}” holds all that this computer has; who opens it can merge it into the project",
                   name=path.name)
        self._bridge.said.emit(Said(words, folder=str(path.parent)))

    # --- backups and checks ---

    def show_backups(self) -> None:
        """Show the backups of this computer, and what is in each."""
        from annotator.ui.dialogs.backups_dialog import BackupsDialog

        BackupsDialog(self._bridge, self._window).open()

    def check(self) -> None:
        """Check the project, and say what was found."""
        self._bridge.said.emit(Said(tr("Checking the project…")))
        self._in_background("check", self._bridge.session.check, self._tell_check)

    def _tell_check(self, found: list[Finding]) -> None:
        self._bridge.exchange_now()  # hands over what the file had lost
        self._window.toasts.clear()
        if not found:
            many = counted(len(self._bridge.article_ids()), "article")
            self._bridge.said.emit(Said(tr("All is well: every page, digest, row and offset of {articles}",
                                           articles=many)))
            return
        from annotator.ui.dialogs.check_dialog import CheckDialog

        dialog = CheckDialog(found, self._window, self._bridge.theme)
        dialog.mend_wanted.connect(self.ask_rewrite)
        dialog.open()

    # --- a fresh file ---

    def ask_rewrite(self) -> None:
        """Say what a fresh file would hold, and write it if that is wanted."""
        from annotator.ui.dialogs.question import Question

        path = self._bridge.session.path
        says = [tr("It will hold all that this computer has. What others have done and this computer has not taken in "
                   "yet is not in it; it comes back with their next exchange. If the drive is only unplugged, plug it "
                   "in again instead.")]
        if path.exists():
            says.append(tr("The file that lies there now is kept beside it."))
        Question(self._window, tr("Write “{name}” afresh?", name=path.name), " ".join(says),
                 go=tr("Write it afresh"), then=self.rewrite).open()

    def rewrite(self) -> None:
        """Write the project's file from this computer."""
        self._in_background("fresh file", self._bridge.session.keeping().rewrite, self._tell_rewritten)

    def _tell_rewritten(self, aside: Path | None) -> None:
        path = self._bridge.session.path
        self._bridge.exchange_now()
        words = tr("“{name}” was written afresh", name=path.name) if aside is None else tr(
            "“{name}” was written afresh; the old one is kept as “{kept}”", name=path.name, kept=aside.name)
        self._bridge.said.emit(Said(words, folder=str(path.parent)))

    # --- forgetting ---

    def ask_forget(self) -> None:
        """Say what would be deleted; with changes that are nowhere else the project's name has to be typed."""
        from annotator.ui.dialogs.question import Question

        session = self._bridge.session
        backups, waiting = len(session.keeping().backups()), session.waiting()
        says = [trn("{number:,} change is only on this computer and would be lost. Better cancel, and send a copy "
                    "first.",
                    "{number:,} changes are only on this computer and would be lost. Better cancel, and send a copy "
                    "first.", waiting)] if waiting else []
        says.append(tr("The replica and {backups} are deleted from this computer, and the window closes. The file "
                       "“{name}” stays where it is, with all that is in it. No Undo brings the backups back.",
                       backups=counted(backups, "backup"), name=session.path.name))
        Question(self._window, tr("Forget this project on this computer?"), " ".join(says), go=tr("Forget it"),
                 then=self.forget, typed=session.path.stem if waiting else "").open()

    def forget(self) -> None:
        """Have the application close the window, and delete what this computer keeps of the project."""
        self.forgetting = True
        self._window.forget_wanted.emit()
