"""The library as a window onto the replica: order, places and rows of articles, none of them read before it is needed.

Articles stand by date of publication, undated last, then as they came. A row is known by its number in the replica,
which it keeps as long as the article is there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.corpus.ids import pack, unpack
from annotator.corpus.team import Shelf
from annotator.project import needs

if TYPE_CHECKING:
    from annotator.corpus.kinds import Codebook
    from annotator.corpus.people import People
    from annotator.project.replica import Replica

AT_ONCE = 500
"""Rows that one query fetches by number."""

SHOWN = "(NOT c.removed OR c.annotations OR EXISTS(SELECT 1 FROM unseen u WHERE u.article=c.id))"
"""An article counts as removed only when nothing is in it that its removal had not seen: work that the remover did not
know of brings it back."""

ORDER = "c.shelved, c.arrived, c.id"
"""What the library is ordered by: columns of `card c`, with an index."""

_COLUMNS = "c.rowid,c.id,c.title,c.outlet,c.published,c.words,c.characters"

Place = tuple[str, int, bytes]
"""What the order is by: date, arrival, id."""

FIRST: Place = ("", -1, b"")


class Listed(NamedTuple):
    """What a filter needs of an article: its row number, whether a source or an answer is missing, one's own status."""

    row: int
    unsourced: bool
    incomplete: bool
    mine: str


class Library:
    """Reads of one project's library.

    Args:
        codebook: gives the codebook as it is now: what must be answered.
        people: gives who stands behind which ids.
    """

    def __init__(self, replica: Replica, codebook: Callable[[], Codebook], people: Callable[[], People]) -> None:
        self._replica, self.codebook, self.people = replica, codebook, people
        self.rows = replica.rows

    # --- in order ---

    def page(self, coder: str, after: Place, limit: int) -> tuple[list[Listed], Place | None]:
        """Up to `limit` articles after a place, and the place of the last one; None when there are no more."""
        mine, ids = self._mine(coder)
        rows = self._replica.rows(
            f"SELECT {ORDER}, c.rowid, c.unsourced>0, {mine} FROM card c"
            f" WHERE ({ORDER})>(?,?,?) AND {SHOWN} ORDER BY {ORDER} LIMIT ?", (*ids, *after, limit))
        open_ = needs.lacking_answers(self, coder, [row[2] for row in rows])
        listed = [Listed(row[3], bool(row[4]), row[2] in open_, row[5] or "todo") for row in rows]
        return listed, rows[-1][:3] if len(rows) == limit else None

    def pages(self, size: int) -> Iterator[list[str]]:
        """The ids of all articles in order, a page at a time."""
        after: Place | None = FIRST
        while after:
            rows = self._replica.rows(f"SELECT {ORDER} FROM card c WHERE ({ORDER})>(?,?,?) AND {SHOWN}"
                                      f" ORDER BY {ORDER} LIMIT ?", (*after, size))
            if rows:
                yield [unpack(row[2]) for row in rows]
            after = rows[-1] if len(rows) == size else None

    def count(self) -> int:
        """How many articles there are."""
        return int(self._replica.rows(f"SELECT count(*) FROM card c WHERE {SHOWN}")[0][0])

    def first(self) -> str:
        """The id of the first article, "" when there is none."""
        return next((names[0] for names in self.pages(1)), "")

    def in_order(self, articles: Collection[str]) -> list[str]:
        """Those of these articles that are there, in order."""
        found = [row for part in _parts(list(map(pack, articles))) for row in self._replica.rows(
            f"SELECT {ORDER} FROM card c WHERE c.id IN ({_marks(part)}) AND {SHOWN}", tuple(part))]
        return [unpack(row[2]) for row in sorted(found)]

    # --- by number ---

    def listed(self, article: str, coder: str) -> Listed | None:
        """What a filter needs of one article; None when it is not there."""
        mine, ids = self._mine(coder)
        rows = self._replica.rows(f"SELECT c.rowid, c.unsourced>0, {mine} FROM card c WHERE c.id=? AND {SHOWN}",
                                  (*ids, pack(article)))
        if not rows:
            return None
        open_ = needs.lacking_answers(self, coder, [pack(article)])
        return Listed(rows[0][0], bool(rows[0][1]), bool(open_), rows[0][2] or "todo")

    def number(self, article: str) -> int:
        """The row of an article, also of one that is removed; 0 when there is none."""
        rows = self._replica.rows("SELECT rowid FROM card WHERE id=?", (pack(article),))
        return rows[0][0] if rows else 0

    def where(self, row: int) -> Place:
        """What orders a row; a row that is gone stands before all."""
        return self._by_number((row,), f"SELECT c.rowid, {ORDER}").get(row, FIRST)

    def follow(self, rows: Sequence[int]) -> bool:
        """Whether these rows stand in their order."""
        places = [self.where(row) for row in rows]
        return places == sorted(places)

    def shelves(self, rows: Sequence[int], coder: str) -> list[Shelf]:
        """The articles of these rows as the library shows them; one that has just gone is left blank."""
        cards, one = self._by_number(rows, f"SELECT {_COLUMNS}"), self.people().one
        me, marks = one(coder), dict[bytes, dict[str, str]]()
        for part in _parts([card[0] for card in cards.values()]):
            for article, who, status in self._replica.rows(
                    f"SELECT article, coder, status FROM review WHERE article IN ({_marks(part)})"
                    " ORDER BY coalesce(last_ms, born_ms)", tuple(part)):  # of one person's marks the last counts
                marks.setdefault(article, {})[one(unpack(who))] = status or "todo"
        names = [card[0] for card in cards.values()]
        counts, open_ = needs.counts(self, names), needs.unanswered(self, coder, names)
        return [_shelf(card, marks.get(card[0], {}), me, counts.get(card[0], needs.NOTHING), open_.get(card[0], 0))
                if (card := cards.get(row)) else Shelf("", "") for row in rows]

    def with_words(self, words: Sequence[str]) -> list[int]:
        """The rows of the articles that have all these folded words in title, outlet or byline."""
        return [row for part in self.parts_with_words(words) for row in part]

    def parts_with_words(self, words: Sequence[str], size: int = 2_000) -> Iterator[list[int]]:
        """The same, of so many articles at a time: one or two milliseconds each, so that whoever types may go on."""
        fits = " AND ".join(["instr(searched,?)"] * len(words))
        at: tuple[str, int] | None = ("", 0)
        while at:
            ends = self._replica.rows("SELECT searched,rowid FROM card WHERE (searched,rowid)>(?,?)"
                                      " ORDER BY searched,rowid LIMIT 1 OFFSET ?", (*at, size - 1))
            query = (f"SELECT json_group_array(rowid) FROM card WHERE (searched,rowid)>(?,?) AND {fits}"
                     f"{' AND (searched,rowid)<=(?,?)' if ends else ''}")  # half the time of as many rows
            yield json.loads(self._replica.rows(query, (*at, *words, *(ends[0] if ends else ())))[0][0])
            at = ends[0] if ends else None

    def has_words(self, row: int, words: Sequence[str]) -> bool:
        """Whether one row is among those."""
        fits = " AND ".join(["instr(searched,?)"] * len(words))
        return bool(self._replica.rows(f"SELECT 1 FROM card WHERE rowid=? AND {fits}", (row, *words)))

    def titled(self, letters: str, limit: int) -> list[tuple[str, str, str]]:
        """Id, title and outlet of articles that have these folded letters in this order, as words if it can be."""
        found: dict[bytes, tuple[str, str, str]] = {}
        apart = "%".join(letters.replace(" ", ""))
        for fits, value in (("instr(c.searched,?)", letters), ("c.searched LIKE ?", f"%{apart}%")):
            query = f"SELECT c.id, c.title, c.outlet FROM card c WHERE {fits} AND {SHOWN} LIMIT ?"
            for name, title, outlet in self._replica.rows(query, (value, limit - len(found))):
                found[name] = unpack(name), title or "", outlet or ""
        return list(found.values())

    def _mine(self, coder: str) -> tuple[str, list[bytes]]:
        """SQL for a person's own mark on the card `c`, the last that any of their ids has set, and its values."""
        ids = [pack(name) for name in sorted(self.people().ids(coder))]
        return (f"(SELECT r.status FROM review r WHERE r.coder IN ({_marks(ids)}) AND r.article=c.id"
                " ORDER BY coalesce(r.last_ms, r.born_ms) DESC LIMIT 1)", ids)

    def _by_number(self, rows: Sequence[int], select: str) -> dict[int, tuple[Any, ...]]:
        return {row[0]: row[1:] for part in _parts(rows) for row in self._replica.rows(
            f"{select} FROM card c WHERE c.rowid IN ({_marks(part)})", tuple(part))}


def _shelf(card: tuple[Any, ...], marks: dict[str, str], me: str, need: needs.Needs, unanswered: int) -> Shelf:
    name, title, outlet, published, words, characters = card
    mine, others = marks.pop(me, "todo"), sorted(marks)
    return Shelf(unpack(name), title or "", outlet or "", published or "", words, characters, need.annotations,
                 need.unsourced, mine, tuple(marks[who] for who in others), need.incomplete, need.open, unanswered,
                 tuple(others))


def _parts(names: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (names[start:start + AT_ONCE] for start in range(0, len(names), AT_ONCE))


def _marks(part: Sequence[object]) -> str:
    return ",".join("?" * len(part))
