"""Everything that a source says, in all articles: counts that filter, and the list that leads there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QListView, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from annotator.corpus.change import counted
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.models.behind import BehindModel, Shown
from annotator.ui.theme import Theme
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.lines import smaller
from annotator.ui.widgets.plain import plain
from annotator.ui.widgets.row_list import RowList
from annotator.ui.widgets.source_rows import BehindRows

_OUTLETS = 5
"""Outlets that have a chip at once; more are one press away."""


class SaysList(QWidget):
    """Rows are made when they are looked at: a source may say twenty thousand things.

    Signals:
        counted: how many things it says, of whatever is shown.
    """

    counted = Signal(int)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.model = BehindModel(bridge)
        self.list = RowList(tr("Stands behind"), self)
        self._rows = BehindRows(bridge.theme, self)
        self.title = QLabel(self)
        self._chips: dict[Shown, QToolButton] = {}
        self._filters = QWidget(self)
        self._flow = FlowLayout(self._filters, gap=4)
        self._more = QToolButton(self._filters)
        self._every = False
        self._empty = EmptyState(bridge.theme, self)
        self._pages = QStackedWidget(self)
        self._lay_out()

    def show_source(self, source: str, *, fresh: bool) -> None:
        """Show what a source says; `fresh` when it is another one than before, which no filter narrows yet."""
        place, current = self.list.verticalScrollBar().value(), self.list.currentIndex().row()
        if fresh:
            self._every = False
        self.model.show_source(source, shown=Shown() if fresh else None)
        if not self.model.rowCount() and self.model.count:
            self.model.show_only(Shown())
        if not fresh and 0 <= current < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(current))
        self.list.verticalScrollBar().setValue(0 if fresh else place)
        self._show_counts()

    def show_only(self, shown: Shown) -> None:
        """List only a kind, an outlet; what is listed already gives way to all."""
        self.model.show_only(shown)
        self.list.scrollToTop()
        self._show_counts()

    def chip(self, shown: Shown) -> QToolButton:
        """The button of a filter.

        Raises:
            KeyError: there is none of that kind or outlet.
        """
        return self._chips[shown]

    def chips(self) -> list[str]:
        """What the chips in sight say, in order."""
        return [chip.text().replace("&&", "&") for chip in self._chips.values() if not chip.isHidden()]

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._rows.theme = theme
        self._empty.set_theme(theme)
        self.list.viewport().update()

    # --- building ---

    def _lay_out(self) -> None:
        self.title.setProperty("role", "muted")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._rows)
        self.list.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.list.chosen.connect(self._jump)
        self._more.setProperty("role", "link")
        self._more.setFont(smaller(self._more.font()))
        self._more.clicked.connect(self._show_every)
        self._flow.addWidget(self._more)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(6)
        top.addWidget(self.title)
        top.addWidget(self._filters)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        self._empty.show_state("quote", tr("It says nothing yet"),
                               sentence=tr("Mark words, press S, and type its name."))

    # --- counts ---

    def _show_counts(self) -> None:
        model = self.model
        said = tr("{annotations} in {articles}", annotations=counted(model.count, 'annotation'),
                  articles=counted(model.articles, 'article')) if model.count else ""
        if model.passed_on:
            said = tr("{said}, {number:,} only passed on", said=said, number=model.passed_on)
        self.title.setText(said)
        self.title.setVisible(bool(said))
        self._pages.setCurrentIndex(0 if model.count else 1)
        kinds, outlets = model.kinds(), model.outlets()
        codebook = self._bridge.session.catalogue.codebook()
        order = [kind.id for kind in codebook.kinds if kind.id in kinds]
        order += sorted(set(kinds) - set(order))
        for chip in self._chips.values():
            chip.hide()
        several = len(kinds) > 1 or len(outlets) > 1 or model.shown != Shown()
        if several:
            for kind in order:
                self._show_chip(Shown(kind=kind), codebook.kind(kind).label, kinds[kind])
            self._show_outlets(outlets)
        else:
            self._more.hide()
        self._filters.setVisible(several)
        self.counted.emit(model.count)

    def _show_outlets(self, outlets: Mapping[str, int]) -> None:
        names = list(outlets)
        shown = names if self._every or len(names) <= _OUTLETS + 1 else names[:_OUTLETS]
        if self.model.shown.outlet in names and self.model.shown.outlet not in shown:
            shown = [*shown, self.model.shown.outlet]
        for name in shown:
            self._show_chip(Shown(outlet=name), name, outlets[name])
        self._flow.removeWidget(self._more)
        self._flow.addWidget(self._more)
        self._more.setText(tr("{number} more outlets", number=len(names) - len(shown)))
        self._more.setAccessibleName(tr("Show {number} more outlets", number=len(names) - len(shown)))
        self._more.setVisible(len(shown) < len(names))

    def _show_chip(self, shown: Shown, words: str, count: int) -> None:
        chip = self._chips.get(shown)
        if chip is None:
            chip = self._chips[shown] = QToolButton(self._filters)
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            chip.setFont(smaller(chip.font()))
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(Call(_Ask(self, shown).ask, chip).run)
            self._flow.addWidget(chip)
        cut = chip.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, 150)
        chip.setText(plain(f"{cut} {count:,}"))
        chip.setAccessibleName(tr("List only {words}, {count:,}", words=words, count=count))
        chip.setChecked(bool((shown.kind and shown.kind == self.model.shown.kind)
                             or (shown.outlet and shown.outlet == self.model.shown.outlet)))
        chip.show()

    @Slot()
    def _show_every(self) -> None:
        self._every = True
        self._show_counts()

    @Slot(QModelIndex)
    def _jump(self, index: QModelIndex) -> None:
        annotation = self.model.line(index.row()).annotation
        if annotation is not None:
            self._bridge.jump(annotation.id)


class _Ask:
    """A filter as something to call: one kind and one outlet may be asked for at once."""

    def __init__(self, says: SaysList, wanted: Shown) -> None:
        self._says, self._wanted = says, wanted

    def ask(self) -> None:
        """List these; what is listed already gives way to all."""
        shown, wanted = self._says.model.shown, self._wanted
        if wanted.kind:
            self._says.show_only(shown._replace(kind="" if shown.kind == wanted.kind else wanted.kind))
        else:
            self._says.show_only(shown._replace(outlet="" if shown.outlet == wanted.outlet else wanted.outlet))
