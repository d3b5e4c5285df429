"""The file that a team shares: an append-only journal, opened for one exchange and closed again."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annotator.corpus.errors import BUSY, DAMAGED, FOREIGN, FULL, MISSING, READ_ONLY, Fault, FileFault
from annotator.identity import APPLICATION_ID
from annotator.language import tr
from annotator.project.journal import FORMAT, TABLES, Journal
from annotator.project.operation import Operation

LARGEST = 100_000_000
"""Bytes that one value of a file may have: more than the longest article."""

STEPS, STEPS_A_BYTE, STRIDE = 20_000_000, 100, 10_000
"""Steps of SQLite's machine that a connection may take, and those more for each byte of the file: ten times what an
honest file needs. A forged one may be a tree of pages that is walked for years. Counted by the stride."""


class SharedFile(Journal):
    """One connection to the shared file.

    Each push stamps its rows with one random number. Who finds the stamp that he remembers at the
    row that he remembers knows everything up to it: the file was not replaced by another history.
    """

    def push(self, ops: list[Operation]) -> None:
        """Add operations under a fresh stamp."""
        import secrets  # not to open a project

        self.add_operations(ops, stamp=secrets.randbits(62))

    def tip(self) -> tuple[int, int]:
        """Row number and stamp of the last operation; (0, 0) in an empty file."""
        return self.stamp_at("ORDER BY seq DESC LIMIT 1") or (0, 0)

    def place(self, seq: int) -> tuple[int, int]:
        """Row number and stamp of a row."""
        return self.stamp_at(f"WHERE seq={int(seq)}") or (0, 0)

    def stamp_at(self, where: str) -> tuple[int, int] | None:
        """(row number, stamp) of the one row that the clause selects."""
        found = self.rows(f"SELECT seq, stamp FROM op {where}")
        return (found[0][0], found[0][1]) if found else None

    def after(self, seq: int, count: int) -> tuple[int, int]:
        """Row number and stamp of the row that lies `count` rows after `seq`."""
        return self.stamp_at(f"WHERE seq>{int(seq)} ORDER BY seq LIMIT 1 OFFSET {count - 1}") or (0, 0)

    def is_for_newer(self) -> bool:
        """Whether it was written by a newer version, and asks that older ones only read it."""
        writer = self.meta("min_writer")
        return not isinstance(writer, int) or writer > FORMAT

    def continues(self, seq: int, stamp: int) -> bool:
        """Whether the file still holds the history that was known up to row `seq`."""
        return seq > 0 and self.place(seq) == (seq, stamp)

    def write_to(self, path: Path) -> None:
        """Write all of it, as it is now, as a file of its own. (A copy of its bytes may be torn by a writer.)

        Raises:
            OSError: there is no room, or no way to write there.
        """
        try:
            self.db.execute("VACUUM INTO ?", (str(path),))
        except sqlite3.Error as error:
            raise OSError(str(error)) from error

    def check_pages(self) -> None:
        """Have SQLite look at every page.

        Raises:
            Fault: the file is damaged.
        """
        answer = self.db.execute("PRAGMA quick_check(1)").fetchone()[0]
        if answer != "ok":
            raise damaged(self.path, answer)


def create(path: Path, project: bytes, made_by: str) -> None:
    """Make the empty shared file of a project.

    Raises:
        Fault: there is a file already, or the folder does not take one.
    """
    if path.exists():
        raise Fault(tr("{name} cannot be made", name=path.name), tr("a file with this name is there already"),
                    tr("Choose another name, or open the file"))
    try:
        file = SharedFile(path, mode="rwc")
        try:
            file.prepare()
            file.db.execute("BEGIN IMMEDIATE")
            file.create_tables(project, made_by)
            file.db.execute("COMMIT")
        finally:
            file.close()
    except (sqlite3.Error, OSError) as error:
        _remove_empty(path)
        raise Fault(tr("{name} cannot be made", name=path.name), _why_not_written(path, error),
                    tr("Choose another folder, or make room")) from error


def _remove_empty(path: Path) -> None:
    """A project that could not be made leaves nothing behind."""
    with suppress(OSError):
        if path.stat().st_size == 0:
            path.unlink()


@contextmanager
def opened(path: Path, *, project: bytes | None = None) -> Iterator[SharedFile]:
    """The shared file, checked: ours, whole enough to read, of this project; closed at the end.

    A file that cannot be written is opened all the same. (Never by `mode=ro`: that cannot roll back what
    a crashed program left.)

    Args:
        project: the project that it must belong to.

    Raises:
        Fault: it is missing, not ours, of another project, damaged, or newer than this program.
    """
    if not path.is_file():
        raise FileFault(tr("{name} cannot be opened", name=path.name),
                        tr("there is no such file") if not path.exists() else tr("it is a folder"),
                        tr("Check the name, or whether the drive is connected"), state=MISSING)
    file = _connected(path)
    try:
        _check(file, project)
        file.prepare()
        yield file
    except sqlite3.DatabaseError as error:
        raise explained(path, error) from error
    finally:
        file.close()


def belongs(path: Path, project: bytes) -> bool:
    """Whether a project lies there that can be opened, and it is this one."""
    try:
        with opened(path, project=project):
            return True
    except Fault:
        return False


def _connected(path: Path) -> SharedFile:
    try:
        file = SharedFile(path)
        _distrust(file.db, path.stat().st_size)
        return file
    except (sqlite3.Error, OSError) as error:
        raise explained(path, error) from error


def _distrust(db: sqlite3.Connection, size: int) -> None:
    """The file may come from a stranger: nothing in it is run, and nothing in it may be of any size or last for ever.

    Args:
        size: of the file, in bytes.
    """
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
    left = iter(range((STEPS + STEPS_A_BYTE * size) // STRIDE))
    db.set_progress_handler(lambda: next(left, None) is None, STRIDE)
    db.execute("PRAGMA trusted_schema=OFF")
    db.execute("PRAGMA cell_size_check=ON")
    if sys.version_info >= (3, 12):
        db.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        db.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        db.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)


def _check(file: SharedFile, project: bytes | None) -> None:
    if file.db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise _stranger(file.path)
    needs = file.db.execute("PRAGMA user_version").fetchone()[0]
    reader = file.meta("min_reader") if _has_meta(file) else needs
    if needs > FORMAT and (not isinstance(reader, int) or reader > FORMAT):
        raise Fault(tr("{name} cannot be opened", name=file.path.name),
                    tr("it was written by a newer version (file {needs}, this program reads {format})", needs=needs,
                       format=FORMAT),
                    tr("Update the program, or ask for an export"))
    rows = file.db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    if sorted(_row(*row) for row in rows if not _is_index_of_ours(*row)) != OURS:
        raise FileFault(tr("{name} cannot be opened", name=file.path.name),
                        tr("its tables are not those of an Annotator project"),
                        tr("Ask the person who sent it for a fresh copy"), state=DAMAGED)
    if project is not None and file.project() != project:
        raise FileFault(tr("{name} was left alone", name=file.path.name), tr("another project lies there now"),
                        tr("Put the right file back, or open this one as a project of its own"), state=FOREIGN)


def _has_meta(file: SharedFile) -> bool:
    return file.db.execute("SELECT 1 FROM sqlite_schema WHERE name='meta'").fetchone() is not None


def _row(kind: str, name: str, table: str, sql: str | None) -> tuple[str, str, str, str]:
    """A row of SQLite's own list of what there is, however its statement is spaced."""
    return str(kind), str(name), str(table), re.sub(r"\s+", " ", sql or "").strip()


OURS = sorted(_row("table", name, name, sql) for name, sql in TABLES.items())
"""All that may be in a project's file, beside the indexes that SQLite gives our tables by itself."""


def _is_index_of_ours(kind: str, name: str, table: str, sql: str | None) -> bool:
    return kind == "index" and sql is None and table in TABLES and name == f"sqlite_autoindex_{table}_1"


def damaged(path: Path, why: object) -> Fault:
    """The fault of a file that SQLite cannot read; nothing is written to it."""
    return FileFault(tr("{name} cannot be read", name=path.name), tr("it is damaged ({why})", why=why),
                     tr("Nothing was written to it; put back a copy that is whole, your own work is kept on this "
                        "computer"),
                     state=DAMAGED)


def _stranger(path: Path) -> Fault:
    return FileFault(tr("{name} cannot be opened", name=path.name), tr("it is not an Annotator project"),
                     tr("Choose a file that ends in .annot; other files come in by File › Import"), state=DAMAGED)


def explained(path: Path, error: sqlite3.Error | OSError) -> Fault:
    """What an error of SQLite means to a person."""
    text = str(error)
    if text == "interrupted":
        return damaged(path, tr("its pages lead in circles"))
    if "not a database" in text:
        return _stranger(path)
    if "malformed" in text or "corrupt" in text:
        return damaged(path, text)
    if "locked" in text:
        return FileFault(tr("{name} is busy", name=path.name),
                         tr("someone else has been writing to it for half a minute"),
                         tr("Your work is saved on this computer and goes in as soon as the file is free"), state=BUSY)
    return FileFault(tr("{name} cannot be used", name=path.name), _why_not_written(path, error),
                     tr("Your work is saved on this computer; it goes in as soon as the file can be written"),
                     state=_state(path, text))


def _state(path: Path, text: str) -> str:
    if not path.exists():  # it went away under our hands
        return MISSING
    return FULL if "full" in text else READ_ONLY if "readonly" in text else ""


def _why_not_written(path: Path, error: Exception) -> str:
    text = str(error)
    if "readonly" in text or isinstance(error, PermissionError):
        return tr("the file or its folder is read-only")
    if "full" in text:
        return tr("the disk is full")
    if "unable to open" in text:
        return tr("the folder {parent} is missing, read-only or cannot be reached", parent=path.parent)
    if "I/O error" in text:
        return tr("its drive does not answer, it may have been pulled out ({text})", text=text)
    return text
