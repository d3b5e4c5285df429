"""Sentences with marks, as a person reads them: `[content]`, `{who}`, `<cue>`, ¶ for a paragraph's end.

A digit after a mark tells which of several annotations it belongs to: `{1Roth} <1said> [1the law was clear]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from annotator.finders.suggestion import Span

_MARK = re.compile(r"([\[{<])(\d?)|([\]}>])|(¶)")
_KINDS = {"[": "content", "{": "mention", "<": "cue", "]": "content", "}": "mention", ">": "cue"}


@dataclass
class Expected:
    """One annotation: where its content, its mention and its cue stand in the text without marks (code points)."""

    content: list[Span] = field(default_factory=list)
    mention: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)


def read(marked: str) -> tuple[str, list[Expected]]:
    """The text without the marks, and what they mark; sentences without a digit hold one annotation."""
    plain, found, at = "", {}, 0
    open_marks: dict[str, tuple[str, int]] = {}
    for match in _MARK.finditer(marked):
        plain += marked[at : match.start()]
        at = match.end()
        if match[4]:
            plain += "\n"
        elif match[1]:
            open_marks[_KINDS[match[1]]] = (match[2], len(plain))
        else:
            kind = _KINDS[match[3]]
            number, start = open_marks.pop(kind)
            expected = found.setdefault(number, Expected())
            getattr(expected, kind).append((start, len(plain)))
    return plain + marked[at:], [found[number] for number in sorted(found)]


def table(lines: str) -> list[tuple[str, str]]:
    """The lines of a table: kind and marked sentence; blank lines and # are left out."""
    rows = [line.partition("|") for line in lines.splitlines() if line.strip() and not line.startswith("#")]
    return [(kind.strip(), sentence.strip()) for kind, _, sentence in rows]
