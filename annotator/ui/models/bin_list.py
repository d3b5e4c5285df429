"""What was removed as a table, the latest first; each page is read when it comes into sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.corpus.ids import pack, unpack
from annotator.corpus.kinds import Codebook
from annotator.corpus.link import phrase
from annotator.language import counted, tr
from annotator.project.bin import Bin, Removed
from annotator.ui.models.times import moment

Index = QModelIndex | QPersistentModelIndex

COLUMNS = (tr("Removed"), tr("By"), tr("What"), tr("Words"), tr("In"))
PAGE = 100
"""Things that are read at once."""

NOUNS: Mapping[str, str] = MappingProxyType({
    "annotation": tr("Annotation"), "article": tr("Article"), "source": tr("Source"), "link": tr("Link")})


class BinModel(QAbstractTableModel):
    """A row for each thing.

    Args:
        coder: what a coder's id is called.
    """

    def __init__(self, coder: Callable[[str], str], parent: QObject) -> None:
        super().__init__(parent)
        self._coder = coder
        self._bin: Bin | None = None
        self._codebook = Codebook()
        self._names: list[bytes] = []
        self._read: dict[bytes, Removed] = {}

    def show(self, found: Bin, codebook: Codebook, *, kind: str, coders: Iterable[str]) -> None:
        """List what is in the bin, of one kind or all, by these coders or anybody."""
        self.beginResetModel()
        self._bin, self._codebook, self._read = found, codebook, {}
        self._names = found.names(kind=kind, coders=tuple(coders))
        self.endResetModel()

    def removed(self, row: int) -> Removed | None:
        """What a row lists; None when it has come back meanwhile."""
        if not 0 <= row < len(self._names):
            return None
        name = self._names[row]
        if name not in self._read and self._bin is not None:
            start = row - row % PAGE
            page = self._names[start:start + PAGE]
            self._read |= {pack(each.id): each for each in self._bin.read(page)}
        return self._read.get(name)

    def ids(self, rows: Iterable[int]) -> list[str]:
        """The ids of what these rows list; nothing is read for it."""
        return [unpack(self._names[row]) for row in rows if 0 <= row < len(self._names)]

    def what(self, removed: Removed) -> str:
        """“Quote”, “Article, 12 annotations”."""
        if removed.kind == "annotation":
            return self._codebook.kind(str(removed.fields.get("kind") or "")).label or NOUNS["annotation"]
        noun = NOUNS[removed.kind]
        return f"{noun}, {counted(removed.inside, 'annotation')}" if removed.inside else noun

    def words(self, removed: Removed) -> str:
        """The words of an annotation, both ends of a link, a name or a title."""
        if removed.kind == "annotation":
            return removed.words[0]
        if removed.kind == "link":
            start, end = map(_quoted, removed.words)
            return f"{start} {phrase(str(removed.fields.get('type') or ''))} {end}"
        return removed.words[0] or (tr("Untitled") if removed.kind == "article" else tr("Unnamed"))

    # --- Qt's questions ---

    def rowCount(self, parent: Index | None = None) -> int:
        """As many as there are things."""
        return 0 if parent is not None and parent.isValid() else len(self._names)

    def columnCount(self, parent: Index | None = None) -> int:
        """Those of `COLUMNS`."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a column holds."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        removed = self.removed(index.row())
        words = self._cell(removed, index.column()) if removed else ""
        return f"{COLUMNS[index.column()]}: {words}" if role == Qt.ItemDataRole.AccessibleTextRole else words

    def _cell(self, removed: Removed, column: int) -> str:
        if column == 0:
            return moment(removed.time)
        if column == 1:
            return self._coder(removed.coder)
        if column == 2:
            return self.what(removed)
        return self.words(removed) if column == 3 else removed.place


def _quoted(words: str) -> str:
    """Words in quotation marks, unless they begin with their own."""
    if not words:
        return "…"
    return words if words[0] in "“„«\"" else tr("“{words}”", words=words)
