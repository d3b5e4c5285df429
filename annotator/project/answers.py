"""What this computer remembers of a project's copies: what was decided about each, and which were taken in."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

READ, LEAVE = "read", "leave"
"""The answers that are remembered: “Only read it” of a copy that was opened, “Leave it” of one that lies beside."""

_FILE = "copies.json"


class Answers:
    """Kept in the project's place on this computer, a file beside the replica; losing it costs a question.

    Args:
        folder: the project's place.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        stored: Any = {}
        with suppress(OSError, ValueError):
            stored = json.loads(self._path.read_text(encoding="utf-8"))
        known = stored if isinstance(stored, dict) else {}
        self._answers: dict[str, str] = _strings(known.get("answers"))
        self._taken: dict[str, str] = _strings(known.get("taken"))

    def of(self, copy: Path) -> str:
        """What was answered about a copy; empty when nobody was asked."""
        return self._answers.get(str(copy), "")

    def remember(self, copy: Path, answer: str) -> None:
        """Keep an answer, `""` to ask again."""
        self._answers[str(copy)] = answer
        self._keep()

    def is_taken(self, copy: Path) -> bool:
        """Whether all that it has was taken in, and it has not been written to since."""
        return self._taken.get(str(copy)) == mark(copy) != ""

    def took(self, copy: Path, as_it_was: str) -> None:
        """Remember that it was taken in, with the `mark` that it had before it was read."""
        self._taken[str(copy)] = as_it_was
        self._keep()

    def _keep(self) -> None:
        there = {"answers": {k: v for k, v in self._answers.items() if v},
                 "taken": {k: v for k, v in self._taken.items() if v and Path(k).exists()}}
        with suppress(OSError):
            draft = self._path.with_suffix(".new")
            draft.write_text(json.dumps(there), encoding="utf-8")
            os.replace(draft, self._path)


def mark(copy: Path) -> str:
    """What is another when the file has been written to; empty when there is none."""
    try:
        found = copy.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"


def _strings(stored: Any) -> dict[str, str]:
    return {k: v for k, v in stored.items() if isinstance(v, str)} if isinstance(stored, dict) else {}
