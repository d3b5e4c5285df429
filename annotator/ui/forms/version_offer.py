"""“New version of …?”: an article that comes in, and the one of the project that it looks like."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from annotator.actions.versions import Carried, carry_over
from annotator.corpus.anchoring import Anchoring
from annotator.corpus.annotation import Span
from annotator.corpus.errors import Fault
from annotator.formats.doors import Arrival
from annotator.language import tr
from annotator.project.catalogue import Catalogue
from annotator.project.versions import earlier
from annotator.ui.background import Background
from annotator.ui.bridge import Bridge
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.plain import plain_label

VERSION, OWN = "version", "own"


@dataclass(frozen=True, slots=True)
class Compared:
    """What becomes of the earlier version's annotations, and where the new text is other than the earlier one (code
    points)."""

    carried: Carried
    different: tuple[Span, ...] = ()


def compared(catalogue: Catalogue, before: str, arrival: Arrival) -> Compared:
    """Lay the two versions side by side, on a thread of its own."""
    whole = earlier(catalogue, before, arrival.article.id)
    anchoring = Anchoring(whole.text, arrival.text)
    return Compared(carry_over(whole, arrival.article.id, arrival.text, anchoring=anchoring),
                    tuple(_between(anchoring)))


def _between(anchoring: Anchoring) -> list[Span]:
    """The stretches of the new text that the old one does not have."""
    found, last = list[Span](), 0
    for _, start, length in anchoring.shared:
        if start > last:
            found.append((last, start))
        last = start + length
    return [*found, (last, len(anchoring.new))] if last < len(anchoring.new) else found


class VersionOffer(QFrame):
    """Says what speaks for it, offers both, and says what would become of the annotations. Hidden for other articles.

    Signals:
        chosen: `VERSION` or `OWN`, pressed by a person.
        compared: the `Compared` of the article that is shown.
    """

    chosen = Signal(str)
    compared = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._work: Background | None = None
        self._arrival: Arrival | None = None
        self._found = ""
        self._words = plain_label("", parent=self)
        self._outcome = plain_label("", "caption", parent=self)
        self.choice = ChoiceRow({VERSION: tr("New version of it"), OWN: tr("An article of its own")},
                                name=tr("What it is"), parent=self)
        self.choice.chosen.connect(self._choose)
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        for part in (self._words, self.choice, self._outcome):
            column.addWidget(part)
        self.hide()

    @property
    def outcome(self) -> str:
        """What becomes of the annotations, in words."""
        return self._outcome.text()

    @property
    def busy(self) -> bool:
        """Whether the versions are being compared just now."""
        return self._work is not None

    def show_arrival(self, arrival: Arrival | None, choice: str) -> None:
        """Show what an article may be a new version of."""
        self._arrival = arrival if arrival is not None and arrival.earlier is not None else None
        if self._work is not None:
            self._work.forget()
            self._work = None
        self.setVisible(self._arrival is not None)
        if self._arrival is None or self._arrival.earlier is None:
            return
        self._found = ""
        said = tr("It has {words}.", words=self._arrival.earlier.words())
        self._words.setText(said)
        self.setAccessibleName(said)
        self.choice.show_choice(choice)
        self._show_outcome()
        before = self._arrival.earlier.article
        self._work = Background(partial(compared, self._bridge.session.catalogue, before, self._arrival), self,
                                name=tr("comparing versions"))
        self._work.finished.connect(self._take)
        self._work.start()

    @Slot(object)
    def _take(self, found: Compared | Fault) -> None:
        self._work = None
        if isinstance(found, Compared):
            self._found = found.carried.words()
            self._show_outcome()
            self.compared.emit(found)

    @Slot(str)
    def _choose(self, choice: str) -> None:
        self._show_outcome()
        self.chosen.emit(choice)

    def _show_outcome(self) -> None:
        version = self.choice.choice == VERSION
        self._outcome.setText((self._found or tr("Comparing the two versions…")) if version else _OWN)


_OWN = tr("Both stay as they are, each with its own annotations.")
