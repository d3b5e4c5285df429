"""What the one banner says: the most pressing of what is the matter with the project, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.ui.exchange_thread import Saved
from annotator.ui.handlers.part import Part
from annotator.ui.widgets.banner import BannerAction

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

OF_THE_PROJECT = ("keeping.merge", "keeping.send", "keeping.backups", "keeping.check", "keeping.forget",
                  "project.new_from")
"""Commands that a copy that is only read does not have."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell or to ask until it is answered."""

    text: str
    actions: Sequence[BannerAction] = ()
    severity: str = "notice"

    def says(self) -> tuple[str, ...]:
        """All its words, for two that say the same."""
        return self.text, *(words for words, _ in self.actions)


class Standing(Part):
    """A fault of the file comes first, then what is asked, in the order in which it came up."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._saved = window.bridge.last_saved
        self._notices: dict[str, Notice] = {}
        self._shown: Notice | None = None

    def say(self, key: str, notice: Notice) -> None:
        """Tell or ask; what was said under the same key before is said no more."""
        self._notices[key] = notice
        self.show()

    def drop(self, key: str) -> None:
        """It is answered, or no longer true."""
        self._notices.pop(key, None)
        self.show()

    def understood(self, key: str) -> BannerAction:
        """The button of what is only told."""
        return tr("Understood"), partial(self.drop, key)

    def show(self, saved: Saved | None = None) -> None:
        """Have banner and menu say how things stand now."""
        self._saved = saved or self._saved
        self._show_enabled()
        found = self._most_pressing()
        if found and self._shown and found.says() == self._shown.says() and self._window.banner.text == found.text:
            return  # whoever is on one of its buttons stays there
        self._shown = found
        if found:
            self._window.banner.show_state(found.text, found.actions, severity=found.severity)
        else:
            self._window.banner.clear()

    def _most_pressing(self) -> Notice | None:
        session = self._bridge.session
        if self._saved.fault and not session.original:
            return Notice(str(self._saved.fault), self._remedies(), "warning")
        if session.newer:
            return Notice(tr("A newer version of the program works with this file. It is only read here; "
                             "update the program to go on."), severity="warning")
        if self._notices:
            return next(iter(self._notices.values()))
        return Notice(session.note, [(tr("Understood"), self._forget_note)]) if session.note else None

    def _remedies(self) -> list[BannerAction]:
        found: list[BannerAction] = [(tr("Try again"), self._bridge.exchange_now)]
        if self._can_rewrite():
            found.append((tr("Write a fresh project file…"), partial(self._bridge.wanted.emit, "keeping.rewrite")))
        return found

    def _can_rewrite(self) -> bool:
        session = self._bridge.session
        return self._saved.is_lost and not session.original and not session.newer

    def _show_enabled(self) -> None:
        actions, session = self._window.actions_, self._bridge.session
        own = session.original is None and not session.newer
        for name in OF_THE_PROJECT:
            actions.set_enabled(name, own)
        actions.set_enabled("keeping.rewrite", self._can_rewrite())

    def _forget_note(self) -> None:
        self._bridge.session.note = ""
        self.show()
