"""Check-worthy claims: which sentences say something that a reader would want to have checked, and could be.

Nearly every sentence holds a claim, so what helps is the order. Each trait adds its weight (`claims.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from annotator.finders.language import Language, language
from annotator.finders.marks import pairs_of, quotations
from annotator.finders.sentences import units_of
from annotator.finders.suggestion import Span, Suggestion

_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAME = re.compile(r"(?<=\w\s)[A-Z][\w’'-]+")
_TYPES = (("opinion", "value"), ("cause", "causal"), ("figure", "quantitative"), ("future", "prediction"))
_LEAST_WORDS = 4
_SHORT = 6
_TRAITS = ("comparative", "cause", "past", "quantifier", "future", "opinion", "first_person")
_IN_WORDS = {
    "figure": "a figure", "comparative": "a comparison", "cause": "a cause", "past": "something that happened",
    "name": "a name", "quantifier": "all or none",
}  # fmt: skip


def find_claims(text: str, tag: str = "en", closed: tuple[Span, ...] = ()) -> list[Suggestion]:
    """The sentences and clauses of a text that hold a claim, each with how much it is worth checking."""
    rules = language(tag)
    if not rules.claims:
        return []
    return [
        _claim(text, start, end, rules) for start, end in _clauses(text, rules)
        if not any(start < last and end > first for first, last in closed)
    ]  # fmt: skip


def _clauses(text: str, rules: Language) -> Iterator[Span]:
    for match in _PARAGRAPH.finditer(text):
        base, paragraph = match.start(), match[0]
        for start, end in units_of(paragraph, quotations(paragraph, pairs_of(paragraph, rules)).spans, rules):
            at = start
            for cut in _clause(rules).finditer(paragraph, start, end):
                if len(paragraph[at : cut.start()].split()) >= _LEAST_WORDS:
                    yield from _trimmed(paragraph, at, cut.start(), base)
                    at = cut.end()
            yield from _trimmed(paragraph, at, end, base)


def _trimmed(paragraph: str, start: int, end: int, base: int) -> Iterator[Span]:
    while end > start and (paragraph[end - 1].isspace() or paragraph[end - 1] in ".;,"):
        end -= 1
    while start < end and paragraph[start].isspace():
        start += 1
    if len(paragraph[start:end].split()) >= _LEAST_WORDS:
        yield start + base, end + base


@cache
def _lists(rules: Language) -> dict[str, frozenset[str]]:
    return {name: frozenset(value.split()) for name, value in rules.claims["words"].items()}


def _any_of(rules: Language, name: str) -> str:
    return "|".join(re.escape(word).replace(r"\-", r"\s") for word in rules.claims["words"].get(name, "").split())


@cache
def _figure(rules: Language) -> re.Pattern[str]:
    """A digit or a word that says an amount, in small letters."""
    return re.compile(rf"\d|\b(?:{_any_of(rules, 'figure')})s?\b")


@cache
def _clause(rules: Language) -> re.Pattern[str]:
    """Where one sentence makes two claims: “; ”, “, but the …”."""
    return re.compile(rf";\s+|,\s+(?:{_any_of(rules, 'contrast')})\s+(?=(?:{_any_of(rules, 'subject')}|[A-Z]\w+)\b)")


def _claim(text: str, start: int, end: int, rules: Language) -> Suggestion:
    sentence = text[start:end]
    traits = _traits(sentence, text[end : end + 1], _lists(rules), _figure(rules))
    weights = rules.claims["weights"]
    score = min(0.99, max(0.01, weights["start"] + sum(weights[trait] for trait in traits)))
    reasons = [_IN_WORDS[trait] for trait in traits if trait in _IN_WORDS]
    attributes = {"claim_type": _type(traits)}
    if score >= weights.get("worth", 0.5):
        attributes["checkworthiness"] = "yes"
    return Suggestion(
        ((start, end),), "claim", " + ".join(reasons) or "a sentence", round(score, 2), f"claim/{_type(traits)}",
        attributes=attributes,
    )  # fmt: skip


def _traits(sentence: str, after: str, lists: dict[str, frozenset[str]], figure: re.Pattern[str]) -> list[str]:
    words = _WORD.findall(sentence.lower())
    known = set(words)
    found = ["figure"] if figure.search(_YEAR.sub("", sentence).lower()) else []
    found += [trait for trait in _TRAITS if not known.isdisjoint(lists[trait])]
    endings = tuple(lists["past_endings"])
    if "past" not in found and any(word.endswith(endings) and len(word) > 4 for word in words):
        found.append("past")
    if _NAME.search(sentence):
        found.append("name")
    if after == "?" or sentence.rstrip("”\"’'").endswith("?"):
        found.append("question")
    return found + (["short"] if len(words) < _SHORT else [])


def _type(traits: list[str]) -> str:
    return next((name for trait, name in _TYPES if trait in traits), "factual")
