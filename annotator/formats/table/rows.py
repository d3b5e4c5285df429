"""Tables as rows of text, whatever file they stand in."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from annotator.corpus.article import LONGEST
from annotator.corpus.errors import Fault
from annotator.formats.doors.decoding import Decoded, decode
from annotator.formats.doors.fields import field_of
from annotator.formats.doors.files import open_archive, read_whole, refused
from annotator.language import tr

_SIGNS = ",;\t|"
_MOST_COLUMNS = 1_000
_ABOVE = 6
"""Rows within which the names of the columns stand."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with as many cells as there are names.

    Args:
        encoding: of a text file, "" of a workbook.
        sheet: name of the sheet, "" where there are none.
    """

    names: list[str]
    rows: list[list[str]]
    raw: bytes
    encoding: str = ""
    guessed: bool = False
    sheet: str = ""


def read_table(path: Path, encoding: str = "", *, most: int | None = None) -> Table:
    """The table of a file.

    Args:
        most: so many rows of a text file are enough; all when it is None.

    Raises:
        Fault: there is none in it, or it is damaged.
    """
    raw = read_whole(path)
    if raw.startswith(b"PK"):
        return _workbook(path, raw)
    decoded = decode(raw, encoding)
    text = decoded.text.lstrip("\ufeff")
    if text.lstrip()[:1] in ("{", "["):
        return _objects(path, text, raw, decoded)
    return _parted(path, text, raw, decoded, most)


# --- CSV, TSV ---

def _parted(path: Path, text: str, raw: bytes, decoded: Decoded, most: int | None) -> Table:
    sign = _sign(text, path.suffix.lower())
    csv.field_size_limit(LONGEST + 1)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
        rows = [row for row in islice(reader, most) if any(row)]
    except csv.Error as error:
        end = "unexpected end of data" in str(error)
        why = (tr("it ends inside of a quoted cell; it is not whole") if end
               else tr("it is no regular table ({error})", error=error))
        raise refused(path.name, why, tr("Export it again, as CSV in UTF-8")) from error
    return _headed(path, rows, raw, encoding=decoded.encoding, guessed=decoded.guessed)


def _sign(text: str, suffix: str) -> str:
    """What parts the cells: the sign that stands equally often in the first rows, and most often."""
    if suffix in (".tsv", ".tab"):
        return "\t"
    best, most = ",", (0.0, 0)
    for sign in _SIGNS:
        try:
            head = text[:200_000]
            rows = [len(row) for row, _ in zip(csv.reader(io.StringIO(head, newline=""), delimiter=sign), range(50),
                                              strict=False) if row]
        except csv.Error:
            continue
        if not rows or rows[0] < 2:
            continue
        width, many = Counter(rows).most_common(1)[0]
        if (many / len(rows), width) > most:
            best, most = sign, (many / len(rows), width)
    return best


def _headed(path: Path, rows: list[list[str]], raw: bytes, *, encoding: str = "", guessed: bool = False,
            sheet: str = "") -> Table:
    """The first row names the columns, unless it is plainly a row like the others."""
    if not rows:
        raise refused(path.name, tr("there are no rows in it"), tr("Choose a table with articles in it"))
    width = max(len(row) for row in rows)
    if width > _MOST_COLUMNS:
        raise refused(path.name, tr("it has {width:,} columns", width=width),
                      tr("Choose a table with one article a row"))
    rows = _below_title(rows)
    first = [cell.strip() for cell in rows[0]]
    named = any(map(field_of, first)) or (len(first) > 1 and all(0 < len(cell) < 60 for cell in first))
    names = first if named else []
    names += [""] * (width - len(names))
    names = [name or tr("Column {number}", number=number) for number, name in enumerate(names, 1)]
    body = [row + [""] * (width - len(row)) for row in (rows[1:] if named else rows)]
    if not body:
        raise refused(path.name, tr("it has names of columns and no rows"), tr("Choose a table with articles in it"))
    return Table(names, body, raw, encoding, guessed, sheet)


def _below_title(rows: list[list[str]]) -> list[list[str]]:
    """The rows without what people write above the names of the columns: a title, alone in its row."""
    for number, row in enumerate(rows[:_ABOVE]):
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(filled) > 1:
            return rows[number:] if any(map(field_of, filled)) else rows
    return rows


# --- workbooks ---

def _workbook(path: Path, raw: bytes) -> Table:
    import python_calamine

    with open_archive(path) as archive:
        if "xl/workbook.xml" not in archive and "xl/workbook.bin" not in archive:
            raise refused(path.name, tr("it is no Excel workbook"), tr("Save the table as .xlsx or .csv"))
        for name in archive.names:
            if name.startswith("xl/") and name.endswith(".xml") and b"<!ENTITY" in archive.read(name)[:100_000]:
                raise refused(path.name, tr("its XML defines entities, which no workbook needs"),
                              tr("Do not open it; ask whoever made it"))
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        sheets = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names[:50]]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise refused(path.name, tr("it is damaged")) from error
    filled = [(name, rows) for name, found in sheets if (rows := _as_text(found))]
    if not filled:
        raise refused(path.name, tr("there are no rows in it"), tr("Choose a table with articles in it"))
    name, rows = max(filled, key=lambda each: (any(map(field_of, each[1][0])), len(each[1])))
    return _headed(path, rows, raw, sheet=name if len(filled) > 1 else "")


def _as_text(rows: list[list[Any]]) -> list[list[str]]:
    return [cells for row in rows if any(cells := [_cell(value) for value in row])]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "; ".join(map(_cell, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


# --- JSON ---

def _objects(path: Path, text: str, raw: bytes, decoded: Decoded) -> Table:
    names: dict[str, None] = {}
    found = []
    for number, each in _each_object(path, text):
        if not isinstance(each, dict):
            raise refused(path.name, tr("its row {number} is no object with fields", number=number),
                          tr("Give each row names"))
        names.update(dict.fromkeys(map(str, each)))
        found.append(each)
    if not found or len(names) > _MOST_COLUMNS:
        raise refused(path.name, tr("there are no rows in it"), tr("Choose a table with articles in it"))
    rows = [[_cell(each.get(name)) for name in names] for each in found]
    return Table(list(names), rows, raw, decoded.encoding, decoded.guessed)


def _each_object(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    if text.lstrip().startswith("["):
        try:
            yield from enumerate(json.loads(text), 1)
        except (ValueError, RecursionError) as error:
            raise refused(path.name, tr("it is no JSON, or ends too early")) from error
        return
    try:
        whole = json.loads(text)
    except RecursionError as error:
        raise refused(path.name, tr("it is nested too deep")) from error
    except ValueError:
        pass
    else:
        yield 1, whole
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                raise Fault(tr("{name} cannot be imported", name=path.name),
                            tr("line {number} of it is no JSON, or ends too early", number=number),
                            tr("Export it again, one object a line")) from error
