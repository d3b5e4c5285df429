"""What was done before: the history, and what is to settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.ui.bridge import Said
from annotator.ui.handlers.part import Part, Table
from annotator.ui.settling import is_writing

if TYPE_CHECKING:
    from annotator.ui.dialogs.bin_window import BinWindow
    from annotator.ui.dialogs.history_window import HistoryWindow


class Past(Part):
    """The commands of conflicts and history."""

    def table(self) -> Table:
        """Command id → what to call."""
        return {"settle.next": self.next_to_settle, "show.history": self.show_history,
                "show.bin": self.show_bin}

    def show_history(self) -> None:
        """Open the history, or bring it to the front."""
        from annotator.ui.dialogs.history_window import HistoryWindow  # only when it is asked for

        self._to_front(HistoryWindow)

    def show_bin(self) -> None:
        """Open the bin, or bring it to the front."""
        from annotator.ui.dialogs.bin_window import BinWindow  # only when it is asked for

        self._to_front(BinWindow)

    def _to_front(self, kind: type[HistoryWindow | BinWindow]) -> None:
        window = next((each for each in self._window.findChildren(kind) if each.isVisible()), None)
        if window is None:
            window = kind(self._window, self._bridge)
        window.show()
        window.raise_()
        window.activateWindow()

    def connect_panel(self) -> None:
        """Join what is settled to the text, once the panel is there."""
        panel = self._window.panel
        assert panel is not None
        panel.settling.left.connect(self._view.setFocus)

    def next_to_settle(self) -> None:
        """Go to the next thing that is to settle, round and round, but never out of something that is being written."""
        settling = self._shown_panel().settling
        found = settling.next()
        if found is None:
            self._bridge.said.emit(Said(tr("Nothing is to settle")))
        elif self._is_writing():
            self._bridge.said.emit(Said(tr("Finish what you are writing first; what is to settle waits")))
        else:
            settling.go(found)

    def _is_writing(self) -> bool:
        focus, bar = self._window.focusWidget(), self._window.find_bar
        return is_writing(focus) and not (bar is not None and focus is not None and bar.isAncestorOf(focus))
