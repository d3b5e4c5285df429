"""What is said of copies, merges, backups and older files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.corpus.listing import all_of
from annotator.language import counted, tr, trn
from annotator.ui.models.dates import day_words

if TYPE_CHECKING:
    from annotator.project.backup import Held
    from annotator.project.copies import Merged, Preview
    from annotator.project.restore import Return

_MERGING = "before merging "
"""How the name of a backup begins that a merge has made; it is the same in every language."""
_NAMED = 3
"""Coders that are named; the others are counted."""


def brings(preview: Preview) -> str:
    """“214 changes from Maria, 1 new article among them, 3 to settle”; for a copy without news, “nothing new”."""
    if not preview.changes:
        lacks = (counted(preview.articles, "new article") if preview.articles else
                 tr("nothing that this project lacks"))
        return damaged(lacks, preview.left_out)
    named = [(preview.names.get(coder) or tr("somebody without a name"), many)
             for coder, many in preview.by_coder.items()]
    parts = [trn("{number:,} change from {name}", "{number:,} changes from {name}", many, name=name) if not at else
             tr("{number:,} from {name}", number=many, name=name) for at, (name, many) in enumerate(named[:_NAMED])]
    if others := named[_NAMED:]:
        people = trn("{number:,} other person", "{number:,} other people", len(others))
        parts.append(tr("{number:,} from {name}", number=sum(many for _, many in others), name=people))
    said = all_of(parts)
    if preview.articles:
        said = tr("{said}, {articles} among them", said=said, articles=counted(preview.articles, "new article"))
    return damaged(settle(said, preview.to_settle), preview.left_out)


def settle(said: str, many: int) -> str:
    """“…, 3 to settle”; as it is for none."""
    return tr("{said}, {number:,} to settle", said=said, number=many) if many else said


def damaged(said: str, many: int) -> str:
    """“…; 3 changes in it are damaged and stay out”; as it is for none."""
    if not many:
        return said
    return trn("{said}; {number:,} change in it is damaged and stays out",
               "{said}; {number:,} changes in it are damaged and stay out", many, said=said)


def of_copy(preview: Preview | None, copy: Path, original: Path) -> str:
    """What the banner asks about a copy that was opened; without a preview what it has is not known (yet)."""
    where = {"name": copy.name, "original": original}
    if preview is None:
        return tr("“{name}” is a copy of the project in {original}. It is only read here.", **where)
    if not preview.changes and not preview.articles:
        return tr("“{name}” is a copy of the project in {original}, and has nothing that the project lacks.", **where)
    return tr("“{name}” is a copy of the project in {original}, with {brings}.", **where, brings=brings(preview))


def beside(preview: Preview) -> str:
    """What the banner asks about a copy that lies beside the project."""
    return tr("“{name}” beside this file is a copy of the project, with {brings}.", name=preview.path.name,
              brings=brings(preview))


def came(merged: Sequence[Merged]) -> str:
    """What was merged: “3 changes came from “Study (conflicted copy).annot”, 1 to settle.”"""
    changes, open_ = sum(each.changes for each in merged), sum(each.to_settle for each in merged)
    left_out = sum(each.left_out for each in merged)
    of = (tr("“{words}”", words=merged[0].path.name) if len(merged) == 1 else
          tr("{number} copies beside the file", number=len(merged)))
    said = tr("Nothing new came from {file}", file=of)
    if changes:
        said = trn("{number:,} change came from {file}", "{number:,} changes came from {file}", changes, file=of)
    return f"{damaged(settle(said, open_), left_out)}."


def day(moment: datetime, now: datetime | None = None) -> str:
    """“today”, “1 March”, “1 March 2025”, in local time."""
    now = now or datetime.now()
    if moment.date() == now.date():
        return tr("today")
    return day_words(moment.day, moment.month, "" if moment.year == now.year else str(moment.year))


def older(time: int) -> str:
    """What is said when an older file took the file's place; `time` of the last change in it, milliseconds UTC."""
    moment, now = datetime.fromtimestamp(time / 1000), datetime.now()
    when = f"{day(moment, now)} {moment:%H:%M}" if moment.date() == now.date() else day(moment, now)
    return tr("This file is older ({when}). What was done since has been added again. "
              "To go back, use File › Backups.", when=when)


def why(reason: str) -> str:
    """Why a backup was made."""
    if not reason:
        return tr("First of the day")
    merging, name = reason.startswith(_MERGING), reason.removeprefix(_MERGING)
    return tr("Before merging {name}", name=name) if merging else f"{reason[:1].upper()}{reason[1:]}"


def contents(held: Held) -> tuple[str, str, str]:
    """What is in a backup, for a row: articles, annotations, changes since."""
    return f"{held.articles:,}", f"{held.annotations:,}", f"{held.since:,}"


def goes_back(found: Return) -> str:
    """What going back does, before it is done."""
    if not found.changes:
        return tr("Everything is as it was then; there is nothing to go back from.")
    parts = [say(number=many) for many, say in (
        (found.removed, partial(tr, "{number:,} removed")),
        (found.brought_back, partial(tr, "{number:,} brought back")),
        (found.changed, partial(tr, "{number:,} changed back"))) if many]
    return trn("{number:,} thing would be otherwise: {how}. It is one change for everybody; one Undo takes it back.",
               "{number:,} things would be otherwise: {how}. It is one change for everybody; one Undo takes it back.",
               found.changes, how=", ".join(parts))
