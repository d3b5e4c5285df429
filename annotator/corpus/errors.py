"""Known faults: what happened, why, and what a person can do about it."""

from __future__ import annotations


class Fault(Exception):
    """A fault that we expect and can explain; anything else is our mistake.

    Args:
        what: what could not be done, naming the thing (“corpus.annot cannot be opened”).
        why: the cause, in a person's words.
        remedy: what to do now; a whole sentence without its full stop.
    """

    def __init__(self, what: str, why: str, remedy: str = "") -> None:
        super().__init__(what, why, remedy)
        self.what, self.why, self.remedy = what, why, remedy

    def __str__(self) -> str:
        """One line, so that scripts and logs can show it as it is."""
        sentence = f"{self.what}: {self.why}."
        return " ".join(f"{sentence} {self.remedy}{'.' if self.remedy else ''}".split())
