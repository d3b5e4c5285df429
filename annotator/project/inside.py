"""What is in an article beside its annotations: answers, passages, marks and links; and what its removal had not seen.

The removal of an article leaves these as they are, and says which of them it saw (`SAW`). What somebody set in them
unseen keeps the article in sight, as an annotation does, until somebody settles it. A removal that says nothing of
what it saw, made before there was that, did not look: nothing of it is to settle.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotator.corpus.ids import pack, unpack
from annotator.project.derive import made_by
from annotator.project.fold import State, fold, unseen
from annotator.project.journal import Journal, marks, paged
from annotator.project.operation import Operation

if TYPE_CHECKING:
    from annotator.project.replica import Replica

KINDS = frozenset({"passages", "values", "review", "link"})

_IN = ("SELECT id, article FROM {0}entity WHERE kind IN ('passages','values') AND article IN {1} UNION ALL SELECT id,"
       " article FROM {0}review WHERE article IN {1} UNION ALL SELECT id, article FROM {0}link WHERE article IN {1}")

_NOTHING: tuple[object, ...] = (None, "", [], {})
_NO_MARK: tuple[object, ...] = (None, "", 0, "todo")
_UNSAID = frozenset({"coder", "creator", "created", "modified", "modified_by", "changed"})
"""Fields that say whose it is and since when: alone they are no work."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """What somebody (coder's id) set in one thing in an article, unseen by who removed that: how many fields, and when
    last (milliseconds UTC). `status` is that of a mark."""

    kind: str
    coder: str
    time: int
    number: int
    status: str = ""


def seen_in(replica: Replica, article: str) -> tuple[int, ...]:
    """The digests of the heads of what is in an article, as far as whoever works here may see it."""
    with replica.lock:
        rows = replica.rows(_IN.format("", "(?1)"), (pack(article),))
        return tuple(digest for ops in replica.histories(row[0] for row in rows).values() for digest in fold(ops).heads)


def unseen_in(replica: Replica, article: str) -> list[Unseen]:
    """What keeps a removed article in sight beside its annotations, as far as whoever works here may see it."""
    rows = replica.rows("SELECT u.kind, u.coder, u.ms, u.number, CASE u.kind WHEN 'review' THEN coalesce("
                        "(SELECT r.status FROM review r WHERE r.id=u.id), 'todo') ELSE '' END FROM unseen u"
                        " WHERE u.article=? ORDER BY u.ms, u.id, u.coder", (pack(article),))
    return [Unseen(kind, unpack(coder), ms, number, status) for kind, coder, ms, number, status in rows]


def kept(journal: Journal, removed: Collection[bytes]) -> set[bytes]:
    """Those of these removed articles in which something is that their removal had not seen, by a journal alone."""
    saw, coder_of = _seen_by(journal, removed), {row[0]: row[1] for row in journal.sessions()}
    article_of = {entity: article for entity, article in journal.rows(
        "SELECT DISTINCT entity, article FROM op WHERE kind IN ('passages','values','review','link')")
        if article in saw} if saw else {}
    return {article_of[entity] for entity, ops in journal.histories(article_of).items()
            if (late := unseen(ops, saw[article_of[entity]])) and any(
                _told(entity, article_of[entity], ops, late, coder_of))}


# --- deriving, inside the caller's transaction ---

def articles_of(ops: Iterable[Operation]) -> set[bytes]:
    """The articles of which something may be unseen, or no longer, after these operations."""
    return {op.entity if op.kind == "article" else op.article for op in ops if op.kind == "article" or op.kind in KINDS}


def derive(journal: Journal, articles: Collection[bytes], coder_of: Mapping[bytes, bytes]) -> None:
    """Make the rows of these articles anew, once the rows of all that is in them are there."""
    for page in paged(sorted(articles)):
        journal.db.execute(f"DELETE FROM main.unseen WHERE article IN {marks(page)}", tuple(page))
        removed = [row[0] for row in journal.rows(
            f"SELECT id FROM main.card WHERE removed AND id IN {marks(page)}", tuple(page))]
        if removed:
            journal.db.executemany("INSERT OR REPLACE INTO main.unseen VALUES(?,?,?,?,?,?,?)",
                                   _rows(journal, removed, coder_of))


def _rows(journal: Journal, removed: Sequence[bytes], coder_of: Mapping[bytes, bytes]) -> Iterator[tuple[Any, ...]]:
    saw = _seen_by(journal, removed)
    names = sorted(saw)
    article_of = dict(journal.rows(_IN.format("main.", marks(names)), tuple(names) * 3)) if names else {}
    for entity, ops in journal.histories(article_of).items():
        article = article_of[entity]
        if late := unseen(ops, saw[article]):
            yield from _told(entity, article, ops, late, coder_of)


def _seen_by(journal: Journal, removed: Iterable[bytes]) -> dict[bytes, frozenset[int]]:
    """What the removals of these articles saw, of those that say so."""
    found = ((name, fold(ops).saw) for name, ops in journal.histories(removed).items())
    return {name: saw for name, saw in found if saw is not None}


def _told(entity: bytes, article: bytes, ops: Sequence[Operation], late: Set[int],
          coder_of: Mapping[bytes, bytes]) -> Iterator[tuple[Any, ...]]:
    """A row for each coder by whom something of it is otherwise than the removal saw it."""
    now, then, by_digest = fold(ops), fold(ops, late), {op.digest: op for op in ops}
    if not now.visible:
        return
    said, before = _said(now), _said(then) if then.alive else {}
    setters = [by_digest[now.winner[name]] for name in said.keys() | before if said.get(name) != before.get(name)]
    newest = max((op for op in ops if op.digest in late), key=Operation.order)
    found: dict[bytes, tuple[int, int]] = {}
    for op in (op if op.digest in late else newest for op in setters):
        hlc, number = found.get(coder_of[op.session], (0, 0))
        found[coder_of[op.session]] = max(hlc, op.hlc), number + 1
    for coder, (hlc, number) in found.items():
        yield entity, coder, now.kind, article, hlc >> 16, number, made_by(now, coder_of)


def _said(state: State) -> dict[str, Any]:
    nothing = _NO_MARK if state.kind == "review" else _NOTHING
    return {name: value for name, value in state.fields.items() if name not in _UNSAID and value not in nothing}
