"""The derived tables: strict, indexed for what is asked of them, and disposable."""

from __future__ import annotations

import pytest

from annotator.project import schema
from annotator.project.journal import TABLES
from tests.team import Team


def test_the_journal_stays_when_the_rows_are_made_anew(team: Team) -> None:
    ann = team.members[0]
    ann.new()
    ann.exchange()
    place, ops = ann.replica.place(str(team.file)), ann.operations()
    ann.replica.rebuild()
    assert (ann.replica.place(str(team.file)), ann.operations()) == (place, ops)


def test_every_table_is_strict(team: Team) -> None:
    tables = dict(team.members[0].replica.rows("SELECT name, sql FROM sqlite_schema WHERE type='table'"))
    assert set(tables) == {*TABLES, *schema.TABLES}
    for sql in tables.values():
        assert "STRICT" in sql


@pytest.mark.parametrize(("query", "index"), [
    ("SELECT * FROM annotation WHERE article=x'00' ORDER BY start", "annotation"),
    ("SELECT * FROM op WHERE entity=x'00'", "op_entity"),
    ("SELECT * FROM op WHERE entity IN (x'00',x'01')", "op_entity"),
    ("SELECT * FROM attribution WHERE source=x'00'", "attribution"),
    ("SELECT * FROM entity WHERE kind='coder'", "entity"),
    ("SELECT * FROM review WHERE article=x'00'", "review"),
    ("SELECT * FROM card WHERE text_digest=x'00'", "card"),
    ("SELECT session,change_set FROM action WHERE undoes IS NOT NULL", "action_undoes"),
    ("SELECT * FROM action WHERE coder=x'00' ORDER BY hlc DESC LIMIT 5", "action"),
    ("SELECT * FROM op WHERE session=1 AND n>5", "sqlite_autoindex_op"),
])
def test_what_is_asked_often_has_an_index(team: Team, query: str, index: str) -> None:
    plan = " ".join(str(row[3]) for row in team.members[0].replica.rows(f"EXPLAIN QUERY PLAN {query}"))
    assert "SCAN" not in plan or "USING" in plan
    assert index in plan
