"""What is counted: the noun phrase that follows a number, read without a grammar.

A plural is the sure sign of a counted noun in English (“300 police officers”), so a phrase ends at the first one, and
where none comes before the clause goes on, nothing is read: an empty field is filled in a second, a wrong one is
believed for ever.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from annotator.corpus.numbers.tables import alternatives, either, listed, section, words

Span = tuple[int, int]


class Counted(NamedTuple):
    """A counted noun phrase (`entity`) and its head (`noun`), code points."""

    noun: Span
    entity: Span


_LOOK_AHEAD = 7
_TOKEN = re.compile(
    r"(?:[ \u00a0\u202f]|(?P<hyphen>-))(?P<open>[(“\"‘]?)"
    r"(?P<word>[^\W_][\w’'&/-]{0,40}(?:\.[A-Z]\.){0,3})(?P<close>[)”\"’]?)"
)
_in, _either = partial(words, "counted"), partial(either, "counted")
_MORE, _FURTHER = _in("more", "more_of"), _in("more")
_STOPS, _DETERMINERS = _in("stops"), _in("determiners")
_NOT_PLURAL, _IRREGULAR = _in("not_plural"), _in("irregular")
_MODIFIER_PLURALS = _in("modifiers")
_SINGULAR_SKIPPED = re.compile(rf"(?:{_either('adjectives')})$")
_ENDS_CLAUSE = re.compile(rf"(?:{_either('clause_endings')})$")
_AFTER_OF = re.compile(
    rf"[ \u00a0](?:{_either('whole_of')})(?:[ \u00a0](?:{_either('whole_determiners')})){{0,2}}"
    rf"(?:[ \u00a0](?:[0-9][0-9.,]{{0,15}}|{_either('whole_numbers')})){{0,4}}(?=[ \u00a0])",
)
_PERSONS_AFTER_OF = tuple(_in("persons_after_of"))


def counted_after(text: str, at: int, limit: int, *, one: bool = False) -> Counted | None:
    """Read the plural noun phrase after a number that ends at `at`; with `one` the singular noun.

    “ additional Soulete du Québec (SQ) agents will” gives noun “agents” and entity from “Soulete” to “agents”.
    """
    first: int | None = None
    for index, token in enumerate(_tokens(text, at, limit)):
        word, place = token["word"], token.span("word")
        lower = word.lower()
        if token["hyphen"]:
            return Counted(place, place) if index == 0 and word.isalpha() and lower not in _STOPS else None
        if first is None and lower in _FURTHER:
            continue
        if not _may_belong(word, lower):
            return None
        first = token.start("open") if first is None else first
        if is_plural(lower):
            end = _compound(text, place, limit)
            return Counted(end, (first, end[1]))
        if one and not _SINGULAR_SKIPPED.search(lower):
            return Counted(place, (first, place[1]))
    return None


def shared_after(text: str, at: int, limit: int) -> Counted | None:
    """Read the whole of a share: what follows “percent of”, “two thirds of the 12”, “one in five”."""
    match = _AFTER_OF.match(text, at, limit)
    if not match:
        return None
    counted = counted_after(text, match.end(), limit)
    if counted or match[0].endswith(_PERSONS_AFTER_OF):  # “3 in 10 of those asked”
        return counted
    return _singular_phrase(text, match.end(), limit)


def attributed_after(text: str, at: int, limit: int) -> Counted | None:
    """Read the noun that an amount stands before as an adjective: “the $1.3 billion plan”, “a five-year plan”."""
    return _singular_phrase(text, at, limit)


def is_plural(lower: str) -> bool:
    """Whether a lower-case word looks like an English plural."""
    if lower in _IRREGULAR:
        return True
    if not lower.endswith("s") or len(lower) < 3 or lower in _NOT_PLURAL or lower in _STOPS:
        return False
    return not lower.endswith(("ss", "us", "is", "’s", "'s", "ous")) or lower.endswith("menus")


def _tokens(text: str, at: int, limit: int) -> Iterator[re.Match[str]]:
    """The words that follow one another with nothing but a space between; a comma or full stop ends them."""
    for index in range(_LOOK_AHEAD):
        match = _TOKEN.match(text, at, limit)
        if not match or (index and match["open"] in ("“", '"', "‘")):
            return
        yield match
        at = match.end()


def _may_belong(word: str, lower: str) -> bool:
    """Whether a word can stand inside a counted noun phrase: “du” in “Sûreté du Québec”, but no verb, no number."""
    return lower not in _STOPS and not word[0].isdigit() and not lower.endswith(("n’t", "n't"))


def _compound(text: str, plural: Span, limit: int) -> Span:
    """Go on from a plural that only modifies: “sales jobs”."""
    if text[plural[0] : plural[1]].lower() not in _MODIFIER_PLURALS:
        return plural
    match = _TOKEN.match(text, plural[1], limit)
    return match.span("word") if match and is_plural(match["word"].lower()) else plural


def _singular_phrase(text: str, at: int, limit: int) -> Counted | None:
    """Read one to three plain words up to where the phrase plainly ends; `None` where it does not."""
    words: list[Span] = []
    for token in _tokens(text, at, limit):
        lower = token["word"].lower()
        if not words and lower in _MORE:
            continue
        ends = not _may_belong(token["word"], lower) or (words and _ENDS_CLAUSE.search(lower))
        if ends or token["open"] or token["hyphen"]:
            if lower in _DETERMINERS and len(words) > 1:
                words.pop()  # a verb: “plastic enter the ocean”
            break
        words.append(token.span("word"))
        if is_plural(lower):
            break
    if (
        not 0 < len(words) <= 3
        or text[slice(*words[0])].lower().endswith("ly")
        or text[slice(*words[-1])].endswith("ed")
    ):
        return None
    return Counted(words[-1], (words[0][0], words[-1][1]))


# --- French and German ------------------------------------------------------------------------------------------

_CAPITALISED, _PLURAL = section("counted", "de"), section("counted", "fr")
_NOUN_AFTER = {
    "de": re.compile(
        rf"(?P<entity>(?:[ \u00a0][a-zäöüß]{{2,25}}(?:{alternatives(listed(_CAPITALISED['before_noun']))})){{0,2}}"
        r"[ \u00a0](?P<noun>[A-ZÄÖÜ][\wäöüß-]+))"
    ),
    "fr": re.compile(
        rf"(?P<entity>[ \u00a0](?:{alternatives(listed(_PLURAL['before']))})?(?P<noun>[a-zà-ÿœ-]{{3,}}[sx]))(?![\w’'])"
    ),
}


def counted_in(text: str, at: int, limit: int, language: str) -> Counted | None:
    """Read the noun after a number in German (the next capital) or French (the next plural); other languages: none."""
    pattern = _NOUN_AFTER.get(language[:2].lower())
    match = pattern.match(text, at, limit) if pattern else None
    if not match:
        return None
    start = match.start("noun") if language[:2].lower() == "fr" else match.start("entity") + 1
    return Counted(match.span("noun"), (start, match.end("entity")))
