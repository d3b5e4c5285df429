"""Purging: for a licence or the law, the words of an article or of a coder go from every file that hears of it.

The operations keep their identity and their place, so that nothing comes back from an old copy; only what they said
is gone. It is the one change of existing rows that there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from annotator.corpus.ids import pack
from annotator.project.journal import Article, Journal
from annotator.project.operation import Operation, decode_fields

PURGE = "purge"
"""The kind of operation that purges; it is kept whole itself, and never undone."""


class Rule(NamedTuple):
    """What one purge takes away: an article's text and all said in it, or a coder's name, or their work, too."""

    article: bytes = b""
    coder: bytes = b""
    work: bool = False


def rule_of(fields: Mapping[str, Any]) -> Rule:
    """The rule that a purge's fields state; what is no id names nothing."""
    article, coder = fields.get("article"), fields.get("coder")
    return Rule(_packed(article), _packed(coder), bool(fields.get("work")))


def _packed(name: object) -> bytes:
    return pack(name) if isinstance(name, str) and name.isascii() else b""


def known(journal: Journal) -> list[Rule]:
    """What was purged from a replica's project, by whomever."""
    return [rule_of(decode_fields(row[0])) for row in
            journal.rows("SELECT fields FROM entity WHERE kind=?", (PURGE,))]


def rules_among(ops: Iterable[Operation]) -> list[Rule]:
    """The rules that come with these operations."""
    return [rule_of(op.fields()) for op in ops if op.kind == PURGE]


def covers(rule: Rule, op: Operation, coder: bytes) -> bool:
    """Whether a rule takes away what an operation says.

    Args:
        coder: packed id of who made the operation.
    """
    if op.kind == PURGE:
        return False
    if rule.article:
        return op.article == rule.article
    named = op.kind == "coder" and op.entity == rule.coder
    return bool(rule.coder) and (named or (rule.work and coder == rule.coder))


def blanked(ops: list[Operation], rules: Sequence[Rule], coder_of: Mapping[bytes, bytes]) -> list[Operation]:
    """The operations, without what they say where some rule takes that away."""
    return [op._replace(patch=None) if any(covers(rule, op, coder_of[op.session]) for rule in rules) else op
            for op in ops] if rules else ops


def without_text(articles: Iterable[Article], rules: Iterable[Rule]) -> list[Article]:
    """The articles, those that were purged without their text."""
    gone = {rule.article for rule in rules if rule.article}
    return [(name, None if name in gone else body) for name, body in articles]


def apply(journal: Journal, rules: Iterable[Rule]) -> set[bytes]:
    """Blank what these rules take away, inside the caller's transaction; returns the entities that they touch."""
    touched: set[bytes] = set()
    for rule in rules:
        where, values = _where(rule)
        if not where:
            continue
        touched |= {row[0] for row in journal.rows(f"SELECT DISTINCT entity FROM op WHERE {where}", values)}
        journal.db.execute(f"UPDATE op SET patch=NULL WHERE {where}", values)
        if rule.article:
            journal.db.execute("UPDATE article SET body=NULL WHERE id=? AND body IS NOT NULL", (rule.article,))
    return touched


def _where(rule: Rule) -> tuple[str, tuple[Any, ...]]:
    if rule.article:
        return "patch IS NOT NULL AND kind<>'purge' AND article=?", (rule.article,)
    if not rule.coder:
        return "", ()
    named = "patch IS NOT NULL AND (kind='coder' AND entity=?"
    if not rule.work:
        return named + ")", (rule.coder,)
    return (named + " OR kind<>'purge' AND session IN (SELECT k FROM session WHERE coder=?))",
            (rule.coder, rule.coder))
