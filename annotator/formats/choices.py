"""What can be said of a format besides what holds for all: its own questions, with their answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A question that a format has of its own: how it is to be written.

    Args:
        name: what the command line calls it.
        label: what a dialog calls it.
        answers: each with what a dialog calls it, the usual one first; with `free` they are only proposals.
    """

    name: str
    label: str
    answers: tuple[tuple[str, str], ...]
    free: bool = False

    @property
    def usual(self) -> str:
        """The answer of whoever says nothing."""
        return self.answers[0][0]

    @property
    def spelt(self) -> str:
        """For the command line: `mode=two, one`, with an ellipsis where other words may stand."""
        known = [answer for answer, _ in self.answers if answer]
        return f"{self.name}={', '.join([*known, '…'] if self.free else known)}"


NO_STANCE = Choice("no_stance", "Neither for nor against", (
    ("skip", "Leave them out"), ("agree", "Count them as agreement"), ("flag", "Keep them, with stance_given = 0")))
UNDATED = Choice("undated", "Where no date is known", (("1970-01-01", "1 January 1970"),), free=True)
KIND = Choice("kind", "Annotations", (("claim", "Claims"), ("quote", "Quotes"), ("statistic", "Statistics")),
               free=True)
NETWORK = (
    Choice("mode", "Network", (("two", "Who says what (two-mode)"), ("one", "Who says the same (one-mode)"))),
    Choice("rows", "Actors", (("organization", "Organisations"), ("person", "Persons")), free=True),
    Choice("columns", "Topics", (("concept", "Topics of claims"), ("organization", "Organisations")), free=True),
    Choice("aggregation", "Stances", (
        ("ignore", "Do not matter"), ("subtract", "For less against"), ("combine", "1 for, 2 against, 3 both"),
        ("congruence", "Only the same stance"), ("conflict", "Only the opposite stance"))),
    Choice("normalisation", "Weights", (
        ("no", "Counts"), ("activity", "By activity of the actor"), ("prominence", "By prominence of the topic"),
        ("average", "By average activity"), ("jaccard", "Jaccard"), ("cosine", "Cosine"),
        ("cosine-as-dna", "Cosine, as DNA reckons it"))),
    Choice("duplicates", "Said again", (
        ("include", "Counts each time"), ("document", "Once an article"), ("week", "Once a week"),
        ("month", "Once a month"), ("year", "Once a year"), ("range", "Once at all"),
        ("week-as-dna", "Once a week of any year, as DNA"), ("month-as-dna", "Once a month of any year, as DNA"))),
    Choice("from", "From", (("", "The beginning"),), free=True),
    Choice("until", "Until", (("", "The end"),), free=True),
    KIND, Choice("qualifier", "Stance", (("agreement", "agreement"),), free=True), NO_STANCE, UNDATED,
)
DNA_FILE = (NO_STANCE, UNDATED, Choice("emoji", "Emoji, rare letters", (
    ("keep", "Keep them"), ("replace", "Write □, so that DNA's tables agree"))),
    Choice("password", "Password", (("dna", "dna"),), free=True))
EVENTS = (Choice("style", "Written", (("standard", "As standard CSV, with more columns"), ("dna", "Exactly as DNA"))),
          KIND, NO_STANCE, UNDATED)
GRAPH = (Choice("style", "For", (("plain", "Gephi, igraph, networkx"), ("visone", "visone, as DNA"))), *NETWORK)
