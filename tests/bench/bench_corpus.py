"""How fast a corpus comes in and goes out, as ratios to the least that could be done, measured in the same run.

Run: `python -m tests.bench.bench_corpus [--articles 10000] [--annotations 100000]`.

Import: a dataset file → decoded, checked, stored as one action. Floor: `executemany` of the very same rows into the
same tables and indexes, in one transaction. Export: the project → dataset file. Two floors: msgspec alone writing
the finished objects, and msgspec with what nobody can leave out (reading the rows from SQLite, decoding them).
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from annotator import formats
from annotator.corpus.ids import spell
from annotator.corpus.team import Coder
from annotator.formats.dataset import shape
from annotator.formats.doors import WriteOptions
from annotator.project import schema
from annotator.project.journal import TABLES
from annotator.session import Session

WORDS = (
    "the minister said on Tuesday that fewer than 40 percent of those asked had heard of a plan to rebuild harbour "
    "tunnels within three years and added “nobody will pay twice” although $1.3 billion was spent before the vote 🙂"
).split()
CODER = Coder("c0de0000-0000-7000-8000-000000000001", "Bench")
JOURNAL = ("session", "article", "op")


SOURCES = [str(uuid.UUID(int=number, version=4)) for number in range(500)]


def invented(articles: int, annotations: int) -> Iterator[bytes]:
    """A dataset as one file would hold it, piece by piece: a header, then articles of some 4 KB."""
    rng = random.Random(7)
    sources = [
        {"id": source, "type": "person", "name": f"Person {n}", "alternateName": [f"P. {n}"]}
        for n, source in enumerate(SOURCES)
    ]
    book = json.loads((Path(__file__).parents[2] / "resources/codebook/default.json").read_text(encoding="utf-8"))
    head = {
        "format": shape.FORMAT,
        "formatVersion": "1.0",
        "offsetUnit": "codepoint",
        "generator": {"name": "bench", "version": "1"},
        "exported": "2026-01-01T00:00:00Z",
        "project": {"id": "bench", "name": "Bench"},
        "coders": [{"id": CODER.id, "name": CODER.name}],
        "codebook": book,
        "sources": sources,
    }
    yield msgspec.json.encode(head)[:-1] + b',"articles":['
    each = annotations // articles
    for number in range(articles):
        yield (b"," if number else b"") + msgspec.json.encode(_article(rng, number, each))
    yield b"]}"


def name(rng: random.Random) -> str:
    """A UUIDv7, as this program makes them: each is later than the one before."""
    name.last = getattr(name, "last", 1_780_000_000_000) + 1  # type: ignore[attr-defined]
    tail = rng.getrandbits(80).to_bytes(10, "big")
    raw = bytearray(name.last.to_bytes(6, "big") + tail)  # type: ignore[attr-defined]
    raw[6], raw[8] = 0x70 | raw[6] & 0x0F, 0x80 | raw[8] & 0x3F
    return spell(bytes(raw))


def _article(rng: random.Random, number: int, annotations: int) -> dict[str, Any]:
    text = " ".join(rng.choices(WORDS, k=700))
    made = [_annotation(rng, text, name(rng)) for n in range(annotations)]
    return {
        "id": name(rng),
        "headline": f"Article {number}",
        "publisher": "The Bench",
        "datePublished": f"2026-01-{number % 28 + 1:02}",
        "text": text,
        "textSha256": hashlib.sha256(text.encode()).hexdigest(),
        "annotations": made,
    }


def _annotation(rng: random.Random, text: str, label: str) -> dict[str, Any]:
    def span(length: int) -> dict[str, Any]:
        start = rng.randrange(len(text) - 200)
        return {"start": start, "end": start + length, "exact": text[start : start + length]}

    first = span(40)
    second = {
        "start": first["end"] + 20,
        "end": first["end"] + 60,
        "exact": text[first["end"] + 20 : first["end"] + 60],
    }
    kind = rng.choice(("claim", "quote", "quote", "statistic"))
    found: dict[str, Any] = {"id": label, "type": kind, "segments": [first] + ([second] if rng.random() < 0.15 else [])}
    if kind == "statistic":
        found["quantity"] = {
            "value": "1300000000",
            "raw": "$1.3 billion",
            "comparator": "=",
            "unit": "USD",
            "measure": "money",
            "measuredEntity": "the plan",
        }
    else:
        found["attributes"] = {"quote_type": "direct"} if kind == "quote" else {"claim_type": "factual"}
    found["attributions"] = [
        {
            "level": 0,
            "role": "speaker",
            "source": rng.choice(SOURCES),
            "basis": "explicit",
            "mention": [span(12)],
            "cue": [span(4)],
        }
    ]
    return found | {"creator": CODER.id, "created": "2026-01-01T00:00:00Z"}


@contextmanager
def project(folder: Path) -> Iterator[Session]:
    """An empty project in the folder."""
    session = Session.create(folder / "bench.annot", CODER, home=folder, codebook=formats.default_codebook())
    try:
        yield session
    finally:
        session.close()


def measured(step: Callable[[], Any]) -> float:
    """CPU seconds of one call."""
    gc.collect()
    start = time.process_time()
    step()
    return time.process_time() - start


def raw_rows(source: Path, target: Path) -> float:
    """Seconds that `executemany` of the same rows takes, into the same tables and indexes, in one transaction."""
    rows = {}
    with sqlite3.connect(source) as db:
        for table in (*JOURNAL, *schema.DERIVED):
            rows[table] = db.execute(f"SELECT * FROM {table}").fetchall()
    db = sqlite3.connect(target, isolation_level=None)
    db.execute("PRAGMA journal_mode=TRUNCATE").fetchall()
    db.execute("PRAGMA synchronous=NORMAL")
    for statement in TABLES.values():
        db.execute(statement)
    schema.create(db)

    def insert() -> None:
        db.execute("BEGIN IMMEDIATE")
        for table, values in rows.items():
            if values:
                db.executemany(f"INSERT INTO {table} VALUES({','.join('?' * len(values[0]))})", values)
        db.execute("COMMIT")

    seconds = measured(insert)
    db.close()
    return seconds


def floors_of_export(session: Session, dataset: Path, out: Path) -> tuple[float, float]:
    """Seconds of msgspec alone with the finished objects, and of that with reading and decoding the rows."""
    whole = msgspec.json.decode(dataset.read_bytes(), type=shape.Corpus)
    articles = whole.articles

    def write() -> None:
        with out.open("wb") as file:
            for start in range(0, len(articles), 50):
                file.write(msgspec.json.format(msgspec.json.encode(articles[start : start + 50]), indent=1))

    def read() -> None:
        db = sqlite3.connect(session.replica.path)
        for table, column in (("annotation", "fields"), ("card", "fields"), ("article", "body")):
            for (value,) in db.execute(f"SELECT {column} FROM {table}"):
                if table != "article":
                    msgspec.json.decode(value)
        db.close()

    alone = measured(write)
    return alone, alone + measured(read)


def memory_of_export(folder: Path) -> float:
    """How far the peak of a fresh process rises while it exports, in MB."""
    words = [sys.executable, __file__, "--memory", str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return float(done.stdout)


def export_and_tell(folder: Path) -> None:
    """Export the project in the folder, and print how far the peak of memory rose, in MB."""
    session = Session.open(folder / "bench.annot", CODER, home=folder)
    before = peak()
    formats.export("dataset", session.catalogue, folder / "memory.json")
    print(peak() - before)


def peak() -> float:
    """The most memory that this process has had, in MB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def main() -> None:
    """Measure and print the table."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    words.add_argument("--articles", type=int, default=10_000)
    words.add_argument("--annotations", type=int, default=100_000)
    words.add_argument("--disk", action="store_true", help="on the disk, not in memory where there is a tmpfs")
    words.add_argument("--memory", type=Path, help=argparse.SUPPRESS)
    chosen = words.parse_args()
    if chosen.memory:
        return export_and_tell(chosen.memory)
    memory_disk = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory_disk if memory_disk.is_dir() and not chosen.disk else None) as place:
        folder = Path(place)
        os.environ["ANNOTATOR_HOME"] = place
        dataset = folder / "in.json"
        with dataset.open("wb") as file:
            file.writelines(invented(chosen.articles, chosen.annotations))
        with project(folder) as session:
            incoming = []
            reading = measured(lambda: incoming.append(formats.read_files([dataset], session.catalogue)))
            storing = measured(lambda: session.do(incoming[0].change_sets()))
            said = incoming.pop().summary()
            raw = min(raw_rows(session.replica.path, folder / f"raw{n}.sqlite") for n in range(2))
            handing = measured(session.exchange)
            out = folder / "out.json"
            export = measured(lambda: formats.export("dataset", session.catalogue, out, WriteOptions()))
            alone, with_rows = min(floors_of_export(session, out, folder / "floor.json") for _ in range(2))
        memory = memory_of_export(folder)
        size = out.stat().st_size / 1e6
    print(f"{said}\ndataset written: {size:.0f} MB\n")
    print(f"{'':34}{'CPU s':>9}{'ratio':>8}   bar")
    for what, seconds, floor, bar in (
        ("raw executemany of the same rows", raw, None, ""),
        ("import: read and check", reading, raw, ""),
        ("import: store", storing, raw, ""),
        ("import", reading + storing, raw, "≤ 2.5, goal 2"),
        ("hand over to the shared file", handing, raw, ""),
        ("msgspec alone, finished objects", alone, None, ""),
        ("msgspec and the rows", with_rows, None, ""),
        ("export / msgspec alone", export, alone, ""),
        ("export / msgspec and the rows", export, with_rows, "≤ 2"),
    ):
        print(f"{what:34}{seconds:9.2f}{f'{seconds / floor:8.2f}' if floor else '':8}   {bar}")
    print(f"{'export: memory above start':34}{memory:7.0f} MB           ≤ 150 MB")


if __name__ == "__main__":
    main()
