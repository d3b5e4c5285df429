"""Names of things: ours are UUIDv7, those that come in are kept as they are."""

from __future__ import annotations

import hashlib
import os
import re
import time
from functools import lru_cache

PATTERN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")


def is_id(text: object) -> bool:
    """Whether `text` may name something: up to 64 letters, digits and `. _ : -`."""
    return isinstance(text, str) and PATTERN.fullmatch(text) is not None


def wall_clock() -> int:
    """Milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def new_id(now: int | None = None) -> str:
    """A UUIDv7: time first, so that new rows land at the end of an index.

    Args:
        now: milliseconds since 1970; the wall clock when not given.
    """
    tail = bytearray(os.urandom(10))
    tail[0] = 0x70 | tail[0] & 0x0F
    tail[2] = 0x80 | tail[2] & 0x3F
    return spell((wall_clock() if now is None else now).to_bytes(6, "big") + bytes(tail))


def derived_id(*parts: str) -> str:
    """The id of what several people may create unseen: the same parts give the same id everywhere.

    It is a UUIDv8 (RFC 9562: contents of our own choosing) made of BLAKE2b over the parts.
    """
    digest = bytearray(hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).digest())
    digest[6] = 0x80 | digest[6] & 0x0F
    digest[8] = 0x80 | digest[8] & 0x3F
    return spell(bytes(digest))


def spell(raw: bytes) -> str:
    """The canonical lower-case spelling of the 16 bytes of a UUID."""
    digits = raw.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


@lru_cache(maxsize=10_000)
def pack(name: str) -> bytes:
    """An id as the file stores it: 16 bytes for a canonical UUID, else its ASCII letters (never 16 of them)."""
    if not name:
        return b""
    if len(name) == 36 and name[8] == name[13] == name[18] == name[23] == "-":
        digits = name.replace("-", "")
        try:
            raw = bytes.fromhex(digits)
        except ValueError:
            raw = b""
        if len(raw) == 16 and len(digits) == 32 and name == name.lower():
            return raw
    letters = name.encode("ascii")
    return letters + b"\0" if len(letters) == 16 else letters


@lru_cache(maxsize=10_000)
def unpack(raw: bytes) -> str:
    """The inverse of `pack`."""
    return spell(raw) if len(raw) == 16 else raw.rstrip(b"\0").decode("ascii")
