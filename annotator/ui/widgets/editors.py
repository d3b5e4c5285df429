"""Editors of one value that is chosen: segments, a list, chips. They store nothing; they say what was chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QToolButton, QWidget

from annotator.corpus import vocabulary
from annotator.language import tr
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain import plain

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def in_words(value: object) -> str:
    """A codebook's value as a person reads it: `free_indirect` is “Free indirect”."""
    text = vocabulary.in_words(str(value))
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

    def show_several(self) -> None:
        """Show that those that are edited together have several values: whatever is chosen now is new."""
        self.set_value(None)

    def put_back(self, value: Any) -> None:
        """What was committed could not be stored: `value` is still what is."""
        self.set_value(value)

    def dirty(self) -> bool:
        """Whether something is typed that is not stored."""
        return False

    def commit(self) -> None:
        """Say what is typed, before something else is shown."""

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


class Segments(Editor):
    """A few short values side by side; a press on the chosen one takes the answer away.

    Args:
        values: value and its word.
    """

    def __init__(self, values: Sequence[tuple[Any, str]]) -> None:
        super().__init__()
        self._value: Any = None
        self._buttons: list[tuple[Any, _Toggle]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for value, words in values:
            button = _Toggle(words, "segment")
            button.clicked.connect(Call(self._picker(value), button).run)
            button.keyed.connect(self._answer_key)
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
            button.setAccessibleName(f"{title}: {button.words}")
            button.setAccessibleDescription(help_)

    def press(self, value: Any) -> None:
        """Choose a value as a click does."""
        new = None if self._value is not None and self._value == value else value
        self.set_value(new)
        self.committed.emit(new)

    @Slot(str)
    def _answer_key(self, key: str) -> None:
        found = _named([button for _, button in self._buttons], key)
        if found is not None:
            found.click()  # first: it was chosen by what stood there when the focus came
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _picker(self, value: Any) -> Callable[[], None]:
        def pick() -> None:
            self.press(value)

        return pick


class CheckChips(Editor):
    """Any number of values, each a chip."""

    def __init__(self, values: Sequence[str]) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap=4)
        self._chips: dict[str, _Toggle] = {}
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
            chip.setAccessibleName(f"{title}: {chip.words}")
            chip.setAccessibleDescription(help_)

    def press(self, value: str) -> None:
        """Choose a value, or take it back, as a click does."""
        self._chips[value].click()

    def _add(self, value: str) -> None:
        chip = _Toggle(in_words(value), "chip")
        chip.clicked.connect(self._tell)
        chip.keyed.connect(self._answer_key)
        chip.came.connect(self.begun)
        chip.escaped.connect(self.left)
        self._chips[value] = chip
        self._flow.addWidget(chip)

    @Slot(str)
    def _answer_key(self, key: str) -> None:
        found = _named(list(self._chips.values()), key)
        if found is not None:
            found.click()  # first: it was chosen by what stood there when the focus came
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _tell(self) -> None:
        self.committed.emit([value for value, chip in self._chips.items() if chip.isChecked()] or None)


def _named(buttons: Sequence[_Toggle], key: str) -> _Toggle | None:
    """The button that a digit counts to, or the first whose word begins with a letter."""
    if key.isdigit():
        return buttons[int(key) - 1] if 0 < int(key) <= len(buttons) else None
    return next((button for button in buttons if button.words.lower().startswith(key.lower())), None)


class _Toggle(QToolButton):
    came, escaped = Signal(), Signal()
    keyed = Signal(str)

    def __init__(self, words: str, role: str) -> None:
        super().__init__()
        self.words = words
        self.setText(plain(words))
        self.setCheckable(True)
        self.setProperty("role", role)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in ENTER:
            self.click()
        elif event.text().isalnum() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.keyed.emit(event.text())
        else:
            super().keyPressEvent(event)


_SEVERAL = object()


class Choice(Editor):
    """One of many values, in a list that letters find. Nothing changes by the wheel, or before a row is chosen.

    Args:
        values: value and its word.
        without: the word of the row for no answer; empty for a list that always has one.
    """

    def __init__(self, values: Sequence[tuple[Any, str]], *, without: str = tr("No answer"),
                 ask: str = tr("Choose…")) -> None:
        super().__init__()
        self._box, self._ask = _Box(), ask
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
        self._box.setPlaceholderText(self._ask)
        if value is not None and self._box.findData(value) < 0:
            self._box.addItem(in_words(value), value)
        self._box.setCurrentIndex(self._box.findData(value) if value is not None else -1)

    def show_several(self) -> None:
        """“No answer” is a new value then, too."""
        self.set_value(None)
        self._value = _SEVERAL
        self._box.setPlaceholderText(tr("Several values"))

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
        elif event.key() in (*ENTER, Qt.Key.Key_Down, Qt.Key.Key_Up):
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
