"""What was removed: listed newest first without reading the journal, looked at a page at a time, and brought back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.corpus.annotation import CONTENT
from annotator.corpus.change import DELETED, Change, ChangeSet
from annotator.corpus.ids import is_id, pack, unpack
from annotator.language import tr
from annotator.project.fold import State, fold
from annotator.project.journal import marks, paged
from annotator.project.library import SHOWN
from annotator.project.replica import Replica
from annotator.project.sight import may_hear

KINDS = ("annotation", "article", "source", "link")
"""The kinds of things that are listed."""

LONGEST = 300
"""Code points of a segment that are told."""

_ON_PURPOSE = ("EXISTS(SELECT 1 FROM op o WHERE o.entity=g.id AND instr(o.patch,'\"deleted\"')"
               " AND json_extract(o.patch,'$.deleted') AND NOT EXISTS(SELECT 1 FROM op u"
               " WHERE u.session=o.session AND u.n=o.change_set AND u.kind='undo'))")
"""What is gone only because its making was undone was never removed by anybody."""

_REALLY = ("NOT EXISTS(SELECT 1 FROM main.card c WHERE c.id=g.id AND c.annotations)"
           " AND NOT EXISTS(SELECT 1 FROM main.unseen u WHERE u.article=g.id)")
"""An article in which something is alive is no removed one."""

_ALONE = ("(g.kind NOT IN ('annotation','link') OR NOT EXISTS(SELECT 1 FROM gone a WHERE a.id=g.article"
          " AND a.kind='article' AND a.session=g.session AND a.change_set=g.change_set))")
"""What went with its article stands for itself only where its kind is asked for."""


@dataclass(frozen=True, slots=True)
class Removed:
    """One thing that was removed: when (milliseconds UTC), by whom (coder's id), what it said and where it stood.

    Args:
        fields: the journal's fields of it.
        words: of an annotation those of the text; the name or title of others; both ends' words of a link.
        place: the title of its article.
        inside: how many annotations went with an article.
    """

    id: str
    kind: str
    article: str
    time: int
    coder: str
    fields: Mapping[str, Any]
    words: tuple[str, ...]
    place: str = ""
    inside: int = 0


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """What bringing things back takes: one action; how many of each kind were asked for, and come with them.

    `hidden` counts what would be needed, too, and is somebody else's work that the coder may not see.
    """

    change_set: ChangeSet
    wanted: Counter[str]
    also: Counter[str]
    hidden: int = 0


class Bin:
    """Reads of one replica, as far as its coder may see; what was purged is not in it."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    def names(self, *, kind: str = "", coders: Collection[str] = ()) -> list[bytes]:
        """The packed ids of what was removed, the latest first; of one kind, by these coders."""
        kinds = (kind,) if kind else KINDS
        where = [f"g.kind IN ({','.join('?' * len(kinds))})", _REALLY, _ON_PURPOSE]
        values: tuple[Any, ...] = kinds
        if not kind:
            where.append(_ALONE)
        if coders:
            where.append(f"g.coder IN ({','.join('?' * len(coders))})")
            values += tuple(map(pack, coders))
        rows = self._replica.rows(f"SELECT g.id FROM gone g WHERE {' AND '.join(where)} ORDER BY g.hlc DESC, g.id DESC",
                                  values)
        return [row[0] for row in rows]

    def mark(self) -> tuple[Any, ...]:
        """Something that is another one once something else is removed or comes back; it costs next to nothing."""
        return self._replica.rows("SELECT count(*), max(hlc), (SELECT count(*) FROM main.card c WHERE c.removed"
                                  f" AND {SHOWN}) FROM gone")[0]

    def coders(self) -> list[str]:
        """Who has removed something."""
        return [unpack(row[0]) for row in self._replica.rows("SELECT DISTINCT coder FROM gone")]

    def read(self, names: Sequence[bytes]) -> list[Removed]:
        """What these were; what has come back meanwhile is left out."""
        found: list[Removed] = []
        for page in paged(names):
            rows = {row[0]: row[1:] for row in self._replica.rows(
                f"SELECT id,kind,article,hlc,coder,session,change_set FROM gone WHERE id IN {marks(page)}",
                tuple(page))}
            states = {name: fold(ops) for name, ops in self._replica.histories(rows).items()}
            titles = self._titles({states[name].article for name in rows})
            ends = self._ends(states.values())
            for name in page:
                if name in rows:
                    kind, article, hlc, coder, *action = rows[name]
                    fields = states[name].fields
                    found.append(Removed(
                        unpack(name), kind, unpack(article), hlc >> 16, unpack(coder), fields,
                        self._words(states[name], ends), titles.get(article, "") if kind != "article" else "",
                        self._inside(name, action) if kind == "article" else 0))
        return found

    # --- words ---

    def _words(self, state: State, ends: Mapping[str, State]) -> tuple[str, ...]:
        fields = state.fields
        if state.kind == "annotation":
            return (self._marked(state),)
        if state.kind == "link":
            known = [ends.get(str(fields.get(end) or "")) for end in ("start", "end")]
            return tuple(self._marked(end) if end else "" for end in known)
        return (str(fields.get("name" if state.kind == "source" else "title") or ""),)

    def _marked(self, state: State) -> str:
        """The words of an annotation, cut out where the text lies: it may be very long."""
        spans = [(start, end) for role, start, end in state.fields.get("segments") or () if role == CONTENT]
        parts = [self._replica.rows("SELECT substr(body,?,?) FROM article WHERE id=?",
                                    (start + 1, min(end - start, LONGEST), state.article)) for start, end in spans]
        return " … ".join(" ".join(rows[0][0].split()) for rows in parts if rows and rows[0][0])

    def _ends(self, states: Iterable[State]) -> dict[str, State]:
        """The annotations at the ends of the links among these, as far as the coder may see them."""
        names = {pack(str(state.fields.get(end) or "")) for state in states if state.kind == "link"
                 for end in ("start", "end")}
        return {unpack(name): fold(ops) for name, ops in self._replica.histories(sorted(names)).items()
                if may_hear(self._replica, ops)}

    def _titles(self, articles: Collection[bytes]) -> dict[bytes, str]:
        names = sorted(articles)
        return {row[0]: row[1] or tr("Untitled") for row in self._replica.rows(
            f"SELECT id,title FROM main.card WHERE id IN {marks(names)}", tuple(names))}

    def _inside(self, article: bytes, action: Sequence[Any]) -> int:
        return int(self._replica.rows("SELECT count(*) FROM gone WHERE article=? AND kind='annotation' AND session=?"
                                      " AND change_set=?", (article, *action))[0][0])

    # --- bringing back ---

    def bring_back(self, names: Iterable[str]) -> BroughtBack:
        """What brings these back, and with them what they cannot be without.

        An annotation needs its article and the sources behind it, a link both its ends. With an article that is asked
        for comes all that went with it, with a source what counted as it.
        """
        wanted = set(map(pack, names))
        chosen: dict[bytes, State] = {}
        hidden: set[bytes] = set()
        todo = wanted
        while todo:
            there = {row[0] for page in paged(sorted(todo)) for row in self._replica.rows(
                f"SELECT id FROM main.gone WHERE id IN {marks(page)}", tuple(page))}
            histories = self._replica.histories(sorted(there))
            hidden |= {name for name, ops in histories.items() if not may_hear(self._replica, ops)}
            fresh = {name: fold(ops) for name, ops in histories.items() if name not in hidden}
            chosen |= fresh
            todo = {other for name, state in fresh.items() for other in self._needed(state)}
            todo.update(*(self._companions(name, state) for name, state in fresh.items() if name in wanted))
            todo -= chosen.keys() | hidden
        changes = [Change(state.kind, unpack(name), {DELETED: 0}, unpack(state.article))
                   for name, state in chosen.items()]
        return BroughtBack(ChangeSet(changes), Counter(chosen[name].kind for name in chosen if name in wanted),
                           Counter(chosen[name].kind for name in chosen if name not in wanted), len(hidden))

    @staticmethod
    def _needed(state: State) -> Iterator[bytes]:
        fields = state.fields
        named: list[Any] = []
        if state.kind == "annotation":
            yield state.article
            named = [link[0] for link in fields.get("chain") or ()]
        elif state.kind == "link":
            named = [fields.get("start"), fields.get("end")]
        elif state.kind == "source":
            named = [fields.get("merged_into")]
        yield from (pack(name) for name in named if isinstance(name, str) and is_id(name))

    def _companions(self, name: bytes, state: State) -> list[bytes]:
        """What was removed with an article, as far as it may be seen; with a source, what was merged into it."""
        if state.kind not in ("article", "source"):
            return []
        inside = "g.article=mine.id" if state.kind == "article" else "g.kind='source'"
        rows = self._replica.rows(
            f"SELECT g.id FROM main.gone mine JOIN gone g ON g.session=mine.session AND g.change_set=mine.change_set"
            f" WHERE mine.id=? AND g.id<>mine.id AND {inside}", (name,))
        found = [row[0] for row in rows]
        if state.kind == "article":
            return found
        return [other for other, ops in self._replica.histories(found).items()
                if fold(ops).fields.get("merged_into") == unpack(name)]
