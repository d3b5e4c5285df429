"""What has come into a replica since one looked: through an exchange, or from another program on this computer."""

from __future__ import annotations

from annotator.corpus.ids import unpack
from annotator.project.replica import Replica


def come_since(replica: Replica, op: int, article: int) -> dict[str, tuple[str, str]]:
    """Entity id → (kind, article) of what others brought after these rows; texts that came alone count as articles."""
    query = " FROM op o JOIN session s ON s.k=o.session WHERE o.seq>? AND s.id"
    rows = replica.rows(f"SELECT o.entity, o.kind, o.article {query}<>? ORDER BY o.seq", (op, replica.session))
    texts = replica.rows(f"SELECT id FROM article WHERE k>? AND id NOT IN (SELECT o.entity {query}=?)",
                         (article, op, replica.session))
    found = {unpack(row[0]): ("article", unpack(row[0])) for row in texts}
    return found | {unpack(row[0]): (row[1], unpack(row[2])) for row in rows}
