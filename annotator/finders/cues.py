"""Is this word a verb here, or a noun, or part of a passive? Told from its form and the words before it."""

from __future__ import annotations

from typing import NamedTuple

from annotator.finders.language import Form, Verb
from annotator.finders.patterns import patterns
from annotator.finders.sentences import Sentence

_LOOK_BACK = 3


class Cue(NamedTuple):
    """A verb of speech in a sentence: its token, the verb, and how it stands there.

    `place` is the token's; `way`: past, s, base, ing (“is saying”) or free (“…, saying that”).
    """

    place: int
    start: int
    end: int
    word: str
    verb: Verb
    way: str

    def tier(self, frame: str) -> str | None:
        """The tier of a frame that the verb licenses."""
        return self.verb.frames.get(frame)


def cue_at(sentence: Sentence, index: int, form: Form) -> Cue | None:
    """The verb at a token, or `None` where it is none."""
    way = _way(sentence, index, form)
    if not way:
        return None
    start, end, word = sentence.tokens[index]
    return Cue(index, start, end, word, form.verb, way)


def word_before(sentence: Sentence, index: int, back: int = 1) -> str:
    """The word that stands so many words before, or an empty one."""
    return sentence.words[index - back] if index >= back else ""


def _way(sentence: Sentence, index: int, form: Form) -> str:
    kinds, before = form.kinds, word_before(sentence, index)
    if not kinds.isdisjoint(_PAST) and _is_past(sentence, index, kinds, before):
        return "past"
    if "s" in kinds and _is_present(sentence, index, form, before):
        return "s"
    if "base" in kinds and is_base(sentence, index, form):
        return "base"
    return _progressive(sentence, index, before) if "ing" in kinds else ""


_PAST = frozenset(("past", "done"))


def _is_passive(sentence: Sentence, index: int, before: str) -> bool:
    """Whether a form of “be” stands before, perhaps with an adverb between."""
    words = sentence.language.words
    if before in words["be"]:
        return True
    if before in words["negated"] and word_before(sentence, index, 2) in words["be_negated"]:
        return True
    adverb = before.endswith("ly") or before in words["adverbs"]
    return adverb and word_before(sentence, index, 2) in words["be"]


def _is_past(sentence: Sentence, index: int, kinds: frozenset[str], before: str) -> bool:
    words = sentence.language.words
    if "base" in kinds and before in sentence.language.before_noun:
        return False  # “a good bet that”
    if before in words["determiners"]:
        return False
    if "past" in kinds and before not in words["prepositions"] and not _is_passive(sentence, index, before):
        adjective = before.endswith("ly") and word_before(sentence, index, 2) in words["determiners"]
        if not adjective:
            return True
    if "done" not in kinds or before in words["be"]:
        return False
    return not words["have"].isdisjoint(sentence.words[max(0, index - _LOOK_BACK) : index])


def _is_present(sentence: Sentence, index: int, form: Form, before: str) -> bool:
    """Whether the -s form is a verb: “claims” is one after a name or a pronoun, not after “the”."""
    text, words, known = sentence.paragraph, sentence.language.words, patterns(sentence.language)
    start, end, word = sentence.tokens[index]
    endings = sentence.language.lists["possessive_endings"]
    if before.endswith(endings) or text[start - 2 : start] in endings:
        return False
    capital = index > 0 and text[sentence.tokens[index - 1][0]].isupper()
    if before in words["pronouns"] or before in words["adverbs"]:
        return True
    noun = before in sentence.language.before_noun
    if capital and not noun and not text[start].isupper():
        return True
    if not before or noun:
        return False
    if word not in words["homographs"] or (sentence.headline and not before.endswith("s")):
        return True
    if form.verb.lemma in words["aims"] and known.to_next.match(text, end):
        return True
    return form.verb.lemma not in words["ordered"] and bool(known.that_next.match(text, end))


def is_base(sentence: Sentence, index: int, form: Form) -> bool:
    """Whether the bare form is a verb: behind “they”, “would”, “officials”."""
    if "base" not in form.kinds:
        return False
    tokens, words, lemma = sentence.tokens, sentence.language.words, form.verb.lemma
    start, end, word = tokens[index]
    before, second = word_before(sentence, index), word_before(sentence, index, 2)
    if before in words["modals"] or before in words["plain_subjects"] or before in words["plural_speakers"]:
        return True
    if lemma in words["surest"] and before and before not in words["determiners"]:
        return True
    if (before in words["adverbs"] or (before.endswith("ly") and before not in words["not_adverbs"])) and second:
        return second.endswith("s") or second in words["modals"] or second in words["plural_pronouns"]
    known = patterns(sentence.language)
    person = lemma in words["seen_with_s"] and known.person_next.match(sentence.paragraph, end)
    if person and before not in words["determiners"]:
        return True
    if second in words["joining"] and sentence.paragraph[tokens[index - 1][0]].isupper():
        return True  # “Roth and Berg call it”
    noun = word in words["homographs"]
    plain = not noun or lemma in words["seen_with_s"] or (lemma in words["claimed"] and before.endswith("s"))
    if plain and known.that_next.match(sentence.paragraph, end) and before not in sentence.language.before_noun:
        return True
    plural = before.endswith("s") and before not in words["not_plural"]
    return plural and (not noun or lemma in words["seen_with_s"]) and not sentence.paragraph[start].isupper()


def _progressive(sentence: Sentence, index: int, before: str) -> str:
    tokens, words, text = sentence.tokens, sentence.language.words, sentence.paragraph
    start, end, word = tokens[index]
    if before in words["idle_before"] or f"{before}-{word}" in words["idle"]:
        return ""  # “it goes without saying”, “it is worth noting”
    if _is_passive(sentence, index, before):
        return "ing"
    if index == 0 and start == sentence.start:
        return "free"
    between = text[tokens[index - 1][1] : start] if index else text[sentence.start : start]
    if "," in between or text[max(0, start - 2) : start - 1] == "," or before in words["before_participles"]:
        return "free"
    return "free" if patterns(sentence.language).clause_next.match(text, end) else ""
