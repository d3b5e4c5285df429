"""What narrows a search: a row of chips, one for each filter."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.corpus.source import representative
from annotator.language import tr
from annotator.project.search import NO_FILTERS, Filters
from annotator.ui.bridge import Bridge
from annotator.ui.models.shelves import STATUS_WORDS
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.picker import Choices, DateChip, FilterChip

_UNMARKED = "unmarked"


class SearchFilters(QWidget):
    """The chips; `filters` is what they are set to.

    Signals:
        changed: a person has set one of them.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.filters = NO_FILTERS
        chip = partial(FilterChip, theme=bridge.theme, parent=self)
        self.chips: dict[str, FilterChip] = {
            "outlet": chip(tr("Outlet"), tr("Any outlet"), self._outlets),
            "date": DateChip(theme=bridge.theme, parent=self),
            "kind": chip(tr("Kind"), tr("Marked or not"), self._kinds),
            "source": chip(tr("Source"), tr("Any source"), self._sources),
            "coder": chip(tr("Coder"), tr("Any coder"), self._coders),
            "status": chip(tr("Status"), tr("Any status of mine"), self._statuses),
        }
        row = FlowLayout(self, gap=3)
        for name, one in self.chips.items():
            row.addWidget(one)
            one.chosen.connect(partial(self._take, name))

    def clear(self) -> None:
        """Let everything through."""
        for chip in self.chips.values():
            chip.show_value("", "")
        self._set(NO_FILTERS)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for chip in self.chips.values():
            chip.set_theme(theme)

    def _take(self, name: str, value: str) -> None:
        found = self.filters
        if name == "date":
            since, _, until = value.partition("/")
            found = replace(found, since=since, until=until)
        elif name == "kind":
            unmarked = value == _UNMARKED
            found = replace(found, kind="" if unmarked else value, unmarked=unmarked)
        elif name == "outlet":
            found = replace(found, outlet=value)
        elif name == "source":
            found = replace(found, source=value)
        elif name == "coder":
            found = replace(found, coder=value)
        else:
            found = replace(found, status=value)
        self._set(found)

    def _set(self, filters: Filters) -> None:
        self.filters = filters
        self.changed.emit()

    # --- what they offer ---

    def _outlets(self) -> Choices:
        return [(name, name) for name in self._bridge.session.catalogue.outlets()]

    def _kinds(self) -> Choices:
        kinds = self._bridge.session.catalogue.codebook().shown
        return [(_UNMARKED, tr("Not marked yet")),
                *((kind.id, tr("Marked as {kind}", kind=kind.label.lower())) for kind in kinds)]

    def _sources(self) -> Choices:
        catalogue = self._bridge.session.catalogue
        merged = catalogue.merged()
        heads = {representative(name, merged) for name in catalogue.sources()}
        named = [(name, source.name) for name, source in catalogue.sources().items() if name in heads]
        return sorted(named, key=_by_words)

    def _coders(self) -> Choices:
        return [(person.id, person.name) for person in self._bridge.session.catalogue.people()]

    def _statuses(self) -> Choices:
        return list(STATUS_WORDS.items())


def _by_words(choice: tuple[str, str]) -> str:
    return choice[1].casefold()
