"""The one banner above the text: a state that lasts (locked, offline, failing), and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from annotator.ui.icons import set_icon
from annotator.ui.theme import Theme
from annotator.ui.widgets.announce import announce
from annotator.ui.widgets.call import Call

SEVERITIES = ("notice", "warning", "danger")
BannerAction = tuple[str, Callable[[], None]]


class Banner(QFrame):
    """Hidden until something is the matter; a new message takes the place of the old one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._severity = "notice"
        self._buttons: list[QPushButton] = []
        self.setProperty("role", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 6, 10, 6)
        self._row.setSpacing(10)
        self._icon = QLabel(self)
        self._icon.setFixedSize(18, 18)
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._label, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now, empty while it is hidden."""
        return self._label.text()

    def show_state(self, text: str, actions: Sequence[BannerAction] = (), *, severity: str = "notice") -> None:
        """Say this until `clear`; each action is a button's words and what it calls.

        Raises:
            ValueError: `severity` is none of `SEVERITIES`.
        """
        if severity not in SEVERITIES:
            raise ValueError(f"a banner is one of {', '.join(SEVERITIES)}, not {severity}")
        self._severity = severity
        self.setProperty("severity", severity)
        self._label.setText(text)
        self.setAccessibleName(text)
        self._set_buttons(actions)
        self.set_theme(self._theme)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        announce(self, text)

    def clear(self) -> None:
        """Nothing is the matter any more."""
        self._label.clear()
        self._set_buttons(())
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._theme = theme
        colours = {"notice": theme.accent, "warning": theme.warning, "danger": theme.danger}
        set_icon(self._icon, self._severity, colours[self._severity], size=18)

    def _set_buttons(self, actions: Sequence[BannerAction]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(words, call) for words, call in actions]

    def _button(self, words: str, call: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(words)
        button.clicked.connect(Call(call, button).run)
        self._row.addWidget(button)
        return button
