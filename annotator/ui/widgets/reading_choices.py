"""How files are read, where a person may know better: the encoding, what columns hold, which kind a label is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QScrollArea, QWidget

from annotator.corpus.kinds import Kind
from annotator.formats.doors import Incoming, ReadOptions
from annotator.language import counted, tr
from annotator.ui.widgets.elided_label import ElidedLabel
from annotator.ui.widgets.plain import plain_label

ENCODINGS: Mapping[str, str] = {
    "": tr("Found by itself"), "utf-8": "UTF-8", "cp1252": tr("Windows, western (cp1252)"),
    "mac-roman": "Macintosh (mac-roman)", "latin-1": "Latin-1", "utf-16": "UTF-16",
    "cp1250": tr("Windows, central European (cp1250)"), "cp1251": tr("Windows, Cyrillic (cp1251)"),
    "cp1253": tr("Windows, Greek (cp1253)"), "cp1254": tr("Windows, Turkish (cp1254)"),
    "cp1255": tr("Windows, Hebrew (cp1255)"),
    "cp1256": tr("Windows, Arabic (cp1256)"), "gb18030": tr("Chinese (gb18030)"), "big5": tr("Chinese (big5)"),
    "shift_jis": tr("Japanese (shift_jis)"), "euc_kr": tr("Korean (euc_kr)"),
}
FIELDS: Mapping[str, str] = {
    "": tr("Not taken"), "text": tr("Text"), "title": tr("Title"), "byline": tr("Authors"), "outlet": tr("Outlet"),
    "published": tr("Date"),
    "url": tr("Address"), "language": tr("Language"), "section": tr("Section"), "tags": tr("Tags"), "note": tr("Note"),
}
_TALLEST = 200
"""Pixels; more choices than fit are scrolled."""


class ReadingChoices(QScrollArea):
    """A line for each choice; nothing of it is there when there is nothing to choose. Annotations can be suggested.

    Signals:
        chosen: ReadOptions, after each choice.
    """

    chosen = Signal(object)

    def __init__(self, options: ReadOptions, incoming: Incoming, kinds: Iterable[Kind], parent: QWidget) -> None:
        super().__init__(parent)
        self._options = options
        self.boxes: dict[str, QComboBox] = {}
        self.suggested = QCheckBox(tr("As suggestions"), self)
        inside = QWidget(self)
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        if annotated := any(arrival.annotations for arrival in incoming.arrivals):
            self._offer_suggestions()
        if _has_encoding(incoming):
            self._add(tr("Encoding"), _read_as(incoming), ENCODINGS, options.encoding, partial(self._set_encoding))
        for column in incoming.columns:
            self._add(tr("Column “{name}”", name=column.name), column.example, FIELDS, column.field,
                      partial(self._set_column, column.name))
        offered = {kind.id: kind.label for kind in kinds}
        for label, kind, many in incoming.labels:
            again = label in incoming.recalled
            own = label if again and not _has_kind(label, offered) else kind
            new = {} if own in offered else {own: tr("A new kind, “{label}”", label=label)}
            self._add(tr("Label “{label}”", label=label),
                      " · ".join([counted(many, "annotation"), *([tr("as the last time")] if again else [])]),
                      {**new, **offered}, kind, partial(self._set_label, label))
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(min(_TALLEST, inside.sizeHint().height() + 2))
        self.setAccessibleName(tr("How it is read"))
        self.suggested.setVisible(annotated)
        self.setVisible(annotated or bool(self.boxes))

    @property
    def options(self) -> ReadOptions:
        """What is chosen."""
        return self._options

    def _offer_suggestions(self) -> None:
        words = tr("Each is accepted or dismissed in its article, by anybody")
        self.suggested.setAccessibleName(tr("As suggestions"))
        self.suggested.setAccessibleDescription(words)
        self.suggested.toggled.connect(self._set_suggested)
        shown = ElidedLabel(words, self)
        shown.setProperty("role", "muted")
        self._grid.addWidget(self.suggested, 0, 0)
        self._grid.addWidget(shown, 0, 1, 1, 2)
        self._grid.setColumnStretch(1, 2)

    @Slot(bool)
    def _set_suggested(self, wanted: bool) -> None:
        self._options = replace(self._options, suggested=wanted)
        self.chosen.emit(self._options)

    def _add(self, name: str, example: str, choices: Mapping[str, str], chosen: str, act: partial[None]) -> None:
        box = QComboBox(self)
        for value, words in choices.items():
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.setAccessibleName(name)
        box.setAccessibleDescription(example)
        box.setMinimumWidth(190)
        box.activated.connect(partial(self._choose, box, act))
        row = self._grid.rowCount()
        title = plain_label(name)
        title.setBuddy(box)
        shown = ElidedLabel(example, self)
        shown.setProperty("role", "muted")
        self._grid.addWidget(title, row, 0)
        self._grid.addWidget(shown, row, 1)
        self._grid.addWidget(box, row, 2)
        self._grid.setColumnStretch(1, 2)
        self.boxes[name] = box

    def _choose(self, box: QComboBox, act: partial[None], _row: int) -> None:
        act(str(box.currentData()))
        self.chosen.emit(self._options)

    def _set_encoding(self, encoding: str) -> None:
        self._options = replace(self._options, encoding=encoding)

    def _set_column(self, name: str, field: str) -> None:
        others = {each: held for each, held in self._options.columns.items() if not field or held != field}
        self._options = replace(self._options, columns={**others, name: field})

    def _set_label(self, label: str, kind: str) -> None:
        self._options = replace(self._options, labels={**self._options.labels, label: kind})


def _has_kind(label: str, kinds: Mapping[str, str]) -> bool:
    """Whether a label is the name of a kind, which it then is without being told."""
    return label.casefold() in {word.casefold() for each in kinds.items() for word in each}


def _encodings(incoming: Incoming) -> set[str]:
    return {said for each in incoming.arrivals if (said := each.article.imported_from.get("encoding", ""))
            and each.article.imported_from.get("format") in ("txt", "md", "table", "html", "nexis", "factiva")}


def _has_encoding(incoming: Incoming) -> bool:
    """Whether an encoding was told from bytes: UTF-8 proves itself."""
    return bool(_encodings(incoming) - {"utf-8"})


def _read_as(incoming: Incoming) -> str:
    return tr("read as {encodings}", encodings=", ".join(sorted(_encodings(incoming))))
