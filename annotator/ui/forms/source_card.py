"""The card of one source: who it is, everything that it says, and everything that is known of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from annotator.corpus.change import Changed, awaited
from annotator.corpus.source import Source
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.forms.says_list import SaysList
from annotator.ui.forms.source_form import SourceForm
from annotator.ui.forms.source_removal import SourceRemoval
from annotator.ui.icons import set_icon
from annotator.ui.models.hands import hands_in
from annotator.ui.models.source_list import TYPE_WORDS
from annotator.ui.theme import Theme
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.elided_label import ElidedLabel
from annotator.ui.widgets.tab_order import visit_in_reading_order

SAYS, ABOUT = "says", "about"
MUCH = 2_000
"""Annotations above which the list is not read anew at every change."""


class SourceCard(QWidget):
    """Name and offers stay in view; below them either what it says or what is known of it.

    Signals:
        left: back to the list.
        moved: id of the source that should be shown now, "" for none.
        merge_wanted: ids to merge, and the one to keep, "" when one has still to say into which.
    """

    left = Signal()
    moved = Signal(str)
    merge_wanted = Signal(object, str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.source = ""
        self.form, self.says = SourceForm(bridge), SaysList(bridge)
        self.removal = SourceRemoval(bridge, self.form.offer, merge=self.begin_merge, gone=self._tell_gone)
        self.back = QPushButton(tr("All sources"), self)
        self.merge, self.remove = QPushButton(tr("Merge into…"), self), QPushButton(tr("Remove…"), self)
        self.summary = ElidedLabel("", self)
        self.views = ChoiceRow({SAYS: tr("Says"), ABOUT: tr("About")}, name=tr("What is shown of the source"),
                               parent=self)
        self._later = QTimer(self, interval=500, singleShot=True)
        self._stack = QStackedWidget(self)
        self._scroll = QScrollArea(self)
        self._lay_out()
        self._connect()

    def show_source(self, source: Source, *, changed: Changed | None = None) -> None:
        """Show a source as it is now.

        Args:
            changed: it is shown already, and this has changed; what a person writes or reads stays in place.
        """
        fresh = source.id != self.source
        self.source = source.id
        self.form.show_source(source, hands=hands_in(self._bridge, changed, source.id))
        self.summary.set_text(self._summary(source))
        self.summary.setVisible(bool(self.summary.text))
        self._show_says(fresh=fresh)
        visit_in_reading_order(self)
        if fresh:
            self.show_view(SAYS if self.says.model.count else ABOUT)
            self._scroll.verticalScrollBar().setValue(0)

    def _show_says(self, *, fresh: bool = False) -> None:
        """At once; of a source that says very much, once changes have settled."""
        if fresh or self.says.model.count <= MUCH:
            self._later.stop()
            self.says.show_source(self.source, fresh=fresh)
        else:
            self._later.start()

    @Slot()
    def _show_says_now(self) -> None:
        if self.source:
            self.says.show_source(self.source, fresh=False)

    def show_view(self, view: str) -> None:
        """Show what it says (`SAYS`) or what is known of it (`ABOUT`)."""
        self.views.show_choice(view)
        self._stack.setCurrentIndex(0 if view == SAYS else 1)

    def tell_merged(self, old: Source, into: Source) -> None:
        """Say that the source that was shown counts as another one now, and by whom; one's own merges need no word."""
        if old.modified_by in self._bridge.session.catalogue.people().ids(self._bridge.session.coder.id):
            return
        who = self._who(old) or tr("A colleague")
        self.form.offer.say(tr("{who} has merged {source} into {into}. This is the card of both now.", who=who,
                               source=old.name, into=into.name), [
            (tr("I see"), self.form.offer.clear)])

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        set_icon(self.back, "back", theme.chrome_ink)
        self.says.set_theme(theme)
        self.form.note.set_theme(theme)

    @Slot()
    def begin_merge(self) -> None:
        """Ask into which source to merge this one."""
        self.form.offer.clear()
        self.merge_wanted.emit([self.source], "")

    @Slot()
    def begin_removal(self) -> None:
        """Remove it, or ask first what becomes of what it says."""
        source = self._bridge.source(self.source)
        if source is not None:
            self.removal.ask(source)

    def _tell_gone(self) -> None:
        self.moved.emit("")

    def _who(self, source: Source) -> str:
        people = self._bridge.session.catalogue.people()
        mine = people.ids(self._bridge.session.coder.id)
        return people.name(source.modified_by) if source.modified_by and source.modified_by not in mine else ""

    def _summary(self, source: Source) -> str:
        belongs = self._bridge.source(source.affiliation)
        job = source.job_title or (source.roles[-1].get("text", "") if source.roles else "")
        both_ways = tr("merged both ways") if source.stands else ""
        lacking = awaited(self._bridge.session.timeline().awaited(source.id))
        parts = (TYPE_WORDS.get(source.type, source.type), job, belongs.name if belongs else "", both_ways, lacking)
        return " · ".join(part for part in parts if part)

    @Slot(int)
    def _show_count(self, count: int) -> None:
        self.views.show_counts({SAYS: count} if count else {})
        visit_in_reading_order(self)

    # --- building ---

    def _lay_out(self) -> None:
        for button in (self.back, self.merge, self.remove):
            button.setProperty("quiet", True)
            button.setAutoDefault(True)
            button.setAccessibleName(button.text())
        self.summary.setProperty("role", "muted")
        tools = QHBoxLayout()
        tools.setContentsMargins(4, 8, 4, 0)
        tools.setSpacing(0)
        tools.addWidget(self.back)
        tools.addStretch(1)
        tools.addWidget(self.merge)
        tools.addWidget(self.remove)
        head = QVBoxLayout()
        head.setContentsMargins(12, 2, 12, 0)
        head.setSpacing(2)
        head.addWidget(self.form.name)
        head.addWidget(self.form.name_remark)
        head.addWidget(self.summary)
        head.addSpacing(6)
        head.addWidget(self.form.offer)
        head.addWidget(self.views)
        about = QWidget()
        column = QVBoxLayout(about)
        column.setContentsMargins(12, 4, 12, 12)
        column.addWidget(self.form)
        column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(about)
        self._stack.addWidget(self.says)
        self._stack.addWidget(self._scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(tools)
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.merge.clicked.connect(self.begin_merge)
        self.remove.clicked.connect(self.begin_removal)
        self.form.moved.connect(self.moved)
        self.form.merge_wanted.connect(self.merge_wanted)
        self.views.chosen.connect(self.show_view)
        self.says.counted.connect(self._show_count)
        self._later.timeout.connect(self._show_says_now)
