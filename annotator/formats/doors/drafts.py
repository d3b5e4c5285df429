"""Files on their way out: written beside their place and put there whole, or not at all."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from annotator.corpus.bulk import uncollected
from annotator.corpus.errors import Fault
from annotator.formats.doors import Corpus, Written
from annotator.identity import APPLICATION_ID
from annotator.language import tr

_ATTEMPTS = 5
_PROJECT = slice(68, 72)
"""Where an SQLite file says whose it is."""


class Drafts:
    """Files on their way: each is written beside its place; all are put there at the end."""

    def __init__(self) -> None:
        self._files: dict[Path, Path] = {}

    @contextmanager
    def new(self, place: Path) -> Iterator[IO[bytes]]:
        """A draft of the file that shall lie at `place`, open for writing."""
        with self.path(place).open("wb") as file:
            yield file

    def path(self, place: Path) -> Path:
        """Where to write a draft of the file that shall lie at `place`: for libraries that open files themselves."""
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f".{place.name}.{os.getpid()}.new")
        draft.unlink(missing_ok=True)
        self._files[draft] = place
        return draft

    def keep(self) -> None:
        """Put all of them in their places."""
        for draft, place in self._files.items():
            os.replace(draft, place)
        self._files.clear()

    def drop(self) -> None:
        """Take away what was not put in its place."""
        for draft in self._files:
            draft.unlink(missing_ok=True)
        self._files.clear()


def written(corpus: Corpus, files: Sequence[Path], attempt: Callable[[Drafts], Written | None]) -> Written:
    """Write until nothing came between: half of one state and half of another would name what is not there.

    Args:
        files: the first one is named when the disk refuses.
        attempt: writes everything as drafts; None when it has to be done once more.

    Raises:
        Fault: the disk refused, a project lies where a file shall be, or the project kept changing.
    """
    for file in files:
        _refuse_project(file)
    drafts = Drafts()
    try:
        for _ in range(_ATTEMPTS):
            with uncollected():
                before, done = corpus.changes_so_far(), attempt(drafts)
            if done is not None and corpus.changes_so_far() == before:
                drafts.keep()
                return done
            drafts.drop()
    except OSError as error:
        raise Fault(tr("{name} was not written", name=files[0].name), error.strerror or str(error),
                    tr("Choose another folder, or make room")) from error
    finally:
        drafts.drop()
    raise Fault(tr("{name} was not written", name=files[0].name), tr("the project was being changed all the time"),
                tr("Export again when nobody is importing into it"))


def refuse_file(folder: Path) -> None:
    """Refuse to make a folder where a file lies.

    Raises:
        Fault: there is one.
    """
    if folder.exists() and not folder.is_dir():
        raise Fault(tr("{name} was not written", name=folder.name), tr("a file with this name is there already"),
                    tr("Choose another name"))


def _refuse_project(out: Path) -> None:
    """A project is never written over: it may be the very one that is exported."""
    try:
        with out.open("rb") as file:
            head = file.read(_PROJECT.stop)
    except OSError:
        return  # nothing is there, or what is there shows when it is written
    if head[_PROJECT] == APPLICATION_ID.to_bytes(4, "big"):
        raise Fault(tr("{name} was not written", name=out.name), tr("an Annotator project lies there"),
                    tr("Choose another name"))


def packed(name: str) -> zipfile.ZipInfo:
    """A member of a ZIP archive that is the same in two exports: without the time of the day."""
    member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    return member
