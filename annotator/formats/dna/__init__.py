"""Discourse Network Analyzer: its file in and out, its event list, and networks of who says what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.formats.doors.glimpse import Glimpse

MAGIC = b"SQLite format 3\0"
"""How a file of DNA 2 and 3 begins; one of DNA 1 is XML."""


def sniff(seen: Glimpse) -> float:
    """How likely a file holds a DNA project: an SQLite file with DNA's tables, or the XML of DNA 1."""
    if seen.head.startswith(MAGIC):
        from annotator.formats.dna.database import holds_statements

        return 0.95 if holds_statements(seen.path) else 0.5 if seen.suffix == ".dna" else 0.0
    if seen.start.startswith("<") and "<discourse>" in seen.text:
        return 0.9
    return 0.3 if seen.suffix == ".dna" else 0.0
