"""Suggestions in the text: to the next one, accept, dismiss, accept all of a kind, switch them off."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot

from annotator.corpus.change import Changed, ChangeSet
from annotator.language import tr, trn
from annotator.ui.bridge import Said
from annotator.ui.handlers.part import Part, Table
from annotator.ui.widgets.suggestion_strip import SuggestionStrip


class Suggesting(Part):
    """The commands of suggestions. Where nothing is suggested `Tab` goes on to the next control, as everywhere."""

    def table(self) -> Table:
        """Command id → what to call."""
        return {
            "suggestion.next": partial(self.step, 1), "suggestion.previous": partial(self.step, -1),
            "suggestion.accept": self.accept, "suggestion.dismiss": self.dismiss,
            "suggestion.accept_all": self.accept_all, "show.suggestions": self.show_panel,
            "suggestion.switch": self.switch,
        }

    def connect_text(self) -> None:
        """Join the suggestions to the text and to the strip below it."""
        suggestions, deciding = self._bridge.suggestions, self._bridge.deciding
        suggestions.caret = self._view.caret
        self.strip = SuggestionStrip(self._bridge)
        column = self._window.centre.layout()
        assert column is not None
        column.addWidget(self.strip)
        self._window.toasts.keep_above(self.strip)
        self.strip.moved.connect(self._window.toasts.settle)
        self.strip.accepted.connect(self.accept)
        self.strip.dismissed.connect(self.dismiss)
        self.strip.all_wanted.connect(self.accept_all)
        self.strip.left.connect(self.leave)
        self._view.selection_changed.connect(self._leave_for_selection)
        for signal in (suggestions.listed, suggestions.gone, suggestions.focused, suggestions.switched, deciding.asked):
            signal.connect(self.show_enabled)
        self.show_enabled()

    @property
    def is_deciding(self) -> bool:
        """Whether a key would decide on something: one is in focus, or something is asked."""
        deciding = self._bridge.deciding
        return bool(self._bridge.suggestions.current or deciding.question or deciding.preview)

    @Slot()
    def show_enabled(self, _: object = None) -> None:
        """Let keys that have nothing to act on go to whom they belong else."""
        actions, suggestions = self._window.actions_, self._bridge.suggestions
        for name in ("suggestion.next", "suggestion.previous"):
            actions.set_enabled(name, bool(suggestions.shown))
        for name in ("suggestion.accept", "suggestion.dismiss"):
            actions.set_enabled(name, bool(suggestions.current or self._bridge.deciding.question))
        actions.set_enabled("suggestion.accept_all", bool(suggestions.shown))
        actions.set_checked("suggestion.switch", self._bridge.settings.suggestions)
        self._window.show_state()

    # --- commands ---

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) suggestion; at the end on to the next control, as Tab does else."""
        if self._bridge.suggestions.step(by):
            self._view.setFocus()
        elif by > 0:
            self._window.focusNextChild()
        else:
            self._window.focusPreviousChild()

    def accept(self) -> None:
        """Accept the suggestion in focus, or the answer that is offered."""
        self._bridge.deciding.accept()
        self._view.setFocus()
        self._tell_the_end()

    def dismiss(self) -> None:
        """Dismiss the suggestion in focus, or leave open what is asked."""
        self._bridge.deciding.dismiss()
        self._view.setFocus()
        self._tell_the_end()

    def accept_all(self) -> None:
        """Accept all of the kind."""
        self._bridge.deciding.accept_all(self._store)
        self._view.setFocus()

    def leave(self) -> bool:
        """Decide nothing: let what is asked and the suggestion go; whether there was anything."""
        asked = self._bridge.deciding.drop()
        return asked or self._bridge.suggestions.leave()

    def switch(self) -> None:
        """Suggest something, or nothing, to whoever works here."""
        self._bridge.choose(suggestions=not self._bridge.settings.suggestions)
        suggestions = self._bridge.suggestions
        self._bridge.said.emit(Said(suggestions.why_off or tr("Suggestions are on")))
        self.show_enabled()

    def show_panel(self) -> None:
        """Show the list of what is suggested."""
        panel = self._shown_panel()
        panel.show_tab("suggestions").setFocus()

    # --- inside ---

    def _store(self, changes: ChangeSet, say: str) -> Changed | None:
        """Store many as one action; what takes long with a bar and Cancel."""
        from annotator.ui.dialogs.storing import MANY, Cancelled, Storing

        if len(changes.changes) <= MANY:
            return self._bridge.do(changes, say=say)
        storing = Storing(self._window, len(changes.changes), title=tr("Accepting suggestions"))
        try:
            return self._bridge.do(changes, say=say, progress=storing.step, ending=storing.end)
        except Cancelled:
            self._bridge.said.emit(Said(tr("Nothing was accepted: all is as it was")))
            return None
        finally:
            storing.close()

    def _tell_the_end(self) -> None:
        suggestions = self._bridge.suggestions
        if not self.is_deciding and not suggestions.searching:
            left = len(suggestions.shown)
            said = trn("One suggestion waits further up: Shift+Tab goes there",
                       "{number:,} suggestions wait further up: Shift+Tab goes there", left) if left else (
                tr("Nothing more is suggested here"))
            self._bridge.said.emit(Said(said))

    @Slot()
    def _leave_for_selection(self) -> None:
        """Whoever selects words has something else in mind."""
        if self._view.selection():
            self._bridge.suggestions.leave()
