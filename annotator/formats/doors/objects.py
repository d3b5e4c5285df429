"""JSON of other tools: one object, a list of them, or one a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.formats.doors.decoding import decode
from annotator.formats.doors.files import read_whole, refused
from annotator.language import tr

_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?")

_PAIRED = re.compile(r"\\u[dD][89a-fA-F]")


def read_objects(path: Path) -> tuple[list[dict[str, Any]], bytes]:
    """The objects of a file, and its bytes.

    Raises:
        Fault: it is no JSON, ends too early, or holds anything but objects.
    """
    raw = read_whole(path)
    text = decode(raw).text.lstrip("\ufeff")
    if text.lstrip()[:1] not in ("{", "["):
        raise refused(path.name, tr("it is no JSON"), tr("Choose another format"))
    try:
        whole = json.loads(text)
    except RecursionError as error:
        raise refused(path.name, tr("it is nested too deep")) from error
    except ValueError as error:
        if text.lstrip().startswith("[") or "\n" not in text.strip():
            raise refused(path.name, tr("it is no JSON, or ends too early ({error})", error=error)) from error
        whole = list(_lines(path, text))
    found = whole if isinstance(whole, list) else [whole]
    for number, each in enumerate(found, 1):
        if not isinstance(each, dict):
            raise refused(path.name, tr("its entry {number} is no object with fields", number=number),
                          tr("Choose another format"))
    _refuse_halves(path, text, found)
    return found, raw


def _refuse_halves(path: Path, text: str, found: list[Any]) -> None:
    """Refuse what JSON can spell and no text can hold: half of a pair that makes one letter."""
    if _PAIRED.search(text):
        try:
            json.dumps(found, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise refused(path.name, tr("a text in it holds half of a letter (a lone surrogate)"),
                          tr("Save it again with the program that made it")) from error


def _lines(path: Path, text: str) -> Iterator[Any]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError) as error:
                raise refused(path.name, tr("line {number} of it is no JSON, or ends too early",
                                            number=number)) from error


def text_of(value: Any) -> str:
    """A value when it is text or a number, else empty."""
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def utc_time(value: Any) -> str:
    """A time as 2026-11-22T04:25:54Z; empty when it is none, or of no known zone."""
    from datetime import UTC, datetime

    found = _TIME.match(value) if isinstance(value, str) else None
    if not found or not found.group(4):
        return ""
    try:
        moment = datetime.fromisoformat(f"{found.group(1)}T{found.group(2)}{found.group(4).replace('Z', '+00:00')}")
    except ValueError:
        return ""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
