"""Who works, how the team works together, and what the law takes out of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from annotator.corpus.sight import Sight
from annotator.language import tr
from annotator.ui.handlers.part import Part, Table

if TYPE_CHECKING:
    from annotator.ui.forms.coder_form import CoderForm
    from annotator.ui.forms.last_work import LastWorkSheet
    from annotator.ui.forms.project_form import ProjectForm
    from annotator.ui.main_window import MainWindow
    from annotator.ui.widgets.popover import Popover

SIGHTS = {Sight.ALL: "", Sight.OWN: tr("sees only their own"), Sight.BOTH_DONE: tr("blind until both are done")}
"""What the status line says of what a coder may see."""


class Team(Part):
    """The commands of people and of the project as a whole."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.me: CoderForm | None = None
        self.project: ProjectForm | None = None
        self.last: LastWorkSheet | None = None
        self._me_sheet: Popover | None = None
        self._project_sheet: Popover | None = None
        self._last_sheet: Popover | None = None

    def table(self) -> Table:
        """Command id → what to call."""
        return {"project.settings": self.show_project, "team.me": self.show_me, "show.last_work": self.show_last,
                "team.purge": self.purge}

    def connect_status(self) -> None:
        """The coder's name in the status line opens their sheet."""
        self._window.status.coder.clicked.connect(self.show_me)
        self._bridge.changed.connect(self.show_coder)

    @Slot()
    def show_coder(self) -> None:
        """Have the status line say who works and what they see."""
        session = self._bridge.session
        self._window.status.show_coder(session.coder.name, SIGHTS[session.eyes.sight])

    @Slot()
    def show_me(self) -> None:
        """Show the sheet of whoever works, or put it away."""
        if self._me_sheet is None or self.me is None:
            from annotator.ui.forms.coder_form import CoderForm
            from annotator.ui.widgets.popover import Popover

            self.me = CoderForm(self._bridge)
            self._me_sheet = Popover(self._window, self.me, name=tr("Who I am"))
            self.me.resized.connect(self._me_sheet.fit)
            self.me.renamed.connect(self.show_coder)
            self.me.chosen.connect(self.go_to)
            self.me.all_wanted.connect(self.show_last)
        if self._me_sheet.isVisible():
            self._me_sheet.leave()
            return
        self.me.show_coder()
        self._me_sheet.open_at(self._window.status.coder, self.me.lines["name"])

    @Slot()
    def show_last(self) -> None:
        """Show who worked here last, or put it away."""
        if self._last_sheet is None or self.last is None:
            from annotator.ui.forms.last_work import LastWorkSheet
            from annotator.ui.widgets.popover import Popover

            self.last = LastWorkSheet(self._bridge)
            self._last_sheet = Popover(self._window, self.last, name=tr("Who worked here last"))
            self.last.resized.connect(self._last_sheet.fit)
            self.last.chosen.connect(self.go_to)
        if self._last_sheet.isVisible():
            self._last_sheet.leave()
            return
        if self._me_sheet is not None and self._me_sheet.isVisible():
            self._me_sheet.leave()
        self.last.show_all()
        self._last_sheet.open_at(self._window.status.coder, self.last.first())

    @Slot(str)
    def go_to(self, article: str) -> None:
        """Open the article that a colleague worked in, as a step that Back takes back."""
        for sheet in (self._me_sheet, self._last_sheet):
            if sheet is not None and sheet.isVisible():
                sheet.leave()
        if article != self._bridge.article:
            self._bridge.jumping.emit()
            self._bridge.show_article(article)
        self._window.view.setFocus()

    def show_project(self) -> None:
        """Show what the project says of itself, or put it away."""
        if self._project_sheet is None or self.project is None:
            from annotator.ui.forms.project_form import ProjectForm
            from annotator.ui.widgets.popover import Popover

            self.project = ProjectForm(self._bridge)
            self._project_sheet = Popover(self._window, self.project, name=tr("Project"))
            self.project.resized.connect(self._project_sheet.fit)
        if self._project_sheet.isVisible():
            self._project_sheet.leave()
            return
        self.project.show_project()
        self._project_sheet.open_at(self._window.top, self.project.lines["name"])

    def purge(self) -> None:
        """Ask what is to be purged, and do it."""
        from annotator.ui.dialogs.purge_dialog import PurgeDialog

        PurgeDialog(self._bridge, self._window).open()
