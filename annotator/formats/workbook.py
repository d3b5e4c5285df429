"""XLSX: the tables as the sheets of one workbook, written a row at a time.

Text is written as text, also what looks like a formula or an address; what Excel cannot hold is counted.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.formats.doors import Corpus, WriteOptions, Written, account
from annotator.formats.doors.columns import TABLES
from annotator.formats.doors.drafts import Drafts, written
from annotator.formats.doors.tables import Cell, Tables
from annotator.language import trn

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767
"""UTF-16 units that a cell holds."""
_BEGINNING = "1970-01-01T00:00:00Z"
MOST_ROWS = 1_048_576
"""Rows that a sheet holds, the names of the columns among them."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""
_OPTIONS = {"constant_memory": True}
_WIDE = {"exact": 60, "words": 60, "text": 60, "note": 40, "article_title": 40, "title": 40, "meaning": 70, "said": 90}


def write_file(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the workbook.

    Raises:
        Fault: the disk refused, or the project kept changing.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    def attempt(drafts: Drafts) -> Written:
        tables = Tables(corpus)
        book = xlsxwriter.Workbook(str(drafts.path(out)), _OPTIONS)
        book.set_properties({"created": datetime.fromisoformat(corpus.latest() or _BEGINNING)})
        bold = book.add_format({"bold": True})
        sheets = {name: Sheet(book.add_worksheet(name), tables.columns.names(name), bold) for name in TABLES}
        try:
            for name, row in tables.rows():
                sheets[name].write(row)
            meanings = Sheet(book.add_worksheet("columns"), ("table", "column", "meaning"), bold)
            for name in TABLES:
                for column, meaning in tables.columns.meanings[name].items():
                    meanings.write({"table": name, "column": column, "meaning": meaning})
            losses = [*tables.losses.lines(), *_losses(list(sheets.values()))]
            about = Sheet(book.add_worksheet("about"), ("what", "said"), bold)
            for what, said in account.rows(corpus.project(), options, losses):
                about.write({"what": what, "said": said})
        finally:
            _close(book, FileCreateError)
        return Written([out], dict(tables.counts), losses)

    return written(corpus, [out], attempt)


def _close(book: Any, refused: type[Exception]) -> None:
    """The file is made at the end."""
    try:
        book.close()
    except refused as error:
        raise OSError(str(error)) from error


class Sheet:
    """One sheet on its way, its first row the names of the columns. `cut` counts cells, `left_out` rows."""

    def __init__(self, sheet: Worksheet, names: tuple[str, ...], bold: Format) -> None:
        self.cut = self.left_out = 0
        self._sheet, self._names = sheet, names
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(names):
            sheet.set_column(column, column, _WIDE.get(name, 16))
            sheet.write_string(0, column, name, bold)
        self._row = 1

    def write(self, row: dict[str, Cell]) -> None:
        """Write a row; cells that are empty stay so."""
        if self._row >= MOST_ROWS:
            self.left_out += 1
            return
        for column, name in enumerate(self._names):
            cell = row.get(name)
            if isinstance(cell, bool):
                self._sheet.write_boolean(self._row, column, cell)
            elif isinstance(cell, int | float):
                self._sheet.write_number(self._row, column, cell)
            elif cell:
                self._sheet.write_string(self._row, column, self._fitting(cell))
        self._row += 1

    def _fitting(self, words: str) -> str:
        words = _FORBIDDEN.sub("\ufffd", words)
        if 2 * len(words) > LONGEST_CELL and len(units := words.encode("utf-16-le")) > 2 * LONGEST_CELL:
            self.cut += 1
            return units[:2 * LONGEST_CELL].decode("utf-16-le", "ignore")
        return words


def _losses(sheets: list[Sheet]) -> list[str]:
    cut, left_out = sum(sheet.cut for sheet in sheets), sum(sheet.left_out for sheet in sheets)
    found = []
    if cut:
        found.append(trn("{number:,} cell holds more than {most:,} characters: the"
                         " rest was left out, which CSV and the dataset keep",
                         "{number:,} cells hold more than {most:,} characters: the"
                         " rest was left out, which CSV and the dataset keep", cut, most=LONGEST_CELL))
    if left_out:
        found.append(trn("{number:,} row did not fit into {most:,} rows: CSV and the dataset keep them",
                         "{number:,} rows did not fit into {most:,} rows: CSV and the dataset keep them",
                         left_out, most=MOST_ROWS))
    return found
