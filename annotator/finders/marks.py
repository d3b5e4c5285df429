"""Quotation marks, paired paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from annotator.finders.language import Language
from annotator.finders.suggestion import Span


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of one paragraph, marks included, in its code points.

    `unclosed`: the last one runs to the paragraph's end; the next paragraph may go on with it.
    """

    spans: tuple[Span, ...]
    unclosed: bool = False


_NONE = Quotations(())
_DOUBLE, _DOUBLE_CLOSING = frozenset(("“", '"', "''", "``")), frozenset(("”", '"'))

Pairs = tuple[tuple[str, str], ...]


def pairs_of(paragraph: str, language: Language) -> Pairs:
    """The pairs of marks that a paragraph uses: single ones only where there are no others; none where none opens."""
    if language.marked.search(paragraph):
        return language.pairs
    return (language.single,) if language.single and language.single[0] in paragraph else ()


@cache
def pattern(pairs: Pairs) -> re.Pattern[str]:
    """Any mark of the pairs, the longest first."""
    marks = sorted({mark for pair in pairs for mark in pair}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, marks)))


def quotations(paragraph: str, pairs: Pairs) -> Quotations:
    """Pair the marks; one that is never closed runs to the paragraph's end."""
    if not pairs:
        return _NONE
    found: list[Span] = []
    opened, mark = -1, ""
    for match in pattern(pairs).finditer(paragraph):
        written = match[0]
        if opened < 0:
            if _opens(paragraph, match, pairs):
                opened, mark = match.start(), written
        elif _closes(mark, written, pairs) and not _opens_again(paragraph, match, mark):
            found.append((opened, match.end()))
            opened = -1
    end = len(paragraph.rstrip())
    if opened >= 0 and end - opened > 2 and mark not in ("‘", "‚"):
        return Quotations((*found, (opened, end)), unclosed=True)
    return Quotations(tuple(found))


def _closes(mark: str, written: str, pairs: Pairs) -> bool:
    """Whether a mark closes what another has opened; straight and curly ones are mixed in many archives."""
    return (mark, written) in pairs or (mark in _DOUBLE and written in _DOUBLE_CLOSING)


def _opens(paragraph: str, match: re.Match[str], pairs: Pairs) -> bool:
    """Whether a mark can open a quotation: no inch mark, no apostrophe, nothing that only closes."""
    mark, before = match[0], paragraph[match.start() - 1 : match.start()]
    after = paragraph[match.end() : match.end() + 1]
    if all(mark != opening for opening, _ in pairs) or not after:
        return False
    if (mark, mark) in pairs or mark in ("''", "‘", "‚"):
        return not after.isspace() and not before.isalnum()
    return True


def _opens_again(paragraph: str, match: re.Match[str], mark: str) -> bool:
    """Whether a straight mark stands as an opening one does (a nested quotation), or a single one is an apostrophe."""
    before, after = paragraph[match.start() - 1 : match.start()], paragraph[match.end() : match.end() + 1]
    if mark == match[0]:
        return before.isspace() and bool(after) and not after.isspace()
    return mark in ("‘", "‚") and (after.isalnum() or (before == "s" and after.isspace()))
