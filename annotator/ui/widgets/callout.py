"""A card beside the thing that it explains, with a ring round that thing. It takes no focus and blocks nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from annotator.language import tr
from annotator.ui.letters import stretched
from annotator.ui.theme import Theme
from annotator.ui.widgets.announce import announce
from annotator.ui.widgets.markdown_view import MarkdownView

_WIDTH = 300
_AWAY = 14
"""Pixels between the card and the ring; the arrow stands in them."""
_FROM_EDGE = 8
_ARROW = 9
_ROUND = 4
"""Pixels by which the ring stands off what it goes round."""


class Callout(QFrame):
    """One card over a window, with buttons to go on and to leave.

    Signals:
        onward: the next is wanted without having done this one.
        left: it was put away.
    """

    onward = Signal()
    left = Signal()

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._target: QWidget | None = None
        self._side = "below"
        self._ring = _Ring(window)
        self.setProperty("role", "callout")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(stretched(_WIDTH))
        self._place = QLabel(self)
        self._title = QLabel(self)
        for label, role in ((self._place, "caption"), (self._title, "heading")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self._text = MarkdownView(theme, self)
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text.setProperty("role", "paper")
        self._text.document().setDocumentMargin(0)
        self.next, self._leave = QPushButton(tr("Next"), self), QPushButton(tr("Skip the tour"), self)
        self._leave.setProperty("quiet", True)
        self._leave.setToolTip(tr("Help › Show the tour again brings it back (Esc)"))
        self._lay_out()
        self.next.clicked.connect(self.onward)
        self._leave.clicked.connect(self.left)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._settle)
        window.installEventFilter(self)
        self.hide()

    @property
    def title(self) -> str:
        """What stands on it in bold."""
        return self._title.text()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self._text.set_theme(theme)
        self._settle()

    def show_step(self, title: str, text: str, *, place: tuple[int, int], target: QWidget | None, side: str) -> None:
        """Show a step and have it read aloud.

        Args:
            text: Markdown.
            place: number of the step, from 1, and how many there are.
            target: what it explains; None when that is not there.
            side: "before", "after", "below" or "above" the target.
        """
        self._watch(target)
        self._side = side
        self._place.setText(tr("{place:,} of {total:,}", place=place[0], total=place[1]))
        self._title.setText(title)
        self._text.set_markdown(text)
        last = place[0] == place[1]
        self._leave.setVisible(not last)
        self.next.setText(tr("Done") if last else tr("Next"))
        for button in (self.next, self._leave):
            button.setAccessibleName(button.text())
        self.setAccessibleName(tr("Tour, {place} of {total}: {title}. {words}", place=place[0], total=place[1],
                                  title=title, words=self._text.toPlainText()))
        self.show()
        self._settle()
        announce(self, self.accessibleName())

    def put_away(self) -> None:
        """Hide card and ring."""
        self._watch(None)
        self._ring.hide()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away; other keys that no button took were not meant for the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay beside what it explains."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide,
                            QEvent.Type.LayoutRequest) and not self.isHidden():
            self._later.start()
        return False

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self._place, 1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 12, 12)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(4)
        column.addLayout(buttons)

    def _watch(self, target: QWidget | None) -> None:
        if self._target is not None and isValid(self._target):
            self._target.removeEventFilter(self)
        self._target = target
        if target is not None:
            target.installEventFilter(self)

    @Slot()
    def _settle(self) -> None:
        """Take the height that the text needs, and stand beside the target; in a corner where that is not in sight."""
        margins = self.contentsMargins()
        self._text.document().setTextWidth(stretched(_WIDTH) - 28 - margins.left() - margins.right())
        self._text.setFixedHeight(round(self._text.document().size().height()) + 2)
        self.adjustSize()
        area = self._window.rect().adjusted(_FROM_EDGE, _FROM_EDGE, -_FROM_EDGE, -_FROM_EDGE)
        target = self._target if self._target is not None and isValid(self._target) else None
        if target is None or not target.isVisible():
            self._ring.hide()
            self.move(area.right() - self.width(), area.bottom() - self.height() - 32)
        else:
            box = QRect(target.mapTo(self._window, QPoint()), target.size())
            side = turned(self._side, self.layoutDirection())
            self.move(beside(box, self.size(), area, side=side))
            self._ring.show_round(box.intersected(self._window.rect()), self.geometry(), self._theme, side=side)
        self.raise_()


class _Ring(QWidget):
    """A ring round a widget and an arrow from the card to it; the mouse goes through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._box, self._card, self._side = QRect(), QRect(), "below"
        self._theme: Theme | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_round(self, box: QRect, card: QRect, theme: Theme, *, side: str) -> None:
        """Go round a box of the window; the card stands at that side of it."""
        self._box, self._card, self._theme, self._side = box, card, theme, side
        self.setGeometry(box.adjusted(-_ROUND, -_ROUND, _ROUND, _ROUND).united(card).adjusted(-2, -2, 2, 2))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Two pixels of accent."""
        if self._theme is None:
            return
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(-self.pos())
            painter.setPen(QPen(self._theme.accent, 2))
            window = QRectF(self.window().rect()).adjusted(1, 1, -1, -1)
            ring = QRectF(self._box).adjusted(-_ROUND, -_ROUND, _ROUND, _ROUND).intersected(window)
            painter.drawRoundedRect(ring, 8, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.accent)
            painter.drawPolygon(arrow(self._box, self._card, side=self._side))
        finally:
            painter.end()


def turned(side: str, direction: Qt.LayoutDirection) -> str:
    """Left or right for "before" and "after", as the window runs."""
    if side not in ("before", "after"):
        return side
    return "left" if (side == "before") == (direction == Qt.LayoutDirection.LeftToRight) else "right"


def beside(box: QRect, size: QSize, area: QRect, *, side: str) -> QPoint:
    """Where a card of that size stands at a side of a box; inside the area whatever that hides."""
    centre = box.center() - QPoint(size.width() // 2, size.height() // 2)
    top = min(centre.y(), box.top() + 48)  # of something tall the upper part: there the reading begins
    wanted = {
        "left": QPoint(box.left() - _AWAY - size.width(), top),
        "right": QPoint(box.right() + _AWAY, top),
        "below": QPoint(centre.x(), box.bottom() + _AWAY),
        "above": QPoint(centre.x(), box.top() - _AWAY - size.height()),
    }[side]
    return QPoint(max(area.left(), min(wanted.x(), area.right() - size.width())),
                  max(area.top(), min(wanted.y(), area.bottom() - size.height())))


def arrow(box: QRect, card: QRect, *, side: str) -> QPolygonF:
    """The arrow's three corners, from the card's edge towards the box; none where the card lies over the box."""
    if card.intersects(box):
        return QPolygonF()
    half = _ARROW
    x = (max(box.left(), card.left() + 2 * half) + min(box.right(), card.right() - 2 * half)) / 2
    y = (max(box.top(), card.top() + 2 * half) + min(box.bottom(), card.bottom() - 2 * half)) / 2
    edge, tip, along = {
        "right": (card.left(), card.left() - half, "x"), "left": (card.right() + 1, card.right() + 1 + half, "x"),
        "below": (card.top(), card.top() - half, "y"), "above": (card.bottom() + 1, card.bottom() + 1 + half, "y"),
    }[side]
    if along == "x":
        return QPolygonF([QPointF(edge, y - half), QPointF(tip, y), QPointF(edge, y + half)])
    return QPolygonF([QPointF(x - half, edge), QPointF(x, tip), QPointF(x + half, edge)])
