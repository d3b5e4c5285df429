"""Who says it: the noun phrase before the verb, without apposition, adverbs and auxiliaries."""

from __future__ import annotations

import re

from annotator.finders.sentences import Sentence
from annotator.finders.suggestion import Span

_STOPS = ",;:—–”\""
_CUT_WORDS = frozenset("but that while when after because though although if as".split())
_LETTERS_LAST = re.compile(r"\w*$")
_CUT_APPOSITION = re.compile(r"[,;:—]\s|[”\"]\s|\b(?:and|but|that|as|while)\s")
_COMMA_CUT = re.compile(r"[,;:—]\s")
_NO_ADVERB = frozenset(("family", "rally", "ally", "assembly"))
_MOST_WORDS = 9
_FARTHEST = 240
"""Code points before a verb in which its subject must stand."""
_VERB = (
    r"is|was|has|had|have|are|were|will|would|also|could|may|did|do|does|should|might|can|[a-z]{3,}ed|[a-z]{3,}s|went"
    r"|came|took|gave|told|said|made|wrote|drew|spoke|sent|led|left|won"
)
_CONJOINED = r"(?:But|And|So|Yet|Still|Though|While|When|After|As)\s+"


def subject(sentence: Sentence, start: int, end: int) -> Span | None:
    """The noun phrase right before `end`, looked for from `start`."""
    start = max(start, end - _FARTHEST)
    text = sentence.text(start, end)
    text = text[: _without_auxiliaries(sentence, text)]
    if not text.strip():
        return None
    if text.rstrip().endswith(","):
        return _before_apposition(text.rstrip()[:-1], start)
    words = text.rsplit(None, _MOST_WORDS)
    count, after = 0, ""
    for word in reversed(words[-_MOST_WORDS:]):
        if _is_cut(word, after):
            break
        count, after = count + 1, word
    if not count:
        return None
    words = text.rsplit(None, count)
    begin = len(words[0]) if len(words) > count else 0
    begin += len(text[begin:]) - len(text[begin:].lstrip())
    return start + begin, start + len(text)


def _is_cut(word: str, after: str) -> bool:
    """Whether a noun phrase cannot reach back over a word: a comma, a conjunction; “and” joins two names."""
    if not word.isalpha():
        if after and word[-1] in _STOPS:
            return True
        word = _LETTERS_LAST.search(word)[0]  # type: ignore[index]
    if word == "and":
        return not "A" <= after[:1] <= "Z"
    return bool(after) and word in _CUT_WORDS


def _without_auxiliaries(sentence: Sentence, text: str) -> int:
    words, end = sentence.language.words, len(text.rstrip())
    while end > 0:
        last = text[:end].rsplit(None, 1)[-1]
        word = last.lower().strip(",")
        adverb = word.endswith("ly") and word not in _NO_ADVERB
        if not (adverb or word in words["auxiliaries"] or word in words["adverbs"]):
            break
        end = len(text[: end - len(last)].rstrip())
    return end


def _before_apposition(body: str, start: int) -> Span:
    """The name before “, a hydrologist at the institute,”."""
    for comma in reversed([match.start() for match in re.finditer(",", body)]):
        words = body[comma + 1 :].split()
        if not words:
            continue
        apposed = words[0].lower() in ("a", "an", "the", "who", "which", "one", "his", "her", "another", "whose")
        if apposed or len(words) <= 4 or words[0][0].islower():
            head = body[:comma]
            cut = max((match.end() for match in _CUT_APPOSITION.finditer(head)), default=0)
            name = head[cut:].strip()
            if name and len(name.split()) <= 8:
                begin = start + cut + len(head[cut:]) - len(head[cut:].lstrip())
                return begin, start + comma
    cut = max((match.end() for match in _COMMA_CUT.finditer(body)), default=0)
    return start + cut, start + len(body)


_FIRST = re.compile(
    rf"(?:(?:In|On|At|During|After|Before|When|While|As|For|But|And|Still|However|Recently|Meanwhile|Also|Yet|So|Though"
    rf"|By|With|Earlier|Later|Last|This)\b[^,]{{0,80}},\s+|{_CONJOINED}|__+\s*)?"
    rf"((?:[\w’'.&$()-]+\s+){{0,6}}?[\w’'.&()-]+)(?=,|\s+(?:{_VERB})\b)"
)
_BEFORE_ANTECEDENT = re.compile(r"\b(?:with|to|by|from|for|and|told|met|asked|including|as|than|said)\s")


def first_phrase(sentence: Sentence, end: int) -> Span | None:
    """The noun phrase that the sentence begins with: the subject of a verb that is joined with “and”."""
    match = _FIRST.match(sentence.text(sentence.start, end))
    return (sentence.start + match.start(1), sentence.start + match.end(1)) if match else None


def phrase_behind(sentence: Sentence, at: int) -> Span | None:
    """The noun phrase that the main clause begins with, behind “After announcing a plan,”."""
    comma = next(
        (m for m in _COMMA_CUT.finditer(sentence.paragraph, at, sentence.end) if not sentence.in_quote(m.start())), None
    )
    if not comma or not comma[0].startswith(","):
        return None
    match = _FIRST.match(sentence.text(comma.end(), sentence.end))
    return (comma.end() + match.start(1), comma.end() + match.end(1)) if match else None


def speaker(sentence: Sentence, cue_start: int) -> Span | None:
    """Who says it, before a verb: its subject, or what the sentence begins with where that is no name."""
    found = subject(sentence, sentence.start, cue_start)
    words = sentence.text(*found).split() if found else []
    first = words[0].lower() if words else ""
    if found and first == "who":
        return _antecedent(sentence, found[0]) or found
    if found and words and first not in sentence.language.words["not_subject"]:
        return found
    return first_phrase(sentence, cue_start) or found


def _antecedent(sentence: Sentence, at: int) -> Span | None:
    """What “who” goes back to: “met with U.S. officials, who said”."""
    before = sentence.text(sentence.start, at).rstrip(" ,")
    cut = max((match.end() for match in _BEFORE_ANTECEDENT.finditer(before)), default=0)
    return (sentence.start + cut, sentence.start + len(before)) if before[cut:].strip() else None
