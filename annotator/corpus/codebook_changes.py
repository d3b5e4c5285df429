"""What a change of the codebook did, in words: for the menu, and for the list of versions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_ENTITY = re.compile(r"(kind|attribute|article_attribute|source_attribute)(?:\.([a-z_]+))?:(.*)", re.DOTALL)
_NOUNS = {"kind": "kind"}
_WHATS = {"position": "place", "default": "default", "help": "help", "key": "key", "colour": "colour", "type": "type",
          "definition": "definition", "required": "“required”", "former": "id", "label": "label"}


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
            return f"{'Hide' if fields and any(v is True for v in fields.values()) else 'Show'} {name}"
        return f"Move {name}" if what == "position" else f"Edit {_WHATS.get(what, what)} of {name}"
    if len(other) == 1 and not parts:
        return other[0]
    places = [name for what, name in parts if what == "position"]
    return f"Move {places[0]}" if len(places) == len(parts) and places else "Edit codebook"


def _sorted(fields: Mapping[str, Any]) -> tuple[list[tuple[str, str, Any]], list[tuple[str, str]],
                                                list[tuple[str, str, Any]], list[str]]:
    """Whole kinds and attributes, parts of them, values, and the rest."""
    whole, parts, values, other = [], [], [], []
    for key, said in fields.items():
        if not (match := _ENTITY.fullmatch(key)):
            other.append("Edit guidelines" if key == "guidelines" else
                         f"Change convention: {_plain(key.partition(':')[2])}" if ":" in key else "")
            continue
        scope, what, name = match.groups()
        if what is None:
            whole.append((_NOUNS.get(scope, "attribute"), _last(name), said))
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
        return f"Rename {gone[0][0]} {gone[0][1]} to {added[0][1]}"
    if len(whole) > 1:
        return "Edit codebook"
    noun, name, said = whole[0]
    return f"{'Add' if said else 'Remove'} {noun} {name}"


def _kinds(whole: list[tuple[str, str, Any]]) -> str:
    return _whole([each for each in whole if each[0] == "kind"])


def _values(values: list[tuple[str, str, Any]]) -> str:
    owner = values[0][0]
    gone = [value for _, value, said in values if said == 0]
    there = [value for _, value, said in values if said]
    retired = [value for _, value, said in values if isinstance(said, Mapping) and said.get("retired")]
    for _, value, said in values:
        if isinstance(said, Mapping) and "was" in said:
            return f"Rename {_plain(said['was'])} to {_plain(value)}"
    if retired and len(retired) == 1:
        return f"Retire {_plain(retired[0])} of {owner}"
    if len(gone) == 1:
        return f"Remove {_plain(gone[0])} from {owner}"
    return f"Add {_plain(there[0])} to {owner}" if len(there) == 1 and not gone else f"Edit values of {owner}"


def _split(scope: str, name: str) -> tuple[str, str]:
    parts = name.split("/", 2 if scope == "attribute" else 1)
    return _plain(parts[-2]) if len(parts) > 1 else "", parts[-1]


def _last(name: str) -> str:
    return _plain(name.rpartition("/")[2])


def _plain(name: str) -> str:
    return name.replace("_", " ")
