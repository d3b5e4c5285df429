"""What the search remembers of a project on this computer: what was looked for, and what a key marks."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

_FILE = "search.json"
MOST = 8
"""Searches that are remembered."""

WHAT = ("words", "sentence")
"""What a key marks of a hit: its words, or the sentence that they stand in."""


@dataclass(frozen=True, slots=True)
class SearchMemory:
    """`recent` has the last search first; `marks` is one of `WHAT`."""

    recent: tuple[str, ...] = ()
    marks: str = "words"

    def searched(self, typed: str) -> SearchMemory:
        """With this as the last search; what was typed on the way to it gives way."""
        typed = " ".join(typed.split())
        if not typed:
            return self
        others = (one for one in self.recent if one != typed)
        return replace(self, recent=(typed, *others)[:MOST])


def load_memory(folder: Path) -> SearchMemory:
    """What is remembered; what cannot be read or makes no sense is forgotten."""
    try:
        stored = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        recent = tuple(one for one in stored.get("recent", ()) if isinstance(one, str))[:MOST]
        marks = stored.get("marks")
    except (OSError, ValueError, AttributeError, TypeError):
        return SearchMemory()
    return SearchMemory(recent, marks if marks in WHAT else "words")


def save_memory(folder: Path, memory: SearchMemory) -> None:
    """Keep it; a disk that refuses costs nothing but the memory."""
    try:
        draft = folder / f"{_FILE}.new"
        draft.write_text(json.dumps(asdict(memory)), encoding="utf-8")
        os.replace(draft, folder / _FILE)
    except OSError:
        return
