"""Markdown of people we do not know, shown without running, loading or opening anything it names."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from annotator.language import tr
from annotator.markup import clean_html
from annotator.ui.theme import Theme, mixed

_STYLE = Template(
    """
    body { color: $ink; }
    h1 { font-size: 22px; font-weight: 600; margin-top: 4px; margin-bottom: 12px; }
    h2 { font-size: 17px; font-weight: 600; margin-top: 22px; margin-bottom: 6px; }
    h3 { font-size: 15px; font-weight: 600; margin-top: 16px; margin-bottom: 4px; }
    p, li, dd { line-height: 145%; }
    p { margin-top: 6px; margin-bottom: 8px; }
    li { margin-bottom: 4px; }
    a { color: $accent; text-decoration: underline; }
    code, kbd, pre { font-family: "Cascadia Mono", "SF Mono", "DejaVu Sans Mono", monospace; font-size: 92%; }
    code, kbd { background-color: $wash; }
    pre { background-color: $wash; white-space: pre-wrap; }
    blockquote { color: $muted; margin-left: 16px; }
    th { text-align: left; color: $muted; font-weight: 600; padding: 5px 14px 5px 0; }
    td { padding: 5px 14px 5px 0; }
    """
)


class MarkdownView(QTextBrowser):
    """Shows a note, a guideline or a page of the help.

    Signals:
        page_asked: a link without a scheme was clicked ("words.md", "#done"); the help turns its pages by it.
    """

    page_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._theme = theme
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Text"))
        self.anchorClicked.connect(self._follow)

    def set_markdown(self, text: str) -> None:
        """Show this Markdown from its beginning."""
        self._text = text
        self.document().setDefaultStyleSheet(_style(self._theme))
        self.setHtml(clean_html(text) if text.strip() else "")

    def set_theme(self, theme: Theme) -> None:
        """Show the same text in this theme, at the same place."""
        place = self.verticalScrollBar().value()
        self._theme = theme
        self.set_markdown(self._text)
        self.verticalScrollBar().setValue(place)

    def loadResource(self, _type: int, _name: QUrl | str) -> QImage:
        """One transparent pixel for everything: None would make Qt read the named file from the disk."""
        pixel = QImage(1, 1, QImage.Format.Format_ARGB32)
        pixel.fill(0)
        return pixel

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        if link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)
        elif not link.scheme():
            self.page_asked.emit(link.toString())


def _style(theme: Theme) -> str:
    return _STYLE.substitute(
        ink=theme.ink.name(),
        muted=theme.muted.name(),
        accent=theme.accent.name(),
        wash=mixed(theme.raised, theme.ink, 0.07).name(),
    )
