"""The sheet: one article set in type, with what is painted around its words. Knows places, not gestures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.ui.reader.column import SIDE, Column
from annotator.ui.reader.document import build_document
from annotator.ui.reader.heading import Heading
from annotator.ui.reader.highlight import Highlight, Span
from annotator.ui.reader.overlay import Handle, Overlay
from annotator.ui.reader.text_map import TextMap
from annotator.ui.reader.typography import Reading, column_width
from annotator.ui.theme import Theme, load_theme

_MARGIN = 24
_GUTTER = 124
_NARROW_GUTTER = 88
_NARROW = 640
_EDGE = 24
_FLAGS = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class Page(QTextEdit):
    """A read-only text column, centred, with a headline above and room for a gutter at its right.

    The viewport is as wide as the column, not as the window: while the column fits, a resize lays nothing out anew.
    """

    size_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, theme: Theme | None = None) -> None:
        super().__init__(parent)
        self._reading = Reading()
        self._theme = theme or load_theme("light")
        self._heading = Heading()
        self._overlay = Overlay(self._theme, self._reading)
        self.setViewport(_viewport())
        self._strips: tuple[QWidget, QWidget] | None = None
        self._built: QTextDocument | None = None
        self._sheet = Column(self.document(), "", self._reading, top=0)
        self._top = 0
        self._column = column_width(self._reading)
        self._text_width = self._column
        self._laid_out_for = (0, 0.0)
        self._pending_scroll: float | None = None
        self.setReadOnly(True)  # before the flags: the other way round there is no caret
        self.setTextInteractionFlags(_FLAGS)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(320)

    # The document ---------------------------------------------------------------------------------------------

    def _set_document(self, words: TextMap, highlights: Sequence[Highlight]) -> None:
        self._column = column_width(self._reading)
        self._set_margins()
        self._top = self._heading.lay_out(self._reading, self._text_width)
        document = build_document(words, self._reading, top=self._top, parent=self)
        self.setFont(document.defaultFont())  # Qt gives the document the widget's font whenever a font changes
        column = document.documentLayout()
        assert isinstance(column, Column)
        column.set_width(self._text_width)
        self._sheet = column
        self.setDocument(document)
        self.setCursorWidth(2)  # Qt keeps the caret's width with the document
        self._overlay.show(document, column, words, highlights)
        # Qt deletes its own first document, and leaves ours to us.
        self._built, before = document, self._built
        if before is not None:
            before.deleteLater()
        self.viewport().update()

    def _make_room_for_heading(self) -> None:
        """Measure the headline again; the text moves only if it needs more or less room than before."""
        top = self._heading.lay_out(self._reading, self._text_width)
        if top != self._top:
            self._top = top
            self._sheet.set_top(top)
        self.viewport().update()

    def _wear_theme(self) -> None:
        # A style sheet of its own: the application's gives every text edit a border and another background.
        page, ink, selection, focus = (
            colour.name() for colour in (self._theme.page, self._theme.ink, self._theme.selection, self._theme.focus)
        )
        width = 3 if self._theme.high_contrast else 1
        self.setStyleSheet(
            f"{type(self).__name__} {{ background: {page}; color: {ink}; border: {width}px solid {page}; padding: 0;"
            f" border-radius: 0; selection-background-color: {selection}; selection-color: {ink}; }}"
            f"{type(self).__name__}:focus {{ border-color: {focus}; padding: 0; }}"
        )
        self.viewport().update()

    # Geometry -------------------------------------------------------------------------------------------------

    def _set_strips(self, left: QWidget, right: QWidget) -> None:
        """The widgets that stand left and right of the column."""
        self._strips = (left, right)
        self._set_margins()

    def _set_margins(self) -> None:
        room = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width()
        gutter = _GUTTER if room >= _NARROW else _NARROW_GUTTER
        column = max(120, min(self._column + 2 * SIDE, room - _MARGIN - gutter))
        self._text_width = column - 2 * SIDE
        left = max(_MARGIN, min((room - column) // 2, room - column - gutter))
        self.setViewportMargins(left, 0, max(0, room - left - column), 0)
        if self._strips is not None:
            box = self.viewport().geometry()
            self._strips[0].setGeometry(box.left() - left, box.top(), left, box.height())
            self._strips[1].setGeometry(box.right() + 1, box.top(), max(0, room - left - column), box.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again if the column changed; the line at the top stays at the top."""
        shape = (self._text_width, self.devicePixelRatioF())
        if shape == self._laid_out_for:
            super().resizeEvent(event)
            self._look()
            return
        place = self._keep_place()
        self._laid_out_for = shape
        self._overlay.device_ratio = shape[1]
        self._sheet.set_width(self._text_width)
        super().resizeEvent(event)
        self._overlay.forget_layout()
        self._make_room_for_heading()
        self._return_to(place)
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """Scroll to where the article was left, now that the window has a size."""
        super().showEvent(event)
        self._set_margins()
        if self._pending_scroll is not None:
            self.set_scroll_position(self._pending_scroll)

    def event(self, event: QEvent) -> bool:
        """Set the margins before Qt lays out for a new size; claim no key from the window's shortcuts."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            # QTextEdit would claim letters, digits and arrows even though nothing can be typed here.
            event.ignore()
            return False
        if kind == QEvent.Type.Resize:
            self._set_margins()
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll. With Ctrl the text's size is asked for: Qt would enlarge the letters without their lines."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.size_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    # Scrolling ------------------------------------------------------------------------------------------------

    def scroll_position(self) -> float:
        """How far down the article one is: 0.0 the top, 1.0 the end."""
        if self._pending_scroll is not None:
            return self._pending_scroll
        bar = self.verticalScrollBar()
        if self._sheet.is_exact:
            return bar.value() / bar.maximum() if bar.maximum() else 0.0
        # The bar's range is a guess, which differs from one opening to the next; the words at the top do not.
        return self._unit_at_top() / self.words.utf16_length if bar.value() else 0.0

    def set_scroll_position(self, position: float) -> None:
        """Go to a place that `scroll_position` gave; kept until the window is shown if it is not yet."""
        self._pending_scroll = None if self.isVisible() else position
        bar = self.verticalScrollBar()
        if self._sheet.is_exact or position <= 0:
            bar.setValue(round(position * bar.maximum()))
            return
        unit = round(position * self.words.utf16_length)
        self._return_to((unit, self._cursor_box(0).top()))
        self._return_to((unit, 0))

    def reveal(self, start: int, end: int) -> None:
        """Scroll only if those words cannot be seen well; then their first line comes to the upper third."""
        first, last = self._line_box(start), self._line_box(max(start, end - 1))
        height = self.viewport().height()
        fits = last.bottom() - first.top() < height - 2 * _EDGE
        seen = first.top() >= _EDGE and (last if fits else first).bottom() <= height - _EDGE
        if not seen:
            self._return_to((self._unit(start), height // 3))

    def scroll_towards(self, place: QPointF) -> None:
        """Scroll a little when something is dragged over the upper or lower edge."""
        height = self.viewport().height()
        beyond = min(place.y() - _EDGE, 0) + max(place.y() - (height - _EDGE), 0)
        if beyond:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(beyond))

    def _keep_place(self) -> tuple[int, int] | None:
        """The first visible character (UTF-16) and its height over the viewport's top; None at the very top."""
        bar = self.verticalScrollBar()
        if bar.value() == 0:
            return None
        unit = self._unit_at_top()
        return unit, self._cursor_box(unit).top()

    def _unit_at_top(self) -> int:
        return self.cursorForPosition(QPoint(SIDE, 2)).position()

    def _return_to(self, place: tuple[int, int] | None) -> None:
        """Have that character (UTF-16) at that height again."""
        bar = self.verticalScrollBar()
        for _ in range(3):  # what is set on the way there may move it
            if place is not None and (away := self._cursor_box(place[0]).top() - place[1]):
                bar.setValue(bar.value() + away)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Set what comes into view; where the guess was wrong the bar is put right, and the words stay."""
        super().scrollContentsBy(dx, dy)
        self._look()

    def _look(self) -> None:
        bar = self.verticalScrollBar()
        self._sheet.look_at(bar.value(), bar.value() + self.viewport().height())
        moved = self._sheet.straighten()
        if moved:
            bar.setValue(bar.value() + moved)
            self.viewport().update()

    # Places and positions -------------------------------------------------------------------------------------

    def position_at(self, place: QPointF) -> int | None:
        """The code point under a place of the viewport; None between lines and in the margins."""
        unit = self._sheet.hitTest(self._in_document(place), Qt.HitTestAccuracy.ExactHit)
        return self.words.to_code_point(unit) if 0 <= unit < self.words.utf16_length else None

    def position_near(self, place: QPointF) -> int:
        """The code point under a place, or the one nearest to it."""
        exact = self.position_at(place)
        return self.caret_near(place) if exact is None else exact

    def caret_near(self, place: QPointF) -> int:
        """The gap between two letters that is nearest to a place."""
        return self.words.to_code_point(self.cursorForPosition(place.toPoint()).position())

    def boxes(self, span: Span) -> list[QRectF]:
        """What those words cover, line by line, in viewport pixels."""
        scrolled = self.verticalScrollBar().value()
        return [box.translated(0, -scrolled) for box in self._overlay.boxes(span)]

    def handle_places(self) -> list[Handle]:
        """Handles of the focused annotation, in viewport pixels."""
        scrolled = self.verticalScrollBar().value()
        return [
            Handle(handle.segment, handle.edge, handle.knob - QPointF(0, scrolled), handle.line - scrolled)
            for handle in self._overlay.handles()
        ]

    def ghost_at(self, place: QPointF) -> bool:
        """Whether the offered continuation lies there."""
        ghost = self._overlay.ghost
        return ghost is not None and any(box.contains(place) for box in self.boxes(ghost))

    def chip_rows(self) -> list[tuple[float, list[Highlight]]]:
        """The gutter's rows: middle of each visible line in which annotations start, and those annotations."""
        scrolled = self.verticalScrollBar().value()
        measures = self._overlay.measures
        middle = (measures.below - measures.above) / 2
        return [
            (corner.y() - scrolled + baseline + middle, [h for h in map(self._overlay.spans.get, ids) if h is not None])
            for block, corner in self._overlay.blocks(scrolled, scrolled + self.viewport().height())
            for baseline, ids in self._overlay.paint_of(block).rows
        ]

    @property
    def words(self) -> TextMap:
        """The text and its natural units."""
        return self._overlay.words

    def _in_document(self, place: QPointF) -> QPointF:
        return place + QPointF(0, self.verticalScrollBar().value())

    def _unit(self, position: int) -> int:
        return self.words.to_utf16(min(max(position, 0), len(self.words.text)))

    def _cursor_box(self, unit: int) -> QRect:
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(unit, self.words.utf16_length))
        return self.cursorRect(cursor)

    def _line_box(self, position: int) -> QRect:
        return self._cursor_box(self._unit(position))

    def _select_units(self, anchor: int, position: int) -> None:
        """Select UTF-16 units without scrolling, which Qt would do."""
        bar = self.verticalScrollBar()
        scrolled = bar.value()
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        bar.setValue(scrolled)

    # Painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Annotations, then Qt's own words, selection and caret, then what lies over them."""
        scrolled = self.verticalScrollBar().value()
        top, bottom = event.rect().top() + scrolled, event.rect().bottom() + scrolled
        painter = QPainter(self.viewport())
        try:
            painter.fillRect(event.rect(), self._theme.page)
            if top < self._top:
                self._heading.paint(painter, self._theme, x=SIDE, y=-scrolled)
            painter.translate(0, -scrolled)
            self._overlay.paint_under(painter, top, bottom)
        finally:
            painter.end()
        super().paintEvent(event)
        if self._overlay.covers_words:
            painter = QPainter(self.viewport())
            try:
                painter.translate(0, -scrolled)
                self._overlay.paint_over(painter, top, bottom)
            finally:
                painter.end()

    def _repaint(self) -> None:
        self._overlay.forget_extras()
        self.viewport().update()
        if self._strips is not None:
            self._strips[1].update()

    # Qt's own -------------------------------------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        """What Ctrl+C and a drag take along: our text, not Qt's, which turns no-break spaces into spaces."""
        cursor = self.textCursor()
        start = self.words.to_code_point(cursor.selectionStart())
        end = self.words.to_code_point(cursor.selectionEnd())
        mime = QMimeData()
        mime.setText(self.words.text[start:end])
        return mime


def _viewport() -> QWidget:
    """A viewport like the one that QTextEdit makes, but Python's own.

    To learn the type of a widget that Qt made, PySide loads all its widget classes with all their enums (15 ms).
    """
    viewport = QWidget()
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # `paintEvent` fills it: nothing is painted below
    viewport.setCursor(Qt.CursorShape.IBeamCursor)
    viewport.setMouseTracking(True)
    viewport.setAcceptDrops(False)  # files dropped on the text are the window's
    return viewport
