"""Editing the codebook: kinds, attributes, values, conventions, guidelines. What is coded with it is in `recoding`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from annotator.corpus.change import CODEBOOK_ID, Change, ChangeSet
from annotator.corpus.codebook_fields import revision
from annotator.corpus.errors import Fault
from annotator.corpus.kinds import BUILT_IN, OF_ARTICLE, OF_SOURCE, Attribute, Codebook, Kind
from annotator.language import tr

COLOURS = ("green", "red", "violet", "teal", "olive", "slate")
"""The colours that every theme has for a team's own kinds, each with a pattern for the line."""
KIND_KEYS = "456789"
"""The digits that a team's own kinds may have; 1, 2 and 3 belong to claim, quote and statistic."""

_LONGEST_ID = 64
_Item = TypeVar("_Item")


def revise(before: Codebook, after: Codebook, *, seen: tuple[int, ...] | None = None) -> ChangeSet:
    """The change set that makes one codebook of the other; empty when they are equal."""
    fields = revision(before, after)
    return ChangeSet([Change("codebook", CODEBOOK_ID, fields, seen=seen)] if fields else [])


# --- kinds ---

def add_kind(book: Codebook, label: str) -> tuple[Codebook, Kind]:
    """A kind of the team's own, with the first colour and digit that are free.

    Raises:
        Fault: it has no name, or a name that another kind has.
    """
    label = _named(label, (kind.label for kind in book.kinds), "kind")
    used = {kind.colour for kind in book.kinds}
    keys = {kind.key for kind in book.shown}
    kind = Kind(identifier(label, [kind.id for kind in book.kinds]), label,
                key=next((key for key in KIND_KEYS if key not in keys), ""),
                colour=next((colour for colour in COLOURS if colour not in used), COLOURS[len(book.kinds) % 6]))
    return replace(book, kinds=(*book.kinds, kind)), kind


def change_kind(book: Codebook, name: str, **facts: Any) -> Codebook:
    """Set label, definition, key, colour or hidden of a kind.

    Raises:
        Fault: it would be left without a name of its own, or its key has another meaning.
    """
    if "label" in facts:
        facts["label"] = _named(facts["label"], (k.label for k in book.kinds if k.id != name), "kind")
    if problem := key_problem(book, name, facts.get("key", "")):
        raise Fault(tr("The key was not given"), problem, tr("Choose another digit"))
    return replace(book, kinds=tuple(replace(k, **facts) if k.id == name else k for k in book.kinds))


def key_problem(book: Codebook, name: str, key: str) -> str:
    """Why a kind cannot have a key; empty when it can."""
    if not key or book.kind(name).key == key:
        return ""
    if key not in KIND_KEYS:
        return tr("4 to 9 are the digits of your own kinds; 1, 2 and 3 mark claims, quotes and statistics")
    other = next((k for k in book.kinds if k.key == key and k.id != name), None)
    return tr("{key} marks “{label}” already", key=key, label=other.label) if other else ""


def rename_kind(book: Codebook, old: str, new: str) -> Codebook:
    """Give a kind another id, by which the dataset names it.

    Raises:
        Fault: the id is none, taken, or the program knows the kind by it.
    """
    if old in BUILT_IN:
        raise Fault(tr("“{old}” was not renamed", old=old), tr("the program itself knows the kind by this id"),
                    tr("Give it another label: that is what everybody sees"))
    _check_id(new, (kind.id for kind in book.kinds if kind.id != old))
    return replace(book, kinds=tuple(replace(k, id=new) if k.id == old else k for k in book.kinds))


def move_kind(book: Codebook, name: str, step: int) -> Codebook:
    """Move a kind up (-1) or down (1) in the list."""
    return replace(book, kinds=_moved(book.kinds, lambda kind: kind.id == name, step))


def remove_kind(book: Codebook, name: str) -> Codebook:
    """Take a kind out, with the definitions of its attributes; what is marked as such stays marked."""
    return replace(book, kinds=tuple(kind for kind in book.kinds if kind.id != name))


# --- attributes ---

def add_attribute(book: Codebook, owner: str, label: str, type_: str = "choice") -> tuple[Codebook, Attribute]:
    """A question to ask of an owner (a kind, `OF_ARTICLE` or `OF_SOURCE`).

    Raises:
        Fault: it has no name, or one that another question has.
    """
    asked = book.asked(owner)
    label = _named(label, (a.title for a in asked), "attribute")
    attribute = Attribute(identifier(label, [name for a in asked for name in (a.id, *a.former)]), type_, label)
    return book.asking(owner, (*asked, attribute)), attribute


def change_attribute(book: Codebook, owner: str, name: str, **facts: Any) -> Codebook:
    """Set label, type, required, default, key, colour, help or hidden of a question.

    Raises:
        Fault: it would be left without a name of its own, or its key has another meaning.
    """
    asked = book.asked(owner)
    if "label" in facts:
        facts["label"] = _named(facts["label"], (a.title for a in asked if a.id != name), "attribute")
    if problem := attribute_key_problem(book, owner, name, facts.get("key", "")):
        raise Fault(tr("The key was not given"), problem, tr("Choose another one, or none"))
    return book.asking(owner, (replace(a, **facts) if a.id == name else a for a in asked))


def attribute_key_problem(book: Codebook, owner: str, name: str, key: str) -> str:
    """Why a question cannot have a key; empty when it can. It acts in the side panel, where nothing is written."""
    if not key:
        return ""
    if len(key) != 1 or not (key.isascii() and key.isalnum()):
        return tr("a key is one letter (a to z) or one digit")
    other = next((a for a in book.asked(owner) if a.id != name and a.key.lower() == key.lower()), None)
    return tr("{key} answers “{title}” already", key=key, title=other.title) if other else ""


def rename_attribute(book: Codebook, owner: str, old: str, new: str) -> Codebook:
    """Give a question another id, by which the dataset names it; the old one is remembered.

    Raises:
        Fault: the id is none, or taken.
    """
    asked = book.asked(owner)
    _check_id(new, (a.id for a in asked if a.id != old))
    return book.asking(owner, (_renamed(a, new) if a.id == old else a for a in asked))


def _renamed(attribute: Attribute, name: str) -> Attribute:
    former = tuple(dict.fromkeys((*attribute.former, attribute.id)))
    return replace(attribute, id=name, label=attribute.title, former=tuple(id for id in former if id != name))


def move_attribute(book: Codebook, owner: str, name: str, step: int) -> Codebook:
    """Move a question up (-1) or down (1)."""
    return book.asking(owner, _moved(book.asked(owner), lambda a: a.id == name, step))


def remove_attribute(book: Codebook, owner: str, name: str) -> Codebook:
    """Ask it no more, and forget its definition; answers stay where they are."""
    return book.asking(owner, (a for a in book.asked(owner) if a.id != name))


# --- values ---

def add_value(book: Codebook, owner: str, name: str, value: str) -> Codebook:
    """Offer one more value, at the end; one that was retired is offered again.

    Raises:
        Fault: it is empty, or offered already.
    """
    def added(attribute: Attribute) -> Attribute:
        new = _named(value, attribute.values, "value")
        return replace(attribute, values=(*attribute.values, new), retired=_without(attribute.retired, new))

    return _with(book, owner, name, added)


def rename_value(book: Codebook, owner: str, name: str, value: str, new: str) -> Codebook:
    """Call a value something else, in its place; also where it is the default.

    Raises:
        Fault: the new name is empty, or another value's.
    """
    def renamed(attribute: Attribute) -> Attribute:
        given = _named(new, _without(attribute.known, value), "value")
        values, retired = (tuple(given if v == value else v for v in group)
                           for group in (attribute.values, attribute.retired))
        default = given if attribute.default == value else attribute.default
        return replace(attribute, values=values, retired=retired, default=default)

    return _with(book, owner, name, renamed)


def move_value(book: Codebook, owner: str, name: str, value: str, step: int) -> Codebook:
    """Move a value up (-1) or down (1)."""
    def moved(attribute: Attribute) -> Attribute:
        return replace(attribute, values=_moved(attribute.values, lambda v: v == value, step))

    return _with(book, owner, name, moved)


def retire_value(book: Codebook, owner: str, name: str, value: str) -> Codebook:
    """Keep a value where it is coded, and offer it no more."""
    def retired(attribute: Attribute) -> Attribute:
        kept = (*_without(attribute.retired, value), value)
        return replace(_removed(attribute, value), retired=kept)

    return _with(book, owner, name, retired)


def remove_value(book: Codebook, owner: str, name: str, value: str) -> Codebook:
    """Take a value out of the list; what is coded with it is another matter."""
    return _with(book, owner, name, lambda attribute: _removed(attribute, value))


def _removed(attribute: Attribute, value: str) -> Attribute:
    default = None if attribute.default == value else attribute.default
    return replace(attribute, values=_without(attribute.values, value), retired=_without(attribute.retired, value),
                   default=default)


# --- the rest ---

def set_convention(book: Codebook, name: str, value: Any) -> Codebook:
    """Agree on a convention; None takes it back."""
    others = {key: old for key, old in book.conventions.items() if key != name}
    return replace(book, conventions=others if value is None else {**others, name: value})


def set_guidelines(book: Codebook, text: str) -> Codebook:
    """Write the guidelines (Markdown)."""
    return replace(book, guidelines=text)


def identifier(label: str, taken: Iterable[str]) -> str:
    """An id for the dataset made from a label: “Öffentliche Meinung” → `offentliche_meinung`."""
    folded = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "_", folded).strip("_")[:_LONGEST_ID - 4] or "unnamed"
    known, number, found = set(taken), 2, name
    while found in known:
        found, number = f"{name}_{number}", number + 1
    return found


def owner_words(book: Codebook, owner: str) -> str:
    """What an owner is called: “Claim”, “Article”, “Source”."""
    return {OF_ARTICLE: tr("Article"), OF_SOURCE: tr("Source")}.get(owner) or book.kind(owner).label


def _with(book: Codebook, owner: str, name: str, change: Callable[[Attribute], Attribute]) -> Codebook:
    return book.asking(owner, (change(a) if a.id == name else a for a in book.asked(owner)))


_NOT_STORED = {"kind": tr("The kind was not stored"), "attribute": tr("The attribute was not stored"),
               "value": tr("The value was not stored")}


def _named(words: str, taken: Iterable[str], noun: str) -> str:
    """The words as a name.

    Raises:
        Fault: there are none, or something else is called so.
    """
    name, what = " ".join(words.split()), _NOT_STORED[noun]
    if not name:
        raise Fault(what, tr("it has no name"), tr("Type one"))
    if name.casefold() in {other.casefold() for other in taken}:
        raise Fault(what, tr("there is one called “{name}” already", name=name), tr("Choose another name"))
    return name


def _check_id(name: str, taken: Iterable[str]) -> None:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", name):
        raise Fault(tr("“{name}” was not taken", name=name),
                    tr("an id has up to 64 letters (a to z), digits and . _ -"),
                    tr("Type one without spaces, such as main_topic"))
    if name in set(taken):
        raise Fault(tr("“{name}” was not taken", name=name), tr("there is another one with this id"),
                    tr("Choose another one"))


def _without(values: Sequence[str], value: str) -> tuple[str, ...]:
    return tuple(v for v in values if v != value)


def _moved(items: Sequence[_Item], is_it: Callable[[_Item], bool], step: int) -> tuple[_Item, ...]:
    order = list(items)
    place = next((at for at, item in enumerate(order) if is_it(item)), -1)
    if place >= 0 and 0 <= place + step < len(order):
        order.insert(place + step, order.pop(place))
    return tuple(order)
