"""What a project's window looked like last: restored per project, kept beside its replica on this computer."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from annotator.corpus.article import LONGEST

_FILE = "window.json"
_WIDEST = 32_767
"""Device-independent pixels that a side of a window may have."""


@dataclass(frozen=True, slots=True)
class WindowState:
    """Sizes and places in device-independent pixels; `scroll` as the reader gives it; `caret` in code points.

    `left` and `top` count where `placed`: it stood somewhere before. `shelf` is the library's filter; `cards` is
    that of the cards: a kind, `?source`, `?answer`, or empty for all of them.
    """

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
    placed: bool = False
    left: int = 0
    top: int = 0
    shelf: str = "all"
    cards: str = ""


def load_state(folder: Path) -> WindowState:
    """The state of a project's window; what cannot be read or makes no sense has its default."""
    try:
        stored = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        kept = {f.name: stored[f.name] for f in fields(WindowState)
                if _sensible(f.name, stored.get(f.name))}
    except (OSError, ValueError, AttributeError):
        return WindowState()
    return WindowState(**kept)


def _sensible(name: str, value: object) -> bool:
    """Whether a stored value can be what its default is: the file may be old, cut off or written by hand."""
    if name == "carets":
        return isinstance(value, dict) and all(type(n) is int and 0 <= n <= LONGEST for n in value.values())
    if name == "scrolls":
        return isinstance(value, dict) and all(type(n) in (int, float) and 0 <= n <= 1 for n in value.values())
    if name in ("left", "top"):  # a second screen may lie to the left of the first, or above it
        return type(value) is int and abs(value) <= _WIDEST
    default = getattr(WindowState(), name)
    if type(default) is int:
        return type(value) is int and 0 < value <= _WIDEST
    return type(value) is type(default)


def save_state(folder: Path, state: WindowState) -> None:
    """Keep it; a disk that refuses costs nothing but the state."""
    try:
        draft = folder / f"{_FILE}.new"
        draft.write_text(json.dumps(asdict(state)), encoding="utf-8")
        os.replace(draft, folder / _FILE)
    except OSError:
        return
