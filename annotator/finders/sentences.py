"""Paragraphs cut into sentences and words; a quotation is one piece, whatever stands in it.

All offsets are code points of the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, compress, count

from annotator.corpus.letters import in_small_letters
from annotator.finders.language import Form, Language
from annotator.finders.suggestion import Span

Token = tuple[int, int, str]
"""Start, end, and the word in lower case."""

SPACES = "".join(filter(str.isspace, map(chr, range(0x3001))))
"""All characters that are spaces, for a `strip` that takes more along."""
CLOSING = "”\"’'»“)]"
_BOUNDARY = re.compile(rf"[.!?…][.!?…]*[{re.escape(CLOSING)}]*(?=\s)")
_LONGEST_TAIL = 14


@dataclass(slots=True)
class Sentence:
    """A sentence `[start, end)` of a paragraph with its quotations, and its words outside of them.

    `words` are all of its words, `verbs` the places among them of those that may be a verb of speech, `tokens` the
    words with where they stand, but only if there is such a verb: nobody else asks. `small` is the paragraph in small
    letters, of the same length; `used`: up to where words already belong to something that was found.
    """

    paragraph: str
    start: int
    end: int
    quotes: Sequence[Span]
    language: Language
    tokens: list[Token]
    words: list[str]
    verbs: list[int]
    small: str
    used: int
    headline: bool = False

    def in_quote(self, at: int) -> bool:
        """Whether a place is inside quotation marks."""
        return bool(self.quotes) and any(start <= at < end for start, end in self.quotes)

    def within_quote(self, at: int) -> bool:
        """Whether a place is strictly inside: an opening mark itself is not."""
        return bool(self.quotes) and any(start < at < end for start, end in self.quotes)

    def quote_at(self, at: int) -> Span | None:
        """The quotation that begins there."""
        return next((quote for quote in self.quotes if quote[0] == at), None)

    def quotes_from(self, at: int) -> list[Span]:
        """The quotations that begin there or later."""
        return [quote for quote in self.quotes if quote[0] >= at]

    def text(self, start: int, end: int) -> str:
        """The words between two places of the paragraph."""
        return self.paragraph[start:end]


def sentences(paragraph: str, quotes: Sequence[Span], units: Sequence[Span], language: Language) -> Iterator[Sentence]:
    """The sentences in order, with what says who asked joined to its question: “Why?” she asked."""
    small, may_be_verb = in_small_letters(paragraph), language.forms.__contains__
    word = _word(language, plain=small.isascii())
    for start, end in _joined(paragraph, units, language):
        written = paragraph[start:end].lstrip()
        start, end = end - len(written), end - len(written) + len(written.rstrip())
        if start == end:
            continue
        inside = [quote for quote in quotes if start <= quote[0] < end] if quotes else ()
        pieces = _pieces(small, start, end, inside, word) if inside else [(start, word.split(small[start:end]))]
        words = pieces[0][1][1::2] if len(pieces) == 1 else [each for _, piece in pieces for each in piece[1::2]]
        verbs = list(compress(count(), map(may_be_verb, words)))
        tokens = _tokens(pieces) if verbs else []
        made = Sentence(paragraph, start, end, inside, language, tokens, words, verbs, small, used=start)
        in_small = _TWO_SMALL.match(paragraph, start, inside[0][0] if inside else end)
        yield made if in_small else _as_sentence(made, tokens or _tokens(pieces))


def _as_sentence(sentence: Sentence, tokens: list[Token]) -> Sentence:
    """A headline (“Mayor Vows To Rebuild”) as a sentence is written, where its capitals say nothing."""
    long, large = 0, 0
    for start, end, _ in tokens:
        if end - start > _SMALL_WORD:
            long += 1
            large += sentence.paragraph[start].isupper()
            if long > large + 1:
                return sentence
    if long < _LEAST_LONG or large < 0.9 * long:
        return sentence
    sentence.paragraph, sentence.headline = sentence.small, True
    return sentence


_SMALL_WORD, _LEAST_LONG = 3, 4
_TWO_SMALL = re.compile(r"(?:[^\n]*?\s[a-z]\w{3}){2}")
"""Two long words in small letters: no headline, and that is told without cutting the words out."""


@cache
def _word(language: Language, *, plain: bool) -> re.Pattern[str]:
    """In small letters; with the group `split` gives what stands between the words and the words in turn.

    Where all letters are those of ASCII (`plain`), to ask for these is quicker.
    """
    letters = "a-z0-9_" if plain else r"\w"
    short = language.alternatives("short_forms") if "short_forms" in language.lists else r"(?!)"
    letter = r"\.[a-z](?=\.)\.?"  # of “u.s.”; most words end before, and are told so by one look
    return re.compile(rf"([{letters}$][{letters}$%/&-]*(?:{letter}(?:{letter})*|)|['’](?:{short})\b)")


def _pieces(
    small: str, at: int, last: int, quotes: Sequence[Span], word: re.Pattern[str]
) -> list[tuple[int, list[str]]]:
    found: list[tuple[int, list[str]]] = []
    for start, end in (*quotes, (last, last)):
        if start > at:
            found.append((at, word.split(small[at:start])))
        at = max(at, end)
    return found


def _tokens(pieces: list[tuple[int, list[str]]]) -> list[Token]:
    """The words of what stands between words, and words, in turn from a place on."""
    found: list[Token] = []
    for at, each in pieces:
        places = list(accumulate(map(len, each), initial=at))
        found += zip(places[1:-1:2], places[2::2], each[1::2], strict=True)
    return found


@cache
def abbreviation(language: Language) -> re.Pattern[str]:
    """What a full stop belongs to that ends no sentence; looks back from behind the stop."""
    return re.compile(rf"(?:\b(?:{language.alternatives('abbreviations')}|[A-Z]))\.$")


def ends_in_abbreviation(paragraph: str, end: int, language: Language) -> bool:
    """Whether the full stop before `end` belongs to a shortened word or an initial."""
    known = language.words.get("abbreviations")
    if not known:
        return False
    before = paragraph[max(0, end - _LONGEST_SHORT) : end]
    word = before[before.rfind(" ") + 1 : -1]
    if word.isalpha():  # most are told without the pattern
        return word in known or (len(word) == 1 and "A" <= word <= "Z")
    return bool(abbreviation(language).search(before))


_LONGEST_SHORT = 8
"""Code points of a shortened word with its full stop."""


def units_of(paragraph: str, quotes: Sequence[Span], language: Language) -> Iterator[Span]:
    """The sentences of a paragraph as spans, quotations kept whole; the last one may be without its full stop."""
    start = 0
    place = 0
    for match in _BOUNDARY.finditer(paragraph):
        at, end = match.span()
        while place < len(quotes) and quotes[place][1] <= at:
            place += 1
        if place < len(quotes) and quotes[place][0] < at and quotes[place][1] > end:
            continue
        if match[0] == "." and ends_in_abbreviation(paragraph, end, language):
            continue
        after = paragraph[end : end + 3].lstrip()[:1]
        if after and not (after.isupper() or after.isdigit() or after in "“\"'‘([«„»`$—-"):
            continue
        yield start, end
        start = end
    if start < len(paragraph):
        yield start, len(paragraph)


def _joined(paragraph: str, units: Sequence[Span], language: Language) -> list[Span]:
    found: list[Span] = []
    for start, end in units:
        asked = found and paragraph[start - 1] in CLOSING
        if asked and _says_who_asked(paragraph[slice(*found[-1])].rstrip(), paragraph[start:end].strip(), language):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _says_who_asked(before: str, after: str, language: Language) -> bool:
    """Whether a quotation that ends in a question or exclamation mark goes on with who asked it."""
    if before[-1:] not in tuple("\"”'’»") or before[-2:-1] not in tuple("?!,…-—") or after[:1] in tuple('“"«'):
        return False
    words = after.split()
    for place, word in enumerate(words[:12]):
        form = language.forms.get(word.lower().strip('.,:;"”“'))
        if form and is_finite(form) and "said" in form.verb.frames:
            return len(words) <= _LONGEST_TAIL or place <= 4
    return False


def is_finite(form: Form) -> bool:
    """Whether it can be the verb of “she …”: past or -s form."""
    return "past" in form.kinds or "s" in form.kinds


def trimmed(sentence: Sentence, start: int, end: int) -> Span:
    """A content without the spaces, commas, dashes and full stop around it; a full stop inside the marks stays."""
    text = sentence.paragraph
    closed = text[end - 1 : end] in ("”", '"', "»") or any(quote[1] == end for quote in sentence.quotes)
    written = text[start:end].rstrip(_LOOSE)
    while not closed and written.endswith("."):
        if ends_in_abbreviation(text, start + len(written), sentence.language):
            break
        written = written[:-1].rstrip(_LOOSE)
    end = start + len(written)
    return end - len(written.lstrip(_LOOSE)), end


_LOOSE = ",;:—–-" + SPACES
"""What stands around a content and is no part of it."""
