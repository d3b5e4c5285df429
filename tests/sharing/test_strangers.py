"""T12: files that are damaged, or made by somebody who means harm, never break the reader and never harm a replica."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from annotator.corpus.errors import Fault
from annotator.corpus.ids import pack
from annotator.project.catalogue import Catalogue
from annotator.project.journal import TABLES
from annotator.project.operation import fingerprint
from annotator.project.settle import conflicts
from annotator.project.timeline import Timeline
from tests.team import ARTICLE, PROJECT, Member, Team, name

HARMS = 5
"""Files damaged for each seed: 1,000 with the seeds of an ordinary run."""

STRANGER = bytes(16)


@pytest.fixture
def team(shore: Path) -> Any:
    made = Team(shore, "Ann", "Ben")
    made.members[0].new(note="kept")
    made.sync()
    yield made
    made.close()


def harmed(content: bytes, chance: random.Random) -> bytes:
    """Bytes flipped, a stretch of noise, a page swapped, cut short or grown."""
    found = bytearray(content)
    for _ in range(chance.choice([1, 1, 3, 20])):
        at = chance.randrange(len(found))
        match chance.randrange(5):
            case 0:
                found[at] ^= 1 << chance.randrange(8)
            case 1:
                found[at:at + 64] = chance.randbytes(64)
            case 2:
                one, other = (4096 * chance.randrange(len(found) // 4096 or 1) for _ in range(2))
                found[one:one + 4096], found[other:other + 4096] = found[other:other + 4096], found[one:one + 4096]
            case 3:
                del found[at:]
                found = found or bytearray(b"x")
            case _:
                found += chance.randbytes(chance.randrange(5000))
    return bytes(found)


def reads_all(member: Member) -> None:
    """Look at everything, as the window would."""
    catalogue = Catalogue(member.replica)
    for article in catalogue.article_ids():
        catalogue.annotations(article)
        catalogue.passages(article)
        catalogue.links(article)
    list(catalogue.contents())
    catalogue.sources(), catalogue.codebook(), catalogue.project(), catalogue.coders(), catalogue.counts()
    catalogue.named_coders(), catalogue.shelves(""), catalogue.latest()
    list(conflicts(member.replica))
    timeline = Timeline(member.replica)
    for event in timeline.events(limit=500):
        timeline.steps(event)


def test_damaged_files_never_break_the_reader_and_never_harm_a_good_replica(team: Team, seeds: range) -> None:
    ann, whole = team.members[0], team.file.read_bytes()
    before = ann.operations()
    path = team.folder / "harmed.annot"
    for seed in seeds:
        chance = random.Random(seed)
        for _ in range(HARMS):
            path.write_bytes(harmed(whole, chance))
            try:
                ann.exchange(path, write=chance.random() < 0.5)
            except Fault as fault:
                assert fault.why and fault.remedy, str(fault)
    assert before <= ann.operations()
    dump = ann.replica.dump()
    ann.replica.rebuild()
    assert ann.replica.dump() == dump
    reads_all(ann)


def forged(path: Path, rows: list[dict[str, Any]], *, texts: Sequence[tuple[Any, Any]] = ()) -> None:
    """A file of our project with rows that no program of ours writes, each with the digest that it should have."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute(f"PRAGMA application_id={0x616E6F74}")
    db.execute("PRAGMA user_version=1")
    for statement in TABLES.values():
        db.execute(statement.replace(" STRICT", "").replace(", WITHOUT", " WITHOUT").replace(" NOT NULL", ""))
    db.executemany("INSERT INTO meta VALUES(?,?)", [("project", PROJECT), ("min_reader", 1), ("min_writer", 1)])
    db.execute("INSERT INTO session VALUES(1,?,?,'forged',0)", (STRANGER, pack("stranger")))
    for n, row in enumerate(rows, start=1):
        op = {"n": n, "hlc": 1_750_000_000_000 << 16, "kind": "annotation", "entity": pack(name()),
              "article": pack(ARTICLE), "prev": b"", "patch": "{}", "change_set": 1, **row}
        op.pop("digest", None)
        try:
            digest = fingerprint(STRANGER, *op.values())
        except Exception:  # noqa: BLE001  a value that cannot even be digested
            digest = 0
        db.execute("INSERT INTO op(session,n,hlc,kind,entity,article,prev,patch,change_set,digest,stamp)"
                   " VALUES(1,?,?,?,?,?,?,?,?,?,7)", (*op.values(), row.get("digest", digest)))
    db.executemany("INSERT INTO article(id,body) VALUES(?,?)", texts)
    db.execute("PRAGMA writable_schema=ON")
    for table, statement in TABLES.items():
        db.execute("UPDATE sqlite_schema SET sql=? WHERE name=?", (statement, table))
    db.close()


FORGED: list[dict[str, Any]] = [
    {"patch": "not json"}, {"patch": "[1]"},
    {"patch": '{"kind":"quote","segments":[["content",0,4]],"note":"\\ud800"}'},
    {"patch": json.dumps({"kind": "quote", "segments": 7})},
    {"patch": json.dumps({"kind": "quote", "segments": [["content", 0, 10**30]]})},
    {"patch": json.dumps({"kind": "quote", "segments": [["content", 5, 10**9]]})},
    {"patch": json.dumps({"kind": "quote", "chain": [["ü", "speaker"]]})},
    {"patch": '{"kind":"quote","note":' + "[" * 100_000 + "]" * 100_000 + "}"},
    {"patch": '{"kind":' + "9" * 10_000 + "}"}, {"patch": b"\xff\xfe"}, {"patch": 7}, {"n": "first"}, {"hlc": "now"},
    {"hlc": -1}, {"hlc": 1 << 62}, {"kind": b"\xff"}, {"kind": ""}, {"kind": "k" * 10_000}, {"entity": b"\xff" * 17},
    {"entity": b""}, {"entity": "text"}, {"article": b"\xff\xfe\xfd"}, {"prev": b"odd"}, {"prev": "text"},
    {"change_set": None}, {"digest": "none"}, {"kind": "codebook", "patch": json.dumps({"kind:x": ["y"]})},
    {"kind": "merge", "patch": json.dumps({"came": {"zz": 5}})}, {"kind": "purge", "patch": json.dumps({"article": 5})},
    {"kind": "undo", "patch": json.dumps({"session": "zz", "change_set": "x"})},
    {"kind": "values", "patch": json.dumps({"coder": ["x"]})}, {"kind": "coder", "patch": json.dumps({"name": 5})},
    {"kind": "link", "patch": json.dumps({"type": "part_of", "start": "ü", "end": 7})},
]


@pytest.mark.parametrize("row", FORGED, ids=lambda row: json.dumps({k: str(v)[:30] for k, v in row.items()}))
def test_a_forged_operation_is_left_out_or_harmless(team: Team, row: dict[str, Any]) -> None:
    ann, path = team.members[0], team.folder / "forged.annot"
    forged(path, [row])
    try:
        ann.exchange(path, write=False)
    except Fault as fault:
        assert fault.why and fault.remedy
    reads_all(ann)
    dump = ann.replica.dump()
    ann.replica.rebuild()
    assert ann.replica.dump() == dump
    team.sync()


@pytest.mark.parametrize("session", [(b"short", pack("x")), (b"s" * 16, b"\xff" * 17), (b"s" * 16, "text")], ids=str)
def test_a_forged_session_is_left_out_with_its_work(team: Team, session: tuple[Any, Any]) -> None:
    ann, path = team.members[0], team.folder / "forged.annot"
    forged(path, [{}])
    db = sqlite3.connect(path)
    db.execute("PRAGMA writable_schema=ON")
    db.execute("UPDATE sqlite_schema SET sql=replace(sql, ' STRICT', '') WHERE name='session'")
    db.commit()
    db.close()
    db = sqlite3.connect(path)
    db.execute("UPDATE session SET id=?, coder=?", session)
    db.execute("PRAGMA writable_schema=ON")
    db.execute("UPDATE sqlite_schema SET sql=? WHERE name='session'", (TABLES["session"],))
    db.commit()
    db.close()
    before = ann.operations()
    try:
        ann.exchange(path, write=False)
    except Fault as fault:
        assert fault.why and fault.remedy
    assert ann.operations() == before
    reads_all(ann)
    team.sync()


@pytest.mark.parametrize("text", [(b"\xff" * 17, "words"), (pack(ARTICLE) + b"x", b"\xff"), ("text", "words"),
                                  (b"abc", 7), (b"abc", "a line end of another\r\nkind")], ids=str)
def test_a_forged_text_is_left_out_or_harmless(team: Team, text: tuple[Any, Any]) -> None:
    ann, path = team.members[0], team.folder / "forged.annot"
    forged(path, [{"kind": "article", "entity": b"abc", "article": b"abc", "patch": '{"title":"T"}'}], texts=[text])
    try:
        ann.exchange(path, write=False)
    except Fault as fault:
        assert fault.why and fault.remedy
    reads_all(ann)
    team.sync()
