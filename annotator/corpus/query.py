"""What a person looks for in the project's texts: words, phrases, beginnings, and what must not be there.

No string is wrong. What could be an operator and is none is a word or is left out, and `understood` says how the
whole was taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.corpus.listing import all_of, any_of
from annotator.language import tr

LONGEST = 1_000
"""Code points that a search may have."""

MOST = 50
"""Terms that a search may have."""

_PIECE = re.compile(
    r'(?P<minus>[-−]?)(?:"(?P<plain>[^"]+)"|[“„](?P<curly>[^“”]+)[“”]|«(?P<pointed>[^»]+)»)(?P<star>\*?)|(?P<word>\S+)')
_QUOTES = str.maketrans("", "", "\"“”„«»*")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
                       "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af]")
"""Scripts that set no spaces between words, or hang endings on them: Thai, Lao, Burmese, Khmer, Chinese, Japanese, …"""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for.

    Attributes:
        words: as they were typed, without the signs around them.
        kind: `word`, `phrase`, `beginning` (of a word), or `letters`: these characters wherever they stand.
    """

    words: str
    kind: str = "word"

    def said(self) -> str:
        """How it was understood."""
        if self.kind == "beginning":
            return tr("words that begin with “{words}”", words=self.words)
        if self.kind == "letters":
            return tr("the characters “{words}”", words=self.words)
        return tr("“{words}”", words=self.words)


@dataclass(frozen=True, slots=True)
class Group:
    """What must stand together in an article, and what must not."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...] = ()

    def said(self) -> str:
        """How it was understood."""
        wanted = all_of([term.said() for term in self.wanted])
        if not self.unwanted:
            return wanted
        unwanted = any_of([term.said() for term in self.unwanted])
        return tr("{wanted} without {unwanted}", wanted=wanted, unwanted=unwanted)


@dataclass(frozen=True, slots=True)
class Query:
    """A search as it was understood: an article fits when it fits one of the groups.

    Attributes:
        problem: why nothing can be looked for, in a sentence; empty when it can.
        left_out: signs that say nothing by themselves.
    """

    groups: tuple[Group, ...] = ()
    problem: str = ""
    left_out: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def wanted(self) -> tuple[Term, ...]:
        """Everything that is a hit where it stands."""
        return tuple(dict.fromkeys(term for group in self.groups for term in group.wanted))

    @property
    def understood(self) -> str:
        """How it was taken, for whoever typed more than a word; else nothing."""
        if self.problem:
            return self.problem
        one = len(self.groups) == 1 and len(self.groups[0].wanted) == 1 and not self.groups[0].unwanted
        if not self.groups or (one and self.groups[0].wanted[0].kind == "word" and not self.left_out):
            return ""
        first, *others = (group.said() for group in self.groups)
        for other in others:
            first = tr("{first}, or {other}", first=first, other=other)
        said = f"{first[0].upper()}{first[1:]}"
        return tr("{said} ({signs} left out)", said=said, signs=", ".join(self.left_out)) if self.left_out else said


def understand(typed: str) -> Query:
    """Take what was typed as a search; never an error, whatever it is."""
    typed = " ".join(typed.split())
    if len(typed) > LONGEST:
        return Query(problem=tr("A search takes up to {longest:,} characters; this one has {typed:,}", longest=LONGEST,
                                typed=len(typed)))
    groups: list[Group] = []
    wanted: list[Term] = []
    unwanted: list[Term] = []
    left_out: list[str] = []
    pieces = list(_PIECE.finditer(typed))
    for place, piece in enumerate(pieces):
        if piece["word"] in ("OR", "|") and wanted and place + 1 < len(pieces):
            groups.append(Group(_once(wanted), _once(unwanted)))
            wanted, unwanted = [], []
            continue
        term, refused = _term(piece)
        if term is None:
            left_out.append(piece[0])
        else:
            (unwanted if refused else wanted).append(term)
    if wanted:
        groups.append(Group(_once(wanted), _once(unwanted)))
    return _judged(groups, unwanted, left_out)


def _judged(groups: list[Group], unwanted: list[Term], left_out: list[str]) -> Query:
    if sum(len(group.wanted) + len(group.unwanted) for group in groups) > MOST:
        return Query(problem=tr("A search takes up to {most} words; this one has more", most=MOST))
    if groups:
        return Query(tuple(groups), left_out=tuple(dict.fromkeys(left_out)))
    if unwanted:
        return Query(problem=tr("Only what must not be there is named: add a word beside {said}",
                                said=unwanted[0].said()))
    if left_out:  # signs alone are looked for as they stand
        return Query((Group(_once(Term(sign, "letters") for sign in left_out)),))
    return Query()


def _term(piece: re.Match[str]) -> tuple[Term | None, bool]:
    """The term that a piece of the search stands for, and whether it must not be there."""
    quoted = piece["plain"] or piece["curly"] or piece["pointed"]
    if quoted:
        refused, words, star = bool(piece["minus"]), quoted.strip(), piece["star"]
    else:
        word = piece["word"]
        refused = len(word) > 1 and word[0] in "-−" and _tells(word[1:])
        words = word[1:] if refused else word
        star = "*" if words.endswith("*") else ""
        words = words.translate(_QUOTES).strip()
    if not _tells(words):
        return None, False
    if not any(is_indexed(letter) for letter in words) or _UNSPACED.search(words):
        return Term(words, "letters"), refused
    begins = star and sum(map(is_indexed, words)) > 1  # with one letter, half of a dictionary would be hits
    return Term(words, "beginning" if begins else "phrase" if " " in words else "word"), refused


def _tells(words: str) -> bool:
    """Whether there is something to look for: a letter, a digit, or a sign with a meaning such as % € 🙂."""
    return any(c.isalnum() or c in "%§°" or unicodedata.category(c) in ("Sc", "So", "Co", "Cn") for c in words)


def is_indexed(letter: str) -> bool:
    """Whether the word index has it: the letters and digits of Unicode 3.2, which each of its versions knows."""
    return unicodedata.ucd_3_2_0.category(letter)[0] in "LN"


def _once(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(terms))
