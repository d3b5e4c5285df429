"""What stops the set-up, said so that one can mend it."""

from __future__ import annotations


class Trouble(Exception):
    """A fault outside the program: what could not be done, why, and what to do about it."""

    def __init__(self, what: str, why: str, remedy: str) -> None:
        super().__init__(f"{what}: {why}\n{remedy}")
        self.what = what
        self.why = why
        self.remedy = remedy
