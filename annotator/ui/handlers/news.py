"""What others have done meanwhile: the pill tells of it, a key walks through it, the status line keeps it in reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot

from annotator.corpus.change import Changed
from annotator.language import tr
from annotator.ui.bridge import Said
from annotator.ui.handlers.part import Part, Table
from annotator.ui.models.news_list import NewsList, Stop

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_NEXT = "news.next"


class NewsPart(Part):
    """The commands of what others do."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.news = NewsList(self._bridge)
        self._here: Stop | None = None
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.take_in)

    def table(self) -> Table:
        """Command id → what to call."""
        return {_NEXT: self.go}

    def connect_pill(self) -> None:
        """Join pill and status line to what arrives."""
        pill, bridge = self._window.pill, self._bridge
        pill.went.connect(self.go)
        pill.closed.connect(self.put_away)
        pill.dismissed.connect(self._show_count)
        self._window.status.news_pressed.connect(self.show)
        bridge.changed.connect(self._follow)
        bridge.focused.connect(self._note_focus)
        self.take_in()  # what has come before there was anything to tell it with

    # --- what comes ---

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        """Look once the window has painted what has changed; one's own work only takes things away."""
        if changed.from_elsewhere or self.news.stops:
            self._soon.start()

    @Slot()
    def take_in(self) -> None:
        """Tell of what has come."""
        if self.news.take_in():
            self._here = None
            self.show()
        elif self._here is None and not self._window.pill.isHidden():
            self.show()
        self._show_count()

    @Slot(str)
    def _note_focus(self, name: str) -> None:
        """Whoever goes there by themselves has seen it."""
        stop = next((each for each in self.news.unread() if each.name == name), None) if name else None
        if stop is not None and (self._here is None or self._here.name != name):
            self.news.saw(stop)
            self._soon.start()

    # --- telling and going ---

    @Slot()
    def show(self) -> None:
        """Say in the pill what is unread; put it away when nothing is."""
        words = self.news.words()
        if not words:
            self.put_away()
            return
        self._here = None
        self._window.pill.tell(words, self.news.people(), go=tr("Show"), tip=self._tip(tr("Go to the first of it")))
        self._show_count()

    def go(self) -> None:
        """Go to the next thing that others did; after the last one all of it has been seen."""
        unread = self.news.unread()
        if not unread:
            self.put_away()
            self._bridge.said.emit(Said(tr("Nothing new from others")))
            return
        stop, more = unread[0], len(unread) > 1
        self.news.saw(stop)
        place, many = self.news.place(stop), len(self.news.stops)
        self._here = stop
        self._visit(stop)
        words = self.news.words_of(stop)
        self._window.pill.tell(tr("{place} of {number} · {news}", place=place, number=many, news=words) if many > 1
                               else words, self.news.people(stop),
                               go=tr("Next") if more else "", tip=self._tip(tr("Go to the next of it")))
        if not more:
            self.news.forget()
        self._show_count()

    @Slot()
    def put_away(self) -> None:
        """All of it has been seen."""
        self.news.forget()
        self._here = None
        self._window.pill.dismiss()
        self._show_count()

    @Slot()
    def _show_count(self) -> None:
        self._window.status.show_news(self.news.short_words())

    def _tip(self, words: str) -> str:
        return self._bridge.keymap.named(words, _NEXT)

    def _visit(self, stop: Stop) -> None:
        bridge = self._bridge
        if stop.kind == "annotation":
            if stop.name == bridge.annotation:
                self._view.focus_annotation(stop.name)  # it is in focus, but may be out of sight
            bridge.jump(stop.name)
        elif stop.kind == "article":
            if stop.name != bridge.article:
                bridge.jumping.emit()
                bridge.show_article(stop.name)
        elif stop.kind == "source":
            self._shown_panel().sources.show_source(stop.name)
        elif stop.kind == "codebook":
            bridge.wanted.emit("codebook.show")
        elif stop.kind == "project":
            bridge.wanted.emit("project.settings")
        if stop.kind in ("annotation", "article"):
            self._view.setFocus()
