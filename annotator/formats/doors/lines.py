"""Files of JSON lines, and of one JSON document, written as they come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

import msgspec

_encode = msgspec.json.Encoder().encode


def write_lines(file: IO[bytes], lines: Iterable[Any]) -> None:
    """One JSON document a line."""
    for line in lines:
        file.write(_encode(line) + b"\n")


def write_list(file: IO[bytes], members: Iterable[Any]) -> None:
    """One JSON list, a member a line."""
    opening = b"[\n"
    for member in members:
        file.write(opening + _encode(member))
        opening = b",\n"
    file.write(b"\n]\n" if opening == b",\n" else b"[]\n")


def filled(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what says nothing."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], {}, ())}
