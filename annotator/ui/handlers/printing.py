"""The article with its marks on paper, or as a PDF."""

from __future__ import annotations

import os
import re
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from annotator.corpus.article import Article
from annotator.corpus.errors import Fault
from annotator.language import tr
from annotator.ui.bridge import Said
from annotator.ui.handlers.part import Part, Table

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice
    from PySide6.QtPrintSupport import QPrinter

    from annotator.ui.paper import Paper

_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_NAME = 80


class Printing(Part):
    """Print the article, and save it as a PDF; what the window shows is what is printed."""

    def table(self) -> Table:
        """Command id → what to call."""
        return {"article.print": self.print, "article.pdf": self.save}

    def print(self) -> None:
        """Ask for a printer, and print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from annotator.ui.paper import page_layout

        if not self._bridge.article:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout())
        printer.setDocName(self._title())
        dialog = QPrintDialog(printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(partial(self._print, printer))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _print(self, printer: QPrinter, answer: int) -> None:
        if answer != QDialog.DialogCode.Accepted:
            return
        pages = (printer.fromPage(), printer.toPage()) if printer.fromPage() else None
        try:
            self._paint(printer, pages)
        except OSError as error:
            self._bridge.failed.emit(Fault(tr("Nothing was printed"), str(error), tr("Choose another printer")))

    def save(self) -> None:
        """Ask for a place, and write the PDF."""
        from annotator.ui.dialogs.paths import ask_pdf

        if not self._bridge.article:
            return
        if path := ask_pdf(self._window, _file_name(self._title())):
            try:
                many = self.write(path)
            except Fault as fault:
                self._bridge.failed.emit(fault)
                return
            if many:
                self._bridge.said.emit(Said(tr("Written to {file}", file=path.name), folder=str(path.parent)))

    def write(self, path: Path) -> int:
        """Write the article as a PDF, whole or not at all; returns how many pages, 0 when it was cancelled.

        Raises:
            Fault: the file cannot be written.
        """
        from PySide6.QtGui import QPdfWriter

        from annotator.ui.paper import page_layout

        draft = path.with_name(f".{path.name}.new")
        try:
            writer = QPdfWriter(str(draft))
            writer.setPageLayout(page_layout())
            writer.setResolution(300)
            writer.setTitle(self._title())
            writer.setCreator("Annotator")
            many = self._paint(writer)
            del writer
            if many:
                os.replace(draft, path)
        except OSError as error:
            raise Fault(tr("{name} was not written", name=path.name), str(error),
                        tr("Choose another folder, or make room")) from error
        finally:
            draft.unlink(missing_ok=True)
        return many

    def _paint(self, device: QPagedPaintDevice, pages: tuple[int, int] | None = None) -> int:
        """Paint it, with a bar and Cancel when it takes long; 0 when it was cancelled."""
        from annotator.ui.dialogs.storing import Cancelled, Storing

        with closing(Storing(self._window, 1, title=tr("Printing"))) as bar:
            try:
                return self._paper().paint(device, bar.page, pages)
            except Cancelled:
                return 0

    def _paper(self) -> Paper:
        from annotator.ui.paper import Page, Paper
        from annotator.ui.theme import load_theme

        bridge, catalogue = self._bridge, self._bridge.session.catalogue
        project = catalogue.project().name or bridge.session.path.stem
        page = Page(catalogue.article(bridge.article) or Article(bridge.article), bridge.text,
                    [each for each in bridge.annotations() if bridge.shows(each)], catalogue.passages(bridge.article),
                    catalogue.codebook(), catalogue.sources(), f"{project} – Annotator")
        return Paper(page, load_theme("light").with_own(bridge.theme.own))

    def _title(self) -> str:
        article = self._bridge.session.catalogue.article(self._bridge.article)
        return (article.title if article else "") or tr("Untitled")


def _file_name(title: str) -> str:
    """A title as every file system takes it."""
    return " ".join(_NOT_IN_A_NAME.sub(" ", title).split()).strip(" .")[:_LONGEST_NAME].strip() or "article"
