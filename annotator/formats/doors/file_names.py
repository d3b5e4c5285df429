"""Names of files from our own ids: letters that every system takes, each name once."""

from __future__ import annotations

import re

_UNFIT = re.compile(r"[^A-Za-z0-9_-]")


class Names:
    """Never from titles (`../../x`, `CON`); an id begins the name, so that it can be found."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def safe(self, id: str) -> str:
        """A name for the file of that id, without ending."""
        plain = "a-" + _UNFIT.sub("_", id)  # never `CON`, never a leading dot
        name, number = plain, 2
        while name.casefold() in self._taken:
            name, number = f"{plain}-{number}", number + 1
        self._taken.add(name.casefold())
        return name
