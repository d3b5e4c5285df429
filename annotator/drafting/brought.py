"""What has come in as suggestions, as the finders give theirs; what several suggest is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.corpus.proposals import Proposal
from annotator.finders import Suggestion
from annotator.language import tr

_SHOWN = 90
"""Code points of a note that stand with the reason; all of it becomes the annotation's."""


def suggestions_of(proposals: Iterable[Proposal]) -> list[Suggestion]:
    """Suggestions as the finders give them; what two suggest is one only after `once`."""
    return [Suggestion(
        each.segments, each.kind, _why(each), 1.0 if each.score is None else each.score, each.by, each.chain,
        each.attributes, each.quantity, each.names, each.types, each.score is not None, (each,))
        for each in proposals]


def _why(each: Proposal) -> str:
    said = " ".join(each.note.split())
    said = said if len(said) <= _SHOWN else f"{said[:_SHOWN].rsplit(' ', 1)[0].rstrip(',;:.')} …"
    return (tr("suggested by {name}: {note}", name=each.by, note=said) if said else
            tr("suggested by {name}", name=each.by))


def once(found: Sequence[Suggestion]) -> list[Suggestion]:
    """Of those that are equal the surest one, which says the reasons of all."""
    by_name: dict[tuple[str, object], Suggestion] = {}
    for each in found:
        name = each.kind, each.segments
        other = by_name.get(name)
        if other is None:
            by_name[name] = each
        else:
            best = max(other, each, key=lambda one: one.score)
            by_name[name] = best._replace(why=" + ".join((other.why, each.why)), came=(*other.came, *each.came))
    return list(by_name.values())
