"""The derived tables of a replica: disposable, rebuilt from the journal whenever `VERSION` changes."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

VERSION = 11

_WHO_AND_WHEN: dict[str, Any] = {
    "born_ms": int, "born_by": bytes, "last_ms": int, "last_by": bytes, "changes": int, "conflicts": str, "fields": str}

TABLES: dict[str, dict[str, Any]] = {
    "annotation": {"id": bytes, "article": bytes, "kind": str, "start": int, "sourced": int, "answered": str,
                   **_WHO_AND_WHEN},
    "attribution": {"annotation": bytes, "level": int, "source": bytes, "article": bytes},
    "link": {"id": bytes, "article": bytes, "type": str, "start": bytes, "end": bytes, "arrived": int,
             **_WHO_AND_WHEN},
    "source": {"id": bytes, "name": str, "names": str, "merged_into": bytes, **_WHO_AND_WHEN},
    "card": {"id": bytes, "title": str, "outlet": str, "published": str, "url": str, "removed": int,
             "characters": int, "words": int, "text_digest": bytes, "arrived": int, "shelved": str, "searched": str,
             "annotations": int, "unsourced": int, **_WHO_AND_WHEN},
    "review": {"id": bytes, "article": bytes, "coder": bytes, "status": str, **_WHO_AND_WHEN},
    "entity": {"id": bytes, "kind": str, "article": bytes, **_WHO_AND_WHEN},
    "variables": {"id": bytes, "article": bytes, "coder": bytes, "answered": str},
    "action": {"session": bytes, "change_set": int, "coder": bytes, "hlc": int, "work": int, "founding": int,
               "undoes_session": bytes, "undoes": int, "articles": int, "operations": int},
    "gone": {"id": bytes, "kind": str, "article": bytes, "hlc": int, "coder": bytes, "session": bytes,
             "change_set": int, "creator": bytes},
    "unseen": {"id": bytes, "coder": bytes, "kind": str, "article": bytes, "ms": int, "number": int,
               "creator": bytes},
    "tally": {"what": str, "said": bytes, "number": int},
    "remote": {"path": str, "seq": int, "stamp": int, "article": int, "given": int, "given_article": int},
}
KEYS: dict[str, str | tuple[str, str]] = {
    "attribution": ("annotation", "level"), "action": ("session", "change_set"), "unseen": ("id", "coder"),
    "tally": ("what", "said"), "remote": "path"}
INDEXES = {
    "annotation": (("article", "kind", "sourced", "answered"),),
    "attribution": (("source",),),
    "link": (("start",), ("end",), ("type", "arrived"), ("article",)),
    "card": (("text_digest",), ("shelved", "arrived", "id", "removed", "annotations", "unsourced"), ("searched",)),
    "review": (("article",), ("coder", "article", "status")),
    "entity": (("kind", "article"), ("article",)),
    "variables": (("coder", "article", "answered"),),
    "action": (("coder", "hlc"), ("hlc", "session", "change_set")),
    "gone": (("hlc", "id"), ("article",), ("session", "change_set")),
    "unseen": (("article",),),
    "tally": (("what", "number"),),
}
DERIVED = ("annotation", "attribution", "source", "link", "card", "review", "entity", "variables", "action", "gone",
           "unseen", "tally")
"""The tables that a rebuild empties and fills; `remote` is memory, not derived."""


CLUSTERED = frozenset({"attribution", "variables", "action", "gone", "unseen", "tally", "remote"})
"""Tables of short rows that lie in their key (WITHOUT ROWID): a commit touches a page less for each."""

REPLACING = "instr(fields,'\"replaces\":')"
"""What is so of the cards of new versions; as in the index of these few, a query has to say it."""

COUNTED = ("annotations", "unsourced")
"""The columns of a card that `tallies` keeps."""

UNSETTLED = ("annotation", "source", "link", "card", "review", "entity")
"""The tables in which something may have to be settled; an index holds only what has."""


def create(db: sqlite3.Connection) -> None:
    """Make the derived tables anew; the journal and what is known of remotes stay."""
    from sqlite_utils import Database

    tables = Database(db, execute_plugins=False)
    for name in DERIVED:
        tables.table(name).drop(ignore=True)
    for name, columns in TABLES.items():
        made = tables.create_table_sql(name, columns, pk=KEYS.get(name, "id"), strict=True, if_not_exists=True)
        db.execute(made.rstrip("; \n") + (", WITHOUT ROWID" if name in CLUSTERED else ""))
    db.execute("CREATE INDEX IF NOT EXISTS op_entity ON op(entity)")
    db.execute("CREATE INDEX IF NOT EXISTS op_later ON op(article, entity) WHERE prev<>x''")
    _index(tables, "annotation")  # a new card is counted by it


def index(db: sqlite3.Connection) -> None:
    """Make the other indexes, once the rows are there: sorted at one go, a third of what keeping them costs."""
    from sqlite_utils import Database

    tables = Database(db, execute_plugins=False)
    for name in INDEXES:
        _index(tables, name)
    db.execute("CREATE INDEX IF NOT EXISTS action_undoes ON action(undoes) WHERE undoes IS NOT NULL")
    db.execute("CREATE INDEX IF NOT EXISTS source_merged ON source(merged_into) WHERE merged_into<>x''")
    db.execute("CREATE INDEX IF NOT EXISTS card_removed ON card(id) WHERE removed")
    db.execute(f"CREATE INDEX IF NOT EXISTS card_replacing ON card(arrived, id) WHERE {REPLACING}")
    for name in UNSETTLED:
        db.execute(f"CREATE INDEX IF NOT EXISTS {name}_unsettled ON {name}(id) WHERE conflicts IS NOT NULL")


def _index(tables: Database, name: str) -> None:
    for columns in INDEXES[name]:
        tables.table(name).create_index(list(columns), if_not_exists=True)
