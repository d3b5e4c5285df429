"""The sources of a project, read one by one as they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from annotator.corpus.ids import pack, unpack
from annotator.corpus.name_index import NameIndex
from annotator.corpus.names import folded
from annotator.corpus.source import Source, representative, source_from_fields
from annotator.corpus.team import utc
from annotator.project.operation import decode_fields

if TYPE_CHECKING:
    from annotator.project.replica import Replica

WHO = "born_ms,born_by,last_ms,last_by,changes,conflicts,fields"
AT_ONCE = 500
"""Sources that one query fetches."""


class Sources(Mapping[str, Source]):
    """Source id → source, merged ones too; what was asked for once stays in memory until it changes."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._known: dict[str, Source] = {}
        self._merged: dict[str, str] | None = None
        self._ringed: set[str] | None = None
        self._index: NameIndex | None = None

    def forget(self, names: Iterable[str]) -> None:
        """These have changed."""
        before, self._merged, self._ringed = self.heads(), None, None
        touched = set(names) | (before ^ self.heads())
        for name in sorted(touched):
            self._known.pop(name, None)
            if self._index is not None:
                rows = self._replica.rows(f"SELECT names FROM source WHERE {self._standing()} AND id=?", (pack(name),))
                self._index.put(pack(name), rows[0][0] if rows else None)

    def __getitem__(self, name: str) -> Source:
        if name and name not in self._known:
            self.fetch((name,))
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        names = [unpack(row[0]) for row in self._replica.rows("SELECT id FROM source ORDER BY id")]
        for start in range(0, len(names), AT_ONCE):
            self.fetch(names[start:start + AT_ONCE])  # as a rule the values are wanted, too
            yield from names[start:start + AT_ONCE]

    def __len__(self) -> int:
        return int(self._replica.rows("SELECT count(*) FROM source")[0][0])

    def fetch(self, names: Collection[str]) -> list[Source]:
        """Those of these sources that are there, in this order, by few queries."""
        lacking = [pack(name) for name in names if name not in self._known]
        for start in range(0, len(lacking), AT_ONCE):
            part = lacking[start:start + AT_ONCE]
            self._known |= {source.id: source for source in self._read(
                f"WHERE id IN ({','.join('?' * len(part))})", tuple(part))}
        return [self._known[name] for name in names if name in self._known]

    def merged(self) -> Mapping[str, str]:
        """Source → the source that it is merged into."""
        if self._merged is None:
            self._merged = {unpack(row[0]): unpack(row[1]) for row in self._replica.rows(
                "SELECT id, merged_into FROM source WHERE merged_into<>x'' ORDER BY id")}
        return self._merged

    def heads(self) -> set[str]:
        """What rings of merges count as: each stands for itself, though it was merged, too."""
        if self._ringed is None:
            merged = self.merged()
            self._ringed = {name for name in merged if representative(name, merged) == name}
        return self._ringed

    def _standing(self, table: str = "source") -> str:
        """The condition on those that stand for themselves: not merged, or what a ring of merges counts as."""
        heads = sorted(pack(name).hex() for name in self.heads())
        ringed = f" OR {table}.id IN (x'" + "',x'".join(heads) + "')" if heads else ""
        return f"({table}.merged_into=x''{ringed})"

    # --- by name; `corpus.names` decides on what these leave ---

    def likely(self, typed: str, counts: SourceCounts, most: int) -> list[str]:
        """Of the sources that `typed` may mean, so many as are likeliest by how well it fits, use and name."""
        if not folded(typed):
            return self._most_used(most, counts) if self._replica.limited else self._most_used_of_all(most)
        return [unpack(name) for name in self._names().likely(typed, counts.all(), most)]

    def _most_used(self, most: int, counts: SourceCounts) -> list[str]:
        used = counts.all()
        rows = self._replica.rows(f"SELECT id, names FROM source WHERE {self._standing()}")
        return [unpack(row[0]) for row in nsmallest(most, rows, key=lambda row: (-used.get(row[0], 0), row[1], row[0]))]

    def _most_used_of_all(self, most: int) -> list[str]:
        found = self._replica.rows(
            f"SELECT s.id FROM tally t JOIN source s ON s.id=t.said WHERE t.what='source' AND {self._standing('s')}"
            " ORDER BY t.number DESC, s.names, s.id LIMIT ?", (most,))
        if len(found) < most:
            found += self._replica.rows(
                f"SELECT id FROM source WHERE {self._standing()}"
                " AND id NOT IN (SELECT said FROM tally WHERE what='source') ORDER BY names, id LIMIT ?",
                (most - len(found),))
        return [unpack(row[0]) for row in found]

    def named_in(self, text: str) -> list[str]:
        """The sources that the text may name."""
        return [unpack(name) for name in self._names().named_in(text)]

    def bearing(self, name: str) -> list[str]:
        """The sources that bear a name, however it is spelt, by id."""
        return [unpack(source) for source in self._names().bearing(name)]

    def _names(self) -> NameIndex:
        """The names of all that stand for themselves; made when it is first asked for, then kept up."""
        if self._index is None:
            self._index = NameIndex(self._replica.rows(f"SELECT id, names FROM source WHERE {self._standing()}"))
        return self._index

    def _read(self, where: str, values: tuple[Any, ...]) -> Iterator[Source]:
        for row in self._replica.rows(f"SELECT id,{WHO} FROM source {where}", values):
            fields = decode_fields(row[-1])
            found = source_from_fields(unpack(row[0]), fields, **facts(row[1:-2], fields, revised=False))
            yield replace(found, stands=True) if found.id in self.heads() else found


class SourceCounts(Mapping[str, int]):
    """Source id → how many attributions it has, under its own id; one is read when it is asked for, or all at once."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._all: dict[bytes, int] | None = None
        self._seen: dict[bytes, list[bytes]] | None = None

    def forget(self, annotations: Collection[str] = ()) -> None:
        """Some have changed; where something is hidden from the coder, because of these annotations."""
        if self._all is None or self._seen is None or not self._replica.limited or len(annotations) > AT_ONCE:
            self._all = self._seen = None
            return
        packed = [pack(name) for name in annotations]
        for source in (source for name in packed for source in self._seen.pop(name, ())):
            self._all[source] -= 1
            if not self._all[source]:
                del self._all[source]
        self._count(f"WHERE annotation IN ({','.join('?' * len(packed))})", tuple(packed))

    def _count(self, where: str = "", values: tuple[Any, ...] = ()) -> None:
        """Add what the coder may see: nobody keeps these numbers beside the rows."""
        assert self._all is not None and self._seen is not None
        for annotation, source in self._replica.rows(f"SELECT annotation, source FROM attribution {where}", values):
            if source:
                self._seen.setdefault(annotation, []).append(source)
                self._all[source] = self._all.get(source, 0) + 1

    def all(self) -> dict[bytes, int]:
        """All of them by packed id, for who asks for many."""
        if self._all is None and self._replica.limited:
            self._all, self._seen = {}, {}
            self._count()
        elif self._all is None:
            self._all = dict(self._replica.rows("SELECT said, number FROM tally WHERE what='source'"))
        return self._all

    def __getitem__(self, name: str) -> int:
        if self._all is not None or self._replica.limited:
            return self.all()[pack(name)]
        rows = self._replica.rows("SELECT number FROM tally WHERE what='source' AND said=?", (pack(name),))
        if not rows:
            raise KeyError(name)
        return int(rows[0][0])

    def __iter__(self) -> Iterator[str]:
        return map(unpack, self.all())

    def __len__(self) -> int:
        return len(self.all())


def facts(who: tuple[Any, ...], fields: Mapping[str, Any], *, revised: bool = True) -> dict[str, Any]:
    """Creator, created and so on: what an import brought stays, what was done here since is added."""
    born, by, last, last_by, changes = who
    facts = {"creator": fields.get("creator") or unpack(by), "created": fields.get("created") or utc(born),
             "modified": utc(last) if changes else fields.get("modified") or "",
             "modified_by": unpack(last_by) if changes else fields.get("modified_by") or ""}
    return facts | ({"revision": (fields.get("revision") or 1) + changes} if revised else {})


