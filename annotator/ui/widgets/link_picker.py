"""The line that asks for a link: of what kind, and to which annotation. Enter takes the likeliest."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLineEdit, QWidget

from annotator.corpus.link import SYMMETRIC, TYPES, phrase
from annotator.corpus.linkable import Linkable, likely_type, ranked
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.models.linkables import Linkables
from annotator.ui.theme import Theme
from annotator.ui.widgets.link_popup import MOST, LinkPopup

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STILL_HERE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_NOTHING = tr("No annotation fits. Type other words of it, its chip (Q2), its source or its value")
_TYPE = tr("Type a few words of it, its chip (Q2), its source or its value")

PHRASES: tuple[tuple[str, bool], ...] = (*((type_, True) for type_ in TYPES),
                                         *((type_, False) for type_ in TYPES if type_ not in SYMMETRIC))
"""Every kind of link in both directions: type, and whether it runs from the annotation in focus."""


class LinkPicker(QWidget):
    """Nothing is stored here: it says what shall be linked.

    Signals:
        taken: type, whether it runs from the annotation in focus, the id at the other end.
        looked_at: the id of the annotation that Enter would take, "" for none.
        left: nothing was chosen: the focus may go back to the text.
    """

    taken = Signal(str, bool, str)
    looked_at = Signal(str)
    left = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme = bridge, bridge.theme
        self._from: Linkable | None = None
        self._same = self._chosen = False
        self._popup: LinkPopup | None = None
        self.linkables = Linkables(bridge, self)
        self.linkables.more.connect(self._show_more)
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("Kind of link"))
        self.kind.setToolTip(tr("Kind of link: Alt+↓ in the line beside it, or a letter here"))
        for type_, outgoing in PHRASES:
            self.kind.addItem(phrase(type_, outgoing=outgoing))
        self.kind.setMaxVisibleItems(len(PHRASES))
        self.kind.activated.connect(self._choose_kind)
        self.line = QLineEdit()
        self.line.setAccessibleName(tr("Linked with"))
        self.line.setPlaceholderText(tr("Words, Q2, source …"))
        self.line.textEdited.connect(self._filter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.kind)
        row.addWidget(self.line, 1)
        for widget in (self.kind, self.line):
            widget.installEventFilter(self)
        self.hide()

    def begin(self, *, same: bool = False) -> None:
        """Ask; with `same` the kind is settled: the two state the same."""
        self.linkables.begin()
        self._from = self.linkables.one(self._bridge.annotation)
        self._same = self._chosen = same
        self.kind.setCurrentIndex(PHRASES.index(("same_as", True)) if same else 0)
        self.line.clear()
        self.popup().set_codebook(self._bridge.session.catalogue.codebook())
        self.show()
        self.line.setFocus()
        self._filter()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        if self._popup is not None:
            self._popup.set_theme(theme)

    def popup(self) -> LinkPopup:
        """The list; made when it is first needed, on the window that this line stands in by then."""
        if self._popup is None or self._popup.parentWidget() is not self.window():
            if self._popup is not None:
                self._popup.deleteLater()
            self._popup = LinkPopup(self._theme, self._bridge.session.catalogue.codebook(), self.window())
            self._popup.chosen.connect(self._take)
            self._popup.moved.connect(self._follow_row)
        return self._popup

    def refuse(self, why: str) -> None:
        """Say why what was taken is not linked; the line stays as it is."""
        self.popup().say(why)

    def end(self) -> None:
        """Ask no more."""
        self.hide()

    # --- inside ---

    @Slot()
    def _show_more(self) -> None:
        """More is read: what Enter would take stays the same, as long as it is listed."""
        before = self.popup().current()
        self._filter()
        if before is not None:
            self.popup().select(before)

    @Slot()
    def _filter(self) -> None:
        if self._from is None or self.isHidden():
            return
        typed = self.line.text().strip()
        tied = {tie.other for tie in self._bridge.ties().get(self._from.id, ())}
        rows = ranked(typed, self.linkables.entries, self._from, tied=tied, most=MOST)
        if self._same and not typed:
            rows = [row for row in rows if row.kind == self._from.kind]
        self.popup().show_rows(rows, below=self, empty=_NOTHING if typed else _TYPE)
        if not rows:
            self.looked_at.emit("")

    @Slot()
    def _follow_row(self) -> None:
        """Name the likely kind of link to the selected row, until somebody has chosen one."""
        row = self.popup().current() or next(iter(self.popup().model_.rows), None)
        if row is None or self._from is None:
            return
        if not self._chosen:
            self.kind.setCurrentIndex(PHRASES.index(likely_type(self._from.kind, self._from.place, row)))
        self.looked_at.emit(row.id)

    @Slot()
    def _choose_kind(self) -> None:
        self._chosen = True

    def _step_kind(self, by: int) -> None:
        self._chosen = True
        self.kind.setCurrentIndex((self.kind.currentIndex() + by) % len(PHRASES))

    def _seek_kind(self, letter: str) -> None:
        """Take the first kind that begins with a letter, and at each further press the next of them."""
        fitting = [at for at in range(len(PHRASES)) if self.kind.itemText(at).startswith(letter)]
        here = self.kind.currentIndex()
        if fitting:
            after = fitting.index(here) + 1 if here in fitting else 0
            self._chosen = True
            self.kind.setCurrentIndex(fitting[after % len(fitting)])

    def _accept(self) -> None:
        row = self.popup().current()
        if row is not None:
            self._take(row)

    @Slot(object)
    def _take(self, row: Linkable) -> None:
        type_, outgoing = PHRASES[self.kind.currentIndex()]
        self.taken.emit(type_, outgoing, row.id)

    def _leave(self) -> None:
        """Whoever goes elsewhere has changed their mind."""
        if QApplication.focusWidget() not in (self.kind, self.line):
            self.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes, Esc leaves, arrows walk the list, Alt+arrows the kinds; Tab goes between the two fields."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STILL_HERE:
            self._leave()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key, alt = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in _ENTER:
            self._accept()
        elif key == Qt.Key.Key_Escape:
            self.end()
            self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and watched is self.line:
            by = 1 if key == Qt.Key.Key_Down else -1
            self._step_kind(by) if alt else self.popup().step(by)
        elif watched is self.kind and event.text().isalpha() and not alt:
            self._seek_kind(event.text().casefold())
        else:
            return False
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """The list never outlives its line, and nothing more is read."""
        super().hideEvent(event)
        self.linkables.end()
        if self._popup is not None:
            self._popup.hide()
        self.looked_at.emit("")
