"""Where a content ends: the clause after “said” runs on, the object of “criticised” stops early."""

from __future__ import annotations

from annotator.finders.patterns import patterns
from annotator.finders.sentences import Sentence

_LEAST = 4
_SHORTEST = 3
_NEW_CONTENT = frozenset(("said", "object", "that", "to", "of", "for", "order", "as", "call"))


def clause_end(sentence: Sentence, start: int, end: int, *, short: bool) -> int:
    """The place before `end` where the clause that begins at `start` is over: a dash, “, but”, “ and urged”.

    `short`: a content of few words, after which one more verb of the same speaker ends it sooner.
    """
    closed = start
    for match in patterns(sentence.language).clause_end.finditer(sentence.paragraph, start, end):
        place = match.start()
        if place - start < _LEAST or place < closed or sentence.within_quote(place):
            continue
        if match["dash"] is not None:
            closed = _insertion_end(sentence, start, place, match.end())
            if closed:
                continue
        plain = match["hard"] or match["stop"] or match["dash"] is not None
        if plain or _goes_on(sentence, match.groupdict(), short=short):
            return place
    return end


def _insertion_end(sentence: Sentence, start: int, place: int, after: int) -> int:
    """Where an insertion between dashes is over, 0 where it is none: “that Ruiz — as he often does — has gone”.

    One after a whole clause (“that he has gone — a surprise — and …”) ends the content.
    """
    known = patterns(sentence.language)
    if known.finite.search(sentence.paragraph, start, place):
        return 0
    dashes = known.clause_end.finditer(sentence.paragraph, after, sentence.end)
    return next((dash.end() for dash in dashes if dash["dash"] is not None), 0)


def _goes_on(sentence: Sentence, found: dict[str, str | None], *, short: bool) -> bool:
    """Whether a new verb of the speaker follows: “, adding”, “, and said”, “ and accused”."""
    forms, words = sentence.language.forms, sentence.language.words
    if found["free"]:
        form = forms.get(found["free"].lower())
        return form is not None and bool({"that", "object", "bare"} & form.verb.frames.keys())
    if found["then"]:
        first, second = forms.get(found["then"].lower()), forms.get((found["next"] or "").lower())
        if first and {"past", "s"} & first.kinds:
            return True
        return second is not None and "past" in second.kinds and second.verb.lemma in words["carried_on"]
    form = forms.get((found["joined"] or "").lower())
    if form and "ing" in form.kinds:
        return "that" in form.verb.frames and short
    if not form or "past" not in form.kinds:
        return False
    new = _NEW_CONTENT if short else _NEW_CONTENT - {"to"}
    return bool(new & form.verb.frames.keys()) or (short and form.verb.lemma in words["and_said"])


def short_end(sentence: Sentence, frame: str, start: int, end: int) -> int:
    """The end of a content that is no clause, by what the frame says ends it (`frames.toml`)."""
    known = patterns(sentence.language)
    for name in sentence.language.frames.get(frame, {}).get("ends", ()):
        text = sentence.small if name == "time" else sentence.paragraph
        for match in getattr(known, name).finditer(text, start + _SHORTEST, end):
            if not sentence.in_quote(match.start()) and match.start() - start >= _SHORTEST:
                end = match.start()
                break
    return end


def content_end(sentence: Sentence, frame: str, start: int) -> int:
    """Where the content of a frame ends that began at `start`."""
    bounded = short_end(sentence, frame, start, sentence.end)
    return clause_end(sentence, start, bounded, short="ends" in sentence.language.frames.get(frame, {}))
