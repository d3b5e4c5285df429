"""What the columns of a table hold, told by their names, and where these say nothing by what stands in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.corpus.errors import Fault
from annotator.formats.doors.fields import field_of
from annotator.language import tr

FIELDS = ("text", "title", "byline", "outlet", "published", "url", "language", "section", "tags", "note")
"""What a column may hold, in the order in which it is offered."""


def meanings(names: Sequence[str], rows: Sequence[Sequence[str]], chosen: Mapping[str, str], file: str
             ) -> dict[int, str]:
    """Place of a column → the field that it holds.

    Args:
        rows: some of them, to look for the text where no name says which column it is.
        chosen: what a person has said: name of a column → field, or "" for none.

    Raises:
        Fault: a column or field that was said is not there, or no column holds a text.
    """
    _check(names, chosen, file)
    found: dict[int, str] = {}
    for place, name in enumerate(names):
        if chosen.get(name):
            found[place] = chosen[name]
    for place, name in enumerate(names):
        field = field_of(name)
        if name not in chosen and field and field not in found.values():
            found[place] = field
    if "text" not in found.values() and (longest := _longest(names, rows, set(found), chosen)) is not None:
        found[longest] = "text"
    if "text" not in found.values():
        raise Fault(tr("{file} cannot be imported", file=file),
                    tr("none of its columns ({names}) is known to hold the text", names=_listed(names)),
                    tr("Say which one does: --column NAME=text on the command line, or name the column “text”"))
    return found


def _check(names: Sequence[str], chosen: Mapping[str, str], file: str) -> None:
    for name, field in chosen.items():
        if name not in names:
            raise Fault(tr("{file} cannot be imported", file=file), tr("it has no column “{name}”", name=name),
                        tr("It has {names}", names=_listed(names)))
        if field and field not in FIELDS:
            raise Fault(tr("{file} cannot be imported", file=file), tr("a column cannot hold “{field}”", field=field),
                        tr("Say {names}", names=", ".join(FIELDS)))


def _listed(names: Sequence[str]) -> str:
    shown, more = ", ".join(name[:30] for name in names[:12]), len(names) - 12
    return tr("{several} and {more} more", several=shown, more=more) if more > 0 else shown


def _longest(names: Sequence[str], rows: Sequence[Sequence[str]], taken: set[int], chosen: Mapping[str, str]
             ) -> int | None:
    """The column with the longest cells, when they are long enough for an article or it is the only one."""
    free = [place for place in range(len(names)) if place not in taken and names[place] not in chosen]
    if not free or not rows:
        return None
    mean = {place: sum(len(row[place]) for row in rows if place < len(row)) / len(rows) for place in free}
    best = max(free, key=lambda place: mean[place])
    return best if mean[best] >= 80 or len(names) == 1 else None
