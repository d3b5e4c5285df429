"""The codebook: the team's kinds, their attributes, conventions and guidelines, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from annotator.corpus.article import members

ATTRIBUTE_TYPES = ("choice", "multi", "text", "number", "date", "boolean")


@dataclass(frozen=True, slots=True)
class Attribute:
    """One question that a coder answers; `type` is one of `ATTRIBUTE_TYPES`."""

    id: str
    type: str
    label: str = ""
    values: tuple[str, ...] = ()
    required: bool = False
    default: Any = None
    key: str = ""
    colour: str = ""
    help: str = ""
    hidden: bool = False

    @property
    def title(self) -> str:
        """What the panel shows: its label, else its id in plain words."""
        return self.label or self.id.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of annotation; `key` is the key that marks it, `colour` a hexadecimal stroke colour or empty."""

    id: str
    label: str
    definition: str = ""
    key: str = ""
    colour: str = ""
    hidden: bool = False
    attributes: tuple[Attribute, ...] = ()

    def attribute(self, name: str) -> Attribute | None:
        """The attribute with that id, if the kind has it."""
        return next((a for a in self.attributes if a.id == name), None)


@dataclass(frozen=True, slots=True)
class Codebook:
    """All that a team has agreed on; versioned, and part of every export."""

    version: str = "1"
    guidelines: str = ""
    conventions: Mapping[str, Any] = field(default_factory=dict)
    kinds: tuple[Kind, ...] = ()
    article_attributes: tuple[Attribute, ...] = ()
    source_attributes: tuple[Attribute, ...] = ()

    def kind(self, name: str) -> Kind:
        """The kind with that id; an unknown one is shown under its id, so that nothing is hidden."""
        for kind in self.kinds:
            if kind.id == name:
                return kind
        return Kind(name, name.replace("_", " ").capitalize())

    @property
    def shown(self) -> tuple[Kind, ...]:
        """The kinds that can be marked."""
        return tuple(kind for kind in self.kinds if not kind.hidden)


def missing_required(codebook: Codebook, kind: str, attributes: Mapping[str, Any]) -> tuple[str, ...]:
    """Ids of the required attributes that have no value: what makes an annotation *incomplete*."""
    return tuple(a.id for a in codebook.kind(kind).attributes
                 if a.required and not a.hidden and attributes.get(a.id) in (None, "", [], ()))


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
    """The inverse of `codebook_fields`."""
    by_kind: dict[str, dict[str, Any]] = {}
    for place, entry in members(stored, "attribute").items():
        kind, _, name = place.partition("/")
        by_kind.setdefault(kind, {})[name] = entry
    kinds = tuple(Kind(name, **{"label": "", **_known(Kind, entry)}, attributes=_attributes(by_kind.get(name, {})))
                  for name, entry in _in_order(members(stored, "kind")))
    return Codebook(stored.get("version") or "1", stored.get("guidelines") or "", members(stored, "convention"), kinds,
                    _attributes(members(stored, "article_attribute")),
                    _attributes(members(stored, "source_attribute")))


def with_kinds(codebook: Codebook, names: Iterable[str]) -> Codebook:
    """The codebook with a plain kind for each name that it lacks: a foreign label is never dropped."""
    known = {kind.id for kind in codebook.kinds}
    new = tuple(Kind(name, name.replace("_", " ").capitalize()) for name in sorted(set(names) - known))
    return replace(codebook, kinds=codebook.kinds + new)


def _said(fact: Kind | Attribute) -> dict[str, Any]:
    """The fields of a kind or attribute that say something, but its id."""
    found = {}
    for each in fields(fact):
        value = getattr(fact, each.name)
        says = value is not None if each.name == "default" else bool(value)
        if says and each.name not in ("id", "attributes"):
            found[each.name] = list(value) if isinstance(value, tuple) else value
    return found


def _attribute_fields(prefix: str, attributes: Iterable[Attribute]) -> dict[str, Any]:
    return {prefix + a.id: {"position": place, **_said(a)} for place, a in enumerate(attributes)}


def _attributes(stored: Mapping[str, Any]) -> tuple[Attribute, ...]:
    plain = {"type": "text", "values": ()}
    return tuple(Attribute(name, **{**plain, **_known(Attribute, entry), "values": tuple(entry.get("values", ()))})
                 for name, entry in _in_order(stored))


def _known(fact: type[Kind] | type[Attribute], entry: Mapping[str, Any]) -> dict[str, Any]:
    """What this version knows of an entry; a newer program may say more."""
    names = {each.name for each in fields(fact)} - {"id", "attributes"}
    return {key: value for key, value in entry.items() if key in names}


def _in_order(stored: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    ordered = sorted(stored.items(), key=lambda item: (item[1].get("position", 0), item[0]))
    return [(name, {key: value for key, value in entry.items() if key != "position"}) for name, entry in ordered]
