"""Boilerplate: newsletter appeals, “read more” lines, credits; by known shapes, and by repetition in an outlet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from annotator.finders.language import Language, language
from annotator.finders.suggestion import Span, Suggestion
from annotator.language import tr

LONGEST = 400
"""Code points of a paragraph that a phrase inside it makes boilerplate; longer ones are articles."""
_PARAGRAPH = re.compile(r"[^\n]+")
_DIGITS, _APART = re.compile(r"\d+"), re.compile(r"\W+")
_GLUED_SCORE, _SHAPE_SCORE, _REPEATED_SCORE = 0.85, 0.9, 0.95
_SHORTEST = 3
_MOST_REPEATED = 2_000
REPEATED = tr("the same paragraph stands in other articles of the outlet")
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Shapes:
    """The phrases of a language as patterns: how a paragraph begins, what stands glued, what may stand anywhere."""

    begins: re.Pattern[str]
    glued: re.Pattern[str]
    anywhere: re.Pattern[str]
    words: tuple[str, ...]
    firsts: tuple[str, ...]


@cache
def _shapes(rules: Language) -> Shapes:
    def joined(sign: str) -> str:
        phrases = sorted((phrase for each, phrase in rules.boilerplate if each == sign), key=len, reverse=True)
        return "|".join(re.escape(phrase).replace("…", r"[^\n]{1,40}?") for phrase in phrases) or r"(?!)"

    first = joined("+")
    return Shapes(
        re.compile(rf"\s*[\[(]?(?:{first})(?!\w)", re.IGNORECASE),
        re.compile(rf"[.!?”\"](?P<glued>(?:{first})(?!\w)[^\n]*)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{joined('*')})(?!\w)", re.IGNORECASE),
        tuple(max(phrase.split("…"), key=len).strip() for sign, phrase in rules.boilerplate if sign == "*"),
        _shortest({phrase.split("…")[0].strip().lower() for sign, phrase in rules.boilerplate if sign == "+"}),
    )  # fmt: skip


def _shortest(phrases: set[str]) -> tuple[str, ...]:
    """Those in which no other stands: who looks for “follow” need not look for “follow us on”."""
    return tuple(each for each in phrases if not any(other in each for other in phrases - {each}))


def find_boilerplate(
    text: str, tag: str = "en", closed: tuple[Span, ...] = (), *, repeated: Mapping[str, str] = NOTHING
) -> list[Suggestion]:
    """The passages of a text that are no part of the article.

    Args:
        closed: passages that are marked already; they are not proposed again.
        repeated: paragraphs that the outlet repeats, each with the reason, as `repeated_in` gives them.
    """
    shapes = _shapes(language(tag))
    small = text.lower()
    known = any(words in small for words in shapes.words)
    begun = any(words in small for words in shapes.firsts)
    if not (known or begun or repeated):
        return []
    found: list[Suggestion] = []
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        if not any(start < last and end > first for first, last in closed):
            found += _in_paragraph(text, start, end, shapes, repeated, anywhere=known)
    return found


def _in_paragraph(
    text: str, start: int, end: int, shapes: Shapes, repeated: Mapping[str, str], *, anywhere: bool
) -> Iterator[Suggestion]:
    """`anywhere`: a phrase that may stand in the middle of a paragraph stands somewhere in the text."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    why = repeated.get(folded(text[start:end])) if repeated else None
    if why:
        yield Suggestion(((start, end),), "boilerplate", why, _REPEATED_SCORE, "boilerplate/repeated")
        return
    glued = shapes.glued.search(text, start, end)
    if glued and glued.end() - glued.start("glued") <= LONGEST and not text[glued.start("glued")].islower():
        why = tr("known words, glued to the sentence before")
        yield Suggestion((glued.span("glued"),), "boilerplate", why, _GLUED_SCORE, "boilerplate/glued")
        return
    if end - start <= LONGEST:
        shape = shapes.begins.match(text, start, end) or (anywhere and _anywhere(text[start:end], shapes))
        if shape:
            why = tr("known words: “{words}”", words=shape[0].strip())
            first = _sentence_start(text, start, end, shape)
            yield Suggestion(((first, end),), "boilerplate", why, _SHAPE_SCORE, "boilerplate/shape")


def _sentence_start(text: str, start: int, end: int, shape: re.Match[str]) -> int:
    """Where the boilerplate begins: at a glued sentence before the known words, or after what somebody said."""
    paragraph = text[start:end]
    known = paragraph.find(shape[0])
    glued = _GLUED.search(paragraph, 0, max(known, 0) + 1)
    if glued:
        return start + glued.end() - 1
    if known <= 0 or not _QUOTED.search(paragraph, 0, known):
        return start
    return start + max((match.end() for match in _STOP.finditer(paragraph, 0, known)), default=0)


_GLUED = re.compile(r"[a-z0-9][.!?][”\"’]?[A-ZÀ-Þ]")
_QUOTED = re.compile(r"[“\"«„]")
_STOP = re.compile(r"[.!?][”\"’]?\s+")


def _anywhere(paragraph: str, shapes: Shapes) -> re.Match[str] | None:
    """A phrase that may stand anywhere; whether one can is told first, by plain comparison."""
    small = paragraph.lower()
    return shapes.anywhere.search(paragraph) if any(words in small for words in shapes.words) else None


def folded(paragraph: str) -> str:
    """A paragraph without case, punctuation and the figures that differ from day to day."""
    return " ".join(_APART.split(_DIGITS.sub("0", paragraph.lower()))).strip()


def paragraphs_of(text: str, longest: int) -> Iterator[str]:
    """The paragraphs of a text, folded, that are no longer than so many code points and not of one or two words."""
    for match in _PARAGRAPH.finditer(text):
        words = folded(match[0]) if len(match[0]) <= longest else ""
        if words.count(" ") >= _SHORTEST - 1:
            yield words


def repeated_in(articles: Iterable[str], *, least: int = 3) -> dict[str, str]:
    """The paragraphs that stand in at least so many articles of one outlet, to be proposed in its others, too."""
    seen: Counter[str] = Counter()
    for text in articles:
        seen.update(set(paragraphs_of(text, len(text))))
    return {each: REPEATED for each, times in seen.most_common(_MOST_REPEATED) if times >= least}
