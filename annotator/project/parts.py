"""The articles of a project a few at a time: for reading all of them beside the window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.corpus.ids import unpack

if TYPE_CHECKING:
    from annotator.project.catalogue import Catalogue

AT_ONCE = 50
_SHOWN = "SELECT id, outlet, title FROM card c WHERE removed=0 AND id>? ORDER BY id LIMIT ?"


def articles_in_parts(catalogue: Catalogue) -> Iterator[list[tuple[str, str, str]]]:
    """Id, outlet and title of every article that is not removed; may be read on another thread."""
    last = b""
    while rows := catalogue.rows(_SHOWN, (last, AT_ONCE)):
        last = rows[-1][0]
        yield [(unpack(row[0]), row[1] or "", row[2] or "") for row in rows]
