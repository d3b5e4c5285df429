"""Marking hits of a search without opening their articles: one, or hundreds as one action."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget

from annotator.actions.hits import mark_each
from annotator.actions.library import set_status
from annotator.corpus.annotation import Attribution, Span
from annotator.corpus.change import ChangeSet
from annotator.language import counted, tr
from annotator.project.search import Hit
from annotator.ui.bridge import Bridge, Said
from annotator.ui.reader.text_map import TextMap

MANY = 300
"""Hits above which a bar shows how far it is."""

_CHUNK = 200
"""Operations that are written at once: some thirty milliseconds."""

_BREATH = 0.025
"""Seconds after which the window is let live while many hits are marked."""


class Stopped(Exception):
    """The person changed their mind; everything is taken back."""


class HitMarking(QObject):
    """What a kind's key does to hits: the same annotation as in the reader, with the same defaults."""

    def __init__(self, bridge: Bridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._window = bridge, window

    def mark(self, hits: Sequence[Hit], kind: str, *, sentence: bool) -> bool:
        """Make an annotation of each hit, or of the sentence that it stands in; True when they are stored.

        What became of one hit is seen where it stands; of several it is said, with Undo.
        """
        progress = _Progress(self._window, len(hits)) if len(hits) > MANY else None
        label = self._bridge.session.catalogue.codebook().kind(kind).label.lower()
        articles = len({hit.article for hit in hits})
        said = tr("{hits} marked as {kind}", hits=counted(len(hits), "hit"), kind=label) if articles == 1 else tr(
            "{hits} marked as {kind} in {articles}", hits=counted(len(hits), "hit"), kind=label,
            articles=counted(articles, "article"))
        try:
            changed = self._bridge.do(self._changes(hits, kind, sentence, progress), chunk=_CHUNK,
                                      say=said if len(hits) > 1 else "")
        except Stopped:
            self._bridge.said.emit(Said(tr("Nothing was marked")))
            return False
        finally:
            if progress:
                progress.close()
        return bool(changed and changed.entities)

    def _changes(
        self, hits: Sequence[Hit], kind: str, sentence: bool, progress: _Progress | None
    ) -> Iterator[ChangeSet]:
        """Article by article, so that nothing is held that is not stored yet."""
        session, done, breath = self._bridge.session, 0, time.perf_counter()
        codebook, chain = session.catalogue.codebook(), self._kept_chain()
        for article, inside in groupby(hits, key=_article):
            text, found = session.catalogue.text(article), list(inside)
            spans = [_widened(TextMap(text), hit) for hit in found] if sentence else [(h.start, h.end) for h in found]
            known = session.catalogue.article(article)
            language = (known.language or "en")[:2] if known else "en"
            yield mark_each(article, text, spans=spans, kind=kind, codebook=codebook, chain=chain, language=language)
            if self._is_to_do(article):
                yield set_status(article, session.coder, "doing")
            done += len(found)
            if progress and time.perf_counter() - breath > _BREATH:
                progress.step(done)
                breath = time.perf_counter()

    def _is_to_do(self, article: str) -> bool:
        """Whether it has not been begun: the first annotation makes an article one's own work in progress."""
        session = self._bridge.session
        return session.catalogue.status(article, session.coder.id) == "todo"

    def _kept_chain(self) -> tuple[Attribution, ...]:
        if not self._bridge.settings.keep_source or not self._bridge.recent_sources:
            return ()
        return (Attribution(self._bridge.recent_sources[0]),)


def _article(hit: Hit) -> str:
    return hit.article


def _widened(words: TextMap, hit: Hit) -> Span:
    """From the beginning of the hit's first sentence to the end of its last."""
    first, last = words.sentence_at(hit.start), words.sentence_at(hit.end - 1)
    return first[0] if first else hit.start, last[1] if last else hit.end


class _Progress:
    """A bar with Cancel; only its own button takes input meanwhile."""

    def __init__(self, parent: QWidget, total: int) -> None:
        self._dialog = QProgressDialog(tr("Marking…"), tr("Cancel"), 0, total, parent)
        self._dialog.setWindowTitle(tr("Mark hits"))
        self._dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._dialog.setMinimumDuration(0)
        self._dialog.setValue(0)

    def step(self, done: int) -> None:
        """So many hits are done."""
        self._dialog.setValue(min(done, self._dialog.maximum() - 1))
        self._dialog.setLabelText(tr("Marking {done:,} of {maximum:,}", done=done, maximum=self._dialog.maximum()))
        QApplication.processEvents()
        if self._dialog.wasCanceled():
            raise Stopped

    def close(self) -> None:
        """Done, well or not."""
        self._dialog.close()
        self._dialog.deleteLater()
