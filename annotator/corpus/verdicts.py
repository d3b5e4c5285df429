"""What people thought of suggestions: a rule proposed it of somebody's words, and it was accepted or dismissed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.corpus.annotation import Attribution
from annotator.corpus.names import folded


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict.

    Attributes:
        kind: kind of annotation that was proposed.
        rule: the finder's rule, “tail/say”.
        who: of whom, as `who_of` says; "" where the text names nobody.
        accepted: whether it was accepted; else it was dismissed.
    """

    kind: str
    rule: str
    who: str
    accepted: bool


def who_of(text: str, chain: Sequence[Attribution]) -> str:
    """Whom the words of the origin name, for counting: a name by its last word, anybody else as the text says."""
    return folded(named_as(text, chain))


def named_as(text: str, chain: Sequence[Attribution]) -> str:
    """The same as a person reads it."""
    if not chain or not chain[0].mention:
        return ""
    words = text[slice(*chain[0].mention[0])].split()
    return " ".join(words[-1:] if all(word[:1].isupper() for word in words) else words)
