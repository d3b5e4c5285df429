"""What stands above a Markdown text between two lines of three hyphens: `key: value`, and lists."""

from __future__ import annotations

import re
from typing import Any

from annotator.language import tr

WORDS = {
    "title": "title", "headline": "title", "author": "byline", "authors": "byline", "byline": "byline",
    "outlet": "outlet", "publisher": "outlet", "source": "outlet", "date": "published", "published": "published",
    "datepublished": "published", "url": "url", "link": "url", "lang": "language", "language": "language",
    "inlanguage": "language", "section": "section", "tags": "tags"}
"""What is read → the article's own word for it."""

_OPENING = re.compile(r"\ufeff?---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_ENTRY = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def split(text: str) -> tuple[dict[str, Any], str, list[str]]:
    """The article's fields, the text below, and warnings.

    Args:
        text: regular; without front matter it comes back as it is.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return {}, text, []
    entries, strange = _entries(text[opening.end():closing.start()].split("\n"))
    if strange and not entries:
        return {}, text, []
    fields, warnings = _fields(entries)
    warnings += [tr("“{line}” in its front matter was not understood", line=line) for line in strange]
    return fields, text[closing.end():].lstrip("\n"), warnings


def _entries(lines: list[str]) -> tuple[dict[str, list[str]], list[str]]:
    entries: dict[str, list[str]] = {}
    strange, last = [], ""
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if found := _ENTRY.match(line):
            last, value = found.group(1).lower(), (found.group(2) or "").strip()
            listed = value.startswith("[") and value.endswith("]")
            entries[last] = [_bare(v) for v in value[1:-1].split(",")] if listed else [_bare(value)] if value else []
        elif last and (item := _ITEM.match(line)):
            entries[last].append(_bare(item.group(1)))
        else:
            strange.append(line.strip())
    return entries, strange


def _bare(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _fields(entries: dict[str, list[str]]) -> tuple[dict[str, Any], list[str]]:
    fields: dict[str, Any] = {}
    warnings = []
    for key, values in entries.items():
        field, said = WORDS.get(key.replace("_", "").replace("-", "")), [value for value in values if value]
        if field is None or not said or field in fields:
            continue
        value = said[0].replace(" ", "T", 1) if field == "published" else said[0]
        form = {"published": _DATE, "language": _LANGUAGE}.get(field)
        if form and not form.fullmatch(value):
            wanted = tr("a date such as 2026-11-22") if field == "published" else tr("a language such as en")
            warnings.append(tr("its {key} “{value}” is not {wanted} and was left out", key=key, value=said[0],
                               wanted=wanted))
        else:
            fields[field] = tuple(said) if field in ("byline", "tags") else value
    return fields, warnings
