"""The strip right of the text: a chip where each annotation starts, to find, focus and open it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from annotator.language import tr
from annotator.ui.reader.highlight import Highlight
from annotator.ui.reader.typography import interface_font
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.reader.article_view import ArticleView

_HEIGHT = 20
_TARGET = 24
_LEAST_WIDTH = 28
_APART = 4
_LEFT = 10
_LISTED = 30
SPLIT = "⋯"
MORE = "+"


class Chip(NamedTuple):
    """One chip as it stands now: its box in gutter pixels, and the annotation (or those that found no room)."""

    box: QRectF
    text: str
    highlight: Highlight | None
    hidden: tuple[Highlight, ...] = ()


class Gutter(QWidget):
    """Chips of the visible lines. Emits what was pressed; the reader decides what follows."""

    pressed = Signal(str)
    activated = Signal(str)
    stepped = Signal(int)
    left = Signal()
    hovered = Signal(str)

    def __init__(self, view: ArticleView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._focused: str | None = None
        self._lit: frozenset[str] = frozenset()
        self._font = interface_font(11, bold=True)
        self._metrics = QFontMetricsF(self._font)
        self._advances: dict[str, float] = {}
        self._badges: dict[tuple[str, int, bool, bool, float], QPixmap] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Annotations beside the text"))

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self._badges.clear()
        self.update()

    def set_focused(self, highlight: Highlight | None) -> None:
        """The annotation whose chip is drawn full."""
        self._focused = highlight.id if highlight else None
        self.setAccessibleDescription(highlight.label if highlight else "")
        self.update()

    def set_lit(self, ids: frozenset[str]) -> None:
        """The annotations whose chips are framed: they are linked with what one looks at."""
        self._lit = ids
        self.update()

    def chips(self) -> list[Chip]:
        """The chips that can be seen now, from the top."""
        return [chip for middle, highlights in self._view.chip_rows() for chip in self._row(middle, highlights)]

    def chip_at(self, point: QPointF) -> Chip | None:
        """The chip whose target (at least 24 px high) holds the point."""
        rise = (_TARGET - _HEIGHT) / 2
        grow = _APART / 2
        return next(
            (chip for chip in self.chips() if chip.box.adjusted(-grow, -rise, grow, rise).contains(point)), None
        )

    def _row(self, middle: float, highlights: Sequence[Highlight]) -> list[Chip]:
        shown, hidden = self._shared(highlights)
        x, y = float(_LEFT), round(middle - _HEIGHT / 2)
        chips: list[Chip] = []
        for highlight in shown:
            text = _text(highlight)
            width = self._width(text)
            chips.append(Chip(QRectF(x, y, width, _HEIGHT), text, highlight))
            x += width + _APART
        if hidden:
            text = f"{MORE}{len(hidden)}"
            chips.append(Chip(QRectF(x, y, self._more_width(len(hidden)), _HEIGHT), text, None, tuple(hidden)))
        return chips

    def _shared(self, highlights: Sequence[Highlight]) -> tuple[Sequence[Highlight], Sequence[Highlight]]:
        """Those of a row that find room, with their names, and the others. The focused one finds it always."""
        room, many = self.width() - _LEFT, len(highlights)
        most = min(many, max(1, int(room // (_LEAST_WIDTH + _APART))))
        first = [self._view.named(highlight) for highlight in highlights[:most]]
        taken = list(accumulate(map(self._taken, first), initial=0))
        if most == many and taken[-1] <= room:
            return first, ()
        at = next((n for n, h in enumerate(highlights) if h.id == self._focused), -1) if self._focused else -1
        last = self._view.named(highlights[at])

        def needed(count: int) -> int:
            own = taken[count] if at < count else taken[count - 1] + self._taken(last)
            return own + (self._more_width(many - count) + _APART if many > count else 0)

        count = next((count for count in range(most, 1, -1) if needed(count) <= room), 1)
        if at < count:
            return first[:count], highlights[count:]
        return [*first[: count - 1], last], [*highlights[count - 1 : at], *highlights[at + 1 :]]

    def _taken(self, highlight: Highlight) -> int:
        """Pixels, with the room behind it."""
        return self._width(_text(highlight)) + _APART

    def _more_width(self, hidden: int) -> int:
        return max(_HEIGHT, round(self._advance(f"{MORE}{hidden}")) + 4)

    def _width(self, text: str) -> int:
        return max(_LEAST_WIDTH, round(self._advance(text)) + 12)

    def _advance(self, text: str) -> float:
        if text not in self._advances:
            self._advances[text] = self._metrics.horizontalAdvance(text)
        return self._advances[text]

    # Painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page's colour and the chips."""
        painter = QPainter(self)
        try:
            painter.fillRect(event.rect(), self._theme.page)
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # chips are codes, and stand beside the text
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._font)
            for chip in self.chips():
                self._draw(painter, chip)
        finally:
            painter.end()

    def _draw(self, painter: QPainter, chip: Chip) -> None:
        highlight = chip.highlight
        if highlight is None:
            if self._lit and any(h.id in self._lit for h in chip.hidden):
                _frame(painter, chip, QPen(self._theme.accent, 2))
            painter.setPen(self._theme.muted)
            painter.drawText(chip.box, Qt.AlignmentFlag.AlignCenter, chip.text)
            return
        colours = self._theme.kind(highlight.kind)
        focused = highlight.id == self._focused
        if highlight.id in self._lit:
            _frame(painter, chip, QPen(self._theme.accent, 2))
        if focused and self.hasFocus():
            _frame(painter, chip, self._theme.ring)
        painter.drawPixmap(chip.box.topLeft(), self._badge(highlight, int(chip.box.width()), focused=focused))
        painter.setPen(self._theme.page if focused else colours.stroke)
        painter.drawText(chip.box.topLeft() + self._text_at(chip.text, int(chip.box.width())), chip.text)

    def _badge(self, highlight: Highlight, width: int, *, focused: bool) -> QPixmap:
        """A chip without its text: there are few that differ, and round corners take as long as all the rest."""
        hollow, ratio = highlight.hollow and not focused, self.devicePixelRatioF()
        key = highlight.kind, width, hollow, focused, ratio
        if key not in self._badges:
            colours = self._theme.kind(highlight.kind)
            badge = QPixmap(round(width * ratio), round(_HEIGHT * ratio))
            badge.setDevicePixelRatio(ratio)
            badge.fill(Qt.GlobalColor.transparent)
            pen = QPen(colours.stroke, 1.2)
            if hollow:
                pen.setDashPattern([2.5, 2.0])
            with QPainter(badge) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(pen)
                painter.setBrush(colours.stroke if focused else self._theme.page if hollow else colours.tint)
                painter.drawRoundedRect(QRectF(0.6, 0.6, width - 1.2, _HEIGHT - 1.2), 6, 6)
            self._badges[key] = badge
        return self._badges[key]

    def _text_at(self, text: str, width: int) -> QPointF:
        """Where a chip's text begins, from the chip's corner."""
        baseline = (_HEIGHT + self._metrics.ascent() - self._metrics.descent()) / 2
        return QPointF(round((width - self._advance(text)) / 2), round(baseline))

    # Mouse and keys -------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Focus the annotation of a chip; a "+n" lists the ones it stands for."""
        chip = self.chip_at(event.position())
        if chip is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
        elif chip.highlight is not None:
            self.pressed.emit(chip.highlight.id)
        else:
            self._list(chip.hidden, event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the card of a chip's annotation."""
        chip = self.chip_at(event.position())
        if chip is not None and chip.highlight is not None:
            self.activated.emit(chip.highlight.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be pressed."""
        chip = self.chip_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if chip else Qt.CursorShape.ArrowCursor)
        self.hovered.emit(chip.highlight.id if chip and chip.highlight else "")

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer lies on no chip any more."""
        super().leaveEvent(event)
        self.hovered.emit("")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the text: Qt would give the wheel to the window, over the reader's head."""
        self._view.wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the annotations, Enter opens the card, Escape goes back to the text."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self.stepped.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._focused is not None:
            self.activated.emit(self._focused)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tooltips say what a chip stands for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            chip = self.chip_at(QPointF(event.pos()))
            label = chip.highlight.label if chip and chip.highlight else ""
            QToolTip.showText(event.globalPos(), _plain(label), self)
            return True
        return super().event(event)

    def _list(self, hidden: Sequence[Highlight], place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for highlight in map(self._view.named, hidden[:_LISTED]):
            title = f"{_text(highlight)}  {highlight.label}".strip()
            action = QAction(title.replace("&", "&&"), menu)
            action.setData(highlight.id)
            menu.addAction(action)
        if len(hidden) > _LISTED:
            more = menu.addAction(tr("… and {number:,} more, in the list of annotations", number=len(hidden) - _LISTED))
            more.setEnabled(False)
        menu.triggered.connect(self._listed)
        menu.popup(place)

    def _listed(self, action: QAction) -> None:
        self.pressed.emit(str(action.data()))


def _frame(painter: QPainter, chip: Chip, pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(chip.box.adjusted(-2, -2, 2, 2), 8, 8)


def _text(highlight: Highlight) -> str:
    return highlight.chip + (SPLIT if len(highlight.segments) > 1 else "")


def _plain(text: str) -> str:
    """A tooltip that reads like rich text would be drawn as rich text."""
    return text.replace("<", "‹").replace(">", "›")
