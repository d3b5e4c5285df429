"""What a person has decided about the articles that come in: blocks put back, new versions, what is updated."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from annotator.corpus.listing import all_of
from annotator.formats.doors import Arrival, Incoming
from annotator.formats.doors.found import put_back
from annotator.language import counted, tr, trn


class ArrivalChoices:
    """Each article is known by its place among all; `incoming` holds them as they will be stored.

    What is there already, but not like this, is left as it is until a person says otherwise.
    """

    def __init__(self, incoming: Incoming) -> None:
        self.incoming = incoming
        self._came: dict[int, Arrival] = {}
        self._back: dict[int, set[int]] = {}
        self.versions = {place for place, arrival in enumerate(incoming.arrivals)
                         if arrival.earlier is not None and arrival.earlier.likely}
        """The places of those that are new versions; those that are likely, until a person says otherwise."""
        for name in incoming.edits:
            incoming.leave(name)

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

    def update(self, names: Iterable[str], *, wanted: bool) -> None:
        """Have what differs in these articles, or in what articles share, be taken over or left as it is."""
        for name in names:
            (self.incoming.take if wanted else self.incoming.leave)(name)

    def heading(self) -> str:
        """“3 new articles and 1 update”."""
        versions, updates = len(self.versions), len(self.incoming.edits) - len(self.incoming.left)
        new = sum(arrival.state == "new" for arrival in self.incoming.arrivals) - versions
        said = [counted(new, "new article")] if new else []
        said += [counted(versions, "new version")] if versions else []
        said += [counted(updates, "update")] if updates else []
        said += [counted(many, "suggestion")] if (many := self.incoming.added["suggestion"]) else []
        if said:
            return all_of(said)
        if self.incoming.brings:
            return tr("Changes to what is there")
        return tr("All of it is there already") if self.incoming.edits else tr("Nothing can be imported")

    def nothing(self) -> str:
        """What is said when nothing would be stored."""
        if not self.incoming.edits:
            return tr("Nothing is stored.")
        return tr("What differs is left as it is here, unless you say “Update it”.")

    def button(self) -> str:
        """“Import without the 2 refused”."""
        refused = len(self.incoming.problems)
        if not refused or not self.incoming.brings:
            return tr("Import")
        return trn("Import without the one refused", "Import without the {number} refused", refused)
