"""What a project's window looked like last: restored per project, kept beside its replica on this computer."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

_FILE = "window.json"


@dataclass(frozen=True, slots=True)
class WindowState:
    """Size in device-independent pixels; `scroll` as the reader gives it; `caret` in code points."""

    width: int = 1366
    height: int = 768
    maximised: bool = False
    library: int = 250
    panel: int = 360
    library_shown: bool = True
    panel_shown: bool = True
    tab: str = "annotation"
    article: str = ""
    carets: dict[str, int] = field(default_factory=dict)
    scrolls: dict[str, float] = field(default_factory=dict)


def load_state(folder: Path) -> WindowState:
    """The state of a project's window; what cannot be read has its default."""
    try:
        stored = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        kept = {f.name: stored[f.name] for f in fields(WindowState)
                if isinstance(stored.get(f.name), type(getattr(WindowState(), f.name)))}
    except (OSError, ValueError, AttributeError):
        return WindowState()
    return WindowState(**kept)


def save_state(folder: Path, state: WindowState) -> None:
    """Keep it; a disk that refuses costs nothing but the state."""
    try:
        draft = folder / f"{_FILE}.new"
        draft.write_text(json.dumps(asdict(state)), encoding="utf-8")
        os.replace(draft, folder / _FILE)
    except OSError:
        return
