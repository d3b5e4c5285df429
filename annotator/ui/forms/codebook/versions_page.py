"""The versions of the codebook: who changed what, when. The project keeps everything; this reads it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.corpus.hands import NO_HANDS, Hands
from annotator.language import tr
from annotator.ui.forms.codebook.desk import CodebookDesk
from annotator.ui.models.times import when
from annotator.ui.theme import Theme
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.plain import plain_label

_MOST = 100


class VersionsPage(QWidget):
    """The newest first. An export says which one it was coded with."""

    left = Signal()

    def __init__(self, desk: CodebookDesk) -> None:
        super().__init__()
        self._desk = desk
        self._shown = ""
        self.import_button, self.export_button = QPushButton(tr("Import…")), QPushButton(tr("Export…"))
        buttons = QHBoxLayout()
        for button, words, command in ((self.export_button, tr("Export the codebook"), "codebook.export"),
                                       (self.import_button, tr("Import a codebook"), "codebook.import")):
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.clicked.connect(Call(partial(desk.bridge.wanted.emit, command), button).run)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 8, 12, 16)
        whole.setSpacing(10)
        whole.addLayout(buttons)
        whole.addLayout(self._column, 1)
        self.refresh()

    def refresh(self, _hands: Hands = NO_HANDS) -> bool:
        """Show the versions as they are now."""
        from annotator.project.codebook_history import versions

        version = self._desk.book.version
        if version == self._shown:
            return True
        self._shown = version
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        catalogue = self._desk.bridge.session.catalogue
        people, found = catalogue.people(), versions(catalogue)
        self._column.addWidget(plain_label(tr("Version {version}", version=version), "title"))
        self._column.addWidget(plain_label(tr("Each change counts one up. An export says which version it has."),
                                           "muted"))
        self._column.addSpacing(8)
        for each in found[:_MOST]:
            self._column.addSpacing(6)
            self._column.addWidget(plain_label(f"{each.version}   {each.words}", selectable=True))
            by = f"{people.name(each.coder)}, {when(each.time)}"
            self._column.addWidget(plain_label(by, "caption"))
        if len(found) > _MOST:
            self._column.addWidget(plain_label(tr("… and {value:,} before", value=len(found) - _MOST), "muted"))
        self._column.addStretch(1)
        return True

    def take_focus(self) -> None:
        """Begin at the first button."""
        self.export_button.setFocus()

    def set_theme(self, _theme: Theme) -> None:
        """The style sheet does it all."""

    def commit(self) -> None:
        """Nothing is written here."""
