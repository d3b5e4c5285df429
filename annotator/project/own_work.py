"""What is asked of one's own changes before they are stored: what every colleague's computer would refuse is no work.

The fields are judged as they are, before they are a patch, so that nothing is read that was written a moment ago.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.corpus.change import Change
from annotator.corpus.errors import Fault
from annotator.corpus.ids import is_id, pack
from annotator.corpus.shape import is_well_formed
from annotator.language import tr
from annotator.project.operation import LONGEST, LONGEST_KIND, decode_fields, encode_fields

_WHAT = tr("The change was not saved")
_AGAIN = tr("Do it again; if it came from a file, have a look at that file")


class Lengths:
    """How many code points the texts of articles have, as long as one action is being stored."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db, self._known = db, dict[str, int | None]()

    def knows(self, article: str) -> bool:
        """Whether it was asked for: so it has a name already."""
        return article in self._known

    def of(self, article: str) -> int | None:
        """That of one; None where there is no text (yet, or any more). Its card knows, unless it is being made."""
        if article not in self._known:
            name = (pack(article),)
            row = self._db.execute("SELECT characters FROM main.card WHERE id=?", name).fetchone()
            if not row or not row[0]:
                row = self._db.execute("SELECT length(body) FROM article WHERE id=?", name).fetchone()
            self._known[article] = row[0] if row else None
        return self._known[article]


def patches(changes: Iterable[Change], lengths: Lengths) -> list[str]:
    """The patch of each change, once it is known that every computer will take it in.

    Raises:
        Fault: one of them is not what an operation may be.
    """
    return [_patch(change, lengths) for change in changes]


def _patch(change: Change, lengths: Lengths) -> str:
    fields = change.fields
    if not (is_id(change.entity) and (lengths.knows(change.article) or change.article == "" or is_id(change.article))
            and 0 < len(change.kind) <= LONGEST_KIND):
        raise Fault(_WHAT, tr("“{entity}” in “{article}” is no name that a project can hold", entity=change.entity,
                              article=change.article), _AGAIN)
    try:
        patch = encode_fields(fields)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise Fault(_WHAT, tr("what was to be stored of the {kind} cannot be written ({error})", kind=change.kind,
                              error=error), _AGAIN) from error
    if len(patch) > LONGEST:
        raise Fault(_WHAT, tr("what was to be stored of the {kind} has {patch:,} characters, the limit is "
                              "{longest:,}", kind=change.kind, patch=len(patch), longest=LONGEST),
                    tr("Make it shorter, or store it in parts"))
    if not is_well_formed(change.kind, fields):
        fields = decode_fields(patch)  # a tuple is written as a list
        if not is_well_formed(change.kind, fields):
            raise Fault(_WHAT, tr("something of the {kind} has not the form that a project holds "
                                  "({join})", kind=change.kind, join=', '.join(sorted(fields))), _AGAIN)
    if change.kind == "annotation":
        if fields.get("segments") or fields.get("chain"):
            _check_places(fields, lengths.of(change.article))
    elif change.kind == "passages":
        _check_passages(fields, lengths.of(change.article))
    return patch


def _check_places(fields: Mapping[str, Any], length: int | None) -> None:
    """Segments inside the text, those of one role apart; mentions and cues of the chain inside the text."""
    segments, furthest, in_order = fields.get("segments") or (), 0, True
    for _, start, end in segments:
        if start < furthest:
            in_order = False
        if end > furthest:
            furthest = end
    if length is not None and furthest > length:
        for _, start, end in segments:
            _check_end(start, end, length)
    if not in_order:
        _check_overlap(segments)
    for link in fields.get("chain") or ():
        if len(link) > 3:
            for start, end in (*link[3], *(link[4] if len(link) > 4 else ())):
                _check_end(start, end, length)


def _check_overlap(segments: Iterable[Any]) -> None:
    last: dict[str, int] = {}
    for role, start, end in sorted(segments, key=_by_start):
        if start < last.get(role, 0):
            raise Fault(_WHAT, tr("two {role} segments overlap at character {start:,}", role=role, start=start),
                        tr("Join them"))
        last[role] = end


def _check_passages(fields: Mapping[str, Any], length: int | None) -> None:
    for name, role in fields.items():
        start, _, end = name.removeprefix("passage:").partition("-")
        if role is not None and start.isdecimal() and end.isdecimal():
            if int(start) >= int(end):
                raise Fault(_WHAT, tr("the passage {start}–{end} has no words", start=start, end=end),
                            tr("Select the words again"))
            _check_end(int(start), int(end), length)


def _check_end(start: int, end: int, length: int | None) -> None:
    if length is not None and end > length:
        raise Fault(_WHAT, tr("{start:,}–{end:,} lies outside the text of {length:,} characters", start=start, end=end,
                              length=length),
                    tr("Select the words again"))


def _by_start(segment: tuple[str, int, int] | list[Any]) -> tuple[int, int]:
    return segment[1], segment[2]
