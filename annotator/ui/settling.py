"""Walks through what is to settle: asks of what is shown beside the text, leads to the next, interrupts no writing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from annotator.corpus.change import Changed
from annotator.project.unsettled import Matter
from annotator.ui.bridge import Bridge
from annotator.ui.widgets.search_line import SearchLine

if TYPE_CHECKING:
    from annotator.ui.models.settling import Home
    from annotator.ui.side_panel import SidePanel
    from annotator.ui.widgets.settle_place import SettlePlace


class Settling(QObject):
    """What is to settle on what the panel shows stands above its tabs; what one was led to stays until one goes on.

    Signals:
        left: the focus may go back to the text.
    """

    left = Signal()

    def __init__(self, bridge: Bridge, panel: SidePanel) -> None:
        super().__init__(panel)
        self._bridge, self._panel = bridge, panel
        self.place: SettlePlace | None = None
        self._matters: Sequence[Matter] = ()
        self._homes: dict[str, Home] = {}
        self._led_to = self._put_off = ""
        self._going = self._waiting = self._anything = False
        bridge.changed.connect(self._follow_change)
        bridge.saved.connect(self._look_again)
        bridge.focused.connect(self.look_elsewhere)
        bridge.article_shown.connect(self.look_elsewhere)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._catch_up)

    # --- what is asked ---

    @Slot(object)
    def _follow_change(self, changed: Changed) -> None:
        """Only others' work makes something to settle; one's own takes it away, and undo brings it back."""
        if self.place is not None and not changed.from_elsewhere and not self.place.busy:
            self.place.withdraw_offer()
        if changed.from_elsewhere or self._anything:
            self._look_again()

    @Slot(object)
    def _look_again(self, _saved: object = None) -> None:
        found = self._bridge.session.catalogue.unsettled()
        if found is not self._matters:
            self._matters, self._homes = found, {}
            self._anything |= bool(found)
        self._ask()

    @Slot(object)
    def look_elsewhere(self, _where: object = None) -> None:
        """Something else is shown: what one was led to, and what was put off, is left behind."""
        if self._going:
            return
        if self.place is not None and self.place.busy:
            return
        self._led_to = self._put_off = ""
        if self.place is not None and self.place.offered is not None and not self.place.has_focus():
            self.place.withdraw_offer()
        self._ask()

    def _ask(self) -> None:
        """Ask of what is shown; while somebody writes in the panel, nothing moves under their hands."""
        if self._going or (self.place is not None and self.place.busy) or not (self._matters or self.place):
            return
        self._waiting = self._is_writing_here()
        if self._waiting:
            return
        found = next((each for each in self._matters if each.entity == self._led_to), None) or self._of_what_is_shown()
        if found is not None:
            self._built().show_matter(found)
        elif self.place is not None and self.place.matter is not None:
            self.place.show_matter(None)

    def _of_what_is_shown(self) -> Matter | None:
        here = self._shown()
        if not here[1] and here[0] != "codebook":
            return None
        return next((each for each in self._matters if self._home(each) == here and each.entity != self._put_off), None)

    def _shown(self) -> Home:
        tab = self._panel.tab()
        what = {"annotation": self._bridge.annotation, "sources": self._panel.source, "article": self._bridge.article}
        return tab, what.get(tab, "")

    def _home(self, matter: Matter) -> Home:
        from annotator.ui.models.settling import home

        if matter.entity not in self._homes:
            self._homes[matter.entity] = home(self._bridge, matter)
        return self._homes[matter.entity]

    @Slot(QWidget, QWidget)
    def _catch_up(self, _before: QWidget | None, _now: QWidget | None) -> None:
        if self._waiting:
            QTimer.singleShot(0, self, self._ask)  # what was written is stored by then

    def _is_writing_here(self) -> bool:
        focus = self._panel.window().focusWidget()
        return focus is not None and self._panel.isAncestorOf(focus) and is_writing(focus)

    # --- going about ---

    def next(self) -> Matter | None:
        """What a person is led to now: what is asked of already, unless they are at it; else the one after it."""
        self._look_again()
        if self.place is not None and self.place.offered is not None:
            return self.place.offered
        here = self.place.matter if self.place is not None else None
        if self.place is not None and here is not None and not self.place.has_focus():
            return here
        names = [each.entity for each in self._matters]
        at = names.index(here.entity) + 1 if here is not None and here.entity in names else 0
        return self._matters[at % len(names)] if names else None

    @Slot(object)
    def go(self, matter: Matter) -> None:
        """Show a thing where it stands, ask what is to settle on it, and put the focus on the first choice."""
        self._led_to, self._put_off, self._going = matter.entity, "", True
        try:
            self._show(matter)
        finally:
            self._going = False
        self._built().show_matter(matter)
        QTimer.singleShot(0, self, self._begin)  # the panel shows it by then

    def _begin(self) -> None:
        if self.place is not None and self.place.matter is not None and self.place.matter.entity == self._led_to:
            self.place.begin()

    def _show(self, matter: Matter) -> None:
        tab, name = self._home(matter)
        catalogue, bridge = self._bridge.session.catalogue, self._bridge
        if tab == "annotation" and name:
            bridge.jump(name)
            self._panel.show_tab("annotation")
        elif tab == "sources":
            self._panel.sources.show_source(name)
        elif tab == "codebook":
            self._panel.show_tab("codebook")
        elif matter.article and catalogue.article(matter.article) is not None:
            self._show_article(matter)
            self._panel.show_tab("article")

    def _show_article(self, matter: Matter) -> None:
        """The article; of a passage, its words."""
        start, _, end = matter.fields[0].partition(":")[2].partition("-")
        if matter.kind == "passages" and start.isdigit() and end.isdigit():
            self._bridge.passage_wanted.emit(matter.article, int(start), int(end), False)
        elif matter.article != self._bridge.article:
            self._bridge.jumping.emit()
            self._bridge.show_article(matter.article)

    # --- building ---

    def _built(self) -> SettlePlace:
        if self.place is None:
            from annotator.ui.widgets.settle_place import SettlePlace  # only where something is to settle

            self.place = SettlePlace(self._bridge, self._panel)
            self.place.wanted.connect(self.go)
            self.place.left.connect(self.left)
            self.place.later.clicked.connect(self._remember_put_off)
            column = self._panel.layout()
            assert isinstance(column, QVBoxLayout)
            column.insertWidget(0, self.place)
        return self.place

    @Slot()
    def _remember_put_off(self) -> None:
        self._led_to = ""
        found = self._of_what_is_shown()
        self._put_off = found.entity if found is not None else ""


def is_writing(widget: QWidget | None) -> bool:
    """Whether somebody writes something there that is going to be stored; looking for something is not writing."""
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QLineEdit) and not isinstance(widget, SearchLine) and widget.isModified()
