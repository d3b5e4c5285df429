"""The middle of the window: banner, text, find bar; keeps the reader equal to the project."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from annotator.corpus.annotation import Annotation
from annotator.corpus.article import Article
from annotator.corpus.change import Changed, passages_id
from annotator.corpus.chips import chip
from annotator.corpus.dismissals import Dismissal
from annotator.corpus.source import display
from annotator.drafting import named
from annotator.finders import Suggestion
from annotator.language import counted, tr
from annotator.ui.bridge import Bridge
from annotator.ui.models.dates import readable_date
from annotator.ui.reader.article_view import ArticleView
from annotator.ui.reader.highlight import Highlight
from annotator.ui.suggestion_steps import mark_id

_BITE = 1_000
"""Highlights that are made at once while the window has to live."""

FEW = 12
"""Highlights that are exchanged one by one; more are set at once."""


class ReadingDesk(QObject):
    """Shows the open article in the reader, and repaints just what a change touches. Offsets are code points.

    Signals:
        headed: title of the article that is shown, when it is opened or renamed.
    """

    headed = Signal(str)

    def __init__(self, bridge: Bridge, view: ArticleView) -> None:
        super().__init__(view)
        self._bridge, self.view = bridge, view
        self.carets: dict[str, int] = {}
        self.scrolls: dict[str, float] = {}
        self._open = ""
        self._suggested: dict[Dismissal, Highlight] = {}
        self.heading = ""
        bridge.article_shown.connect(self.show_article)
        bridge.changed.connect(self._follow)
        bridge.focused.connect(self._focus)
        bridge.narrowed.connect(self._narrow)
        view.focused.connect(bridge.focus)
        view.name_by(self._named)
        view.hovered.connect(bridge.light_links)
        bridge.lit.connect(view.light)

    def show_article(self, name: str) -> None:
        """Show an article where it was left."""
        self.leave()
        self._open = name
        article = self._bridge.session.catalogue.article(name) if name else None
        heading, subheading = self._heading(article)
        self.view.show_article(
            self._bridge.text, self._highlights(), heading=heading, subheading=subheading,
            boilerplate=self._boilerplate(), caret=min(self.carets.get(name, 0), len(self._bridge.text)),
            scroll=self.scrolls.get(name, 0.0))
        self._agree()
        self.heading = heading
        self.headed.emit(heading)

    def _agree(self) -> None:
        """A double click on a quotation mark takes what the team calls the quote."""
        agreed = self._bridge.session.catalogue.codebook().conventions
        self.view.words.marks_inside = agreed.get("marks_inside_quote") is not False

    def connect_suggestions(self) -> None:
        """Show what is suggested, once something can be."""
        suggestions = self._bridge.suggestions
        suggestions.listed.connect(self._show_suggestions)
        suggestions.gone.connect(self._drop_suggestions)
        suggestions.focused.connect(self._focus_suggestion)
        self._show_suggestions()

    @Slot()
    def _show_suggestions(self) -> None:
        before, self._suggested = self._suggested, {}
        for each in self._bridge.suggestions.shown:
            name = named(each)
            self._suggested[name] = before.get(name) or _suggested(each)
        self.view.set_suggestions(list(self._suggested.values()))

    @Slot(object)
    def _drop_suggestions(self, gone: Sequence[Suggestion]) -> None:
        for each in gone:
            self._suggested.pop(named(each), None)
        self.view.drop_suggestions([mark_id(named(each)) for each in gone])

    @Slot()
    def _focus_suggestion(self) -> None:
        current = self._bridge.suggestions.current
        self.view.focus_suggestion(mark_id(named(current)) if current else "")

    def leave(self) -> None:
        """Remember where the open article was left."""
        if self._open:
            self.carets[self._open] = self.view.caret()
            self.scrolls[self._open] = self.view.scroll_position()

    def _follow(self, changed: Changed) -> None:
        if not self._open:
            return
        self._bridge.breathe()
        touched = changed.kinds()
        if self._open in changed.entities:
            if self._bridge.session.catalogue.article(self._open) is None:
                self._bridge.show_article("")
                return
            heading, subheading = self._heading(self._bridge.session.catalogue.article(self._open))
            self.view.set_heading(heading, subheading)
            self.heading = heading
            self.headed.emit(heading)
        if passages_id(self._open) in changed.entities:
            self.view.set_boilerplate(self._boilerplate())
        if "codebook" in touched:
            self._agree()
        mine = [name for name in changed.of_kind("annotation") if changed.entities[name][1] == self._open]
        joined = bool(self._bridge.only) and "coder" in touched
        if len(mine) > FEW or self._open in changed.entities or joined:
            self.view.set_highlights(self._highlights())
        else:
            for name in mine:
                self._show_highlight(name)
        if touched & {"source", "codebook", "link"}:
            self.view.show_names()

    def _show_highlight(self, name: str) -> None:
        annotation = self._bridge.find(name)
        if annotation is None or not self._bridge.shows(annotation):
            self.view.drop(name)
        else:
            self.view.put(_highlight(annotation))

    def _highlights(self) -> list[Highlight]:
        bridge, found = self._bridge, list[Highlight]()
        for at, annotation in enumerate(bridge.annotations()):
            if at % _BITE == 0:
                bridge.breathe()
            if bridge.shows(annotation):
                found.append(_highlight(annotation))
        return found

    @Slot(str)
    def _narrow(self, _person: str) -> None:
        if self._open:
            self.view.set_highlights(self._highlights())

    def _named(self, highlight: Highlight) -> Highlight:
        """With its chip and what a screen reader says: both count, and the next annotation changes the count."""
        annotation = self._bridge.find(highlight.id)
        if annotation is None:
            return highlight
        codebook, place = self._bridge.session.catalogue.codebook(), self._bridge.place(annotation.id)
        kind = codebook.kind(annotation.kind).label
        linked = len(self._bridge.ties().get(annotation.id, ()))
        label = tr("{kind}, {source}, {place} of {number}", kind=kind, source=self._speaker(annotation),
                   place=place + 1, number=len(self._bridge.annotations()))
        label += f", {counted(linked, 'link')}" if linked else ""
        return replace(highlight, chip=chip(annotation, place, codebook), label=label)

    def _speaker(self, annotation: Annotation) -> str:
        if annotation.needs_source:
            return tr("needs a source")
        return display(self._bridge.source(annotation.chain[0].source))

    def _boilerplate(self) -> list[tuple[int, int]]:
        return [(p.start, p.end) for p in self._bridge.session.catalogue.passages(self._open)
                if p.role in ("boilerplate", "debris")]

    def _heading(self, article: Article | None) -> tuple[str, str]:
        if article is None:
            return "", ""
        words = counted(len(self._bridge.text.split()), "word")
        parts = (article.outlet, ", ".join(article.byline), readable_date(article.published), words)
        return article.title or tr("Untitled"), " · ".join(part for part in parts if part)

    def _focus(self, name: str) -> None:
        if self.view.focused_id != name:
            self.view.focus_annotation(name or None)


def _highlight(annotation: Annotation) -> Highlight:
    content = annotation.content
    plain = len(content) == len(annotation.segments) and not annotation.chain
    return Highlight(annotation.id, annotation.kind, "", content, () if plain else tuple(_marks(annotation)),
                     hollow=annotation.needs_source)


def _suggested(each: Suggestion) -> Highlight:
    marks = [("source_mention", *span) for span in each.mentions] + [("cue", *span) for span in each.cues]
    return Highlight(mark_id(named(each)), each.kind, "", each.segments, tuple(marks))


def _marks(annotation: Annotation) -> Iterable[tuple[str, int, int]]:
    for segment in annotation.marks:
        yield segment.role, segment.start, segment.end
    for link in annotation.chain:
        yield from (("source_mention", start, end) for start, end in link.mention)
        yield from (("cue", start, end) for start, end in link.cue)
