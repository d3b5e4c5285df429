"""What is known of a source in words: the names of its fields, their values, and names listed in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotator.corpus.identifiers import title
from annotator.corpus.listing import all_of
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.models.source_list import ANONYMITY_WORDS, TYPE_WORDS
from annotator.ui.widgets.editors import in_words

_CAPTIONS = {"type": tr("Type"), "anonymity": tr("Named how"), "job_title": tr("Job title"),
             "affiliation": tr("Affiliation")}


def field_in_words(bridge: Bridge, field: str) -> str:
    """What a field of the journal is called on the card: `identifier:orcid` is “ORCID”."""
    prefix, _, key = field.partition(":")
    if prefix == "identifier":
        return title(key)
    if prefix == "attribute":
        asked = bridge.session.catalogue.codebook().source_attributes
        return next((attribute.title for attribute in asked if attribute.id == key), in_words(key))
    return _CAPTIONS.get(field, in_words(field))


def value_in_words(bridge: Bridge, field: str, value: Any) -> str:
    """A value as the card shows it."""
    if field == "affiliation":
        source = bridge.source(value)
        return source.name if source else tr("a source that is gone")
    words: Mapping[str, Mapping[str, str]] = {"type": TYPE_WORDS, "anonymity": ANONYMITY_WORDS}
    if field in words:
        return words[field].get(value, in_words(value))
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if isinstance(value, list | tuple):
        return ", ".join(map(in_words, value))
    return in_words(value) if field.startswith("attribute:") else str(value)


def listed(names: Sequence[str], most: int = 4) -> str:
    """“A, B and C”; of many the first ones, and how many more."""
    if len(names) <= most:
        return all_of(names)
    return all_of([*names[:most - 1], tr("{number:,} more names", number=len(names) - most + 1)])
