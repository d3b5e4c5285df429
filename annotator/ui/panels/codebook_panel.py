"""The codebook beside the text: guidelines, kinds with their questions, conventions. Read, not edited, here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from annotator.corpus.change import Changed
from annotator.corpus.kinds import Attribute, Codebook, Kind
from annotator.ui.bridge import Bridge
from annotator.ui.models.codebook_words import answers, convention
from annotator.ui.theme import Theme
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.kind_heading import KindHeading
from annotator.ui.widgets.markdown_view import MarkdownView
from annotator.ui.widgets.plain import plain_label

PAGES = {"guidelines": "Guidelines", "kinds": "Kinds", "conventions": "Conventions"}


class CodebookPanel(QWidget):
    """Three pages; what has changed is drawn when it is looked at."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._shown: Codebook | None = None
        self.choice = ChoiceRow(PAGES, name="Part of the codebook", parent=self)
        self.guidelines = MarkdownView(bridge.theme, self)
        self._nothing = EmptyState(bridge.theme, self)
        self._text = QStackedWidget(self)
        self._kinds, self._conventions = _scroll(), _scroll()
        self._pages = QStackedWidget(self)
        self._lay_out()
        self.choice.chosen.connect(self.show_page)
        bridge.changed.connect(self._follow)
        bridge.theme_changed.connect(self._wear)

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Show guidelines, kinds or conventions."""
        self._draw()
        self._pages.setCurrentIndex(list(PAGES).index(name))

    def showEvent(self, event: QShowEvent) -> None:
        """Draw it when somebody looks."""
        super().showEvent(event)
        self._draw()

    # --- building ---

    def _lay_out(self) -> None:
        self.guidelines.setAccessibleName("Guidelines")
        self.guidelines.setProperty("role", "paper")
        self.guidelines.document().setDocumentMargin(12)
        self._text.addWidget(self.guidelines)
        self._text.addWidget(self._nothing)
        for page in (self._text, self._kinds, self._conventions):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        head = QVBoxLayout()
        head.setContentsMargins(10, 0, 10, 0)
        head.addWidget(self.choice)
        column.addLayout(head)
        column.addWidget(self._pages, 1)

    def _draw(self) -> None:
        codebook = self._bridge.session.catalogue.codebook()
        if codebook == self._shown:
            return
        self._shown = codebook
        self._nothing.show_state("note", "No guidelines yet", sentence="The team’s codebook has none.")
        self._text.setCurrentIndex(0 if codebook.guidelines.strip() else 1)
        self.guidelines.set_markdown(codebook.guidelines)
        self._kinds.setWidget(self._kinds_page(codebook))
        self._conventions.setWidget(_conventions_page(codebook))

    def _kinds_page(self, codebook: Codebook) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 6, 12, 16)
        column.setSpacing(18)
        for kind in codebook.shown:
            column.addWidget(self._kind(kind))
        for title, attributes in (("Of an article", codebook.article_attributes),
                                  ("Of a source", codebook.source_attributes)):
            if asked := [a for a in attributes if not a.hidden]:
                column.addWidget(_questions(title, asked))
        column.addStretch(1)
        return page

    def _kind(self, kind: Kind) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(KindHeading(kind.id, kind.label, key=kind.key, theme=self._bridge.theme, colour=kind.colour))
        if kind.definition:
            column.addWidget(_words(kind.definition))
        for attribute in kind.attributes:
            if not attribute.hidden:
                column.addWidget(_question(attribute))
        if hidden := [a.title for a in kind.attributes if a.hidden]:
            column.addWidget(_words(f"Not asked in this project: {', '.join(hidden)}.", "muted"))
        return part

    # --- following ---

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        if "codebook" in changed.kinds() and self.isVisible():
            self._draw()

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        self.guidelines.set_theme(theme)
        self._nothing.set_theme(theme)
        for heading in self.findChildren(KindHeading):
            heading.set_theme(theme)


def _conventions_page(codebook: Codebook) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(12, 6, 12, 16)
    column.setSpacing(10)
    for name, value in sorted(codebook.conventions.items()):
        column.addWidget(_words(convention(name, value)))
    column.addWidget(_words(f"Codebook, version {codebook.version}", "muted"))
    column.addStretch(1)
    return page


def _questions(title: str, attributes: Sequence[Attribute]) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(_words(title, "heading"))
    for attribute in attributes:
        column.addWidget(_question(attribute))
    return part


def _question(attribute: Attribute) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(10, 8, 10, 8)
    column.setSpacing(3)
    key = f"  ·  key {attribute.key}" if attribute.key else ""
    column.addWidget(_words(f"{attribute.title}{'  ·  required' if attribute.required else ''}{key}", "heading"))
    column.addWidget(_words(answers(attribute), "muted"))
    if attribute.help:
        column.addWidget(_words(attribute.help))
    return frame


def _words(text: str, role: str = "") -> QLabel:
    return plain_label(text, role, selectable=True)


def _scroll() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName("Codebook")
    return area
