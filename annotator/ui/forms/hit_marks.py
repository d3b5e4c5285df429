"""What stands below the hits: what a key marks of them, and, before many are marked, what would be."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.language import tr
from annotator.project.search import Hit
from annotator.ui.bridge import Bridge
from annotator.ui.marking_hits import HitMarking
from annotator.ui.theme import Theme
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.hit_list import HitList
from annotator.ui.widgets.mark_strip import MarkStrip


class HitMarks(QWidget):
    """Marks one hit at once, and many after a look.

    Signals:
        what_chosen: `words` or `sentence`: what is marked of a hit from now on.
    """

    what_chosen = Signal(str)

    def __init__(self, bridge: Bridge, hits: HitList, *, what: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._list, self._model = bridge, hits, hits.hits
        self._marking = HitMarking(bridge, self)
        self._kind = ""
        self._asked: list[Hit] = []
        self._keys = QLabel(self)
        self.what = ChoiceRow({"words": tr("words"), "sentence": tr("sentence")}, name=tr("What a key marks"),
                              parent=self)
        self.mark_all = QPushButton(tr("Mark all…"), self)
        self.strip = MarkStrip(bridge.theme, self)
        self._lay_out()
        self.what.show_choice(what)
        self.what.chosen.connect(self.what_chosen)
        hits.digit.connect(self.mark_by_digit)
        hits.ticked.connect(self._tick)
        hits.left.connect(self.leave)
        self.mark_all.clicked.connect(self.look_through_all)
        self.strip.kind_chosen.connect(self._choose_kind)
        self.strip.accepted.connect(self._mark_ticked)
        self.strip.cancelled.connect(self.leave)

    def _lay_out(self) -> None:
        self._keys.setProperty("role", "caption")
        self.mark_all.setProperty("quiet", True)
        self.mark_all.setAccessibleName(tr("Mark all hits"))
        self._foot = QWidget(self)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(12, 2, 8, 4)
        foot.setSpacing(4)
        foot.addWidget(self._keys)
        foot.addWidget(self.what, 1)
        foot.addWidget(self.mark_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._foot)
        strip = QVBoxLayout()
        strip.setContentsMargins(8, 2, 8, 8)
        strip.addWidget(self.strip)
        column.addLayout(strip)

    def show_all(self) -> None:
        """Show what fits the list as it is."""
        model = self._model
        marking = model.ticks is not None
        self.setVisible(model.hits > 0)
        self.strip.setVisible(marking)
        self._foot.setVisible(not marking)
        self._keys.setText(tr("{digits} mark its", digits=self._digits()))
        self.mark_all.setEnabled(not model.more and not model.is_cut)
        why = tr("Narrow the search: at most {number:,} hits are marked at once",
                 number=model.hits) if model.is_cut else ""
        self.mark_all.setToolTip(tr("Still counting") if model.more else why)
        if marking:
            self._show_counts()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.strip.set_theme(theme)

    def _digits(self) -> str:
        keys = [kind.key for kind in self._bridge.session.catalogue.codebook().shown if kind.key]
        return " ".join(keys[:3]) + ("…" if len(keys) > 3 else "")

    # --- one ---

    @Slot(str)
    def mark_by_digit(self, digit: str) -> None:
        """One hit is marked at once; of several one is shown first what would be."""
        kinds = self._bridge.session.catalogue.codebook().shown
        kind = next((kind.id for kind in kinds if kind.key == digit), "")
        chosen = self._list.selected_hits()
        if not kind:
            return
        if self._model.ticks is not None:
            self._choose_kind(kind)
        elif len(chosen) > 1:
            self._look_through(chosen, kind)
        elif (hit := self._list.current_hit()) is not None:
            self._marking.mark([hit], kind, sentence=self.what.choice == "sentence")

    # --- many ---

    @Slot()
    def look_through_all(self) -> None:
        """Show what would be marked of the selected hits, or of all."""
        chosen, kinds = self._list.selected_hits(), self._bridge.session.catalogue.codebook().shown
        if kinds:
            self._look_through(chosen if len(chosen) > 1 else self._model.all_hits(), self._kind or kinds[0].id)

    @Slot()
    def leave(self) -> None:
        """Mark nothing; the boxes go."""
        if self._model.ticks is not None:
            self._model.tick(None)
            self._list.setFocus()
            self.show_all()

    def _look_through(self, hits: list[Hit], kind: str) -> None:
        self._asked = hits
        self._choose_kind(kind)
        self.strip.accept.setFocus()

    @Slot(str)
    def _choose_kind(self, kind: str) -> None:
        """Tick those that are asked for and not marked like this already."""
        self._kind = kind
        self._model.tick(hit for hit in self._asked if kind not in hit.kinds)
        self.strip.show_kinds(self._bridge.session.catalogue.codebook(), kind)
        self.show_all()

    @Slot(int)
    def _tick(self, row: int) -> None:
        self._model.toggle(row)
        self._show_counts()

    def _show_counts(self) -> None:
        ticked = self._model.ticked()
        chosen = {(hit.article, hit.start) for hit in ticked}
        left = [hit for hit in self._asked if (hit.article, hit.start) not in chosen]
        marked = sum(self._kind in hit.kinds for hit in left)
        label = self._bridge.session.catalogue.codebook().kind(self._kind).label
        self.strip.show_counts(label, len(ticked), len({hit.article for hit in ticked}), marked=marked,
                               left_out=len(left) - marked)

    @Slot()
    def _mark_ticked(self) -> None:
        hits = self._model.ticked()
        self.leave()
        self._marking.mark(hits, self._kind, sentence=self.what.choice == "sentence")
