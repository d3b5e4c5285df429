"""The words of numbers and of what stands around them, from the files that a linguist edits.

Those are `resources/finders/<language>/numbers.toml`. A list is words parted by spaces, with `_` for a space in one.
Number words, comparators and what is counted are asked in the language of the article; all other lists in every
language at once, for a newspaper quotes “40 Prozent”, and “Mai” or “km” is the same everywhere.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache

from annotator.corpus.errors import Fault
from annotator.language import tr
from annotator.places import resource

LANGUAGES = ("en", "de", "fr")
"""Those with a file, in the order in which their words are asked for."""


def section(name: str, language: str) -> Mapping[str, str]:
    """A section of the file of a language (“en”): its lists by name; empty where there is none.

    Raises:
        Fault: the file holds what cannot be understood.
    """
    return _file(language).get(name, {})


@cache
def _file(language: str) -> Mapping[str, Mapping[str, str]]:
    if language not in LANGUAGES:
        return {}
    try:
        found = tomllib.loads((resource("finders", language) / "numbers.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise _unread(language, str(error)) from error
    for name, lists in found.items():
        if not isinstance(lists, dict):
            raise _unread(language, tr("“{name}” stands in no section", name=name))
        for each, written in lists.items():
            if not isinstance(written, str):
                raise _unread(language, tr("“{name}” in [{section}] is no list of words", name=each, section=name))
    return found


def _unread(language: str, why: str) -> Fault:
    return Fault(tr("The rules in {file} cannot be read", file=f"{language}/numbers.toml"), why,
                 tr("Mend that line of the file"))


def listed(written: str) -> list[str]:
    """The words of a list."""
    return [word.replace("_", " ") for word in written.split()] if "_" in written else written.split()


def words(name: str, *lists: str) -> frozenset[str]:
    """The words of some lists of a section, in all languages."""
    return frozenset(_words(name, lists))


def either(name: str, *lists: str) -> str:
    """The same as alternatives of a pattern."""
    return alternatives(_words(name, lists))


def alternatives(phrases: Iterable[str]) -> str:
    """Phrases as alternatives of a pattern, the longest first; without any it never fits.

    Any space fits between two words of one.
    """
    ordered = sorted(dict.fromkeys(phrases), key=len, reverse=True)
    return "|".join(
        phrase if phrase.isalpha() else re.escape(phrase).replace("\\ ", r"\s") for phrase in ordered
    ) or r"(?!)"


def _words(name: str, lists: tuple[str, ...]) -> list[str]:
    written = [section(name, language).get(each) for language in LANGUAGES for each in lists]
    return [word for each in written if each for word in listed(each)]


def meanings(name: str, *lists: str) -> dict[str, str]:
    """What each word means, of lists of “word:meaning” in all languages."""
    return told(" ".join(section(name, language).get(each, "") for language in LANGUAGES for each in lists))


def worths(name: str, language: str, each: str) -> dict[str, int]:
    """What each word of a list of “million:10^6” is worth; empty where a language has no such list.

    Raises:
        Fault: a word has no worth.
    """
    found = {}
    for word, worth in told(section(name, language).get(each, "")).items():
        base, _, power = worth.partition("^")
        if not base.isdecimal() or (power and not power.isdecimal()):
            raise _unread(language, tr("“{word}” in [{section}] has no worth, as in {example}", word=word, section=name,
                                       example="million:10^6"))
        found[word] = int(base) ** int(power or 1)
    return found


def told(written: str) -> dict[str, str]:
    """What each word of a list of “word:meaning” means."""
    return {word: means for word, _, means in (each.partition(":") for each in listed(written))}
