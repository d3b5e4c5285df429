"""Why a quotation is suggested, in the words of the page that a person has before them."""

from __future__ import annotations

from functools import lru_cache

from annotator.finders.found import Found
from annotator.finders.suggestion import Span
from annotator.language import tr, trn

_KEPT = 512
"""Pieces of reasons that are kept: the same few are said again and again."""
_MARKS = "“\"«„'`‘‚「"
_QUOTED = tr("quotation marks")
_IN_MARKS = frozenset({"tail", "inverted", "lead", "alone", "left", "beside"})
_WHAT = {
    **dict.fromkeys(_IN_MARKS, _QUOTED),
    "tail-clause": tr("a clause"), "inverted-clause": tr("a clause"), "bare": tr("a clause"),
    "that": tr("a clause with “that”"), "whether": tr("a question in the clause"),
    "colon": tr("a clause after a colon"), "to": tr("what is to be done"), "order": tr("what somebody is to do"),
    "object": tr("what is spoken of"), "preposition": tr("what is spoken of"),
    "of": tr("what somebody is accused of"), "about": tr("what somebody is asked about"), "as": tr("a description"),
    "for": tr("what somebody is praised or blamed for"), "call": tr("a name for it"),
    "noun": tr("what a noun announces"), "transcript": tr("the words after a name and a colon"),
    "according": tr("a statement"), "as-said": tr("a clause"),
}  # fmt: skip


def reason(paragraph: str, each: Found) -> str:
    """Say what spoke for it: “quotation marks + ‘said’ + name within 3 words”."""
    parts = [_WHAT.get(each.frame, tr("words"))]
    if each.frame not in _IN_MARKS and any(paragraph[start] in _MARKS for start, _ in each.segments):
        parts.append(_QUOTED)
    if each.frame == "alone":
        parts.append(tr("a sentence of its own"))
    if each.frame == "left":
        many = len(paragraph[slice(*each.segments[0])].split())
        parts.append(trn("{number:,} word, no title", "{number:,} words, no title", many))
    if each.cue:
        parts.append(_quoted(paragraph[slice(*each.cue)]))
    if each.mention:
        parts.append(_named(_distance(paragraph, each.mention, each.cue or each.segments[0])))
    if each.inner:
        parts.append(tr("and that itself told by another"))
    return " + ".join(parts)


def _distance(paragraph: str, mention: Span, place: Span) -> int:
    """Within how many words a name stands from what it is said with."""
    between = paragraph[mention[1] : place[0]] if mention[1] <= place[0] else paragraph[place[1] : mention[0]]
    return len(between.split()) + 1


@lru_cache(maxsize=_KEPT)
def _quoted(word: str) -> str:
    return tr("‘{word}’", word=word)


@lru_cache(maxsize=_KEPT)
def _named(words: int) -> str:
    return trn("name within {number:,} word", "name within {number:,} words", words)
