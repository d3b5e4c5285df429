"""What was merged into a source: each with what it brings, and the way back, looked at first."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.actions import sources
from annotator.corpus.change import counted
from annotator.corpus.source import Source, family
from annotator.language import tr, trn
from annotator.project.merges import brought
from annotator.project.statements import reach
from annotator.ui.bridge import Bridge
from annotator.ui.forms.source_words import field_in_words, listed
from annotator.ui.widgets.offer import Offer
from annotator.ui.widgets.plain import plain_label


class MergedRows(QWidget):
    """Hidden while nothing was merged into it.

    Args:
        offer: where the question is asked before a split.
    """

    def __init__(self, bridge: Bridge, offer: Offer) -> None:
        super().__init__()
        self._bridge, self._offer = bridge, offer
        self._into: Source | None = None
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.hide()

    def show_source(self, source: Source) -> None:
        """Show what counts as a source directly."""
        layout = self.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        self._into, self.buttons = source, []
        inside = self.inside()
        if inside:
            caption = QLabel(tr("Merged both ways: they count as one source") if source.stands
                             else tr("Merged into it"), self)
            caption.setWordWrap(True)
            caption.setProperty("role", "caption")
            layout.addWidget(caption)
        for other in inside:
            layout.addWidget(self._row(other))
        self.setVisible(bool(inside))

    def inside(self) -> list[Source]:
        """The sources that were merged into it."""
        known = self._bridge.session.catalogue.sources()
        return [s for s in known.values() if self._into is not None and s.merged_into == self._into.id]

    def _row(self, other: Source) -> QWidget:
        row = QWidget(self)
        annotations, articles = self._reach(other)
        brings = tr("{annotations} in {articles}", annotations=counted(annotations, 'annotation'),
                    articles=counted(articles, 'article')) if annotations else tr("unused")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(plain_label(other.name, parent=row))
        words.addWidget(plain_label(brings, "caption", parent=row))
        button = QPushButton(tr("Split off…"), row)
        button.setProperty("small", True)
        button.setAutoDefault(True)
        button.setAccessibleName(tr("Split {name} off", name=other.name))
        button.clicked.connect(partial(self.ask, other.id))
        self.buttons.append(button)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(words, 1)
        line.addWidget(button)
        return row

    def ask(self, name: str) -> None:
        """Say what a split would do, and ask for it."""
        other = self._bridge.session.catalogue.sources().get(name)
        if other is not None and self._into is not None:
            self._offer.say(self.sentence(other), [
                (tr("Split off"), partial(self.split, name)), (tr("Cancel"), self._offer.clear)])
            self._offer.buttons[0].setFocus()

    def sentence(self, other: Source) -> str:
        """What will be: “A. Berg becomes a source of its own again, with 3 annotations from 2 articles. …”."""
        into = self._into
        assert into is not None
        annotations, articles = self._reach(other)
        said = [tr("{name} becomes a source of its own again, with {annotations} from {articles}.", name=other.name,
                   annotations=counted(annotations, "annotation"), articles=counted(articles, "article"))
                if annotations else tr("{name} becomes a source of its own again.", name=other.name)]
        fields = self._fields(other)
        going = [f"“{field.partition(':')[2]}”" for field in fields if field.startswith("alias:")]
        staying = [f"“{name}”" for name in other.names if name in into.aliases and f"“{name}”" not in going]
        facts = [field_in_words(self._bridge, field) for field in fields if not field.startswith("alias:")]
        if going:
            said.append(tr("{names} will be no name of {source} any more.", names=listed(going), source=into.name))
        if staying:
            said.append(trn("{names} stays: {source} bears it too.", "{names} stay: {source} bears it too.",
                            len(staying),
                            names=listed(staying), source=into.name))
        if facts:
            said.append(tr("What the merge filled in goes back: {facts}.", facts=listed(facts)))
        return " ".join(said)

    def split(self, name: str) -> None:
        """Split one off."""
        other, into = self._bridge.session.catalogue.sources().get(name), self._into
        self._offer.clear()
        if other is not None and into is not None:
            change = sources.split(other, into, brought=self._brought(other), staying=self._staying(other))
            self._bridge.do(change, say=tr("{name} is a source of its own again", name=other.name))

    def _fields(self, other: Source) -> dict[str, Any]:
        assert self._into is not None
        return sources.split_fields(other, self._into, brought=self._brought(other), staying=self._staying(other))

    def _brought(self, other: Source) -> dict[str, Any]:
        assert self._into is not None
        return brought(self._bridge.session.replica, other.id, self._into.id)

    def _staying(self, other: Source) -> list[Source]:
        return [each for each in self.inside() if each.id != other.id]

    def _reach(self, other: Source) -> tuple[int, int]:
        """Of itself and of what was merged into it before."""
        catalogue = self._bridge.session.catalogue
        alone = {other.id, self._into.id if self._into is not None else ""}
        merged = {name: into for name, into in catalogue.merged().items() if name not in alone}
        return reach(catalogue, family(other.id, merged))
