"""“In this article”: the cards of its annotations, and what may be listed of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.kinds import Codebook
from annotator.corpus.people import Person
from annotator.language import number_text, tr
from annotator.ui.bridge import Bridge
from annotator.ui.models.card_delegate import CardDelegate
from annotator.ui.models.cards import ALL, INCOMPLETE, NEEDS_SOURCE, CardModel, Filter
from annotator.ui.theme import Theme
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.lines import smaller
from annotator.ui.widgets.only_line import OnlyLine
from annotator.ui.widgets.plain import plain

_BATCH = 60
_ADDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class _View(QListView):
    opened, escaped, resized, unhovered = Signal(), Signal(), Signal(), Signal()
    extending = False
    """Whether the key or the click that is being answered adds to the selection instead of moving on."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the card, Esc goes back to the text; arrows walk, with Shift they select."""
        self.extending = bool(event.modifiers() & _ADDING)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
        self.extending = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Shift+click selects as far as here, Ctrl+click adds one or takes it away."""
        self.extending = bool(event.modifiers() & _ADDING)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The click is over."""
        super().mouseReleaseEvent(event)
        self.extending = False

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer lies on no card any more."""
        super().leaveEvent(event)
        self.unhovered.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards are as tall as their words at this width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        self.resized.emit()


class CardList(QWidget):
    """The list with its row of filters. A click or an arrow key puts an annotation into focus.

    Signals:
        picked: id of the annotation that was chosen here.
        chosen: the ids of several that are selected together, none when that has ended.
        filtered: the `Filter` by which they are listed now.
        opened: Enter or a double click: its fields are wanted.
        left: Esc: the focus may go back to the text.
    """

    picked = Signal(str)
    chosen = Signal(object)
    filtered = Signal(object)
    opened = Signal()
    left = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.model = CardModel(bridge.source, self, somebody=self._somebody)
        self.only = OnlyLine(bridge)
        self.view = _View()
        self._chips: dict[Filter, QToolButton] = {}
        self._wanted = ""
        self._silent = False
        self._many: tuple[str, ...] = ()
        self._title, self._count = QLabel(tr("In this article")), QLabel()
        self._filters = QWidget()
        self._flow = FlowLayout(self._filters, gap=4)
        self._empty = EmptyState(bridge.theme)
        self._pages = QStackedWidget()
        self._delegate = CardDelegate(bridge.theme, self.view)
        self._prepare_view()
        self._lay_out()

    def show_annotations(self, *, afresh: bool = False) -> None:
        """Show the annotations of the open article; `afresh` after a change of a source."""
        if afresh:
            self.model.forget()
        codebook = self._bridge.session.catalogue.codebook()
        self._silent = True
        bridge, whole = self._bridge, self._bridge.annotations()
        shown = [one for one in whole if bridge.shows(one)] if bridge.only else whole
        self.model.show_annotations(shown, bridge.text, codebook, bridge.ties(), whole if bridge.only else None)
        self._silent = False
        self._show_counts(codebook)
        self._show_page()
        if self._many:
            self._select_again()
        else:
            self._mark(self._bridge.annotation)

    def _somebody(self, coder: str) -> Person | None:
        return self._bridge.session.catalogue.people().other(coder, self._bridge.session.coder.id)

    def show_focus(self, name: str) -> None:
        """Mark the card of the annotation in focus, and scroll to it; "" for none. A selection of several ends."""
        if not self._many:
            self._mark(name)
        elif name:
            self.end_many()

    def _mark(self, name: str) -> None:
        row = self.model.place(name) if name else -1
        self._silent = True
        self.view.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())
        if row < 0:
            self.view.clearSelection()
        self._silent = False
        self._wanted = name if row >= 0 else ""
        self._reveal()

    def show_filter(self, wanted: Filter) -> None:
        """List only these; a selection of several ends."""
        self.end_many()
        self._silent = True
        self.model.set_filter(wanted)
        self._silent = False
        self._show_counts(self._bridge.session.catalogue.codebook())
        self._show_page()
        self._mark(self._bridge.annotation)
        self.filtered.emit(wanted)

    # --- several at once ---

    @property
    def many(self) -> tuple[str, ...]:
        """The ids of those that are selected together, in reading order; empty unless there are several."""
        return self._many

    def select_all(self) -> None:
        """Select every card that is listed, and go to the list."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.view.selectAll()

    def end_many(self) -> None:
        """Let the selection go; the annotation in focus is marked again."""
        if self._many:
            self._set_many(())
            self._silent = True
            self.model.list_again()
            self._silent = False
            self._show_page()
            self._mark(self._bridge.annotation)

    @Slot()
    def _gather(self) -> None:
        """Several are selected now, others, or no longer several."""
        if self._silent:
            return
        parts = self.view.selectionModel().selection().toList()  # ranges: ten thousand rows are one
        rows = sorted(row for part in parts for row in range(part.top(), part.bottom() + 1))
        self._set_many(tuple(map(self.model.id_at, rows)) if len(rows) > 1 else ())
        if len(rows) == 1 and self.view.extending:
            self.picked.emit(self.model.id_at(rows[0]))

    def _set_many(self, names: tuple[str, ...]) -> None:
        if names != self._many:
            self._many = names
            self.model.hold(frozenset(names))
            self.chosen.emit(names)

    def _select_again(self) -> None:
        """The rows are other ones: select those that are still there, and stay where one is."""
        rows = [row for name in self._many if (row := self.model.place(name)) >= 0]
        if len(rows) < 2:
            self.end_many()
            return
        self._silent = True
        selection, first, last = QItemSelection(), rows[0], rows[0]
        for row in [*rows[1:], -1]:
            if row != last + 1:
                selection.select(self.model.index(first), self.model.index(last))
                first = row
            last = row
        self.view.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._silent = False
        self._set_many(tuple(map(self.model.id_at, rows)))

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._delegate.theme = theme
        self._empty.set_theme(theme)
        self.view.viewport().update()

    def chip(self, wanted: Filter) -> QToolButton:
        """The button of a filter."""
        return self._chips[wanted]

    # --- building ---

    def _prepare_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setLayoutMode(QListView.LayoutMode.Batched)
        view.setBatchSize(_BATCH)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        view.verticalScrollBar().setSingleStep(24)
        view.setProperty("role", "cards")
        view.setAccessibleName(tr("Annotations in this article"))
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.selectionModel().selectionChanged.connect(self._gather)
        view.selectionModel().currentChanged.connect(self._pick)
        view.clicked.connect(self._pick)
        view.opened.connect(self.opened)
        view.doubleClicked.connect(self.opened)
        view.escaped.connect(self._leave)
        view.resized.connect(self._keep_in_sight)
        view.entered.connect(self._light_links)
        view.unhovered.connect(partial(self._bridge.light_links, ""))

    def _lay_out(self) -> None:
        self._title.setProperty("role", "heading")
        self._count.setProperty("role", "muted")
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 14, 0)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        filters = QVBoxLayout()
        filters.setContentsMargins(12, 0, 12, 0)
        filters.addWidget(self._filters)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.only)
        column.addLayout(filters)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty)
        self._pages.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._pages.setMinimumHeight(60)
        column.addWidget(self._pages, 1)

    def _show_counts(self, codebook: Codebook) -> None:
        counts = self.model.counts()
        for wanted, count in counts.items():
            if wanted not in self._chips:
                self._add_chip(wanted)
            chip = self._chips[wanted]
            words = _words(wanted, codebook)
            chip.setText(plain(f"{words} {number_text(count)}"))
            chip.setAccessibleName(tr("List {words}, {count}", words=words, count=count))
            chip.setChecked(wanted == self.model.filter)
            chip.setVisible(bool(count) or wanted in (ALL, self.model.filter))
        for wanted, chip in self._chips.items():
            if wanted not in counts:
                chip.hide()
        self._filters.setVisible(counts[ALL] > 0)
        self._count.setText(number_text(counts[ALL]) if counts[ALL] else "")

    def _add_chip(self, wanted: Filter) -> None:
        chip = QToolButton(self._filters)
        chip.setCheckable(True)
        chip.setProperty("role", "chip")
        chip.setFont(smaller(chip.font()))
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(Call(_Ask(self, wanted).ask, chip).run)
        self._chips[wanted] = chip
        self._flow.addWidget(chip)

    def _show_page(self) -> None:
        listed, known = self.model.rowCount(), len(self._bridge.annotations())
        if listed:
            self._pages.setCurrentIndex(0)
            return
        if not self._bridge.article:
            self._empty.show_state("document", tr("No article is open"),
                                   sentence=tr("Bring one in, or choose one in the library."))
        elif known and self._bridge.only and not self.model.counts()[ALL]:
            name = self._bridge.session.catalogue.people().name(self._bridge.only)
            self._empty.show_state("filter", tr("Nothing here is {name}’s", name=name),
                                   buttons=[(tr("Show everybody’s"), partial(self._bridge.show_only, ""))])
        elif not known:
            self._empty.show_state("quote", tr("Nothing is marked yet"), sentence=self._how_to_mark())
        elif self.model.filter == NEEDS_SOURCE:
            self._empty.show_state("done", tr("Every annotation has its source"))
        elif self.model.filter == INCOMPLETE:
            self._empty.show_state("done", tr("Every question is answered"))
        else:
            self._empty.show_state("filter", tr("None of these here"),
                                   buttons=[(tr("Show all"), _Ask(self, ALL).ask)])
        self._pages.setCurrentIndex(1)

    def _how_to_mark(self) -> str:
        keymap = self._bridge.keymap
        keys = [key for kind in ("claim", "quote", "statistic") if (key := keymap.first(f"annotate.{kind}"))]
        if len(keys) < 3:
            return tr("Select words and press the button of a kind.")
        return tr("Select words and press {claim}, {quote} or {statistic}.", claim=keys[0], quote=keys[1],
                  statistic=keys[2])

    # --- choosing ---

    @Slot(QModelIndex)
    def _pick(self, index: QModelIndex) -> None:
        if not self._silent and index.isValid() and not self._many and not self.view.extending:
            self.picked.emit(self.model.id_at(index.row()))

    @Slot(QModelIndex)
    def _light_links(self, index: QModelIndex) -> None:
        """Light up what the card under the pointer is linked with."""
        self._bridge.light_links(self.model.id_at(index.row()))

    @Slot()
    def _leave(self) -> None:
        """Esc: first the selection of several goes, then one goes back to the text."""
        if self._many:
            self.end_many()
        else:
            self.left.emit()

    @Slot()
    def _keep_in_sight(self) -> None:
        """Less room must not hide the card in focus."""
        index = self.view.currentIndex()
        if index.isValid():
            self._wanted = self.model.id_at(index.row())
            QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """Scroll to the card in focus; rows that are not laid out yet (Batched) are waited for."""
        row = self.model.place(self._wanted) if self._wanted else -1
        if row < 0 or not self.isVisible():
            return
        index = self.model.index(row)
        if self.view.visualRect(index).isValid():
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
            self._wanted = ""
        else:
            QTimer.singleShot(0, self, self._reveal)


class _Ask:
    """A filter as something to call."""

    def __init__(self, cards: CardList, wanted: Filter) -> None:
        self._cards, self._wanted = cards, wanted

    def ask(self) -> None:
        """List these; the filter that is shown already gives way to all."""
        shown = self._cards.model.filter
        self._cards.show_filter(ALL if self._wanted == shown else self._wanted)


def _words(wanted: Filter, codebook: Codebook) -> str:
    if wanted == ALL:
        return tr("All")
    if wanted == NEEDS_SOURCE:
        return tr("Needs source")
    return tr("Incomplete") if wanted == INCOMPLETE else codebook.kind(wanted.kind).label
