"""The fields of what a project shares, in words: passages, marks, the project's own, the codebook's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from annotator.language import known, tr
from annotator.ui.models.codebook_words import convention, plain
from annotator.ui.models.shelves import STATUS_WORDS

SHARED = frozenset({"passages", "review", "project", "codebook", "coder"})
"""The kinds of things whose fields are said here."""

_EXCERPT = 80
_FIELDS: Mapping[str, str] = MappingProxyType({
    "status": tr("Status"), "note": tr("Note"), "assigned": tr("Assigned"), "name": tr("Name"),
    "licence": tr("Licence"),
    "mode": tr("How the team works"), "released": tr("Released"), "blind_until_done": tr("Blind until two are done"),
    "no_suggestions": tr("Without suggestions"),
    "orcid": "ORCID", "email": tr("E-mail"), "same_as": tr("The same person as"), "id": tr("Id"),
    "version": tr("Version"), "brought": tr("Came with a dataset")})
_MODES: Mapping[str, str] = MappingProxyType({
    "": tr("together"), "together": tr("together"),
    "independent": tr("independently: each sees their own until it is released")})
_ENTITY = re.compile(r"(kind|attribute|article_attribute|source_attribute)(?:\.([a-z_]+))?:(.*)", re.DOTALL)
_OWNERS: Mapping[str, str] = MappingProxyType({"article_attribute": tr("articles"), "source_attribute": tr("sources")})
_YES_OR_NO = frozenset(("released", "blind_until_done", "no_suggestions", "assigned", "brought"))
_NO: tuple[object, ...] = (None, 0, "", [], {})


def shared_field(kind: str, field: str, text: str = "") -> str:
    """The name of a field; of a passage, its words in the article's `text`."""
    head, _, part = field.partition(":")
    if head == "passage":
        return tr("Passage “{words}”", words=_excerpt(part, text)) if text else tr("Passage {place}", place=part)
    if kind != "codebook":
        return _FIELDS.get(head) or plain(head).capitalize()
    if head == "convention":
        return tr("Convention: {name}", name=plain(part))
    match = _ENTITY.fullmatch(field)
    return _of_codebook(*match.groups()) if match else _FIELDS.get(head) or plain(head).capitalize()


def shared_value(kind: str, field: str, value: Any) -> str:
    """A value in words; empty for none."""
    head, _, part = field.partition(":")
    if head == "passage":
        return plain(str(value)) if value else tr("not marked")
    if kind == "review" and field == "status":
        return STATUS_WORDS.get(str(value), str(value)).lower()
    if kind == "project" and field == "mode":
        return _MODES.get(str(value or ""), str(value))
    if field in _YES_OR_NO or head == "same_as":
        return tr("yes") if value else tr("no")
    if kind == "codebook":
        return _codebook_value(head, part, value)
    return "" if value in _NO else str(value)


def _of_codebook(scope: str, what: str | None, name: str) -> str:
    """“Kind claim: label”, “Question topic of claim: value Politics”."""
    parts = name.split("/", 2 if scope == "attribute" else 1)
    if scope == "kind":
        thing, rest = tr("Kind {name}", name=plain(name)), []
    else:
        owner = plain(parts[0]) if scope == "attribute" else _OWNERS[scope]
        asked, *rest = parts[1:] if scope == "attribute" else parts
        thing = tr("Question {name} of {owner}", name=plain(asked), owner=owner)
    if what is None:
        return thing
    if what == "value" and rest:
        return tr("{thing}: value {value}", thing=thing, value=plain(rest[0]))
    return tr("{what}: {why}", what=thing, why=known(plain(what)))


def _codebook_value(head: str, part: str, value: Any) -> str:
    what = head.partition(".")[2]
    if head == "convention" and value not in (None, ""):
        return convention(part, value)
    if what == "value":
        return _offered(value)
    if what == "position":
        return tr("place {number}", number=value + 1) if isinstance(value, int) else ""
    if what == "default" and isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, Mapping):
        said = {plain(str(key)): each for key, each in value.items() if key != "position" and each not in _NO}
        return "; ".join(tr("{what}: {why}", what=key, why=_listed(each)) for key, each in said.items()) or tr("there")
    if not what and head != "guidelines" and value is None:
        return tr("removed")
    return "" if value in _NO else _listed(value)


def _offered(value: Any) -> str:
    if not isinstance(value, Mapping):
        return tr("not offered")
    said = tr("retired") if value.get("retired") else tr("offered")
    place = value.get("position")
    return tr("{said}, in place {number}", said=said, number=place + 1) if isinstance(place, int) else said


def _listed(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _excerpt(part: str, text: str) -> str:
    start, _, end = part.partition("-")
    if not (start.isdigit() and end.isdigit()):
        return part
    words = " ".join(text[int(start):int(end)].split())
    return words if len(words) <= _EXCERPT else words[:_EXCERPT].rstrip() + "…"
