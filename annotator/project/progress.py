"""How far each coder is, counted in SQL: articles by status, annotations by kind, what is open, last worked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from annotator.corpus.ids import unpack
from annotator.corpus.joining import joined_coders
from annotator.project import needs
from annotator.project.library import SHOWN

if TYPE_CHECKING:
    from annotator.project.catalogue import Catalogue

_CREATOR = "coalesce(nullif(json_extract(fields,'$.creator'),''), born_by)"


@dataclass(frozen=True, slots=True)
class Progress:
    """One coder's work. `statuses` and `kinds` count articles and annotations; `worked` is milliseconds, 0 unknown.

    `unsourced` and `incomplete` count annotations; `unanswered` counts articles, begun or done, that have required
    questions without an answer.
    """

    coder: str
    name: str
    statuses: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    unsourced: int = 0
    incomplete: int = 0
    unanswered: int = 0
    worked: int = 0


def progress(catalogue: Catalogue, me: str) -> list[Progress]:
    """Every person whom the data names, oneself first, then by name. “To do” is every article without another mark."""
    total = catalogue.rows(f"SELECT count(*) FROM card c WHERE {SHOWN}")[0][0]
    one = catalogue.people().one
    statuses, made = _statuses(catalogue, one), _made(catalogue, one)
    me, worked = one(me), dict[str, int]()
    for who, hlc in catalogue.rows("SELECT coder, max(hlc) FROM action WHERE work GROUP BY coder"):
        worked[one(unpack(who))] = max(hlc >> 16, worked.get(one(unpack(who)), 0))
    coders = catalogue.named_coders()
    if me not in coders and me in catalogue.coders():
        coders = {**joined_coders({me: catalogue.coders()[me]}, catalogue.coders(), catalogue.people()), **coders}
    found = []
    for name, coder in coders.items():
        marks = dict(statuses.get(name, {}))
        marks["todo"] = total - sum(count for status, count in marks.items() if status != "todo")
        kinds = {kind: row[0] for kind, row in made.get(name, {}).items()}
        unsourced, incomplete = (sum(row[at] for row in made.get(name, {}).values()) for at in (1, 2))
        found.append(Progress(name, coder.name, marks, kinds, unsourced, incomplete,
                              len(needs.unanswered(catalogue, name)), worked.get(name, 0)))
    return sorted(found, key=lambda each: (each.coder != me, each.name.casefold(), each.coder))


def _statuses(catalogue: Catalogue, one: Callable[[str], str]) -> dict[str, dict[str, int]]:
    if catalogue.people().joined:
        return _statuses_of_persons(catalogue, one)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for coder, status, count in catalogue.rows(
            "SELECT r.coder, coalesce(r.status,'todo'), count(*) FROM review r JOIN card c ON c.id=r.article"
            f" WHERE {SHOWN} GROUP BY 1, 2"):
        found[unpack(coder)][status] = count
    return found


def _statuses_of_persons(catalogue: Catalogue, one: Callable[[str], str]) -> dict[str, dict[str, int]]:
    """Where somebody has several ids, the mark that they set last is the one that counts."""
    last: dict[tuple[str, bytes], str] = {}
    for coder, status, article in catalogue.rows(
            "SELECT r.coder, coalesce(r.status,'todo'), r.article FROM review r JOIN card c ON c.id=r.article"
            f" WHERE {SHOWN} ORDER BY coalesce(r.last_ms, r.born_ms)"):
        last[one(unpack(coder)), article] = status
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (person, _), status in last.items():
        found[person][status] = found[person].get(status, 0) + 1
    return found


def _made(catalogue: Catalogue, one: Callable[[str], str]) -> dict[str, dict[str, tuple[int, int, int]]]:
    """Coder → kind → how many, how many without a source, how many without a required answer."""
    lacking, values = needs.incomplete(catalogue.codebook())
    found: dict[str, dict[str, tuple[int, int, int]]] = defaultdict(dict)
    rows: list[tuple[Any, ...]] = catalogue.rows(
        f"SELECT who, kind, count(*), sum(NOT sourced), sum(lacking) FROM (SELECT {_CREATOR} AS who,"
        f" coalesce(kind,'') AS kind, sourced, {lacking} AS lacking FROM annotation) GROUP BY who, kind", values)
    for who, kind, *counts in rows:
        name = one(unpack(who) if isinstance(who, bytes) else who)
        before = found[name].get(kind, (0, 0, 0))
        found[name][kind] = (before[0] + counts[0], before[1] + counts[1], before[2] + counts[2])
    return found
