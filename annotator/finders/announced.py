"""What is attributed without a verb: according to the filing; NAME: …; the decision to close the port."""

from __future__ import annotations

import re

from annotator.finders.ends import content_end
from annotator.finders.found import Found, found
from annotator.finders.mentions import subject
from annotator.finders.patterns import patterns
from annotator.finders.sentences import Sentence
from annotator.finders.suggestion import Span

_COMMA = re.compile(r",\s")
_SOURCE_END = re.compile(r",\s|;\s|\.$")
_LEAST_WORDS = 3


def according(sentence: Sentence) -> Found | None:
    """“According to the filing, …” and “…, according to the filing”; a second half after it belongs to it."""
    match = patterns(sentence.language).according.search(sentence.small, sentence.start, sentence.end)
    if not match or sentence.in_quote(match.start()):
        return None
    cue = match.span(1)
    if match.start() == sentence.start:
        comma = _first_comma(sentence, match.end())
        segments = [(comma + 1, sentence.end)] if comma else []
        mention = (match.end(), comma or sentence.end)
    else:
        end = _SOURCE_END.search(sentence.paragraph, match.end(), sentence.end)
        stop = end.start() if end else sentence.end
        segments, mention = [(sentence.start, match.start())], (match.end(), stop)
        if end and end[0].startswith(",") and _goes_on(sentence, match.start(), stop):
            segments.append((stop, sentence.end))
    made = found(sentence, segments, "according", match[1], cue=cue, mention=mention)
    if made:
        sentence.used = sentence.end
    return made


def _first_comma(sentence: Sentence, at: int) -> int | None:
    """The comma that ends the source: not the one before an apposition."""
    places = (match.start() for match in _COMMA.finditer(sentence.paragraph, at, sentence.end))
    commas = [place for place in places if not sentence.in_quote(place)]
    for place, comma in enumerate(commas):
        apposed = patterns(sentence.language).apposed.match(sentence.paragraph, comma + 2)
        if not apposed or place == len(commas) - 1:
            return comma
    return None


def _goes_on(sentence: Sentence, cut: int, stop: int) -> bool:
    """Whether “according to” stands in the middle: “The fund, according to its auditor, lost half its value”."""
    if len(sentence.text(sentence.start, cut).split()) > 6:
        return False
    head = sentence.text(sentence.start, cut)
    finite = patterns(sentence.language).finite
    return not finite.search(head) and bool(finite.search(sentence.paragraph, stop, sentence.end))


def as_said(sentence: Sentence) -> Found | None:
    """“As the auditor pointed out, the fund was empty”: what stands behind the comma."""
    if not sentence.words or sentence.words[0] not in sentence.language.words["as"]:
        return None
    for start, end, word in sentence.tokens[2:_AS_SOON]:
        form = sentence.language.forms.get(word)
        comma = patterns(sentence.language).as_said.match(sentence.paragraph, end, sentence.end) if form else None
        if form and comma and "said" in form.verb.frames:
            who = (sentence.tokens[1][0], start)
            mention = subject(sentence, *who) or who
            made = found(
                sentence, [(comma.end(), sentence.end)], "as-said", form.verb.lemma, cue=(start, end), mention=mention
            )
            if made:
                sentence.used = sentence.end
            return made
    return None


_AS_SOON = 16


def transcript(sentence: Sentence, paragraph: str) -> Found | None:
    """“NAME: what he says” at the head of a paragraph, as it is written."""
    match = patterns(sentence.language).speaker_head.match(paragraph, sentence.start, sentence.end)
    if not match or sentence.in_quote(sentence.start):
        return None
    if len(sentence.text(match.end(), sentence.end).split()) < _LEAST_WORDS:
        return None
    if match[1].split()[0].lower() in sentence.language.words["not_speakers"]:
        return None
    name = match.span(1)
    said = match.end(), len(paragraph.rstrip())
    return found(sentence, [said], "transcript", "", cue=(name[1], name[1] + 1), mention=name)


def announced_by_nouns(sentence: Sentence, known: list[Found]) -> list[Found]:
    """What a noun announces, where no verb has been found to: “the decision to close the port”."""
    made = []
    for match in patterns(sentence.language).announcing.finditer(sentence.paragraph, sentence.start, sentence.end):
        tier = sentence.language.nouns[match[1]].get(match[2] or match[3] or match[4])
        start = match.end()
        taken = any(each.overlaps(*place) for each in known for place in (match.span(1), (start, start + 1)))
        if not tier or taken or sentence.in_quote(match.start()):
            continue
        each = found(
            sentence, [(start, content_end(sentence, "noun", start))], "noun", match[1], tier=tier, cue=match.span(1)
        )
        made += [each] if each else []
    return made


def whole(sentence: Sentence) -> Span:
    """The quotations of a sentence that is nothing else."""
    return sentence.quotes[0][0], sentence.quotes[-1][1]
