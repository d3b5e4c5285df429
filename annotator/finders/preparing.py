"""The rules of a language read before anything is looked for, in steps of a few milliseconds.

Read all at once with the first paragraph they take a tenth of a second, in which keys would wait for their turn.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.finders.boilerplate import find_boilerplate
from annotator.finders.language import language, reading
from annotator.finders.patterns import each_pattern
from annotator.finders.quotes import find_quotes
from annotator.finders.statistics import find_statistics

_FIGURES = ("7", "7 %", "seven people", "about $7 million")
"""Each needs more of the tables of numbers than the one before."""

_READY: set[str] = set()


def preparing(tag: str = "en") -> Iterator[None]:
    """Have the rules of a language ready; once they are, it gives nothing.

    Raises:
        Fault: they cannot be read.
    """
    if tag in _READY:
        return
    yield from reading(tag)
    for _ in each_pattern(language(tag)):
        yield
    find_boilerplate("A", tag)
    yield
    for words in _FIGURES:
        find_statistics(words, tag)
        yield
    find_quotes("“It is,” she said.", tag)
    _READY.add(tag)
    yield
