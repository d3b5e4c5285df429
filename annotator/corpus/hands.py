"""Whose hand set a value last, and when: what a person is told whose writing a colleague has overtaken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.language import tr


@dataclass(frozen=True, slots=True)
class Hand:
    """One that says nothing is false.

    Attributes:
        name: who it was, as one says it: “Maria”, “You”.
        time: milliseconds UTC by the clock of whoever did it, which may be wrong; 0 when it is not known.
    """

    name: str = ""
    time: int = 0

    def __bool__(self) -> bool:
        return bool(self.name)


NOBODY = Hand()
UNDO = Hand(tr("An undo"))
"""Whose hand it is when a value changes here, and not by the field that shows it."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Whose hands made one thing what it is.

    Attributes:
        latest: who changed anything of it last; others before oneself.
        fields: field of the journal → who set its value.
    """

    latest: Hand = NOBODY
    fields: Mapping[str, Hand] = field(default_factory=dict)

    def of(self, name: str) -> Hand:
        """Who set a field; of a field that nothing is known of, who was at the thing last."""
        return self.fields.get(name, self.latest)


NO_HANDS = Hands()
