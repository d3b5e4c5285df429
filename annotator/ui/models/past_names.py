"""The names that values of the past are said with, looked up in the project that is open."""

from __future__ import annotations

from functools import partial

from annotator.corpus.kinds import OF_ARTICLE, OF_SOURCE
from annotator.corpus.link import phrase
from annotator.language import tr
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
    return bridge.session.catalogue.people().name(name)


NOUNS = {"annotation": tr("Annotation"), "source": tr("Source"), "link": tr("Link"), "article": tr("Article"),
         "review": tr("Mark"),
         "values": tr("Answers on the article"), "passages": tr("Passages"), "dismissals": tr("Suggestions"),
         "proposals": tr("Suggestions that came in"),
         "codebook": tr("Codebook"), "project": tr("Project"),
         "coder": tr("Coder"), "merge": tr("Merge"), "purge": tr("Purge")}
_MOST = 160
"""Characters of a thing's words that its title has."""


def thing_title(bridge: Bridge, kind: str, entity: str, article: str = "") -> str:
    """A thing with its words: “Quote: “The fee will rise””, “Source: “Anna Berg””, “Passages: “The harbour fee””."""
    noun, catalogue, words = NOUNS.get(kind, kind.capitalize()), bridge.session.catalogue, ""
    if kind == "annotation":
        found = catalogue.annotation(entity) or catalogue.removed_annotation(entity)
        noun = (catalogue.codebook().kind(found.kind).label if found else "") or noun
        words = annotation_words(bridge, entity)
    elif kind == "source":
        source = catalogue.sources().get(entity) or bridge.source(entity)
        words = source.name if source else _name_of_gone(bridge, entity)
    elif kind == "link":
        return link_title(bridge, entity)
    elif kind in ("article", "review", "values", "passages", "dismissals", "proposals"):
        card = catalogue.article(article or entity)
        words = (card.title or tr("Untitled")) if card else ""
    words = " ".join(words.split())
    return tr("{thing}: “{words}”", thing=noun, words=_short(words, _MOST)) if words else noun


def _name_of_gone(bridge: Bridge, source: str) -> str:
    """What a source was called that is removed."""
    state = bridge.session.replica.state(source)
    return str(state.fields.get("name") or "") if state else ""


def link_title(bridge: Bridge, link: str) -> str:
    """“The fee will rise” part of “Doubts”; just “Link” for one that is unknown."""
    state = bridge.session.replica.state(link)
    if state is None:
        return NOUNS["link"]
    start, end = (" ".join(annotation_words(bridge, state.fields.get(end) or "").split()) for end in ("start", "end"))
    return tr("“{start}” {link} “{end}”", start=_short(start), link=phrase(state.fields.get("type") or ""),
              end=_short(end))


def _short(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[:most].rstrip() + "…"
