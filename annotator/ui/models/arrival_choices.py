"""What a person has decided about the articles that come in: blocks that are put back, and new versions."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from annotator.formats.doors import Arrival, Incoming
from annotator.formats.doors.found import put_back


class ArrivalChoices:
    """Each article is known by its place among all; `incoming` holds them as they will be stored."""

    def __init__(self, incoming: Incoming) -> None:
        self.incoming = incoming
        self._came: dict[int, Arrival] = {}
        self._back: dict[int, set[int]] = {}
        self.versions = {place for place, arrival in enumerate(incoming.arrivals)
                         if arrival.earlier is not None and arrival.earlier.likely}
        """The places of those that are new versions; those that are likely, until a person says otherwise."""

    def place(self, arrival: Arrival | None) -> int:
        """Where an article stands among all that came; -1 for none."""
        return next((at for at, each in enumerate(self.incoming.arrivals) if each is arrival), -1)

    def came(self, place: int) -> Arrival:
        """An article as it came, with all that was left out of its page."""
        return self._came.get(place) or self.incoming.arrivals[place]

    def back(self, place: int) -> AbstractSet[int]:
        """The numbers of its blocks that are back in."""
        return self._back.get(place, set())

    def take(self, place: int, blocks: AbstractSet[int]) -> Arrival:
        """Have just these blocks of an article back in; gives it as it is then."""
        came = self._came.setdefault(place, self.incoming.arrivals[place])
        self._back[place] = set(blocks)
        self.incoming.arrivals[place] = found = put_back(came, blocks)
        return found

    def chosen(self) -> dict[str, str]:
        """Id of each new version → id of the one before it."""
        arrivals = [self.incoming.arrivals[place] for place in sorted(self.versions)]
        return {each.article.id: each.earlier.article for each in arrivals if each.earlier is not None}
