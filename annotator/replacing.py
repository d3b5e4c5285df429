"""New versions among what comes in: what each takes over from the article that it replaces, as one action with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.actions.versions import Carried, as_new_versions, carry_over
from annotator.corpus.change import ChangeSet, counted
from annotator.corpus.errors import Fault
from annotator.formats.doors import Arrival, Incoming
from annotator.language import tr
from annotator.project.catalogue import Catalogue
from annotator.project.versions import earlier


@dataclass(frozen=True, slots=True)
class Replacing:
    """The articles of an import that are new versions.

    Args:
        earlier: id of a new version → id of the one before.
        carried: id of a new version → what it takes over.
    """

    earlier: Mapping[str, str]
    carried: Mapping[str, Carried]

    def __bool__(self) -> bool:
        return bool(self.earlier)

    @property
    def total(self) -> int:
        """How many changes the new versions need, beside what comes in anyway."""
        return sum(len(each.changes) for each in self.carried.values())

    @property
    def whole(self) -> Carried:
        """All of them as one."""
        every = self.carried.values()
        return Carried((), sum(each.carried for each in every), sum(each.bare for each in every),
                       tuple(name for each in every for name in each.to_place), sum(each.answers for each in every))

    def parts(self, incoming: Incoming) -> Iterator[ChangeSet]:
        """The change sets of the import and of what is carried over, to be stored as one action.

        Raises:
            Fault: a file was refused: all or nothing.
        """
        return as_new_versions(incoming.change_sets(), self.earlier, self.carried.values())


NOTHING = Replacing({}, {})


def replacing(catalogue: Catalogue, arrivals: Sequence[Arrival], chosen: Mapping[str, str]) -> Replacing:
    """Work out what becomes of the annotations; a long article takes a moment, so not on the window's thread.

    Args:
        chosen: id of an article that comes in → id of the one of which it is a new version.
    """
    texts = {arrival.article.id: arrival.text for arrival in arrivals if arrival.state == "new"}
    kept = {name: before for name, before in chosen.items() if name in texts and name != before}
    return Replacing(kept, {name: carried(catalogue, before, (name, texts[name])) for name, before in kept.items()})


def carried(catalogue: Catalogue, before: str, new: tuple[str, str]) -> Carried:
    """What one new version (id and text) takes over from the version before."""
    return carry_over(earlier(catalogue, before, new[0]), *new)


def likely(arrivals: Sequence[Arrival]) -> dict[str, str]:
    """The articles that come in and are new versions unless a person knows better → the version before."""
    return {arrival.article.id: arrival.earlier.article for arrival in arrivals
            if arrival.earlier is not None and arrival.earlier.likely}


def asked_for(catalogue: Catalogue, arrivals: Sequence[Arrival], number: int | None, *, recognise: bool) -> Replacing:
    """The new versions that the command line names.

    Args:
        number: which article the only one that comes in replaces, from 1, in library order.
        recognise: whether those that are likely count.

    Raises:
        Fault: there is no such article, or another number of them comes in.
    """
    chosen = likely(arrivals) if recognise else {}
    if number is not None:
        new = [arrival.article.id for arrival in arrivals if arrival.state == "new"]
        names = catalogue.article_ids()
        if len(new) != 1 or number > len(names):
            why = (tr("{articles} would come in", articles=counted(len(new), 'new article')) if len(new) != 1
                   else tr("the project has {articles}", articles=counted(len(names), 'article')))
            raise Fault(tr("Nothing was added"), why,
                        tr("Import the one new version, and say which article it replaces"))
        chosen = {new[0]: names[number - 1]}
    return replacing(catalogue, arrivals, chosen) if chosen else NOTHING


def notes(arrivals: Sequence[Arrival], versions: Replacing) -> list[str]:
    """A line for each article that may be a new version and was not said to be one."""
    return [tr("{article}: it has {words}; --new-versions or"
               " --replaces carries its annotations over", article=arrival.article.title[:60] or arrival.file,
               words=arrival.earlier.words()) for arrival in arrivals
            if arrival.earlier is not None and arrival.article.id not in versions.earlier]
