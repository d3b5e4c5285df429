"""Who says it: the noun phrase before the verb, without apposition, adverbs and auxiliaries."""

from __future__ import annotations

import re

from annotator.finders.language import Language
from annotator.finders.patterns import patterns
from annotator.finders.sentences import Sentence
from annotator.finders.suggestion import Span

_STOPS = ",;:—–”\""
_LETTERS_LAST = re.compile(r"\w*$")
_COMMA_CUT = re.compile(r"[,;:—]\s")
_MOST_WORDS = 9
_FARTHEST = 240
"""Code points before a verb in which its subject must stand."""


def subject(sentence: Sentence, start: int, end: int) -> Span | None:
    """The noun phrase right before `end`, looked for from `start`."""
    start = max(start, end - _FARTHEST)
    language = sentence.language
    text = _without_auxiliaries(sentence.paragraph[start:end], language)
    if text.endswith(","):
        return _before_apposition(sentence, text[:-1], start)
    words = text.rsplit(None, _MOST_WORDS)[-_MOST_WORDS:]
    count, after, edges = 0, "", language.before_phrase
    for word in reversed(words):
        if (word in edges or not word.isalpha()) and _is_cut(language, word, after):
            break
        count, after = count + 1, word
    if not count:
        return None
    words = text.rsplit(None, count)
    before = len(words[0]) if len(words) > count else 0
    end = start + len(text)
    return end - len(text[before:].lstrip()), end


def _is_cut(language: Language, word: str, after: str) -> bool:
    """Whether a noun phrase cannot reach back over a word: a comma, a conjunction; “and” joins two names."""
    if not word.isalpha():
        if after and word[-1] in _STOPS:
            return True
        word = _LETTERS_LAST.search(word)[0]  # type: ignore[index]
    if word in language.words["joining"]:
        return not "A" <= after[:1] <= "Z"
    return bool(after) and word in language.words["cut_words"]


def _without_auxiliaries(text: str, language: Language) -> str:
    text = text.rstrip()
    while text:
        last = text.rsplit(None, 1)[-1]
        word = last.lower().strip(",")
        adverb = word.endswith("ly") and word not in language.words["not_adverbs"]
        if not adverb and word not in language.before_verb:
            break
        text = text[: len(text) - len(last)].rstrip()
    return text


def _before_apposition(sentence: Sentence, body: str, start: int) -> Span:
    """The name before “, a hydrologist at the institute,”."""
    for comma in reversed([match.start() for match in re.finditer(",", body)]):
        words = body[comma + 1 :].split()
        if not words:
            continue
        apposed = words[0].lower() in sentence.language.words["apposed_openers"]
        if apposed or len(words) <= 4 or words[0][0].islower():
            head = body[:comma]
            cut = max((match.end() for match in patterns(sentence.language).cut_apposition.finditer(head)), default=0)
            name = head[cut:].strip()
            if name and len(name.split()) <= 8:
                begin = start + cut + len(head[cut:]) - len(head[cut:].lstrip())
                return begin, start + comma
    cut = max((match.end() for match in _COMMA_CUT.finditer(body)), default=0)
    return start + cut, start + len(body)


def first_phrase(sentence: Sentence, end: int) -> Span | None:
    """The noun phrase that the sentence begins with: the subject of a verb that is joined with “and”."""
    match = patterns(sentence.language).first_phrase.match(sentence.text(sentence.start, end))
    return (sentence.start + match.start(1), sentence.start + match.end(1)) if match else None


def phrase_behind(sentence: Sentence, at: int) -> Span | None:
    """The noun phrase that the main clause begins with, behind “After announcing a plan,”."""
    comma = next(
        (m for m in _COMMA_CUT.finditer(sentence.paragraph, at, sentence.end) if not sentence.in_quote(m.start())), None
    )
    if not comma or not comma[0].startswith(","):
        return None
    match = patterns(sentence.language).first_phrase.match(sentence.text(comma.end(), sentence.end))
    return (comma.end() + match.start(1), comma.end() + match.end(1)) if match else None


def speaker(sentence: Sentence, cue_start: int) -> Span | None:
    """Who says it, before a verb: its subject, or what the sentence begins with where that is no name."""
    found = subject(sentence, sentence.start, cue_start)
    words = sentence.text(*found).split() if found else []
    first = words[0].lower() if words else ""
    if found and first in sentence.language.words["relative"]:
        return _antecedent(sentence, found[0]) or found
    if found and words and first not in sentence.language.words["not_subject"]:
        return found
    return first_phrase(sentence, cue_start) or found


def _antecedent(sentence: Sentence, at: int) -> Span | None:
    """What “who” goes back to: “met with U.S. officials, who said”."""
    before = sentence.text(sentence.start, at).rstrip(" ,")
    pattern = patterns(sentence.language).before_antecedent
    cut = max((match.end() for match in pattern.finditer(before)), default=0)
    return (sentence.start + cut, sentence.start + len(before)) if before[cut:].strip() else None
