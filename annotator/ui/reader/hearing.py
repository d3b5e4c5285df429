"""What a screen reader is told of the annotations in the text; nothing is done while none is active.

Annotations are painted over the words, where only eyes find them. So they are mirrored in the document as character
formats, which Qt hands on as text attributes: the background is the tint of the innermost kind. And when the caret
comes into another annotation its label is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAccessible, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from annotator.language import tr
from annotator.ui.reader.overlay import Overlay
from annotator.ui.theme import Theme
from annotator.ui.widgets.announce import announce

_NOT_PAINTED = 0x5013
"""Qt's own `SuppressBackground`: told as an attribute, and not painted under our tints a second time."""

_OUTSIDE = tr("Not annotated")

Piece = tuple[int, int, str]
"""Half-open UTF-16 units of the document, and the innermost kind there ("" for none)."""


class Hearing(QObject):
    """What one reader says of its annotations."""

    def __init__(self, view: QTextEdit, overlay: Overlay) -> None:
        super().__init__(view)
        self._view, self._overlay = view, overlay
        self._document: QTextDocument | None = None
        self._theme: Theme | None = None
        self._mirrored: dict[int, tuple[Piece, ...]] = {}
        self._inside = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.mirror)

    def painted(self) -> None:
        """What is in sight may have other annotations now: they are mirrored once the painting is done."""
        if QAccessible.isActive() and not self._later.isActive():
            self._later.start(0)

    @Slot()
    def mirror(self) -> None:
        """Give the paragraphs in sight the formats of their annotations, where those have changed."""
        document, theme, top = self._view.document(), self._overlay.theme, self._view.verticalScrollBar().value()
        if document is not self._document or theme is not self._theme:
            self._document, self._theme, self._mirrored = document, theme, {}
        # A format is no change of the text: without this a screen reader would hear each as words that come and go.
        before = document.blockSignals(True)
        try:
            for block, _ in self._overlay.blocks(top, top + self._view.viewport().height()):
                pieces = tuple(self._pieces(block))
                if self._mirrored.get(block.blockNumber(), ()) != pieces:
                    self._mirrored[block.blockNumber()] = pieces
                    self._give(block, pieces)
        finally:
            document.blockSignals(before)

    def say_inside(self, id: str, words: str) -> None:
        """Say in which annotation one is now ("" for none), once."""
        if id == self._inside:
            return
        self._inside = id
        if QAccessible.isActive():
            announce(self._view, words or _OUTSIDE)

    def forget(self) -> None:
        """Another article: one is nowhere in it yet."""
        self._inside = ""

    def _pieces(self, block: QTextBlock) -> Iterator[Piece]:
        words, spans = self._overlay.words, self._overlay.spans
        first, last = block.position(), block.position() + block.length() - 1
        start, end = words.to_code_point(first), words.to_code_point(last)
        touching = spans.touching(start, end)
        edges = {edge for highlight in touching for span in highlight.segments for edge in span if start < edge < end}
        cuts = sorted({start, end, *edges}) if touching else []
        for left, right in pairwise(cuts):
            here = next(iter(spans.at(left)), None)
            if here is not None:
                yield words.to_utf16(left), words.to_utf16(right), here.kind

    def _give(self, block: QTextBlock, pieces: tuple[Piece, ...]) -> None:
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(QTextCharFormat())
        for start, end, kind in pieces:
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self._format(kind))

    def _format(self, kind: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setBackground(self._overlay.inks.tint(kind))
        made.setProperty(_NOT_PAINTED, True)
        return made
