"""The sources of a project, read one by one as they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from annotator.corpus.ids import pack, unpack
from annotator.corpus.name_index import NameIndex
from annotator.corpus.names import folded
from annotator.corpus.source import Source, source_from_fields
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
        self._index: NameIndex | None = None

    def forget(self, names: Iterable[str]) -> None:
        """These have changed."""
        self._merged = None
        for name in names:
            self._known.pop(name, None)
            if self._index is not None:
                rows = self._replica.rows("SELECT names FROM source WHERE merged_into=x'' AND id=?", (pack(name),))
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

    # --- by name; `corpus.names` decides on what these leave ---

    def likely(self, typed: str, counts: SourceCounts, most: int) -> list[str]:
        """Of the sources that `typed` may mean, so many as are likeliest by how well it fits, use and name."""
        if not folded(typed):
            return self._most_used(most)
        return [unpack(name) for name in self._names().likely(typed, counts.all(), most)]

    def _most_used(self, most: int) -> list[str]:
        found = self._replica.rows(
            "SELECT s.id FROM tally t JOIN source s ON s.id=t.said WHERE t.what='source' AND s.merged_into=x''"
            " ORDER BY t.number DESC, s.names, s.id LIMIT ?", (most,))
        if len(found) < most:
            found += self._replica.rows(
                "SELECT id FROM source WHERE merged_into=x'' AND id NOT IN (SELECT said FROM tally WHERE what='source')"
                " ORDER BY names, id LIMIT ?", (most - len(found),))
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
            self._index = NameIndex(self._replica.rows("SELECT id, names FROM source WHERE merged_into=x''"))
        return self._index

    def _read(self, where: str, values: tuple[Any, ...]) -> Iterator[Source]:
        for row in self._replica.rows(f"SELECT id,{WHO} FROM source {where}", values):
            fields = decode_fields(row[-1])
            yield source_from_fields(unpack(row[0]), fields, **facts(row[1:-2], fields, revised=False))


class SourceCounts(Mapping[str, int]):
    """Source id → how many attributions it has, under its own id; one is read when it is asked for, or all at once."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._all: dict[bytes, int] | None = None

    def forget(self) -> None:
        """Some have changed."""
        self._all = None

    def all(self) -> dict[bytes, int]:
        """All of them by packed id, for who asks for many."""
        if self._all is None:
            self._all = dict(self._replica.rows("SELECT said, number FROM tally WHERE what='source'"))
        return self._all

    def __getitem__(self, name: str) -> int:
        if self._all is not None:
            return self._all[pack(name)]
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


