"""Is this word a verb here, or a noun, or part of a passive? Told from its form and the words before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from annotator.finders.language import Form, Language, Verb
from annotator.finders.sentences import Sentence, Token

_THAT_NEXT = re.compile(r"\s+that\b")
_AIMS = frozenset(("aim", "vow", "seek", "hope", "want", "pledge", "refuse"))
_PERSON_NEXT = re.compile(r"\s+(?:he|she|they|it)\s")
_TO_NEXT = re.compile(r"\s+to\s[a-z]")
_CLAUSE_NEXT = re.compile(r"\s+(?:that|how|why|whether)\b")
_POSSESSIVE = ("’s", "'s", "s’", "s'")
_NOT_PLURAL = frozenset(("’s", "'s", "is", "was", "has", "his", "its", "this", "us", "as"))
_SEEN_WITH_S = frozenset(("show", "find"))
_CLAIMED = frozenset(("show", "find", "claim", "hope", "fear", "report"))
_ORDERED = frozenset(("rule", "reason", "request", "order"))
_NOT = ("’t", "'t")
_IS_NOT = frozenset(("isn", "wasn", "aren", "weren"))
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
    start, end, word = sentence.tokens[index]
    way = _way(sentence, index, form)
    return Cue(index, start, end, word, form.verb, way) if way else None


def word_before(tokens: list[Token], index: int, back: int = 1) -> str:
    """The word that stands so many words before, or an empty one."""
    return tokens[index - back][2] if index >= back else ""


def _way(sentence: Sentence, index: int, form: Form) -> str:
    for name, stands in (("past", _is_past), ("s", _is_present), ("base", is_base)):
        if stands(sentence, index, form):
            return name
    return _progressive(sentence, index) if "ing" in form.kinds else ""


def is_passive(sentence: Sentence, index: int) -> bool:
    """Whether a form of “be” stands before, perhaps with an adverb between."""
    words = sentence.language.words
    before = word_before(sentence.tokens, index)
    if before in words["be"] or (before in _NOT and word_before(sentence.tokens, index, 2) in _IS_NOT):
        return True
    adverb = before in words["adverbs"] or before.endswith("ly")
    return adverb and word_before(sentence.tokens, index, 2) in words["be"]


def _is_past(sentence: Sentence, index: int, form: Form) -> bool:
    words, before = sentence.language.words, word_before(sentence.tokens, index)
    if "base" in form.kinds and _is_noun_place(sentence.language, before):
        return False  # “a good bet that”
    if "past" in form.kinds:
        adjective = before.endswith("ly") and word_before(sentence.tokens, index, 2) in words["determiners"]
        if (
            not is_passive(sentence, index)
            and not adjective
            and before not in words["determiners"]
            and before not in words["prepositions"]
        ):
            return True
    if "done" not in form.kinds or before in words["determiners"] or before in words["be"]:
        return False
    return any(token[2] in words["have"] for token in sentence.tokens[max(0, index - _LOOK_BACK) : index])


def _is_noun_place(language: Language, before: str) -> bool:
    words = language.words
    return before in words["determiners"] or before in words["prepositions"] or before in words["before_nouns"]


def _is_present(sentence: Sentence, index: int, form: Form) -> bool:
    """Whether the -s form is a verb: “claims” is one after a name or a pronoun, not after “the”."""
    if "s" not in form.kinds:
        return False
    text, words = sentence.paragraph, sentence.language.words
    start, end, word = sentence.tokens[index]
    before = word_before(sentence.tokens, index)
    if before.endswith(_POSSESSIVE) or text[start - 2 : start] in ("’s", "'s"):
        return False
    capital = index > 0 and text[sentence.tokens[index - 1][0]].isupper()
    if before in words["pronouns"] or before in words["adverbs"]:
        return True
    if capital and not _is_noun_place(sentence.language, before) and not text[start].isupper():
        return True
    if not before or _is_noun_place(sentence.language, before):
        return False
    if word not in words["homographs"] or (sentence.headline and not before.endswith("s")):
        return True
    if form.verb.lemma in _AIMS and _TO_NEXT.match(text, end):
        return True
    return form.verb.lemma not in _ORDERED and bool(_THAT_NEXT.match(text, end))


def is_base(sentence: Sentence, index: int, form: Form) -> bool:
    """Whether the bare form is a verb: behind “they”, “would”, “officials”."""
    if "base" not in form.kinds:
        return False
    tokens, words, lemma = sentence.tokens, sentence.language.words, form.verb.lemma
    start, end, word = tokens[index]
    before, second = word_before(tokens, index), word_before(tokens, index, 2)
    if before in words["modals"] or before in ("they", "we", "i", "who", "you") or before in words["plural_speakers"]:
        return True
    if lemma == "say" and before and before not in words["determiners"]:
        return True
    if (before in words["adverbs"] or (before.endswith("ly") and before not in ("family", "rally"))) and second:
        return second.endswith("s") or second in words["modals"] or second in ("they", "we", "who")
    if lemma in _SEEN_WITH_S and _PERSON_NEXT.match(sentence.paragraph, end) and before not in words["determiners"]:
        return True
    if second == "and" and sentence.paragraph[tokens[index - 1][0]].isupper():
        return True  # “Roth and Berg call it”
    noun = word in words["homographs"]
    plain = not noun or lemma in _SEEN_WITH_S or (lemma in _CLAIMED and before.endswith("s"))
    if plain and _THAT_NEXT.match(sentence.paragraph, end) and not _is_noun_place(sentence.language, before):
        return True
    plural = before.endswith("s") and before not in _NOT_PLURAL
    return plural and (not noun or lemma in _SEEN_WITH_S) and not sentence.paragraph[start].isupper()


def _progressive(sentence: Sentence, index: int) -> str:
    tokens, words, text = sentence.tokens, sentence.language.words, sentence.paragraph
    start, end, _ = tokens[index]
    before = word_before(tokens, index)
    if (before, tokens[index][2]) == ("without", "saying") or before == "worth":
        return ""  # “it goes without saying”, “it is worth noting”
    if is_passive(sentence, index):
        return "ing"
    if index == 0 and start == sentence.start:
        return "free"
    between = text[tokens[index - 1][1] : start] if index else text[sentence.start : start]
    if "," in between or text[max(0, start - 2) : start - 1] == "," or before in words["before_participles"]:
        return "free"
    return "free" if _CLAUSE_NEXT.match(text, end) else ""
