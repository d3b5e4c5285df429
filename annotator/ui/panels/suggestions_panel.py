"""What is suggested in the open article, why, and how sure it is. It never stores anything by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QPushButton, QSlider, QStackedWidget, QVBoxLayout, QWidget

from annotator.corpus.change import Changed
from annotator.drafting import PASSAGE
from annotator.finders import Suggestion
from annotator.language import counted, number_text, tr, trn
from annotator.ui.bridge import Bridge
from annotator.ui.models import suggestion_words
from annotator.ui.models.suggestion_list import SuggestionModel
from annotator.ui.suggestions import HIDDEN, SWITCHED_OFF, WITHOUT
from annotator.ui.theme import Theme
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.row_list import RowList
from annotator.ui.widgets.suggestion_rows import SuggestionRows

_FEW = 100
"""Rows up to which each has the height of its own words: they are measured at every change."""
_MOST, _STEP = 95, 5
"""The highest score, in hundredths, from which on suggestions can be listed, and the step of the slider."""


class SuggestionList(RowList):
    """Enter accepts, X and Del dismiss, Esc goes back to the text.

    Signals:
        accepted, dismissed, left: the key for it was pressed.
    """

    accepted, dismissed, left = Signal(), Signal(), Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide on the row that is current."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.accepted.emit()
        elif key in (Qt.Key.Key_X, Qt.Key.Key_Delete):
            self.dismissed.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SuggestionsPanel(QWidget):
    """The list, what is listed (kind, from which score on), and what can be done with it.

    Signals:
        done: the focus may go back to the text.
    """

    done = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge, self._silent = bridge, False
        self._said: tuple[object, ...] = ()
        self.model = SuggestionModel(bridge, self)
        self.list = SuggestionList(tr("Suggestions in this article"), self)
        self._rows = SuggestionRows(bridge.theme, self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._rows)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.model.modelReset.connect(self._fit_rows)
        self.kinds: ChoiceRow | None = None
        self.least, self._least = QSlider(Qt.Orientation.Horizontal), QLabel()
        self._count = QLabel()
        self.take, self.put_away, self.take_all = QPushButton(tr("Accept")), QPushButton(tr("Dismiss")), QPushButton()
        self._empty = EmptyState(bridge.theme, self)
        self._pages = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self._show_kinds()
        self._show_list()

    # --- building ---

    def _lay_out(self) -> None:
        self.setAccessibleName(tr("Suggestions"))
        self.setFocusProxy(self.list)
        title = QLabel(tr("Suggestions"))
        title.setProperty("role", "heading")
        self._count.setProperty("role", "muted")
        self.list.setProperty("role", "cards")
        self.list.setProperty("entry", True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addWidget(self._count)
        head.addStretch(1)
        self._least.setProperty("role", "muted")
        self.least.setRange(0, _MOST // _STEP)
        self.least.setAccessibleName(tr("List suggestions from this score on"))
        self.least.setValue(self._bridge.settings.least_score // _STEP)
        sure = QHBoxLayout()
        sure.setSpacing(10)
        sure.addWidget(self._least)
        sure.addWidget(self.least, 1)
        self._top = QVBoxLayout()
        self._top.setContentsMargins(14, 0, 14, 0)
        self._top.setSpacing(6)
        self._top.addLayout(head)
        self._top.addLayout(sure)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(12, 6, 12, 10)
        self.take.setProperty("primary", True)
        for button in (self.take, self.put_away, self.take_all):
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._top)
        column.addWidget(self._pages, 1)
        column.addWidget(self._foot)

    def _connect(self) -> None:
        bridge, suggestions = self._bridge, self._bridge.suggestions
        suggestions.listed.connect(self._show_list)
        suggestions.gone.connect(self._drop)
        suggestions.focused.connect(self._show_focus)
        suggestions.switched.connect(self._show_list)
        bridge.changed.connect(self._follow)
        bridge.theme_changed.connect(self._wear)
        bridge.settings_changed.connect(self._show_least)
        self.list.selectionModel().currentChanged.connect(self._pick)
        self.list.chosen.connect(self._pick)
        self.list.accepted.connect(self._accept)
        self.list.dismissed.connect(self._dismiss)
        self.list.left.connect(self.done)
        self.take.clicked.connect(self._accept)
        self.put_away.clicked.connect(self._dismiss)
        self.take_all.clicked.connect(partial(bridge.wanted.emit, "suggestion.accept_all"))
        self.least.valueChanged.connect(self._choose_least)

    # --- showing ---

    def _show_kinds(self) -> None:
        """The kinds by which the list can be narrowed: those of the codebook, and passages."""
        codebook = self._bridge.session.catalogue.codebook()
        before = self.kinds
        self.kinds = ChoiceRow({"": tr("All"), **{kind.id: kind.label for kind in codebook.shown},
                                PASSAGE: tr("Boilerplate")}, name=tr("Which suggestions"), parent=self)
        self.kinds.chosen.connect(self._bridge.suggestions.show_kind)
        self._top.insertWidget(1, self.kinds)
        if before is not None:
            before.hide()
            before.deleteLater()
            self._bridge.suggestions.show_kind("")

    @Slot()
    def _fit_rows(self) -> None:
        """Rows as high as their words; of very many one height for all, which costs nothing."""
        self.list.setUniformItemSizes(self.model.rowCount() > _FEW)

    @Slot()
    def _show_list(self) -> None:
        place = self.list.verticalScrollBar().value()
        self._silent = True
        self.model.show_now()
        self._silent = False
        self.list.verticalScrollBar().setValue(place)
        self._show_counts()

    @Slot(object)
    def _drop(self, gone: Sequence[Suggestion]) -> None:
        self._silent = True
        self.model.drop(gone)
        self._silent = False
        self._show_counts()

    def _show_counts(self) -> None:
        suggestions = self._bridge.suggestions
        counts = suggestions.counts()
        self._count.setText(number_text(counts[""]) if counts[""] else "")
        assert self.kinds is not None
        self.kinds.show_counts({kind: count for kind, count in counts.items() if kind in self._known()})
        for kind in self._known():
            self.kinds.button(kind).setVisible(kind in ("", suggestions.kind) or bool(counts.get(kind)))
        self._show_least()
        self._show_page()
        self._show_focus()

    def _known(self) -> tuple[str, ...]:
        return ("", *(kind.id for kind in self._bridge.session.catalogue.codebook().shown), PASSAGE)

    def _show_page(self) -> None:
        suggestions = self._bridge.suggestions
        listed = bool(self.model.rowCount())
        self._pages.setCurrentIndex(0 if listed else 1)
        self._foot.setVisible(listed)
        for widget in (self.kinds, self.least, self._least):
            assert widget is not None
            widget.setVisible(suggestions.is_on and bool(self._bridge.article))
        if not listed:
            self._show_nothing()

    def _show_nothing(self) -> None:
        suggestions, bridge = self._bridge.suggestions, self._bridge
        why = (suggestions.why_off, bool(bridge.article), suggestions.searching, len(suggestions.waiting),
               suggestions.counts()[""])
        if why == self._said:
            return  # to say the same again would make the same buttons again
        self._said = why
        if suggestions.why_off == SWITCHED_OFF:
            switch = partial(bridge.wanted.emit, "suggestion.switch")
            self._empty.show_state("suggestion", tr("Suggestions are off"), sentence=tr("You have switched them off."),
                                   buttons=[(tr("Suggest annotations to me"), switch)])
        elif suggestions.why_off in (HIDDEN, WITHOUT):
            self._empty.show_state("suggestion", tr("Suggestions are off"), sentence=suggestions.why_off)
        elif not bridge.article:
            self._empty.show_state("document", tr("No article is open"),
                                   sentence=tr("Bring one in, or choose one in the library."))
        elif suggestions.searching:
            self._empty.show_state("search", tr("Looking through the article…"))
        elif suggestions.waiting and suggestions.counts()[""]:
            self._empty.show_state("filter", tr("None of this kind"), buttons=[(tr("Show all"), self._show_every_kind)])
        elif suggestions.waiting:
            self._empty.show_state("filter", tr("None is as sure as that"),
                                   sentence=trn("{number:,} with a lower score waits.",
                                                "{number:,} with a lower score wait.", len(suggestions.waiting)))
        else:
            self._empty.show_state("done", tr("Nothing to suggest"),
                                   sentence=tr(
                "What the rules find here is annotated or dismissed, or there is nothing."))

    @Slot()
    def _show_focus(self) -> None:
        suggestions = self._bridge.suggestions
        row = self.model.place(suggestions.current)
        self._silent = True
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
            self.list.scrollTo(self.model.index(row))
        else:
            self.list.setCurrentIndex(QModelIndex())
            self.list.clearSelection()
        self._silent = False
        self.take.setEnabled(row >= 0)
        self.put_away.setEnabled(row >= 0)
        kind = self._bridge.deciding.all_of_kind()
        codebook = self._bridge.session.catalogue.codebook()
        many = suggestions.counts().get(kind, 0) if kind else 0
        self.take_all.setVisible(many > 1)
        words = counted(many, suggestion_words.label(kind, codebook).lower()) if kind else ""
        self.take_all.setText(tr("All {suggestions}…", suggestions=words) if kind else "")

    @Slot()
    def _show_least(self) -> None:
        self._silent = True
        self.least.setValue(self._bridge.settings.least_score // _STEP)
        self._silent = False
        self._least.setText(tr("From {score} %", score=self.least.value() * _STEP))

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        if "codebook" in changed.kinds():
            self._show_kinds()
            self._show_list()

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        self._rows.theme = theme
        self._empty.set_theme(theme)
        self.list.viewport().update()

    # --- what a person does ---

    @Slot(QModelIndex)
    def _pick(self, index: QModelIndex) -> None:
        if not self._silent and index.isValid():
            self._bridge.suggestions.focus(self.model.at(index.row()))

    @Slot()
    def _accept(self) -> None:
        self._bridge.deciding.accept()

    @Slot()
    def _dismiss(self) -> None:
        self._bridge.deciding.dismiss()

    @Slot()
    def _show_every_kind(self) -> None:
        assert self.kinds is not None
        self.kinds.choose("")

    @Slot(int)
    def _choose_least(self, value: int) -> None:
        self._least.setText(tr("From {score} %", score=value * _STEP))
        if not self._silent:
            self._bridge.choose(least_score=value * _STEP)
