"""What a word on the command line may be: a number, a moment, the size of a window."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from functools import partial

from annotator.corpus.ids import wall_clock
from annotator.corpus.moments import NotAMoment, read_moment, read_past
from annotator.language import tr


def number(text: str) -> int:
    """Read how many: 1 or more."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(tr("say a number from 1 on"))
    return int(text)


def beginning(text: str) -> int:
    """Read a moment: of a date alone, its first one (milliseconds UTC)."""
    return _moment(read_moment, text)


def ending(text: str) -> int:
    """Read a moment: of a date alone, the first one of the day after (milliseconds UTC)."""
    return _moment(partial(read_moment, end=True), text)


def past(text: str) -> int:
    """Read a moment that has been: of a date alone, its end (milliseconds UTC)."""
    return _moment(partial(read_past, now=wall_clock()), text)


def _moment(read: Callable[[str], int], text: str) -> int:
    try:
        return read(text)
    except NotAMoment as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def size(text: str) -> tuple[int, int]:
    """Read a size such as 1366x768 (pixels)."""
    found = re.fullmatch(r"(\d{3,5})x(\d{3,5})", text)
    if not found:
        raise argparse.ArgumentTypeError(tr("a size is two numbers with an x between them, such as 1366x768"))
    return int(found.group(1)), int(found.group(2))
