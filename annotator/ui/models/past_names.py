"""The names that values of the past are said with, looked up in the project that is open."""

from __future__ import annotations

from functools import partial

from annotator.corpus.kinds import OF_ARTICLE, OF_SOURCE
from annotator.ui.bridge import Bridge
from annotator.ui.models.past_words import Names

_OWNERS = {"article": OF_ARTICLE, "values": OF_ARTICLE, "source": OF_SOURCE}


def names_for(bridge: Bridge, article: str, owner: str) -> Names:
    """What says the values of something in an article ("" for what the project shares).

    Args:
        owner: the kind of the annotation, or the kind of entity that it is.
    """
    catalogue = bridge.session.catalogue
    text = bridge.text if article == bridge.article else catalogue.text(article) if article else ""
    return Names(catalogue.codebook(), _OWNERS.get(owner, owner), text, bridge.source,
                 partial(annotation_words, bridge))


def annotation_words(bridge: Bridge, name: str) -> str:
    """The words of an annotation, also of one that was removed; empty when it is unknown."""
    catalogue = bridge.session.catalogue
    found = catalogue.annotation(name) or catalogue.removed_annotation(name)
    if found is None:
        return ""
    return found.words(bridge.text if found.article == bridge.article else catalogue.text(found.article))


def coder_name(bridge: Bridge, name: str) -> str:
    """What a coder is called; one whose name has not arrived is somebody."""
    known = bridge.session.catalogue.coders().get(name)
    return known.name if known else "Somebody"
