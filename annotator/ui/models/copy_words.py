"""What is said of copies, merges, backups and older files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.corpus.change import counted

if TYPE_CHECKING:
    from annotator.project.backup import Held
    from annotator.project.copies import Merged, Preview
    from annotator.project.restore import Return

_NAMED = 3
"""Coders that are named; the others are counted."""


def brings(preview: Preview) -> str:
    """“214 changes from Maria, 1 new article among them, 3 to settle”; for a copy without news, “nothing new”."""
    if not preview.changes:
        lacks = "nothing that this project lacks" if not preview.articles else counted(preview.articles, "new article")
        return lacks + damaged(preview.left_out)
    named = [(preview.names.get(coder) or "somebody without a name", many) for coder, many in preview.by_coder.items()]
    parts = [f"{counted(many, 'change') if not at else f'{many:,}'} from {name}"
             for at, (name, many) in enumerate(named[:_NAMED])]
    if others := named[_NAMED:]:
        parts.append(f"{sum(many for _, many in others):,} from {counted(len(others), 'other person')}"
                     .replace("other persons", "other people"))
    said = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    articles = f", {counted(preview.articles, 'new article')} among them" if preview.articles else ""
    return said + articles + settle(preview.to_settle) + damaged(preview.left_out)


def settle(many: int) -> str:
    """“, 3 to settle”, or nothing."""
    return f", {many:,} to settle" if many else ""


def damaged(many: int) -> str:
    """“; 3 changes in it are damaged and stay out”, or nothing."""
    if not many:
        return ""
    return f"; {counted(many, 'change')} in it {'is damaged and stays' if many == 1 else 'are damaged and stay'} out"


def of_copy(preview: Preview | None, copy: Path, original: Path) -> str:
    """What the banner asks about a copy that was opened; without a preview what it has is not known (yet)."""
    where = f"“{copy.name}” is a copy of the project in {original}"
    if preview is None:
        return f"{where}. It is only read here."
    if not preview.changes and not preview.articles:
        return f"{where}, and has nothing that the project lacks."
    return f"{where}, with {brings(preview)}."


def beside(preview: Preview) -> str:
    """What the banner asks about a copy that lies beside the project."""
    return f"“{preview.path.name}” beside this file is a copy of the project, with {brings(preview)}."


def came(merged: Sequence[Merged]) -> str:
    """What was merged: “3 changes came from “Study (conflicted copy).annot”, 1 to settle.”"""
    changes, open_ = sum(each.changes for each in merged), sum(each.to_settle for each in merged)
    left_out = sum(each.left_out for each in merged)
    of = f"“{merged[0].path.name}”" if len(merged) == 1 else f"{len(merged)} copies beside the file"
    new = counted(changes, "change") if changes else "Nothing new"
    return f"{new} came from {of}{settle(open_)}{damaged(left_out)}."


def day(moment: datetime, now: datetime | None = None) -> str:
    """“today”, “1 March”, “1 March 2025”, in local time."""
    now = now or datetime.now()
    if moment.date() == now.date():
        return "today"
    return f"{moment.day} {moment:%B}" + (f" {moment.year}" if moment.year != now.year else "")


def older(time: int) -> str:
    """What is said when an older file took the file's place; `time` of the last change in it, milliseconds UTC."""
    moment = datetime.fromtimestamp(time / 1000)
    when = day(moment)
    clock = f" {moment:%H:%M}" if when == "today" else ""
    return (f"This file is older ({when}{clock}). What was done since has been added again. "
            "To go back, use File › Backups.")


def why(reason: str) -> str:
    """Why a backup was made."""
    return f"{reason[:1].upper()}{reason[1:]}" if reason else "First of the day"


def contents(held: Held) -> tuple[str, str, str]:
    """What is in a backup, for a row: articles, annotations, changes since."""
    return f"{held.articles:,}", f"{held.annotations:,}", f"{held.since:,}"


def goes_back(found: Return) -> str:
    """What going back does, before it is done."""
    if not found.changes:
        return "Everything is as it was then; there is nothing to go back from."
    parts = [f"{many:,} {how}" for many, how in (
        (found.removed, "removed"), (found.brought_back, "brought back"), (found.changed, "changed back")) if many]
    return (f"{counted(found.changes, 'thing')} would be otherwise: {', '.join(parts)}. "
            "It is one change for everybody; one Undo takes it back.")
