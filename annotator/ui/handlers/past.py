"""What was done before: the history, and what is to settle."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer

from annotator.corpus.change import counted
from annotator.ui.bridge import Said
from annotator.ui.handlers.part import Part, Table

_NOUNS = {"annotation": "annotation", "source": "source", "link": "link", "article": "article", "review": "mark",
          "values": "answers", "passages": "passages", "codebook": "codebook", "project": "project"}


class Past(Part):
    """The commands of conflicts and history."""

    def table(self) -> Table:
        """Command id → what to call."""
        return {"settle.next": self.next_to_settle, "show.history": self.show_history}

    def show_history(self) -> None:
        """Open the history, or bring it to the front."""
        from annotator.ui.dialogs.history_window import HistoryWindow  # only when it is asked for

        window = next((each for each in self._window.findChildren(HistoryWindow) if each.isVisible()), None)
        if window is None:
            window = HistoryWindow(self._window, self._bridge)
        window.show()
        window.raise_()
        window.activateWindow()

    def next_to_settle(self) -> None:
        """Go to the next annotation with a conflict, round and round, and say what else is to settle."""
        catalogue = self._bridge.session.catalogue
        found = catalogue.unsettled()
        if not found:
            self._bridge.said.emit(Said("Nothing is to settle"))
            return
        annotations = self._in_order([entity for entity, kind in found.items() if kind == "annotation"])
        others = [kind for kind in found.values() if kind != "annotation"]
        if others:
            said = ", ".join(counted(others.count(kind), _NOUNS.get(kind, kind)) for kind in dict.fromkeys(others))
            self._bridge.said.emit(Said(f"{'Also to' if annotations else 'To'} settle: {said}"))
        elif not annotations:
            said = counted(len(found), "annotation")
            self._bridge.said.emit(Said(f"To settle: {said} of articles that are not here"))
        if annotations:
            here = self._bridge.annotation
            at = annotations.index(here) + 1 if here in annotations else 0
            name = annotations[at % len(annotations)]
            self._bridge.jump(name)
            QTimer.singleShot(0, self, partial(self._begin, name))  # the panel shows it by then

    def _in_order(self, names: list[str]) -> list[str]:
        """Annotations as the library and their texts order them."""
        place = {article: at for at, article in enumerate(self._bridge.article_ids())}
        found = self._bridge.session.catalogue.some_annotations(names)
        return [one.id for one in sorted(found, key=lambda one: (place.get(one.article, -1), one.start, one.id))
                if one.article in place]

    def _begin(self, name: str) -> None:
        if self._bridge.annotation == name:
            panel = self._shown_panel()
            panel.show_tab("annotation")
            panel.annotation.begin_settling()
