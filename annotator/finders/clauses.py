"""What follows a verb of speech without quotation marks: that …, the clause itself, whether …, to …, an object.

`after_verb` tries the frames that the verb licenses, the surest first; the first that fits wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from annotator.finders.cues import Cue, word_before
from annotator.finders.language import Verb
from annotator.finders.patterns import Patterns, patterns
from annotator.finders.sentences import Sentence

_COLON = re.compile(r"\s*:\s*(?=\S)")
_NEXT_WORD = re.compile(r"\s+(\S+)")
_REACH = 120


class Match(NamedTuple):
    """A frame that fits: its name, the tier of the verb in it, and where the content begins."""

    frame: str
    tier: str
    start: int


class Place(NamedTuple):
    """Where a frame is tried: the verb, and the place behind it from which on the content may begin."""

    sentence: Sentence
    cue: Cue
    at: int
    known: Patterns

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match a pattern behind the verb, within the sentence."""
        return pattern.match(self.sentence.paragraph, self.at, self.sentence.end)


def content_from(sentence: Sentence, cue: Cue) -> int:
    """The place behind the verb, the person told and the moment: “told reporters on Thursday | that”."""
    text, known, at = sentence.paragraph, patterns(sentence.language), cue.end
    if cue.verb.lemma in sentence.language.words["told_verbs"]:
        told = known.told.match(text, at, sentence.end)
        told = told or known.told_that.match(text, at, sentence.end)
        if told and not known.not_told.match(text[at : at + 6]):
            at = cue.end + len(text[cue.end : told.end()].rstrip())
    particle = known.particle_next.match(text, at, sentence.end) if cue.verb.prepositions else None
    at = particle.end() if particle else at
    for _ in range(3):
        moment = known.moment.match(sentence.small, at, sentence.end)
        if not moment or moment.end() <= at:
            break
        at = moment.end()
    return at


def after_verb(sentence: Sentence, cue: Cue, at: int) -> Match | None:
    """The first frame that fits behind a verb, from the place `at` on."""
    place = Place(sentence, cue, at, patterns(sentence.language))
    for frame in _tried(cue.verb):
        match = frame(place)
        if match:
            return match
    return None


def _that(place: Place) -> Match | None:
    tier = place.cue.tier("that")
    sentence, words = place.sentence, place.sentence.language.words
    possible = tier and any(sentence.paragraph.find(each, place.at, sentence.end) >= 0 for each in words["conjunction"])
    match = place.match(place.known.that) if possible else None
    if tier and match and place.cue.verb.lemma in words["spoken"] and place.known.that_subject.match(
        place.sentence.paragraph, match.end(), place.sentence.end
    ):  # fmt: skip
        return Match("bare", tier, match.end())
    if not tier or not match or place.known.that_alone.match(place.sentence.paragraph, match.end(), place.sentence.end):
        return None
    return Match("that", tier, match.end())


def _colon(place: Place) -> Match | None:
    match = place.match(_COLON)
    return Match("colon", "B", match.end()) if match else None


def _whether(place: Place) -> Match | None:
    tier = place.cue.tier("whether")
    match = place.match(place.known.whether) if tier else None
    if not tier or not match or (
        match[0].strip() in place.sentence.language.words["relative"] and place.cue.way != "past"
    ):
        return None  # “the 10 judges who will hear the case”
    return Match("whether", tier, place.at + 1)


def _to(place: Place) -> Match | None:
    tier = place.cue.tier("to")
    return Match("to", tier, place.at + 1) if tier and place.match(place.known.infinitive) else None


def _order(place: Place) -> Match | None:
    tier = place.cue.tier("order")
    if not tier or place.cue.verb.lemma not in place.sentence.language.words["urging"]:
        return None
    text, end, after = place.sentence.paragraph, place.sentence.end, place.cue.end
    match = place.known.ordered.match(text, after, end) or place.match(place.known.ordered)
    if not match or "," in match[0]:
        return None
    return Match("order", tier, match.start() + 1)


def _bare(place: Place) -> Match | None:
    tier = place.cue.tier("bare")
    if not tier:
        return None
    text, end, lemma = place.sentence.paragraph, place.sentence.end, place.cue.verb.lemma
    words = place.sentence.language.words
    if lemma in words["told_first"] and place.at == place.cue.end:
        return None
    says = lemma in words["surest"]
    plural = says or bool(place.known.sure_verb.match(text, place.at, end))
    plural = plural or place.sentence.headline
    if not place.match(place.known.clause) and not (plural and place.match(place.known.said_clause)):
        return None
    word = _NEXT_WORD.match(text, place.at, end)
    if not word:
        return None
    first = word[1].lower()
    reach = min(end, place.at + _REACH)
    if not says and first.strip("’'") not in words["personal"]:
        bound = place.known.relative.search(text, word.end(), reach)
        reach = bound.start() if bound else reach  # “acknowledged the reality of climate change, which makes …”
    if not place.known.finite.search(text, word.start(1) if says else word.end(), reach) or (
        first in words["oblique"] and not says
    ):
        return None
    plain = lemma in words["spoken"] or lemma in words["frank"]
    if plain or first.strip("’'") in words["personal"] or place.known.sure_verb.match(text, place.at, end):
        return Match("bare", tier, word.start(1))
    return None


def _preposition(place: Place) -> Match | None:
    prepositions = place.cue.verb.prepositions
    match = place.match(place.known.preposition) if prepositions else None
    tier = prepositions.get(match[1].lower()) if match else None
    if not match or not tier:
        return None
    addressed = f"{place.cue.verb.lemma}-{match[1].lower()}" in place.sentence.language.words["addressing"]
    if addressed and place.known.called_on.match(place.sentence.paragraph, match.end(), place.sentence.end):
        return Match("order", "B", match.end())
    return Match("preposition", tier, match.end())


def _of(place: Place) -> Match | None:
    tier = place.cue.tier("of")
    match = place.match(place.known.accused) if tier else None
    return Match("of", tier, match.end()) if tier and match else None


def _about(place: Place) -> Match | None:
    tier = place.cue.tier("about")
    match = place.match(place.known.asked_about) if tier else None
    return Match("about", tier, match.end()) if tier and match else None


def _as(place: Place) -> Match | None:
    tier = place.cue.tier("as")
    return Match("as", tier, place.at + 1) if tier and place.match(place.known.described) else None


def _for(place: Place) -> Match | None:
    tier = place.cue.tier("for")
    if not tier or not place.match(place.known.praised) or place.match(place.known.no_object):
        return None
    return Match("for", tier, place.at + 1)


def _call(place: Place) -> Match | None:
    tier = place.cue.tier("call")
    if not tier or place.cue.way == "base" or not place.match(place.known.named) or _is_named(place):
        return None
    return Match("call", tier, place.at + 1)


def _is_named(place: Place) -> bool:
    """Whether “called” tells a thing's name: “was called”, “a stream called Otter Run”."""
    sentence, cue, words = place.sentence, place.cue, place.sentence.language.words
    before, second = word_before(sentence, cue.place), word_before(sentence, cue.place, 2)
    if before in words["be"] or (second in words["be"] and before not in words["pronouns"]):
        return True
    if cue.way != "past" or not before:
        return False
    small = sentence.paragraph[sentence.tokens[cue.place - 1][0]].islower()
    known = before in words["pronouns"] or before in words["have"] or before in words["adverbs"]
    return small and not known and place.match(place.known.proper_next) is not None


def _object(place: Place) -> Match | None:
    tier = place.cue.tier("object")
    if not tier or not place.match(place.known.object) or place.match(place.known.no_object):
        return None
    return Match("object", tier, place.at + 1)


_ORDER: tuple[tuple[str, Callable[[Place], Match | None]], ...] = (
    ("that", _that), ("colon", _colon), ("whether", _whether), ("to", _to), ("order", _order), ("bare", _bare),
    ("preposition", _preposition), ("of", _of), ("about", _about), ("as", _as), ("for", _for), ("call", _call),
    ("object", _object),
)  # fmt: skip


@cache
def _tried(verb: Verb) -> tuple[Callable[[Place], Match | None], ...]:
    """The frames that a verb licenses, in their order."""
    licensed = set(verb.frames)
    licensed |= {"colon"} if {"that", "said"} & licensed else set()
    licensed |= {"preposition"} if verb.prepositions else set()
    return tuple(frame for name, frame in _ORDER if name in licensed)
