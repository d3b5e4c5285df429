"""A reader on a newsroom: the middle of the window without its frame."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.corpus.annotation import Annotation
from annotator.ui.annotating import Annotating
from annotator.ui.reader.article_view import ArticleView
from annotator.ui.reading_desk import ReadingDesk
from tests.ui.newsroom import Newsroom, newsroom

__all__ = ["Reading", "newsroom", "reading"]

PATIENCE, AUDIT, NOTES = "Europe’s patience, counted", "What the audit found", "Undated notes"


class Reading:
    """What a person sees and does in the middle of the window."""

    def __init__(self, room: Newsroom, view: ArticleView) -> None:
        self.room, self.view, self.bridge = room, view, room.bridge
        self.desk, self.annotating = ReadingDesk(room.bridge, view), Annotating(room.bridge, view)
        self.wanted: list[str] = []
        self.annotating.source_wanted.connect(self._source)
        self.annotating.via_wanted.connect(self._via)
        self.annotating.note_wanted.connect(self._note)

    def _source(self) -> None:
        self.wanted.append("source")

    def _via(self) -> None:
        self.wanted.append("via")

    def _note(self) -> None:
        self.wanted.append("note")

    def open(self, title: str) -> None:
        self.bridge.show_article(self.room.article(title))

    def select(self, words: str) -> None:
        start = self.bridge.text.index(words)
        self.view.select(start, start + len(words))

    def mark(self, words: str, kind: str = "quote") -> Annotation:
        self.select(words)
        self.annotating.mark(kind)
        return self.focused

    @property
    def focused(self) -> Annotation:
        found = self.bridge.focused_annotation()
        assert found is not None
        return found

    def words(self) -> list[str]:
        return [a.words(self.bridge.text) for a in self.bridge.annotations()]

    @property
    def said(self) -> str:
        return self.room.said[-1].text if self.room.said else ""


@pytest.fixture
def reading(newsroom: Newsroom, qtbot: QtBot) -> Reading:
    view = ArticleView(theme=newsroom.bridge.theme)
    qtbot.addWidget(view)
    view.resize(700, 500)
    with qtbot.waitExposed(view):
        view.show()
    made = Reading(newsroom, view)
    made.open(PATIENCE)
    return made
