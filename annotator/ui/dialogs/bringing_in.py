"""Storing what came in, and saying what it was: the last step of an import, with or without a look at it before."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.formats.doors import Incoming, listed
from annotator.language import tr
from annotator.replacing import NOTHING, Replacing
from annotator.ui.bridge import Bridge, Said
from annotator.ui.dialogs.storing import Cancelled, Storing

_BITE = 100
"""Things that are written at once where there are more: the window lives between two bites."""

_FEW = 5
"""Things that are stored and shown in no time."""

_LONG = 200_000
"""Code points above which storing takes so long that the window has to live meanwhile."""

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
    bridge.said.emit(Said(
        tr("There was nothing to import") if not arrivals else
        tr("All of it is in the project already") if len(arrivals) > 1 else
        tr("“{title}” is in the project already", title=arrivals[0].article.title or tr("Untitled"))))
    known = bridge.session.catalogue.article(arrivals[0].article.id) if len(arrivals) == 1 else None
    if known is not None:
        bridge.show_article(known.id)


def store(bridge: Bridge, incoming: Incoming, parent: QWidget, *, versions: Replacing = NOTHING) -> bool:
    """Store what came in, and what new versions take over, as one action, and show it; True when it is stored."""
    total = sum(incoming.added.values()) + sum(incoming.changed.values()) + versions.total
    letters = sum(len(arrival.text) for arrival in incoming.arrivals)
    progress = Storing(parent, total, title=tr("Import")) if total > _FEW or letters > _LONG else None
    try:
        with bridge.watched(progress.end if progress else None):
            stored = _stored(bridge, incoming, versions, progress)
            if stored:
                _show(bridge, incoming, versions)
    except Cancelled:
        bridge.said.emit(Said(tr("Nothing was imported")))
        return False
    finally:
        if progress:
            progress.close()
    if stored:
        said = [sentence(incoming), *([versions.whole.words()] if versions else [])]
        bridge.said.emit(Said(". ".join(said), undoable=True))
    return stored


def _stored(bridge: Bridge, incoming: Incoming, versions: Replacing, progress: Storing | None) -> bool:
    parts = versions.parts(incoming)
    if progress is None:
        return bridge.do(parts) is not None
    return bridge.do(parts, progress=progress.step, ending=progress.end, chunk=_BITE) is not None


def _show(bridge: Bridge, incoming: Incoming, versions: Replacing) -> None:
    """Open the version that replaces the open article, else the first that is new."""
    first = next((arrival.article.id for arrival in incoming.arrivals if arrival.state == "new"), "")
    shown = next((name for name, before in versions.earlier.items() if before == bridge.article), first)
    if shown:
        bridge.show_article(shown)


def sentence(incoming: Incoming, *, ahead: bool = False) -> str:
    """“3 articles and 2 sources added, 1 annotation changed, 1 article already there”; nothing of what is 0.

    Args:
        ahead: it is still to be done: “3 articles will come in”.
    """
    said = []
    if incoming.added:
        things = listed(incoming.added)
        said.append(tr("{things} will come in", things=things) if ahead else tr("{things} added", things=things))
    if incoming.changed:
        things = listed(incoming.changed)
        said.append(tr("{things} will be changed", things=things) if ahead else tr("{things} changed", things=things))
    if incoming.there:
        said.append(tr("{things} already there", things=listed(incoming.there)))
    words = ", ".join(said)
    return words[:1].upper() + words[1:]
