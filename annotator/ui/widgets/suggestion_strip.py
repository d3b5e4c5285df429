"""Below the text: the suggestion in focus, what accepting it would store, and why it is made."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.finders import Suggestion
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.models import suggestion_words
from annotator.ui.reader.block_paint import lane_pen
from annotator.ui.theme import Theme
from annotator.ui.widgets.announce import announce
from annotator.ui.widgets.plain import plain_label


class SuggestionStrip(QFrame):
    """There while a suggestion is in focus, or something is asked about one; it takes no keys of its own.

    Signals:
        accepted, dismissed: a button was pressed.
        all_wanted: the preview of all was taken.
        left: the preview was put away.
        moved: it has come, gone or grown.
    """

    accepted, dismissed, all_wanted, left = Signal(), Signal(), Signal(), Signal()
    moved = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._previewing = False
        self.setProperty("role", "strip")
        self.setAccessibleName(tr("Suggestion"))
        self._sign = _Sign(bridge.theme)
        self._kind, self._place = plain_label("", "heading"), plain_label("", "muted")
        self.said, self.why = plain_label(""), plain_label("", "caption")
        self.take, self.leave_it = QPushButton(), QPushButton()
        self._lay_out()
        self.take.clicked.connect(self._take)
        self.leave_it.clicked.connect(self._leave)
        bridge.suggestions.focused.connect(self.show_now)
        bridge.suggestions.listed.connect(self._show_again)
        bridge.suggestions.gone.connect(self._show_again)
        bridge.deciding.asked.connect(self.show_now)
        bridge.theme_changed.connect(self._wear)
        self.hide()

    def _lay_out(self) -> None:
        self.take.setProperty("primary", True)
        self.leave_it.setProperty("quiet", True)
        for button in (self.take, self.leave_it):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # their keys act in the text; to go there would leave it
        for words in (self.said, self.why):
            words.setWordWrap(True)
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for label in (self._kind, self._place):
            label.setWordWrap(False)
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._sign)
        first.addWidget(self._kind)
        first.addWidget(self.said, 1)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addLayout(first)
        lines.addWidget(self.why)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(10)
        row.addLayout(lines, 1)
        for widget in (self._place, self.leave_it, self.take):
            row.addWidget(widget)

    @Slot()
    def show_now(self) -> None:
        """Show what is in focus, or asked; nothing of either hides the strip."""
        deciding, current = self._bridge.deciding, self._bridge.suggestions.current
        self._previewing = deciding.preview is not None
        if deciding.question is not None:
            self._show_question()
        elif deciding.preview is not None:
            self._show_preview()
        elif current is not None:
            self._show_suggestion()
        self.setVisible(bool(deciding.question or deciding.preview or current))
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands above it moves with it."""
        super().resizeEvent(event)
        self.moved.emit()

    def _show_suggestion(self) -> None:
        current = self._bridge.suggestions.current
        assert current is not None
        speakers = self._bridge.deciding.speakers(current)
        self._head(current.kind)
        self._say(suggestion_words.outcome(current, speakers), _reason(current))
        self._name(tr("Accept"), "suggestion.accept", tr("Dismiss"), "suggestion.dismiss")
        self._show_place()
        spoken = suggestion_words.spoken(current, self._kind.text(), self._bridge.text, speakers)
        here, many = self._bridge.suggestions.place()
        self._announce(tr("{what}, {place} of {total}", what=spoken, place=here, total=many))

    def _show_question(self) -> None:
        question = self._bridge.deciding.question
        assert question is not None
        self._head(question.suggestion.kind)
        parts = [tr("It is stored; nobody stands behind it yet")]
        if len(question.speakers) > 1:
            parts.append(tr("{place} of {total} in the chain", place=question.at + 1, total=len(question.speakers)))
        other = self._bridge.keymap.hints(tr("{source.link} for somebody else"))
        self._say(suggestion_words.asking(question), " · ".join(filter(None, (*parts, other))))
        self._name(tr("Take"), "suggestion.accept", tr("Leave open"), "suggestion.dismiss")
        self._place.setText("")
        self._announce(self.said.text())

    def _show_preview(self) -> None:
        preview = self._bridge.deciding.preview
        assert preview is not None
        self._head(preview.kind)
        self._say(suggestion_words.proposing(preview, self._bridge.session.catalogue.codebook()),
                  tr("Whoever is named in the text is filled in; “he” and the like stay open. One undo takes all back"))
        self._name(tr("Accept all"), "suggestion.accept_all", tr("Not now"), "annotation.leave")
        self._place.setText("")
        self._announce(self.said.text())

    def _head(self, kind: str) -> None:
        self._sign.show_kind(kind)
        self._kind.setText(suggestion_words.label(kind, self._bridge.session.catalogue.codebook()))

    def _say(self, first: str, second: str) -> None:
        self.said.setText(first)
        self.why.setText(second)

    def _name(self, take: str, take_key: str, leave: str, leave_key: str) -> None:
        for button, words, key in ((self.take, take, take_key), (self.leave_it, leave, leave_key)):
            button.setText(f"{words}  {self._bridge.keymap.first(key)}".strip())
            button.setAccessibleName(words)

    @Slot()
    def _show_again(self, _: object = None) -> None:
        """The list is another: the place in it, and what the verdicts say of the one in focus."""
        current, deciding = self._bridge.suggestions.current, self._bridge.deciding
        if current is not None and deciding.preview is None and not self.isHidden():
            self.why.setText(_reason(current))
            self._show_place()

    def _show_place(self) -> None:
        if self._bridge.suggestions.current is not None:
            here, many = self._bridge.suggestions.place()
            self._place.setText(tr("{place:,} of {total:,}", place=here, total=many))

    def _announce(self, words: str) -> None:
        self.setAccessibleDescription(words)
        announce(self, words)

    @Slot()
    def _take(self) -> None:
        (self.all_wanted if self._previewing else self.accepted).emit()

    @Slot()
    def _leave(self) -> None:
        (self.left if self._previewing else self.dismissed).emit()

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        self._sign.set_theme(theme)


def _reason(current: Suggestion) -> str:
    return " · ".join(part for part in (suggestion_words.sureness(current), current.why) if part)


class _Sign(QWidget):
    """The line of a kind, as it stands under the words: colour and pattern."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._kind = theme, ""
        self.setFixedSize(QSize(22, 18))

    def show_kind(self, kind: str) -> None:
        """Show the line of a kind."""
        self._kind = kind
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame with the kind's line in it."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour = self._theme.muted if self._kind == "boilerplate" else self._theme.kind(self._kind).stroke
            painter.setPen(colour)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1.5, -1, -1.5), 4, 4)
            pen = lane_pen(self._theme, self._kind, 2)
            pen.setColor(colour)
            painter.setPen(pen)
            painter.drawLine(5, 12, self.width() - 5, 12)
        finally:
            painter.end()
