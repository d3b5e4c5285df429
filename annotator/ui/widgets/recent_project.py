"""A project that was open before, as a row to press: its name, where it lies, whether it is still there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from annotator.language import tr
from annotator.ui.letters import stretched
from annotator.ui.theme import Theme

ROW = 52
"""Height of a row in device-independent pixels."""


class RecentProject(QWidget):
    """A project that was open before: where it lies, and a way to forget it.

    Signals:
        chosen, forgotten: what was pressed.
    """

    chosen = Signal()
    forgotten = Signal()

    def __init__(self, path: Path, theme: Theme) -> None:
        super().__init__()
        self.path = path
        self.button = _RecentButton(path, theme)
        self._cross = QToolButton(self)
        self._cross.setText("×")
        self._cross.setFixedSize(28, 28)
        self._cross.setToolTip(tr("Take it off this list; the project itself stays"))
        self._cross.setAccessibleName(tr("Take {name} off this list", name=path.stem))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(4)
        row.addWidget(self.button, 1)
        row.addWidget(self._cross)
        self.button.clicked.connect(self.chosen)
        self._cross.clicked.connect(self.forgotten)

    def show_missing(self, missing: bool) -> None:
        """Grey it out when it is not where it was."""
        self.button.missing = missing
        self.button.setEnabled(not missing)
        self.button.name_yourself()

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self.button.theme = theme
        self.button.update()


class _RecentButton(QAbstractButton):
    """Name and folder; a whole row to press."""

    def __init__(self, path: Path, theme: Theme) -> None:
        super().__init__()
        self.theme, self.missing = theme, False
        self._path = path
        self.setFixedHeight(stretched(ROW))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.name_yourself()

    def name_yourself(self) -> None:
        """Say for screen readers what the row shows."""
        name, folder = self._path.stem, self._path.parent
        self.setAccessibleName(tr("{name}, in {folder}, not there now", name=name, folder=folder) if self.missing
                               else tr("{name}, in {folder}", name=name, folder=folder))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(320, stretched(ROW))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Back to rest."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Two lines on a quiet ground."""
        painter = QPainter(self)
        try:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.setPen(self.theme.ring if self.hasFocus() else self.theme.outline)
            hovered = self.underMouse() and self.isEnabled()
            painter.setBrush(self.theme.hover if hovered else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 7, 7)
            self._paint_words(painter, box.adjusted(12, 7, -12, -7))
        finally:
            painter.end()

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self.theme.faint if self.missing else self.theme.ink)
        metrics = painter.fontMetrics()
        name = metrics.elidedText(self._path.stem, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), name)
        painter.setFont(self.font())
        painter.setPen(self.theme.faint if self.missing else self.theme.muted)
        where = "  ·  ".join([_home_shortened(self._path.parent), *([tr("not there now")] if self.missing else [])])
        where = painter.fontMetrics().elidedText(where, Qt.TextElideMode.ElideMiddle, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), where)


def _home_shortened(folder: Path) -> str:
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)
