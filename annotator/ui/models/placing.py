"""What of an earlier version is not in the open article yet: a row each, and what was worked out about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.actions.versions import Carried, carry_over
from annotator.corpus.anchoring import Anchoring
from annotator.corpus.annotation import Annotation, Span
from annotator.corpus.versions import Earlier
from annotator.project.catalogue import Catalogue
from annotator.project.versions import waiting
from annotator.ui.bridge import Bridge
from annotator.ui.models.behind import LINE, Line

Index = QModelIndex | QPersistentModelIndex
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the texts gave, made on a thread of its own.

    Args:
        earlier, anchorings, carried: of each earlier version that has something left.
        instead: annotation → what stands in the place of its words (code points), where that can be told.
    """

    article: str
    earlier: Sequence[Earlier] = ()
    anchorings: Mapping[str, Anchoring] = field(default_factory=dict)
    carried: Sequence[Carried] = ()
    instead: Mapping[str, Span] = field(default_factory=dict)

    @property
    def standing(self) -> int:
        """How many stand there after all: others' of whom the importer knew nothing."""
        return sum(each.carried for each in self.carried)


def look(catalogue: Catalogue, article: str, text: str) -> Looked:
    """Lay the earlier versions beside the text (regular)."""
    found = [each for each in waiting(catalogue, article) if each.annotations]
    anchorings = {each.article: Anchoring(each.text, text) for each in found}
    instead = {}
    for each in found:
        for marked in each.annotations:
            segments = marked.fields.get("segments") or ()
            if segments and (span := anchorings[each.article].instead((segments[0][1], segments[0][2]))):
                instead[marked.id] = span
    carried = [carry_over(each, article, text, anchoring=anchorings[each.article]) for each in found]
    return Looked(article, found, anchorings, carried, instead)


class PlacingModel(QAbstractListModel):
    """The annotations that need placing, in the order of their text."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.annotations: Sequence[Annotation] = ()

    def show_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Show these in place of what was shown."""
        self.beginResetModel()
        self.annotations = annotations
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """A flat list."""
        return 0 if parent is not None and parent.isValid() else len(self.annotations)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row, and its words."""
        if not index.isValid() or role not in (LINE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        annotation, catalogue = self.annotations[index.row()], self._bridge.session.catalogue
        words = " ".join(annotation.words(catalogue.text(annotation.article)).split())[:_LONGEST]
        if role == LINE:
            mine = catalogue.people().one(annotation.creator) == catalogue.people().one(self._bridge.session.coder.id)
            return Line(words, annotation, "" if mine else catalogue.people().name(annotation.creator))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{catalogue.codebook().kind(annotation.kind).label}: {words}"
        return words
