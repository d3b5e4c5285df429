"""Editors of one value each: a line, a page, segments, a list, chips. They store nothing; they say what was chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QToolButton, QWidget

from annotator.ui.widgets.call import Call
from annotator.ui.widgets.flow_layout import FlowLayout

Parse = Callable[[str], Any]
"""From what was typed to the value; raises ValueError with the words for the person."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINES = 8


def in_words(value: object) -> str:
    """A codebook's value as a person reads it: `free_indirect` is “Free indirect”."""
    text = str(value).replace("_", " ")
    return text[:1].upper() + text[1:]


class Editor(QWidget):
    """What all editors have in common.

    Signals:
        committed: a value to store, None for none. Never sent for a value that was not changed.
        complained: what is wrong with the entry, "" when nothing is (any more).
        begun: the focus has come; left: Esc: the focus may go back to the text.
    """

    committed = Signal(object)
    complained = Signal(str)
    begun = Signal()
    left = Signal()

    control: QWidget

    def set_value(self, value: Any) -> None:
        """Show a stored value."""
        raise TypeError(f"{type(self).__name__} shows no value")

    def put_back(self, value: Any) -> None:
        """What was committed could not be stored: `value` is still what is."""
        self.set_value(value)

    def dirty(self) -> bool:
        """Whether something is typed that is not stored."""
        return False

    def busy(self) -> bool:
        """Whether a person is at it: it must not change by itself now."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def take_focus(self) -> None:
        """Put the focus where one begins."""
        self.control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def answer(self) -> None:
        """What the question's own key does: begin, and show what there is to choose from."""
        self.take_focus()

    def name(self, title: str, help_: str) -> None:
        """Tell screen readers what is asked."""
        self.control.setAccessibleName(title)
        self.control.setAccessibleDescription(help_)

    def _hold(self, control: QWidget) -> None:
        self.control = control
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(control)
        self.setFocusProxy(control)


class _Line(QLineEdit):
    entered, escaped, came, went = Signal(), Signal(), Signal(), Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.came.emit()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.went.emit()


class Page(QPlainTextEdit):
    """Plain text that is as tall as its lines. Enter ends a value of one paragraph; of many, Ctrl+Enter does.

    Args:
        paragraphs: whether Enter begins a new line.
    """

    entered, escaped, came, went = Signal(), Signal(), Signal(), Signal()

    def __init__(self, parent: QWidget | None = None, *, paragraphs: bool, least: int = 1) -> None:
        super().__init__(parent)
        self._paragraphs, self._least = paragraphs, least
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Be as tall as the text, within reason."""
        lines = min(max(self._lines(), self._least), _LINES)
        height = lines * self.fontMetrics().lineSpacing() + 16
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def _lines(self) -> int:
        return max(1, round(self.document().documentLayout().documentSize().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Ctrl+Enter and Esc end it."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _ENTER and not shift and (control or not self._paragraphs):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody begins."""
        self.came.emit()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving stores; a menu or another program is no leaving."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.went.emit()


class TextEditor(Editor):
    """Typed values. Stored on leaving and on Enter; what cannot be is complained of and stays as typed.

    Args:
        parse: makes the value of the typed text, which is never empty.
        rest: how the value is written while nobody is at it (thousands grouped), if differently.
        long: a growing page instead of a line.
    """

    def __init__(self, parse: Parse = str, *, rest: Callable[[str], str] | None = None, long: bool = False) -> None:
        super().__init__()
        self._parse, self._rest = parse, rest
        self._value, self._written = "", ""
        self._field: _Line | Page = Page(paragraphs=False) if long else _Line()
        self._hold(self._field)
        self._field.entered.connect(self._enter)
        self._field.escaped.connect(self._escape)
        self._field.came.connect(self._come)
        self._field.went.connect(self._go)

    def set_value(self, value: Any) -> None:
        """Show a stored value."""
        self._value = "" if value is None else str(value)
        self._write(self._value if self.busy() else self._at_rest())
        self.complained.emit("")

    def put_back(self, value: Any) -> None:
        """What is typed stays, as something that is not stored."""
        self._value = self._written = "" if value is None else str(value)

    def set_placeholder(self, words: str) -> None:
        """Words that stand there while it is empty."""
        self._field.setPlaceholderText(words)

    def text(self) -> str:
        """What is written there."""
        return self._field.text() if isinstance(self._field, _Line) else self._field.toPlainText()

    def dirty(self) -> bool:
        """Whether something is typed that is not stored."""
        return self.text() != self._written

    def _write(self, text: str) -> None:
        self._written = text
        if self.text() != text:
            self._field.setText(text) if isinstance(self._field, _Line) else self._field.setPlainText(text)
        if isinstance(self._field, _Line) and not self._field.hasFocus():
            self._field.setCursorPosition(0)

    def _at_rest(self) -> str:
        return self._rest(self._value) if self._rest and self._value else self._value

    def _come(self) -> None:
        if not self.dirty() and self._rest:
            self._write(self._value)
        self.begun.emit()

    def _go(self) -> None:
        if self._commit():
            self._write(self._at_rest())

    def _enter(self) -> None:
        if self._commit():
            self._field.selectAll()

    def _escape(self) -> None:
        self._write(self._value)
        self.complained.emit("")
        self.left.emit()

    def _commit(self) -> bool:
        """Say the value if it is a new one; False when what is typed is none."""
        if not self.dirty():
            return not self._written or self.text() in (self._value, self._at_rest())
        typed = self.text().strip()
        try:
            value = self._parse(typed) if typed else None
        except ValueError as problem:
            self.complained.emit(str(problem))
            return False
        self.complained.emit("")
        text = "" if value is None else str(value)
        changed, self._value = text != self._value, text
        self._written = self.text()
        if changed:
            self.committed.emit(value)
        return True


class Segments(Editor):
    """A few short values side by side; a press on the chosen one takes the answer away.

    Args:
        values: value and its word.
    """

    def __init__(self, values: Sequence[tuple[Any, str]]) -> None:
        super().__init__()
        self._value: Any = None
        self._buttons: list[tuple[Any, QToolButton]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for value, words in values:
            button = _Toggle(words, "segment")
            button.clicked.connect(Call(self._picker(value), button).run)
            button.came.connect(self.begun)
            button.escaped.connect(self.left)
            self._buttons.append((value, button))
            row.addWidget(button)
        row.addStretch(1)
        self.control = self._buttons[0][1]

    def set_value(self, value: Any) -> None:
        """Show a stored value."""
        self._value = value
        for own, button in self._buttons:
            button.setChecked(own == value and isinstance(own, bool) == isinstance(value, bool))

    def take_focus(self) -> None:
        """Begin at the chosen one."""
        chosen = next((b for value, b in self._buttons if b.isChecked()), self._buttons[0][1])
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def name(self, title: str, help_: str) -> None:
        """Each button says the question with its answer."""
        for _, button in self._buttons:
            button.setAccessibleName(f"{title}: {button.text()}")
            button.setAccessibleDescription(help_)

    def press(self, value: Any) -> None:
        """Choose a value as a click does."""
        new = None if self._value is not None and self._value == value else value
        self.set_value(new)
        self.committed.emit(new)

    def _picker(self, value: Any) -> Callable[[], None]:
        def pick() -> None:
            self.press(value)

        return pick


class CheckChips(Editor):
    """Any number of values, each a chip."""

    def __init__(self, values: Sequence[str]) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap=4)
        self._chips: dict[str, QToolButton] = {}
        for value in values:
            self._add(value)
        self.control = next(iter(self._chips.values()), self)

    def set_value(self, value: Any) -> None:
        """Show the stored values; one that the codebook does not know gets its chip, too."""
        chosen = [str(v) for v in value] if isinstance(value, list | tuple) else [str(value)] if value else []
        for each in chosen:
            if each not in self._chips:
                self._add(each)
        for each, chip in self._chips.items():
            chip.setChecked(each in chosen)

    def name(self, title: str, help_: str) -> None:
        """Each chip says the question with its answer."""
        for chip in self._chips.values():
            chip.setAccessibleName(f"{title}: {chip.text()}")
            chip.setAccessibleDescription(help_)

    def press(self, value: str) -> None:
        """Choose a value, or take it back, as a click does."""
        self._chips[value].click()

    def _add(self, value: str) -> None:
        chip = _Toggle(in_words(value), "chip")
        chip.clicked.connect(self._tell)
        chip.came.connect(self.begun)
        chip.escaped.connect(self.left)
        self._chips[value] = chip
        self._flow.addWidget(chip)

    @Slot()
    def _tell(self) -> None:
        self.committed.emit([value for value, chip in self._chips.items() if chip.isChecked()] or None)


class _Toggle(QToolButton):
    came, escaped = Signal(), Signal()

    def __init__(self, words: str, role: str) -> None:
        super().__init__()
        self.setText(words)
        self.setCheckable(True)
        self.setProperty("role", role)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)


class Choice(Editor):
    """One of many values, in a list that letters find. Nothing changes by the wheel, or before a row is chosen.

    Args:
        values: value and its word.
        without: the word of the row for no answer; empty for a list that always has one.
    """

    def __init__(self, values: Sequence[tuple[Any, str]], *, without: str = "No answer", ask: str = "Choose…") -> None:
        super().__init__()
        self._box = _Box()
        self._box.setPlaceholderText(ask)
        if without:
            self._box.addItem(without, None)
        for value, words in values:
            self._box.addItem(words, value)
        self._value: Any = None
        self._hold(self._box)
        self._box.activated.connect(self._pick)
        self._box.came.connect(self.begun)
        self._box.escaped.connect(self.left)
        self.set_value(None)

    def set_value(self, value: Any) -> None:
        """Show a stored value; one that the codebook does not know gets its row, too."""
        self._value = value
        if value is not None and self._box.findData(value) < 0:
            self._box.addItem(in_words(value), value)
        self._box.setCurrentIndex(self._box.findData(value) if value is not None else -1)

    def answer(self) -> None:
        """Open the list."""
        self.take_focus()
        self._box.showPopup()

    def busy(self) -> bool:
        """An open list is being read."""
        return super().busy() or self._box.view().isVisible()

    def text(self) -> str:
        """The word that is shown."""
        return self._box.currentText()

    def press(self, value: Any) -> None:
        """Choose a value as a click does."""
        self._box.setCurrentIndex(self._box.findData(value))
        self._pick(self._box.currentIndex())

    @Slot(int)
    def _pick(self, at: int) -> None:
        value = self._box.itemData(at)
        if value is None:
            self._box.setCurrentIndex(-1)
        if value != self._value:
            self._value = value
            self.committed.emit(value)


class _Box(QComboBox):
    came, escaped = Signal(), Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(2)
        self.setMaxVisibleItems(14)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the panel."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and arrows open the list, and find in it; only Enter there chooses."""
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in (*_ENTER, Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.showPopup()
        elif plain and event.text().strip():
            self.showPopup()
            self.view().keyboardSearch(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Rows of the list are as wide as their words, whatever the box is."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._widen()

    def showPopup(self) -> None:
        """Open the list, wide enough to read."""
        self._widen()
        super().showPopup()

    def _widen(self) -> None:
        widest = max((self.fontMetrics().horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=0)
        self.view().setMinimumWidth(widest + 40)
