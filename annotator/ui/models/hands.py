"""Whose hands a change shows that came from elsewhere: what a field says that is being written in."""

from __future__ import annotations

from annotator.corpus.change import Changed
from annotator.corpus.hands import NO_HANDS, Hands
from annotator.ui.bridge import Bridge


def hands_in(bridge: Bridge, changed: Changed | None, entity: str) -> Hands:
    """Whose hands made a thing what it is, where the change is one of it and came from elsewhere; else nobody's."""
    if changed is None or not changed.from_elsewhere or entity not in changed.entities:
        return NO_HANDS
    session = bridge.session
    return session.timeline().hands(entity, session.catalogue.people(), session.coder.id)
