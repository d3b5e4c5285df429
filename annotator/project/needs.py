"""What still needs something: annotations without a source or without a required answer, articles with open questions.

Whether an answer is required is the codebook's to say and may change at any time, so no row holds “incomplete”: rows
hold which questions are answered (`derive.answered`), and an index over just these columns answers the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from annotator.corpus.ids import pack, unpack
from annotator.corpus.kinds import Codebook
from annotator.corpus.people import People

AT_ONCE = 500
"""Articles that one query of a walk looks through."""


class Asked(Protocol):
    """What can be read, and what the team asks for."""

    def rows(self, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""

    def codebook(self) -> Codebook:
        """The team's codebook."""

    def people(self) -> People:
        """The persons behind the coders' ids."""


@dataclass(frozen=True, slots=True)
class Needs:
    """Counts of an article's annotations; `open` counts those that lack a source, an answer, or both."""

    annotations: int = 0
    unsourced: int = 0
    incomplete: int = 0
    open: int = 0


NOTHING = Needs()


def required(codebook: Codebook) -> dict[str, tuple[str, ...]]:
    """Kind → ids of the questions that must be answered; only kinds that have one."""
    found = {kind.id: tuple(a.id for a in kind.attributes if a.required and not a.hidden) for kind in codebook.kinds}
    return {kind: names for kind, names in found.items() if names}


def required_of_article(codebook: Codebook) -> tuple[str, ...]:
    """Ids of the questions on an article that must be answered."""
    return tuple(a.id for a in codebook.article_attributes if a.required and not a.hidden)


def incomplete(codebook: Codebook) -> tuple[str, tuple[Any, ...]]:
    """SQL that is 1 for an annotation without a required answer, and its values."""
    cases, values = "", []
    for kind, names in required(codebook).items():
        cases += f" WHEN ? THEN {' OR '.join(['instr(answered,?)=0'] * len(names))}"
        values += [kind, *(f"\n{name}\n" for name in names)]
    return (f"(CASE kind{cases} ELSE 0 END)" if cases else "0"), tuple(values)


def counts(asked: Asked, articles: Sequence[bytes]) -> dict[bytes, Needs]:
    """Which of these articles (packed ids) have annotations → what those need."""
    lacking, values = incomplete(asked.codebook())
    rows = asked.rows(
        "SELECT article, count(*), sum(NOT sourced), sum(lacking), sum(NOT sourced OR lacking) FROM"
        f" (SELECT article, sourced, {lacking} AS lacking FROM annotation WHERE article IN ({_marks(articles)}))"
        " GROUP BY article", (*values, *articles))
    return {row[0]: Needs(*row[1:]) for row in rows}


def lacking_answers(asked: Asked, coder: str, articles: Sequence[bytes]) -> set[bytes]:
    """Those of these articles (packed ids) in which a coder has something to answer: on an annotation, or on itself."""
    lacking, values = incomplete(asked.codebook())
    found = set(unanswered(asked, coder, articles))
    if lacking != "0":
        found |= {row[0] for row in asked.rows(
            f"SELECT DISTINCT article FROM annotation WHERE article IN ({_marks(articles)}) AND {lacking}",
            (*articles, *values))}
    return found


def unanswered(asked: Asked, coder: str, articles: Sequence[bytes] | None = None) -> dict[bytes, int]:
    """Which of these articles, or of all, a coder has begun → required questions on it without an answer of theirs.

    An article that nobody has begun is “to do”, not incomplete.
    """
    wanted = required_of_article(asked.codebook())
    if not wanted:
        return {}
    among = f" AND r.article IN ({_marks(articles)})" if articles is not None else ""
    ids = [pack(name) for name in sorted(asked.people().ids(coder))]
    rows = asked.rows(
        f"SELECT r.article, v.answered FROM review r LEFT JOIN variables v ON v.coder IN ({_marks(ids)})"
        f" AND v.article=r.article WHERE r.coder IN ({_marks(ids)}) AND r.status IN ('doing','done'){among}",
        (*ids, *ids, *(articles or ())))
    answered: dict[bytes, str] = {}
    for article, said in rows:
        answered[article] = answered.get(article, "") + (said or "")
    left = {article: sum(f"\n{name}\n" not in said for name in wanted) for article, said in answered.items()}
    return {article: count for article, count in left.items() if count}


def first_open(asked: Asked, articles: Sequence[str], *, source: bool = True, answers: bool = True) -> str:
    """The first of these articles with an annotation that needs something, "" for none; read page by page.

    Args:
        source: a missing source counts.
        answers: a missing required answer counts.
    """
    lacking, values = incomplete(asked.codebook()) if answers else ("0", ())
    unsourced = "NOT sourced" if source else "0"
    for start in range(0, len(articles), AT_ONCE):
        page = articles[start:start + AT_ONCE]
        rows = asked.rows(f"SELECT DISTINCT article FROM annotation WHERE article IN ({_marks(page)})"
                              f" AND ({unsourced} OR {lacking})", (*map(pack, page), *values))
        open_ = {unpack(row[0]) for row in rows}
        if open_:
            return next(name for name in page if name in open_)
    return ""


def _marks(articles: Sequence[object]) -> str:
    return ",".join("?" * len(articles))
