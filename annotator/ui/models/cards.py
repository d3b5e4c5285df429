"""The cards of an article's annotations: rows that are made when they are looked at, and how they are painted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.corpus.annotation import Annotation, Attribution
from annotator.corpus.chips import chip
from annotator.corpus.figure_words import figure_text
from annotator.corpus.kinds import Codebook
from annotator.corpus.link import Tie
from annotator.corpus.people import Person
from annotator.corpus.source import Source, display
from annotator.language import counted, tr
from annotator.project.catalogue import reading_order
from annotator.ui.models.changed_part import Tally, changed_part

Index = QModelIndex | QPersistentModelIndex
CARD = Qt.ItemDataRole.UserRole

_WANTING = _UNSOURCED, _UNANSWERED = " source", " answer"
"""What an annotation counts as beside its kind; no kind has such an id."""

_MISSING: tuple[object, ...] = (None, "", [], ())
_BEHIND: Mapping[str, Callable[..., str]] = MappingProxyType({
    "reporter": partial(tr, "{said} via {name}"), "addressee": partial(tr, "{said} to {name}"),
    "publisher": partial(tr, "{said} in {name}"), "document": partial(tr, "{said} in {name}"),
    "speaker": partial(tr, "{said} via {name}")})


@dataclass(frozen=True, slots=True)
class Filter:
    """Which annotations are listed: all, those of one kind, those that need a source, or those that are incomplete."""

    kind: str = ""
    needs_source: bool = False
    incomplete: bool = False


ALL = Filter()
NEEDS_SOURCE = Filter(needs_source=True)
INCOMPLETE = Filter(incomplete=True)


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows of an annotation; `colour` is the codebook's own for a kind that the theme lacks, and `by` who
    made it when that was somebody else."""

    id: str
    kind: str
    label: str
    colour: str
    chip: str
    words: str
    source: str
    value: str
    hollow: bool
    incomplete: bool
    note: bool
    links: int = 0
    by: Person | None = None

    def spoken(self) -> str:
        """The card for a screen reader."""
        marks = (*([tr("incomplete")] if self.incomplete else []), *([tr("with a note")] if self.note else []),
                 *([counted(self.links, "link")] if self.links else []),
                 *([tr("by {name}", name=self.by.name)] if self.by else []))
        parts = (f"{self.chip}, {self.label}", self.words, self.value, self.source, *marks)
        return ". ".join(part for part in parts if part)


def chain_text(chain: Sequence[Attribution], source: Callable[[str | None], Source | None]) -> str:
    """“Anna Berg via Politico”; empty for an empty chain."""
    if not chain:
        return ""
    said = display(source(chain[0].source))
    for link in chain[1:]:
        said = _BEHIND.get(link.role, _BEHIND["reporter"])(said=said, name=display(source(link.source)))
    return said


class CardModel(QAbstractListModel):
    """One row for each listed annotation, in reading order. It filters by itself: a proxy costs a pass per row.

    Args:
        source: finds a source by its id, merges followed.
        somebody: who stands behind a coder's id, None for oneself.
    """

    def __init__(self, source: Callable[[str | None], Source | None], parent: QObject | None = None, *,
                 somebody: Callable[[str], Person | None] = lambda _: None) -> None:
        super().__init__(parent)
        self._source, self._somebody = source, somebody
        self._codebook = Codebook()
        self._required: dict[str, tuple[str, ...]] = {}
        self._all: list[Annotation] = []
        self._whole: Sequence[Annotation] = ()
        self._rows: list[Annotation] = []
        self._by_id: dict[str, Annotation] = {}
        self._tally = Tally(self._sorts)
        self._ties: Mapping[str, Sequence[Tie]] = {}
        self._cards: dict[str, tuple[int, Card]] = {}
        self._text = ""
        self._held: frozenset[str] = frozenset()
        self.filter = ALL

    def show_annotations(self, annotations: Sequence[Annotation], text: str, codebook: Codebook,
                         ties: Mapping[str, Sequence[Tie]] = MappingProxyType({}),
                         whole: Sequence[Annotation] | None = None) -> None:
        """Show these annotations of an article, in reading order. While the rows are the same, the list stays put.

        `whole` are all annotations of the article, by which they are numbered, where these are not all.

        Cards are kept while the annotation, the text and the codebook are the same; after a change of a source that
        is not enough: `forget` them.
        """
        if codebook is not self._codebook or text is not self._text:
            self._all, self._by_id, self._tally, self._cards = [], {}, Tally(self._sorts), {}
        if codebook is not self._codebook:
            self._codebook = codebook
            asked = {kind.id: tuple(a.id for a in kind.attributes if a.required and not a.hidden)
                     for kind in codebook.kinds}
            self._required = {kind: names for kind, names in asked.items() if names}
        gone, come = changed_part(self._all, annotations)
        self._tally.follow(gone, come)
        for annotation in gone:
            self._by_id.pop(annotation.id, None)
        self._by_id |= {annotation.id: annotation for annotation in come}
        self._all, self._text, self._ties = list(annotations), text, ties
        self._whole = self._all if whole is None else whole
        self._list()

    def forget(self) -> None:
        """Make every card anew at the next look: a source is called something else."""
        self._cards = {}

    def set_filter(self, wanted: Filter) -> None:
        """List only these."""
        if wanted != self.filter:
            self.filter = wanted
            self._list()

    def hold(self, names: frozenset[str]) -> None:
        """Go on listing these, though what is done to them takes them out of the filter: they are selected.

        Those that are let go stay until the rows are made the next time.
        """
        self._held = names

    def list_again(self) -> None:
        """Make the rows anew."""
        self._list()

    def counts(self) -> dict[Filter, int]:
        """How many annotations each filter would list; kinds in the codebook's order, then those that it lacks."""
        found = self._tally.counts
        kinds = {Filter(kind.id): found[kind.id] for kind in self._codebook.shown}
        kinds |= {Filter(sort): count for sort, count in found.items() if count and sort not in _WANTING}
        return {ALL: len(self._all), **kinds, NEEDS_SOURCE: found[_UNSOURCED], INCOMPLETE: found[_UNANSWERED]}

    def _sorts(self, annotation: Annotation) -> list[str]:
        sorts = [annotation.kind]
        if not annotation.chain:
            sorts.append(_UNSOURCED)
        if annotation.kind in self._required and self.is_incomplete(annotation):
            sorts.append(_UNANSWERED)
        return sorts

    def is_incomplete(self, annotation: Annotation) -> bool:
        """Whether a required answer is missing."""
        given = annotation.attributes
        return any(given.get(name) in _MISSING for name in self._required.get(annotation.kind, ()))

    def place(self, name: str) -> int:
        """The row of an annotation, -1 when it is not listed."""
        annotation = self._by_id.get(name)
        row = _place(self._rows, annotation) if annotation is not None else -1
        return row if 0 <= row < len(self._rows) and self._rows[row].id == name else -1

    def id_at(self, row: int) -> str:
        """The annotation of a row."""
        return self._rows[row].id

    def card(self, row: int) -> Card:
        """What the card of a row shows."""
        annotation = self._rows[row]
        known = self._cards.get(annotation.id)
        same = known is not None and known[0] == annotation.revision
        place = row if self.filter == ALL and self._whole is self._all else _place(self._whole, annotation)
        named, links = chip(annotation, place, self._codebook), len(self._ties.get(annotation.id, ()))
        by = self._somebody(annotation.creator)
        if known and same and (known[1].chip, known[1].links, known[1].by) == (named, links, by):
            return known[1]
        made = replace(known[1] if known and same else self._made(annotation), chip=named, links=links, by=by)
        self._cards[annotation.id] = (annotation.revision, made)
        return made

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many as are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The card for the painter, its words for everybody else."""
        if role == CARD:
            return self.card(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.card(index.row()).spoken()
        return None

    def _list(self) -> None:
        wanted, held = self.filter, self._held
        if wanted == ALL:
            rows = list(self._all)
        elif wanted.needs_source:
            rows = [a for a in self._all if not a.chain or a.id in held]
        elif wanted.incomplete:
            rows = [a for a in self._all if self.is_incomplete(a) or a.id in held]
        else:
            rows = [a for a in self._all if a.kind == wanted.kind or a.id in held]
        before, after = changed_part(self._rows, rows)
        if rows and [a.id for a in before] == [a.id for a in after]:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _made(self, annotation: Annotation) -> Card:
        kind = self._codebook.kind(annotation.kind)
        return Card(annotation.id, annotation.kind, kind.label, kind.colour, "",
                    annotation.words(self._text), chain_text(annotation.chain, self._source),
                    _value(annotation.quantity), annotation.needs_source, self.is_incomplete(annotation),
                    bool(annotation.note))


def _place(annotations: Sequence[Annotation], annotation: Annotation) -> int:
    """Where it stands among annotations in reading order."""
    return bisect_left(annotations, reading_order(annotation), key=reading_order)


def _value(quantity: Mapping[str, Any]) -> str:
    value = figure_text(quantity)
    entity = str(quantity.get("measuredEntity") or "")
    return f"{value} · {entity}" if value and entity else value
