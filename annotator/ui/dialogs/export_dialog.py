"""Writing the dataset: in which format, and where."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.errors import Fault
from annotator.corpus.moments import NotAMoment, local, read_past
from annotator.corpus.team import utc
from annotator.formats import EXPORTERS, Format, export
from annotator.formats.doors import WriteOptions, Written
from annotator.formats.doors.presets import Preset
from annotator.language import counted, tr
from annotator.project.catalogue import Catalogue
from annotator.project.past import beginning, looking_back
from annotator.session import Session
from annotator.ui.background import Background
from annotator.ui.bridge import Bridge, Said
from annotator.ui.dialogs.paths import ask_export
from annotator.ui.forms.export_choices import ExportChoices
from annotator.ui.forms.preset_line import PresetLine
from annotator.ui.widgets.busy import Busy
from annotator.ui.widgets.format_list import FormatList
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.problem_label import ProblemLabel
from annotator.ui.widgets.search_line import add_cross

_WIDTH, _LIST, _HIGHEST = 720, 210, 500
_WHOLE = len("2026-03-01")

class ExportDialog(QDialog):
    """One question and a button; the place is asked for last."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Export"))
        self.setAccessibleName(tr("Export the dataset"))
        self._accept, self._busy = QPushButton(tr("Export…")), Busy(bridge.theme, self)
        self._out, self._then = Path(), ""
        self.presets = PresetLine(self._preset, self)
        self.formats = FormatList(EXPORTERS, self)
        self.choices = ExportChoices(bridge.session.catalogue.coders(), self)
        self._title, self._about = plain_label("", "heading"), plain_label("", "muted")
        self.as_of, self._meant, self._problem = QLineEdit(self), plain_label("", "muted", parent=self), ProblemLabel(
            self)
        self._until: int | None = None
        self._why = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(2)
        self.setMinimumWidth(_WIDTH)
        column.addWidget(plain_label(tr("Export"), "title"))
        column.addWidget(plain_label(self._what(), "muted"))
        column.addSpacing(10)
        column.addWidget(self.presets)
        column.addSpacing(10)
        sides = QHBoxLayout()
        sides.setSpacing(20)
        self.formats.setFixedWidth(max(_LIST, self.formats.width_of_all()))
        self.formats.setMinimumHeight(min(_HIGHEST, self.formats.height_of_all()))
        sides.addWidget(self.formats)
        sides.addWidget(self._beside(), 1)
        column.addLayout(sides, 1)
        column.addSpacing(10)
        column.addLayout(self._buttons())
        self.formats.chosen.connect(self._show)
        self.presets.chosen.connect(self._take)
        self.formats.choose(EXPORTERS[0].name)
        self.formats.setFocus()

    def _beside(self) -> QScrollArea:
        """What the chosen format is, and what can be said about it: scrolled where the screen is low."""
        area, inside = QScrollArea(self), QWidget(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addSpacing(8)
        column.addWidget(self.choices)
        column.addSpacing(8)
        column.addLayout(self._when())
        for words in (self._meant, self._problem):
            words.setWordWrap(False)
            column.addWidget(words)
        column.addStretch(1)
        return area

    def _what(self) -> str:
        counts = self._bridge.session.catalogue.counts()
        number = sum(counts["annotations"].values())
        return " · ".join(counted(many, noun) for many, noun in (
            (counts["articles"], "article"), (number, "annotation"), (counts["sources"], "source")))

    def _when(self) -> QHBoxLayout:
        """The line for a date: the project is written as it was then."""
        row = QHBoxLayout()
        row.setSpacing(8)
        caption = plain_label(tr("As it was on"))
        caption.setWordWrap(False)
        caption.setBuddy(self.as_of)
        self.as_of.setAccessibleName(tr("As it was on"))
        self.as_of.setPlaceholderText(tr("2026-03-01 or 2026-03-01T12:00"))
        self.as_of.setToolTip(tr("Leave it empty to write the project as it is now"))
        add_cross(self.as_of)
        self.as_of.textChanged.connect(self._understand)
        self.as_of.editingFinished.connect(self._complain)
        row.addWidget(caption)
        row.addWidget(self.as_of, 1)
        self._understand("")
        return row

    @Slot(str)
    def _understand(self, text: str) -> None:
        """Say what the date means, or why it means nothing; only then is nothing exported."""
        problem, self._until = "", None
        if text.strip():
            replica = self._bridge.session.replica
            try:
                self._until = read_past(text, replica.clock())
            except NotAMoment as error:
                problem = str(error)
            else:
                began = beginning(replica)
                problem = tr("The project began later, on {date}", date=local(began)) if self._until <= began else ""
        self._until = None if problem else self._until
        self._why = problem
        if len(text.strip()) >= _WHOLE or not problem:  # nobody is corrected in the middle of a word
            self._complain()
        self._meant.setText(" " if problem else tr("The project as it is now") if self._until is None else
                            tr("The project as it was before {date}", date=local(self._until)))
        self._accept.setEnabled(not problem)

    @Slot()
    def _complain(self) -> None:
        self._meant.setVisible(not self._why)
        self._problem.complain(self._why, self.as_of)
        self.as_of.setAccessibleDescription(self._why)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._busy)
        row.addStretch(1)
        cancel = QPushButton(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self._accept.clicked.connect(self._export)
        self._accept.setProperty("primary", True)
        self._accept.setDefault(True)
        for button in (cancel, self._accept):
            button.setAccessibleName(button.text())
            row.addWidget(button)
        return row

    def choose(self, name: str) -> None:
        """Choose a format."""
        self.formats.choose(name)

    def chosen(self) -> Format:
        """The format that is chosen."""
        return self.formats.current()

    def _preset(self) -> Preset:
        return self.choices.preset(self.chosen())

    @Slot(object)
    def _take(self, preset: Preset) -> None:
        """Choose what a preset says."""
        if preset.format not in {each.name for each in EXPORTERS}:
            self.presets.complain(tr("There is no format “{format}” here: nothing was chosen", format=preset.format))
            return
        self.choose(preset.format)
        self.presets.complain(self.choices.take(preset))

    @Slot(object)
    def _show(self, format_: Format) -> None:
        """Say what the format is, and offer what means something to it."""
        self._title.setText(format_.label)
        self._about.setText(format_.about)
        self.choices.show_for(format_)

    def _export(self) -> None:
        format_ = self.chosen()
        name, day = self._bridge.session.path.stem, self.as_of.text().strip().replace(":", ".")
        name = name if self._until is None else tr("{project} as of {date}", project=name, date=day)
        out = ask_export(self, name + (format_.suffixes[0] if format_.suffixes else f" {format_.name.split('-')[0]}"))
        if out is not None:
            self.write(out)

    def write(self, out: Path) -> None:
        """Write it there, on a thread of its own; then say what was written, and close."""
        until = self._until
        options = self.choices.options(as_of="" if until is None else utc(until))
        self._out, self._then = out, "" if until is None else local(until)
        self._accept.setEnabled(False)
        self._busy.begin(tr("Writing…"))
        work = partial(_write, self._bridge.session, self.chosen().name, out, options, until)
        writing = Background(work, self, name="writing")
        writing.finished.connect(self._tell)
        writing.start()

    def _tell(self, written: Written | Fault) -> None:
        self._busy.end()
        self._accept.setEnabled(True)
        if isinstance(written, Fault):
            self._bridge.failed.emit(written)
            return
        losses = f". {'; '.join(written.losses)}" if written.losses else ""
        name, summary = self._out.name, f"{written.summary()}{losses}"
        words = tr("Written to {file}: {summary}", file=name, summary=summary) if not self._then else tr(
            "Written to {file}, as it was before {date}: {summary}", file=name, date=self._then, summary=summary)
        self._bridge.said.emit(Said(words, folder=str(self._out.parent)))
        self.accept()


def _write(session: Session, name: str, out: Path, options: WriteOptions, until: int | None) -> Written:
    """Write the project as it is, or as it was before a moment (milliseconds UTC)."""
    if until is None:
        return export(name, Catalogue(session.replica), out, options)
    with looking_back(session.replica, session.eyes, until) as corpus:
        return export(name, corpus, out, options)
