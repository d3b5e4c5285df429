"""How the window looks: what stands beside the text, how large it is; and the help."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from annotator.language import tr
from annotator.settings import Settings
from annotator.ui.handlers.part import Part, Table
from annotator.ui.navigation import next_region
from annotator.ui.widgets.source_edit import SourceEdit

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

SIZES = (14, 15, 16, 17, 18, 19, 20, 22, 24)
"""Text sizes in pixels."""

KEYS_BESIDE = {
    "source": tr("Enter takes the source · ↓ others · Ctrl+Enter creates it as typed · Esc back to the text"),
    "panel": tr("Esc back to the text · {region.next} next region · {help.keys} keys"),
    "settle": tr("1 or 2 takes it · {settle.next} the next one · Esc back to the text"),
    "library": tr("Enter opens · Esc back to the text · {region.next} next region · {help.keys} keys"),
}
"""What the status line says of the keys while the focus is not in the text."""


class Viewing(Part):
    """The commands of the view and of the help."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._beside: list[QWidget] = []

    def table(self) -> Table:
        """Command id → what to call."""
        window = self._window
        return {
            "annotation.leave": self.let_go, "region.next": partial(self.step_region, 1),
            "region.previous": partial(self.step_region, -1),
            "show.library": partial(self.toggle, window.library_place),
            "show.panel": partial(self.toggle, window.panel_place), "show.focus": self.toggle_focus_mode,
            "text.larger": partial(self.resize_text, 1), "text.smaller": partial(self.resize_text, -1),
            "text.normal": self.normal_text, "help.keys": self.show_keys, "help.contents": self.show_help,
            "help.about": self.show_about,
        }

    # --- what stands beside the text ---

    def let_go(self) -> None:
        """Hide the pill, leave the suggestion or the tour; else clear selection, then focus; then leave focus mode."""
        handlers = self._window.handlers
        if self._window.pill.dismiss() or handlers.suggesting.leave() or handlers.touring.leave():
            return
        if self._view.selection():
            self._view.clear_selection()
        elif self._bridge.annotation:
            self._bridge.focus("")
        else:
            self.leave_focus_mode()

    def toggle(self, place: QWidget) -> None:
        """Show or hide library or panel."""
        place.setVisible(place.isHidden())
        self._window.show_state()

    def toggle_focus_mode(self) -> None:
        """Nothing but the text, and back to what stood beside it before."""
        window = self._window
        alone = window.actions_.action("show.focus").isChecked()
        beside = (window.library_place, window.panel_place)
        if alone:
            self._beside = [place for place in beside if not place.isHidden()]
        for place in beside:
            place.setVisible(not alone and place in self._beside)
        for part in (window.top_place, window.menuBar()):
            part.setVisible(not alone)
        window.setWindowState(window.windowState() ^ window.windowState().WindowFullScreen)
        self._view.setFocus()

    def leave_focus_mode(self) -> None:
        """By Esc, and before the window's layout is kept: focus mode is for now, not for the next start."""
        if self._window.actions_.action("show.focus").isChecked():
            self._window.actions_.action("show.focus").trigger()

    def step_region(self, step: int) -> None:
        """Walk the regions: library, text, panel, and the tour while it is there."""
        middle = self._view if self._bridge.article else self._window.pages
        beside = self._window.handlers.touring.regions()
        next_region([self._window.library_place, middle, self._window.panel_place, *beside], step)

    # --- the text ---

    def resize_text(self, step: int) -> None:
        """Make the text larger (1) or smaller (-1)."""
        size = self._bridge.settings.size
        at = min(range(len(SIZES)), key=lambda i: abs(SIZES[i] - size)) + step
        self._bridge.choose(size=SIZES[min(max(at, 0), len(SIZES) - 1)])

    def normal_text(self) -> None:
        """Set the text as it is by default."""
        self._bridge.choose(size=Settings().size)

    # --- help ---

    def context(self) -> str:
        """Which keys act now."""
        focus = self._window.focusWidget()
        if isinstance(focus, SourceEdit):
            return "source"
        if focus is not None and self._window.panel_place.isAncestorOf(focus):
            return "panel"
        if focus is not None and self._window.library_place.isAncestorOf(focus):
            return "library"
        return "suggestion" if self._window.handlers.suggesting.is_deciding else "reader"

    @Slot(QWidget, QWidget)
    def follow_focus(self, _before: QWidget | None, _now: QWidget | None) -> None:
        """Have the status line name the keys of the place where the focus is."""
        if isValid(self._window):  # the last focus goes while the window is taken down
            words = KEYS_BESIDE.get("settle" if self._settles() else self.context(), "")
            self._window.status.show_keys_beside(self._bridge.keymap.hints(words))

    def _settles(self) -> bool:
        place = self._window.panel.settling.place if self._window.panel is not None else None
        return place is not None and place.has_focus()

    def show_keys(self) -> None:
        """Show the keys of this state."""
        from annotator.ui.dialogs.cheat_sheet import CheatSheet

        commands = self._bridge.keymap.commands()
        CheatSheet(self._window, self.context(), theme=self._bridge.theme, commands=commands).show()

    def show_help(self) -> None:
        """Open the help."""
        from annotator.ui.dialogs.help_window import HelpWindow

        HelpWindow(self._window, theme=self._bridge.theme, commands=self._bridge.keymap.commands()).show()

    def show_about(self) -> None:
        """Say what this is."""
        from annotator.ui.dialogs.about import AboutDialog

        AboutDialog(self._window).open()
