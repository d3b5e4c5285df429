"""The versions of an article: place what the earlier one had on words of this one, let it go, go from one to the other.
"""

from __future__ import annotations

from annotator.language import tr
from annotator.ui.bridge import Said
from annotator.ui.forms.placing_strip import PlacingStrip
from annotator.ui.handlers.part import Part, Table


class Versions(Part):
    """The commands of new versions."""

    def table(self) -> Table:
        """Command id → what to call."""
        return {"annotate.place": self.place, "annotate.let_go": self.let_go, "article.other_version": self.show_other}

    def place(self) -> None:
        """Put the chosen annotation on the selected words; the next one's likely place is selected then."""
        strip, span = self._strip(), self._view.selection()
        if strip.chosen is None:
            self._say(tr("Nothing needs placing in this article"))
        elif span is None:
            self._say(tr("Select the words where it belongs, then press P"))
        elif strip.looking:
            self._say(tr("One moment: the versions are being compared"))
        elif strip.place(span):
            self._view.clear_selection()
            strip.show_instead_soon()

    def let_go(self) -> None:
        """Leave the chosen annotation with the earlier version."""
        strip = self._strip()
        if strip.chosen is None:
            self._say(tr("Nothing needs placing in this article"))
        else:
            strip.let_go()

    def show_other(self) -> None:
        """Open the newer version of the article, else the one before."""
        self._strip().show_other()

    def _strip(self) -> PlacingStrip:
        panel = self._shown_panel()
        panel.show_tab("annotation")
        return panel.annotation.placing

    def _say(self, words: str) -> None:
        self._bridge.said.emit(Said(words))
