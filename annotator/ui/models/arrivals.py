"""What an import has found, a row each: what needs a look first, then what is new, then what is there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import chain
from types import MappingProxyType

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.corpus.errors import Fault
from annotator.corpus.listing import all_of
from annotator.formats.doors import SHARED, Arrival, Incoming
from annotator.language import counted, tr, trn

Index = QModelIndex | QPersistentModelIndex

ENTRY = Qt.ItemDataRole.UserRole

STATES: Mapping[str, str] = MappingProxyType({
    "refused": tr("Refused"), "warning": tr("To look at"), "version": tr("New version?"), "changed": tr("Differs"),
    "new": tr("New"),
    "there": tr("Already there")})


@dataclass(frozen=True)
class Entry:
    """A row: one of `STATES`, the title, what is the matter with it; the article, if it is one.

    `differs` is the article, or what articles share, under which its edits stand in `Incoming.edits`; None for none.
    """

    state: str
    title: str
    matter: str = ""
    arrival: Arrival | None = None
    differs: str | None = None

    @cached_property
    def detail(self) -> str:
        """Where it comes from and how long it is, or what is the matter: worked out when it is looked at."""
        return " · ".join([*filter(None, [self.matter]), *(_facts(self.arrival) if self.arrival is not None else ())])


def entries(incoming: Incoming) -> list[Entry]:
    """All that was found, in the order of `STATES`."""
    rows = [Entry("refused", problem.file or tr("The text"), _reason(problem.fault)) for problem in incoming.problems]
    rows += [Entry("warning", *_parted(warning)) for warning in incoming.warnings]
    if SHARED in incoming.edits:
        rows.append(Entry("changed", tr("Sources"), _decided(incoming, SHARED), differs=SHARED))
    sorts: dict[str, list[Entry]] = {state: [] for state in STATES}
    for entry in chain(rows, (_entry(arrival, incoming) for arrival in incoming.arrivals)):
        sorts[entry.state].append(entry)
    return list(chain.from_iterable(sorts.values()))


def _entry(arrival: Arrival, incoming: Incoming) -> Entry:
    name = arrival.article.id
    differs = name if arrival.state == "changed" and name in incoming.edits else None
    return Entry(_state(arrival), arrival.article.title or tr("Untitled"),
                 "" if differs is None else _decided(incoming, differs), arrival, differs)


def _decided(incoming: Incoming, name: str) -> str:
    """What differs, and what becomes of it: “1 annotation and 1 link left as they are here”."""
    found: Counter[str] = Counter()
    for edit in incoming.edits[name]:
        of_article = edit.noun == "article"
        found["detail" if of_article else edit.noun] += len(edit.fields) if of_article else edit.many
    said = all_of([counted(many, noun) for noun, many in found.items()])
    if name not in incoming.left:
        return tr("{things} updated", things=said)
    return trn("{things} left as it is here", "{things} left as they are here", found.total(), things=said)


def _state(arrival: Arrival) -> str:
    return "version" if arrival.earlier is not None and arrival.state == "new" else arrival.state


def _reason(fault: Fault) -> str:
    said = f"{fault.why}. {fault.remedy}.".removesuffix(". .")
    return said[:1].upper() + said[1:]


def _parted(warning: str) -> tuple[str, str]:
    file, colon, said = warning.partition(": ")
    return (file, said) if colon else ("", warning)


def _facts(arrival: Arrival) -> Iterator[str]:
    if arrival.earlier is not None:
        yield (tr("the address of one that is there") if arrival.earlier.same_address else
               tr("the title of one that is there"))
    if arrival.file:
        yield arrival.file
    if arrival.article.outlet:
        yield arrival.article.outlet
    yield counted(len(arrival.text.split()), "word")
    if arrival.left_out:
        yield trn("{number:,} block left out", "{number:,} blocks left out", len(arrival.left_out))
    if arrival.annotations:
        yield counted(arrival.annotations, "annotation")
    if arrival.suggestions:
        yield counted(arrival.suggestions, "suggestion")


class ArrivalModel(QAbstractListModel):
    """The rows of one import, all or those of one state."""

    def __init__(self, incoming: Incoming, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._incoming = incoming
        self._all = self._shown = entries(incoming)
        self._state = "all"

    def counts(self) -> dict[str, int]:
        """State → how many rows, only of states that occur; `all` is their sum."""
        found = Counter(entry.state for entry in self._all)
        return {"all": len(self._all)} | {state: found[state] for state in STATES if found[state]}

    def show_only(self, state: str) -> None:
        """Show the rows of one state, or `all`."""
        self.beginResetModel()
        self._state = state
        self._shown = self._wanted()
        self.endResetModel()

    def _wanted(self) -> list[Entry]:
        return self._all if self._state == "all" else [entry for entry in self._all if entry.state == self._state]

    def show(self, incoming: Incoming) -> None:
        """Show another result."""
        self.beginResetModel()
        self._incoming, self._state = incoming, "all"
        self._all = self._shown = entries(incoming)
        self.endResetModel()

    def decided(self) -> None:
        """A person has decided what becomes of what differs: the rows say so, and stay where they are."""
        self._all = entries(self._incoming)
        self._shown = self._wanted()
        self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def replace(self, row: int, arrival: Arrival) -> None:
        """Have a row be another article."""
        old = self._shown[row]
        new = _entry(arrival, self._incoming)
        self._shown = [new if each is old else each for each in self._shown]
        self._all = [new if each is old else each for each in self._all]
        self.dataChanged.emit(self.index(row), self.index(row))

    def first_to_show(self) -> int | None:
        """The first row of an article, or of what differs; None when there is none."""
        wanted = (row for row, entry in enumerate(self._shown) if entry.arrival or entry.differs is not None)
        return next(wanted, None)

    def entry(self, row: int) -> Entry:
        """What stands in a row."""
        return self._shown[row]

    def rowCount(self, parent: Index | None = None) -> int:
        """A flat list."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The entry, its title, and the row in words."""
        if not index.isValid():
            return None
        entry = self._shown[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{STATES[entry.state]}: {entry.title}, {entry.detail}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape(f"{entry.title}: {entry.detail}")
        return entry.title if role == Qt.ItemDataRole.DisplayRole else None
