"""The reader's widget: shows one article with its annotations and turns gestures into selections and requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.language import tr
from annotator.ui.reader.gutter import Gutter
from annotator.ui.reader.hearing import Hearing
from annotator.ui.reader.highlight import Highlight, Span
from annotator.ui.reader.margin import Margin
from annotator.ui.reader.page import Page
from annotator.ui.reader.pointer import Pointer
from annotator.ui.reader.steps import Steps
from annotator.ui.reader.text_map import TextMap
from annotator.ui.reader.typography import Reading
from annotator.ui.theme import Theme


class ArticleView(Page):
    """An article to read and to annotate. All positions that go in and out are code points.

    The text is never changed and never read back from Qt. What a person does comes out as a signal; boundaries
    that were dragged or nudged are shown only once they come back through `put`.
    """

    selection_changed = Signal()
    focused = Signal(str)
    boundaries_changed = Signal(str, list)
    ghost_taken = Signal()
    activated = Signal(str)
    hovered = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, theme: Theme | None = None) -> None:
        super().__init__(parent, theme=theme)
        self._selected = (0, 0)
        self._namer: Callable[[Highlight], Highlight] = _as_it_is
        self._hovered = ""
        self._pointer = Pointer(self)
        self._steps = Steps(self)
        self._hearing = Hearing(self, self._overlay)
        self._gutter = Gutter(self, self._theme)
        self._margin = Margin(self, self._theme)
        self._set_strips(self._margin, self._gutter)
        self.setAccessibleName(tr("Article text"))
        self.cursorPositionChanged.connect(self._announce_selection)
        self.selectionChanged.connect(self._announce_selection)
        self.verticalScrollBar().valueChanged.connect(self._gutter.update)
        self._gutter.pressed.connect(self.take_focus_on)
        self._gutter.activated.connect(self.activated)
        self._gutter.stepped.connect(self.step_annotation)
        self._gutter.left.connect(self.setFocus)
        self._gutter.hovered.connect(self.hover)
        self._wear_theme()
        self.show_article("")

    # The article ----------------------------------------------------------------------------------------------

    def show_article(
        self,
        text: str,
        highlights: Sequence[Highlight] = (),
        *,
        heading: str = "",
        subheading: str = "",
        boilerplate: Sequence[Span] = (),
        caret: int = 0,
        scroll: float = 0.0,
    ) -> None:
        """Show another article.

        Args:
            text: the normalised text.
            highlights: its annotations, in `reading_order`.
            heading: painted above the text and scrolling with it; no part of the text or of any offset.
            subheading: the quiet line below the heading.
            boilerplate: passages to dim.
            caret: where to put the caret.
            scroll: as `scroll_position` gave it; also before the window is shown.

        Raises:
            ValueError: the text is not normalised (it holds CRLF).
        """
        self._pointer.forget()
        self._hearing.forget()
        self._heading.title, self._heading.subtitle = heading, subheading
        self._overlay.focused = self._overlay.ghost = None
        self.light(frozenset())
        self._overlay.hits, self._overlay.current_hit = (), -1
        self._overlay.boilerplate = sorted(boilerplate)
        self._set_document(TextMap(text), highlights)
        self.setAccessibleDescription(". ".join(part for part in (heading, subheading) if part))
        self._gutter.set_focused(None)
        self.place_caret(caret)
        self.set_scroll_position(scroll)

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Replace all highlights (in `reading_order`); caret, selection and scroll position stay."""
        self._pointer.forget()
        self._overlay.exchange(highlights)
        self._show_focus(self._overlay.focused)

    def put(self, highlight: Highlight) -> None:
        """Add a highlight or replace the one of the same id; only the paragraphs it touches are worked out again."""
        if self._pointer.dragged == highlight.id:
            self._pointer.forget()
        self.preview(highlight)

    def drop(self, id: str) -> None:
        """Take a highlight away; nothing happens when it is not there."""
        if self._pointer.dragged == id:
            self._pointer.forget()
        gone = self._overlay.spans.drop(id)
        if gone is not None:
            self._overlay.forget(gone.segments)
            self._show_focus(None if self._overlay.focused == id else self._overlay.focused)

    def set_boilerplate(self, spans: Sequence[Span]) -> None:
        """Dim these passages and no others."""
        self._overlay.boilerplate = sorted(spans)
        self._repaint()

    def set_heading(self, heading: str, subheading: str) -> None:
        """Change the lines above the text; what one reads stays where it is."""
        self._heading.title, self._heading.subtitle = heading, subheading
        self.setAccessibleDescription(". ".join(part for part in (heading, subheading) if part))
        before = self._top
        self._make_room_for_heading()
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + self._top - before)

    def set_theme(self, theme: Theme) -> None:
        """Other colours; nothing moves."""
        self._theme = theme
        self._overlay.set_look(theme, self._reading)
        self._gutter.set_theme(theme)
        self._margin.set_theme(theme)
        self._wear_theme()

    def set_reading(self, face: str, size: int, line: float, width: int) -> None:
        """Set the text anew: family ("" for the best at hand), pixels, ratio to a natural line, characters a line."""
        wanted = Reading(face, size, line, width)
        if wanted == self._reading:
            return
        self._reading = wanted
        self._overlay.set_look(self._theme, wanted)
        place, selected = self._keep_place(), self.textCursor()
        anchor, position = selected.anchor(), selected.position()
        self._set_document(self.words, list(self._overlay.spans))
        self._select_units(anchor, position)
        self._return_to(place)

    # Annotations ----------------------------------------------------------------------------------------------

    @property
    def focused_id(self) -> str:
        """Id of the focused annotation; empty when there is none."""
        return self._overlay.focused or ""

    @property
    def focused_highlight(self) -> Highlight | None:
        """The focused annotation as it is shown."""
        return self.highlight(self._overlay.focused or "")

    def highlight(self, id: str) -> Highlight | None:
        """The highlight of that id as it is shown."""
        found = self._overlay.spans.get(id)
        return self.named(found) if found is not None else None

    def name_by(self, namer: Callable[[Highlight], Highlight]) -> None:
        """Ask for chip and label of a highlight when they are to be seen or said, not before.

        They count all annotations: to keep them would mean to change 50,000 when the first of them is removed.
        """
        self._namer = namer

    def named(self, highlight: Highlight) -> Highlight:
        """The highlight with its chip and its label."""
        return self._namer(highlight)

    def show_names(self) -> None:
        """Chips and labels have become others."""
        self._show_focus(self._overlay.focused)

    def highlights_at(self, position: int) -> list[Highlight]:
        """The highlights over a code point, innermost first."""
        return self._overlay.spans.at(position)

    def focus_annotation(self, id: str | None, *, reveal: bool = True) -> None:
        """Give an annotation tint, handles and a full chip; None or an unknown id for none. Emits nothing."""
        highlight = self._overlay.spans.get(id)
        self._show_focus(highlight.id if highlight else None)
        if highlight is not None and QAccessible.isActive():
            self._hearing.say_inside(highlight.id, self.named(highlight).label)
        if highlight is not None and reveal:
            self.reveal(highlight.start, highlight.end)

    def take_focus_on(self, id: str) -> None:
        """A person chose this annotation (or none, ""): focus it and say so."""
        self.focus_annotation(id or None, reveal=False)
        self.focused.emit(self.focused_id)

    def step_annotation(self, step: int) -> None:
        """Focus the next (1) or previous (-1) annotation as one reads, and say so; round at the ends."""
        self._steps.annotation(self._overlay.spans.ordered(), step)

    def nudge(self, edge: str, step: int, *, by_word: bool) -> None:
        """Ask for the focused annotation's "start" or "end" to move by a letter or a word.

        Without a focused annotation the selection's own edge moves.
        """
        self._steps.nudge(edge, step, by_word=by_word)

    def preview(self, highlight: Highlight) -> None:
        """Show a highlight so, without ending a drag."""
        before = self._overlay.spans.get(highlight.id)
        self._overlay.spans.put(highlight)
        self._overlay.forget([*(before.segments if before else ()), *highlight.segments])
        self._show_focus(self._overlay.focused)

    def light(self, ids: frozenset[str]) -> None:
        """Frame these annotations, in the text and in the gutter: they are linked with what one looks at."""
        if ids != self._overlay.lit:
            self._overlay.light(ids)
            self._gutter.set_lit(ids)
            self.viewport().update()

    def hover(self, id: str) -> None:
        """The pointer lies on this annotation now ("" for none): say so, once."""
        if id != self._hovered:
            self._hovered = id
            self.hovered.emit(id)

    # Suggestions ----------------------------------------------------------------------------------------------

    def set_suggestions(self, marks: Sequence[Highlight]) -> None:
        """Draw a line under what is suggested (in `reading_order`); no part of the annotations, and no click target."""
        self._overlay.drafts.show(marks)
        self.viewport().update()

    def drop_suggestions(self, ids: Iterable[str]) -> None:
        """Take the lines of some suggestions away."""
        self._overlay.drafts.drop(ids)
        self.viewport().update()

    def focus_suggestion(self, id: str) -> None:
        """Frame one suggestion ("" for none), and bring it into sight with the caret before it."""
        self._overlay.drafts.focused = id
        self.viewport().update()
        mark = self._overlay.drafts.marks.get(id) if id else None
        if mark is not None:
            self.place_caret(mark.start)
            self.reveal(mark.start, mark.end)

    # Selection ------------------------------------------------------------------------------------------------

    def selection(self) -> Span | None:
        """What is selected, without white space at its ends and never cutting a grapheme; None for nothing."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start = self.words.grapheme_floor(self.words.to_code_point(cursor.selectionStart()))
        end = self.words.grapheme_ceil(self.words.to_code_point(cursor.selectionEnd()))
        start, end = self.words.trimmed((start, end))
        return (start, end) if start < end else None

    def caret(self) -> int:
        """Where the caret stands."""
        return self.words.to_code_point(self.textCursor().position())

    def anchor(self) -> int:
        """Where the selection was begun; the caret's place when nothing is selected."""
        return self.words.to_code_point(self.textCursor().anchor())

    def select(self, start: int, end: int, *, reveal: bool = True) -> None:
        """Select `[start, end)`; an `end` before `start` leaves the caret at the left."""
        self._select_units(self._unit(start), self._unit(end))
        if reveal:
            self.reveal(min(start, end), max(start, end))

    def clear_selection(self) -> None:
        """Select nothing; the caret stays."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            self._select_units(cursor.position(), cursor.position())

    def place_caret(self, position: int) -> None:
        """Put the caret there, nothing selected; the text does not move."""
        self._select_units(self._unit(position), self._unit(position))

    def move_sentence(self, step: int, *, extend: bool = False) -> None:
        """Select the next (1) or previous (-1) sentence, or extend the selection to it."""
        self._steps.sentence(step, extend=extend)

    def widen(self) -> None:
        """Widen the selection: word, figure, quotation, sentence, paragraph."""
        self._steps.widen()

    def set_ghost(self, span: Span | None) -> None:
        """Outline the offered continuation of a split quote; a click on it emits `ghost_taken`."""
        self._overlay.ghost = span
        self._repaint()

    def set_hits(self, spans: Sequence[Span], current: int) -> None:
        """Show what a search found (ordered), and which hit one is at (-1: none), which is scrolled to."""
        self._overlay.hits, self._overlay.current_hit = tuple(spans), current
        self._repaint()
        if 0 <= current < len(spans):
            self.reveal(*spans[current])

    # Mouse and keys -------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; what is painted is mirrored for a screen reader."""
        super().paintEvent(event)
        self._hearing.painted()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grab a handle, take more of the text at the third click, else select."""
        if event.button() == Qt.MouseButton.LeftButton and self._pointer.press(event):
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a handle or the selection."""
        if not self._pointer.move(event):
            super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The pointer that leaves the text lies on nothing any more."""
        if event.type() == QEvent.Type.Leave:
            self.hover("")
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag, or take the click."""
        if event.button() == Qt.MouseButton.LeftButton and self._pointer.release(event):
            return
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.clicked(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the quotation, the figure or the word."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.double_click(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the focused annotation's card; the rest is Qt's (paging, copying) or the window's."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.focused_id:
            self.activated.emit(self.focused_id)
            return
        super().keyPressEvent(event)

    # Inside ---------------------------------------------------------------------------------------------------

    def _announce_selection(self) -> None:
        cursor = self.textCursor()
        selected = (cursor.anchor(), cursor.position())
        if selected != self._selected:
            self._selected = selected
            if QAccessible.isActive():
                self._say_where()
            self.selection_changed.emit()

    def _say_where(self) -> None:
        """Which annotation the caret is in, for who does not see it."""
        here = next(iter(self.highlights_at(self.caret())), None)
        self._hearing.say_inside(here.id if here else "", self.named(here).label if here else "")

    def _show_focus(self, id: str | None) -> None:
        self._overlay.focused = id if self._overlay.spans.get(id) else None
        self._gutter.set_focused(self.focused_highlight)
        self._repaint()


def _as_it_is(highlight: Highlight) -> Highlight:
    return highlight
