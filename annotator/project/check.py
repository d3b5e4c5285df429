"""Whether a project is whole: pages, digests, rows equal to their journal, offsets inside their texts."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from annotator.corpus.annotation import check_segments
from annotator.corpus.errors import Fault
from annotator.corpus.ids import unpack
from annotator.project.catalogue import Catalogue
from annotator.project.operation import is_sound
from annotator.project.place import discard_words
from annotator.project.replica import CHUNK, Replica
from annotator.project.schema import DERIVED
from annotator.project.shared_file import opened


def check(replica: Replica, path: Path) -> list[str]:
    """What is wrong, a line each; empty when all is well. Rows that differ from the journal are made again.

    Args:
        path: the shared file.
    """
    found = _check_file(replica, path)
    with replica.lock:
        answer = _pages(replica)
        if answer != "ok":
            replica.mark_of_damage.touch()
            return [*found, f"this computer's replica is damaged ({answer}); it is made anew at the next opening"]
        before = sums_of_rows(replica)
        replica.rebuild()
        discard_words(replica.path)  # the index of words is made again by the next search
        after = sums_of_rows(replica)
    found += [f"table {table} of this computer's replica differed from the journal and was made again"
              for table in before if before[table] != after[table]]
    return found + _check_offsets(Catalogue(replica))


def sums_of_rows(replica: Replica) -> dict[str, int]:
    """A number for each derived table, in flat memory: equal for equal rows, in whatever order, in this process."""
    found = {}
    for table in DERIVED:
        found[table], after = 0, 0
        query = f"SELECT rowid,* FROM main.{table} WHERE rowid>? ORDER BY rowid LIMIT {CHUNK}"
        while page := replica.rows(query, (after,)):
            found[table] += sum(hash(row[1:]) for row in page)
            after = page[-1][0]
    return found


def _pages(replica: Replica) -> str:
    try:
        return str(replica.rows("PRAGMA quick_check(1)")[0][0])
    except Fault as fault:
        return fault.why


def _check_file(replica: Replica, path: Path) -> list[str]:
    try:
        with opened(path, project=replica.project()) as file:
            file.check_pages()
            after, unsound = 0, 0
            while ops := file.tail(after, CHUNK):
                after = file.after(after, len(ops))[0]
                unsound += sum(not is_sound(op) for op in ops)
    except Fault as fault:
        return [str(fault)]
    return [f"{unsound} changes in {path.name} do not match their digests and were left out"] if unsound else []


def _check_offsets(catalogue: Catalogue) -> list[str]:
    found = []
    for article in chain.from_iterable(catalogue.library.pages(CHUNK)):
        length = len(catalogue.text(article))
        for annotation in catalogue.annotations(article):
            try:
                check_segments(annotation.segments, length)
            except Fault as fault:
                found.append(f"annotation {annotation.id} in article {article}: {fault.why}")
            spans = [span for link in annotation.chain for span in (*link.mention, *link.cue)]
            found += [f"annotation {annotation.id} in article {article}: its mention or cue {start}–{end} lies outside "
                      f"the text of {length} characters" for start, end in spans if not 0 <= start < end <= length]
        found += [f"article {article}: its passage {passage.start}–{passage.end} lies outside the text of {length} "
                  "characters" for passage in catalogue.passages(article)
                  if not 0 <= passage.start < passage.end <= length]
    for (name,) in catalogue.rows("SELECT DISTINCT article FROM annotation WHERE article NOT IN (SELECT id FROM card)"):
        found.append(f"article {unpack(name)} is annotated but has not arrived yet")
    return found
