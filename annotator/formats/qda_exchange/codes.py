"""The codebook as a tree of codes: kinds, under them the answers to their questions; then the sources."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping

from annotator.corpus.kinds import Attribute, Codebook, Kind
from annotator.corpus.source import Source
from annotator.formats.doors.xml_words import element, words

NAMESPACE = uuid.UUID("6f1d6d0a-4f0e-5c57-9d0e-3a54a2d6a0f1")
"""Whatever has no UUID of its own gets one that follows from what it is: two exports name it alike."""
_COLOURS = {"claim": "#0A53BA", "quote": "#965100", "statistic": "#6B1450"}
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


def guid(*what: str) -> str:
    """The id of a thing in REFI's terms: a UUID stays, anything else is derived."""
    if len(what) == 1:
        try:
            return str(uuid.UUID(what[0]))
        except ValueError:
            pass
    return str(uuid.uuid5(NAMESPACE, "\x1f".join(what)))


def kind_code(kind: str) -> str:
    """The code of a kind."""
    return guid("kind", kind)


def answer_code(kind: str, attribute: str, value: str) -> str:
    """The code of one answer."""
    return guid("answer", kind, attribute, value)


def source_code(source: str) -> str:
    """The code of a source."""
    return guid("source", source)


def codes(codebook: Codebook, sources: Mapping[str, Source]) -> str:
    """The element `Codes`."""
    found = [_kind(kind) for kind in codebook.kinds]
    if sources:
        named = "".join(element("Code", {"guid": source_code(source.id), "name": source.name or source.id,
                                         "isCodable": "true"}, words("Description", source.job_title))
                        for source in sources.values())
        found.append(element("Code", {"guid": guid("sources", ""), "name": "Sources", "isCodable": "false"}, named))
    return element("Codes", {}, "".join(found))


def _kind(kind: Kind) -> str:
    colour = kind.colour if _COLOUR.fullmatch(kind.colour) else _COLOURS.get(kind.id, "")
    inside = words("Description", kind.definition) + "".join(_questions(kind))
    return element("Code", {"guid": kind_code(kind.id), "name": kind.label, "isCodable": "true", "color": colour},
                   inside)


def _questions(kind: Kind) -> Iterator[str]:
    for attribute in kind.attributes:
        if offered := answers(attribute):
            inside = words("Description", attribute.help) + "".join(
                element("Code", {"guid": answer_code(kind.id, attribute.id, value), "name": value, "isCodable": "true"})
                for value in offered)
            yield element("Code", {"guid": guid("question", kind.id, attribute.id), "name": attribute.title,
                                   "isCodable": "false"}, inside)


def answers(attribute: Attribute) -> tuple[str, ...]:
    """What can be a code: a choice's values, and yes and no."""
    if attribute.type in ("choice", "multi"):
        return attribute.known
    return ("yes", "no") if attribute.type == "boolean" else ()
