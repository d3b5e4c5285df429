"""“Bonnardell” in this article, François Bonnardel: one person? Names in a text that may be a source's other name.

Proposed as an alias, never taken silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.corpus.likeness import alike
from annotator.corpus.names import folded
from annotator.corpus.source import Source, representative
from annotator.finders.persons import names_in

_MARK = "name "
"""What the ids of names begin with while they are compared; no source's does."""
_MOST = 300
_BEGINNING = 2


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as an article writes it, the source whose it may be, and why."""

    name: str
    source: str
    why: str


def spellings(sources: Sequence[Source], text: str, language: str = "en") -> list[Spelling]:
    """The names of a text that may be those of one person of the project, and that nobody bears yet.

    A name that may be several persons' is none's, and a surname alone is how articles write everybody. Of whom somebody
    said that they are not called so are not asked about again, whatever was merged into them since.
    """
    merged = {each.id: each.merged_into for each in sources if each.merged_into}
    apart = {(folded(name), representative(each.id, merged)) for each in sources for name in each.not_called}
    borne = {folded(name) for each in sources for name in each.names}
    names = [name for name in names_in(text, language) if folded(name) not in borne][:_MOST]
    begins = _beginnings(names)
    people = [
        each for each in sources
        if each.type == "person" and representative(each.id, merged) == each.id and begins & _beginnings(each.names)
    ]  # fmt: skip
    by_id = {each.id: each for each in people}
    found: list[Spelling] = []
    for group in alike([*people, *(Source(f"{_MARK}{name}", name) for name in names)]) if names and people else ():
        known = [each for each in group.sources if not each.startswith(_MARK)]
        if len(known) == 1:
            words = {word for each in by_id[known[0]].names for word in folded(each).split()}
            found += [
                Spelling(name, known[0], group.why) for each in group.sources
                if each != known[0] and not words >= set(folded(name := each.removeprefix(_MARK)).split())
                and (folded(name), known[0]) not in apart
            ]
    return found


def _beginnings(names: Iterable[str]) -> set[str]:
    """What the last words begin with: names whose last words begin otherwise are not compared."""
    return {words[-1][:_BEGINNING] for name in names if (words := folded(name).split())}
