"""Where the program begins: a command word is for the command line, anything else for the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code (0 done, 1 a fault, 2 not understood)."""
    words = list(sys.argv[1:] if argv is None else argv)
    _speak()
    if not words or words[0] == "--new-instance" or _is_project(words[0]):
        from annotator import app

        return app.main(words)
    if words[0] == "suggest":
        return _light(words)
    if words[0] == "--selftest":
        from annotator import selftest

        return selftest.main(words[1:])
    from annotator import cli

    return cli.main(words)


def _speak() -> None:
    """Choose the language before any table of words is made."""
    from annotator import language, places

    if (wanted := language.wanted(places.chosen_language())) != language.spoken():
        language.speak(language.catalogue(wanted, places.resource("translations")))


def _light(words: Sequence[str]) -> int:
    """Run a command that needs no project: what it does not load, nobody waits for."""
    from annotator import suggesting

    return suggesting.main(words)


def _is_project(word: str) -> bool:
    """Whether a first word names a file to open in the window, and no command."""
    from pathlib import Path

    from annotator.identity import EXTENSION

    path = Path(word)
    return not word.startswith("-") and (path.suffix == EXTENSION or len(path.parts) > 1 or path.is_file())


if __name__ == "__main__":
    sys.exit(main())
