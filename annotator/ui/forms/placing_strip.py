"""“Needs placing (3)”: what was annotated in the earlier version and is not here; and that a newer version is there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from annotator.actions.versions import let_go, place
from annotator.corpus.annotation import Annotation, Span
from annotator.corpus.change import Changed, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.versions import carried_id
from annotator.language import tr, trn
from annotator.project.versions import to_place
from annotator.ui.background import Background
from annotator.ui.bridge import Bridge, Said
from annotator.ui.models.placing import Looked, PlacingModel, look
from annotator.ui.theme import Theme
from annotator.ui.widgets.announce import announce
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.row_list import RowList
from annotator.ui.widgets.source_rows import BehindRows
from annotator.ui.widgets.tab_order import visit_in_reading_order

_ROWS = 4
"""Rows that are in sight at once."""

_HOW = tr("These words of the version before are not in this one. Choose one, select where it belongs, and press P.")
_BITE = 200


class PlacingStrip(QFrame):
    """Hidden while nothing is to place and no newer version is there.

    Signals:
        done: the focus may go back to the text.
    """

    done = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._work: Background | None = None
        self._looked = Looked("")
        self._soon = False
        self.model = PlacingModel(bridge)
        self.list = RowList(tr("Annotations that need placing"), self)
        self._rows = BehindRows(bridge.theme, self.list)
        self.title, self.how = plain_label("", "heading", parent=self), plain_label("", "caption", parent=self)
        self.place_button, self.let_go_button = self._button(tr("Place here  P")), self._button(tr("Let go"))
        self.carry_button, self.other_button = self._button(tr("Carry over")), self._button(tr("Earlier version"))
        self._lay_out()
        self.place_button.clicked.connect(Call(partial(bridge.wanted.emit, "annotate.place"), self).run)
        self.let_go_button.clicked.connect(Call(self.let_go, self).run)
        self.carry_button.clicked.connect(Call(self.carry_over, self).run)
        self.other_button.clicked.connect(Call(self.show_other, self).run)
        self.list.chosen.connect(self._show_instead)
        self.hide()

    @property
    def chosen(self) -> Annotation | None:
        """The annotation that the next words are for."""
        row = self.list.currentIndex().row()
        return self.model.annotations[row] if 0 <= row < len(self.model.annotations) else None

    @property
    def looking(self) -> bool:
        """Whether the texts are being laid side by side just now."""
        return self._work is not None

    # --- following ---

    def show_article(self) -> None:
        """Show what is to place in the open article."""
        article, catalogue = self._bridge.article, self._bridge.session.catalogue
        found: Sequence[Annotation] = to_place(catalogue, article) if article else ()
        newer = catalogue.newer().get(article, "") if article else ""
        if found != self.model.annotations:
            self._show_annotations(found)
        self._show_words(len(found), newer)
        if found:
            self._look()

    def follow(self, changed: Changed) -> None:
        """Look again when an article, or an annotation of another article than the open one, has changed."""
        elsewhere = changed.articles() - {self._bridge.article}
        if "article" in changed.kinds() or (elsewhere and "annotation" in changed.kinds()):
            self.show_article()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._rows.theme = theme
        self.list.viewport().update()

    def _show_annotations(self, found: Sequence[Annotation]) -> None:
        row = self.list.currentIndex().row()
        self.model.show_annotations(found)
        if found:
            self.list.setCurrentIndex(self.model.index(min(max(row, 0), len(found) - 1)))
        height = self.list.sizeHintForRow(0) if found else 0
        self.list.setFixedHeight(height * min(len(found), _ROWS) + 4)

    def _show_words(self, many: int, newer: str) -> None:
        title = tr("Needs placing ({many:,})", many=many) if many else tr("There is a newer version of this article")
        if title != self.title.text() and (many or newer):
            announce(self, title)
        self.title.setText(title)
        self.setAccessibleName(title)
        self.how.setText(_HOW if many else tr("New work belongs there; this text stays as it was."))
        for widget in (self.list, self.place_button, self.let_go_button):
            widget.setVisible(bool(many))
        self.carry_button.setVisible(bool(many) and self._looked.standing > 0)
        self.other_button.setText(tr("Earlier version") if many else tr("Newer version"))
        self.other_button.setAccessibleName(tr("Show the earlier version") if many else tr("Show the newer version"))
        self.setVisible(bool(many or newer))

    # --- looking at the texts ---

    def _look(self) -> None:
        if self._work is not None:
            self._work.forget()
        self._looked = Looked("")
        bridge = self._bridge
        self._work = Background(partial(look, bridge.session.catalogue, bridge.article, bridge.text), self, name="look")
        self._work.finished.connect(self._take)
        self._work.start()

    @Slot(object)
    def _take(self, looked: Looked | Fault) -> None:
        self._work = None
        if isinstance(looked, Fault) or looked.article != self._bridge.article:
            return
        self._looked = looked
        if self._soon:
            self._soon = False
            self.show_instead(take_focus=False)
        self.carry_button.setVisible(looked.standing > 0 and not self.list.isHidden())
        self.carry_button.setText(trn("Carry over {number:,} that is here", "Carry over {number:,} that are here",
                                      looked.standing))
        self.carry_button.setAccessibleName(self.carry_button.text())

    def show_instead_soon(self) -> None:
        """Select what stands in the place of the next one's words, once the texts were looked at."""
        self._soon = self.chosen is not None
        if self._soon and self._work is None:
            self._soon = False
            self.show_instead(take_focus=False)

    @Slot(QModelIndex)
    def _show_instead(self, _row: QModelIndex) -> None:
        self.show_instead(take_focus=True)

    def show_instead(self, *, take_focus: bool) -> None:
        """Select in the text what stands in the place of the chosen one's words, where that can be told."""
        chosen = self.chosen
        span = self._looked.instead.get(chosen.id) if chosen else None
        if span is not None:
            self._bridge.passage_wanted.emit(self._bridge.article, *span, take_focus)
        elif take_focus:
            self.done.emit()

    # --- doing ---

    def place(self, span: Span) -> bool:
        """Put the chosen annotation on these words (code points); whether it is stored."""
        chosen = self.chosen
        earlier = next((each for each in self._looked.earlier if chosen and each.annotation(chosen.id)), None)
        if chosen is None or earlier is None:
            return False
        bridge = self._bridge
        try:
            change_set = place(earlier, chosen.id, [span], article=bridge.article, text=bridge.text,
                               anchoring=self._looked.anchorings[earlier.article])
        except Fault as fault:
            bridge.failed.emit(fault)
            return False
        if bridge.do(change_set) is None:
            return False
        bridge.focus(carried_id(chosen.id, bridge.article))
        self._say_what_is_left(tr("Placed"))
        return True

    def let_go(self) -> None:
        """Leave the chosen annotation with the earlier version."""
        if (chosen := self.chosen) and self._bridge.do(let_go(self._bridge.article, [chosen.id])):
            self._say_what_is_left(tr("Let go: it stays with the earlier version"))

    def carry_over(self) -> None:
        """Take over what stands here after all."""
        changes = [change for each in self._looked.carried for change in each.changes]
        many = self._looked.standing
        parts = (ChangeSet(changes[start:start + _BITE]) for start in range(0, len(changes), _BITE))
        if changes and self._bridge.do(parts, chunk=_BITE):
            self._bridge.said.emit(Said(trn("{number:,} annotation carried over", "{number:,} annotations carried over",
                                            many), undoable=True))

    def show_other(self) -> None:
        """Open the newer version, else the one before."""
        catalogue, article = self._bridge.session.catalogue, self._bridge.article
        known = catalogue.article(article) if article else None
        other = catalogue.newer().get(article) or (known.replaces if known else "")
        if other and catalogue.article(other):
            self._bridge.jumping.emit()
            self._bridge.show_article(other)
        else:
            self._bridge.said.emit(Said(tr("There is no other version of this article")))

    def _say_what_is_left(self, done: str) -> None:
        left = len(self.model.annotations)
        rest = (trn("{number:,} still needs placing", "{number:,} still need placing", left) if left else
                tr("Nothing needs placing any more"))
        self._bridge.said.emit(Said(f"{done}. {rest}", undoable=True))

    # --- building ---

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("small", True)
        button.setAutoDefault(True)  # outside of dialogs, Enter presses no button else
        button.setAccessibleName(words.removesuffix("  P"))
        return button

    def _lay_out(self) -> None:
        self.setProperty("role", "settle")
        self.place_button.setToolTip(tr("Put it on the words that are selected in the text"))
        self.let_go_button.setToolTip(tr("It stays with the earlier version, and is not asked about any more"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._rows)
        self._buttons = QWidget(self)
        flow = FlowLayout(self._buttons, gap=6)
        for button in (self.place_button, self.let_go_button, self.carry_button, self.other_button):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 10)
        column.setSpacing(6)
        for widget, side in ((self.title, 12), (self.how, 12), (self.list, 0), (self._buttons, 12)):
            inner = QVBoxLayout()
            inner.setContentsMargins(side, 0, side, 0)
            inner.addWidget(widget)
            column.addLayout(inner)
        visit_in_reading_order(self)
