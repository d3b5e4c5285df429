"""The sources of a project as a list: those most used first, merged ones under what they count as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.corpus.names import folded
from annotator.corpus.source import ANONYMITY, TYPES, Source, representative
from annotator.language import counted, tr, trc
from annotator.ui.bridge import Bridge

Index = QModelIndex | QPersistentModelIndex

LISTED = Qt.ItemDataRole.UserRole

TYPE_WORDS: Mapping[str, str] = MappingProxyType(dict(zip(
    TYPES, (tr("Person"), tr("Organisation"), tr("Group"), tr("Document"), tr("Dataset"), tr("Web address"),
            tr("Unknown")), strict=True)))
ANONYMITY_WORDS: Mapping[str, str] = MappingProxyType(dict(zip(
    ANONYMITY, (tr("Named"), tr("Role only, no name"), tr("Anonymous"), tr("Not specified")), strict=True)))


ATTENTION: Mapping[str, str] = MappingProxyType({
    "": trc("attention", "All sources"), "alike": tr("May be the same"), "once": tr("Used once"),
    "unused": tr("Never used"), "untyped": tr("No type")})
"""What a source may need somebody's attention for."""
SORTS: Mapping[str, str] = MappingProxyType({"used": trc("order", "Most used"), "name": tr("By name"),
                                             "recent": tr("Latest first")})


@dataclass(frozen=True, slots=True)
class Listed:
    """A source with how often it is used (all its merged names together), and a line that tells it from others."""

    source: Source
    used: int
    detail: str = ""


class _Fact(NamedTuple):
    source: Source
    detail: str
    text: str
    name: str


class _Row(NamedTuple):
    listed: Listed
    text: str
    name: str


class SourceListModel(QAbstractListModel):
    """All sources that stand for themselves, filtered by type, by what needs attention and by words, and sorted."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._facts: list[_Fact] = []
        self._all: list[_Row] = []
        self._shown: list[Listed] = []
        self._words: tuple[str, ...] = ()
        self.type = ""
        self.attention, self.order = "", "used"
        self._doubtful: Collection[str] = ()
        self.reload()

    def reload(self, *, names: bool = True) -> None:
        """Read the counts anew, and the sources themselves (`names`) when some of them have changed."""
        self.beginResetModel()
        catalogue = self._bridge.session.catalogue
        sources, merged = catalogue.sources(), catalogue.merged()
        if names:
            self._facts = _facts(sources, merged)
        used: Counter[str] = Counter()
        for name, count in catalogue.source_counts().items():
            used[representative(name, merged)] += count
        self._all = self._sorted([_Row(Listed(fact.source, used[fact.source.id], fact.detail), fact.text, fact.name)
                                  for fact in self._facts])
        self._choose()
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show only what has all these words in a name, alias or job title."""
        self.beginResetModel()
        self._words = tuple(folded(text).split())
        self._choose()
        self.endResetModel()

    def show_only(self, type_: str) -> None:
        """Show only sources of one type; "" for all."""
        self.beginResetModel()
        self.type = type_
        self._choose()
        self.endResetModel()

    def show_attention(self, attention: str) -> None:
        """Show only what needs attention in this way, one of `ATTENTION`."""
        self.beginResetModel()
        self.attention = attention
        self._choose()
        self.endResetModel()

    def order_by(self, order: str) -> None:
        """List them in another order, one of `SORTS`."""
        self.beginResetModel()
        self.order = order
        self._all = self._sorted(self._all)
        self._choose()
        self.endResetModel()

    def set_doubtful(self, doubtful: Collection[str]) -> None:
        """The ids of sources that may be another one."""
        self._doubtful = doubtful
        if self.attention == "alike":
            self.show_attention("alike")

    def listed(self, row: int) -> Listed:
        """The source in a row."""
        return self._shown[row]

    def row_of(self, source: str) -> int:
        """The row of a source, -1 when it is not shown."""
        return next((row for row, listed in enumerate(self._shown) if listed.source.id == source), -1)

    @property
    def total(self) -> int:
        """How many sources there are, whatever is shown."""
        return len(self._all)

    def rowCount(self, parent: Index | None = None) -> int:
        """A flat list."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The source, its name, and the whole row in words."""
        if not index.isValid():
            return None
        listed = self._shown[index.row()]
        if role == LISTED:
            return listed
        if role == Qt.ItemDataRole.DisplayRole:
            return listed.source.name
        return spoken(listed) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _choose(self) -> None:
        self._shown = [row.listed for row in self._all if self.type in ("", row.listed.source.type)
                       and self._needs(row.listed) and all(word in row.text for word in self._words)]

    def _needs(self, listed: Listed) -> bool:
        """Whether a source is one of those that are asked for."""
        if self.attention == "alike":
            return listed.source.id in self._doubtful
        if self.attention == "untyped":
            return listed.source.type == "unknown"
        return {"once": listed.used == 1, "unused": not listed.used}.get(self.attention, True)

    def _sorted(self, rows: list[_Row]) -> list[_Row]:
        by_name = sorted(rows, key=lambda row: (row.name, row.listed.source.id))
        if self.order == "name":
            return by_name
        if self.order == "recent":
            used = {name: place for place, name in enumerate(self._bridge.recent_sources)}
            by_name.sort(key=lambda row: row.listed.source.modified or row.listed.source.created, reverse=True)
            return sorted(by_name, key=lambda row: used.get(row.listed.source.id, len(used)))
        return sorted(by_name, key=lambda row: -row.listed.used)


def _facts(sources: Mapping[str, Source], merged: Mapping[str, str]) -> list[_Fact]:
    """What is shown and found of the sources that stand for themselves, whatever is attributed to them."""
    names: dict[str, list[str]] = {}
    for source in sources.values():
        names.setdefault(representative(source.id, merged), []).extend(source.names)
    return [_Fact(s, _detail(s, sources), _searchable([*names[s.id], s.job_title]), folded(s.name))
            for s in sources.values() if representative(s.id, merged) == s.id]


def spoken(listed: Listed) -> str:
    """A row as a sentence: “Anna Berg, person, minister, stands behind 12 annotations”."""
    kind = TYPE_WORDS.get(listed.source.type, listed.source.type).lower()
    parts = [listed.source.name, kind, listed.detail,
             tr("stands behind {annotations}", annotations=counted(listed.used, 'annotation'))]
    return ", ".join(part for part in parts if part)


def _searchable(names: list[str]) -> str:
    text = " ".join(names)
    return text.lower() if text.isascii() else folded(text)


def _detail(source: Source, sources: Mapping[str, Source]) -> str:
    belongs = sources.get(source.affiliation)
    parts = [source.job_title, belongs.name if belongs else ""]
    if not any(parts):
        parts = [", ".join(source.aliases)]
    return " · ".join(part for part in parts if part)
