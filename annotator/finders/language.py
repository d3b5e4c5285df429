"""The rules of one language, read from the files that a linguist edits (`resources/finders/en/…`).

A language without files of its own has quotation marks only. A mistake in a file is a `Fault` that names file and line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from annotator.corpus.errors import Fault
from annotator.corpus.letters import any_word
from annotator.finders.inflection import inflected
from annotator.language import tr
from annotator.settings import resource

TIERS = ("A", "B", "C")
CLASSES = ("say", "ask", "demand", "promise", "deny", "believe", "show")
FRAMES = ("said", "that", "bare", "whether", "to", "order", "as", "for", "call", "of", "about", "object")


@dataclass(frozen=True, slots=True, eq=False)
class Verb:
    """A verb of speech or thought: its class, the tier of each frame that it licenses, and its prepositions."""

    lemma: str
    kind: str
    frames: Mapping[str, str]
    prepositions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Form:
    """A word that may be a verb's: `kinds` are base, s, past, done (participle), ing."""

    verb: Verb
    kinds: frozenset[str]


class Lists(dict[str, frozenset[str]]):
    """Word lists by name; one that a language does not have is empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, eq=False)
class Language:
    """All that the finders know of one language; there is one object for each."""

    tag: str
    pairs: tuple[tuple[str, str], ...]
    single: tuple[str, str] | None
    weights: Mapping[str, float]
    words: Mapping[str, frozenset[str]]
    lists: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, Form]
    nouns: Mapping[str, Mapping[str, str]]
    frames: Mapping[str, Any]
    claims: Mapping[str, Any]
    boilerplate: tuple[tuple[str, str], ...]

    def score(self, frame: str, tier: str = "B") -> float:
        """How often what that frame finds is right, with a verb of that tier."""
        return float(self.frames[frame]["score"][tier])

    def alternatives(self, name: str) -> str:
        """A list (or the nouns of `nouns.tsv`) as one pattern, the longest word that fits first; `-` is a space."""
        return any_word(self.nouns if name == "nouns" else self.lists[name]).replace(r"\-", r"[\s-]")

    @cached_property
    def opening(self) -> tuple[str, ...]:
        """The marks that can open a quotation."""
        return (*(mark for mark, _ in self.pairs), "‘", "‚")

    @cached_property
    def closing(self) -> tuple[str, ...]:
        """The marks that can close one."""
        return (*(mark for _, mark in self.pairs), "’", "‘")

    @cached_property
    def marked(self) -> re.Pattern[str]:
        """Any mark that opens a quotation."""
        return re.compile("|".join(re.escape(mark) for mark, _ in self.pairs))

    @cached_property
    def before_noun(self) -> frozenset[str]:
        """The words behind which a form stands as a noun: “the claim”, “of claims”, “new demands”."""
        return self.words["determiners"] | self.words["prepositions"] | self.words["before_nouns"]

    @cached_property
    def before_verb(self) -> frozenset[str]:
        """What may stand between a subject and its verb: “Ruiz | has also | said”."""
        return self.words["auxiliaries"] | self.words["adverbs"]

    @cached_property
    def before_phrase(self) -> frozenset[str]:
        """The words over which a noun phrase may not reach back."""
        return self.words["joining"] | self.words["cut_words"]

    @cached_property
    def speaks(self) -> bool:
        """Whether there are rules for what is said without quotation marks."""
        return bool(self.forms and self.frames)


@cache
def language(tag: str) -> Language:
    """The rules for a BCP 47 tag (“en-GB” has those of “en”); an unknown one has those for marks alone.

    Raises:
        Fault: a file holds what cannot be understood.
    """
    primary, folder = _home(tag)
    marks = _toml(folder / "quotes.toml")
    lists = {name: tuple(value.split()) for name, value in _toml(folder / "words.toml").items()}
    single = marks.get("single")
    return Language(
        primary, tuple((opening, closing) for opening, closing in marks["pairs"]),
        (single[0], single[1]) if single else None, marks["score"],
        Lists({name: frozenset(value) for name, value in lists.items()}), lists,
        _forms(folder / "verbs.tsv"), _nouns(folder / "nouns.tsv"), _toml(folder / "frames.toml"),
        _toml(folder / "claims.toml"), _shapes(folder / "boilerplate.txt"),
    )  # fmt: skip


def reading(tag: str) -> Iterator[None]:
    """Read the files of a language one by one: `language` takes no time after that.

    Raises:
        Fault: a file holds what cannot be understood.
    """
    _, folder = _home(tag)
    for name in ("quotes", "words", "frames", "claims"):
        _toml(folder / f"{name}.toml")
        yield
    _forms(folder / "verbs.tsv")
    yield


def _home(tag: str) -> tuple[str, Path]:
    """The name of the language whose rules these are, and their folder."""
    primary = tag.lower().replace("_", "-").partition("-")[0]
    folder = resource("finders", primary)
    return (primary, folder) if primary.isalpha() and folder.is_dir() else ("other", resource("finders", "other"))


@cache
def _toml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise _unread(path, str(error)) from error


def _unread(path: Path, why: str) -> Fault:
    return Fault(tr("The rules in {file} cannot be read", file=f"{path.parent.name}/{path.name}"), why,
                 tr("Mend that line of the file"))


def _rows(path: Path, most: int) -> Iterator[tuple[int, list[str]]]:
    """The lines of a table that hold something, with their number; cells that are left out are empty."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            cells = [cell.strip() for cell in line.split("\t")]
            if len(cells) > most:
                raise _unread(path, tr("line {line} has {columns} columns, at most {most} are known", line=number,
                                       columns=len(cells), most=most))
            yield number, cells + [""] * (most - len(cells))


def _tiers(path: Path, number: int, written: str) -> dict[str, str]:
    found = {}
    for entry in written.split():
        name, _, tier = entry.partition(":")
        if tier not in TIERS:
            raise _unread(path, tr("line {line}: “{entry}” has no tier A, B or C", line=number, entry=entry))
        found[name] = tier
    return found


@cache
def _forms(path: Path) -> dict[str, Form]:
    kinds: dict[str, set[str]] = {}
    verbs: dict[str, Verb] = {}
    for number, (lemma, kind, frames, irregular, _) in _rows(path, 5):
        if kind not in CLASSES:
            raise _unread(path, tr("line {line}: the class of “{lemma}” is none of {classes}", line=number,
                                   lemma=lemma, classes=", ".join(CLASSES)))
        tiers = _tiers(path, number, frames)
        unknown = [name for name in tiers if name not in FRAMES and not name.endswith("+")]
        if unknown:
            raise _unread(path, tr("line {line}: there is no frame “{frame}”", line=number, frame=unknown[0]))
        verb = Verb(
            lemma,
            kind,
            {name: tier for name, tier in tiers.items() if name in FRAMES},
            {name[:-1]: tier for name, tier in tiers.items() if name.endswith("+")},
        )
        given = irregular.split() if irregular not in ("", "-") else []
        if given and len(given) != 4:
            raise _unread(path, tr("line {line}: “{lemma}” needs four irregular forms: -s, past, participle, -ing",
                                   line=number, lemma=lemma))
        for form, name in zip((lemma, *(given or inflected(lemma))), ("base", "s", "past", "done", "ing"), strict=True):
            if verbs.setdefault(form, verb) is verb:
                kinds.setdefault(form, set()).add(name)
    return {form: Form(verb, frozenset(kinds[form])) for form, verb in verbs.items()}


def _shapes(path: Path) -> tuple[tuple[str, str], ...]:
    """The phrases of boilerplate, each behind its sign: + at the beginning or glued, * anywhere."""
    if not path.is_file():
        return ()
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        sign, phrase = line[:1], line[1:].strip()
        if not line.strip() or sign == "#":
            continue
        if sign not in "+*" or not phrase:
            raise _unread(path, tr("line {line} begins with neither + nor *", line=number))
        found.append((sign, phrase))
    return tuple(found)


def _nouns(path: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for number, (noun, frames) in _rows(path, 2):
        tiers = _tiers(path, number, frames)
        for form in (noun, noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"):
            found[form] = tiers
    return found
