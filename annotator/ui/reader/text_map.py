"""Code points ↔ Qt's UTF-16 units, and the natural units of a text: grapheme, word, figure, quotation, sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QTextBoundaryFinder

from annotator.ui.reader.highlight import Span
from annotator.ui.reader.quotations import quotation_pairs

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Hebrew, Arabic, Syriac, Thaana, N'Ko and their forms of presentation."""

_PIECE = 1 << 16
_RIGHT_ROWS = frozenset((5, 6, 7, 8, 0xFB, 0xFC, 0xFD, 0xFE))
_OTHER_ROWS = bytes(row for row in range(256) if row not in _RIGHT_ROWS)

_STRETCH = 8192
"""Longest piece that a boundary finder gets. News paragraphs are shorter; a file of one line must not stall a click."""

_ABBREVIATION = re.compile(
    r"(?:^|[\s(“‘\"'])(?:Mr|Mrs|Ms|Mx|Messrs|Dr|Prof|Sen|Rep|Gov|Gen|Col|Maj|Capt|Lt|Sgt|Rev|Hon|St|Jr|Sr|Mt|No|Nos|vs"
    r"|approx|ca|cf|al|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|M|Mme|Mlle|Hr|Fr|Nr|bzw|usw|Inc|Ltd|Co|Corp"
    r"|[A-Z])\.[\s ]+$"
)
_INITIALISM = re.compile(r"\b(?:[A-Z]\.){2,}[\s ]+$")
_OPENS_A_SENTENCE = re.compile(
    r"[“‘\"'(]?(?:The|A|An|It|He|She|They|We|I|In|On|At|But|And|This|That|These|Those|For|As|If|While|When)\b"
)


class TextMap:
    """One article's text with what the reader asks of it. All positions are code points unless they say otherwise.

    Args:
        marks_inside: whether the team's quotes hold their quotation marks.
    """

    def __init__(self, text: str, *, marks_inside: bool = True) -> None:
        self.text = text
        self.marks_inside = marks_inside
        self._astral, self.runs_both_ways = _survey(text)
        self._astral_units = [place + rank for rank, place in enumerate(self._astral)]
        self._cuts: dict[tuple[QTextBoundaryFinder.BoundaryType, Span], list[int]] = {}

    @property
    def utf16_length(self) -> int:
        """Length of the text in UTF-16 units."""
        return len(self.text) + len(self._astral)

    def to_utf16(self, position: int) -> int:
        """The UTF-16 unit at which this code point starts."""
        return position + bisect_left(self._astral, position) if self._astral else position

    def to_code_point(self, unit: int) -> int:
        """The code point that holds this UTF-16 unit; the second half of a pair gives the pair's own."""
        return unit - bisect_left(self._astral_units, unit) if self._astral else unit

    # Graphemes ------------------------------------------------------------------------------------------------

    def grapheme_floor(self, position: int) -> int:
        """The last grapheme boundary at or before the position: a flag or an accented letter is never cut."""
        cuts = self._boundaries(QTextBoundaryFinder.BoundaryType.Grapheme, self._stretch(position))
        return cuts[bisect_right(cuts, position) - 1]

    def grapheme_ceil(self, position: int) -> int:
        """The first grapheme boundary at or after the position."""
        cuts = self._boundaries(QTextBoundaryFinder.BoundaryType.Grapheme, self._stretch(position))
        place = bisect_left(cuts, position)
        return cuts[place] if place < len(cuts) else position

    def step_letter(self, position: int, step: int) -> int:
        """One grapheme on (`step` 1) or back (-1); stays inside the text."""
        if step > 0:
            return self.grapheme_ceil(min(len(self.text), position + 1))
        return self.grapheme_floor(max(0, position - 1))

    # Words ----------------------------------------------------------------------------------------------------

    def word_at(self, position: int) -> Span | None:
        """The word (or punctuation mark) that holds the code point; in white space the word before; None if none.

        Word breaks are Unicode's (UAX 29), so “1.3bn” and “don’t” are one word each.
        """
        if not self.text:
            return None
        position = min(max(position, 0), len(self.text) - 1)
        words = self._words(self._stretch(position))
        place = bisect_right(words, position, key=_start) - 1
        return words[place] if place >= 0 else None

    def step_word(self, position: int, step: int, *, edge: str) -> int:
        """The next (1) or previous (-1) place where a word starts (`edge` "start") or ends ("end").

        At the last one: the end, or the start, of the text.
        """
        for stretch in self._stretches_from(position, step):
            places = sorted({word[edge == "end"] for word in self._words(stretch)})
            index = bisect_right(places, position) if step > 0 else bisect_left(places, position) - 1
            if 0 <= index < len(places):
                return places[index]
        return len(self.text) if step > 0 else 0

    def nearest_word_edge(self, position: int, *, edge: str) -> int:
        """The place nearest to `position` in its paragraph where a word starts or ends, for a handle being dragged."""
        places = [word[edge == "end"] for word in self._words(self._stretch(position))]
        return min(places, key=lambda place: abs(place - position), default=position)

    # Figures, quotations, sentences, paragraphs ---------------------------------------------------------------

    def figure_at(self, position: int) -> Span | None:
        """The whole figure (“$1.3 billion”, “fewer than 0.2 percent”) over the position, if there is one."""
        # Here, not above: its patterns take 50 ms to compile, and the window opens without a double click.
        from annotator.corpus.figures import figure_at

        start, end = self._stretch(position)
        found = figure_at(self.text[start:end], position - start)
        return (start + found[0], start + found[1]) if found else None

    def quotations_at(self, position: int) -> list[Span]:
        """Quotations around the position, both marks inside, innermost first."""
        start, end = self._stretch(position)
        pairs = ((start + a, start + b) for a, b in quotation_pairs(self.text[start:end]))
        return sorted(((a, b) for a, b in pairs if a <= position < b), key=_length)

    def quotation_opened_or_closed_at(self, position: int) -> Span | None:
        """The pair of which the character at the position is one of the two marks."""
        around = self.quotations_at(position)
        return next((pair for pair in around if position in (pair[0], pair[1] - 1)), None)

    def sentence_at(self, position: int) -> Span | None:
        """The sentence over the position, without the space around it; None in white space and in no text."""
        found = next((s for s in self._sentences(self._stretch(position)) if s[0] <= position < s[1]), None)
        return found or next((s for s in self._sentences(self._stretch(position)) if s[1] == position), None)

    def sentence_after(self, position: int, *, from_its_start: bool) -> Span | None:
        """The first sentence that starts at or after the position; or, if not `from_its_start`, ends after it."""
        for stretch in self._stretches_from(position, 1):
            for sentence in self._sentences(stretch):
                if sentence[0] >= position or (not from_its_start and sentence[1] > position):
                    return sentence
        return None

    def sentence_before(self, position: int, *, to_its_end: bool) -> Span | None:
        """The last sentence that ends at or before the position; or, if not `to_its_end`, starts before it."""
        for stretch in self._stretches_from(position, -1):
            for sentence in reversed(self._sentences(stretch)):
                if sentence[1] <= position or (not to_its_end and sentence[0] < position):
                    return sentence
        return None

    def paragraph_at(self, position: int) -> Span:
        """The paragraph over the position, without its line break."""
        start = self.text.rfind("\n", 0, position) + 1
        end = self.text.find("\n", position)
        return start, len(self.text) if end < 0 else end

    # What a gesture means -------------------------------------------------------------------------------------

    def unit_at(self, position: int) -> Span | None:
        """What a double click takes: the pair at a quotation mark, else the whole figure, else the word."""
        if not 0 <= position < len(self.text):
            return self.word_at(position)
        pair = self.quotation_opened_or_closed_at(position)
        if pair and not self.marks_inside and pair[0] + 1 < pair[1] - 1:
            return pair[0] + 1, pair[1] - 1
        return pair or self.figure_at(position) or self.word_at(position)

    def wider(self, span: Span) -> Span:
        """The next unit around the span: word, figure, quotation, sentence, paragraph; itself when there is none."""
        start, end = span
        if not self.text:
            return span
        inside = min(start, len(self.text) - 1)
        word, figure, sentence = self.word_at(inside), self.figure_at(inside), self.sentence_at(inside)
        ladder = [word, figure, *self.quotations_at(inside), sentence, self.trimmed(self.paragraph_at(inside))]
        around = [
            unit for unit in ladder if unit and unit[0] <= start and unit[1] >= end and _length(unit) > end - start
        ]
        return min(around, key=_length, default=span)

    def trimmed(self, span: Span) -> Span:
        """The span without the white space at its ends; empty at its start when there is nothing else."""
        start, end = span
        words = self.text[start:end]
        left = len(words) - len(words.lstrip())
        return (start, start) if left == len(words) else (start + left, start + len(words.rstrip()))

    # Inside ---------------------------------------------------------------------------------------------------

    def _stretch(self, position: int) -> Span:
        """The paragraph, or the piece of a very long one, in which boundaries are looked for."""
        start, end = self.paragraph_at(min(max(position, 0), len(self.text)))
        while end - start > _STRETCH:
            border = self.text.find(" ", start + _STRETCH, min(end, start + _STRETCH + 256)) + 1
            border = border or start + _STRETCH
            if position < border:
                return start, border
            start = border
        return start, end

    def _stretches_from(self, position: int, step: int) -> Iterator[Span]:
        stretch = self._stretch(position)
        while True:
            yield stretch
            outside = self._next_stretch(stretch, step)
            if outside is None:
                return
            stretch = outside

    def _next_stretch(self, stretch: Span, step: int) -> Span | None:
        start, end = stretch
        if step > 0:
            if end >= len(self.text):
                return None
            return self._stretch(end + 1 if self.text[end] == "\n" else end)
        return self._stretch(start - 1) if start > 0 else None

    def _boundaries(self, kind: QTextBoundaryFinder.BoundaryType, stretch: Span) -> list[int]:
        """Where the pieces of that kind begin and end, both ends of the stretch included."""
        known = self._cuts.get((kind, stretch))
        if known is not None:
            return known
        start, end = stretch
        finder = QTextBoundaryFinder(kind, for_qt(self.text[start:end]))
        offset, cuts = self.to_utf16(start), [start]
        while (unit := finder.toNextBoundary()) != -1:
            cuts.append(self.to_code_point(offset + unit))
        if len(self._cuts) > 24:
            self._cuts.clear()
        self._cuts[kind, stretch] = cuts
        return cuts

    def _words(self, stretch: Span) -> list[Span]:
        cuts = self._boundaries(QTextBoundaryFinder.BoundaryType.Word, stretch)
        return [(a, b) for a, b in pairwise(cuts) if not self.text[a:b].isspace()]

    def _sentences(self, stretch: Span) -> list[Span]:
        cuts = self._boundaries(QTextBoundaryFinder.BoundaryType.Sentence, stretch)
        kept = [cut for cut in cuts[1:-1] if not self._inside_a_name(cut)]
        pieces = zip([stretch[0], *kept], [*kept, stretch[1]], strict=True)
        return [span for span in map(self.trimmed, pieces) if span[0] < span[1]]

    def _inside_a_name(self, cut: int) -> bool:
        """Whether Unicode's sentence break stands after “Mr.” or inside “the U.S. Senate”."""
        before = self.text[max(0, cut - 16) : cut]
        if _INITIALISM.search(before):
            return not _OPENS_A_SENTENCE.match(self.text, cut)
        return bool(_ABBREVIATION.search(before))


def _survey(text: str) -> tuple[list[int], bool]:
    """The places of code points that take two UTF-16 units, and whether some letters run from right to left.

    Piece by piece, by bytes of the units: a twentieth of the time that two patterns over the text take.
    """
    astral: list[int] = []
    both_ways = False
    for at in range(0, 0 if text.isascii() else len(text), _PIECE):
        piece = text[at : at + _PIECE]
        units = piece.encode("utf-16-le", "surrogatepass")
        if len(units) > 2 * len(piece):
            astral += (at + found.start() for found in _ASTRAL.finditer(piece))
        both_ways = both_ways or (_may_run_right(units) and _RIGHT_TO_LEFT.search(piece) is not None)
    return astral, both_ways


def _may_run_right(units: bytes) -> bool:
    """Whether such a byte is there at all, and as an upper half: "ü" has one as its lower."""
    upper = units[1::2] if any(row in units for row in _RIGHT_ROWS) else b""
    return not _RIGHT_ROWS.isdisjoint(upper.translate(None, _OTHER_ROWS))


def right_to_left_letters(text: str) -> int:
    """How many letters of the text run from right to left."""
    return len(_RIGHT_TO_LEFT.findall(text))


def for_qt(text: str) -> str:
    """The text as Qt may have it, unit by unit the same.

    Qt takes U+FEFF or U+FFFE at the start for a byte order mark, swallows it (and every offset would be one too
    high); a word joiner is as invisible.
    """
    return "\u2060" + text[1:] if text[:1] in ("\ufeff", "\ufffe") else text


def _start(span: Span) -> int:
    return span[0]


def _length(span: Span) -> int:
    return span[1] - span[0]
