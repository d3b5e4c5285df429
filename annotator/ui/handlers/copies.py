"""Copies of the project: what came from them is told, and what nobody may decide for a person is asked once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from annotator.corpus.errors import Fault
from annotator.language import tr
from annotator.settings import home
from annotator.ui.background import Background
from annotator.ui.bridge import Said
from annotator.ui.handlers.part import Part, Table
from annotator.ui.handlers.standing import Notice
from annotator.ui.models import copy_words

if TYPE_CHECKING:
    from annotator.project.answers import Answers
    from annotator.project.copies import Merged, Preview
    from annotator.session import Session
    from annotator.ui.exchange_thread import Noticed
    from annotator.ui.handlers.standing import Standing
    from annotator.ui.main_window import MainWindow


class Copies(Part):
    """The commands around copies."""

    def __init__(self, window: MainWindow, standing: Standing) -> None:
        super().__init__(window)
        self._standing = standing
        self._bridge.noticed.connect(self._hear)

    def table(self) -> Table:
        """Command id → what to call."""
        return {"keeping.merge": self.ask_and_merge}

    # --- merging ---

    def ask_and_merge(self) -> None:
        """Ask which copy, show what it has, and add that."""
        from annotator.ui.dialogs.merge_dialog import MergeDialog
        from annotator.ui.dialogs.paths import ask_copy

        if copy := ask_copy(self._window):
            dialog = MergeDialog(self._bridge, copy, self._window)
            dialog.open()
            dialog.look()

    def merge(self, copy: Path) -> None:
        """Add what a copy has; what that is was shown before."""
        from annotator.ui.dialogs.merge_dialog import MergeDialog

        dialog = MergeDialog(self._bridge, copy, self._window)
        dialog.merged.connect(self._forget_question)
        dialog.open()
        dialog.add()

    @Slot(object)
    def _forget_question(self, merged: Merged) -> None:
        self._standing.drop(_key(merged.path))

    # --- a copy that was opened ---

    def ask_about_this(self) -> None:
        """This window shows a copy: say so, and ask what it is to be, unless that was answered before."""
        from annotator.project.answers import READ

        session = self._bridge.session
        if not session.original:
            return
        if self._answers().of(session.path) == READ:
            self._say_that_it_is_read()
            return
        words = f"{copy_words.of_copy(None, session.path, session.original)} {tr('Looking at what is new in it…')}"
        self._standing.say("copy", Notice(words, severity="warning"))
        looking = Background(partial(_look, session), self, name="looking into the copy")
        looking.finished.connect(self._ask)
        looking.start()

    def _ask(self, found: Preview | Fault) -> None:
        session = self._bridge.session
        assert session.original is not None
        if isinstance(found, Fault):
            self._standing.say("copy", Notice(f"{copy_words.of_copy(None, session.path, session.original)} {found}",
                                              [(tr("Only read it"), self._only_read)], "warning"))
            return
        new = bool(found.changes or found.articles)
        self._standing.say("copy", Notice(copy_words.of_copy(found, session.path, session.original), [
            (tr("Add them") if new else tr("Open the project"), partial(self._go_to_original, new)),
            (tr("It is a project of its own"), self._make_this_own), (tr("Only read it"), self._only_read)], "warning"))

    def _say_that_it_is_read(self) -> None:
        session = self._bridge.session
        assert session.original is not None
        self._standing.say("copy", Notice(copy_words.of_copy(None, session.path, session.original),
                                          [(tr("Decide again…"), self._decide_again)], "warning"))

    def _only_read(self) -> None:
        from annotator.project.answers import READ

        session = self._bridge.session
        self._answers().remember(session.path, READ)
        self._say_that_it_is_read()

    def _decide_again(self) -> None:
        session = self._bridge.session
        self._answers().remember(session.path, "")
        self.ask_about_this()

    def _go_to_original(self, adding: bool) -> None:
        session = self._bridge.session
        self._window.project_wanted.emit(session.original, session.path if adding else None, True)

    def _answers(self) -> Answers:
        from annotator.project.answers import Answers
        from annotator.project.place import find

        return Answers(find(home(), self._bridge.session.replica.project()).folder)

    def _make_this_own(self) -> None:
        from annotator.project.copies import make_own

        session = self._bridge.session
        making = Background(partial(make_own, session.path), self, name="making a project of its own")
        making.finished.connect(self._open_as_own)
        making.start()

    def _open_as_own(self, found: Fault | None) -> None:
        if isinstance(found, Fault):
            self._bridge.failed.emit(found)
            return
        self._window.project_wanted.emit(self._bridge.session.path, None, True)

    # --- what lies beside the file ---

    @Slot(object)
    def _hear(self, noticed: Noticed) -> None:
        if noticed.moved:
            self._follow(noticed.moved)
        if noticed.older:
            self._standing.say("older", Notice(copy_words.older(noticed.older), [
                (tr("Backups…"), partial(self._bridge.wanted.emit, "keeping.backups")),
                self._standing.understood("older")]))
        if noticed.merged:
            paths = [each.path for each in noticed.merged]
            self._standing.say("merged", Notice(copy_words.came(noticed.merged), [
                (tr("Tidy away"), partial(self._tidy, paths)),
                (tr("Leave it there"), partial(self._standing.drop, "merged"))]))
        for preview in noticed.to_ask:
            self._ask_about(preview)
        for fault in noticed.faults:
            key = f"fault {fault.what}"
            self._standing.say(key, Notice(str(fault), [self._standing.understood(key)], "warning"))

    def _follow(self, path: Path) -> None:
        self._bridge.choose(recent=self._bridge.settings.opened(path).recent)
        self._window.show_name()
        self._standing.say("moved", Notice(tr("The project file is called “{name}” now. Work goes on in it.",
                                              name=path.name),
                                           [self._standing.understood("moved")]))

    def _ask_about(self, preview: Preview) -> None:
        copy = preview.path
        self._standing.say(_key(copy), Notice(copy_words.beside(preview), [
            (tr("Add them"), partial(self.merge, copy)),
            (tr("It is a project of its own"), partial(self._make_own, copy)),
            (tr("Leave it"), partial(self._leave, copy))]))

    def _leave(self, copy: Path) -> None:
        from annotator.project.answers import LEAVE

        self._bridge.session.keeping().answers.remember(copy, LEAVE)
        self._standing.drop(_key(copy))

    def _make_own(self, copy: Path) -> None:
        from annotator.project.copies import make_own

        making = Background(partial(make_own, copy), self, name="making a project of its own")
        making.finished.connect(partial(self._tell_own, copy))
        making.start()

    def _tell_own(self, copy: Path, found: Fault | None) -> None:
        if isinstance(found, Fault):
            self._bridge.failed.emit(found)
            return
        self._standing.drop(_key(copy))
        self._bridge.said.emit(Said(tr("“{name}” is a project of its own now", name=copy.name),
                                    folder=str(copy.parent)))

    def _tidy(self, paths: list[Path]) -> None:
        tidying = Background(partial(self._bridge.session.keeping().tidy_away, paths), self, name="tidying away")
        tidying.finished.connect(self._tell_tidied)
        tidying.start()

    def _tell_tidied(self, found: Path | Fault) -> None:
        if isinstance(found, Fault):
            self._bridge.failed.emit(found)
            return
        self._standing.drop("merged")
        self._bridge.said.emit(Said(tr("Put into “{name}”", name=found.name), folder=str(found)))


def _key(copy: Path) -> str:
    return f"beside {copy}"


def _look(session: Session) -> Preview:
    """What this copy has that its project lacks; on a thread of its own."""
    original = session.of_original(home())
    try:
        original.exchange()
        return original.keeping().preview(session.path)
    finally:
        original.close()
