"""The guided tour through the sample: a card for each step, which goes on by itself when the step is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from annotator.corpus.change import Changed
from annotator.language import tr
from annotator.ui.bridge import Said
from annotator.ui.handlers.part import Part

if TYPE_CHECKING:
    from annotator.ui.theme import Theme
    from annotator.ui.widgets.callout import Callout

Event = tuple[SignalInstance, Callable[..., object]]
"""A signal, and whether what came with it is what was meant."""


class Touring(Part):
    """Begins with the first, ends with the last step or when it is put away; neither comes back by itself."""

    card: Callout | None = None
    _at = -1

    @property
    def is_on(self) -> bool:
        """Whether a step is shown."""
        return self._at >= 0

    def begin(self, at: int = 0) -> None:
        """Show the steps from that one on, the first in an article that nobody has worked on."""
        if self.card is None:
            self._make()
        self._leave_step()
        if at == 0:
            self._open_untouched()
        self._shown_panel().show_tab("annotation")
        self._view.setFocus()
        self._show(at)

    def leave(self) -> bool:
        """Put the tour away for good; whether it was there."""
        if not self.is_on:
            return False
        at = self._at
        self._end()
        self._bridge.said.emit(Said(tr("The tour is put away; Help › Show the tour again brings it back"),
                                    action=tr("Go on with it"), then=partial(self.begin, at)))
        return True

    def regions(self) -> list[QWidget]:
        """The card as one more region that F6 goes through."""
        return [self.card] if self.card is not None and self.is_on else []

    # --- steps ---

    def _make(self) -> None:
        from annotator.ui.widgets.callout import Callout  # once in a person's life

        self.card = Callout(self._window, self._bridge.theme)
        self.card.onward.connect(self._onward)
        self.card.left.connect(self._put_away)
        self._bridge.theme_changed.connect(self._wear)

    def _open_untouched(self) -> None:
        catalogue = self._bridge.session.catalogue
        empty = (name for name in catalogue.article_ids() if not catalogue.annotation_ids(name))
        name = next(empty, self._bridge.article)
        if name and name != self._bridge.article:
            self._bridge.show_article(name)
        self._bridge.focus("")
        self._view.clear_selection()

    def _show(self, at: int) -> None:
        from annotator.ui.tour import STEPS, texts

        assert self.card is not None
        self._at, step = at, STEPS[at]
        title, text = texts(self._bridge.keymap)[at]
        self.card.show_step(title, text, place=(at + 1, len(STEPS)), side=step.side,
                            target=self._window.findChild(QWidget, step.at))
        self._event, self._meant = self._events()[step.ends]
        self._event.connect(self._hear)

    def _events(self) -> dict[str, Event]:
        return {
            "selected": (self._view.selection_changed, self._is_selected),
            "marked": (self._bridge.changed, self._is_marked),
            "attributed": (self._bridge.changed, self._is_attributed),
            "suggested": (self._bridge.suggestions.focused, self._is_suggested),
            "palette": (self._window.actions_.action("palette.show").triggered, bool),
        }

    def _hear(self, *given: object) -> None:
        if self.is_on and (not given or self._meant is bool or self._meant(*given)):
            self._leave_step(keep=True)
            QTimer.singleShot(0, self, self._onward)  # what the deed brings about comes first

    def _is_selected(self, *_: object) -> bool:
        return self._view.selection() is not None

    def _is_marked(self, changed: Changed) -> bool:
        return not changed.from_elsewhere and any(map(self._bridge.find, changed.of_kind("annotation")))

    def _is_attributed(self, changed: Changed) -> bool:
        found = map(self._bridge.find, changed.of_kind("annotation"))
        return not changed.from_elsewhere and any(one is not None and bool(one.chain) for one in found)

    def _is_suggested(self, *_: object) -> bool:
        return self._bridge.suggestions.current is not None

    @Slot()
    def _onward(self) -> None:
        from annotator.ui.tour import STEPS

        if not self.is_on:
            return
        at = self._at
        self._leave_step()
        if at + 1 < len(STEPS):
            self._show(at + 1)
        else:
            self._end()

    def _leave_step(self, *, keep: bool = False) -> None:
        """Hear no more of this step; `keep`: its card stays until the next one comes."""
        if self._event is not None:
            self._event.disconnect(self._hear)
            self._event = None
        if not keep:
            self._at = -1

    _event: SignalInstance | None = None

    def _end(self) -> None:
        assert self.card is not None
        inside = self.card.isAncestorOf(self._window.focusWidget() or self._window)
        self._leave_step()
        self.card.put_away()
        if inside:
            self._view.setFocus()
        if not self._bridge.settings.toured:
            self._bridge.choose(toured=True)

    @Slot()
    def _put_away(self) -> None:
        self.leave()

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        assert self.card is not None
        self.card.set_theme(theme)
        if not self.is_on:
            self.card.put_away()
