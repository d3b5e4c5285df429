"""What a format is, and what can be said of one besides what holds for all: its own questions, with their answers.

The formats themselves are imported when they are used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from annotator.corpus.errors import Fault
from annotator.language import tr, trc

if TYPE_CHECKING:
    from annotator.formats.doors.glimpse import Glimpse


@dataclass(frozen=True, slots=True)
class Choice:
    """A question that a format has of its own: how it is to be written.

    Args:
        name: what the command line calls it.
        label: what a dialog calls it.
        answers: each with what a dialog calls it, the usual one first; with `free` they are only proposals.
        secret: the answer is told to nobody and kept nowhere.
    """

    name: str
    label: str
    answers: tuple[tuple[str, str], ...]
    free: bool = False
    secret: bool = False

    @property
    def usual(self) -> str:
        """The answer of whoever says nothing."""
        return self.answers[0][0]

    @property
    def spelt(self) -> str:
        """For the command line: `mode=two, one`, with an ellipsis where other words may stand."""
        known = [answer for answer, _ in self.answers if answer]
        return f"{self.name}={', '.join([*known, '…'] if self.free else known)}"


@dataclass(frozen=True, slots=True)
class Format:
    """One way in or out.

    Args:
        name: what `--format` calls it.
        label: what a dialog calls it.
        module, function: where it is done.
        suffixes: endings of files that hold it, the usual one first; none for a folder.
        options: which of `WriteOptions` mean something to it.
        choices: what can be said of it besides.
        gives: what a reader gives: `articles`, one file after the other, `annotated` ones of another tool, all files
            together, or `incoming`, compared with the project already.
        sniffer: the function, in the format's own package, that says how likely a file holds it.
        about: what a person should know before they choose it.
        group: under which heading a dialog lists it.
        beside: it has no place for what was chosen, which stands in a file beside it then.
    """

    name: str
    label: str
    module: str
    function: str
    suffixes: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    gives: str = "articles"
    sniffer: str = "sniff"
    about: str = ""
    group: str = ""
    choices: tuple[Choice, ...] = ()
    beside: bool = False

    def load(self) -> Any:
        """The function, its module imported now."""
        return getattr(import_module(self.module), self.function)

    def chosen(self, said: Mapping[str, str]) -> dict[str, str]:
        """The answer to each of its questions.

        Raises:
            Fault: there is no such question, or no such answer to it.
        """
        asked = {choice.name: choice for choice in self.choices}
        for name, answer in said.items():
            if name not in asked:
                why = (tr("{format} has no choice “{name}”; there are {names}", format=self.name, name=name,
                          names=", ".join(asked))
                       if asked else tr("{format} has no choice “{name}”; it has none", format=self.name, name=name))
                raise Fault(tr("Nothing was exported"), why, tr("Leave it out"))
            known = [each for each, _ in asked[name].answers]
            if answer not in known and not asked[name].free:
                raise Fault(tr("Nothing was exported"), tr("“{answer}” is no {name}; there are {names}", answer=answer,
                                                           name=name, names=", ".join(known)),
                            tr("Say one of these"))
        return {name: said.get(name) or choice.usual for name, choice in asked.items()}

    @property
    def secrets(self) -> frozenset[str]:
        """The choices whose answers are kept nowhere."""
        return frozenset(choice.name for choice in self.choices if choice.secret)

    def told(self, said: Mapping[str, str]) -> list[str]:
        """What its own choices say, a line for each that is not the usual one; secrets are not told."""
        found = []
        for choice in self.choices:
            answer = said.get(choice.name, choice.usual)
            if answer != choice.usual and not choice.secret:
                found.append(f"{choice.label}: {dict(choice.answers).get(answer, answer)} ({choice.name}={answer}).")
        return found

    def likelihood(self, seen: Glimpse) -> float:
        """How likely a file holds it, 0 to 1."""
        package = ".".join(self.module.split(".")[:3])
        return float(getattr(import_module(package), self.sniffer)(seen))


TEXTS = (Choice("texts", tr("Texts of the articles"), (
    ("none", tr("Left out, the articles are named")), ("with", tr("Written too, so that nothing else is needed")))),)
NO_STANCE = Choice("no_stance", tr("Neither for nor against"), (
    ("skip", tr("Leave them out")), ("agree", tr("Count them as agreement")),
    ("flag", tr("Keep them, with stance_given = 0"))))
UNDATED = Choice("undated", tr("Where no date is known"), (("1970-01-01", tr("1 January 1970")),), free=True)
KIND = Choice("kind", tr("Annotations"),
              (("claim", tr("Claims")), ("quote", tr("Quotes")), ("statistic", tr("Statistics"))), free=True)
NETWORK = (
    Choice("mode", tr("Network"),
           (("two", tr("Who says what (two-mode)")), ("one", tr("Who says the same (one-mode)")))),
    Choice("rows", tr("Actors"), (("organization", tr("Organisations")), ("person", tr("Persons"))), free=True),
    Choice("columns", tr("Topics"), (("concept", tr("Topics of claims")), ("organization", tr("Organisations"))),
           free=True),
    Choice("aggregation", tr("Stances"), (
        ("ignore", tr("Do not matter")), ("subtract", tr("For less against")),
        ("combine", tr("1 for, 2 against, 3 both")),
        ("congruence", tr("Only the same stance")), ("conflict", tr("Only the opposite stance")))),
    Choice("normalisation", tr("Weights"), (
        ("no", tr("Counts")), ("activity", tr("By activity of the actor")),
        ("prominence", tr("By prominence of the topic")),
        ("average", tr("By average activity")), ("jaccard", "Jaccard"), ("cosine", tr("Cosine")),
        ("cosine-as-dna", tr("Cosine, as DNA reckons it")))),
    Choice("duplicates", tr("Said again"), (
        ("include", tr("Counts each time")), ("document", tr("Once an article")), ("week", tr("Once a week")),
        ("month", tr("Once a month")), ("year", tr("Once a year")), ("range", tr("Once at all")),
        ("week-as-dna", tr("Once a week of any year, as DNA")),
        ("month-as-dna", tr("Once a month of any year, as DNA")))),
    Choice("from", trc("date", "From"), (("", tr("The beginning")),), free=True),
    Choice("until", trc("date", "Until"), (("", tr("The end")),), free=True),
    KIND, Choice("qualifier", tr("Stance"), (("agreement", "agreement"),), free=True), NO_STANCE, UNDATED,
)
DNA_FILE = (NO_STANCE, UNDATED, Choice("emoji", tr("Emoji, rare letters"), (
    ("keep", tr("Keep them")), ("replace", tr("Write □, so that DNA's tables agree")))),
    Choice("password", tr("Password"), (("dna", "dna"),), free=True, secret=True))
EVENTS = (Choice("style", tr("Written"),
                 (("standard", tr("As standard CSV, with more columns")), ("dna", tr("Exactly as DNA")))),
          KIND, NO_STANCE, UNDATED)
GRAPH = (Choice("style", tr("For"), (("plain", "Gephi, igraph, networkx"), ("visone", tr("visone, as DNA")))), *NETWORK)
