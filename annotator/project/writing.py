"""Project files written anew from this computer: in place of one that is lost or damaged, or as a copy to send."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from annotator.corpus.errors import Fault
from annotator.language import tr
from annotator.project import shared_file
from annotator.project.copies import SET_ASIDE, make_own
from annotator.project.exchange import exchange
from annotator.project.replica import Replica


def write_copy(replica: Replica, path: Path, *, own: bytes | None = None) -> None:
    """Write all that this computer has as another file of the project; a file of that name is replaced.

    Args:
        own: 16 new bytes, when it is to be a project of its own.

    Raises:
        Fault: the folder takes no file, or there is no room; what lay there is left as it was.
    """
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.unlink(missing_ok=True)
        shared_file.create(draft, replica.project(), replica.app)
        if refused := exchange(replica, draft).refused:
            raise refused
        if own:
            make_own(draft, own)
        os.replace(draft, path)
    except OSError as error:
        raise Fault(tr("{name} was not written", name=path.name), str(error),
                    tr("Choose another folder, or make room")) from error
    finally:
        replica.forget_place(str(draft))
        for name in (draft, draft.with_name(draft.name + "-journal")):
            with suppress(OSError):
                name.unlink(missing_ok=True)


def rewrite(replica: Replica, path: Path, *, now: datetime) -> Path | None:
    """Write the project's file afresh from this computer; what lies there under its name is kept beside it.

    Returns:
        where the old file is now, None when there was none.

    Raises:
        Fault: the folder takes no file, or there is no room; what lay there is left as it was.
    """
    aside = None
    try:
        if path.exists():
            aside = path.with_name(f"{path.stem} {SET_ASIDE} {now:%Y-%m-%d %H-%M-%S}{path.suffix}")
            path.rename(aside)
        journal = path.with_name(path.name + "-journal")
        if journal.exists():  # it would be rolled into the new file
            journal.rename((aside or path).with_name((aside or path).name + "-journal-old"))
    except OSError as error:
        raise Fault(tr("{name} was not written", name=path.name), str(error),
                    tr("Choose another folder, or free this one")) from error
    try:
        write_copy(replica, path)
    except Fault:
        if aside:
            with suppress(OSError):
                aside.rename(path)
        raise
    return aside


def keep_at(source: Path, path: Path) -> None:
    """Write a project file that will not stay where it is (out of a mail, an archive) to a place of its own.

    Raises:
        Fault: the file is damaged or no project, there is a file already, or the folder takes none.
    """
    if path.exists():
        raise Fault(tr("{name} was not written", name=path.name), tr("a file with this name is there already"),
                    tr("Choose another name"))
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.unlink(missing_ok=True)
        with shared_file.opened(source) as file:
            file.check_pages()
            file.write_to(draft)
        os.replace(draft, path)
    except OSError as error:
        raise Fault(tr("{name} was not written", name=path.name), str(error),
                    tr("Choose another folder, or make room")) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
