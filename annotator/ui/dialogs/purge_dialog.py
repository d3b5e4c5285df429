"""Purging an article or a coder: what goes, what it cannot reach, and a name that has to be typed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.actions import team
from annotator.corpus.change import ChangeSet
from annotator.corpus.errors import Fault
from annotator.language import tr, trn
from annotator.project.sight import Extent
from annotator.ui.background import Background
from annotator.ui.bridge import Bridge, Said
from annotator.ui.widgets.choice_box import ChoiceBox
from annotator.ui.widgets.form_field import FormField
from annotator.ui.widgets.plain import plain_label

_WIDTH = 500
_FAR = tr("It cannot be undone. It reaches this file and the copies beside it, this computer with its backups, and "
          "every colleague's computer and copy that takes it in. It cannot reach copies that were mailed, exports, "
          "other programs' backups, and the versions that a sync service keeps: remove those by hand.")


class PurgeDialog(QDialog):
    """One choice, the truth about it, and the name to type."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Purge"))
        self.setAccessibleName(tr("Purge an article or a coder"))
        self.what, self.typed = ChoiceBox(self), QLineEdit(self)
        self.preview = plain_label("", "")
        self._purge, cancel = QPushButton(tr("Purge for good")), QPushButton(tr("Cancel"))
        self._fill()
        self._field = FormField("", self.typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(plain_label(tr("Purge for licence or privacy"), "title"))
        column.addWidget(FormField(tr("What"), self.what))
        column.addWidget(self.preview)
        column.addWidget(plain_label(_FAR, "muted"))
        column.addWidget(self._field)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self._purge)
        column.addLayout(row)
        cancel.clicked.connect(self.reject)
        cancel.setDefault(True)
        self._purge.clicked.connect(self._do)
        self.what.currentIndexChanged.connect(self._show)
        self.typed.textChanged.connect(self._judge)
        self.setFixedWidth(_WIDTH)
        self._show()

    def _fill(self) -> None:
        catalogue = self._bridge.session.catalogue
        article = catalogue.article(self._bridge.article) if self._bridge.article else None
        if article is not None:
            self.what.addItem(tr("The open article “{title}” and all said in it", title=self._name(article.title)),
                              ("article", article.id, self._name(article.title)))
        for coder in catalogue.coders().values():
            self.what.addItem(tr("The name of {coder}", coder=coder.name), ("name", coder.id, coder.name))
            self.what.addItem(tr("{coder}, with all their work", coder=coder.name), ("work", coder.id, coder.name))

    def _name(self, title: str) -> str:
        return " ".join(title.split()) or tr("untitled")

    @property
    def _chosen(self) -> tuple[str, str, str]:
        return self.what.currentData() or ("", "", "")

    @Slot()
    def _show(self) -> None:
        kind, name, words = self._chosen
        extent = self._bridge.session.eyes.extent(article=name) if kind == "article" else (
            self._bridge.session.eyes.extent(coder=name))
        self.preview.setText(_words(kind, extent))
        asked = tr("Type “{words}” to go on", words=words)
        label = self._field.findChildren(type(self.preview))[0]
        label.setWordWrap(True)
        label.setText(asked.replace("&", "&&"))
        self.typed.setAccessibleName(tr("Type {words} to go on", words=words))
        self.typed.clear()
        self._judge()
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the letters have the size that the theme gives them."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As tall as the words need at this width: they are the truth about what goes, and none may be cut off."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.setFixedHeight(layout.totalHeightForWidth(_WIDTH))

    @Slot()
    def _judge(self) -> None:
        wanted = self._chosen[2]
        self._purge.setEnabled(bool(wanted) and " ".join(self.typed.text().split()) == wanted)

    @Slot()
    def _do(self) -> None:
        kind, name, words = self._chosen
        change: ChangeSet = (team.purge_article(name) if kind == "article"
                             else team.purge_coder(name, work=kind == "work"))
        if self._bridge.do(change) is not None:
            self._bridge.said.emit(Said(tr("Purged: {words}", words=words)))
            reaching = Background(self._bridge.session.keeping().blank_beside, self._bridge, name="purging copies")
            reaching.finished.connect(partial(_tell_left, self._bridge))
            reaching.start()
        self.accept()


def _tell_left(bridge: Bridge, left: list[Path] | Fault) -> None:
    """Say which files beside the project may still hold what was purged."""
    if isinstance(left, Fault):
        bridge.failed.emit(left)
    elif left:
        bridge.failed.emit(Fault(
            trn("{number:,} file beside the project may still hold what was purged",
                "{number:,} files beside the project may still hold what was purged", len(left)),
            trn("it cannot be read or written", "they cannot be read or written", len(left)),
            tr("Remove by hand: {files}", files=", ".join(str(path) for path in left))))


def _words(kind: str, extent: Extent) -> str:
    if kind == "name":
        return tr("What goes: the name, ORCID and e-mail. Their annotations stay, by somebody without a name.")
    if kind == "article":
        return trn("What goes: the text of {characters:,} characters, title and details, and {number:,} annotation of "
                   "all coders.",
                   "What goes: the text of {characters:,} characters, title and details, and {number:,} annotations of "
                   "all coders.", extent.annotations, characters=extent.characters)
    return trn("What goes: the name, and all that they have done: {number:,} annotation, and also what they changed, "
               "the sources and articles that they brought in.",
               "What goes: the name, and all that they have done: {number:,} annotations, and also what they changed, "
               "the sources and articles that they brought in.", extent.annotations)
