"""How long work shows: nothing at first, then a dot, then a bar with count, time left and Cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from annotator.language import number_text, tr
from annotator.ui.motion import is_still, show_share
from annotator.ui.theme import Theme

NOTHING_MS = 300
DOT_MS = 2000
_TICK_MS = 100
_EARLY = 2.0
"""Seconds in which nobody can say how long it will take."""
_MINUTE = 60


class Dot(QWidget):
    """A dot that breathes: something is going on."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._phase = 0
        self.setFixedSize(12, 12)
        self.setAccessibleName(tr("Working"))

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's accent."""
        self._theme = theme
        self.update()

    def breathe(self) -> None:
        """One step on."""
        self._phase = 0 if is_still() else (self._phase + 1) % 12
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Between a third and the whole of the accent's strength."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.accent)
            painter.setOpacity(0.35 + 0.65 * abs(self._phase - 6) / 6)
            painter.drawEllipse(self.rect().adjusted(2, 2, -2, -2))
        finally:
            painter.end()


class Busy(QWidget):
    """Progress for a status bar or a panel. `begin`, any number of `step`, `end`; it decides what is worth showing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._done = self._total = self._since = 0
        self._cancel: Callable[[], None] | None = None
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._look)
        self._dot = Dot(theme, self)
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName(tr("Progress"))
        self._button = QPushButton(tr("Cancel"), self)
        self._button.setAccessibleName(tr("Cancel"))
        self._button.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(10)
        for widget in (self._dot, self._label, self._bar, self._button):
            row.addWidget(widget)
        self._show_stage(0)

    @property
    def sentence(self) -> str:
        """What the bar's words are now: “Importing 1,204 of 10,000 · 12 s left”."""
        if not self._total:
            return self._title
        left = time_left((self._clock.elapsed() - self._since) / 1000, self._done, self._total)
        done, total = number_text(self._done), number_text(self._total)
        said = (self._title.format(done=done, total=total) if "{done}" in self._title
                else tr("{what} {done} of {total}", what=self._title, done=done, total=total))
        return " · ".join(filter(None, (said, left)))

    def begin(self, title: str, *, total: int = 0, cancel: Callable[[], None] | None = None) -> None:
        """Work starts; `total` 0 means that its size is not known."""
        self._title, self._done, self._total, self._since, self._cancel = title, 0, total, 0, cancel
        self._button.setEnabled(True)
        self._clock.start()
        self._timer.start()
        self._show_stage(0)

    def step(self, done: int, total: int | None = None) -> None:
        """So much is done."""
        self._done = done
        self._total = self._total if total is None else total

    def say(self, title: str, done: int = 0, total: int = 0) -> None:
        """What it is at now, with gaps (`{done}`, `{total}`) for the counts; each part has a time left of its own."""
        if title != self._title:
            self._title, self._since = title, self._clock.elapsed()
        self.step(done, total)

    def end(self) -> None:
        """Work has ended, well or not: show nothing."""
        self._timer.stop()
        self._cancel = None
        self._show_stage(0)

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._dot.set_theme(theme)

    def show_after(self, elapsed: int) -> None:
        """Show what is due after so many milliseconds of work."""
        self._dot.breathe()
        self._label.setText(self.sentence)
        show_share(self._bar, self._done, self._total)
        self._show_stage(0 if elapsed < NOTHING_MS else 1 if elapsed < DOT_MS else 2)

    @Slot()
    def _look(self) -> None:
        self.show_after(self._clock.elapsed())

    @Slot()
    def _stop(self) -> None:
        cancel, self._cancel = self._cancel, None
        self._button.setEnabled(False)
        self._title = tr("Stopping:")
        if cancel is not None:
            cancel()

    def _show_stage(self, stage: int) -> None:
        self._dot.setVisible(stage == 1)
        self._label.setVisible(stage == 2)
        self._bar.setVisible(stage == 2)
        self._button.setVisible(stage == 2 and self._cancel is not None)
        self.setVisible(stage > 0)


def time_left(spent: float, done: int, total: int) -> str:
    """“about 20 s left”, “about 3 min left”; empty while nobody can tell, and at the end."""
    if spent < _EARLY or not 0 < done < total:
        return ""
    seconds = spent * (total - done) / done
    if seconds >= 1.5 * _MINUTE:
        return tr("about {minutes} min left", minutes=round(seconds / _MINUTE))
    return tr("about {seconds} s left", seconds=round(seconds)) if seconds >= 1 else ""
