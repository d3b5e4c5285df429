"""CSV: one file for each table, for spreadsheets and for whatever reads tables.

RFC 4180: commas, CRLF, quotes doubled; line ends inside a cell stay as they are. The files begin with a BOM, without
which Excel takes UTF-8 for something else, and no cell can be a formula: both can be left away for programs.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from annotator.formats.doors import Corpus, WriteOptions, Written, account
from annotator.formats.doors.columns import TABLES
from annotator.formats.doors.drafts import Drafts, refuse_file, written
from annotator.formats.doors.tables import Cell, Tables
from annotator.language import tr, trn

BOM = "\ufeff"
_ABOUT = tr("Tables that ids tie together, UTF-8; `columns.csv` says what each column holds.")
LONGEST_CELL = 32_767
"""UTF-16 units that a cell of Excel holds."""

_SIGNS = frozenset("'=+-@\t\r\n＝＋－＠")
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
"""What a spreadsheet may take for a formula; with the apostrophes that are there already, so that one can be taken off
again without a doubt."""
_HARMLESS = re.compile(r"[-=+@]|-\d+(\.\d+)?([eE][-+]?\d+)?", re.ASCII)
"""A sign alone (a comparator) is text, and a negative number a number: with an apostrophe neither would be found."""


def write_folder(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the tables into a folder, and `columns.csv`, which says what each column holds.

    Raises:
        Fault: the disk refused, a file lies where the folder shall be, or the project kept changing.
    """
    refuse_file(out)
    files = [out / f"{name}.csv" for name in (*TABLES, "columns")]
    readme = out / account.NAME

    def attempt(drafts: Drafts) -> Written:
        tables = Tables(corpus)
        with ExitStack() as opened:
            sheets = {file.stem: Sheet(opened.enter_context(drafts.new(file)), for_machines=options.for_machines)
                      for file in files}
            columns = {name: tables.columns.names(name) for name in TABLES}
            for name, names in columns.items():
                sheets[name].write(names)
            for name, row in tables.rows():
                sheets[name].write([row.get(column) for column in columns[name]])
            sheets["columns"].write(("table", "column", "meaning"))
            for name in TABLES:
                for column, meaning in tables.columns.meanings[name].items():
                    sheets["columns"].write((name, column, meaning))
            for sheet in sheets.values():
                sheet.close()
        losses = [*tables.losses.lines(), *_losses(sheets.values())]
        with drafts.new(readme) as file:
            file.write(account.account(corpus.project(), _ABOUT, tables.counts, losses, options))
        return Written([*files, readme], dict(tables.counts), losses)

    return written(corpus, files, attempt)


class Sheet:
    """One file on its way. `defused` and `long` count the cells that were changed, and those that Excel cuts off."""

    def __init__(self, file: IO[bytes], *, for_machines: bool) -> None:
        self.defused = self.long = 0
        self._plain = for_machines
        self._text = TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
        self._writer = csv.writer(self._text, lineterminator="\r\n")
        if not for_machines:
            self._text.write(BOM)

    def write(self, cells: Sequence[Cell]) -> None:
        """Write a row."""
        spell = spelled if self._plain else self._for_people
        self._writer.writerow(["" if cell is None or cell == "" else spell(cell) for cell in cells])

    def _for_people(self, cell: Cell) -> str:
        word = spelled(cell)
        if 2 * len(word) > LONGEST_CELL and len(word.encode("utf-16-le", "replace")) > 2 * LONGEST_CELL:
            self.long += 1
        if word[0] not in _SIGNS:  # nearly all: looking at one letter is several times faster than a pattern
            return word
        harmless = defused(word)
        self.defused += harmless != word
        return harmless

    def close(self) -> None:
        """Hand over what is still held back; the file itself stays open."""
        self._text.detach()


def spelled(cell: Cell) -> str:
    """A cell's value in letters: nothing for none, `true` and `false`, numbers with a full stop."""
    if isinstance(cell, str):
        return cell.replace("\0", "\ufffd") if "\0" in cell else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def defused(cell: str) -> str:
    """The cell with an apostrophe in front where a spreadsheet could take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) and not _HARMLESS.fullmatch(cell) else cell


def _losses(sheets: Iterable[Sheet]) -> list[str]:
    made = list(sheets)
    many, long = sum(sheet.defused for sheet in made), sum(sheet.long for sheet in made)
    found = []
    if many:
        found.append(trn("{number:,} cell would have been taken for a formula and got an apostrophe in front;"
                         " offsets count without it",
                         "{number:,} cells would have been taken for a formula and got an apostrophe in front;"
                         " offsets count without it", many))
    if long:
        found.append(trn("{number:,} cell holds more than {most:,} characters:"
                         " Excel cuts them off, programs read them whole",
                         "{number:,} cells hold more than {most:,} characters:"
                         " Excel cuts them off, programs read them whole", long, most=LONGEST_CELL))
    return found
