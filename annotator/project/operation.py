"""One operation: what one action of a coder set on one entity. Facts only, no SQL.

Identity is (session, n, digest): when a machine image is cloned while the program runs, two
machines hand out the same (session, n); the digest keeps both operations, everywhere.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from annotator.corpus.ids import is_id
from annotator.corpus.shape import is_well_formed

_head = struct.Struct(">16sqqq5I").pack
_read = json.JSONDecoder().decode

LONGEST = 4_000_000
"""Characters that a patch may have."""

LONGEST_KIND = 64
"""Characters that the name of a kind may have."""

LATEST = 4_102_444_800_000 << 16
"""The year 2100. A fixed bound, so that every computer judges alike."""


class Operation(NamedTuple):
    """One row of the journal, without the file's own numbers.

    `session` is 16 random bytes, fresh for each run of the program; `n` counts 1, 2, 3 … within it;
    `hlc` is 48 bits of milliseconds and 16 bits of counter; `entity` and `article` are packed ids;
    `prev` holds the 8-byte digests of the heads that the coder saw; `patch` is a JSON object of the
    fields that it sets, None once purged; `change_set` is the `n` of the first operation of its action.
    """

    session: bytes
    n: int
    hlc: int
    kind: str
    entity: bytes
    article: bytes
    prev: bytes
    patch: str | None
    change_set: int
    digest: int

    def parents(self) -> tuple[int, ...]:
        """The digests in `prev`."""
        return struct.unpack(f">{len(self.prev) // 8}q", self.prev)

    def fields(self) -> dict[str, Any]:
        """The fields that it sets."""
        found: dict[str, Any] = _decoder()(self.patch) if self.patch else {}
        return found

    def order(self) -> tuple[int, bytes, int, int]:
        """The order in which operations of one entity count."""
        return (self.hlc, self.session, self.n, self.digest)


def encode_fields(fields: Mapping[str, Any]) -> str:
    """Fields as a patch: JSON without spaces. Stored as it is and never serialised again."""
    return _encoder()(fields).decode()


def decode_fields(patch: str) -> dict[str, Any]:
    """The inverse of `encode_fields`, for a screenful of rows."""
    found: dict[str, Any] = _read(patch)
    return found


def decode_many(patch: str) -> dict[str, Any]:
    """The inverse of `encode_fields`, for thousands of rows."""
    found: dict[str, Any] = _decoder()(patch)
    return found


# msgspec writes and reads thousands of operations six and two times as fast as json does, but takes 11 ms to import:
# opening a project and showing its last article do without it.


@cache
def _encoder() -> Callable[[Any], bytes]:
    import msgspec

    return msgspec.json.Encoder().encode


@cache
def _decoder() -> Callable[[str], Any]:
    import msgspec

    return msgspec.json.Decoder().decode


def pack_heads(seen: Iterable[int]) -> bytes:
    """Digests as `prev` holds them."""
    heads = sorted(seen)
    return struct.pack(f">{len(heads)}q", *heads)


def fingerprint(session: bytes, n: int, hlc: int, kind: str, entity: bytes, *rest: Any) -> int:
    """The first 8 bytes (signed) of BLAKE2b over all columns; each with its length, so that none can pass for two.

    `rest` is article, prev, patch, change_set, as in `Operation`.
    """
    article, prev, patch, change_set = rest
    name, body = kind.encode(), patch.encode()
    head = _head(session, n, hlc, change_set, len(name), len(entity), len(article), len(prev), len(body))
    digest = hashlib.blake2b(b"".join((head, name, entity, article, prev, body)), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def said(op: Operation) -> dict[str, Any] | None:
    """The fields of an operation that is whole and of a shape that we know; None for any other.

    What a purged one said can no longer be checked, and is nothing. What is not sound stays in the file that it came
    in, and is not taken in. A clock past `LATEST` is refused, or one operation could leave no room for a later one.
    """
    if not (_is_typed(op) and 0 <= op.hlc < LATEST):
        return None
    if op.patch is None:
        return {}
    return _understood(op) if len(op.patch) <= LONGEST and is_whole(op) else None


def is_sound(op: Operation) -> bool:
    """Whether an operation from a file can be taken in."""
    return said(op) is not None


def is_whole(op: Operation) -> bool:
    """Whether the operation is what its digest says; of a purged one nobody can tell."""
    return op.patch is None or fingerprint(*op[:9]) == op.digest


def _is_typed(op: Operation) -> bool:
    """Whether each column has its type: a file may be made by anybody."""
    return (type(op.session) is type(op.prev) is bytes and type(op.n) is type(op.hlc) is int
            and type(op.change_set) is type(op.digest) is int and len(op.session) == 16 and len(op.prev) % 8 == 0
            and is_name(op.entity) and (op.article == b"" or is_name(op.article))
            and isinstance(op.kind, str) and 0 < len(op.kind) <= LONGEST_KIND
            and (op.patch is None or isinstance(op.patch, str)))


def is_name(raw: object) -> bool:
    """Whether these bytes are an id as the file stores it."""
    if not isinstance(raw, bytes):
        return False
    return len(raw) == 16 or is_id(raw.rstrip(b"\0").decode("ascii", "replace"))


def _understood(op: Operation) -> dict[str, Any] | None:
    import msgspec

    try:
        fields = _decoder()(op.patch or "")
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return fields if isinstance(fields, dict) and is_well_formed(op.kind, fields) else None


def tick(now: int, latest_seen: int = -1) -> int:
    """The clock of a new operation: the wall clock (ms), but later than each operation it is based on.

    Only the heads of the same entity count. A colleague whose clock is a day (or 8,000 years)
    ahead moves the clock of what is built on his operations, never of everybody's work.
    """
    return max(min(now << 16, LATEST - (1 << 40)), 1 + latest_seen)
