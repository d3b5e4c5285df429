"""The verdicts on suggestions that a project holds, article by article, and the repeats that are hidden in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from annotator.corpus.annotation import Attribution
from annotator.corpus.change import dismissals_id
from annotator.corpus.dismissals import (
    Dismissal,
    accepted_from_fields,
    dismissals_from_fields,
    repeats_from_fields,
    rule_and_who,
)
from annotator.corpus.ids import pack, unpack
from annotator.corpus.verdicts import Verdict, who_of
from annotator.project.operation import decode_fields

if TYPE_CHECKING:
    from annotator.project.catalogue import Catalogue

AT_ONCE = 20
"""Articles that are looked at in one step."""

_ACCEPTED = "SELECT kind, fields FROM annotation WHERE article=? AND instr(fields, '\"finder\":')"
_ANY = ("SELECT id, outlet FROM card c WHERE removed=0 AND id>? AND (annotations>0 OR EXISTS(SELECT 1 FROM entity e"
        " WHERE e.article=c.id AND e.kind='dismissals')) ORDER BY id LIMIT ?")

Counted = tuple[str, str, Mapping[Verdict, int]]
"""An article, its outlet, and how often each verdict was given in it."""


def verdicts_of(catalogue: Catalogue, article: str) -> Mapping[Verdict, int]:
    """How often each verdict was given in an article, by everybody."""
    found = Counter[Verdict]()
    accepted = catalogue.rows(_ACCEPTED, (pack(article),))
    text = catalogue.text(article) if accepted else ""
    for kind, stored in accepted:
        fields = decode_fields(stored)
        if rule := str((fields.get("origin") or {}).get("finder", "")):
            chain = [Attribution.from_stored(row) for row in fields.get("chain") or ()]
            found[Verdict(kind, rule, who_of(text, chain), True)] += 1
    decided = _decided(catalogue, article)
    for (kind, _), told in dismissals_from_fields(decided).items():
        found[Verdict(kind, *rule_and_who(told), False)] += 1
    if taken := accepted_from_fields(decided):
        there = {(each.role, ((each.start, each.end),)) for each in catalogue.passages(article)}
        for (role, places), told in taken.items():
            found[Verdict(role, *rule_and_who(told), True)] += any((role, (place,)) in there for place in places)
    return +found


def hidden_repeats(catalogue: Catalogue, article: str) -> frozenset[Dismissal]:
    """The places of an article whose repeats somebody has hidden."""
    return repeats_from_fields(_decided(catalogue, article))


def _decided(catalogue: Catalogue, article: str) -> dict[str, Any]:
    rows = catalogue.rows("SELECT fields FROM entity WHERE id=?", (pack(dismissals_id(article)),))
    return decode_fields(rows[0][0]) if rows else {}


def all_verdicts(catalogue: Catalogue) -> Iterator[list[Counted]]:
    """Those of every article, a few articles at a time, so that nobody waits for the replica meanwhile."""
    last = b""
    while rows := catalogue.rows(_ANY, (last, AT_ONCE)):
        last = rows[-1][0]
        counted = [(unpack(name), outlet or "", verdicts_of(catalogue, unpack(name))) for name, outlet in rows]
        yield [each for each in counted if each[2]]
