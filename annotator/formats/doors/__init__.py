"""What all doors have in common: what a reader is told and hands back, what a writer is told and hands back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from annotator.corpus.annotation import Annotation
from annotator.corpus.article import Article
from annotator.corpus.change import ChangeSet
from annotator.corpus.contents import ArticleContents, Standing
from annotator.corpus.errors import Fault
from annotator.corpus.kinds import Codebook
from annotator.corpus.link import Link
from annotator.corpus.listing import all_of
from annotator.corpus.people import People
from annotator.corpus.source import Source
from annotator.corpus.team import ArticleValues, Coder, Project, Review
from annotator.corpus.usage import Usage
from annotator.language import countable, counted, tr


class Corpus(Protocol):
    """The project, as far as formats look into it; `Catalogue` is one."""

    def project(self) -> Project:
        """What the project says of itself."""

    def codebook(self) -> Codebook:
        """The team's codebook."""

    def coders(self) -> Mapping[str, Coder]:
        """All coders who are known, by id."""

    def named_coders(self) -> Mapping[str, Coder]:
        """The persons whom the data names or an import brought."""

    def people(self) -> People:
        """The persons behind the coders' ids."""

    def reviews(self, article: str) -> Sequence[Review]:
        """Everybody's mark on an article, by the id that a person counts by."""

    def values(self, article: str) -> Sequence[ArticleValues]:
        """Everybody's values of an article's variables, by the id that a person counts by."""

    def sources(self) -> Mapping[str, Source]:
        """All sources by id, merged ones too."""

    def all_links(self) -> Iterator[Link]:
        """Every link of the project."""

    def usage(self) -> Usage:
        """How often each kind, attribute and value is used."""

    def counts(self) -> Mapping[str, Any]:
        """How much there is: `articles`, `annotations` by kind, `sources`, `links`."""

    def text(self, name: str) -> str:
        """An article's text."""

    def annotation(self, name: str) -> Annotation | None:
        """One annotation, unless it is removed."""

    def with_text(self, digests: Iterable[bytes]) -> Mapping[bytes, str]:
        """SHA-256 of a text → the article that has it already."""

    def titles_and_addresses(self) -> Iterable[tuple[str, str, str]]:
        """Id, title and address of every article."""

    def standing(self, names: Collection[str]) -> Mapping[str, Standing]:
        """What the journal says of those of these ids that it knows."""

    def contents(self) -> Iterator[ArticleContents]:
        """Every article with everything in it, in library order, in bounded memory."""

    def history(self) -> Iterator[dict[str, Any]]:
        """Every action that may be told, the oldest first: `time`, `coder`, `action` in words, `changes`."""

    def left_out(self) -> str:
        """What whoever exports may not see and therefore does not write, in words; empty when that is nothing."""

    def kinds_used(self) -> Sequence[str]:
        """The kinds that some annotation has, also those that the codebook has lost."""

    def latest(self) -> str:
        """The latest `created` or `modified` of annotations and sources, empty when there is none."""

    def changes_so_far(self) -> int:
        """A number that grows with every change: equal before and after means that nothing came between."""


ALIKE = 0.7
"""The share of the shorter text's sentences that makes two articles nearly the same."""


class Earlier(NamedTuple):
    """An article of the project of which one that comes in may be a new version.

    Args:
        article, title: the one that is there.
        share: how much of the shorter text's sentences both have, 0 to 1.
        same_address: whether they have the same address; else it is the title.
    """

    article: str
    title: str
    share: float
    same_address: bool

    @property
    def likely(self) -> bool:
        """Whether it is one unless a person knows better: the same address, and nearly the same words."""
        return self.same_address and self.share >= ALIKE

    def words(self) -> str:
        """“the address and 86% of the sentences of “Vote”, which is in the project”."""
        title, percent = self.title[:60], 100 * self.share
        if self.same_address:
            return tr("the address and {percent:.0f}% of the sentences of “{title}”, which is in the project",
                      title=title, percent=percent)
        return tr("the title and {percent:.0f}% of the sentences of “{title}”, which is in the project",
                  title=title, percent=percent)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One article as a review table lists it, with its text (regular) and what becomes of it.

    Args:
        file: the file's name, "" for a paste.
        state: `new`, `there` (the project has it already) or `changed` (it has it, but not like this).
        annotations: how many come with it.
        suggestions: how many come with it and are new, where its annotations are only suggested.
        left_out: blocks of its page that are not in the text, each with the place (code points) where it stood.
        earlier: what it may be a new version of.
    """

    article: Article
    text: str
    file: str = ""
    state: str = "new"
    annotations: int = 0
    left_out: tuple[tuple[int, str], ...] = ()
    earlier: Earlier | None = None
    suggestions: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that is not taken in, and why."""

    file: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, the field of the article that it holds ("" for none), and an example."""

    name: str
    field: str
    example: str = ""


class Edit(NamedTuple):
    """Something that the project has otherwise, and what taking it over would set.

    Args:
        noun: how a person calls it; `many` of them, for passages.
        fields, before: what comes, and what the project has in the same fields.
    """

    noun: str
    kind: str
    entity: str
    fields: Mapping[str, Any]
    before: Mapping[str, Any]
    many: int = 1


SHARED = ""
"""Where the edits of what articles share stand among those of articles: of sources."""


@dataclass(slots=True)
class Incoming:
    """What was found in files, checked whole. Nothing is stored before `session.do(incoming.change_sets())`.

    Args:
        added, there, changed: how many of each noun ("article", "annotation" …).
        edits: article, or `SHARED` → what the project has otherwise.
        left: those of them that a person leaves as the project has them (`leave`).
        warnings: what a person should know although nothing is wrong with it.
        labels: of another tool's labels: the label, the kind that it is, how many.
        recalled: those labels whose kind is what it was the last time.
        columns: of a table's columns, what each holds.
        make: gives the change sets, anew each time.
    """

    arrivals: list[Arrival] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    added: Counter[str] = field(default_factory=Counter)
    there: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    labels: list[tuple[str, str, int]] = field(default_factory=list)
    recalled: set[str] = field(default_factory=set)
    columns: list[Column] = field(default_factory=list)
    edits: dict[str, list[Edit]] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    make: Callable[[], Iterator[ChangeSet]] = lambda: iter(())

    def change_sets(self) -> Iterator[ChangeSet]:
        """What to hand to `session.do`, one action.

        Raises:
            Fault: a file was refused: all or nothing.
        """
        if self.problems:
            raise Fault(tr("Nothing was added"), self._refusals(), tr("Leave out what was refused, or mend it"))
        return _without(self.make(), {edit.entity for name in self.left for edit in self.edits[name]})

    def tell_differing(self) -> None:
        """Have the articles that are there, but not like this, say so."""
        self.arrivals[:] = [replace(each, state="changed") if each.state == "there" and each.article.id in self.edits
                            else each for each in self.arrivals]

    def leave(self, name: str) -> None:
        """Leave what differs in an article, or in what articles share, as the project has it."""
        if name in self.edits and name not in self.left:
            self.left.add(name)
            self._count(name, self.changed, self.there)

    def take(self, name: str) -> None:
        """Take it over after all."""
        if name in self.left:
            self.left.remove(name)
            self._count(name, self.there, self.changed)

    def _count(self, name: str, away: Counter[str], there: Counter[str]) -> None:
        for edit in self.edits[name]:
            there[edit.noun] += edit.many
            away[edit.noun] -= edit.many
            if not away[edit.noun]:
                del away[edit.noun]

    @property
    def brings(self) -> bool:
        """Whether there is anything to store."""
        return bool(self.added or self.changed)

    def summary_of_refusal(self) -> str:
        """“0 added, 0 already there, 1 refused: x.bin: it is binary”."""
        return tr("0 added, {there} already there, {refused} refused: {why}", there=listed(self.there),
                  refused=len(self.problems), why=self._refusals())

    def _refusals(self) -> str:
        return "; ".join(tr("{file}: {why}", file=problem.file, why=problem.fault.why) for problem in self.problems)

    def summary(self) -> str:
        """“3 articles and 2 sources added, 1 article already there, 0 refused”."""
        added, there = listed(self.added), listed(self.there)
        if self.changed:
            return tr("{added} added, {there} already there, {changed} changed, 0 refused", added=added, there=there,
                      changed=listed(self.changed))
        return tr("{added} added, {there} already there, 0 refused", added=added, there=there)


def _without(parts: Iterable[ChangeSet], entities: Collection[str]) -> Iterator[ChangeSet]:
    for part in parts:
        kept = [change for change in part.changes if change.entity not in entities] if entities else part.changes
        yield ChangeSet(kept, part.texts)


NOUNS = (countable("kind"), countable("attribute"), countable("convention"), countable("guideline text"),
         countable("article"), countable("annotation"), countable("suggestion"), countable("source"),
         countable("link"), countable("passage"), countable("review mark"), countable("variable"))
"""What is counted, in the order in which it is said."""


def listed(counts: Mapping[str, int]) -> str:
    """“7 articles, 173 annotations and 53 sources”; “0” when there is nothing."""
    named = [counted(counts[noun], noun) for noun in NOUNS if counts.get(noun)]
    return all_of(named) or "0"


LOOKING, FILES, ARTICLES, COMPARING = "looking", "files", "articles", "comparing"
PAGES, CHAPTERS, MARKS, REFERENCES = "pages", "chapters", "annotations", "references"
"""What reading is at: finding out what each file is, files, articles of one file, comparing with the project; of one
file pages, chapters, annotations on pages that do not come along, references."""

_One = TypeVar("_One")


def _unwatched(_at: str, _done: int, _total: int) -> None:
    """Nobody asks."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read: `update` accepts what the project has otherwise, as an edit in the importer's name.

    `format` is the importer that reads. `encoding` is that of a text, "" when its bytes tell. `columns` says what
    columns of a table hold (name of the column → field of the article, "" for none); their names tell the others.
    `labels` says which kind a label of another tool is (label → id of the kind); of the others `recall` proposes kinds
    for labels that came in before, and what is left becomes kinds of the codebook, unless it has one of that name.
    `suggested` has annotations come in as suggestions, which is done above the readers (`drafting.proposing`).

    `step` is told how far it is: at what (`LOOKING`, `FILES`, …), how many are done, of how many (0 when that is not
    known); what it raises ends the reading.
    """

    update: bool = False
    format: str = ""
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    recall: Callable[[Collection[str]], Mapping[str, str]] = field(default=lambda labels: {})
    suggested: bool = False
    step: Callable[[str, int, int], None] = field(default=_unwatched, compare=False)

    def each(self, found: Sequence[_One], at: str = ARTICLES) -> Iterator[tuple[int, _One]]:
        """What was found, numbered from 1; says how far it is."""
        for number, one in enumerate(found, 1):
            self.step(at, number - 1, len(found))
            yield number, one


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How to write: `reproducible` pins the time of the export to the latest one in the data.

    `for_machines` leaves away what is there for spreadsheets alone (CSV). `as_of` says of which moment (UTC) the corpus
    is, "" for now; a data card says it, too.

    `coders` (ids) are those whose work is written, empty for everybody's; `only_done` leaves out articles that none of
    them has marked as done; `pseudonyms` calls them Coder 1, Coder 2 and tells nothing else of them.

    `history` writes who changed what when, too, where a format has a place for it. `choices` are answers to the
    questions that a format has of its own (`Format.choices`), by their name. `terms` are what of all this is to be told
    to whoever reads it, a line each; `formats.export` finds the words.
    """

    reproducible: bool = False
    generator: str = ""
    for_machines: bool = False
    as_of: str = ""
    coders: tuple[str, ...] = ()
    only_done: bool = False
    pseudonyms: bool = False
    history: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    terms: tuple[str, ...] = ()


class Losses:
    """What the format could not carry, counted by what it is."""

    def __init__(self) -> None:
        self._found: Counter[str] = Counter()

    def note(self, what: str) -> None:
        """Count one thing that was left out."""
        self._found[what] += 1

    def lines(self) -> list[str]:
        """A line each."""
        return [f"{what} ({counted(number, 'time')})" for what, number in sorted(self._found.items())]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, how much of each, and what the format could not carry, a line each."""

    files: Sequence[Path]
    counts: Mapping[str, int]
    losses: Sequence[str] = ()

    def summary(self) -> str:
        """“7 articles, 173 annotations, 29 sources and 24 links”."""
        return listed(self.counts)
