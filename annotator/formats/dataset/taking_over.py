"""What another codebook would change in ours, said before it does: new, changed, gone, and kept because it is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace

from annotator.corpus.kinds import OF_ARTICLE, OF_SOURCE, Attribute, Codebook, Kind
from annotator.corpus.usage import Usage, counted_value, unfit
from annotator.language import known, tr, trn

_ASIDE = ("id", "attributes", "former")


@dataclass(slots=True)
class Takeover:
    """The codebook that ours becomes, and a line for each thing that is different.

    Args:
        added, changed, there: how many of each noun.
    """

    codebook: Codebook
    lines: list[str] = field(default_factory=list)
    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    there: Counter[str] = field(default_factory=Counter)

    def note(self, noun: str, state: Counter[str], line: str = "") -> None:
        """Count one thing, and say what becomes of it."""
        state[noun] += 1
        if line:
            self.lines.append(line)


def take_over(ours: Codebook, theirs: Codebook, usage: Usage) -> Takeover:
    """Have ours be theirs. What theirs lacks goes, unless something is coded with it: that is kept, and hidden."""
    taken = Takeover(theirs)
    _guidelines(taken, ours, theirs)
    known = {kind.id: kind for kind in ours.kinds}
    kinds = []
    for kind in theirs.kinds:
        old = known.pop(kind.id, None)
        _note_kind(taken, old, kind)
        attributes = _attributes(taken, (kind.label, kind.id), old.attributes if old else (), kind.attributes, usage)
        kinds.append(replace(kind, attributes=attributes))
    kinds += _kept_kinds(taken, list(known.values()), usage)
    book = replace(theirs, kinds=tuple(kinds), version=theirs.version)
    for owner, title in ((OF_ARTICLE, tr("Article")), (OF_SOURCE, tr("Source"))):
        book = book.asking(owner, _attributes(taken, (title, owner), ours.asked(owner), theirs.asked(owner), usage))
    taken.codebook = book
    return taken


def _guidelines(taken: Takeover, ours: Codebook, theirs: Codebook) -> None:
    if ours.guidelines != theirs.guidelines:
        taken.note("guideline text", taken.changed, tr("The guidelines are replaced"))
    for name in sorted({*ours.conventions, *theirs.conventions}):
        same = ours.conventions.get(name) == theirs.conventions.get(name)
        taken.note("convention", taken.there if same else taken.changed,
                   "" if same else tr("Convention changed: {name}", name=known(name.replace("_", " "))))


def _note_kind(taken: Takeover, old: Kind | None, new: Kind) -> None:
    if old is None:
        taken.note("kind", taken.added, tr("New kind: {kind}", kind=new.label))
    elif what := _different(old, new):
        taken.note("kind", taken.changed, tr("{place}: {what} changed", place=new.label, what=what))
    else:
        taken.note("kind", taken.there)


def _kept_kinds(taken: Takeover, left: list[Kind], usage: Usage) -> Iterator[Kind]:
    for kind in left:
        if use := usage.kind(kind.id):
            kept = replace(kind, hidden=True, key="")
            taken.note("kind", taken.there if kept == kind else taken.changed,
                       tr("{kind} is used {times}: kept, not offered any more", kind=kind.label, times=use.words()))
            yield kept
        else:
            taken.note("kind", taken.changed, tr("{what} goes: it is not used", what=kind.label))


def _attributes(taken: Takeover, asking: tuple[str, str], ours: tuple[Attribute, ...], theirs: tuple[Attribute, ...],
                usage: Usage) -> tuple[Attribute, ...]:
    (title, owner), known, found = asking, {a.id: a for a in ours}, list[Attribute]()
    for attribute in theirs:
        old = known.pop(attribute.id, None)
        place = f"{title} › {attribute.title}"
        kept = _with_used_values(taken, place, owner, attribute, usage)
        if old is None:
            taken.note("attribute", taken.added, tr("New attribute: {place}", place=place))
            found.append(kept)
            continue
        kept = replace(kept, former=old.former)
        if what := _different(old, attribute):
            taken.note("attribute", taken.changed, tr("{place}: {what} changed", place=place, what=what))
        else:
            taken.note("attribute", taken.there)
        found.append(kept)
    for attribute in known.values():
        if use := usage.attribute(owner, attribute.id):
            kept = replace(attribute, hidden=True, required=False, key="")
            taken.note("attribute", taken.there if kept == attribute else taken.changed,
                       tr("{attribute} is answered {times}: kept, not asked any more",
                          attribute=f"{title} › {attribute.title}", times=use.words()))
            found.append(kept)
        else:
            taken.note("attribute", taken.changed,
                       tr("{what} goes: it is not used", what=f"{title} › {attribute.title}"))
    return tuple(found)


def _with_used_values(taken: Takeover, place: str, owner: str, new: Attribute, usage: Usage) -> Attribute:
    uses = usage.values.get((owner, new.id), {})
    if new.type in ("choice", "multi"):
        gone = [key for key in sorted(uses) if isinstance(counted_value(key), str) and key not in new.known]
        for value in gone:
            taken.lines.append(tr("{place}: “{value}” is used {times}: kept, not offered any more", place=place,
                                  value=value, times=uses[value].words()))
        return replace(new, retired=(*new.retired, *gone))
    if wrong := unfit(uses, new.type, new.known):
        taken.lines.append(trn("{place}: {number:,} answer will not fit the new type, and is kept",
                               "{place}: {number:,} answers will not fit the new type, and are kept", wrong,
                               place=place))
    return new


def _different(old: Kind | Attribute, new: Kind | Attribute) -> str:
    """What two kinds or attributes differ in: “label, values”."""
    return ", ".join(each.name for each in fields(new)
                     if each.name not in _ASIDE and getattr(old, each.name) != getattr(new, each.name))
