"""The codebook's conventions and questions in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from annotator.corpus.kinds import Attribute
from annotator.corpus.vocabulary import in_words

_YES_NO: Mapping[str, tuple[str, str]] = MappingProxyType({
    "marks_inside_quote": ("Quotation marks stand inside a quote.", "Quotation marks stand outside a quote."),
    "split_quote_is_one": ("A quote broken by its speaker is one annotation.",
                           "Each half of a broken quote is an annotation of its own."),
    "leading_that_in": ("A leading “that” belongs to the quote.", "A leading “that” stays out."),
    "indirect_speech_is_quote": ("Indirect speech is marked as a quote.", "Indirect speech is marked as a claim."),
})
TYPE_WORDS: Mapping[str, str] = MappingProxyType({
    "choice": "one of", "multi": "any of", "text": "words", "number": "a number", "date": "a date",
    "boolean": "yes or no"})


def convention(name: str, value: Any) -> str:
    """A convention as a sentence; one that we do not know is shown as it is."""
    if name in _YES_NO and isinstance(value, bool):
        return _YES_NO[name][0 if value else 1]
    if name == "annotated_passages" and isinstance(value, list | tuple):
        return f"Annotated are: {', '.join(map(plain, value))}."
    shown = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"{plain(name).capitalize()}: {shown}"


def answers(attribute: Attribute) -> str:
    """What may be answered: “one of factual, quantitative, causal”."""
    kind = TYPE_WORDS.get(attribute.type, attribute.type)
    said = f"{kind} {', '.join(map(plain, attribute.values))}" if attribute.values else kind
    default = f"; {plain(str(attribute.default))} unless changed" if attribute.default not in (None, "") else ""
    return said + default


def plain(name: str) -> str:
    """An id as words: `not_enough_evidence` → “not enough evidence”."""
    return in_words(name)
