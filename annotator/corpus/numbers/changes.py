"""Change: which way a figure moved, from what and to what: “rose from 4% to 7%”, “fell 1.2 percent”, “a 19% drop”."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from annotator.corpus.numbers.amounts import Amount, Passage
from annotator.corpus.numbers.context import movement_after, movement_before
from annotator.corpus.numbers.numerals import plain
from annotator.corpus.numbers.tables import either, words

_moved = partial(either, "changes")
_FROM_BEFORE = re.compile(
    rf"\b(?:{_moved('from')})\s(?:(?:{_moved('from_about')})\s)?$", re.IGNORECASE
)
_ABOUT = rf"(?:(?:{_moved('to_about')})\s)?"
_FROM_TO = re.compile(rf"(?:\s[^\W\d_][\w’'-]{{0,20}}){{0,4}}\s(?:{_moved('to')})\s{_ABOUT}")
_TO_FROM = re.compile(
    rf"(?:\s[^\W\d_][\w’'-]{{0,20}}){{0,8}},?\s(?:(?P<moved>{_moved('moved_from')})\s"
    rf"|(?:{_moved('compared')})\s)?(?P<from>{_moved('since')})\s{_ABOUT}"
)
_FROM, _OR = words("changes", "from"), words("changes", "or")


def change_of(passage: Passage, amounts: Sequence[Amount], index: int) -> dict[str, str] | None:
    """Read the change that an amount is the end, or the size, of."""
    amount = amounts[index]
    previous = amounts[index - 1] if index else None
    following = amounts[index + 1] if index + 1 < len(amounts) else None
    moved = movement_before(passage.text, amount.start, passage.start)
    if previous:
        change = changed_from(passage, previous, amount) or _said_twice(passage, amounts, index)
        if change:
            return change
    if following and amount.top is None:
        change = _changed_since(passage, amount, following, moved)
        if change:
            return change
    if moved and moved[1] == "to":
        return {"direction": moved[0]} | ({"to": plain(amount.value)} if amount.top is None else {})
    if moved and (moved[1] == "by" or (moved[1] == "" and _can_bechange_of(amount))):
        return {"direction": moved[0]}
    direction = movement_after(passage.text, amount.end, passage.end) if _can_bechange_of(amount) else None
    return {"direction": direction} if direction else None


def _can_bechange_of(amount: Amount) -> bool:
    """Whether an amount right beside a verb of change is its size: “fell 1.2 percent”, but not “lost 300 jobs”."""
    return amount.unit is not None and (
        amount.unit.relative or amount.unit.measure in ("change", "index", "money", "size", "rate")
    )


def _direction(old: Decimal, new: Decimal) -> str | None:
    return "increase" if new > old else "decrease" if new < old else None


def changed_from(passage: Passage, old: Amount, new: Amount) -> dict[str, str] | None:
    """Read “from 4% to 7%”, and the level after “rose 0.7 percent to 6,327.80”."""
    text, floor = passage.text, passage.start
    if old.top is not None or new.top is not None or not _FROM_TO.fullmatch(text, old.end, new.start):
        return None
    moved = movement_before(text, old.start, floor)
    if _FROM_BEFORE.search(text[max(floor, old.start - 16) : old.start]):
        direction = _direction(old.value, new.value) or (moved[0] if moved else None)
        return {"direction": direction, "from": plain(old.value), "to": plain(new.value)} if direction else None
    if moved and moved[1] in ("", "by") and _can_bechange_of(old):
        return {"direction": moved[0], "to": plain(new.value)}
    return None


def _changed_since(passage: Passage, new: Amount, old: Amount, moved: tuple[str, str] | None) -> dict[str, str] | None:
    """Read “to $7.36 billion from $6.78 billion”, “7%, up from 4%”."""
    joint = _TO_FROM.fullmatch(passage.text, new.end, old.start)
    if not joint or old.top is not None or (old.unit and new.unit and old.unit.name != new.unit.name):
        return None
    if not joint["moved"] and not (moved and moved[1] == "to" and joint["from"] in _FROM):
        return None
    direction = _direction(old.value, new.value)
    return {"direction": direction, "from": plain(old.value), "to": plain(new.value)} if direction else None


def _said_twice(passage: Passage, amounts: Sequence[Amount], index: int) -> dict[str, str] | None:
    """Read the change of the second amount in “fell 162.31 points, or 2.14%”: that of the first, without its levels."""
    joint = passage.text[amounts[index - 1].end : amounts[index].start].strip(" ,")
    if joint not in _OR or not _can_bechange_of(amounts[index]):
        return None
    change = change_of(passage, amounts, index - 1)
    return {"direction": change["direction"]} if change and "to" not in change else None
