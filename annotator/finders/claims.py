"""Check-worthy claims: which sentences say something that a reader would want to have checked, and could be.

Nearly every sentence holds a claim, so what helps is the order. Each trait adds its weight (`claims.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import filterfalse
from types import MappingProxyType

from annotator.finders.language import Language, language
from annotator.finders.reading import reading
from annotator.finders.sentences import SPACES
from annotator.finders.suggestion import Span, Suggestion
from annotator.language import tr

_PARAGRAPH = re.compile(r"[^\n]+")
_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTER}+")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAME = re.compile(r"[A-Z](?<=\w\s.)[\w’'-]+")
_TYPES = (("opinion", "value"), ("cause", "causal"), ("figure", "quantitative"), ("future", "prediction"))
_LOOSE = ".;," + SPACES
_LEAST_WORDS = 4
_SHORT = 6
_LEAST_PAST = 5
"""Letters of a word whose ending says that it is past: not “red”."""
_TRAITS = ("comparative", "cause", "past", "quantifier", "future", "opinion", "first_person")
_IN_WORDS = {
    "figure": tr("a figure"), "comparative": tr("a comparison"), "cause": tr("a cause"),
    "past": tr("something that happened"), "name": tr("a name"), "quantifier": tr("all or none"),
}  # fmt: skip


def find_claims(text: str, tag: str = "en", closed: tuple[Span, ...] = ()) -> list[Suggestion]:
    """The sentences and clauses of a text that hold a claim, each with how much it is worth checking."""
    rules = language(tag)
    if not rules.claims:
        return []
    known = _known(rules)
    return [
        _claim(text, start, end, known) for start, end in _clauses(text, rules, known)
        if not closed or not any(start < last and end > first for first, last in closed)
    ]  # fmt: skip


def _clauses(text: str, rules: Language, known: _Known) -> Iterator[Span]:
    for match in _PARAGRAPH.finditer(text):
        base, paragraph = match.start(), match[0]
        joined = known.clause.search(paragraph) is not None
        for start, end in reading(paragraph, rules).units:
            at = start
            for cut in known.clause.finditer(paragraph, start, end) if joined else ():
                if len(paragraph[at : cut.start()].split()) >= _LEAST_WORDS:
                    yield from _trimmed(paragraph, at, cut.start(), base)
                    at = cut.end()
            yield from _trimmed(paragraph, at, end, base)


def _trimmed(paragraph: str, start: int, end: int, base: int) -> Iterator[Span]:
    written = paragraph[start:end].rstrip(_LOOSE)
    end = start + len(written)
    start = end - len(written.lstrip())
    if len(written.split(None, _LEAST_WORDS - 1)) >= _LEAST_WORDS:
        yield start + base, end + base


@dataclass(frozen=True)
class _Known:
    """The traits of a language, made ready: most sentences are told by one look at their words.

    Args:
        traits: of each word the traits that it shows, as places in `_TRAITS`.
        figures: the words with which an amount can begin.
        figure: a digit or a word that says an amount, in small letters.
        past: an ending of the past, in small letters.
        clause: where one sentence makes two claims: “; ”, “, but the …”.
    """

    words: frozenset[str]
    traits: Mapping[str, tuple[int, ...]]
    figures: frozenset[str]
    figure: re.Pattern[str]
    past: re.Pattern[str]
    clause: re.Pattern[str]
    weights: Mapping[str, float]
    judged: dict[tuple[str, ...], tuple[str, float, str, Mapping[str, str]]] = field(default_factory=dict)


@cache
def _known(rules: Language) -> _Known:
    lists = {name: frozenset(value.split()) for name, value in rules.claims["words"].items()}
    traits: dict[str, tuple[int, ...]] = {}
    for place, trait in enumerate(_TRAITS):
        for word in lists[trait]:
            traits[word] = (*traits.get(word, ()), place)
    begun = {word.partition("-")[0] for word in lists["figure"]}
    figures = frozenset(begun | {word + "s" for word in begun})
    endings = (rf"{re.escape(ending)}(?!{_LETTER})(?<={_LETTER}{{{_LEAST_PAST}}})" for ending in lists["past_endings"])
    contrast, subject = _any_of(rules, "contrast"), _any_of(rules, "subject")
    return _Known(
        frozenset(word for word in figures | traits.keys() if word.isalpha()), traits, figures,
        re.compile(rf"\d|\b(?:{_any_of(rules, 'figure')})s?\b"),
        re.compile("|".join(endings)), re.compile(rf";\s+|,\s+(?:{contrast})\s+(?=(?:{subject}|[A-Z]\w+)\b)"),
        rules.claims["weights"],
    )  # fmt: skip


def _any_of(rules: Language, name: str) -> str:
    return "|".join(re.escape(word).replace(r"\-", r"\s") for word in rules.claims["words"].get(name, "").split())


def _claim(text: str, start: int, end: int, known: _Known) -> Suggestion:
    traits = tuple(_traits(text[start:end], text[end : end + 1], known))
    judged = known.judged.get(traits)
    if judged is None:
        judged = known.judged[traits] = _judged(traits, known.weights)
    why, score, rule, attributes = judged
    return Suggestion(((start, end),), "claim", why, score, rule, attributes=attributes)


def _judged(traits: tuple[str, ...], weights: Mapping[str, float]) -> tuple[str, float, str, Mapping[str, str]]:
    """Why a sentence with these traits is suggested, how surely, by which rule, and what is answered about it."""
    score = min(0.99, max(0.01, weights["start"] + sum(weights[trait] for trait in traits)))
    reasons = [_IN_WORDS[trait] for trait in traits if trait in _IN_WORDS]
    attributes = {"claim_type": _type(traits)}
    if score >= weights.get("worth", 0.5):
        attributes["checkworthiness"] = "yes"
    why = " + ".join(reasons) or tr("a sentence")
    return why, round(score, 2), f"claim/{_type(traits)}", MappingProxyType(attributes)


def _traits(sentence: str, after: str, known: _Known) -> list[str]:
    small = sentence.lower()
    pieces = small.split()
    unlike = list(filterfalse(str.isalpha, pieces))  # to look into few of them is the quicker way
    inside = _WORD.findall(" ".join(unlike))
    told = known.words.intersection(pieces) | known.words.intersection(inside)
    if _DIGIT.search(sentence):
        found = ["figure"] if known.figure.search(_YEAR.sub("", sentence).lower()) else []
    else:
        found = ["figure"] if told and not told.isdisjoint(known.figures) and known.figure.search(small) else []
    if told:
        places = {place for word in told for place in known.traits.get(word, ())}
        found += [_TRAITS[place] for place in sorted(places)]
    if "past" not in found and known.past.search(small):
        found.append("past")
    if _NAME.search(sentence):
        found.append("name")
    if after == "?" or sentence.rstrip("”\"’'").endswith("?"):
        found.append("question")
    return found + (["short"] if len(pieces) - len(unlike) + len(inside) < _SHORT else [])


def _type(traits: Sequence[str]) -> str:
    return next((name for trait, name in _TYPES if trait in traits), "factual")
