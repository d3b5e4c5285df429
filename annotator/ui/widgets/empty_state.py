"""What a region shows while it has nothing to show: why, and the one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.icons import set_icon
from annotator.ui.theme import Theme
from annotator.ui.widgets.call import Call

_ICON = 40
_WIDTH = 440


class EmptyState(QWidget):
    """Icon, title, sentence and buttons, in the middle of the room it has. The first button is the primary one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        self._icon = QLabel(self)
        self._icon.setFixedSize(QSize(_ICON, _ICON))
        self._title = _label(self, "title")
        self._sentence = _label(self, "muted")
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._lay_out()

    @property
    def title(self) -> str:
        """The title that is shown."""
        return self._title.text()

    def show_state(
        self,
        icon: str,
        title: str,
        *,
        sentence: str = "",
        buttons: Sequence[tuple[str, Callable[[], None]]] = (),
    ) -> None:
        """Show this state; each button is its words and what it calls."""
        self._name = icon
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(f"{title.rstrip('.')}. {sentence}".strip())
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(words, call, first=not place) for place, (words, call) in enumerate(buttons)]
        if self._buttons:
            self.setFocusProxy(self._buttons[0])
        self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icon in this theme's quiet ink."""
        self._theme = theme
        if self._name:
            set_icon(self._icon, self._name, theme.faint, size=_ICON)

    def _button(self, words: str, call: Callable[[], None], *, first: bool) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("primary", first)
        button.setAccessibleName(words)
        button.clicked.connect(Call(call, button).run)
        self._row.addWidget(button)
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(14)
        column.addWidget(self._title)
        column.addSpacing(6)
        column.addWidget(self._sentence)
        column.addSpacing(18)
        centred = QHBoxLayout()
        centred.addStretch()
        centred.addLayout(self._row)
        centred.addStretch()
        column.addLayout(centred)
        column.addStretch(3)
        middle = QWidget(self)
        middle.setMaximumWidth(_WIDTH)
        middle.setLayout(column)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)


def _label(parent: QWidget, role: str) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setWordWrap(True)
    return label
