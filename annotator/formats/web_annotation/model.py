"""The model's own forms: what may be one or a list, words of a body, and the selectors that quote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotator.formats.doors.anchors import Quotation
from annotator.formats.doors.objects import text_of

TEXT_OF = "urn:annotator:text:"
"""How the id of an annotation begins that holds the text of an article; the article's id follows."""

_DEEPEST = 8


def as_list(value: Any) -> list[Any]:
    """The model writes one thing without a list around it."""
    return value if isinstance(value, list) else [] if value is None else [value]


def words(body: Any) -> str:
    """What a body says: its value, or the end of the address of the concept that it is."""
    if isinstance(body, str):
        return body
    if not isinstance(body, dict):
        return ""
    if value := text_of(body.get("value") or body.get("chars")):
        return value
    source = body.get("source") or body
    concept = text_of(source.get("label") or source.get("id")) if isinstance(source, dict) else text_of(source)
    return concept.rstrip("/#").replace("#", "/").rpartition("/")[2]


def quotations(selector: Any) -> Quotation | None:
    """What the selectors of a target quote, and the place that they give; None when they do neither."""
    exact = prefix = suffix = ""
    start = end = None
    for each in _selectors(selector, 0):
        kind = text_of(each.get("type") or each.get("@type"))
        if kind.endswith("TextQuoteSelector") and not exact:
            exact, prefix, suffix = (text_of(each.get(key)) for key in ("exact", "prefix", "suffix"))
        elif kind.endswith("TextPositionSelector") and start is None:
            places = each.get("start"), each.get("end")
            if type(places[0]) is int and type(places[1]) is int:
                start, end = places
    if not exact and start is None:
        return None
    return Quotation(exact, prefix, suffix, start, end)


def _selectors(selector: Any, deep: int) -> Iterator[dict[str, Any]]:
    """The selectors, the innermost first: what refines another one says it better."""
    for each in as_list(selector):
        if isinstance(each, dict) and deep < _DEEPEST:
            yield from _selectors(each.get("refinedBy"), deep + 1)
            yield from _selectors(each.get("items"), deep + 1)
            yield each
