"""All annotations that a link may lead to: those of the open article at once, the others as they are read."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.corpus.annotation import Annotation
from annotator.corpus.chips import chips
from annotator.corpus.figure_words import figure_text
from annotator.corpus.linkable import Entry, Linkable
from annotator.corpus.source import display
from annotator.language import tr
from annotator.ui.bridge import Bridge

_AT_ONCE, _A_SLICE = 0.02, 0.008
"""Seconds of the window's thread: before the first list is shown, and each time after that."""

_SLICES = 40
"""After so many of them what was read is shown."""

_WORDS = 240
"""Code points of an annotation's words that are shown and searched."""


class Linkables(QObject):
    """Reads the project slice by slice, so that the window never waits.

    Signals:
        more: more is read now, or all of it.
    """

    more = Signal()

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._coming: Iterator[Entry] = iter(())
        self._names: dict[str | None, str] = {}
        self.entries: list[Entry] = []
        self._slices = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Read anew: the open article first."""
        self.entries, self._names = [], {}
        self._coming = self._all()
        if not self._read(_AT_ONCE):
            self._timer.start()

    def end(self) -> None:
        """Read no further, and let go of what was read."""
        self._timer.stop()
        self.entries, self._coming = [], iter(())

    def one(self, name: str) -> Linkable | None:
        """An annotation of the open article as the one end of a link."""
        annotation = self._bridge.find(name)
        return self._linkable(annotation, self._bridge.text) if annotation else None

    @Slot()
    def _go_on(self) -> None:
        self._slices += 1
        done = self._read(_A_SLICE)
        if done:
            self._timer.stop()
        if done or not self._slices % _SLICES:
            self.more.emit()

    def _read(self, seconds: float) -> bool:
        """Read for so long; gives whether that was all."""
        end = time.perf_counter() + seconds
        for entry in self._coming:
            self.entries.append(entry)
            if time.perf_counter() > end:
                return False
        return True

    def _all(self) -> Iterator[Entry]:
        yield from self._of(self._bridge.article)
        for article in list(self._bridge.article_ids()):
            if article != self._bridge.article:
                yield from self._of(article)

    def _of(self, article: str) -> Iterator[Entry]:
        bridge, catalogue = self._bridge, self._bridge.session.catalogue
        here = article == bridge.article
        annotations: Iterable[Annotation] = bridge.annotations() if here else catalogue.annotations(article)
        text = bridge.text if here else catalogue.text(article)
        card = None if here else catalogue.article(article)
        title = "" if here else (card.title if card else "") or tr("Untitled")
        names = chips(annotations, catalogue.codebook())
        for annotation in annotations:
            linkable = self._linkable(annotation, text, chip=names[annotation.id], title=title)
            yield linkable, linkable.searched()

    def _linkable(self, annotation: Annotation, text: str, *, chip: str = "", title: str = "") -> Linkable:
        end = annotation.content[-1][1] if annotation.content else 0
        return Linkable(
            annotation.id, annotation.article, annotation.kind, (annotation.start, end), chip,
            " ".join(annotation.words(text)[:_WORDS].split()), self._source(annotation), title,
            figure_text(annotation.quantity), annotation.quantity, annotation.article == self._bridge.article)

    def _source(self, annotation: Annotation) -> str:
        if not annotation.chain:
            return ""
        name = annotation.chain[0].source
        if name not in self._names:
            self._names[name] = display(self._bridge.source(name))
        return self._names[name]

