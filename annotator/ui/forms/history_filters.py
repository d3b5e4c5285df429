"""What narrows the history: a row of chips, one for each filter."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.corpus.moments import LAST, NotAMoment, read_moment
from annotator.corpus.sight import identities, persons
from annotator.language import tr
from annotator.project.timeline import Wanted
from annotator.ui.bridge import Bridge
from annotator.ui.models.past_names import coder_name
from annotator.ui.models.times import moment
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.lines import smaller
from annotator.ui.widgets.picker import Choices, DateChip, FilterChip

KINDS: Mapping[str, str] = MappingProxyType({
    "annotation": tr("Annotations"), "article": tr("Articles"), "source": tr("Sources"), "link": tr("Links"),
    "passages": tr("Passages"),
    "review": tr("Marks of progress"), "values": tr("Answers on articles"), "codebook": tr("Codebook"),
    "project": tr("Project")})


class HistoryFilters(QWidget):
    """The chips. Those that mean nothing where the history is looked at are hidden.

    Signals:
        changed: a person has set one of them.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        chip = partial(FilterChip, theme=bridge.theme, parent=self)
        self.who = chip(tr("Who"), tr("Everybody"), self._coders)
        self.date = DateChip(theme=bridge.theme, parent=self, name=tr("When it was done"))
        self.kind = chip(tr("What"), tr("Everything"), lambda: list(KINDS.items()))
        self.merge = chip(tr("Came with"), tr("Whether it came with a merge or not"), self._merges)
        self._clear = QToolButton(self)
        self._clear.setText(tr("Clear"))
        self._clear.setAccessibleName(tr("Clear all filters"))
        self._clear.setToolTip(tr("Show everything again"))
        self._clear.setFont(smaller(self._clear.font()))
        self._clear.clicked.connect(self.clear)
        row = FlowLayout(self, gap=3)
        for one in (*self.chips, self._clear):
            row.addWidget(one)
        for one in self.chips:
            one.chosen.connect(self._tell)
        self.show_those_for("project")

    @property
    def chips(self) -> tuple[FilterChip, ...]:
        """All of them."""
        return self.who, self.date, self.kind, self.merge

    @property
    def is_set(self) -> bool:
        """Whether something is left out."""
        return any(chip.value for chip in self.chips)

    def wanted(self, article: str = "") -> Wanted:
        """What they let through, of an article or of the project."""
        since, _, until = self.date.value.partition("/")
        coders = identities(self.who.value, self._bridge.session.catalogue.coders()) if self.who.value else frozenset()
        return Wanted(coders, article, _moment(since) if since else 0, _moment(until, end=True) if until else LAST,
                      self.merge.value, "" if self.kind.isHidden() else self.kind.value)

    def show_those_for(self, scope: str) -> None:
        """Show what narrows the history of an annotation, an article or the project."""
        self.kind.setVisible(scope != "annotation")
        self.merge.setVisible(bool(self.merge.value or self._bridge.session.timeline().merges()))
        self._clear.setFixedHeight(self.who.sizeHint().height())  # so that nothing below moves when it comes
        self._clear.setVisible(self.is_set)

    def show_merge(self, name: str) -> None:
        """List what came with a merge, and nothing else of the filters."""
        for chip in self.chips:
            chip.show_value("", "")
        self.merge.choose(name, dict(self._merges()).get(name, ""))

    @Slot()
    def clear(self) -> None:
        """Let everything through."""
        for chip in self.chips:
            chip.show_value("", "")
        self._tell()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for chip in self.chips:
            chip.set_theme(theme)

    @Slot()
    def _tell(self, _value: str = "") -> None:
        self._clear.setVisible(self.is_set)
        self.changed.emit()

    def _coders(self) -> Choices:
        known = self._bridge.session.catalogue.coders()
        person = persons(known)
        named = [(name, coder.name) for name, coder in known.items() if person.get(name, name) == name]
        return sorted(named, key=_by_words)

    def _merges(self) -> Choices:
        return [(merge.id, f"{merge.name}, {moment(merge.time)}, {coder_name(self._bridge, merge.coder)}")
                for merge in self._bridge.session.timeline().merges()]


def _moment(text: str, *, end: bool = False) -> int:
    """A moment as a date chip takes it: what is more exact than a minute is taken as its day."""
    try:
        return read_moment(text, end=end)
    except NotAMoment:
        return read_moment(text[:10], end=end)


def _by_words(choice: tuple[str, str]) -> str:
    return choice[1].casefold()
