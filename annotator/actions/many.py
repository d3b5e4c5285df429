"""Edit many annotations at once: a plan first, which says what it would do, then one change set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from annotator.actions import annotate
from annotator.corpus.annotation import Annotation
from annotator.corpus.change import Change, ChangeSet, counted
from annotator.corpus.kinds import Attribute, Codebook
from annotator.language import tr, trn

NONE: tuple[object, ...] = (None, "", [], ())


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change of many would do, before it is done.

    Args:
        does: says what would be done to so many `annotations`: “Sets Stance to “against” on 9 annotations”.
        did: says what was done to them then, for the toast: “Stance set to “against” on 9 annotations”.
        changes: one for each annotation that would be different.
        have: how many have it already.
        unasked: how many are of a kind that does not ask the question.
        rest: a further clause, such as how many links go, too.
        emptied: it is an answer that is taken away: those that are left as they are have none.
    """

    does: Callable[..., str]
    did: Callable[..., str]
    changes: tuple[Change, ...]
    have: int = 0
    unasked: int = 0
    rest: str = ""
    emptied: bool = False

    @property
    def count(self) -> int:
        """How many annotations would be different."""
        return sum(change.kind == "annotation" for change in self.changes)

    @property
    def change_set(self) -> ChangeSet:
        """All of it as one action."""
        return ChangeSet(self.changes)

    def told(self) -> str:
        """“Stance set to “against” on 9 annotations”."""
        return self.did(annotations=counted(self.count, "annotation"))

    def sentence(self) -> str:
        """“Sets Stance to “against” on 9. 3 have it already, 2 do not ask it.”"""
        many = counted(self.count, "annotation")
        begins = self.does(annotations=many) if self.count else tr("Nothing would change")
        has = (trn("{number:,} has none", "{number:,} have none", self.have) if self.emptied else
               trn("{number:,} has it already", "{number:,} have it already", self.have))
        unasked = trn("{number:,} is of a kind that does not ask it", "{number:,} are of a kind that does not ask it",
                      self.unasked)
        left = ", ".join(filter(None, (has if self.have else "", unasked if self.unasked else "", self.rest)))
        return f"{begins}. {left}." if left else f"{begins}."


def questions(annotations: Iterable[Annotation], codebook: Codebook) -> tuple[Attribute, ...]:
    """What the kinds of these ask, each question once: the questions of most annotations first."""
    asked: dict[str, Attribute] = {}
    times: Counter[str] = Counter()
    for kind, count in Counter(a.kind for a in annotations).items():
        for attribute in codebook.kind(kind).attributes:
            if not attribute.hidden:
                asked.setdefault(attribute.id, attribute)
                times[attribute.id] += count
    return tuple(sorted(asked.values(), key=_rank(times)))


def _rank(times: Mapping[str, int]) -> Callable[[Attribute], tuple[int, bool]]:
    def rank(attribute: Attribute) -> tuple[int, bool]:
        return -times[attribute.id], not attribute.required

    return rank


def answers(annotations: Iterable[Annotation], codebook: Codebook, name: str) -> list[tuple[Any, int]]:
    """The values that a question has among these, None for none, the most frequent first; who is not asked is not."""
    asked = {kind.id for kind in codebook.kinds if (a := kind.attribute(name)) is not None and not a.hidden}
    given = [annotation.attributes.get(name) for annotation in annotations if annotation.kind in asked]
    counts: Counter[tuple[type, Any]] = Counter(map(_key, given))
    return [(_value(key), count) for key, count in counts.most_common()]


def _key(value: Any) -> tuple[type, Any]:
    """What makes two answers one; lists are compared by what they hold, and True is not 1."""
    if value in NONE:
        return type(None), None
    return (list, tuple(value)) if isinstance(value, list | tuple) else (type(value), value)


def _value(key: tuple[type, Any]) -> Any:
    return list(key[1]) if key[0] is list else key[1]


def set_attribute(
    annotations: Iterable[Annotation], codebook: Codebook, name: str, value: Any, *, words: str = ""
) -> Plan:
    """Answer a question on all whose kind asks it; None takes the answers away.

    Args:
        words: the value as a person reads it.
    """
    asks, value = _asking(codebook, name), None if value in NONE else value
    changes: list[Change] = []
    have = unasked = 0
    title = name
    for annotation in annotations:
        asked = asks(annotation.kind)
        old = annotation.attributes.get(name)
        if asked is None:
            unasked += 1
        elif (None if old in NONE else old) == value and isinstance(old, bool) == isinstance(value, bool):
            have, title = have + 1, asked.title
        else:
            changes += annotate.set_attribute(annotation, name, value).changes
            title = asked.title
    if value is None:
        return Plan(partial(tr, "Takes {title} away from {annotations}", title=title),
                    partial(tr, "{title} taken away from {annotations}", title=title),
                    tuple(changes), have, unasked, emptied=True)
    return Plan(partial(tr, "Sets {title} to “{value}” on {annotations}", title=title, value=words or value),
                partial(tr, "{title} set to “{value}” on {annotations}", title=title, value=words or value),
                tuple(changes), have, unasked)


def _asking(codebook: Codebook, name: str) -> Callable[[str], Attribute | None]:
    """Kind → the question, unless the kind does not ask it; looked up once for each kind."""
    known: dict[str, Attribute | None] = {}

    def asks(kind: str) -> Attribute | None:
        if kind not in known:
            found = codebook.kind(kind).attribute(name)
            known[kind] = found if found is not None and not found.hidden else None
        return known[kind]

    return asks


def set_source(annotations: Iterable[Annotation], source: str | None, name: str) -> Plan:
    """Say who is at the origin of each chain; what stands behind (via) stays.

    Args:
        source: its id, None where the texts name nobody.
        name: what a person calls it.
    """
    changes: list[Change] = []
    have = 0
    for annotation in annotations:
        chain = annotate.attribute_to(annotation, 0, source)
        if chain == annotation.chain:
            have += 1
        else:
            changes += annotate.set_chain(annotation, chain).changes
    if source is None:
        return Plan(partial(tr, "Sets “no source named” on {annotations}"),
                    partial(tr, "“No source named” set on {annotations}"), tuple(changes), have)
    return Plan(partial(tr, "Sets the source to {name} on {annotations}", name=name),
                partial(tr, "Source set to {name} on {annotations}", name=name), tuple(changes), have)


def set_kind(
    annotations: Iterable[Annotation], kind: str, codebook: Codebook,
    figure: Callable[[Annotation], Mapping[str, Any]] | None = None,
) -> Plan:
    """Make all of them one kind.

    Args:
        figure: reads the quantity from the words of one that becomes a statistic.
    """
    changes: list[Change] = []
    have = 0
    for annotation in annotations:
        if annotation.kind == kind:
            have += 1
            continue
        read = figure(annotation) if figure is not None and not annotation.quantity else {}
        changes += annotate.set_kind(annotation, kind, codebook, figure=read).changes
    label = codebook.kind(kind).label
    return Plan(partial(tr, "Changes to {label}: {annotations}", label=label),
                partial(tr, "Changed to {label}: {annotations}", label=label), tuple(changes), have)


def remove(annotations: Iterable[Annotation]) -> Plan:
    """Remove all of them; all can be brought back by one undo, and their links with them."""
    return Plan(partial(tr, "Removes {annotations}"), partial(tr, "Removed {annotations}"),
                tuple(annotate.remove(annotations).changes))
