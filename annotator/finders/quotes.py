"""Quotations and all other attributed content, with cue, speaker and chain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.corpus.annotation import Attribution
from annotator.finders.found import Found
from annotator.finders.language import Language, language
from annotator.finders.paragraphs import attributed
from annotator.finders.reading import LONGEST, reading
from annotator.finders.reasons import reason
from annotator.finders.suggestion import SURE_ENOUGH, Span, Suggestion

_PARAGRAPH = re.compile(r"[^\n]+")


def find_quotes(text: str, tag: str = "en", closed: tuple[Span, ...] = ()) -> list[Suggestion]:
    """Every attributed content of a text, whatever its score; nothing inside the `closed` spans."""
    rules = language(tag)
    made: list[Suggestion] = []
    open_before = False
    for start, end in _open_pieces(text, closed):
        paragraph = text[start:end]
        read = reading(paragraph, rules)
        marked = read.marked
        here = attributed(paragraph, read, rules)
        shown = [_suggestion(paragraph, start, each, rules) for each in here]
        if open_before and made and _continues(here, marked.spans, paragraph):
            made[-1] = made[-1]._replace(segments=made[-1].segments + shown[0].segments)
            shown = shown[1:]
        made += shown
        open_before = marked.unclosed
    return made


def _open_pieces(text: str, closed: tuple[Span, ...]) -> Iterator[Span]:
    """Paragraphs, and what of them lies outside of the closed spans: an appeal may be glued to a quotation."""
    for start, end in _pieces(text):
        if not closed:
            yield start, end
            continue
        for first, last in sorted(span for span in closed if span[0] < end and span[1] > start):
            if text[start:first].strip():
                yield start, first
            start = max(start, last)
        if text[start:end].strip():
            yield start, end


def _pieces(text: str) -> Iterator[Span]:
    """Paragraphs; one that is too long to be read at once is cut at a space."""
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        while end - start > LONGEST:
            space = text.rfind(" ", start, start + LONGEST)
            cut = space if space > start else start + LONGEST
            yield start, cut
            start = cut
        if text[start:end].strip():
            yield start, end


def _continues(here: list[Found], quotes: tuple[Span, ...], paragraph: str) -> bool:
    """Whether a paragraph goes on with the quotation that the one before left open: it begins with a mark."""
    if not here or here[0].frame != "alone" or here[0].score < SURE_ENOUGH or not quotes:
        return False
    return not paragraph[: quotes[0][0]].strip() and here[0].segments[0][0] == quotes[0][0]


def _suggestion(paragraph: str, base: int, each: Found, rules: Language) -> Suggestion:
    segments = tuple(sorted((start + base, end + base) for start, end in each.segments))
    rule = f"{each.frame}/{each.lemma}" if each.lemma else each.frame
    return Suggestion(
        segments, "quote", reason(paragraph, each), each.score, rule,
        _chain(paragraph, base, each, rules), {"quote_type": _type(paragraph, each, rules)},
    )  # fmt: skip


def _type(paragraph: str, each: Found, rules: Language) -> str:
    """Whether all of the words are between marks (direct), some of them (mixed) or none."""
    pieces = [paragraph[start:end] for start, end in each.segments]
    if all(piece.startswith(rules.opening) for piece in pieces) and (
        len(pieces) > 1 or each.frame == "alone" or pieces[0].rstrip(",.;").endswith(rules.closing)
        or not any(mark in pieces[0][1:] for mark in rules.closing)
    ):  # fmt: skip
        return "direct"
    return "mixed" if any(rules.marked.search(piece) for piece in pieces) else "indirect"


def _chain(paragraph: str, base: int, each: Found, rules: Language) -> tuple[Attribution, ...]:
    """The origin first; who only passes it on is the reporter."""
    links = [(each.mention, each.cue), *each.inner]
    chain = []
    for place, (mention, cue) in enumerate(reversed(links)):
        if mention is None and cue is None:
            continue
        words = paragraph[slice(*mention)] if mention else ""
        named = words[words.rfind(" ") + 1 :].lower().removesuffix("s")
        role = "document" if named in rules.words["documents"] else "reporter" if place else "speaker"
        chain.append(Attribution(
            None, role, "explicit" if mention else None,
            ((mention[0] + base, mention[1] + base),) if mention else (),
            ((cue[0] + base, cue[1] + base),) if cue else (),
        ))  # fmt: skip
    return tuple(chain)
