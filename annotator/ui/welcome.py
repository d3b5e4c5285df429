"""Where one begins: the sample, a new project, one that exists; or articles dropped and pasted here."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFont,
    QGuiApplication,
    QIcon,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.errors import Fault
from annotator.identity import NAME
from annotator.language import tr
from annotator.project.place import holding
from annotator.settings import Settings, home, resource
from annotator.ui.icons import IconSetter, set_icon
from annotator.ui.letters import stretched
from annotator.ui.reader.typography import FACES
from annotator.ui.theme import Theme
from annotator.ui.widgets.commit_line import CommitLine
from annotator.ui.widgets.recent_project import ROW, RecentProject
from annotator.ui.widgets.unanswered_keys import UnansweredKeys

_WIDTH = 560
_PICTURE = 76


class WelcomePage(QWidget):
    """One page, nothing to learn.

    Signals:
        new_wanted, open_wanted, sample_wanted: a button was pressed.
        recent_chosen, recent_forgotten: a project's path.
        dropped: paths of files and folders; pasted: a `Clip`.
        name_chosen: the name under which this person works from now on.
    """

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    recent_chosen = Signal(Path)
    recent_forgotten = Signal(Path)
    dropped = Signal(list)
    pasted = Signal(object)
    name_chosen = Signal(str)
    _looked = Signal(list)

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[RecentProject] = []
        self._over = False
        self.setAccessibleName(tr("Welcome to {name}", name=NAME))
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 520)
        self._icons = IconSetter(self, theme)
        self.name = CommitLine(tr("You work as"))
        self._recent = QWidget(self)
        self._lay_out(settings)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self._paste)
        UnansweredKeys(self)
        self._looked.connect(self._show_missing)
        self.name.committed.connect(self._take_name)
        self.set_theme(theme)
        self._look(settings.recent)
        (self._rows[0].button if self._rows else self._sample).setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._theme = theme
        self._icons.set_theme(theme)
        set_icon(self._sample, "sample", theme.on_accent if self._sample.property("primary") else theme.chrome_ink)
        for row in self._rows:
            row.set_theme(theme)
        self.update()

    # --- building ---

    def _lay_out(self, settings: Settings) -> None:
        middle = QWidget(self)
        middle.setMaximumWidth(stretched(_WIDTH))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(3)
        self._add_head(column)
        column.addSpacing(30)
        column.addLayout(self._buttons(first=not settings.recent))
        column.addSpacing(14)
        column.addWidget(_words(tr("or drop articles here, or paste one: they make a new project"), "muted"))
        column.addSpacing(30)
        column.addWidget(self._recent_part(settings.recent), 6)
        column.addStretch(2 if settings.recent else 5)
        column.addLayout(self._name_line(settings.name))
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 32, 32, 24)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)

    def _add_head(self, column: QVBoxLayout) -> None:
        picture = QLabel(self)
        picture.setPixmap(QIcon(str(resource("icons", "annotator.svg"))).pixmap(QSize(_PICTURE, _PICTURE)))
        picture.setAccessibleName(NAME)
        title = _words(tr("Read, mark, trace."), "welcome")
        font = QFont()
        font.setFamilies(list(FACES))
        font.setPixelSize(36)
        font.setWeight(QFont.Weight.DemiBold)
        title.setFont(font)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(22)
        column.addWidget(title)
        column.addSpacing(10)
        column.addWidget(_words(tr("Mark claims, quotes and statistics in news, and say who stands behind each."),
                                "muted"))

    def _buttons(self, *, first: bool) -> QHBoxLayout:
        """Who comes for the first time is led to the sample, everybody else to their work."""
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        self._sample = self._button(tr("Open the sample"), "", self.sample_wanted, primary=first)
        new = self._button(tr("New project…"), "new", self.new_wanted)
        open_ = self._button(tr("Open…"), "open", self.open_wanted)
        for button in (self._sample, new, open_):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _button(self, words: str, icon: str, signal: object, *, primary: bool = False) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(words)
        button.setProperty("primary", primary)
        button.setMinimumHeight(36)
        button.clicked.connect(signal)
        if icon:
            self._icons.give(button, icon)
        return button

    def _recent_part(self, recent: Sequence[str]) -> QWidget:
        column = QVBoxLayout(self._recent)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for name in recent:
            row = RecentProject(Path(name), self._theme)
            row.chosen.connect(partial(self.recent_chosen.emit, row.path))
            row.forgotten.connect(partial(self._forget, row))
            self._rows.append(row)
            column.addWidget(row)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._recent)
        for ground in (self._recent, area.viewport()):
            ground.setAutoFillBackground(False)
        area.setMaximumHeight(len(recent) * (ROW + 2) + 4)
        area.setVisible(bool(recent))
        return area

    def _name_line(self, name: str) -> QHBoxLayout:
        self.name.show_value(name)
        self.name.setFixedWidth(stretched(200))
        self.name.setToolTip(tr("Colleagues see this name beside what you mark"))
        label = _words(tr("You work as"), "muted")
        label.setBuddy(self.name)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(label)
        row.addWidget(self.name)
        row.addStretch(1)
        return row

    # --- recent projects ---

    def _look(self, recent: Sequence[str]) -> None:
        """Find out on another thread which are still there: a lost network drive answers after half a minute."""
        paths = [Path(name) for name in recent]

        def look() -> None:
            missing = [path for path in paths if not _is_there(path) and not holding(home(), path)]
            try:
                self._looked.emit(missing)
            except RuntimeError:
                return  # the page is gone already

        if paths:
            Thread(target=look, name="recent", daemon=True).start()

    @Slot(list)
    def _show_missing(self, missing: list[Path]) -> None:
        for row in self._rows:
            row.show_missing(row.path in missing)

    def _forget(self, row: RecentProject) -> None:
        place = self._rows.index(row)
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self.recent_forgotten.emit(row.path)
        if self._rows:
            self._rows[min(place, len(self._rows) - 1)].button.setFocus()
        else:
            self._sample.setFocus()

    # --- names, drops, pastes ---

    @Slot(str)
    def _take_name(self, name: str) -> None:
        if not name:
            self.name.restore()
            return
        self.name.show_value(name)
        self.name_chosen.emit(name)

    @Slot()
    def _paste(self) -> None:
        self._take(QGuiApplication.clipboard().mimeData() or QMimeData())

    def _take(self, mime: QMimeData) -> None:
        from annotator.ui.clips import clip_in, files_in  # not before somebody brings something

        if paths := files_in(mime):
            self.dropped.emit(paths)
            return
        with suppress(Fault):  # nothing, or a link: nothing happens
            self.pasted.emit(clip_in(mime))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files, folders and text are welcome."""
        from annotator.ui.clips import is_welcome

        if is_welcome(event.mimeData()):
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Gone again."""
        super().dragLeaveEvent(event)
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Make a project of it."""
        self._set_over(False)
        event.acceptProposedAction()
        self._take(event.mimeData())

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page, and a frame round it while something is held over it."""
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), self._theme.page)
            if self._over:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(self._theme.accent, 2.0, Qt.PenStyle.DashLine))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(14, 14, -14, -14), 12, 12)
        finally:
            painter.end()


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _words(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
    label.setWordWrap(role != "muted" or len(text) > 40)
    label.setProperty("role", role)
    return label
