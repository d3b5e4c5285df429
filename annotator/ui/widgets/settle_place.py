"""Above the tabs of the side panel: what is to settle on what is shown, or on what one was led to; then the next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.change import ChangeSet
from annotator.language import tr
from annotator.project.unsettled import Matter
from annotator.ui.bridge import Bridge
from annotator.ui.models.past_names import thing_title
from annotator.ui.models.settling import Facts, facts, questions
from annotator.ui.widgets.announce import announce
from annotator.ui.widgets.elided_label import ElidedLabel
from annotator.ui.widgets.plain import plain
from annotator.ui.widgets.settle_strip import SettleStrip
from annotator.ui.widgets.tab_order import visit_in_reading_order

_SHARE, _SHARE_OF_LITTLE = 0.5, 0.4
"""How much of the panel's height it may take before it scrolls; of a low panel, less."""
_ROOMY = 600
"""Pixels above which a panel is not low."""
_LISTED = 40
"""Things that the menu names."""
_LONGEST = 70
"""Characters of a thing in the menu."""


class SettlePlace(QFrame):
    """Hidden while nothing is asked. It comes without taking the focus; a command puts it on the first choice.

    Signals:
        wanted: a `Matter` that a person wants to be led to.
        left: the focus may go back to the text.
    """

    wanted = Signal(object)
    left = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._facts: Facts | None = None
        self._following: Matter | None = None
        self.busy = False
        """Whether it is storing what was picked; what is shown changes afterwards, once."""
        self.strip = SettleStrip()
        self.title, self.all, self.later = ElidedLabel(), QToolButton(), QPushButton(tr("Later"))
        self.next, self._next_words = QPushButton(tr("Go on")), QLabel()
        self._menu = QMenu(self)
        self._scroll, self._offer = QScrollArea(), QWidget()
        self._lay_out()
        self.strip.picked.connect(self._settle)
        self.strip.left.connect(self.left)
        self.later.clicked.connect(self.put_off)
        self.next.clicked.connect(self._go_on)
        self._menu.aboutToShow.connect(self._list)
        self.hide()

    # --- what is shown ---

    @property
    def matter(self) -> Matter | None:
        """What is asked of now."""
        return self._facts.matter if self._facts is not None else None

    @property
    def offered(self) -> Matter | None:
        """The next one, offered after one was settled."""
        return self._following

    def show_matter(self, matter: Matter | None) -> None:
        """Ask of this; what is shown already stays, and the focus in it. None: nothing is asked."""
        found = facts(self._bridge, matter) if matter is not None else None
        if matter is not None:
            self._following = None
        if found is not None and found == self._facts:
            self._show_place_in_all(found.matter)
            self._show_parts()
            return
        had_focus = self.has_focus()
        self._facts = found
        asked = questions(self._bridge, found) if found is not None else []
        self.strip.ask(asked)
        if found is not None:
            title = thing_title(self._bridge, found.matter.kind, found.matter.entity, found.matter.article)
            self.title.set_text(title)
            self._show_place_in_all(found.matter)
            announce(self, tr("To settle: {title}. {questions}", title=title,
                              questions="; ".join(question.title for question in asked)))
        self._show_parts()
        if had_focus and not self.has_focus() and found is not None:
            self.strip.begin()

    def begin(self) -> None:
        """Put the focus on the first choice, or on what leads on; Esc leads to the text."""
        if self._facts is not None:
            self._scroll.verticalScrollBar().setValue(0)
            self.strip.begin()
        elif self._following is not None:
            self.next.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_focus(self) -> bool:
        """Whether something in it has the focus."""
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def withdraw_offer(self) -> None:
        """Offer nothing any more: something else was done."""
        if self._following is not None:
            had_focus, self._following = self.has_focus(), None
            self._show_parts()
            if had_focus:
                self.left.emit()

    # --- what a person does ---

    @Slot()
    def put_off(self) -> None:
        """Put it away until one comes by again."""
        had_focus = self.has_focus()
        self._facts = self._following = None
        self._show_parts()
        if had_focus:
            self.left.emit()

    @Slot(object)
    def _settle(self, changes: ChangeSet) -> None:
        """Set one of the values with both before the eyes: one action, taken back by one undo. Then offer the next."""
        matter, had_focus, catalogue = self.matter, self.has_focus(), self._bridge.session.catalogue
        before, self.busy = catalogue.unsettled(), True
        try:
            done = matter is not None and self._bridge.do(changes, say=tr("Settled")) is not None
        finally:
            self.busy = False
        if matter is None or not done:
            return
        open_ = {each.entity: each for each in catalogue.unsettled()}
        if matter.entity in open_:
            self.show_matter(open_[matter.entity])
        else:
            self._offer_next(_after(matter, before, tuple(open_.values())), len(open_))
        if not had_focus:
            return
        self.begin() if self._facts is not None or self._following is not None else self.left.emit()

    def _offer_next(self, following: Matter | None, left: int) -> None:
        self._facts, self._following = None, following
        if following is not None:
            title = thing_title(self._bridge, following.kind, following.entity, following.article)
            self._next_words.setText(tr("Settled. {left:,} left. Next: {title}", left=left, title=_cut(title, 120)))
            self.next.setAccessibleName(tr("Settled, {left:,} left. Go on to {title}", left=left, title=title))
            announce(self, self._next_words.text())
        self._show_parts()

    @Slot()
    def _go_on(self) -> None:
        if self._following is not None:
            self.wanted.emit(self._following)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads to the text; an offer goes."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._following is not None:
            self.put_off()
        else:
            self.left.emit()

    # --- the list of all ---

    @Slot()
    def _list(self) -> None:
        self._menu.clear()
        every: Sequence[Matter] = self._bridge.session.catalogue.unsettled()
        for matter in every[:_LISTED]:
            title = thing_title(self._bridge, matter.kind, matter.entity, matter.article)
            action = self._menu.addAction(plain(_cut(title, _LONGEST)))
            action.setCheckable(True)
            action.setChecked(self.matter is not None and matter.entity == self.matter.entity)
            action.triggered.connect(partial(self._choose, matter))
        if len(every) > _LISTED:
            self._menu.addAction(tr("{more:,} more", more=len(every) - _LISTED)).setEnabled(False)

    def _choose(self, matter: Matter, _checked: bool = False) -> None:
        self.wanted.emit(matter)

    def _show_place_in_all(self, matter: Matter) -> None:
        every = [each.entity for each in self._bridge.session.catalogue.unsettled()]
        place = every.index(matter.entity) + 1 if matter.entity in every else 0
        self.all.setText(tr("{place:,} of {total:,}", place=place, total=len(every)) + "  ▾")
        self.all.setAccessibleName(tr("To settle: {place:,} of {total:,}. List all", place=place, total=len(every)))
        self.all.setVisible(len(every) > 1)

    # --- building ---

    def _show_parts(self) -> None:
        self._head.setVisible(self._facts is not None)
        self._scroll.setVisible(self._facts is not None)
        self._offer.setVisible(self._facts is None and self._following is not None)
        self.setVisible(self._facts is not None or self._following is not None)
        self.fit()
        visit_in_reading_order(self)

    def _lay_out(self) -> None:
        self.setProperty("role", "settle")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("To settle"))
        caption = QLabel(tr("To settle"))
        caption.setProperty("role", "danger")
        font = caption.font()
        font.setBold(True)
        caption.setFont(font)
        self.all.setProperty("role", "choice")
        self.all.setToolTip(tr("List all that is to settle"))
        self.all.setMenu(self._menu)
        self.all.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.all.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu.setAccessibleName(tr("All that is to settle"))
        self.later.setProperty("quiet", True)
        self.later.setAccessibleName(tr("Later: put off what is to settle here"))
        self.later.setToolTip(tr("Put it off; the status line still counts it"))
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(caption, 1)
        row.addWidget(self.all)
        row.addWidget(self.later)
        head.addLayout(row)
        head.addWidget(self.title)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(tr("Values to choose from"))
        self._scroll.setWidget(self.strip)
        for part in (self._scroll.viewport(), self.strip):
            part.setAutoFillBackground(False)
        self.strip.installEventFilter(self)
        self._next_words.setTextFormat(Qt.TextFormat.PlainText)
        self._next_words.setWordWrap(True)
        self.next.setProperty("primary", True)
        self.next.setAutoDefault(True)
        offer = QHBoxLayout(self._offer)
        offer.setContentsMargins(0, 0, 0, 0)
        offer.addWidget(self._next_words, 1)
        offer.addWidget(self.next, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 12)
        column.setSpacing(8)
        for part in (self._head, self._scroll, self._offer):
            column.addWidget(part)

    def fit(self) -> None:
        """Take the height that the questions need, but never more than a share of the panel's."""
        parent = self.parentWidget()
        if self._facts is None or parent is None:
            return
        width = max(self._scroll.viewport().width(), 200)
        layout = self.strip.layout()
        wanted = layout.heightForWidth(width) if layout is not None and layout.hasHeightForWidth() else 0
        wanted = max(wanted, self.strip.minimumSizeHint().height())
        share = _SHARE if parent.height() >= _ROOMY else _SHARE_OF_LITTLE
        most = round(parent.height() * share) - self._head.sizeHint().height()
        self._scroll.setFixedHeight(max(60, min(wanted, most)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Long values take more lines in a narrow panel."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.fit()
        return False


def _after(matter: Matter, before: Sequence[Matter], left: Sequence[Matter]) -> Matter | None:
    """Of what is left, the first that came after this one, else the first."""
    names = [each.entity for each in before]
    at = names.index(matter.entity) + 1 if matter.entity in names else 0
    later = set(names[at:])
    return next((each for each in left if each.entity in later), left[0] if left else None)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[:most].rstrip() + "…"
