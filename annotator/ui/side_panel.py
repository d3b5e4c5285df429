"""The panel at the right: one tab for each thing that one looks at beside the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from annotator.language import tr, trc
from annotator.ui.bridge import Bridge
from annotator.ui.panels.annotation_panel import AnnotationPanel
from annotator.ui.panels.article_panel import ArticlePanel
from annotator.ui.panels.codebook_panel import CodebookPanel
from annotator.ui.panels.repeats_panel import RepeatsPanel
from annotator.ui.panels.search_panel import SearchPanel
from annotator.ui.panels.sources_panel import SourcesPanel
from annotator.ui.panels.suggestions_panel import SuggestionsPanel
from annotator.ui.settling import Settling

PANELS: tuple[tuple[str, str, Callable[[Bridge], QWidget]], ...] = (
    ("annotation", trc("tab", "Annotation"), AnnotationPanel),
    ("sources", trc("tab", "Sources"), SourcesPanel),
    ("article", trc("tab", "Article"), ArticlePanel),
    ("codebook", trc("tab", "Codebook"), CodebookPanel),
    ("search", trc("tab", "Search"), SearchPanel),
    ("suggestions", trc("tab", "Suggest"), SuggestionsPanel),
    ("repeats", trc("tab", "Repeats"), RepeatsPanel),
)
"""Id, title and class of each panel, in order. A panel is built when it is first shown."""

ON_DEMAND = ("repeats",)
"""Panels whose tab comes with the first wish for it: seven tabs would be too many for everybody."""


class SidePanel(QWidget):
    """Tabs; the first is built at once, the others when they are chosen."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._built: dict[str, QWidget] = {}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("Side panel"))
        self.tabs.setUsesScrollButtons(False)  # arrows would hide whole tabs; words can be shortened
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        for name, title, _ in PANELS:
            place = QWidget()
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
            at = self.tabs.addTab(place, title)
            self.tabs.setTabToolTip(at, title)
            self.tabs.setTabVisible(at, name not in ON_DEMAND)
        self.tabs.currentChanged.connect(self._build)
        self._build(0)
        self.settling = Settling(bridge, self)
        self.tabs.currentChanged.connect(self.settling.look_elsewhere)

    @property
    def annotation(self) -> AnnotationPanel:
        """The panel of the annotation in focus."""
        found = self._built["annotation"]
        assert isinstance(found, AnnotationPanel)
        return found

    @property
    def sources(self) -> SourcesPanel:
        """The panel of the sources, shown."""
        self.show_tab("sources")
        found = self._built["sources"]
        assert isinstance(found, SourcesPanel)
        return found

    @property
    def article(self) -> ArticlePanel:
        """The panel of the open article, shown."""
        found = self.show_tab("article")
        assert isinstance(found, ArticlePanel)
        return found

    @property
    def source(self) -> str:
        """The id of the source whose card is shown, "" for none."""
        found = self._built.get("sources")
        return found.source if isinstance(found, SourcesPanel) and self.tab() == "sources" else ""

    def tab(self) -> str:
        """The id of the panel that is shown."""
        return PANELS[self.tabs.currentIndex()][0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is to settle takes its share of the height."""
        super().resizeEvent(event)
        if self.settling.place is not None:
            self.settling.place.fit()

    def show_tab(self, name: str) -> QWidget:
        """Show a panel."""
        at = next((i for i, (id_, _, _) in enumerate(PANELS) if id_ == name), 0)
        self.tabs.setTabVisible(at, True)
        self.tabs.setCurrentIndex(at)
        return self._built[PANELS[at][0]]

    def _build(self, at: int) -> None:
        name, _, panel = PANELS[at]
        if name not in self._built:
            self._built[name] = made = panel(self._bridge)
            if isinstance(made, SourcesPanel):
                made.looked_at.connect(self.settling.look_elsewhere)
            if isinstance(made, SuggestionsPanel):
                made.done.connect(self.settling.left)
            place = self.tabs.widget(at)
            if place is not None and (layout := place.layout()) is not None:
                layout.addWidget(self._built[name])
                self._built[name].show()  # now, not at the next event: it may be given the focus at once
