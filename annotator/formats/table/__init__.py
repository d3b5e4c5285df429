"""Tables of articles, one a row: CSV, TSV, XLSX, JSON lines. The name of a column, or a person, tells what it holds."""

import csv
import re

from annotator.formats.doors.glimpse import Glimpse

SUFFIXES = (".csv", ".tsv", ".tab", ".xlsx", ".jsonl", ".ndjson")


def sniff(seen: Glimpse) -> float:
    """The parts of a workbook, JSON with a field for a text, or an ending."""
    if seen.members:
        return 0.8 if "xl/workbook.xml" in seen.members or "xl/workbook.bin" in seen.members else 0.0
    if seen.is_json:
        texts = {"text", "body", "content", "fulltext", "full_text", "article", "articlebody"}
        rows = re.match(r"\[\s*\{|\{", seen.start) is not None
        known = bool(texts & {key.lower() for key in seen.keys})
        if not rows or "annotations" in seen.keys:
            return 0.0
        return 0.45 if known else 0.3 if seen.suffix in (".jsonl", ".ndjson") else 0.0
    if seen.suffix in (".csv", ".tsv", ".tab"):
        return 0.5
    return 0.4 if seen.suffix == ".xlsx" and seen.head.startswith(b"PK") else _looks_parted(seen)


def _looks_parted(seen: Glimpse) -> float:
    """A text whose first line names two columns that are known, parted by the same sign in each line."""
    from annotator.formats.doors.fields import field_of

    first = seen.start.split("\n", 1)[0][:2_000]
    for sign in ",;\t|":
        try:
            names = next(csv.reader([first], delimiter=sign), [])
        except csv.Error:
            continue
        if sum(bool(field_of(name)) for name in names) >= 2 and all(len(name) < 60 for name in names):
            return 0.35
    return 0.0
