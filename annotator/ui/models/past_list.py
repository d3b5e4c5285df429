"""The history as a list, newest first, read a page at a time: a project may have millions of actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.corpus.change import Change, describe
from annotator.project.timeline import Event, Step, Timeline, Wanted
from annotator.ui.models.times import moment

Index = QModelIndex | QPersistentModelIndex
DEED = Qt.ItemDataRole.UserRole
PAGE = 20
"""Actions that are read at once: each may have touched hundreds of things, and the window has to live."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One row: what somebody did at a time (milliseconds UTC), and where.

    Args:
        key: what tells it from all others: session and number.
        event: the action; None where a single thing is followed.
        step: what was done to that thing.
    """

    key: tuple[bytes, int]
    time: int
    coder: str
    words: str
    place: str = ""
    event: Event | None = None
    step: Step | None = None


class PastModel(QAbstractListModel):
    """Qt asks for more when the end of the list comes into sight.

    Args:
        coder: what a coder's id is called.
        place: where an action was done, in words.
    """

    def __init__(self, coder: Callable[[str], str], place: Callable[[Event], str], parent: QObject) -> None:
        super().__init__(parent)
        self._coder, self._place = coder, place
        self._timeline: Timeline | None = None
        self._wanted = Wanted()
        self._deeds: list[Deed] = []
        self._more = False

    def show_events(self, timeline: Timeline, wanted: Wanted) -> None:
        """List the actions that are wanted."""
        self.beginResetModel()
        self._timeline, self._wanted = timeline, wanted
        self._deeds = self._page(None)
        self.endResetModel()

    def add_newest(self) -> None:
        """Put what was done since before the rest, which stays; reads all anew where that is more than a page."""
        if self._timeline is None:
            return
        more, known = self._more, {deed.key for deed in self._deeds}
        page = self._page(None)
        new = [deed for deed in page if deed.key not in known]
        if len(new) == len(page):
            self.beginResetModel()
            self._deeds = page
            self.endResetModel()
            return
        self._more = more
        if new:
            self.beginInsertRows(QModelIndex(), 0, len(new) - 1)
            self._deeds[:0] = new
            self.endInsertRows()

    def show_steps(self, steps: Sequence[Step]) -> None:
        """List what was done to one thing; `steps` come oldest first."""
        self.beginResetModel()
        self._timeline, self._more = None, False
        self._deeds = [self._of_step(step) for step in reversed(steps)]
        self.endResetModel()

    def deed(self, row: int) -> Deed | None:
        """What a row says."""
        return self._deeds[row] if 0 <= row < len(self._deeds) else None

    def row_of(self, key: tuple[bytes, int] | None) -> int:
        """The row of a deed, the first when it is not (yet) listed, -1 when nothing is."""
        at = next((row for row, deed in enumerate(self._deeds) if deed.key == key), 0)
        return at if self._deeds else -1

    # --- Qt's questions ---

    def rowCount(self, parent: Index | None = None) -> int:
        """A flat list."""
        return 0 if parent is not None and parent.isValid() else len(self._deeds)

    def canFetchMore(self, _parent: Index) -> bool:
        """Whether there may be older ones."""
        return self._more

    def fetchMore(self, _parent: Index) -> None:
        """Read the next page."""
        page = self._page(self._deeds[-1].event if self._deeds else None)
        if page:
            self.beginInsertRows(QModelIndex(), len(self._deeds), len(self._deeds) + len(page) - 1)
            self._deeds += page
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The deed, and its words."""
        deed = self.deed(index.row()) if index.isValid() else None
        if deed is None or role == DEED:
            return deed
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            said = (moment(deed.time), self._coder(deed.coder), deed.words, deed.place)
            return ", ".join(part for part in said if part)
        return None

    def _page(self, after: Event | None) -> list[Deed]:
        if self._timeline is None:
            return []
        events = self._timeline.events(self._wanted, after=after, limit=PAGE)
        self._more = len(events) == PAGE
        return [Deed((event.session, event.change_set), event.time, event.coder, event.words, self._place(event),
                     event=event) for event in events]

    @staticmethod
    def _of_step(step: Step) -> Deed:
        fields = {name: after for name, (_, after) in step.fields.items()}
        words = describe([Change(step.kind, step.entity, fields, step.article, new=step.new)])
        return Deed((step.session, step.n), step.time, step.coder, words, step=step)
