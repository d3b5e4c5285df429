"""The line at the bottom: where the work is, who works, what is selected, and the keys for this state."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from annotator.language import counted, tr, trn
from annotator.settings import Settings
from annotator.ui.commands import Keymap
from annotator.ui.exchange_thread import Saved
from annotator.ui.widgets.plain import plain


class StatusLine(QWidget):
    """Quiet texts in a row. It tells the truth about the file, whatever that is.

    Signals:
        file_pressed: what is said of the file was pressed.
        settle_pressed: the number of what is to settle was pressed.
        only_pressed: that only one coder's annotations are shown was pressed.
        news_pressed: what others have done meanwhile was pressed.
    """

    file_pressed = Signal()
    settle_pressed = Signal()
    only_pressed, news_pressed = Signal(), Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._saved, self.coder = _button(tr("Where the work is")), QToolButton(self)
        self._saved.setToolTip(tr("Exchange with the project file now"))
        self._saved.clicked.connect(self.file_pressed)
        self._settle = _button(tr("What is to settle"))
        self._settle.clicked.connect(self.settle_pressed)
        self._settle.hide()
        self._news = _button(tr("What others did"))
        self._news.clicked.connect(self.news_pressed)
        self._news.hide()
        self._only = _button(tr("Whose annotations are shown"))
        self._only.clicked.connect(self.only_pressed)
        self._only.hide()
        self._in_text = self._beside = ""
        self._kept = _label(tr("Keep the source"))
        self._kept.hide()
        self._selection, self._keys = _label(tr("Selection")), _named(_Hints(), tr("Keys that act now"))
        self._keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 0, 14, 0)
        row.setSpacing(16)
        of_the_file = QHBoxLayout()
        of_the_file.setSpacing(0)
        of_the_file.addWidget(self._saved)
        of_the_file.addWidget(self._settle)
        of_the_file.addWidget(self._news)
        row.addLayout(of_the_file)
        for label in (self.coder, self._only, self._kept, self._selection):
            row.addWidget(label)
        row.addWidget(self._keys, 1)

    def show_saved(self, saved: Saved, to_settle: int, read_only: bool, newer: bool = False) -> None:
        """Say where the work is.

        Args:
            to_settle: entities with a conflict.
            read_only: this is a copy that is only read.
            newer: a newer version works with the file, and this one only reads it.
        """
        parts = [tr("A copy, only read")] if read_only else [tr("Only read")] if newer else list(_where(saved))
        self._saved.setText(" · ".join(parts))
        self._saved.setAccessibleName(tr("Where the work is: {place}", place=self._saved.text()))
        self._saved.setProperty("state", "trouble" if saved.fault and not read_only else "")
        self._saved.style().polish(self._saved)
        settle = tr("{number:,} to settle", number=to_settle)
        self._settle.setText(f"· {settle}")
        self._settle.setAccessibleName(settle)
        self._settle.setVisible(bool(to_settle))

    def show_news(self, words: str) -> None:
        """Say what others have done that nobody here has looked at; "" for nothing."""
        self._news.setText(plain(f"· {words}") if words else "")
        self._news.setAccessibleName(tr("What others did: {news}", news=words))
        self._news.setToolTip(tr("Show what others changed"))
        self._news.setVisible(bool(words))

    def show_only(self, whose: str) -> None:
        """Say that only one coder's annotations are shown: “Maria’s”, “mine”; "" for everybody's."""
        self._only.setText(plain(tr("Only {whose} – show all", whose=whose)) if whose else "")
        self._only.setAccessibleName(tr("Only {whose} are shown. Show everybody’s", whose=whose))
        self._only.setVisible(bool(whose))

    def let_settle(self, possible: bool) -> None:
        """Whether pressing the number leads anywhere."""
        self._settle.setEnabled(possible)
        self._settle.setToolTip(tr("Go to the next thing to settle") if possible else "")

    def show_coder(self, name: str, sight: str = "") -> None:
        """Say who works, and what they see of others' annotations when that is not everything."""
        words = " · ".join(part for part in (name, sight) if part)
        self.coder.setText(plain(words))
        self.coder.setProperty("role", "coder")
        self.coder.setAccessibleName(tr("You work as {name}. Change who you are", name=words))
        self.coder.setToolTip(escape(tr("You work as {name}", name=name)))

    def show_settings(self, settings: Settings, keymap: Keymap) -> None:
        """Say what is on and would otherwise surprise: each new annotation takes the last source."""
        self._kept.setText(keymap.named(tr("Source is kept"), "source.keep") if settings.keep_source else "")
        self._kept.setVisible(settings.keep_source)

    def show_selection(self, characters: int) -> None:
        """Say how much is selected (code points); 0 for nothing."""
        self._selection.setText(counted(characters, "character") if characters else "")

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
        file = " ".join(each.text() for each in (self._saved, self._settle, self._news) if not each.isHidden())
        labels = (self.coder, self._only, self._kept, self._selection, self._keys)
        said = [file] * bool(file) + [label.text() for label in labels if label.text()]
        return " | ".join(said).replace("&&", "&")


def _where(saved: Saved) -> Iterator[str]:
    """Where the work is, part by part."""
    yield tr("Saved here")
    if saved.at and not saved.waiting and not saved.is_lost:
        yield tr("in the shared file {time}", time=saved.at)
    if saved.waiting and saved.fault:
        yield trn("{number:,} change waits for the file", "{number:,} changes wait for the file", saved.waiting)
    if saved.state:
        yield tr("file {state}", state=saved.state)


def _button(name: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "status")
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


class _Hints(QLabel):
    """Words at the right; where there is no room for all, the last ones go, not the first."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        try:
            painter.setPen(self.palette().color(self.foregroundRole()))
            room = self.contentsRect()
            words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)
        finally:
            painter.end()


def _label(name: str) -> QLabel:
    return _named(QLabel(), name)


def _named(label: QLabel, name: str) -> QLabel:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "quiet")
    label.setAccessibleName(name)
    return label
