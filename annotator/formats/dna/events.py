"""The list of events: a statement a line, exactly as DNA writes it, or as every reader of CSV takes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from annotator.corpus.annotation import CONTEXT
from annotator.formats.dna.dates import shown
from annotator.formats.dna.networks import kind_of
from annotator.formats.dna.statements import LONG, SHORT, Column, Row, Statements
from annotator.formats.doors import Corpus, WriteOptions, Written
from annotator.formats.doors.drafts import Drafts, written
from annotator.language import tr

_AROUND = ("start_position", "stop_position", "text", "coder", "document_id", "document_title", "document_author",
           "document_source", "document_section", "document_type")
_MORE = ("document_url", "coder_name", "stance", "text_before", "text_after", "uuid")


def write_file(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the statements of one kind.

    Raises:
        Fault: there are none, or the disk refused.
    """
    def attempt(drafts: Drafts) -> Written:
        found = Statements(corpus, options)
        kind = kind_of(found, options.choices["kind"])
        rows, columns = found.of(kind), found.types[kind].columns
        if options.choices["style"] == "dna":
            raw = _as_dna(found, rows, columns).encode("utf-8", "replace")
        else:
            mark = b"" if options.for_machines else b"\xef\xbb\xbf"
            raw = mark + _standard(found, rows, columns).encode("utf-8", "replace")
        with drafts.new(out) as file:
            file.write(raw)
        for _ in range(len(found.rows) - len(rows)):
            found.losses.note(tr("an annotation of another kind was left out"))
        return Written([out], {"article": len(found.papers), "annotation": len(rows)}, found.losses.lines())

    return written(corpus, [out], attempt)


def _as_dna(found: Statements, rows: list[Row], columns: list[Column]) -> str:
    """DNA has commas for semicolons and apostrophes for quotation marks, and no line end behind the last row."""
    named = ("statement_id", "time", *(each.name for each in columns), *_AROUND)
    lines = [";".join(f'"{name}"' for name in named)]
    for row in rows:
        cells = [str(row.number), shown(row.paper.date)]
        cells += [_quoted(str(row.values[each.name])) if each.type in (SHORT, LONG) else str(row.values[each.name])
                  for each in columns]
        cells += [_quoted(cell) if isinstance(cell, str) else str(cell) for cell in _around(found, row)]
        lines.append(";".join(cells))
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return '"' + text.replace(";", ",").replace('"', "'") + '"'


def _around(found: Statements, row: Row) -> Iterator[str | int]:
    """What stands behind the variables, text as text and numbers as numbers."""
    article = row.paper.article
    yield from (row.start, row.stop, row.text, found.coders.get(row.annotation.creator, 1), row.paper.number,
                article.title, "; ".join(article.byline), article.outlet, article.section, row.paper.type)


def _standard(found: Statements, rows: list[Row], columns: list[Column]) -> str:
    """As RFC 4180 has it, with what DNA leaves out."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(("statement_id", "time", *(each.name for each in columns), *_AROUND, *_MORE))
    for row in rows:
        annotation, whole, units = row.annotation, row.paper.text, row.paper.units
        start, end = units.to_code_point(row.start), units.to_code_point(row.stop)
        table.writerow((row.number, shown(row.paper.date), *(row.values[each.name] for each in columns),
                        *_around(found, row), row.paper.article.url, found.edition.coder(annotation.creator),
                        annotation.attributes.get("stance") or "", whole[max(0, start - CONTEXT):start],
                        whole[end:end + CONTEXT], annotation.id))
    return text.getvalue()
