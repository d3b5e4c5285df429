"""Going about: back and forward through what was read, articles in order, regions of the window."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.bridge import Bridge
from annotator.ui.reader.article_view import ArticleView

FARTHEST = 100
"""Places that back remembers."""


@dataclass(frozen=True, slots=True)
class Visit:
    """An article, the annotation that was in focus in it, and the caret (code points; -1 where nobody looked)."""

    article: str
    annotation: str = ""
    caret: int = -1


class Navigation(QObject):
    """Remembers where one was.

    Signals:
        moved: back or forward has become possible or impossible.
    """

    moved = Signal()

    def __init__(self, bridge: Bridge, view: ArticleView) -> None:
        super().__init__(view)
        self._bridge, self._view = bridge, view
        self._before: list[Visit] = []
        self._after: list[Visit] = []
        self._here = Visit("")
        self._going = False
        bridge.article_shown.connect(self._note_article)
        bridge.focused.connect(self._note_focus)
        bridge.jumping.connect(self._note_jump)

    @property
    def can_go_back(self) -> bool:
        """Whether one was somewhere else before."""
        return bool(self._before)

    @property
    def can_go_forward(self) -> bool:
        """Whether one has gone back."""
        return bool(self._after)

    def back(self) -> None:
        """Go where one was before."""
        self._go(self._before, self._after)

    def forward(self) -> None:
        """Go where one came back from."""
        self._go(self._after, self._before)

    def _go(self, take: list[Visit], give: list[Visit]) -> None:
        while take:
            wanted = take.pop()
            if self._bridge.session.catalogue.article(wanted.article) is None:
                continue
            give.append(Visit(self._here.article, self._here.annotation, self._view.caret()))
            self._going = True
            try:
                self._show(wanted)
            finally:
                self._going = False
            self._here = wanted
            break
        self.moved.emit()

    def _show(self, wanted: Visit) -> None:
        """Go there: within the open article without laying it out anew."""
        if wanted.article != self._bridge.article:
            self._bridge.show_article(wanted.article, annotation=wanted.annotation)
        else:
            self._bridge.focus(wanted.annotation)
        if not wanted.annotation and wanted.caret >= 0:
            place = min(wanted.caret, len(self._bridge.text))
            self._view.select(place, place)

    def _note_jump(self) -> None:
        """Remember this place, also when the jump stays within the article."""
        if self._here.article and not self._going:
            here = Visit(self._here.article, self._here.annotation, self._view.caret())
            self._before, self._after = [*self._before, here][-FARTHEST:], []
            self._here = Visit("")
            self.moved.emit()

    def _note_article(self, name: str) -> None:
        if not self._going:
            if self._here.article and self._here.article != name:
                self._before = [*self._before, self._here][-FARTHEST:]
                self._after = []
            self._here = Visit(name)
            self.moved.emit()

    def _note_focus(self, annotation: str) -> None:
        if not self._going:
            self._here = Visit(self._bridge.article, annotation)


def next_region(regions: list[QWidget], step: int) -> None:
    """Move the keyboard focus to the next region that is shown, round at the end.

    One enters at the child that has the property `entry`, else at the first that takes the focus.
    """
    shown = [region for region in regions if region.isVisible()]
    if not shown:
        return
    focus = QApplication.focusWidget()
    at = next((i for i, region in enumerate(shown) if focus and (region is focus or region.isAncestorOf(focus))),
              -1 if step > 0 else 0)
    target = region = shown[(at + step) % len(shown)]
    if region.focusPolicy() == Qt.FocusPolicy.NoFocus:
        inside = [child for child in region.findChildren(QWidget) if _takes_focus(child)]
        target = next((child for child in inside if child.property("entry")), inside[0] if inside else region)
    target.setFocus(Qt.FocusReason.TabFocusReason)


def _takes_focus(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & widget.focusPolicy().TabFocus)
