"""What the mouse means in the text: cycle, select, widen, drag a handle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QPointingDevice

from annotator.ui.reader.boundaries import with_edge
from annotator.ui.reader.highlight import Highlight, Span
from annotator.ui.reader.overlay import Handle

if TYPE_CHECKING:
    from annotator.ui.reader.article_view import ArticleView

_TARGET = 12.0
"""Half of a handle's target: 24 pixels, as the accessibility guidelines ask."""

_FINGER = 22.0
"""The same for a finger: 44 pixels, for it hides what it points at."""

_MOVED = 4.0


@dataclass(slots=True)
class _Drag:
    before: Highlight
    segment: int
    edge: str
    to_line: QPointF
    moved: bool = False


class Pointer:
    """Reads clicks and drags of one reader. Places are viewport pixels, positions code points."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._drag: _Drag | None = None
        self._pressed: QPointF | None = None
        self._clicks = 0
        self._last_click = (0, QPointF(-99, -99))
        self._cycled: tuple[str, ...] = ()
        self._unit: Span | None = None

    @property
    def dragged(self) -> str | None:
        """Id of the annotation whose handle is being dragged."""
        return self._drag.before.id if self._drag else None

    def forget(self) -> None:
        """The text or the dragged annotation was replaced from outside: a drag in progress ends without effect."""
        self._drag = None
        self._pressed = None
        self._unit = None
        self._cycled = ()

    # Press ----------------------------------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> bool:
        """Take a press of the left button.

        Returns:
            Whether it is dealt with; if not, Qt places the caret and starts a selection.
        """
        place = event.position()
        self._pressed = place
        self._unit = None
        self._count(event)
        if self._clicks >= 3:
            self._pressed = None
            self._take_more(place)
            return True
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        handle = self._handle_at(place, _reach(event))
        highlight = self._view.focused_highlight
        if handle is not None and highlight is not None:
            self._drag = _Drag(highlight, handle.segment, handle.edge, QPointF(0, handle.line - place.y()))
            return True
        # Else Qt would drag the selected words away, as into a letter, instead of selecting anew.
        self._view.clear_selection()
        return False

    def double_click(self, event: QMouseEvent) -> None:
        """Take the unit under the pointer: quotation pair, figure or word."""
        self._count(event)
        self._pressed = None
        if self._clicks >= 4:  # Qt calls the fourth click double again
            self._take_more(event.position())
            return
        self._clicks = 2
        self._unit = self._view.words.unit_at(self._view.position_near(event.position()))
        if self._unit:
            self._view.select(*self._unit, reveal=False)

    def _count(self, event: QMouseEvent) -> None:
        """Count clicks that follow each other at one place, also where Qt says "double" for the fourth."""
        when, where = self._last_click
        soon = event.timestamp() - when <= QGuiApplication.styleHints().mouseDoubleClickInterval()
        near = _far(event.position(), where) <= _MOVED
        self._clicks = self._clicks + 1 if soon and near else 1
        self._last_click = (event.timestamp(), event.position())

    def _take_more(self, place: QPointF) -> None:
        if self._clicks == 3:
            sentence = self._view.words.sentence_at(self._view.position_near(place))
            if sentence:
                self._view.select(*sentence, reveal=False)
        else:
            self._view.widen()

    # Move -----------------------------------------------------------------------------------------------------

    def move(self, event: QMouseEvent) -> bool:
        """Follow the pointer.

        Returns:
            Whether it is dealt with; if not, Qt extends its selection.
        """
        if self._drag is not None:
            self._drag_to(event)
            return True
        if self._unit is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._extend_by_words(event.position(), self._unit)
            return True
        if not event.buttons():
            over = self._handle_at(event.position(), _reach(event)) is not None
            self._view.viewport().setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.IBeamCursor)
            position = self._view.position_at(event.position())
            under = self._view.highlights_at(position) if position is not None else []
            self._view.hover(under[0].id if under else "")
        return self._clicks >= 2 and bool(event.buttons())

    def _drag_to(self, event: QMouseEvent) -> None:
        assert self._drag is not None and self._pressed is not None
        if not self._drag.moved and _far(event.position(), self._pressed) < _MOVED:
            return
        self._drag.moved = True
        self._view.scroll_towards(event.position())
        position = self._view.caret_near(event.position() + self._drag.to_line)
        if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            position = self._view.words.nearest_word_edge(position, edge=self._drag.edge)
        moved = with_edge(self._drag.before.segments, self._drag.segment, self._drag.edge, position)
        self._view.preview(replace(self._drag.before, segments=tuple(moved)))

    def _extend_by_words(self, place: QPointF, unit: Span) -> None:
        word = self._view.words.word_at(self._view.position_near(place))
        if word:
            self._view.select(min(unit[0], word[0]), max(unit[1], word[1]), reveal=False)

    # Release --------------------------------------------------------------------------------------------------

    def release(self, event: QMouseEvent) -> bool:
        """Finish a drag.

        Returns:
            Whether it is dealt with; if not, Qt ends its selection and `clicked` is asked.
        """
        if self._drag is not None and not self._drag.moved:
            # A click on a letter that lies under a knob.
            self._drag = None
            self._view.place_caret(self._view.caret_near(event.position()))
            self.clicked(event)
            return True
        if self._drag is not None:
            self._finish_drag()
            return True
        if self._clicks >= 2:
            self._unit = None
            return True
        return False

    def clicked(self, event: QMouseEvent) -> None:
        """After a plain click: ghost, else the next annotation under the pointer, inner to outer."""
        pressed, self._pressed = self._pressed, None
        if pressed is None or _far(event.position(), pressed) > _MOVED:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return
        if self._view.ghost_at(event.position()):
            self._view.ghost_taken.emit()
            return
        position = self._view.position_at(event.position())
        under = tuple(h.id for h in self._view.highlights_at(position)) if position is not None else ()
        focused = self._view.focused_id
        again = focused in under and under == self._cycled
        self._cycled = under
        chosen = under[(under.index(focused) + 1) % len(under)] if again else under[0] if under else ""
        self._view.take_focus_on(chosen)

    def _finish_drag(self) -> None:
        assert self._drag is not None
        before, self._drag = self._drag.before, None
        after = self._view.highlight(before.id)
        # The new boundaries are not ours to keep: they come back through `put` once they are on the disk.
        self._view.preview(before)
        if after is not None and after.segments != before.segments:
            self._view.boundaries_changed.emit(before.id, list(after.segments))

    def _handle_at(self, place: QPointF, reach: float) -> Handle | None:
        """The handle whose knob is within so many pixels, the nearest first."""
        handles = self._view.handle_places()
        nearest = min(handles, key=lambda handle: _far(place, handle.knob), default=None)
        return nearest if nearest and _far(place, nearest.knob) <= reach else None


def _reach(event: QMouseEvent) -> float:
    return _FINGER if event.pointerType() == QPointingDevice.PointerType.Finger else _TARGET


def _far(place: QPointF, other: QPointF) -> float:
    difference = other - place
    return max(abs(difference.x()), abs(difference.y()))
