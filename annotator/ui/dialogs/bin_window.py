"""The bin: what was removed, by whom and when; and the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.change import Changed
from annotator.corpus.listing import all_of
from annotator.corpus.sight import identities, persons
from annotator.corpus.source import Source, source_from_fields
from annotator.language import counted, tr, trn
from annotator.project import inside
from annotator.project.bin import Bin, BroughtBack
from annotator.ui.bridge import Bridge, Said
from annotator.ui.dialogs.storing import MANY, Cancelled, Storing
from annotator.ui.models.bin_list import BinModel
from annotator.ui.models.dates import readable_date
from annotator.ui.models.past_names import names_for
from annotator.ui.models.past_words import NOTHING, value_words
from annotator.ui.theme import Theme
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.picker import Choices, FilterChip
from annotator.ui.widgets.plain import plain_label

KINDS: Mapping[str, str] = {"": tr("Everything"), "annotation": tr("Annotations"), "article": tr("Articles"),
                            "source": tr("Sources"), "link": tr("Links")}
_SETTLED_MS = 150
"""After changes it waits so long, so that a hundred of them are read once."""
_FEW = 50
"""Things of which is said what comes back with them before they are brought back."""
_ALWAYS = tr("Annotations, articles, sources and links that somebody removes can be brought back from here, "
             "at any time.")
_TOLD = 600
"""Characters of the chosen thing's words below the table."""


class RemovedTable(QTableView):
    """The table itself; Home and End lead to the first and the last row, as in a list."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End are those of the rows; Enter is the window's."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.model().rowCount() - 1}
        if event.key() in ends and not event.modifiers():
            self.selectRow(ends[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class BinWindow(QDialog):
    """A window beside the window, which stops nobody from working: a table, and below it what the chosen thing was."""

    def __init__(self, parent: QWidget | None, bridge: Bridge) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Bin"))
        self.setAccessibleName(tr("Bin: what was removed"))
        self.resize(960, 560)
        self._bridge = bridge
        self._bin = Bin(bridge.session.replica)
        self._mark: tuple[object, ...] = ()
        self.model = BinModel(self._coder, self)
        self.table = RemovedTable(self)
        self.kinds = ChoiceRow(KINDS, name=tr("What was removed"), parent=self)
        self.who = FilterChip(tr("Who"), tr("Anybody"), self._coders, theme=bridge.theme, parent=self)
        self.words = plain_label("", parent=self, selectable=True)
        self.needs = plain_label("", "muted", parent=self)
        self.restore = QPushButton(tr("Restore"))
        self._show, self._close = QPushButton(tr("Go to the article")), QPushButton(tr("Close"))
        self._empty = EmptyState(bridge.theme, self)
        self._pages = QStackedWidget(self)
        self._timer = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._lay_out()
        self._connect()
        self.read()
        self.table.setFocus()

    # --- what is listed ---

    @Slot()
    def read(self) -> None:
        """List (again); where the list stood, it stays."""
        row = max(0, self.table.currentIndex().row())
        catalogue = self._bridge.session.catalogue
        coders = identities(self.who.value, catalogue.coders()) if self.who.value else ()
        self._mark = self._bin.mark()
        self.model.show(self._bin, catalogue.codebook(), kind=self.kinds.choice, coders=coders)
        many = self.model.rowCount()
        filtered = bool(self.kinds.choice or self.who.value)
        self._empty.show_state("bin", tr("Nothing like that was removed") if filtered else tr("Nothing was removed"),
                               sentence="" if filtered else _ALWAYS)
        self._pages.setCurrentIndex(0 if many else 1)
        if many:
            self.table.selectRow(min(row, many - 1))
        self._choose()

    def rows(self) -> list[int]:
        """The selected rows, from the top."""
        return sorted(index.row() for index in self.table.selectionModel().selectedRows())

    @Slot()
    def _choose(self) -> None:
        """Say what the chosen thing was, and what comes back with it."""
        rows = self.rows()
        self.restore.setEnabled(bool(rows))
        one = self.model.removed(rows[0]) if len(rows) == 1 else None
        article = one.article if one is not None and one.kind != "article" else ""
        self._show.setEnabled(bool(article) and self._bridge.session.catalogue.article(article) is not None)
        self.words.setText(self._told(rows[0]) if one else "" if not rows else
                           trn("{number:,} thing is chosen", "{number:,} things are chosen", len(rows)))
        found = self._bin.bring_back(self.model.ids(rows)) if 0 < len(rows) <= _FEW else None
        self.needs.setText(_needs(found) if found else "")

    def _told(self, row: int) -> str:
        removed = self.model.removed(row)
        if removed is None:
            return ""
        words = self.model.words(removed)
        told = [_captioned(self.model.what(removed), f"{words[:_TOLD]}{'…' if len(words) > _TOLD else ''}")]
        fields = removed.fields
        names = replace(names_for(self._bridge, removed.article, removed.kind), source=self._source)
        said = {tr("Source"): value_words("chain", fields.get("chain"), names), tr("Note"): value_words(
            "note", fields.get("note"), names), tr("Outlet"): value_words("outlet", fields.get("outlet"), names),
            tr("Date"): readable_date(str(fields.get("published") or "")) or NOTHING}
        told += [_captioned(caption, " ".join(what.split())) for caption, what in said.items() if what != NOTHING]
        return " · ".join(told)

    def _source(self, name: str | None) -> Source | None:
        """A source, also one that is removed."""
        found = self._bridge.source(name)
        if found is not None or not name:
            return found
        known = self._bridge.session.catalogue.standing([name]).get(name)
        return source_from_fields(name, known.fields) if known and known.kind == "source" else None

    # --- what is done ---

    @Slot()
    def bring_back(self) -> None:
        """Bring the chosen things back, with what they cannot be without: one action."""
        found = self._bin.bring_back(self.model.ids(self.rows()))
        size = len(found.change_set.changes)
        if not size:
            self._bridge.said.emit(Said(tr("It has come back already")))
            self.read()
            return
        storing = Storing(self, size, title=tr("Restore")) if size > MANY else None
        try:
            changed = self._bridge.do(found.change_set, progress=storing.step if storing else None,
                                      ending=storing.end if storing else None)
        except Cancelled:
            self._bridge.said.emit(Said(tr("Nothing was restored")))
            return
        finally:
            if storing:
                storing.close()
        if changed is not None:
            self._bridge.said.emit(Said(_restored(found), undoable=True))
            self.read()

    @Slot()
    def go(self) -> None:
        """Open the article in which the chosen thing stood."""
        rows = self.rows()
        removed = self.model.removed(rows[0]) if len(rows) == 1 else None
        if removed is not None and removed.article not in ("", self._bridge.article):
            self._bridge.jumping.emit()
            self._bridge.show_article(removed.article)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the table brings back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            if self.restore.isEnabled():
                self.bring_back()
        else:
            super().keyPressEvent(event)

    # --- following ---

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        heard = ("annotation", "article", "source", "purge", "project", "coder", *inside.KINDS)
        if not changed.kinds().isdisjoint(heard):
            self._timer.start()

    @Slot()
    def _catch_up(self) -> None:
        if self._bin.mark() != self._mark:
            self.read()

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        self.who.set_theme(theme)
        self._empty.set_theme(theme)

    def _coder(self, name: str) -> str:
        known = self._bridge.session.catalogue.coders().get(name)
        return known.name if known else tr("Somebody")

    def _coders(self) -> Choices:
        known = self._bridge.session.catalogue.coders()
        person = persons(known)
        each = dict.fromkeys(person.get(name, name) for name in self._bin.coders())
        return sorted(((name, self._coder(name)) for name in each), key=_by_words)

    # --- building ---

    def _connect(self) -> None:
        bridge = self._bridge
        self.table.selectionModel().selectionChanged.connect(self._choose)
        self.table.doubleClicked.connect(self._bring_back_row)
        self.kinds.chosen.connect(self.read)
        self.who.chosen.connect(self.read)
        self.restore.clicked.connect(self.bring_back)
        self._show.clicked.connect(self.go)
        self._close.clicked.connect(self.reject)
        self._timer.timeout.connect(self._catch_up)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo)
        bridge.changed.connect(self._follow)
        bridge.theme_changed.connect(self._wear)

    @Slot()
    def _undo(self) -> None:
        """The window's own undo; the key does not reach it from here."""
        self._bridge.wanted.emit("edit.undo")

    @Slot(QModelIndex)
    def _bring_back_row(self, _index: QModelIndex) -> None:
        self.bring_back()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.kinds, 1)
        top.addWidget(self.who)
        self._fit_table()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        self.words.setMinimumHeight(self.words.fontMetrics().lineSpacing() * 2)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._show)
        buttons.addStretch(1)
        self.restore.setProperty("primary", True)
        for button in (self._show, self._close, self.restore):
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
        for button in (self._close, self.restore):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        column.addWidget(self.words)
        column.addWidget(self.needs)
        column.addLayout(buttons)

    def _fit_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(tr("What was removed, the latest first"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(32)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setStretchLastSection(False)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        letter = table.fontMetrics().averageCharWidth()
        for column, letters in ((0, 20), (1, 18), (2, 28), (4, 28)):
            table.setColumnWidth(column, letters * letter)


def _captioned(caption: str, words: str) -> str:
    return tr("{caption}: {words}", caption=caption, words=words)


def _needs(found: BroughtBack) -> str:
    """What comes back, too: “Comes back with it: 1 article and 2 sources.”."""
    words = []
    if found.also:
        things = _listed(found.also)
        words.append(tr("Comes back with it: {things}.", things=things) if _is_one(found) else
                     tr("Comes back with them: {things}.", things=things))
    if found.hidden:
        words.append(trn("{number:,} thing that is hidden from you stays removed.",
                         "{number:,} things that are hidden from you stay removed.", found.hidden))
    return " ".join(words)


def _is_one(found: BroughtBack) -> bool:
    return sum(found.wanted.values()) == 1


def _restored(found: BroughtBack) -> str:
    things, others = _listed(found.wanted), _listed(found.also)
    if not found.also:
        return tr("{things} restored", things=things)
    return (tr("{things} restored, and with it {others}", things=things, others=others) if _is_one(found) else
            tr("{things} restored, and with them {others}", things=things, others=others))


def _listed(counts: Counter[str]) -> str:
    return all_of([counted(counts[kind], kind) for kind in KINDS if counts.get(kind)])


def _by_words(choice: tuple[str, str]) -> str:
    return choice[1].casefold()
