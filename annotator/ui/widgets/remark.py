"""The quiet line under a field: what is wrong with the entry, or that somebody else has changed the value."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from annotator.corpus.hands import NOBODY, Hand
from annotator.language import tr
from annotator.ui.models.times import ago
from annotator.ui.widgets.announce import announce

_AGAIN = 15_000
"""Milliseconds after which “3 min ago” is said anew."""


@runtime_checkable
class Overtaken(Protocol):
    """A field that somebody else can overtake, and that says so itself."""

    @property
    def overtaken(self) -> SignalInstance:
        """With the `Hand` of whoever did."""

    @property
    def caught_up(self) -> SignalInstance:
        """That is so no more."""

    def restore(self) -> None:
        """Show what is stored in place of what is written."""


class Remark(QWidget):
    """Hidden while there is nothing to say.

    Signals:
        asked: “Show” was pressed: the other value is wanted in place of what is typed.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hand = NOBODY
        self._clock: QTimer | None = None
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._show = QToolButton(self)
        self._show.setText(tr("Show"))
        self._show.setProperty("role", "link")
        self._show.setAccessibleName(tr("Show the changed value"))
        self._show.setToolTip(tr("Put that value in place of what you write; Esc in the field does the same"))
        self._show.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 2)
        row.setSpacing(4)
        row.addWidget(self._words, 1)
        row.addWidget(self._show)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return self._words.text()

    def complain(self, words: str) -> None:
        """Say what is wrong with an entry; empty says that nothing is."""
        self._say(words, "danger", offer=False)

    def attend(self, field: Overtaken) -> None:
        """Speak for a field of which nobody else does: say when it is overtaken, and put “Show” into effect."""
        field.overtaken.connect(self.tell_changed)
        field.caught_up.connect(self.clear)
        self.asked.connect(field.restore)

    @Slot(object)
    def tell_changed(self, who: Hand) -> None:
        """Say that somebody else has changed the value while it is being written here, and how long ago."""
        self._say(_changed(who), "muted", offer=True)
        self._hand = who
        if who.time and self._clock is None:
            self._clock = QTimer(self, interval=_AGAIN)
            self._clock.timeout.connect(self._say_again)
        if who.time and self._clock is not None:
            self._clock.start()

    @Slot()
    def _say_again(self) -> None:
        """Time goes on: what was “just now” is so no more. That is not read aloud."""
        words = _changed(self._hand)
        self._words.setText(words)
        self.setAccessibleName(words)

    @Slot()
    def clear(self) -> None:
        """Say nothing."""
        self._say("", "muted", offer=False)

    def _say(self, words: str, role: str, *, offer: bool) -> None:
        self._hand = NOBODY
        if self._clock is not None:
            self._clock.stop()
        if words == self._words.text() and (not words or self._words.property("role") == role):
            return
        self._words.setText(words)
        self._words.setProperty("role", role)
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._show.setVisible(offer)
        self.setVisible(bool(words))
        self.setAccessibleName(words)
        if words:
            announce(self, words)


def _changed(who: Hand) -> str:
    then = ago(who.time)
    return (tr("{name} changed this {then}", name=who.name, then=then) if then
            else tr("{name} changed this", name=who.name))
