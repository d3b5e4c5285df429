"""The codebook as the journal holds it: a field for each thing that a person sets, so that edits merge.

A kind or attribute comes into the journal whole (`kind:claim` = {…}). What is edited later is a field of its own laid
over that (`kind.label:claim`, `attribute.help:claim/topic`, `attribute.value:claim/topic/Politics`): one person's
new value and another's better help both stay. `version` is what the codebook came with; edits are counted by the
journal (`revised`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from annotator.corpus.article import members
from annotator.corpus.kinds import Attribute, Codebook, Kind

_SETS = ("values", "retired")
_TUPLES = (*_SETS, "former")
_LAID_OVER = re.compile(r"(kind|attribute|article_attribute|source_attribute)\.([a-z_]+):(.*)", re.DOTALL)


def codebook_fields(codebook: Codebook) -> dict[str, Any]:
    """The journal's fields: one for each kind, attribute and convention, so that two people's changes both stay."""
    found: dict[str, Any] = {"version": codebook.version, "guidelines": codebook.guidelines}
    found |= {f"convention:{key}": value for key, value in codebook.conventions.items()}
    for place, kind in enumerate(codebook.kinds):
        found[f"kind:{kind.id}"] = {"position": place, **_said(replace(kind, attributes=()))}
        found |= _attribute_fields(f"attribute:{kind.id}/", kind.attributes)
    found |= _attribute_fields("article_attribute:", codebook.article_attributes)
    return found | _attribute_fields("source_attribute:", codebook.source_attributes)


def codebook_from_fields(stored: Mapping[str, Any]) -> Codebook:
    """The inverse of `codebook_fields`, with every `revision` since laid over it."""
    over = _laid_over(stored)
    by_kind: dict[str, dict[str, Any]] = {}
    for place, entry in _entries(stored, "attribute", over).items():
        kind, _, name = place.partition("/")
        by_kind.setdefault(kind, {})[name] = entry
    kinds = tuple(Kind(name, **{"label": "", **_known(Kind, entry)}, attributes=_attributes(by_kind.get(name, {})))
                  for name, entry in _in_order(_entries(stored, "kind", over)))
    return Codebook(stored.get("version") or "1", stored.get("guidelines") or "", members(stored, "convention"), kinds,
                    _attributes(_entries(stored, "article_attribute", over)),
                    _attributes(_entries(stored, "source_attribute", over)))


def revision(before: Codebook, after: Codebook) -> dict[str, Any]:
    """The journal's fields that make one codebook of the other, each as small as what a person changed.

    The version is left alone: the journal counts.
    """
    found: dict[str, Any] = {}
    if before.guidelines != after.guidelines:
        found["guidelines"] = after.guidelines or None
    for key in sorted({*before.conventions, *after.conventions}):
        value = _plain(after.conventions.get(key))
        if value != _plain(before.conventions.get(key)):
            found[f"convention:{key}"] = value
    bare = [[replace(kind, attributes=()) for kind in book.kinds] for book in (before, after)]
    found |= _revised("kind", "", *bare)
    for name in {kind.id: None for kind in (*before.kinds, *after.kinds)}:
        found |= _revised("attribute", f"{name}/", before.asked(name), after.asked(name))
    found |= _revised("article_attribute", "", before.article_attributes, after.article_attributes)
    return found | _revised("source_attribute", "", before.source_attributes, after.source_attributes)


def revised(version: str, times: int) -> str:
    """The version of a codebook that was edited so often since it had that one: “1” → “4”, “spring” → “spring.3”."""
    if not times:
        return version
    number = re.search(r"[0-9]{1,9}\Z", version)
    return f"{version[:number.start()]}{int(number[0]) + times}" if number else f"{version}.{times}"


# --- laid over ---

def _laid_over(stored: Mapping[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """(scope, id) → what was set of it since; under `value` each value's place, 0 for one that was taken out."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for key, said in stored.items():
        if said is None or not (match := _LAID_OVER.fullmatch(key)):
            continue
        scope, what, name = match.groups()
        if what == "value":
            name, value = _owner_and_value(scope, name)
            found.setdefault((scope, name), {}).setdefault("value", {})[value] = said
        else:
            found.setdefault((scope, name), {})[what] = said
    return found


def _owner_and_value(scope: str, name: str) -> tuple[str, str]:
    parts = name.split("/", 2 if scope == "attribute" else 1)
    return "/".join(parts[:-1]), parts[-1]


def _entries(stored: Mapping[str, Any], scope: str, over: Mapping[tuple[str, str], Mapping[str, Any]],
             ) -> dict[str, Any]:
    """The kinds or attributes of a scope as they came in, with what was set of them since."""
    found = {}
    for name, entry in members(stored, scope).items():
        laid = dict(over.get((scope, name), {}))
        values = laid.pop("value", {})
        if "default" in laid:
            laid["default"] = next(iter(laid["default"]), None)
        found[name] = {**entry, **laid}
        if values:
            found[name] |= _sorted_values(entry, values)
    return found


def _sorted_values(entry: Mapping[str, Any], laid: Mapping[str, Any]) -> dict[str, list[str]]:
    known = {value: (group == "retired", place) for group in _SETS for place, value in enumerate(entry.get(group, ()))}
    for value, said in laid.items():
        known.pop(value, None)
        if said:
            known[value] = (bool(said.get("retired")), said.get("position", 0))
    ordered = sorted(known, key=lambda value: (known[value], value))
    return {group: [v for v in ordered if known[v][0] == (group == "retired")] for group in _SETS}


def _revised(scope: str, prefix: str, old: Sequence[Kind | Attribute], new: Sequence[Kind | Attribute],
             ) -> dict[str, Any]:
    found: dict[str, Any] = {}
    before: dict[str, tuple[int, Kind | Attribute]] = {fact.id: (place, fact) for place, fact in enumerate(old)}
    after: dict[str, tuple[int, Kind | Attribute]] = {fact.id: (place, fact) for place, fact in enumerate(new)}
    for name in {**before, **after}:
        if name in before and name in after:
            found |= _set(scope, prefix + name, before[name], after[name])
            continue
        place, fact = (after if name in after else before)[name]
        cleared = [each.name for each in fields(fact) if each.name not in ("id", "attributes", *_SETS)]
        found |= {f"{scope}.{each}:{prefix}{name}": None for each in ("position", *cleared)}
        found |= {_value_field(scope, prefix + name, value): None for value in getattr(fact, "known", ())}
        found[f"{scope}:{prefix}{name}"] = {"position": place, **_said(fact)} if name in after else None
    return found


def _set(scope: str, name: str, before: tuple[int, Kind | Attribute], after: tuple[int, Kind | Attribute],
         ) -> dict[str, Any]:
    """What is different about one kind or attribute. Nothing is None: below may lie what it came in with."""
    found: dict[str, Any] = {}
    (old_place, old), (place, new) = before, after
    if old_place != place:
        found[f"{scope}.position:{name}"] = place
    for each in fields(new):
        value = getattr(new, each.name)
        if value == getattr(old, each.name) and type(value) is type(getattr(old, each.name)):
            continue
        if each.name == "default":
            found[f"{scope}.default:{name}"] = [] if value is None else [_plain(value)]
        elif each.name not in _SETS:
            found[f"{scope}.{each.name}:{name}"] = _plain(value)
    if isinstance(old, Attribute) and isinstance(new, Attribute):
        was, is_ = _places(old), _places(new)
        gone, came = set(was) - set(is_), set(is_) - set(was)
        for value in {**was, **is_}:
            if was.get(value) != is_.get(value):
                found[_value_field(scope, name, value)] = is_.get(value, 0)
        if len(gone) == len(came) == 1:  # said for the history alone: “Rename irony to sarcasm”
            found[_value_field(scope, name, came.copy().pop())]["was"] = gone.pop()
    return found


def _places(attribute: Attribute) -> dict[str, dict[str, Any]]:
    offered = {value: {"position": place} for place, value in enumerate(attribute.values)}
    return offered | {value: {"position": place, "retired": True} for place, value in enumerate(attribute.retired)}


def _value_field(scope: str, name: str, value: str) -> str:
    return f"{scope}.value:{name}/{value}"


# --- as it came in ---

def _said(fact: Kind | Attribute) -> dict[str, Any]:
    """The fields of a kind or attribute that say something, but its id."""
    found = {}
    for each in fields(fact):
        value = getattr(fact, each.name)
        says = value is not None if each.name == "default" else bool(value)
        if says and each.name not in ("id", "attributes"):
            found[each.name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _attribute_fields(prefix: str, attributes: Iterable[Attribute]) -> dict[str, Any]:
    return {prefix + a.id: {"position": place, **_said(a)} for place, a in enumerate(attributes)}


def _attributes(stored: Mapping[str, Any]) -> tuple[Attribute, ...]:
    return tuple(Attribute(name, **{"type": "text", **_known(Attribute, entry)}) for name, entry in _in_order(stored))


def _known(fact: type[Kind] | type[Attribute], entry: Mapping[str, Any]) -> dict[str, Any]:
    """What this version knows of an entry; a newer program may say more."""
    names = {each.name for each in fields(fact)} - {"id", "attributes"}
    return {key: tuple(value) if key in _TUPLES else value for key, value in entry.items() if key in names}


def _in_order(stored: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    ordered = sorted(stored.items(), key=lambda item: (item[1].get("position", 0), item[0]))
    return [(name, {key: value for key, value in entry.items() if key != "position"}) for name, entry in ordered]
