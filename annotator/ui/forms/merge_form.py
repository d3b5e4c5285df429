"""Merge a source into another one: type-ahead, one sentence that says what will be, and the deed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.actions import sources
from annotator.corpus.change import counted
from annotator.corpus.names import Match, folded
from annotator.corpus.source import Source, family
from annotator.ui.bridge import Bridge
from annotator.ui.widgets.form_field import FormField
from annotator.ui.widgets.name_line import NameLine
from annotator.ui.widgets.offer import Offer


class MergeForm(QWidget):
    """Hidden until it is opened.

    Signals:
        merged: id of the source that both count as now.
    """

    merged = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._source: Source | None = None
        self.line = NameLine("Merge into", self._others)
        self.line.setPlaceholderText("Name of the other source")
        self.preview = Offer(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(FormField("Merge into", self.line, self))
        column.addWidget(self.preview)
        self.line.chosen.connect(self._show_preview)
        self.hide()

    def show_source(self, source: Source) -> None:
        """The source that would be merged."""
        self._source = source

    def begin(self) -> None:
        """Ask into which."""
        self.line.show_value("")
        self.line.clear()
        self.preview.clear()
        self.show()
        self.line.setFocus()

    def finish(self) -> None:
        """Ask no more."""
        self.preview.clear()
        self.hide()

    def sentence(self, into: Source) -> str:
        """What will be: “12 annotations will count as Anna Berg; “A. Berg” becomes an alias.”"""
        if self._source is None:
            return ""
        catalogue = self._bridge.session.catalogue
        counts = catalogue.source_counts()
        used = sum(counts.get(name, 0) for name in family(self._source.id, catalogue.merged()))
        known = {folded(name) for name in into.names}
        new = [f"“{name}”" for name in self._source.names if folded(name) not in known]
        aliases = f"; {_listed(new)} {'becomes an alias' if len(new) == 1 else 'become aliases'}" if new else ""
        return f"{counted(used, 'annotation')} will count as {into.name}{aliases}."

    def merge_into(self, other: str) -> None:
        """Merge the shown source into another one."""
        into = self._bridge.source(other)
        if self._source is not None and into is not None:
            self._merge(self._source, into)

    def take_in(self, other: str) -> None:
        """Merge another source into the shown one."""
        taken = self._bridge.source(other)
        if self._source is not None and taken is not None:
            self._merge(taken, self._source)

    def _merge(self, source: Source, into: Source) -> None:
        change_set = sources.merge(source, into, self._bridge.session.catalogue.merged())
        if self._bridge.do(change_set, say=f"{source.name} merged into {into.name}"):
            self.finish()
            self.merged.emit(into.id)

    @Slot(str)
    def _show_preview(self, chosen: str) -> None:
        into = self._bridge.source(chosen)
        if into is None:
            self.preview.clear()
            return
        self.preview.say(self.sentence(into), [("Merge", partial(self.merge_into, into.id)), ("Cancel", self.finish)])
        self.preview.buttons[0].setFocus()

    def _others(self, typed: str) -> list[Match]:
        if self._source is None:
            return []
        own = family(self._source.id, self._bridge.session.catalogue.merged())
        return self._bridge.matches(typed, None, without=own)


def _listed(names: list[str], most: int = 3) -> str:
    shown = names if len(names) <= most else [*names[: most - 1], f"{len(names) - most + 1} more names"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
