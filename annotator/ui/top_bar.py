"""The bar above the text: back and forward, the title and its place in the library, the kinds, find, palette."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from annotator.corpus.kinds import Codebook, Kind
from annotator.language import number_text, tr
from annotator.ui.commands import COMMANDS, Actions, Keymap
from annotator.ui.icons import IconSetter
from annotator.ui.theme import Theme
from annotator.ui.widgets.elided_label import ElidedLabel
from annotator.ui.widgets.kind_button import KindButton


class TopBar(QWidget):
    """One row; what does not fit is elided, the kinds never are.

    Signals:
        kind_wanted: the id of the kind whose button was pressed.
    """

    kind_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kinds: list[KindButton] = []
        self._buttons: dict[str, QToolButton] = {}
        self._last: QWidget = self
        self.setProperty("role", "topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title, self._place = ElidedLabel(), QLabel()
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._place.setAccessibleName(tr("Place in the library"))
        self._place.setProperty("role", "quiet")
        kinds = QWidget(self)
        kinds.setObjectName("kinds")
        self._left, self._middle, self._right = QHBoxLayout(), QHBoxLayout(kinds), QHBoxLayout()
        self._middle.setContentsMargins(0, 0, 0, 0)
        for part in (self._left, self._middle, self._right):
            part.setSpacing(6)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(10)
        row.addLayout(self._left)
        row.addWidget(self._title, 1)
        row.addWidget(self._place)
        row.addWidget(kinds)
        row.addLayout(self._right)

    def add_buttons(self, actions: Actions, icons: IconSetter) -> None:
        """Put the buttons of commands on both sides."""
        for id_, name, part in (
            ("show.library", "library", self._left), ("place.back", "back", self._left),
            ("place.forward", "forward", self._left), ("find.in_article", "search", self._right),
            ("text.settings", "text", self._right),
            ("article.done", "done", self._right), ("palette.show", "palette", self._right),
            ("show.panel", "panel", self._right),
        ):  # fmt: skip
            button = QToolButton()
            button.setObjectName(id_)
            button.setDefaultAction(actions.action(id_))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(actions.action(id_).title)
            button.setFixedSize(32, 32)
            icons.give(actions.action(id_), name)
            self._buttons[id_] = button
            part.addWidget(button)
            if part is self._left:
                self._last = button

    def button(self, id_: str) -> QToolButton:
        """The button of a command."""
        return self._buttons[id_]

    def show_kinds(self, codebook: Codebook, keymap: Keymap | None = None) -> None:
        """Show a button for each kind of the codebook, with the key that marks it on this computer."""
        for button in self._kinds:
            self._middle.removeWidget(button)
            button.deleteLater()
        self._kinds = [
            KindButton(kind.id, kind.label, key=_key(kind, keymap or Keymap()), theme=self._theme, colour=kind.colour)
            for kind in codebook.shown[:9]
        ]
        before: QWidget = self._last
        for button in self._kinds:
            button.clicked.connect(self._press(button.kind))
            self._middle.addWidget(button)
            QWidget.setTabOrder(before, button)  # they come last to the window, and stand first in it
            before = button

    def _press(self, kind: str) -> Callable[[], None]:
        def press() -> None:
            self.kind_wanted.emit(kind)

        return press

    def show_article(self, title: str, place: int, count: int) -> None:
        """Say which article is open; `place` counts from 1, 0 when none is."""
        self._title.set_text(title)
        self._place.setText(f"{number_text(place)} / {number_text(count)}" if place else "")

    def check_kind(self, kind: str) -> None:
        """Show of which kind the focused annotation is; "" for none."""
        for button in self._kinds:
            button.setChecked(button.kind == kind)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for button in self._kinds:
            button.set_theme(theme)


def _key(kind: Kind, keymap: Keymap) -> str:
    """Of the program's own kinds the key that a person has chosen, of others the one that the codebook says."""
    name = f"annotate.{kind.id}"
    return keymap.first(name) if any(one.id == name for one in COMMANDS) else kind.key
