"""Quotations and what stands around them: “…,” she said; “…,” said Hanley; the minister told reporters: “…”.

The same order without marks (“The plan works, she said.”) is found here, too. Each function gets a sentence and a word
in it that may be a verb of speech, and gives what it found or `None`.
"""

from __future__ import annotations

import re

from annotator.finders.cues import is_base
from annotator.finders.ends import clause_end
from annotator.finders.found import Found, found
from annotator.finders.language import Form
from annotator.finders.mentions import subject
from annotator.finders.patterns import Patterns, patterns
from annotator.finders.sentences import Sentence, ends_in_abbreviation, is_finite
from annotator.finders.suggestion import SURE_ENOUGH, Span

_FARTHEST = 22
_FARTHEST_COMMA = 18
_COMMA, _SENTENCE_INSIDE = re.compile(r",\s"), re.compile(r"[.;:]\s")
_QUOTED_SOON = re.compile(r"[^,]*,\s+[“\"']")
_OPEN_ENDS = tuple(",?!-—…")
_BEFORE_SECOND = tuple('.,:;—–-?!”"')


def _quote_ending(sentence: Sentence, at: int) -> Span | None:
    return next((quote for quote in sentence.quotes if quote[1] == at), None)


def _second_half(sentence: Sentence, at: int) -> Span | None:
    """The rest of a split quotation, where it begins behind what says who speaks."""
    after = sentence.quotes_from(at)
    if after and sentence.paragraph[after[0][0] - 2 : after[0][0] - 1] in _BEFORE_SECOND:
        return after[0][0], after[-1][1]
    return None


# --- “…,” said Hanley --------------------------------------------------------------------------------------------


def inverted(sentence: Sentence, index: int, form: Form) -> Found | None:
    """The verb before its subject, behind a quotation or a clause."""
    if not is_finite(form):
        return None
    text = sentence.paragraph
    start, end, _ = sentence.tokens[index]
    last = start
    while last > sentence.start and text[last - 1].isspace():
        last -= 1
    quote = _quote_ending(sentence, last)
    if not quote and (last == sentence.start or text[last - 1] != ","):
        return None
    known = patterns(sentence.language)
    if known.weekday_next.match(sentence.small, end) or not known.subject_next.match(text, end):
        return None
    if not quote and not _is_inverted_clause(
        sentence, form, text[sentence.start : last], known, text[end : sentence.end]
    ):
        return None
    stop = _speaker_end(sentence, end, known)
    begin = quote[0] if quote and not text[sentence.start : quote[0]].strip() else sentence.start
    second = _second_half(sentence, stop)
    made = found(
        sentence, [(begin, last), *([second] if second else [])], "inverted" if quote else "inverted-clause",
        form.verb.lemma, cue=(start, end), mention=(end + 1, stop),
    )  # fmt: skip
    if made:
        made.carried = True
        sentence.used = sentence.end if sentence.quotes_from(stop) else stop
    return made


def _speaker_end(sentence: Sentence, at: int, known: Patterns) -> int:
    match = known.inverted_stop.search(sentence.paragraph, at, sentence.end)
    while match and match.start() < sentence.end and ends_in_abbreviation(
        sentence.paragraph, match.start() + 1, sentence.language
    ):  # fmt: skip
        match = known.inverted_stop.search(sentence.paragraph, match.start() + 1, sentence.end)
    return match.start() if match else sentence.end


def _is_inverted_clause(sentence: Sentence, form: Form, before: str, known: Patterns, rest: str) -> bool:
    """Whether a clause without marks stands before, and not an apposition: “Ruiz, a spokesman, said the union …”."""
    if form.verb.lemma not in sentence.language.words["inverted_verbs"] or len(before.split()) < 4:
        return False
    if sentence.in_quote(sentence.start + len(before) - 1):
        return False
    body = before.rstrip(",")
    apposed = known.apposition.search(body)
    if (apposed and len(body[: apposed.start()].split()) <= 6) or (
        len(body.split()) <= 6 and not known.finite_behind.search(body)
    ):
        return False
    if known.preposed.match(rest):
        return False
    return not known.finite_behind.search(known.phrase_end.split(rest)[0])


# --- “…,” she said -----------------------------------------------------------------------------------------------


def tail(sentence: Sentence, index: int, form: Form) -> Found | None:
    """Subject and verb behind a quotation or a clause, or between its two halves."""
    start, end, _ = sentence.tokens[index]
    cut = _quote_before(sentence, start) if index and sentence.quotes else None
    quoted = cut is not None
    if not index or not (quoted or form.verb.lemma in sentence.language.words["tail_verbs"]):
        return None
    had = "done" in form.kinds and sentence.words[index - 1] in sentence.language.words["have"]
    if not (is_finite(form) or had or is_base(sentence, index, form)):
        return None
    text, known = sentence.paragraph, patterns(sentence.language)
    particle = known.particle.match(text, end, sentence.end)
    end = particle.end() if particle else end
    if cut is None:
        cut = _comma_before(sentence, start, known)
        if cut is None or not _is_tail_clause(sentence, form, cut, (start, end), known):
            return None
    segments = [(sentence.start, cut)]
    second, rest = _second_half(sentence, end), known.going_on.match(text, end, sentence.end)
    if second:
        segments.append(second)
    elif rest and not quoted and len(text[end : sentence.end].split()) >= 3:
        segments.append((rest.end(), sentence.end))
    made = found(
        sentence, segments, "tail" if quoted else "tail-clause", form.verb.lemma, cue=(start, end),
        mention=subject(sentence, cut, start) or (cut, start),
    )  # fmt: skip
    if made:
        made.carried = True
        sentence.used = sentence.end if len(segments) > 1 else end
    return made


def _quote_before(sentence: Sentence, at: int) -> int | None:
    """Where the quotation ends that a verb at `at` attributes: with an open end, and not too far before."""
    text = sentence.paragraph
    before = [quote for quote in sentence.quotes if quote[1] <= at]
    if not before:
        return None
    end = before[-1][1]
    between = text[end:at]
    inner = text[:end].rstrip("”\"'’»")[-1:]
    is_open = inner in _OPEN_ENDS or text[end : end + 1] == ","
    if not is_open or not between.strip() or len(between.split()) > _FARTHEST:
        return None
    if before[-1][0] > sentence.start and likeliness(sentence, before[-1]) < SURE_ENOUGH:
        return None  # “On “Face the Nation,” the speaker said”
    return None if _ends_inside(sentence, end, at) else end


def _ends_inside(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a sentence ends between two places; “Mr. Obama” is no end."""
    stops = _SENTENCE_INSIDE.finditer(sentence.paragraph, start, end)
    return any(
        match[0][0] != "." or not ends_in_abbreviation(sentence.paragraph, match.start() + 1, sentence.language)
        for match in stops
    )


def _comma_before(sentence: Sentence, at: int, known: Patterns) -> int | None:
    """The comma before the subject; those of an apposition (“Lee, a driver, said”) are passed over."""
    text = sentence.text(sentence.start, at)
    commas = [m.start() for m in _COMMA.finditer(text) if not sentence.in_quote(sentence.start + m.start())]
    if not commas:
        return None
    place = len(commas) - 1
    if text.rstrip().endswith(","):
        place -= commas[-1] >= len(text.rstrip()) - 1
        while place >= 0 and known.tail_apposition.match(text, commas[place]):
            place -= 1
        if place < 0:
            return None
    elif not sentence.headline and not known.tail_speaker.match(text[commas[-1] + 1 :].strip()):
        return None
    if len(text[commas[place] :].split()) > _FARTHEST_COMMA:
        return None
    return sentence.start + commas[place]


def _is_tail_clause(sentence: Sentence, form: Form, cut: int, place: Span, known: Patterns) -> bool:
    """Whether “…, she said” with one of the verbs for it closes a clause, or stands in the middle of one."""
    text, words, lemma = sentence.paragraph, sentence.language.words, form.verb.lemma
    start, end = place
    lead = text[sentence.start : cut]
    simple = bool(known.tail_simple.match(sentence.small, end, sentence.end)) or lemma in words["told_first"]
    rest = text[end : sentence.end]
    closes = not rest.strip(" .") and bool(known.finite.search(lead))  # “But the plan works, she said.”
    if simple and len(lead.split()) >= 4 and (closes or not known.not_before_tail.match(lead.lower())):
        return True
    return (
        simple and lemma in words["parenthetical_verbs"] and bool(lead.strip()) and len(rest.split()) >= 4
        and bool(known.resumed.match(rest)) and len(text[cut:start].split()) <= 7
        and not _QUOTED_SOON.match(rest) and not text[sentence.start : start].rstrip().endswith(",")
    )  # fmt: skip


# --- The minister told reporters: “…” ----------------------------------------------------------------------------

_LEAD = re.compile(r"\s*[,:]?\s*(?=[“\"]|''|``)")


def lead(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """The quotation that follows a verb, with what the clause goes on with after it."""
    match = _LEAD.match(sentence.paragraph, at, sentence.end)
    quote = sentence.quote_at(match.end()) if match else None
    if not quote:
        return None
    text, end = sentence.paragraph, quote[1]
    inner = text[quote[0] : end].rstrip("”\"'’»")[-1:]
    if inner in tuple(".?!,") or not text[end : sentence.end].strip(" ."):
        return quote
    return quote[0], clause_end(sentence, end, sentence.end, short=False)


# --- Quotations without a verb -----------------------------------------------------------------------------------

_WORDS = re.compile(r"[A-Za-zÀ-ÿ’'-]+")
_NICKNAME_BEFORE = re.compile(r"[A-Z]\w*\.?\s*$")
_NICKNAME_AFTER = re.compile(r"\s+[A-Z]")


def likeliness(sentence: Sentence, quote: Span) -> float:
    """How likely a quotation without a verb of speech is somebody's words: no title, nickname or ironic word."""
    text, weights = sentence.paragraph, sentence.language.weights
    before, after = text[max(0, quote[0] - 30) : quote[0]], text[quote[1] : quote[1] + 12]
    inner = text[slice(*quote)].strip("“”\"'`«»„").strip()
    words, many = _WORDS.findall(inner), len(text[slice(*quote)].split())
    if not words or inner.startswith("(") or (before and (before[-1] in "=/" or before[-1].isalnum())):
        return 0.05
    if many == 1 and _NICKNAME_BEFORE.search(before) and _NICKNAME_AFTER.match(after):
        return 0.05
    score = min(weights["most"], weights["start"] + weights["each_word"] * many)
    if many >= weights["words_sure"]:
        score = max(score, weights["sure"])
    large = [word for word in words if len(word) > 3 or word[0].isupper()]
    title = len(words) <= 7 and all(word[0].isupper() for word in large) and inner[-1:] not in "!?"
    if title:
        score += weights["short_title_case" if many <= 4 else "title_case"]
    if "titles" in sentence.language.lists and patterns(sentence.language).title_before.search(before.lower()):
        score += weights["title_before" if many <= 5 else "long_title_before"]
    if inner[-1:] in "?!" or (inner[-1:] == "," and not title):
        score += weights["ends_open"]
    elif inner[-1:] == "." and inner[:1].isupper() and many >= 3:
        score += weights["sentence"]
    return min(0.99, max(0.02, score))
