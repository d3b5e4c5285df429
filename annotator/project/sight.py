"""A coder's sight of a replica: others' annotations are hidden below all reads at once, so that nothing leaks.

While something is hidden, temporary views of the connection stand before the tables that say something of annotations,
under the same names. Every read (cards, counts, library, links, search, sources, exports) then sees only what the coder
may see, without knowing of it; whatever writes names the tables of `main`. When nothing is hidden there are no views,
and nothing costs anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from annotator.corpus.change import Change, Changed, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.ids import pack, unpack
from annotator.corpus.sight import ENOUGH, Sight, identities, persons, sight
from annotator.language import tr
from annotator.project import schema
from annotator.project.catalogue import Catalogue
from annotator.project.operation import Operation
from annotator.project.replica import Replica

TABLE = {"annotation": "annotation", "link": "link", "values": "entity"}
"""The kinds of which others' are hidden, and where they stand."""

WHY = {Sight.OWN: tr("it is somebody else's work, and each changes only their own for now"),
       Sight.BOTH_DONE: tr("it is somebody else's work in an article that is coded blind until both are done")}
REMEDY = {Sight.OWN: tr("Wait until the project is released; or show others' work again, if it is you who hides it"),
          Sight.BOTH_DONE: tr("Mark the article done; once somebody else has, too, you see each other's work")}

_IS_HIDDEN = "kind IN ('annotation','link','values')"
OF_ACTION = ("o.session=(SELECT k FROM session WHERE id=action.session) AND o.change_set=action.change_set"
             " AND o.n>=action.change_set AND o.n<(SELECT coalesce(min(later.change_set), 1<<60) FROM action later"
             " WHERE later.session=action.session AND later.change_set>action.change_set)")
"""Which rows of `op` belong to a row of `action`: they stand together in their session, so the rest is not read."""
HEARD = ("(action.coder IN (SELECT packed FROM temp.myself) OR NOT EXISTS(SELECT 1 FROM op o"
         f" WHERE {OF_ACTION} AND o.{_IS_HIDDEN} AND o.article NOT IN (SELECT article FROM temp.opened)))")
"""Which rows of `action` a coder whose sight is limited may hear of."""

_WIDE_OPEN: tuple[Any, ...] = (Sight.ALL, (), {})

_CREATOR = "json_extract({0}.fields,'$.creator')"
_OWN = ("CASE WHEN NOT instr({0}.fields,'\"creator\"')"  # a third of the time of looking into each
        f" OR coalesce({_CREATOR},'')='' THEN {{0}}.born_by IN (SELECT packed FROM temp.myself)"
        f" ELSE {_CREATOR} IN (SELECT id FROM temp.myself) END")
_OPEN = ("(EXISTS(SELECT 1 FROM main.review v WHERE v.article={0}.article AND v.status IN ('done','skipped')"
         " AND v.coder IN (SELECT packed FROM temp.myself)) AND"
         " (SELECT count(DISTINCT coalesce((SELECT p.person FROM temp.person p WHERE p.coder=v.coder), v.coder))"
         f" FROM main.review v WHERE v.article={{0}}.article AND v.status='done')>={ENOUGH})")
_SEEN = {Sight.OWN: _OWN, Sight.BOTH_DONE: f"({_OWN} OR {_OPEN})"}

_HERE = "(SELECT count(*) FROM main.annotation r WHERE r.article=c.id AND {{seen}}{0})"
COUNTED = {"annotations": _HERE.format(""), "unsourced": _HERE.format(" AND NOT r.sourced"),
           "removed": "CASE WHEN c.annotations OR EXISTS(SELECT 1 FROM main.unseen u WHERE u.article=c.id) THEN 0"
                      " ELSE c.removed END"}
"""The columns of a card that depend on what is in it; work that is hidden keeps its article in the library all the
same."""
_CARD = "SELECT c.rowid AS rowid, {} FROM main.card c".format(
    ", ".join(f"{COUNTED.get(name, f'c.{name}')} AS {name}" for name in schema.TABLES["card"]))
TALLIED, SHARED = ("source", "kind"), ("coder", "brought")
"""The tallies that are counted anew, and those that tell nothing but who takes part."""
_TALLY = f"""SELECT 'source' AS what, t.source AS said, count(*) AS number FROM temp.attribution t
  WHERE t.source<>x'' GROUP BY 2
  UNION ALL SELECT 'kind', CAST(a.kind AS BLOB), count(*) FROM temp.annotation a WHERE a.kind<>'' GROUP BY 2
  UNION ALL SELECT what, said, number FROM main.tally WHERE what IN {SHARED}"""
_VIEWS = {
    "annotation": "SELECT r.* FROM main.annotation r WHERE {seen}",
    "attribution": "SELECT t.* FROM main.attribution t"
                   " WHERE EXISTS(SELECT 1 FROM main.annotation r WHERE r.id=t.annotation AND {seen})",
    "link": "SELECT r.* FROM main.link r WHERE {seen}",
    "entity": "SELECT r.* FROM main.entity r WHERE r.kind<>'values' OR r.born_by IN (SELECT packed FROM temp.myself)"
              " OR {open}",
    "variables": "SELECT r.* FROM main.variables r WHERE r.coder IN (SELECT packed FROM temp.myself) OR {open}",
    "gone": "SELECT r.* FROM main.gone r WHERE r.kind NOT IN ('annotation','link')"
            " OR r.creator IN (SELECT packed FROM temp.myself) OR {open}",
    "unseen": "SELECT r.* FROM main.unseen r WHERE r.kind NOT IN ('values','link')"
              " OR r.creator IN (SELECT packed FROM temp.myself) OR {open}",
    "card": _CARD,
    "tally": _TALLY,
    "opened": "SELECT r.article AS article FROM main.review r WHERE {open}",
}
"""Table → what of it may be seen; `seen` and `open` speak of the row `r`."""


_GRANTED = "r.article IN (SELECT article FROM temp.granted)"


def limit(replica: Replica, sight: Sight, me: Iterable[str], persons: Mapping[str, str], *,
          granted: Iterable[bytes] | None = None) -> None:
    """From now on, show through this replica's connection only what a coder may see.

    Args:
        me: all ids of the coder.
        persons: coder → person, for those with several ids.
        granted: the articles in which others' work may be seen, where the marks in this replica do not tell.
    """
    with replica.lock:
        for name in reversed(_VIEWS):
            replica.db.execute(f"DROP VIEW IF EXISTS temp.{name}")
        replica.limited = sight is not Sight.ALL
        if not replica.limited:
            return
        replica.db.execute("CREATE TEMP TABLE IF NOT EXISTS myself(id TEXT PRIMARY KEY, packed BLOB)")
        replica.db.execute("CREATE TEMP TABLE IF NOT EXISTS person(coder BLOB PRIMARY KEY, person BLOB)")
        replica.db.execute("DELETE FROM temp.myself")
        replica.db.execute("DELETE FROM temp.person")
        replica.db.executemany("INSERT INTO temp.myself VALUES(?,?)", [(name, pack(name)) for name in me])
        replica.db.executemany("INSERT INTO temp.person VALUES(?,?)",
                               [(pack(coder), pack(person)) for coder, person in persons.items()])
        shown = {"seen": _SEEN[sight].format("r"), "open": _OPEN.format("r") if sight is Sight.BOTH_DONE else "0"}
        if granted is not None:
            replica.db.execute("CREATE TEMP TABLE IF NOT EXISTS granted(article BLOB PRIMARY KEY)")
            replica.db.executemany("INSERT OR IGNORE INTO temp.granted VALUES(?)", [(name,) for name in granted])
            shown = {"seen": f"({_OWN.format('r')} OR {_GRANTED})", "open": _GRANTED}
        for name, query in _VIEWS.items():
            replica.db.execute(f"CREATE TEMP VIEW {name} AS {query.format(**shown)}")


def may_hear(replica: Replica, ops: Sequence[Operation]) -> bool:
    """Whether the coder may hear what was done to the one thing that these operations are of."""
    if not replica.limited or not ops or ops[0].kind not in TABLE:
        return True
    mine = {row[0] for row in replica.rows("SELECT packed FROM temp.myself")}
    born = next((op for op in ops if not op.prev), ops[0])
    creator = born.fields().get("creator")
    return (pack(creator) if creator else replica.coder_of()[born.session]) in mine or bool(
        replica.rows("SELECT 1 FROM temp.opened WHERE article=?", (born.article,)))


class Extent(NamedTuple):
    """How much there is: annotations, and characters of text (code points)."""

    annotations: int
    characters: int


class Eyes:
    """What one coder sees of a replica, kept up with the project, with who is who, and with what they want.

    Args:
        coder: id of who works.
    """

    def __init__(self, replica: Replica, catalogue: Catalogue, coder: str) -> None:
        self._replica, self._catalogue, self.coder = replica, catalogue, coder
        self.sight, self.blind = Sight.ALL, False
        """What they may see of others' annotations; whether they want to see none, whatever they may."""
        self._looking: tuple[Any, ...] = _WIDE_OPEN
        self.look()

    def look(self) -> bool:
        """Have all reads show what this coder may see now; whether that is something else than before."""
        coders = self._catalogue.coders()
        self.sight = sight(self._catalogue.project(), blind=self.blind)
        looking: tuple[Any, ...] = _WIDE_OPEN
        if self.sight is not Sight.ALL:
            looking = self.sight, identities(self.coder, coders), persons(coders)
        if looking == self._looking:
            return False
        self._looking = looking
        limit(self._replica, *looking)
        return True

    @contextmanager
    def wide_open(self) -> Iterator[None]:
        """For a while nothing is hidden, and nobody else reads: the rows themselves are looked at."""
        with self._replica.lock:
            limit(self._replica, *_WIDE_OPEN)
            self._looking = _WIDE_OPEN
            try:
                yield
            finally:
                self.look()

    def lend(self, past: Replica) -> None:
        """Have a replica of the project's past show what this coder may see now, whatever they might see then."""
        granted = [row[0] for row in self._replica.rows("SELECT DISTINCT article FROM temp.opened")] if (
            self._looking[0] is Sight.BOTH_DONE) else None
        limit(past, *self._looking, granted=granted)

    def everything(self, article: str = "") -> dict[str, tuple[str, str]]:
        """All annotations with their kind and article, of one article or of the project: what looks different once the
        sight changes."""
        where, values = ("WHERE article=?", (pack(article),)) if article else ("", ())
        rows = self._replica.rows(f"SELECT id, article FROM main.annotation {where}", values)
        found = {unpack(name): ("annotation", unpack(where)) for name, where in rows}
        shown = {where for _, where in found.values()}
        if not article:
            shown |= {unpack(row[0]) for row in self._replica.rows("SELECT DISTINCT article FROM main.review")}
        return found | {where: ("article", where) for where in shown}

    def seen_anew(self, changed: Changed) -> Changed:
        """With all that looks different because of a change of the project, of who is who, of a mark, or a purge."""
        kinds, touched = changed.kinds(), dict[str, tuple[str, str]]()
        if not kinds.isdisjoint(("project", "coder")) and self.look():
            touched = self.everything()
        elif "purge" in kinds:
            touched = {unpack(row[0]): (row[1], unpack(row[2])) for row in self._replica.rows(
                "SELECT DISTINCT entity, kind, article FROM op WHERE patch IS NULL")}
        elif self.sight is Sight.BOTH_DONE and "review" in kinds:
            for name in changed.of_kind("review"):
                touched |= self.everything(changed.entities[name][1])
        return Changed({**touched, **changed.entities}, changed.from_elsewhere) if touched else changed

    def extent(self, *, article: str = "", coder: str = "") -> Extent:
        """How much a purge would take, also of what is hidden from the coder."""
        where, value = ("article", article) if article else ("born_by", coder)
        query = f"SELECT count(*) FROM main.annotation WHERE {where}=?"
        return Extent(self._replica.rows(query, (pack(value),))[0][0], len(self._catalogue.text(article)))

    def permitted(self, action: ChangeSet | Iterable[ChangeSet]) -> ChangeSet | Iterable[ChangeSet]:
        """An action whose parts are looked at as they are stored: what the coder may not see takes all of it back."""
        if not self._replica.limited:
            return action
        if isinstance(action, ChangeSet):
            self.refuse_hidden(action.changes)
            return action
        return self._looked_at(action)

    def _looked_at(self, parts: Iterable[ChangeSet]) -> Iterator[ChangeSet]:
        for part in parts:
            self.refuse_hidden(part.changes)
            yield part

    def refuse_hidden(self, changes: Iterable[Change]) -> None:
        """Refuse to change what the coder may not see.

        Raises:
            Fault: something among these is somebody else's and hidden.
        """
        if not self._replica.limited:
            return
        for change in changes:
            if change.kind not in TABLE or change.new:
                continue
            table = TABLE[change.kind]
            hidden = self._replica.rows(f"SELECT 1 FROM main.{table} WHERE id=?1"
                                        f" AND NOT EXISTS(SELECT 1 FROM temp.{table} WHERE id=?1)",
                                        (pack(change.entity),))
            if hidden:
                raise Fault(tr("The change was not saved"), WHY[self.sight], REMEDY[self.sight])
