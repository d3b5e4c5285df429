"""What the pages of the codebook editor share: the codebook as it is, its uses, and a strip for effects."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from annotator.actions.codebook import revise
from annotator.corpus.change import CODEBOOK_ID, Changed, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.kinds import Attribute, Codebook
from annotator.corpus.usage import Answer, Usage
from annotator.language import tr
from annotator.project.catalogue import Catalogue
from annotator.ui.background import Background
from annotator.ui.bridge import Bridge, Said

AT_ONCE = 2_000
"""Annotations that are counted while the window waits."""

Choice = tuple[str, Callable[[], None]]
"""The words of a button, and what it calls."""


class CodebookDesk(QObject):
    """Stores edits; asks before anything coded is touched.

    Signals:
        asked: sentence and choices for the strip; an empty sentence takes it away.
        opened: the place to show, such as ("attribute", "claim", "tone").
        counted: the uses are known now.
    """

    counted = Signal()
    asked = Signal(str, list)
    opened = Signal(tuple)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._usage: Usage | None = None
        self._last = Usage()
        self._counting: Background | None = None
        self._seen: tuple[int, ...] | None = None
        bridge.changed.connect(self._forget)

    @property
    def book(self) -> Codebook:
        """The codebook as it is stored now."""
        return self.bridge.session.catalogue.codebook()

    @property
    def usage(self) -> Usage:
        """How often everything is used, for a page to show; in a large project it is counted on a thread."""
        if self._usage is None and self._counting is None:
            catalogue = Catalogue(self.bridge.session.replica)
            if catalogue.rows("SELECT count(*) FROM annotation")[0][0] <= AT_ONCE:
                return self.usage_now
            self._counting = Background(catalogue.usage, self, name="counting")
            self._counting.finished.connect(self._take_count)
            self._counting.start()
        return self._usage or self._last

    @property
    def usage_now(self) -> Usage:
        """How often everything is used at this moment: what a choice is made by."""
        if self._usage is None:
            self._usage = self._last = self.bridge.session.catalogue.usage()
        return self._usage

    def attribute(self, owner: str, name: str) -> Attribute | None:
        """A question; one that has another id by now is found by the one that it had."""
        asked = self.book.asked(owner)
        return (self.book.attribute(owner, name)
                or next((a for a in asked if name in a.former), None))

    def answers(self, owner: str, name: str) -> list[Answer]:
        """Every answer to a question, where it stands."""
        from annotator.project.usage import answers

        return answers(self.bridge.session.catalogue, owner, name)

    def marked(self, kind: str) -> list[Answer]:
        """Every annotation of a kind."""
        from annotator.project.usage import marked

        return marked(self.bridge.session.catalogue, kind)

    # --- doing ---

    def begin(self) -> None:
        """Somebody begins to write: what is stored later answers to what stands there now."""
        self._seen = self.bridge.session.heads(CODEBOOK_ID)

    def do(self, edit: Callable[[Codebook], Codebook], coded: ChangeSet | None = None, *, say: str = "") -> str:
        """Store an edit, with what it does to what is coded, as one action.

        Args:
            say: a toast with Undo, for what is worth one.

        Returns:
            Why it was not stored, in a sentence; empty when it was.
        """
        try:
            after = edit(self.book)
        except Fault as fault:
            return f"{fault.why[:1].upper()}{fault.why[1:]}. {fault.remedy}"
        change_set = revise(self.book, after, seen=self._seen) + (coded or ChangeSet([]))
        self._seen = None
        if change_set and self.bridge.do(change_set, say=say) is None:
            return tr("It could not be stored")
        return ""

    def tell(self, words: str) -> None:
        """A toast."""
        self.bridge.said.emit(Said(words))

    def ask(self, sentence: str, choices: Sequence[Choice]) -> None:
        """Say what is used, and what can become of it; one more choice leaves all as it is."""
        self.asked.emit(sentence, [*choices, (tr("Not now"), self.settle)])

    def settle(self) -> None:
        """Nothing is asked any more."""
        self.asked.emit("", [])

    @Slot(object)
    def _forget(self, changed: Changed) -> None:
        if not changed.kinds().isdisjoint(("annotation", "source", "values", "article")):
            self._usage = None
            if self._counting is not None:
                self._counting.forget()
                self._counting = None

    @Slot(object)
    def _take_count(self, found: Usage) -> None:
        self._counting = None
        self._usage = self._last = found
        self.counted.emit()
