"""Writing the dataset: in which format, and where."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.change import counted
from annotator.corpus.errors import Fault
from annotator.formats import EXPORTERS, Format
from annotator.formats.doors import Written
from annotator.project.catalogue import Catalogue
from annotator.ui.background import Background
from annotator.ui.bridge import Bridge, Said
from annotator.ui.dialogs.paths import ask_export
from annotator.ui.widgets.busy import Busy
from annotator.ui.widgets.plain import plain_label

_HELP = {
    "dataset": "Everything in one JSON file. It can be imported again, and gives the same project.",
    "dataset-folder": "corpus.json, articles.jsonl (an article a line, for pandas and DuckDB), its schema and a data"
                      " card.",
    "codebook": "Kinds, attributes, conventions and guidelines alone: for another project to begin with.",
    "csv": "A file each of annotations, attributions, sources, links, articles and codings, for Excel, R and SPSS."
           " It cannot be imported again.",
}


class ExportDialog(QDialog):
    """One question and a button; the place is asked for last."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Export")
        self.setAccessibleName("Export the dataset")
        self._accept, self._busy = QPushButton("Export…"), Busy(bridge.theme, self)
        self._out = Path()
        self._choices = {each.name: QRadioButton(each.label) for each in EXPORTERS}
        self.reproducible = QCheckBox("Reproducible: the same project always gives the same bytes")
        self.reproducible.setToolTip("The time of the export is that of the latest change in the data")
        self.for_machines = QCheckBox("For programs: without the signs that only spreadsheets need")
        self.for_machines.setToolTip("No byte order mark, and no apostrophe in front of = + - @")
        self._options = {"reproducible": self.reproducible, "for_machines": self.for_machines}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(2)
        column.addWidget(plain_label("Export the dataset", "title"))
        column.addWidget(plain_label(self._what(), "muted"))
        column.addSpacing(6)
        for name, button in self._choices.items():
            column.addWidget(button)
            note = plain_label(_HELP.get(name, ""), "muted")
            button.setAccessibleDescription(note.text())
            note.setContentsMargins(28, 0, 0, 8)
            column.addWidget(note)
            button.toggled.connect(self._show_options)
        for option in self._options.values():
            column.addWidget(option)
        next(iter(self._choices.values())).setChecked(True)
        column.addSpacing(8)
        column.addLayout(self._buttons())

    def _what(self) -> str:
        counts = self._bridge.session.catalogue.counts()
        number = sum(counts["annotations"].values())
        return " · ".join(counted(many, noun) for many, noun in (
            (counts["articles"], "article"), (number, "annotation"), (counts["sources"], "source")))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._busy)
        row.addStretch(1)
        cancel = QPushButton("Cancel")
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
        self._choices[name].setChecked(True)

    def chosen(self) -> Format:
        """The format that is chosen."""
        return next(each for each in EXPORTERS if self._choices[each.name].isChecked())

    def _show_options(self, on: bool) -> None:
        """Offer what means something to the format that is chosen now."""
        if on:
            for name, option in self._options.items():
                option.setVisible(name in self.chosen().options)

    def _export(self) -> None:
        format_ = self.chosen()
        name = self._bridge.session.path.stem
        out = ask_export(self, name + (format_.suffixes[0] if format_.suffixes else f" {format_.name.split('-')[0]}"))
        if out is not None:
            self.write(out)

    def write(self, out: Path) -> None:
        """Write it there, on a thread of its own; then say what was written, and close."""
        from annotator.formats import export
        from annotator.formats.doors import WriteOptions

        name, corpus = self.chosen().name, Catalogue(self._bridge.session.replica)
        options = WriteOptions(reproducible=self.reproducible.isChecked(), for_machines=self.for_machines.isChecked())
        self._out = out
        self._accept.setEnabled(False)
        self._busy.begin("Writing…")
        writing = Background(lambda: export(name, corpus, out, options), self, name="writing")
        writing.finished.connect(self._tell)
        writing.start()

    def _tell(self, written: Written | Fault) -> None:
        self._busy.end()
        self._accept.setEnabled(True)
        if isinstance(written, Fault):
            self._bridge.failed.emit(written)
            return
        losses = f". {'; '.join(written.losses)}" if written.losses else ""
        words = f"Written to {self._out.name}: {written.summary()}{losses}"
        self._bridge.said.emit(Said(words, folder=str(self._out.parent)))
        self.accept()
