"""What a change of the codebook did, in words: for the menu, and for the list of versions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from annotator.corpus.vocabulary import in_words
from annotator.language import tr

_ENTITY = re.compile(r"(kind|attribute|article_attribute|source_attribute)(?:\.([a-z_]+))?:(.*)", re.DOTALL)
_WHATS = {"position": tr("place"), "default": tr("default"), "help": tr("help"), "key": tr("key"),
          "colour": tr("colour"), "type": tr("type"), "definition": tr("definition"), "required": tr("“required”"),
          "former": tr("id"), "label": tr("label")}


def codebook_words(fields: Mapping[str, Any]) -> str:
    """“Add kind frame”, “Rename irony to sarcasm”, “Edit guidelines”; “Edit codebook” when it was several things."""
    whole, parts, values, other = _sorted(fields)
    if whole:
        return _whole(whole) if len(whole) == 1 or not any(noun == "kind" for noun, _, _ in whole) else _kinds(whole)
    if values and all(what == "default" for what, _ in parts):
        return _values(values)
    if len(parts) == 1 and not values and not other:
        what, name = parts[0]
        if what == "hidden":
            hidden = any(value is True for value in fields.values())
            return tr("Hide {name}", name=name) if hidden else tr("Show {name}", name=name)
        if what == "position":
            return tr("Move {name}", name=name)
        return tr("Edit {what} of {name}", what=_WHATS.get(what, what), name=name)
    if len(other) == 1 and not parts:
        return other[0]
    places = [name for what, name in parts if what == "position"]
    return tr("Move {name}", name=places[0]) if len(places) == len(parts) and places else tr("Edit codebook")


def _sorted(fields: Mapping[str, Any]) -> tuple[list[tuple[str, str, Any]], list[tuple[str, str]],
                                                list[tuple[str, str, Any]], list[str]]:
    """Whole kinds and attributes, parts of them, values, and the rest."""
    whole, parts, values, other = [], [], [], []
    for key, said in fields.items():
        if not (match := _ENTITY.fullmatch(key)):
            other.append(tr("Edit guidelines") if key == "guidelines" else
                         tr("Change convention: {name}", name=_plain(key.partition(":")[2])) if ":" in key else "")
            continue
        scope, what, name = match.groups()
        if what is None:
            whole.append(("kind" if scope == "kind" else "attribute", _last(name), said))
        elif what == "value":
            owner, value = _split(scope, name)
            values.append((owner, value, said))
        else:
            parts.append((what, _last(name)))
    return whole, parts, values, [words for words in other if words]


def _whole(whole: list[tuple[str, str, Any]]) -> str:
    added = [(noun, name) for noun, name, said in whole if said]
    gone = [(noun, name) for noun, name, said in whole if not said]
    if len(added) == len(gone) == 1:
        (noun, old), new = gone[0], added[0][1]
        return (tr("Rename kind {old} to {new}", old=old, new=new) if noun == "kind" else
                tr("Rename attribute {old} to {new}", old=old, new=new))
    if len(whole) > 1:
        return tr("Edit codebook")
    noun, name, said = whole[0]
    if noun == "kind":
        return tr("Add kind {name}", name=name) if said else tr("Remove kind {name}", name=name)
    return tr("Add attribute {name}", name=name) if said else tr("Remove attribute {name}", name=name)


def _kinds(whole: list[tuple[str, str, Any]]) -> str:
    return _whole([each for each in whole if each[0] == "kind"])


def _values(values: list[tuple[str, str, Any]]) -> str:
    owner = values[0][0]
    gone = [value for _, value, said in values if said == 0]
    there = [value for _, value, said in values if said]
    retired = [value for _, value, said in values if isinstance(said, Mapping) and said.get("retired")]
    for _, value, said in values:
        if isinstance(said, Mapping) and "was" in said:
            return tr("Rename {old} to {new}", old=_plain(said["was"]), new=_plain(value))
    if retired and len(retired) == 1:
        return tr("Retire {value} of {owner}", value=_plain(retired[0]), owner=owner)
    if len(gone) == 1:
        return tr("Remove {value} from {owner}", value=_plain(gone[0]), owner=owner)
    if len(there) == 1 and not gone:
        return tr("Add {value} to {owner}", value=_plain(there[0]), owner=owner)
    return tr("Edit values of {owner}", owner=owner)


def _split(scope: str, name: str) -> tuple[str, str]:
    parts = name.split("/", 2 if scope == "attribute" else 1)
    return _plain(parts[-2]) if len(parts) > 1 else "", parts[-1]


def _last(name: str) -> str:
    return _plain(name.rpartition("/")[2])


def _plain(name: str) -> str:
    return in_words(name)
