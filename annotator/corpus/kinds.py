"""The codebook: the team's kinds, their attributes, conventions and guidelines, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

ATTRIBUTE_TYPES = ("choice", "multi", "text", "number", "date", "boolean")
OF_ARTICLE, OF_SOURCE = "@article", "@source"
"""The owners of attributes that belong to no kind. No id begins like this."""
BUILT_IN = ("claim", "quote", "statistic")
"""The kinds that the program itself knows something about: their ids, keys and colours are its own."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One question that a coder answers; `type` is one of `ATTRIBUTE_TYPES`.

    `retired` values stay right where they are coded, and are offered no more; `former` are the ids that it had.
    """

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
    retired: tuple[str, ...] = ()
    former: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the panel shows: its label, else its id in plain words."""
        return self.label or self.id.replace("_", " ").capitalize()

    @property
    def known(self) -> tuple[str, ...]:
        """The values that are offered, then those that are kept for what is coded with them."""
        return self.values + self.retired


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

    def asked(self, owner: str) -> tuple[Attribute, ...]:
        """The questions asked of an owner: the id of a kind, `OF_ARTICLE` or `OF_SOURCE`."""
        if owner == OF_ARTICLE:
            return self.article_attributes
        return self.source_attributes if owner == OF_SOURCE else self.kind(owner).attributes

    def attribute(self, owner: str, name: str) -> Attribute | None:
        """A question by its owner and id."""
        return next((a for a in self.asked(owner) if a.id == name), None)

    def asking(self, owner: str, attributes: Iterable[Attribute]) -> Codebook:
        """The codebook that asks these questions of an owner; it is as it was when there is no such kind."""
        given = tuple(attributes)
        if owner == OF_ARTICLE:
            return replace(self, article_attributes=given)
        if owner == OF_SOURCE:
            return replace(self, source_attributes=given)
        return replace(self, kinds=tuple(replace(k, attributes=given) if k.id == owner else k for k in self.kinds))

    @property
    def shown(self) -> tuple[Kind, ...]:
        """The kinds that can be marked."""
        return tuple(kind for kind in self.kinds if not kind.hidden)


def missing_required(codebook: Codebook, kind: str, attributes: Mapping[str, Any]) -> tuple[str, ...]:
    """Ids of the required attributes that have no value: what makes an annotation *incomplete*."""
    return tuple(a.id for a in codebook.kind(kind).attributes
                 if a.required and not a.hidden and answer_to(a, attributes) in (None, "", [], ()))


def answer_to(attribute: Attribute, attributes: Mapping[str, Any]) -> Any:
    """What is answered to a question; what somebody answered unseen while it had another id counts, too."""
    names = (attribute.id, *attribute.former)
    return next((attributes[name] for name in names if attributes.get(name) is not None), None)


def with_kinds(codebook: Codebook, names: Iterable[str]) -> Codebook:
    """The codebook with a plain kind for each name that it lacks: a foreign label is never dropped."""
    known = {kind.id for kind in codebook.kinds}
    new = tuple(Kind(name, name.replace("_", " ").capitalize()) for name in sorted(set(names) - known))
    return replace(codebook, kinds=codebook.kinds + new)
