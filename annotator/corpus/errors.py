"""Known faults: what happened, why, and what a person can do about it."""

from __future__ import annotations

from annotator.language import tr


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

    state = ""
    """What is the matter with a file, in a word or two for a status line; empty where it is no matter of a file."""

    def __str__(self) -> str:
        """One line, so that scripts and logs can show it as it is."""
        sentence = tr("{what}: {why}.", what=self.what, why=self.why)
        return " ".join(f"{sentence} {self.remedy}{'.' if self.remedy else ''}".split())


MISSING, DAMAGED, FOREIGN = tr("missing"), tr("damaged"), tr("another project’s")
BUSY, READ_ONLY, FULL = tr("busy"), tr("read-only"), tr("full")


class FileFault(Fault):
    """A fault of a project's file, with what is the matter with it."""

    def __init__(self, what: str, why: str, remedy: str = "", *, state: str = "") -> None:
        super().__init__(what, why, remedy)
        self.state = state

    @property
    def is_lost(self) -> bool:
        """Whether no project can be read there, so that it may be written afresh from this computer."""
        return self.state in (MISSING, DAMAGED, FOREIGN)
