"""All attributed content of one paragraph: sentence by sentence, cue by cue, the surest frame first."""

from __future__ import annotations

from bisect import bisect

from annotator.finders.announced import according, announced_by_nouns, as_said, transcript, whole
from annotator.finders.beside import beside
from annotator.finders.clauses import after_verb, content_from
from annotator.finders.cues import Cue, cue_at, word_before
from annotator.finders.ends import content_end
from annotator.finders.found import Found, found
from annotator.finders.language import Language
from annotator.finders.mentions import first_phrase, phrase_behind, speaker, subject
from annotator.finders.patterns import patterns
from annotator.finders.quoted import inverted, lead, likeliness, tail
from annotator.finders.reading import Reading
from annotator.finders.sentences import Sentence, sentences
from annotator.finders.suggestion import SURE_ENOUGH, Span

_INNER = frozenset(("that", "bare"))
_BEFORE_QUOTES = frozenset(("that", "said", "bare"))


def attributed(paragraph: str, read: Reading, language: Language) -> list[Found]:
    """What is attributed in a paragraph, in order, whatever its score; a continuation is part of what it continues."""
    made: list[Found] = []
    carried: Found | None = None
    for number, sentence in enumerate(sentences(paragraph, read.marked.spans, read.units, language)):
        if sentence.quotes and not sentence.words:
            if carried:
                carried.segments.append(whole(sentence))
                continue
            made += _alone(sentence)
            continue
        if not number and language.speaks:
            said = transcript(sentence, paragraph)
            if said:
                return [said]
        here = _in_sentence(sentence) if language.speaks else _beside(sentence)
        made += here
        if sentence.quotes:
            made += _left_over(sentence, here)
        carried = next((each for each in reversed(here) if each.carried), None) if here else None
    return made


def _beside(sentence: Sentence) -> list[Found]:
    """Where only verbs are known: the quotations that one of them attributes."""
    if not sentence.language.forms:
        return []
    found = (beside(sentence, quote) for quote in sentence.quotes)
    return [each for each in found if each]


def _alone(sentence: Sentence) -> list[Found]:
    """A sentence that is a quotation and nothing else."""
    span = whole(sentence)
    likely = likeliness(sentence, (sentence.quotes[0][0], span[1]))
    return [Found([span], "alone", "", 0.9 if likely >= SURE_ENOUGH else 0.3, carried=False)]


def _left_over(sentence: Sentence, known: list[Found]) -> list[Found]:
    """The quotations that no verb has claimed, each with how likely it is somebody's words."""
    left = (quote for quote in sentence.quotes if not any(each.overlaps(*quote) for each in known))
    return [Found([quote], "left", "", likeliness(sentence, quote)) for quote in left]


def _in_sentence(sentence: Sentence) -> list[Found]:
    said = according(sentence) or as_said(sentence)
    if said:
        return [said]
    made: list[Found] = []
    forms = sentence.language.forms
    for index in sentence.verbs:
        if sentence.tokens[index][0] < sentence.used:
            continue
        form = forms[sentence.words[index]]
        quoting = "said" in form.verb.frames
        each = (inverted(sentence, index, form) or tail(sentence, index, form)) if quoting else None
        if not each:
            cue = cue_at(sentence, index, form)
            each = _verbal(sentence, cue, made) if cue else None
        if each:
            made.append(each)
    if sentence.language.nouns.keys().isdisjoint(sentence.words):
        return made
    return made + announced_by_nouns(sentence, [each for each in made if each.score >= SURE_ENOUGH])


def _verbal(sentence: Sentence, cue: Cue, known: list[Found]) -> Found | None:
    """What a verb in its usual place attributes; its words are used up unless the frame is a weak one."""
    at = content_from(sentence, cue)
    quoting = sentence.quotes and not _BEFORE_QUOTES.isdisjoint(cue.verb.frames)
    quoted = lead(sentence, at) if quoting else None
    if quoted:
        mention = _who(sentence, cue, known)
        made = found(sentence, [quoted], "lead", cue.verb.lemma, cue=(cue.start, cue.end), mention=mention)
        if made:
            made.carried = sentence.quote_at(quoted[0]) == quoted
            sentence.used = quoted[1]
        return made
    match = after_verb(sentence, cue, at)
    if not match or _is_asked(sentence, cue):
        return None
    mention = _who(sentence, cue, known)
    if _is_what(sentence, match.frame, mention):
        return None
    end = content_end(sentence, match.frame, match.start)
    made = found(
        sentence, [(match.start, end)], match.frame, cue.verb.lemma, tier=match.tier, cue=(cue.start, cue.end),
        mention=mention,
    )  # fmt: skip
    if made:
        made.score -= _doubt(sentence, cue, match.frame, end - match.start)
        sentence.used = end if made.score >= SURE_ENOUGH else sentence.used
        closed = sentence.paragraph[sentence.end - 1] in "”\"’'»"
        clause = match.frame in ("that", "bare", "colon")
        made.carried = clause and closed and end >= sentence.end - 1
        if clause:
            made.inner = _inner(sentence, cue, match.start, end)
    return made


def _is_what(sentence: Sentence, frame: str, mention: Span | None) -> bool:
    """Whether the content stands before: “what Roth says his plan would do”."""
    if frame not in ("bare", "object") or not mention:
        return False
    before = sentence.text(sentence.start, mention[0]).rsplit(None, 1)[-1:]
    return any(word.lower() in sentence.language.words["content_before"] for word in before)


def _is_asked(sentence: Sentence, cue: Cue) -> bool:
    """Whether the reader is asked: “Do you know where your ballot is?”"""
    return sentence.paragraph[sentence.end - 1] == "?" and word_before(sentence, cue.place) in (
        sentence.language.words["reader"]
    )


def _doubt(sentence: Sentence, cue: Cue, frame: str, length: int) -> float:
    """How much less sure what is denied, possible, a purpose, or too short for a clause is; from `frames.toml`."""
    rules = sentence.language.frames[frame]
    words = sentence.language.words
    before = sentence.words[max(0, cue.place - 3) : cue.place]
    doubtful = not words["doubtful"].isdisjoint(before) or (bool(before) and before[-1] in words["purpose"])
    doubtful = doubtful and cue.verb.lemma not in words["surest"]
    brief = length < rules.get("least", 0)
    doubt: float = rules.get("doubt", 0.0) * doubtful
    shortness: float = rules.get("brief", 0.0) * brief
    return doubt + shortness


def _who(sentence: Sentence, cue: Cue, known: list[Found]) -> Span | None:
    """Who says it; a participle (“…, adding that”) has the speaker of what came before."""
    if cue.way == "free":
        before = next((each.mention for each in reversed(known) if each.mention), None)
        if not before and cue.place <= 1:
            return phrase_behind(sentence, cue.end)
        return before or first_phrase(sentence, cue.start) or subject(sentence, sentence.start, cue.start)
    return speaker(sentence, cue.start)


def _inner(sentence: Sentence, outer: Cue, start: int, end: int) -> list[tuple[Span | None, Span]]:
    """The attributions at the head of a content: “said | U.S. officials have told him that statistics show …”."""
    links: list[tuple[Span | None, Span]] = []
    at = start
    for index in sentence.verbs[bisect(sentence.verbs, outer.place) :]:
        first, last, word = sentence.tokens[index]
        if first < at:
            continue
        if last > end or len(sentence.text(at, first).split(None, _HEAD)) > _HEAD:
            break
        form = sentence.language.forms[word]
        cue = None if _INNER.isdisjoint(form.verb.frames) else cue_at(sentence, index, form)
        match = after_verb(sentence, cue, content_from(sentence, cue)) if cue else None
        if cue and match and (match.frame in _INNER or cue.verb.kind == "show"):
            mention = subject(sentence, at, first)
            if mention and sentence.text(*mention).lower() in sentence.language.words["pronouns"]:
                break  # “Bonnard said he hopes …” is not told by another
            links.append((_without_that(sentence, mention), (first, last)))
            at = match.start
    return links


_HEAD = 8


def _without_that(sentence: Sentence, mention: Span | None) -> Span | None:
    that = mention and patterns(sentence.language).that_first.match(sentence.small, *mention)
    return (that.end(), mention[1]) if mention and that else mention
