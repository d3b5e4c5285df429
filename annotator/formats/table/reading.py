"""Rows of a table become articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.formats.doors import Column, ReadOptions
from annotator.formats.doors.dates import iso_date
from annotator.formats.doors.files import file_digest, refused
from annotator.formats.doors.found import Found, found, headline
from annotator.formats.doors.news import language, names
from annotator.formats.table.meanings import meanings
from annotator.formats.table.rows import Table, read_table
from annotator.language import counted, tr, trn

_WHOLE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")
_LOOKED_AT = 200
"""Rows that are looked at to find out what a column holds."""


def read(path: Path, options: ReadOptions) -> Iterator[Found]:
    """The articles of a table, one a row; rows without a text are counted and left out.

    Raises:
        Fault: it is no table, or no column holds a text.
    """
    table = read_table(path, options.encoding)
    fields = meanings(table.names, table.rows[:_LOOKED_AT], _said(table.names, options.columns), path.name)
    origin = {"format": "table", "file": path.name, "encoding": table.encoding, "fileSha256": file_digest(table.raw)}
    origin = {key: value for key, value in origin.items() if value}
    text = next(place for place, field in fields.items() if field == "text")
    filled = [(number, row) for number, row in enumerate(table.rows, 1) if row[text].strip()]
    if not filled:
        raise refused(path.name, tr("its column “{name}” is empty in every row", name=table.names[text]),
                      tr("Say which column holds the text"))
    articles = [_article(path.name, row, fields, origin, f"{path.stem} {number}")
                for _, (number, row) in options.each(filled)]
    warnings = _warnings(table, fields, len(table.rows) - len(filled), articles)
    for number, (one, _) in enumerate(articles):
        yield one if number else Found(one.file, one.article, one.text, warnings)


def columns(path: Path, options: ReadOptions) -> list[Column]:
    """What each column holds, with an example: what the review shows.

    Raises:
        Fault: as `read`.
    """
    table = read_table(path, options.encoding, most=_LOOKED_AT + 1)
    fields = meanings(table.names, table.rows[:_LOOKED_AT], _said(table.names, options.columns), path.name)
    return [Column(name, fields.get(place, ""), next((" ".join(row[place].split())[:80] for row in table.rows
                                                      if row[place].strip()), ""))
            for place, name in enumerate(table.names)]


def _said(names: Sequence[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """What a person has said of columns, by their names as the table writes them."""
    by_name = {name.casefold(): name for name in names}
    return {by_name.get(name.casefold(), name): field for name, field in chosen.items()}


def _article(file: str, row: Sequence[str], fields: Mapping[int, str], origin: Mapping[str, str], name: str
             ) -> tuple[Found, list[str]]:
    """The article of a row, and the fields that were not understood.

    Args:
        name: its title when nothing else is one.
    """
    given = {field: row[place].strip() for place, field in fields.items() if row[place].strip()}
    text = next(row[place] for place, field in fields.items() if field == "text")
    given.pop("text", None)
    title = given.pop("title", "") or headline(text) or name
    made: dict[str, Any] = {key: given[key] for key in ("outlet", "section", "note") if key in given}
    strange = []
    for key, read_as in (("published", _date), ("url", _address), ("language", language)):
        if key in given:
            made[key] = read_as(given[key])
            strange += [] if made[key] else [key]
    made["byline"] = names(given.get("byline", ""))
    made["tags"] = tuple(dict.fromkeys(tag.strip() for tag in re.split(r"[;,|]", given.get("tags", "")) if tag.strip()))
    return found(file, text, title=title, origin=origin, **made), strange


def _date(said: str) -> str:
    plain = said.replace(" ", "T", 1) if re.match(r"\d{4}-\d\d-\d\d \d", said) else said
    return plain if _WHOLE.fullmatch(plain) and (len(plain) < 8 or iso_date(plain)) else iso_date(said)


def _address(said: str) -> str:
    return said if re.fullmatch(r"https?://\S+", said) else ""


_NOT_UNDERSTOOD = {
    "published": tr("the published of {rows} was not understood and was left out"),
    "url": tr("the url of {rows} was not understood and was left out"),
    "language": tr("the language of {rows} was not understood and was left out"),
}


def _warnings(table: Table, fields: Mapping[int, str], bare: int, articles: Sequence[tuple[Found, list[str]]]
              ) -> list[str]:
    said = []
    if table.guessed:
        said.append(tr("it was read as {encoding}; look whether accents and quotation marks are right",
                       encoding=table.encoding))
    if table.sheet:
        said.append(tr("of its sheets “{sheet}” was taken", sheet=table.sheet))
    if bare:
        said.append(trn("{number:,} row without a text left out", "{number:,} rows without a text left out", bare))
    for field, many in sorted(Counter(field for _, strange in articles for field in strange).items()):
        said.append(_NOT_UNDERSTOOD[field].format(rows=counted(many, "row")))
    if unused := [name for place, name in enumerate(table.names) if place not in fields]:
        shown = ", ".join(tr("“{name}”", name=name) for name in unused[:8])
        shown = tr("{several} and others", several=shown) if len(unused) > 8 else shown
        said.append(trn("the column {names} was not taken", "the columns {names} were not taken", len(unused),
                        names=shown))
    return said
