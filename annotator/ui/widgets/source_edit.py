"""The type-ahead line for one source: a dotted guess that is nothing until Enter, and Ctrl+Enter to make a source."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFont, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.corpus.names import Match
from annotator.corpus.source import Source
from annotator.language import tr
from annotator.ui.theme import Theme
from annotator.ui.widgets.source_popup import MOST, Row, SourcePopup

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_ASK = tr("Who says it?")


class SourceEdit(QLineEdit):
    """One level of a chain. What is in it is stored only when a person accepts it.

    Signals:
        taken: a `Source`, or None for “No source named”.
        wanted: name and type of a source to be made.
        left: nothing (more) was chosen: the focus may go back to the text.
        onward: Tab was pressed.
        focused: it has the focus now.
        restored: what is stored, or guessed, stands there, and nothing that was typed.
        same_figure: “=” in the empty line: the statistic that was just marked stands elsewhere, too.
    """

    taken = Signal(object)
    wanted = Signal(str, str)
    left = Signal()
    onward = Signal()
    focused = Signal()
    restored = Signal()
    same_figure = Signal()

    def __init__(
        self,
        theme: Theme,
        search: Callable[[str], Sequence[Match]],
        counts: Callable[[], Mapping[str, int]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._search, self._counts = theme, search, counts
        self._guess: Source | None = None
        self._shown = ""
        self._popup: SourcePopup | None = None
        self.setPlaceholderText(_ASK)
        self.textEdited.connect(self._filter)

    # --- what it shows ---

    @property
    def guess(self) -> Source | None:
        """The source that Enter would take while nothing is typed."""
        return self._guess if not self.text() else None

    def show_source(self, name: str) -> None:
        """Show the stored source."""
        self._guess, self._shown = None, name
        self._restore()

    def show_later(self, name: str) -> None:
        """Have another source stand there once what is being typed is given up."""
        self._guess, self._shown = None, name

    def show_guess(self, guess: Source | None) -> None:
        """Show that nothing is stored, and who it probably is."""
        self._guess, self._shown = guess, ""
        self._restore()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        if self._popup is not None:
            self._popup.set_theme(theme)
        self.update()

    def popup(self) -> SourcePopup:
        """The list; made when it is first needed, on the window that this line stands in by then."""
        if self._popup is None or self._popup.parentWidget() is not self.window():
            if self._popup is not None:
                self._popup.deleteLater()
            self._popup = SourcePopup(self._theme, self.window())
            self._popup.chosen.connect(self._take)
        return self._popup

    def _restore(self) -> None:
        self.setText(self._shown)
        self.setCursorPosition(0)
        self.setPlaceholderText("" if self._guess else _ASK)
        said = tr("Probably {name}; Enter accepts", name=self._guess.name) if self._guess else ""
        self.setAccessibleDescription(said)
        self.setToolTip("")
        self._hide()
        self.update()
        self.restored.emit()

    def _hide(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    # --- typing ---

    @Slot(str)
    def _filter(self, _text: str = "") -> None:
        self._show_rows(self.text().strip())

    def _show_rows(self, typed: str) -> None:
        rows = self._rows(typed)
        if typed and typed != self._shown:
            self.popup().set_type("url" if _ADDRESS.fullmatch(typed) else "person")
        self.popup().show_rows(rows, below=self, preselect=bool(typed))
        if typed == "-":
            self.popup().step(1)

    def _rows(self, typed: str) -> list[Row]:
        if typed == "-":
            return [Row("nobody")]
        counts = self._counts()
        found = [Row("match", m, count=counts.get(m.source.id, 0)) for m in self._search(typed)[:MOST]]
        return [*found, Row("nobody"), *([Row("create", name=" ".join(typed.split()))] if typed else [])]

    # --- keys ---

    def event(self, event: QEvent) -> bool:
        """Tab goes on to the attributes, not to the small controls of this line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            self._restore()
            self.onward.emit()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter accepts, Ctrl+Enter makes, Esc leaves, arrows walk the list, Alt+arrows the type to be made."""
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._make() if control else self._accept()
        elif key == Qt.Key.Key_Escape:
            self._restore()
            self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not control:
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self._walk(1 if key == Qt.Key.Key_Down else -1, of_types=alt)
        elif event.text() == "=" and not self.text():
            self.same_figure.emit()
        else:
            super().keyPressEvent(event)

    def _walk(self, by: int, *, of_types: bool) -> None:
        visible = self._popup is not None and self._popup.isVisible()
        if not visible:
            self._show_rows("" if self.text() == self._shown else self.text().strip())
        if of_types:
            self.popup().step_type(by)
        elif visible or by > 0:
            self.popup().step(by)

    def _accept(self) -> None:
        typed = " ".join(self.text().split())
        row = self._popup.current() if self._popup is not None else None
        if row is not None:
            self._take(row)
        elif not typed and self._guess is not None:
            self._give(self._guess)
        elif not typed or typed == self._shown:
            self._restore()
            self.left.emit()
        else:
            self._show_rows(typed)
            self._say(tr("Nobody of that name yet: Ctrl+Enter makes a new source"))

    def _make(self) -> None:
        typed = " ".join(self.text().split())
        if typed and typed != self._shown:
            type_ = self.popup().type
            self._hide()
            self.wanted.emit(typed, type_)

    def _say(self, words: str) -> None:
        self.setToolTip(words)
        self.setAccessibleDescription(words)

    @Slot(object)
    def _take(self, row: Row) -> None:
        if row.what == "create":
            self._make()
        else:
            self._give(row.match.source if row.match else None)

    def _give(self, source: Source | None) -> None:
        self._hide()
        self.taken.emit(source)

    # --- focus ---

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ready to be typed over."""
        super().focusInEvent(event)
        self.selectAll()
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed and not accepted is gone; a menu of our own list is no leaving."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on an empty line shows who is likely."""
        super().mousePressEvent(event)
        if not self.text() and event.button() == Qt.MouseButton.LeftButton:
            self._show_rows("")

    def hideEvent(self, event: QHideEvent) -> None:
        """The list never outlives its line."""
        self._hide()
        super().hideEvent(event)

    # --- paint ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """The guess, hollow: dotted, leaning, and gone at the first letter."""
        super().paintEvent(event)
        guess = self.guess
        if guess is None:
            return
        painter = QPainter(self)
        try:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_guess(painter, guess.name)
        finally:
            painter.end()

    def _paint_guess(self, painter: QPainter, name: str) -> None:
        font = QFont(self.font())
        font.setItalic(True)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        room = self.width() - 48
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(text) + 14
        box = QRectF(6.5, (self.height() - 21) / 2 + 0.5, width, 20)
        pen = QPen(self._theme.muted, 1.0)
        pen.setDashPattern([2.0, 2.0])
        painter.setPen(pen)
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(self._theme.muted)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        font.setItalic(False)
        painter.setFont(font)
        sign = "⏎"
        painter.drawText(QRectF(box.right() + 6, box.top(), 20, box.height()), Qt.AlignmentFlag.AlignCenter, sign)
