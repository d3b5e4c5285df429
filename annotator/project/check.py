"""Whether a project is whole: pages, digests, rows equal to their journal, offsets inside their texts."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from annotator.corpus.annotation import check_segments
from annotator.corpus.change import awaited as awaited_words
from annotator.corpus.change import counted
from annotator.corpus.errors import Fault, FileFault
from annotator.corpus.ids import unpack
from annotator.language import known, tr, trn
from annotator.project import purge
from annotator.project.catalogue import Catalogue
from annotator.project.exchange import TEXTS, difference, file_access
from annotator.project.fold import awaited
from annotator.project.journal import SELECT, Journal
from annotator.project.operation import Operation, is_sound, is_whole
from annotator.project.place import discard_words
from annotator.project.replica import CHUNK, Replica
from annotator.project.schema import DERIVED
from annotator.project.shared_file import SharedFile, opened


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, in words; whether it has been mended already, or a file written afresh would mend it."""

    words: str
    mended: bool = False
    by_rewriting: bool = False

    def __str__(self) -> str:
        """A line of it."""
        return f"{self.words} (mended)" if self.mended else self.words


def check(replica: Replica, path: Path) -> list[Finding]:
    """What is wrong; empty when all is well. What the replica can mend by itself is mended.

    That is: rows that differ from the journal are made again; changes that the file had and has no longer are handed
    over at the next exchange. A file that is missing, damaged or another's is left alone: it is written afresh only
    when somebody asks for it.

    Args:
        path: the shared file.
    """
    found = _check_file(replica, path)
    with replica.lock:
        if wrong := _damage(replica):
            replica.mark_of_damage.touch()
            return [*found, Finding(tr("{wrong}; the replica is made anew at the next opening", wrong=wrong))]
    if differing := _differing(replica):
        replica.rebuild()
    discard_words(replica.path)  # the index of words is made again by the next search
    found += [Finding(tr("table {table} of this computer's replica differed from the journal and was made again",
                         table=table), True)
              for table in differing]
    return found + [Finding(line) for line in chain(_check_offsets(Catalogue(replica)), _awaited(replica))]


def _differing(replica: Replica) -> list[str]:
    """The derived tables that differ from the journal. A copy is rebuilt, so that nobody waits for the replica."""
    with tempfile.TemporaryDirectory(dir=replica.path.parent, prefix="check-") as folder:
        path = Path(folder) / replica.path.name
        with replica.lock, closing(sqlite3.connect(path)) as target:
            replica.db.backup(target)
        copy = Replica(path, replica.coder)
        try:
            before = sums_of_rows(copy)
            copy.rebuild()
            after = sums_of_rows(copy)
        finally:
            copy.close()
    return [table for table in before if before[table] != after[table]]


def sums_of_rows(replica: Replica) -> dict[str, int]:
    """A number for each derived table, in flat memory: equal for equal rows, in whatever order, in this process."""
    found = {}
    with replica.lock:  # the rows are read in pages: nobody commits in between
        for table in DERIVED:
            rows = replica.db.execute(f"SELECT * FROM main.{table}")
            found[table] = sum(sum(map(hash, page)) for page in iter(partial(rows.fetchmany, CHUNK), []))
    return found


def _damage(replica: Replica) -> str:
    """What is wrong with the pages and operations of the replica, "" as a rule."""
    try:
        answer = str(replica.rows("PRAGMA quick_check(1)")[0][0])
        altered = _unsound(replica, purge.known(replica), is_whole) if answer == "ok" else 0
    except Fault as fault:
        answer, altered = fault.why, 0
    if altered:
        return tr("{changes} in this computer's replica cannot be what was stored", changes=counted(altered, 'change'))
    return "" if answer == "ok" else tr("this computer's replica is damaged ({answer})", answer=answer)


def _check_file(replica: Replica, path: Path) -> list[Finding]:
    try:
        with opened(path, project=replica.project()) as file:
            file.check_pages()
            rules = [*purge.known(replica), *purge.rules_among(file.operations("WHERE o.kind=?", (purge.PURGE,)))]
            unsound, others = _unsound(file, rules, is_sound), _other_texts(replica, file)
            lost = 0 if unsound else _lost(replica, file)
    except Fault as fault:
        return [Finding(str(fault), by_rewriting=isinstance(fault, FileFault) and fault.is_lost)]
    found = []
    if unsound:
        found.append(Finding(trn("{number:,} change does not match {name}’s digest and stayed out",
                                 "{number:,} changes do not match {name}’s digest and stayed out",
                                 unsound, name=path.name), by_rewriting=True))
    if others:
        found.append(Finding(tr("the text of {articles} in {name} is not the one that this computer has",
                                articles=counted(others, 'article'), name=path.name),
                             by_rewriting=True))
    if lost:
        with file_access:  # an exchange that is under way would remember it again
            replica.forget_place(str(path))  # compared whole at the next one, which hands them over again
        found.append(Finding(tr("{name} had lost {changes} that this computer has", name=path.name,
                                changes=counted(lost, 'change')), True))
    return found


def _unsound(journal: Journal, rules: Sequence[purge.Rule], is_right: Callable[[Operation], bool]) -> int:
    """How many operations are not what their digest says; also those that are empty though nobody has purged them.

    Args:
        rules: what was purged.
    """
    coder_of = {row[0]: row[1] for row in journal.sessions()}
    after = found = 0
    while page := journal.rows(f"{SELECT.replace('SELECT ', 'SELECT o.seq,', 1)} WHERE o.seq>? ORDER BY o.seq LIMIT ?",
                               (after, CHUNK)):
        after = page[-1][0]
        ops = [Operation._make(row[1:]) for row in page]
        found += sum(not is_right(op) or (op.patch is None and not any(
            purge.covers(rule, op, coder_of[op.session]) for rule in rules)) for op in ops)
    return found


def _other_texts(replica: Replica, file: SharedFile) -> int:
    """How many articles have another text in the file than here; one that was purged has none."""
    after = found = 0
    while page := file.texts_after(after, TEXTS):
        after = page[-1][0]
        ours = dict(replica.articles(name for _, name, _ in page))
        found += sum(body is not None and ours.get(name) not in (None, body) for _, name, body in page)
    return found


def _lost(replica: Replica, file: SharedFile) -> int:
    """How many operations that were handed over are no longer in the file."""
    place = replica.place(str(file.path))
    if place is None:
        return 0
    ours = [op.digest for op in difference(replica, file)[0]]
    given = {row[0] for row in replica.rows("SELECT digest FROM op WHERE seq<=?", (place[4],))} if ours else set()
    return sum(digest in given for digest in ours)


def _awaited(replica: Replica) -> Iterator[str]:
    """Of what something has not arrived that others have built on; in flat memory, and only what was ever changed."""
    after = b""
    while page := replica.rows("SELECT DISTINCT entity FROM op WHERE entity>? AND prev<>x'' ORDER BY entity LIMIT ?",
                               (after, CHUNK)):
        after = page[-1][0]
        for entity, ops in replica.histories(row[0] for row in page).items():
            if lacking := awaited(ops):
                what, article = f"{known(ops[0].kind)} {unpack(entity)}", ops[0].article
                if article and ops[0].kind != "article":
                    what = tr("{what} in article {article}", what=what, article=unpack(article))
                yield tr("{what}: {why}", what=what, why=awaited_words(len(lacking)))


def _check_offsets(catalogue: Catalogue) -> list[str]:
    found = []
    for article in chain.from_iterable(catalogue.library.pages(CHUNK)):
        length = len(catalogue.text(article))
        for annotation in catalogue.annotations(article):
            try:
                check_segments(annotation.segments, length)
            except Fault as fault:
                found.append(tr("annotation {id} in article {article}: {why}", id=annotation.id, article=article,
                                why=fault.why))
            spans = [span for link in annotation.chain for span in (*link.mention, *link.cue)]
            found += [tr("annotation {id} in article {article}: its mention or cue {start}–{end} lies outside "
                         "the text of {length} characters", id=annotation.id, article=article, start=start, end=end,
                         length=length) for start, end in spans if not 0 <= start < end <= length]
        found += [tr("article {article}: its passage {start}–{end} lies outside the text of {length} "
                     "characters", article=article, start=passage.start, end=passage.end,
                     length=length) for passage in catalogue.passages(article)
                  if not 0 <= passage.start < passage.end <= length]
    for (name,) in catalogue.rows("SELECT DISTINCT article FROM annotation WHERE article NOT IN (SELECT id FROM card)"):
        found.append(tr("article {article} is annotated but has not arrived yet", article=unpack(name)))
    return found
