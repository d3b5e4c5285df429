"""The panel at the right: one tab for each thing that one looks at beside the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

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
from annotator.ui.theme import Theme
from annotator.ui.widgets.word_tabs import WordTabs

PANELS: tuple[tuple[str, str, str, Callable[[Bridge], QWidget]], ...] = (
    ("annotation", trc("tab", "Annotation"), "annotation", AnnotationPanel),
    ("sources", trc("tab", "Sources"), "source", SourcesPanel),
    ("article", trc("tab", "Article"), "document", ArticlePanel),
    ("codebook", trc("tab", "Codebook"), "codebook", CodebookPanel),
    ("search", trc("tab", "Search"), "search", SearchPanel),
    ("suggestions", trc("tab", "Suggest"), "suggestion", SuggestionsPanel),
    ("repeats", trc("tab", "Repeats"), "repeats", RepeatsPanel),
)
"""Id, title, icon and class of each panel, in order. A panel is built when it is first shown."""

ON_DEMAND = ("repeats",)
"""Panels whose tab comes with the first wish for it: seven tabs would be too many for everybody."""


class SidePanel(QWidget):
    """Tabs; the first is built at once, the others when they are chosen."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._built: dict[str, QWidget] = {}
        self.tabs = WordTabs()
        self.tabs.setAccessibleName(tr("Side panel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        for name, title, _, _ in PANELS:
            place = QWidget()
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
            self.tabs.add(place, title, visible=name not in ON_DEMAND)
        self._wear(bridge.theme)
        bridge.theme_changed.connect(self._wear)
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
        at = next((at for at, panel in enumerate(PANELS) if panel[0] == name), 0)
        self.tabs.reveal(at)
        return self._built[PANELS[at][0]]

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        self.tabs.wear(theme, tuple(icon for _, _, icon, _ in PANELS))

    def _build(self, at: int) -> None:
        name, _, _, panel = PANELS[at]
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
