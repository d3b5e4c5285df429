"""The codebook's conventions and questions in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from annotator.corpus.kinds import Attribute
from annotator.corpus.vocabulary import in_words
from annotator.language import tr

_YES_NO: Mapping[str, tuple[str, str]] = MappingProxyType({
    "marks_inside_quote": (tr("Quotation marks stand inside a quote."), tr("Quotation marks stand outside a quote.")),
    "split_quote_is_one": (tr("A quote broken by its speaker is one annotation."),
                           tr("Each half of a broken quote is an annotation of its own.")),
    "leading_that_in": (tr("A leading “that” belongs to the quote."), tr("A leading “that” stays out.")),
    "indirect_speech_is_quote": (tr("Indirect speech is marked as a quote."),
                                 tr("Indirect speech is marked as a claim.")),
})
TYPE_WORDS: Mapping[str, str] = MappingProxyType({
    "choice": tr("one of"), "multi": tr("any of"), "text": tr("words"), "number": tr("a number"), "date": tr("a date"),
    "boolean": tr("yes or no")})


def convention(name: str, value: Any) -> str:
    """A convention as a sentence; one that we do not know is shown as it is."""
    if name in _YES_NO and isinstance(value, bool):
        return _YES_NO[name][0 if value else 1]
    if name == "annotated_passages" and isinstance(value, list | tuple):
        return tr("Annotated are: {passages}.", passages=", ".join(map(plain, value)))
    shown = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"{plain(name).capitalize()}: {shown}"


def answers(attribute: Attribute) -> str:
    """What may be answered: “one of factual, quantitative, causal”."""
    kind = TYPE_WORDS.get(attribute.type, attribute.type)
    said = f"{kind} {', '.join(map(plain, attribute.values))}" if attribute.values else kind
    if attribute.default in (None, ""):
        return said
    return tr("{said}; {value} unless changed", said=said, value=plain(str(attribute.default)))


def plain(name: str) -> str:
    """An id as words: `not_enough_evidence` → “not enough evidence”."""
    return in_words(name)
