"""Whose annotations are shown: everybody's, or one person's alone. It changes nothing in the project."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction

from annotator.corpus.change import Changed
from annotator.language import number_text, tr
from annotator.ui.bridge import Said
from annotator.ui.handlers.part import Part, Table
from annotator.ui.models.whose import choices, whose_now
from annotator.ui.widgets.plain import plain


class Narrowing(Part):
    """The commands of whose annotations are shown."""

    def table(self) -> Table:
        """Command id → what to call."""
        return {"show.coder": self.fill, "show.next_coder": self.show_next}

    def connect_status(self) -> None:
        """Have the status line say it, and lead back."""
        self._window.status.only_pressed.connect(partial(self._bridge.show_only, ""))
        self._bridge.narrowed.connect(self._show)
        self._bridge.changed.connect(self._follow)

    def fill(self) -> None:
        """List the choices in the menu, as they are just now."""
        menu = self._window.actions_.submenu("show.coder")
        menu.clear()
        for choice in choices(self._bridge):
            action = QAction(plain(f"{choice.words[:1].upper()}{choice.words[1:]} ({number_text(choice.count)})"), menu)
            action.setCheckable(True)
            action.setChecked(choice.person == self._bridge.only)
            action.triggered.connect(partial(self._bridge.show_only, choice.person))
            menu.addAction(action)

    def show_next(self) -> None:
        """Go on to the next choice, round and round, and say which it is."""
        persons = [choice.person for choice in choices(self._bridge) if choice.count or not choice.person]
        if len(persons) < 2:
            self._bridge.show_only("")
            self._bridge.said.emit(Said(tr("Nothing is marked here yet")))
            return
        at = persons.index(self._bridge.only) if self._bridge.only in persons else 0
        self._bridge.show_only(persons[(at + 1) % len(persons)])

    @Slot()
    def _show(self) -> None:
        self._window.status.show_only(whose_now(self._bridge))

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        """A name may be another, or two people one, and then that one is meant."""
        if self._bridge.only and "coder" in changed.kinds():
            self._bridge.show_only(self._bridge.session.catalogue.people().one(self._bridge.only))
            self._show()
