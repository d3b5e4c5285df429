"""Which quotation mark belongs to which: curly, low, angled, corner and straight, nested, with apostrophes between."""

from __future__ import annotations

import re

_CLOSERS = {
    "“": "”", "”": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "‹": "›", "›": "‹",
    '"': '"', "'": "'", "「": "」", "『": "』", "〝": "〞〟",
}  # fmt: skip
_ALWAYS_OPEN = frozenset("„‚「『〝")
_APOSTROPHES = frozenset("'’")
_SINGLE = _APOSTROPHES | {"‘"}
_SPACED = frozenset("«»‹›")
"""French sets a space inside these."""
_BEFORE_AN_OPENER = frozenset("([{<—–-/…¿¡") | frozenset(_CLOSERS)
_MARK = re.compile("[" + re.escape("".join(sorted(set("".join(_CLOSERS) + "".join(_CLOSERS.values()))))) + "]")


def quotation_pairs(text: str) -> list[tuple[int, int]]:
    """Pair the quotation marks of one paragraph.

    An apostrophe (between two letters, or a closing single mark that nothing opened) is no quotation mark. An
    opening mark that nothing closes reaches to the end of the paragraph: a quotation of several paragraphs opens
    each of them and closes only the last.

    Returns:
        Half-open spans with both marks inside, innermost first where they nest, in the order in which they close.
    """
    open_marks: list[int] = []
    pairs: list[tuple[int, int]] = []
    for found in _MARK.finditer(text):
        place = found.start()
        opener = _opener_that_closes_at(text, place, open_marks)
        if opener is not None:
            pairs.append((open_marks[opener], place + 1))
            del open_marks[opener:]
        elif _can_open(text, place):
            open_marks.append(place)
    end = len(text.rstrip())
    pairs += [(place, end) for place in reversed(open_marks) if text[place] not in _SINGLE and end > place + 1]
    return pairs


def _opener_that_closes_at(text: str, place: int, open_marks: list[int]) -> int | None:
    mark = text[place]
    if not _can_close(text, place):
        return None
    for index in range(len(open_marks) - 1, -1, -1):
        opener = text[open_marks[index]]
        if mark in _CLOSERS[opener]:
            return index
        if opener not in _SINGLE:
            return None
    return None


def _can_close(text: str, place: int) -> bool:
    after = text[place + 1 : place + 2]
    if place == 0 or (text[place - 1].isspace() and text[place] not in _SPACED):
        return False
    return not (text[place] in _APOSTROPHES and after.isalnum())


def _can_open(text: str, place: int) -> bool:
    mark = text[place]
    after = text[place + 1 : place + 2]
    if mark not in _CLOSERS or not after or (after.isspace() and mark not in _SPACED):
        return False
    if mark in _ALWAYS_OPEN:
        return True
    before = text[place - 1] if place else " "
    return before.isspace() or before in _BEFORE_AN_OPENER
