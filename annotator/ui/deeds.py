"""The half of the bridge that acts: does and takes back, and exchanges with the file in the background."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.corpus.change import Changed, ChangeSet
from annotator.corpus.errors import Fault
from annotator.language import tr
from annotator.project.taking_back import Undone
from annotator.session import Session
from annotator.ui.exchange_thread import ExchangeThread, Noticed, Saved
from annotator.ui.side_work import SideWork


@dataclass(frozen=True, slots=True)
class Said:
    """A finished event for a toast; `undoable` offers Undo with it, `then` what `action` says."""

    text: str
    undoable: bool = False
    folder: str = ""
    action: str = ""
    then: Callable[[], None] | None = None


class Deeds(QObject):
    """What a window does to its project, and with its file.

    Signals:
        said: a `Said` for a toast.
        failed: a `Fault` to show.
        saved: a `Saved`, what the status line says of the file.
        noticed: a `Noticed`, what lay beside the file or happened to it.
    """

    said = Signal(object)
    failed = Signal(object)
    saved = Signal(object)
    noticed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.last_saved = Saved()
        self._breath: Callable[[], None] | None = None
        self._stopped = False
        self._exchange = self._new_exchange()

    def _new_exchange(self) -> ExchangeThread:
        made = ExchangeThread(self.session)
        made.saved.connect(self._keep_saved)
        made.noticed.connect(self._notice)
        return made

    @cached_property
    def beside(self) -> SideWork:
        """The thread on which the window calculates what nobody waits for."""
        return SideWork(self)

    # --- doing ---

    def do(
        self, change_set: ChangeSet | Iterable[ChangeSet], *, say: str = "",
        progress: Callable[[int], None] | None = None, ending: Callable[[], None] | None = None, **how: Any,
    ) -> Changed | None:
        """Store one action; None when it was empty or the disk refused it (which `failed` tells).

        Args:
            say: a toast to show with Undo, for what is worth one (a removal, a merge).
            progress: told how many operations are written so far; what it raises takes everything back.
            ending: called again and again once nothing can be taken back, until all windows show it (`watched`).
            how: `chunk`, how many operations are written at once.
        """
        if isinstance(change_set, ChangeSet) and not change_set:
            return None
        if progress and not ending and isinstance(change_set, ChangeSet):
            ending = partial(progress, len(change_set.changes))
        with self.watched(ending):
            try:
                changed = self.session.do(change_set, progress, ending=ending, **how)
            except Fault as fault:
                self.failed.emit(fault)
                return None
        self._exchange.request()
        if say:
            self.said.emit(Said(say, undoable=True))
        return changed

    @contextmanager
    def watched(self, ending: Callable[[], None] | None) -> Iterator[None]:
        """While a bar shows how far it is: what is shown lets the window live (`ending`) between two of its parts.

        What comes from elsewhere meanwhile is heard at the end.
        """
        before, self._breath = self._breath, ending or self._breath
        try:
            yield
        finally:
            self._breath = before
            if ending and before is None:
                self.session.catch_up()

    @property
    def is_watched(self) -> bool:
        """Whether a bar shows how far an action is, which is being stored or shown."""
        return self._breath is not None

    def breathe(self) -> None:
        """Let the window live, if a bar is watched. Whoever has much to repaint after a change begins with it."""
        if self._breath is not None:
            self._breath()

    def undo(self, progress: Callable[[int], None] | None = None, ending: Callable[[], None] | None = None) -> None:
        """Take back the newest own action, in whatever article it was, and show it.

        Args:
            progress: told how many operations are written so far; what it raises leaves all as it was.
            ending: called again and again once it is too late for that.
        """
        with self.watched(ending):
            self._report(False, self._guarded(partial(self.session.undo, progress, ending)))

    def redo(self, progress: Callable[[int], None] | None = None, ending: Callable[[], None] | None = None) -> None:
        """Give back what the last undo took."""
        with self.watched(ending):
            self._report(True, self._guarded(partial(self.session.redo, progress, ending)))

    def _guarded(self, step: Callable[[], Undone | None]) -> Undone | None:
        try:
            found = step()
        except Fault as fault:
            self.failed.emit(fault)
            return None
        return found

    def _report(self, again: bool, undone: Undone | None) -> None:
        """Say what was taken back, or given back; the bridge shows it, too."""
        if undone is None:
            return
        self._exchange.request()
        self.said.emit(self._telling(again, undone))

    def _telling(self, again: bool, undone: Undone) -> Said:
        label = undone.label.lower()
        return Said(tr("Done again: {action}", action=label) if again else tr("Undone: {action}", action=label))

    # --- the file ---

    def start(self) -> None:
        """Begin to exchange with the file in the background."""
        self._exchange.start()

    def stop(self) -> Saved:
        """Exchange a last time and end; says what is only on this computer. News still under way are not heard."""
        self._stopped = True
        self.last_saved = self._exchange.stop()
        return self.last_saved

    def let_go(self) -> None:
        """End what is calculated beside the window, and what would begin it; nothing more is read for it."""
        for timer in self.findChildren(QTimer):
            timer.stop()
        if "beside" in self.__dict__:
            self.beside.stop()

    def restart(self) -> None:
        """Go on exchanging: the window stays open after all."""
        self._stopped = False
        self._exchange = self._new_exchange()
        self._exchange.start()

    def exchange_once(self) -> None:
        """Exchange on this thread, where there is no window to keep alive."""
        self._keep_saved(self._exchange.stop())

    def exchange_now(self) -> None:
        """Ask the background thread for an exchange without delay."""
        self._exchange.request(delay=0)

    def _keep_saved(self, saved: Saved) -> None:
        if self._stopped:
            return
        self.last_saved = saved
        self._catch_up()
        self.saved.emit(saved)

    def _notice(self, noticed: Noticed) -> None:
        if not self._stopped:
            self._catch_up()
            self.noticed.emit(noticed)

    def _catch_up(self) -> None:
        if self._breath is None:
            self.session.catch_up()
