"""The reading settings: a sheet below their button, over the text that they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from annotator.language import tr
from annotator.ui.handlers.part import Part, Table
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.settings import Settings
    from annotator.ui.forms.reading_form import ReadingForm
    from annotator.ui.main_window import MainWindow
    from annotator.ui.widgets.popover import Popover


class Reading(Part):
    """Shows and hides the sheet, and hands on what is chosen in it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.form: ReadingForm | None = None
        self.sheet: Popover | None = None

    def table(self) -> Table:
        """Command id → what to call."""
        return {"text.settings": self.toggle}

    def toggle(self) -> None:
        """Show the sheet, or put it away."""
        if self.sheet is None:
            self._make()
        assert self.sheet is not None and self.form is not None
        if self.sheet.isVisible():
            self.sheet.leave()
            return
        self.form.show_settings(self._bridge.settings)
        self.sheet.open_at(self._window.top.button("text.settings"), self.form.face)

    def _make(self) -> None:
        from annotator.ui.forms.reading_form import ReadingForm
        from annotator.ui.widgets.popover import Popover

        self.form = ReadingForm(self._bridge.settings, self._bridge.theme)
        self.sheet = Popover(self._window, self.form, name=tr("Reading settings"))
        self.form.chosen.connect(self._choose)
        self.form.theme_chosen.connect(self._choose_theme)
        self._bridge.settings_changed.connect(self._show)
        self._bridge.theme_changed.connect(self._wear)

    @Slot(str, object)
    def _choose(self, key: str, value: object) -> None:
        if getattr(self._bridge.settings, key) != value:
            self._bridge.choose(**{key: value})

    @Slot(str)
    def _choose_theme(self, choice: str) -> None:
        self._bridge.wanted.emit(f"theme.{choice}")

    @Slot(object)
    def _show(self, settings: Settings) -> None:
        assert self.form is not None
        self.form.show_settings(settings)

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        assert self.form is not None
        self.form.set_theme(theme)
