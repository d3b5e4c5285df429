"""What a project's own verdicts teach: how often a rule, an outlet, a person's suggestions were accepted here.

Nothing is trained. Everything is a count that a person can check, and the line that says why a suggestion is made
says it: “+ 12 of 14 accepted here + 3 of 20 in Politico”.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from annotator.corpus.names import folded
from annotator.corpus.verdicts import Verdict, named_as
from annotator.finders import Suggestion
from annotator.language import tr

_PRIOR = 8
"""Verdicts that the score of the rules counts for: so many of one's own weigh as much."""

_FEW = 3
"""Verdicts below which an outlet or a person teaches nothing."""

_MOST = 3.0
"""By how much, at most, an outlet or a person changes the odds."""

Key = tuple[str, str, str]


class Lessons:
    """Counts of verdicts, kept by article so that those of one can be exchanged."""

    def __init__(self) -> None:
        self._articles: dict[str, tuple[str, Mapping[Verdict, int]]] = {}
        self._counts: dict[Key, list[int]] = {}

    def put(self, article: str, outlet: str, verdicts: Mapping[Verdict, int]) -> None:
        """Take the verdicts of an article in place of those that are known of it."""
        if article in self._articles:
            self._count(*self._articles.pop(article), -1)
        if verdicts:
            self._articles[article] = outlet, dict(verdicts)
            self._count(outlet, verdicts, 1)

    def add(self, article: str, outlet: str, verdict: Verdict) -> None:
        """One verdict more, of an article of which the others are known."""
        _, known = self._articles.get(article, (outlet, {}))
        self.put(article, outlet, {**known, verdict: known.get(verdict, 0) + 1})

    def knows(self, article: str) -> bool:
        """Whether any verdicts of an article are counted."""
        return article in self._articles

    def of_rules(self) -> dict[str, tuple[int, int]]:
        """How many suggestions of each rule were accepted, and how many dismissed."""
        return {name: (good, many - good) for (what, _, name), (good, many) in self._counts.items()
                if what == "rule" and many}

    def taught(self, each: Suggestion, text: str, outlet: str) -> Suggestion:
        """The suggestion with the score that these verdicts give it, and that said in words.

        An outlet, or a person, teaches nothing where all verdicts are theirs.
        """
        if not self._counts:
            return each
        score, reasons = each.score, []
        accepted, many = self._of("rule", "", each.rule)
        if many:
            score = (score * _PRIOR + accepted) / (_PRIOR + many)
            reasons.append(tr("{accepted} of {many} accepted here", accepted=accepted, many=many))
        who = named_as(text, each.chain)
        for what, name, shown, said in (("outlet", outlet, outlet, partial(tr, "{accepted} of {many} in {name}")),
                                        ("who", folded(who), who, partial(tr, "{accepted} of {many} of {name}"))):
            accepted, many = self._of(what, each.kind, name)
            if name and _FEW <= many < self._of("kind", each.kind, "")[1]:
                score = _shifted(score, self._usual(each.kind), accepted, many)
                reasons.append(said(accepted=accepted, many=many, name=shown))
        return each._replace(score=score, why=" + ".join((each.why, *reasons))) if reasons else each

    def _of(self, what: str, kind: str, name: str) -> tuple[int, int]:
        accepted, many = self._counts.get((what, kind, name), (0, 0))
        return accepted, many

    def _usual(self, kind: str) -> float:
        """How often suggestions of a kind are accepted in this project."""
        accepted, many = self._of("kind", kind, "")
        return (accepted + 1) / (many + 2)

    def _count(self, outlet: str, verdicts: Mapping[Verdict, int], sign: int) -> None:
        for verdict, times in verdicts.items():
            for key in _keys(verdict, outlet):
                counted = self._counts.setdefault(key, [0, 0])
                counted[0] += sign * times * verdict.accepted
                counted[1] += sign * times


def _keys(verdict: Verdict, outlet: str) -> Iterator[Key]:
    yield "rule", "", verdict.rule
    yield "kind", verdict.kind, ""
    yield "outlet", verdict.kind, outlet
    yield "who", verdict.kind, verdict.who


def _shifted(score: float, usual: float, accepted: int, many: int) -> float:
    """A score moved as far as these are accepted more, or less, often than is usual here."""
    here = (accepted + _PRIOR * usual) / (many + _PRIOR)
    factor = min(_MOST, max(1 / _MOST, _odds(here) / _odds(usual)))
    odds = _odds(min(score, 0.999)) * factor
    return odds / (1 + odds)


def _odds(share: float) -> float:
    share = min(0.999, max(0.001, share))
    return share / (1 - share)
