"""The line at the bottom: where the work is, who works, what is selected, and the keys for this state."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from annotator.settings import Settings
from annotator.ui.exchange_thread import Saved
from annotator.ui.widgets.plain import plain


class StatusLine(QWidget):
    """Quiet texts in a row. It tells the truth about the file, whatever that is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._saved, self.coder = _label("Where the work is"), QToolButton(self)
        self._in_text = self._beside = ""
        self._kept = _label("Keep the source")
        self._kept.hide()
        self._selection, self._keys = _label("Selection"), _label("Keys that act now")
        self._keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(16)
        for label in (self._saved, self.coder, self._kept, self._selection):
            row.addWidget(label)
        row.addWidget(self._keys, 1)

    def show_saved(self, saved: Saved, to_settle: int, read_only: bool) -> None:
        """Say where the work is.

        Args:
            to_settle: entities with a conflict.
            read_only: this is a copy that is only read.
        """
        if read_only:
            parts = ["A copy, only read"]
        else:
            parts = ["Saved here"]
            parts += [f"in the shared file {saved.at}"] if saved.at and not saved.waiting else []
            parts += [f"{saved.waiting} {'change waits' if saved.waiting == 1 else 'changes wait'} for the file"
                      ] if saved.waiting and saved.fault else []
        parts += [f"{to_settle} to settle"] if to_settle else []
        self._saved.setText(" · ".join(parts))

    def show_coder(self, name: str, sight: str = "") -> None:
        """Say who works, and what they see of others' annotations when that is not everything."""
        words = " · ".join(part for part in (name, sight) if part)
        self.coder.setText(plain(words))
        self.coder.setProperty("role", "coder")
        self.coder.setAccessibleName(f"You work as {words}. Change who you are")
        self.coder.setToolTip(escape(f"You work as {name}"))

    def show_settings(self, settings: Settings) -> None:
        """Say what is on and would otherwise surprise: each new annotation takes the last source."""
        self._kept.setText("Source is kept (K)" if settings.keep_source else "")
        self._kept.setVisible(settings.keep_source)

    def show_selection(self, characters: int) -> None:
        """Say how much is selected (code points); 0 for nothing."""
        self._selection.setText(f"{characters:,} character{'' if characters == 1 else 's'}" if characters else "")

    def show_keys(self, text: str) -> None:
        """Say which keys act in the text in this state."""
        self._in_text = text
        self._keys.setText(self._beside or text)

    def show_keys_beside(self, text: str) -> None:
        """Say which keys act while the focus is beside the text; "" when it is in the text again."""
        self._beside = text
        self._keys.setText(text or self._in_text)

    def text(self) -> str:
        """All that it says, for tests and screen readers."""
        labels = (self._saved, self.coder, self._kept, self._selection, self._keys)
        return " | ".join(label.text() for label in labels if label.text()).replace("&&", "&")


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "quiet")
    label.setAccessibleName(name)
    return label
