"""What a source stands behind: every annotation with its words, article by article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.corpus.annotation import Annotation
from annotator.ui.bridge import Bridge

Index = QModelIndex | QPersistentModelIndex

LINE = Qt.ItemDataRole.UserRole
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Line:
    """A heading (the article's title, no annotation) or the words of one annotation."""

    words: str
    annotation: Annotation | None = None


class BehindModel(QAbstractListModel):
    """Headings and annotations in library order; only annotations can be chosen."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._lines: list[Line] = []
        self.count = 0

    def show_source(self, source: str) -> None:
        """Show what a source, and what is merged into it, stands behind."""
        self.beginResetModel()
        behind = self._bridge.session.catalogue.behind(source) if source else []
        self.count = len(behind)
        self._lines = list(self._grouped(behind))
        self.endResetModel()

    def line(self, row: int) -> Line:
        """What stands in a row."""
        return self._lines[row]

    def lines(self) -> list[Line]:
        """All rows."""
        return list(self._lines)

    def rowCount(self, parent: Index | None = None) -> int:
        """A flat list."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row, and its words."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole and line.annotation:
            return f"{self._bridge.session.catalogue.codebook().kind(line.annotation.kind).label}: {line.words}"
        return line.words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are only read."""
        if index.isValid() and self._lines[index.row()].annotation is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _grouped(self, behind: Iterable[Annotation]) -> Iterable[Line]:
        catalogue = self._bridge.session.catalogue
        behind = list(behind)
        order = {name: place for place, name in enumerate(catalogue.library.in_order({a.article for a in behind}))}
        ordered = sorted(behind, key=lambda a: order.get(a.article, len(order)))
        for article, inside in groupby(ordered, key=lambda a: a.article):
            card, text = catalogue.article(article), catalogue.text(article)
            yield Line((card.title if card else "") or "Untitled")
            for annotation in inside:
                words = " ".join(annotation.words(text).split())
                yield Line(words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…", annotation)
