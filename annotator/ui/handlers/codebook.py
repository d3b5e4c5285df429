"""The codebook: show it, bring another one in, take it out."""

from __future__ import annotations

from annotator.language import tr
from annotator.ui.bridge import Said
from annotator.ui.handlers.part import Part, Table
from annotator.ui.panels.codebook_panel import CodebookPanel


class CodebookPart(Part):
    """The commands of the codebook."""

    def table(self) -> Table:
        """Command id → what to call."""
        return {"codebook.show": self.show, "codebook.import": self.bring_in, "codebook.export": self.export}

    def show(self) -> None:
        """Show the kinds, to read or to edit."""
        self._panel().open_place(("kinds",), focus=True)
        self._panel().choice.show_choice("kinds")

    def bring_in(self) -> None:
        """Ask for a codebook, and show what it would change."""
        from annotator.ui.dialogs.paths import ask_codebook

        if path := ask_codebook(self._window):
            self._panel().read(path)

    def export(self) -> None:
        """Ask for a place, and write the codebook alone."""
        from annotator.corpus.errors import Fault
        from annotator.formats import export
        from annotator.ui.dialogs.paths import ask_export

        session = self._bridge.session
        out = ask_export(self._window, f"{session.path.stem}.codebook.json")
        if out is None:
            return
        try:
            written = export("codebook", session.catalogue, out)
        except Fault as fault:
            self._bridge.failed.emit(fault)
            return
        self._bridge.said.emit(Said(tr("Written to {file}: {summary}", file=out.name, summary=written.summary()),
                                    folder=str(out.parent)))

    def _panel(self) -> CodebookPanel:
        panel = self._shown_panel().show_tab("codebook")
        assert isinstance(panel, CodebookPanel)
        return panel
