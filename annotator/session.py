"""The open project: do, undo, redo, listen. What the window and the command line both work through."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from annotator import __version__
from annotator.corpus.change import CODEBOOK_ID, PROJECT_ID, Change, Changed, ChangeSet
from annotator.corpus.codebook_fields import codebook_fields
from annotator.corpus.errors import Fault
from annotator.corpus.ids import new_id, pack
from annotator.corpus.kinds import Codebook
from annotator.corpus.team import Coder
from annotator.language import tr
from annotator.project import purge, shared_file
from annotator.project.arrivals import come_since
from annotator.project.catalogue import Catalogue
from annotator.project.history import History
from annotator.project.place import Place, find, holding, known_file, remember_file
from annotator.project.replica import Replica
from annotator.project.rescue import open_replica
from annotator.project.sight import Eyes
from annotator.project.undo import Action

if TYPE_CHECKING:
    from annotator.project.check import Finding
    from annotator.project.exchange import Exchanged
    from annotator.project.keeping import Keeping
    from annotator.project.search import Search
    from annotator.project.taking_back import Undone
    from annotator.project.timeline import Timeline

PROGRAM = f"annotator {__version__}"
Progress: TypeAlias = Callable[[int], None] | None
Ending: TypeAlias = Callable[[], None] | None


class Session:
    """One project, open for one coder.

    Args:
        path: the shared file.
        replica: this computer's replica of it.
        coder: who works.
        original: where the project lives, when `path` is a copy of it that is only read.
    """

    def __init__(self, path: Path, replica: Replica, coder: Coder, *, original: Path | None = None) -> None:
        self.path, self.replica, self.coder, self.original = path, replica, coder, original
        self.catalogue = Catalogue(replica)
        self.history = History(replica)
        self.note = ""
        """What a person should know after opening: that the replica had to be made anew."""
        self.newer = False
        """Whether the file was written by a newer version and may only be read; what waits here still goes in."""
        self.eyes = Eyes(replica, self.catalogue, coder.id)
        """What the coder may see of others' annotations."""
        self._search: Search | None = None
        self._listeners: list[Callable[[Changed], None]] = []
        self._seen = self._tips()
        self._introduced = False
        self._behind = False
        self._thorough = True
        self._blanked = 0

    # --- opening ---

    @classmethod
    def create(cls, path: Path, coder: Coder, *, home: Path, codebook: Codebook, name: str = "") -> Session:
        """Make a project with its codebook, and open it.

        Raises:
            Fault: there is a file already, or the folder takes none.
        """
        project = pack(new_id())
        path = _plain(path)
        shared_file.create(path, project, PROGRAM)
        try:
            session = cls._opened(path, find(home, project), coder, project)
        except Fault:
            path.unlink()
            raise
        session.do(ChangeSet([
            Change("project", PROJECT_ID, {"id": new_id(), "name": name or path.stem}, new=True),
            Change("codebook", CODEBOOK_ID, codebook_fields(codebook), new=True)]))
        session.exchange()
        return session

    @classmethod
    def open(cls, path: Path, coder: Coder, *, home: Path) -> Session:
        """Open a project; its replica is made at the first time and filled by the first exchange.

        A copy of a project that is known from another place, where it still lies, is only read.

        Raises:
            Fault: the file is missing, not ours, damaged, or newer than this program.
        """
        path = _plain(path)
        with shared_file.opened(path) as file:
            project, newer = file.project(), file.is_for_newer()
        place = find(home, project)
        original = known_file(place)
        if original and original != path and shared_file.belongs(original, project):
            if not original.samefile(path):
                return cls._copy(path, coder, project, original)
            path = original
        session = cls._opened(path, place, coder, project)
        session.newer = newer
        return session

    @classmethod
    def recover(cls, path: Path, coder: Coder, *, home: Path) -> Session | None:
        """Open what this computer has of the project of a file that is missing, damaged or another's now.

        None when it has nothing of it.

        Raises:
            Fault: the project cannot be opened on this computer.
        """
        path = _plain(path)
        place = holding(home, path)
        return cls._opened(path, place, coder, bytes.fromhex(place.folder.name)) if place else None

    @classmethod
    def _opened(cls, path: Path, place: Place, coder: Coder, project: bytes) -> Session:
        make = partial(Replica, coder=pack(coder.id), project=project, app=PROGRAM)
        replica, note = open_replica(place, make)
        try:
            remember_file(place, path)
        except OSError as error:
            replica.close()
            raise Fault(tr("The project cannot be opened on this computer"),
                        tr("{folder} takes no files ({error})", folder=place.folder, error=error),
                        tr("Make room there, or name another folder with ANNOTATOR_HOME")) from error
        session = cls(path, replica, coder)
        session.note = note
        return session

    @classmethod
    def _copy(cls, path: Path, coder: Coder, project: bytes, original: Path) -> Session:
        import tempfile  # only for this rare case

        folder = Path(tempfile.mkdtemp(prefix="annotator-"))
        replica = Replica(folder / "replica.sqlite", pack(coder.id), project=project, app=PROGRAM)
        return cls(path, replica, coder, original=original)

    def close(self) -> None:
        """Let go of the replica; what is not in the file yet goes in at the next exchange."""
        if self._search is not None:
            self._search.index.close()
        self.replica.close()
        if self.original:
            import shutil

            shutil.rmtree(self.replica.path.parent, ignore_errors=True)

    @property
    def folder(self) -> Path:
        """Where this computer keeps what belongs to the project (replica, state of the window)."""
        return self.replica.path.parent

    @property
    def search(self) -> Search:
        """The search in the project's texts; for the window's thread."""
        from annotator.project.search import Search  # not before somebody searches

        if self._search is None:
            self._search = Search(self.replica, self.catalogue, self.coder.id)
        return self._search

    # --- doing ---

    def do(self, change_set: ChangeSet | Iterable[ChangeSet], progress: Progress = None, **how: Any) -> Changed:
        """Store one action, then tell the listeners. Disk first: what the disk refuses never reaches the screen.

        Raises:
            Fault: it could not be stored, or this is a copy that is only read.
        """
        self._require_writable()
        if isinstance(change_set, ChangeSet) and not change_set:
            return Changed({})
        try:
            self._introduce()
            return self._tell(self.replica.do(self.eyes.permitted(change_set), progress, **how))
        finally:
            if self._behind:
                self.catch_up()

    def undo(self, progress: Progress = None, ending: Ending = None) -> Undone | None:
        """Take back the newest own action that is in effect; None when there is none.

        Args:
            progress: told how many operations are written so far; what it raises leaves all as it was.
            ending: called again and again while the end is written.
        """
        return self._take_back(self.history.next_undo(), progress, ending)

    def redo(self, progress: Progress = None, ending: Ending = None) -> Undone | None:
        """Give back what the last undo took; None when something else was done since."""
        return self._take_back(self.history.next_redo(), progress, ending)

    def undo_label(self) -> str:
        """What undo would take back, in words; empty when there is nothing."""
        return self.history.words(self.history.next_undo())

    def redo_label(self) -> str:
        """What redo would give back, in words; empty when there is nothing."""
        return self.history.words(self.history.next_redo())

    def _take_back(self, action: Action | None, progress: Progress, ending: Ending) -> Undone | None:
        if action is None:
            return None
        self._require_writable()
        try:
            undone = self.history.undo(action, progress, ending)
            self._tell(undone.changed)
        finally:
            if self._behind:
                self.catch_up()
        return undone

    def _require_writable(self) -> None:
        if self.original:
            raise Fault(tr("Nothing was changed in {name}", name=self.path.name),
                        tr("it is a copy of the project in {original}, and only read", original=self.original),
                        tr("Work in that file; or remove it, if this copy is to take its place"))
        if self.newer:
            raise Fault(tr("Nothing was changed in {name}", name=self.path.name),
                        tr("a newer version of the program works with it"),
                        tr("Update the program; reading and exporting go on as they are"))

    def _introduce(self) -> None:
        """The coder's name goes into the project before their first work, as an action of its own."""
        if self._introduced:
            return
        known, said = self.catalogue.coders().get(self.coder.id), self.coder.fields()
        before = known.fields() if known else {}
        if lacking := {key: value for key, value in said.items() if before.get(key) != value}:
            self.catalogue.forget(self.replica.do(ChangeSet([Change("coder", self.coder.id, lacking)])))
        self._introduced = True

    # --- who works, and what they see ---

    def switch(self, coder: Coder) -> None:
        """Let somebody else work here: what follows is theirs, and they see what they may."""
        if coder.id != self.coder.id:
            with self.replica.lock:
                self.replica.coder = pack(coder.id)
                self.replica.adopt_session()
            if self._search is not None:
                self._search.index.close()
                self._search = None
        self.rename_coder(coder)
        self.eyes.coder = coder.id
        self.eyes.look()
        self._tell(Changed(self.eyes.everything(), from_elsewhere=True))

    def be_blind(self, blind: bool) -> None:
        """Hide others' annotations from this coder, or show again what the project lets them see."""
        self.eyes.blind = blind
        if self.eyes.look():
            self._tell(Changed(self.eyes.everything(), from_elsewhere=True))

    # --- listening ---

    def listen(self, listener: Callable[[Changed], None]) -> None:
        """Have `listener` told of every change, one's own and others', on the thread that asks."""
        self._listeners.append(listener)

    def catch_up(self) -> Changed:
        """Tell the listeners what has come from elsewhere since: an exchange, another program on this computer.

        In the middle of an action of ours (a large import lets the window live) it waits for its end: what is seen
        now may still be taken back.
        """
        replica = self.replica
        with replica.lock:
            self._behind = replica.in_transaction
            seen, now = self._seen, self._tips()
            grown = [after - before for before, after in zip(seen, now, strict=True)]
            if not self._behind:
                self._seen = now
            if self._behind or grown[:2] == grown[2:]:  # all that has come is our own
                return Changed({}, from_elsewhere=True)
            entities = come_since(replica, *seen[:2])
        return self._tell(Changed(entities, from_elsewhere=True))

    def _tips(self) -> tuple[int, int, int, int]:
        """How many operations and texts there are, and how many of each this session has written."""
        replica = self.replica
        return replica.last("op"), replica.last("article"), replica.n, replica.texts

    def _tell(self, changed: Changed) -> Changed:
        if not changed.from_elsewhere:
            self.catch_up()
        if "coder" in changed.kinds():
            self._introduced = False
        changed = self.eyes.seen_anew(changed)
        self.catalogue.forget(changed)
        if changed.entities:
            for listener in self._listeners:
                listener(changed)
        return changed

    # --- the shared file ---

    def exchange(self, progress: Callable[[int], None] | None = None) -> Exchanged:
        """Take in and hand over; may run on any thread. The listeners hear of it by `catch_up`.

        Raises:
            Fault: the file cannot be had; the work is kept here.
        """
        from annotator.project.exchange import exchange  # after the first paint

        thorough, self._thorough = self._thorough, True
        found = exchange(self.replica, self.path, write=self.original is None, thorough=thorough, progress=progress)
        self._thorough = False
        if self.original is None and len(rules := purge.known(self.replica)) != self._blanked:
            from annotator.project.backup import blank  # seldom; what was purged, here or elsewhere, goes there, too

            blank(self.folder, rules)
            self._blanked = len(rules)
        return found

    def keeping(self) -> Keeping:
        """Backups, copies and files written anew.

        Raises:
            Fault: this is a copy that is only read, or a newer version works with the file.
        """
        from annotator.project.keeping import Keeping

        self._require_writable()
        return Keeping(self.replica, self.path, self.folder)

    def of_original(self, home: Path) -> Session:
        """The project of which this is a copy, opened beside it.

        Raises:
            Fault: this is no copy, or the project cannot be opened.
        """
        if self.original is None:
            raise Fault(tr("{name} has no original", name=self.path.name), tr("it is the project itself"))
        return Session.open(self.original, self.coder, home=home)

    def follow(self, path: Path) -> None:
        """Go on in the file under its new name; what is known of it stays known.

        Raises:
            Fault: this computer cannot remember it.
        """
        path = _plain(path)
        if place := self.replica.place(str(self.path)):
            self.replica.remember((str(path), *place[1:]))
        self.path = path
        try:
            remember_file(Place(self.folder), path)
        except OSError as error:
            raise Fault(tr("The new name {name} was not remembered", name=path.name), str(error),
                        tr("Make room on the disk")) from error

    def timeline(self) -> Timeline:
        """The history of the project."""
        from annotator.project.timeline import Timeline

        return Timeline(self.replica)

    def waiting(self) -> int:
        """How many operations are only on this computer."""
        with self.replica.lock:
            place = self.replica.place(str(self.path))
            return self.replica.waiting(place) if place else self.replica.last("op")

    def heads(self, entity: str) -> tuple[int, ...]:
        """The digests that an editor shows when it opens, to hand back with what it saves."""
        state = self.replica.state(entity)
        return state.heads if state else ()

    def rename_coder(self, coder: Coder) -> None:
        """Work under another name; the project hears of it with the next action."""
        self.coder, self._introduced = coder, False

    def check(self) -> list[Finding]:
        """What is wrong with the project; empty when all is well. What the replica can mend is mended."""
        from annotator.project.check import check

        with self.eyes.wide_open():
            return check(self.replica, self.path)


def _plain(path: Path) -> Path:
    """One spelling for one file: whole, without `..`."""
    return Path(os.path.abspath(path))
