"""A link as a chip: what it is, and the chip of the annotation at its other end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.ui.models.link_ends import LinkEnd
from annotator.ui.theme import Theme
from annotator.ui.widgets.lines import smaller

_HEIGHT = 26
_PAD = 9
_GAP = 6
_LONGEST = 130
"""Pixels of an article's title on a chip."""


class LinkChip(QToolButton):
    """Click or Enter goes to the other end, Del removes the link, the menu key changes it.

    Signals:
        jumped, removed: what the names say.
        menu_wanted: where its menu shall open (global pixels).
        looked_at: whether the pointer or the focus lies on it now.
        left: Esc: the focus may go back to the text.
    """

    jumped = Signal()
    removed = Signal()
    menu_wanted = Signal(QPoint)
    looked_at = Signal(bool)
    left = Signal()

    def __init__(self, end: LinkEnd, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.end, self._theme = end, theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(smaller(self.font()))
        self.setText(end.name.replace("&", "&&"))
        self.setAccessibleName(end.name)
        self.setAccessibleDescription(end.spoken())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.jumped)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.update()

    # --- what it looks like ---

    def sizeHint(self) -> QSize:
        """Room for the words, the other end's chip and the beginning of its article's title."""
        width = self._metrics().horizontalAdvance(self._words()) + 2 * _PAD
        if self.end.chip:
            width += self._badge_width() + _GAP
        if self.end.title and not self.end.tie.gone:
            width += min(_LONGEST, self._metrics().horizontalAdvance(self.end.title)) + _GAP
        return QSize(width, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The title may be cut, the rest may not."""
        return QSize(min(self.sizeHint().width(), 120), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip: dashed for an end that is gone, with a sign (and the warning's colour) for one to settle."""
        painter = QPainter(self)
        try:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_frame(painter)
            self._paint_words(painter, QRectF(self.rect()).adjusted(_PAD, 0, -_PAD, 0))
        finally:
            painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        tie, theme, metrics = self.end.tie, self._theme, self._metrics()
        font = QFont(self.font())
        font.setItalic(tie.gone)
        painter.setFont(font)
        painter.setPen(theme.warning if tie.to_settle else theme.muted if tie.gone else theme.chrome_ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._words())
        box.setLeft(box.left() + metrics.horizontalAdvance(self._words()) + _GAP)
        if self.end.chip:
            self._paint_badge(painter, box)
            box.setLeft(box.left() + self._badge_width() + _GAP)
        if self.end.title and not tie.gone:
            painter.setFont(self.font())
            painter.setPen(theme.muted)
            title = metrics.elidedText(self.end.title, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, title)

    def _words(self) -> str:
        sign = "! " if self.end.tie.to_settle else ""
        return sign + (self.end.name if self.end.tie.gone else self.end.tie.words)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self.font())

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _badge_width(self) -> int:
        return QFontMetrics(self._bold()).horizontalAdvance(self.end.chip) + 10

    def _paint_frame(self, painter: QPainter) -> None:
        focused = self.hasFocus()
        pen = QPen(self._theme.focus if focused else self._theme.line, 2.0 if focused else 1.0)
        if self.end.tie.gone and not focused:
            pen.setColor(self._theme.muted)
            pen.setDashPattern([3.0, 2.5])
        painter.setPen(pen)
        painter.setBrush(self._theme.hover if self.underMouse() else self._theme.raised)
        inset = 1.0 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 12, 12)

    def _paint_badge(self, painter: QPainter, box: QRectF) -> None:
        colours = self._theme.kind(self.end.kind, self.end.colour)
        badge = QRectF(box.left(), box.center().y() - 9, self._badge_width(), 18)
        painter.setPen(QPen(colours.stroke, 1.0))
        painter.setBrush(colours.tint)
        painter.drawRoundedRect(badge.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setFont(self._bold())
        painter.setPen(colours.on_tint)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self.end.chip)

    # --- what it does ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, Del removes, arrows walk the chips, Alt+Down opens the menu."""
        key, alt = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.jumped.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key == Qt.Key.Key_Down and alt:
            self.menu_wanted.emit(self.mapToGlobal(QPoint(0, self.height())))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not alt:
            self.focusNextPrevChild(key == Qt.Key.Key_Right)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key and the right button change the link."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(self.mapToGlobal(QPoint(0, self.height())) if by_key else event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Looked at by keyboard."""
        super().focusInEvent(event)
        self.looked_at.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Looked at no more."""
        super().focusOutEvent(event)
        self.looked_at.emit(self.underMouse())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Looked at with the pointer."""
        super().enterEvent(event)
        self.looked_at.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Looked at no more, unless it has the focus."""
        super().leaveEvent(event)
        self.looked_at.emit(self.hasFocus())
