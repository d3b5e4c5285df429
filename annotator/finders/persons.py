"""Names in a text that may be one person's: Bonnard, Bonard, Luc Bonnard. Proposed together, never merged here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from annotator.corpus.likeness import TITLES, alike
from annotator.corpus.names import folded
from annotator.corpus.source import Source
from annotator.finders.language import Language, language
from annotator.finders.suggestion import Span, Suggestion
from annotator.language import tr

_PART = r"(?:[A-ZÀ-Þ][\w’'-]*[^\W\d_]|[A-Z]\.)"
_POSSESSIVE = re.compile(r"[’']s$")
_SCORE = 0.7
_MOST = 400


def find_persons(text: str, tag: str = "en", closed: tuple[Span, ...] = ()) -> list[Suggestion]:
    """Groups of spellings that may be one person's, each at its first place in the text."""
    known = names_in(text, tag, closed)
    sources = [Source(str(number), name) for number, name in enumerate(known)][:_MOST]
    made = []
    for group in alike(sources):
        names = [sources[int(each)].name for each in group.sources]
        spans = sorted(known[name] for name in names)
        listed = ", ".join(tr("“{words}”", words=name) for name in names)
        why = tr("{names}: {why}", names=listed, why=group.why)
        made.append(Suggestion(tuple(spans), "same_source", why, _SCORE, "persons/alike"))
    return made


def names_in(text: str, tag: str = "en", closed: tuple[Span, ...] = ()) -> dict[str, Span]:
    """The names in a text that may be persons', as they are written first, without titles, and where that is."""
    rules = language(tag)
    small = frozenset().union(*(rules.words[name] for name in ("clause_openers", "leading", "roles")))
    places = _first_places(text, closed, small, _names(rules))
    return {name: place for name, place in places.items() if _is_personal(name, places)}


@cache
def _names(rules: Language) -> re.Pattern[str]:
    """Words with capitals, perhaps with “van” or “de” between."""
    particles = rules.alternatives("name_particles") if "name_particles" in rules.lists else r"(?!)"
    return re.compile(rf"{_PART}(?:[ \u00a0](?:(?:{particles})[ ])?{_PART}){{0,4}}")


def _first_places(
    text: str, closed: tuple[Span, ...], small: frozenset[str], names: re.Pattern[str]
) -> dict[str, Span]:
    """Each name as written, without its title, with where it stands first."""
    found: dict[str, Span] = {}
    for match in names.finditer(text):
        start, end = match.span()
        possessive = _POSSESSIVE.search(match[0])
        end -= len(possessive[0]) if possessive else 0
        for first, last in _without_openers(text, start, end, small):
            if not any(first < stop and last > begin for begin, stop in closed):
                found.setdefault(text[first:last], (first, last))
    return found


def _without_openers(text: str, start: int, end: int, small: frozenset[str]) -> Iterator[Span]:
    """The name without a title or a sentence's first word before it."""
    words = text[start:end].split()
    named = [folded(word) in TITLES or word.lower() in small for word in words]
    cut = max((place + 1 for place in range(len(words)) if named[place] and place < len(words) - 1), default=0)
    cut = len(words) if all(named) else cut
    start += sum(len(word) + 1 for word in words[:cut])
    words = words[cut:]
    lone = len(words) == 1 and len(words[0]) < 4
    if words and start < end and not lone:
        yield start, end


def _is_personal(name: str, known: Iterable[str]) -> bool:
    """Whether a name may be a person's: two or three words, or the surname of one that is (a letter apart counts)."""
    words = name.split()
    if 2 <= len(words) <= 3:
        return not name.isupper()
    return len(words) == 1 and any(
        len(other.split()) in (2, 3) and folded(other.split()[-1])[:3] == folded(name)[:3] for other in known
    )
