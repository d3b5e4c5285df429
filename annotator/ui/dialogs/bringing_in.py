"""Storing what came in, and saying what it was: the last step of an import, with or without a look at it before."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from annotator.formats.doors import Incoming
from annotator.replacing import NOTHING, Replacing
from annotator.ui.bridge import Bridge, Said
from annotator.ui.dialogs.storing import Cancelled, Storing

_BITE = 100
"""Things that are written at once where there are more: the window lives between two bites."""

AT_ONCE = 20
"""Plain new articles that come in without being looked through first; Undo is offered with the toast."""


def is_plain(incoming: Incoming) -> bool:
    """Whether there is nothing to decide: a few new articles without annotations and without problems."""
    return (0 < len(incoming.arrivals) <= AT_ONCE and not incoming.problems and not incoming.warnings
            and all(arrival.state in ("new", "there") and not arrival.annotations and not arrival.left_out
                    and arrival.earlier is None for arrival in incoming.arrivals)
            and set(incoming.added) == {"article"} and not incoming.changed)


def show_that_all_is_there(bridge: Bridge, incoming: Incoming) -> None:
    arrivals = incoming.arrivals
    one = f"“{arrivals[0].article.title or 'Untitled'}” is" if len(arrivals) == 1 else "All of it is"
    bridge.said.emit(Said(f"{one} in the project already" if arrivals else "There was nothing to import"))
    known = bridge.session.catalogue.article(arrivals[0].article.id) if len(arrivals) == 1 else None
    if known is not None:
        bridge.show_article(known.id)


def store(bridge: Bridge, incoming: Incoming, parent: QWidget, *, versions: Replacing = NOTHING) -> bool:
    """Store what came in, and what new versions take over, as one action; True when it is stored."""
    if not _stored(bridge, incoming, parent, versions):
        return False
    said = [sentence(incoming), *([versions.whole.words()] if versions else [])]
    bridge.said.emit(Said(". ".join(said), undoable=True))
    first = next((arrival.article.id for arrival in incoming.arrivals if arrival.state == "new"), "")
    shown = next((name for name, before in versions.earlier.items() if before == bridge.article), first)
    if shown and versions.total > _BITE:  # what has gone out of the open one was painted just now: one at a time
        QTimer.singleShot(0, bridge, partial(bridge.show_article, shown))
    elif shown:
        bridge.show_article(shown)
    return True


def _stored(bridge: Bridge, incoming: Incoming, parent: QWidget, versions: Replacing) -> bool:
    total = sum(incoming.added.values()) + sum(incoming.changed.values()) + versions.total
    progress = Storing(parent, total, title="Import") if total > _BITE else None
    try:
        return bridge.do(versions.parts(incoming), progress=progress.step if progress else None,
                         chunk=_BITE if progress else 0) is not None
    except Cancelled:
        bridge.said.emit(Said("Nothing was imported"))
        return False
    finally:
        if progress:
            progress.close()


def sentence(incoming: Incoming) -> str:
    said = incoming.summary().removesuffix(", 0 refused").removesuffix(", 0 already there")
    return said[0].upper() + said[1:]
