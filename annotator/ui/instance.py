"""One process for all windows: who comes later hands over what to open, and goes.

A lock that dies with its process says who is first; a socket in the same folder takes what the others are asked for.
Whoever cannot lock, or gets no answer, works alone: a project can be open in several processes, and nothing is lost.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLockFile, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 10.0
"""Seconds that a first process may take to answer: it may just be starting."""

_LONGEST = 100
"""Bytes of a socket's path: systems allow 104 to 108, with the zero at the end."""

_MOST = 1_000_000
"""Bytes of one request."""

_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""By these variables a desktop lets a window come forward that was not clicked on."""


class Part(Enum):
    """What this process is among those of this person: the first, one that has handed over, or one for itself."""

    FIRST = "first"
    DONE = "done"
    ALONE = "alone"


class Instance(QObject):
    """This process's place among those that have the same home.

    Args:
        folder: where lock and socket lie; none when there is no such place.

    Signals:
        asked: the paths (list) that a later process was to open; none means to come forward.
    """

    asked = Signal(list)

    def __init__(self, folder: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._server: QLocalServer | None = None
        self._lock = QLockFile(str(folder / "lock")) if folder else None
        if self._lock is not None:
            self._lock.setStaleLockTime(0)  # never by age: a window stays open for days

    @property
    def address(self) -> str:
        """Of the socket: a path, on Windows the name of a pipe."""
        assert self.folder is not None
        if sys.platform == "win32":
            return rf"\\.\pipe\annotator-{self.folder.name}"
        return str(self.folder / "socket")

    def begin(self, paths: Sequence[Path], *, patience: float = PATIENCE) -> Part:
        """Become the first process, or have the first one open the paths.

        Args:
            patience: seconds that it may take to answer.
        """
        if self._lock is None:
            return Part.ALONE
        until = time.monotonic() + patience
        request = _request(paths)
        while True:
            if self._lock.tryLock(0):
                return Part.FIRST
            if self._lock.error() != QLockFile.LockError.LockFailedError:
                return Part.ALONE
            if _handed_over(self.address, request, until - time.monotonic()):
                return Part.DONE
            if time.monotonic() > until:
                return Part.ALONE
            time.sleep(0.05)

    @Slot()
    def listen(self) -> None:
        """Take requests from now on; what a killed process has left lying is swept away."""
        from PySide6.QtNetwork import QLocalServer  # after the first paint: costs some milliseconds

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        if not self._server.listen(self.address):
            QLocalServer.removeServer(self.address)
            self._server.listen(self.address)

    @Slot()
    def end(self) -> None:
        """Take no more requests, and let another process be the first."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.unlock()

    @Slot()
    def _greet(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.setProperty("said", b"")
            socket.readyRead.connect(self._hear)
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._take(socket)

    @Slot()
    def _hear(self) -> None:
        self._take(self.sender())

    def _take(self, socket: Any) -> None:
        conversation: QLocalSocket = socket
        said = bytes(conversation.property("said")) + bytes(conversation.readAll().data())
        conversation.setProperty("said", said)
        if len(said) > _MOST:
            conversation.abort()
        if not said.endswith(b"\n"):
            return
        try:
            paths = _understood(said)
        except ValueError:
            conversation.abort()
            return
        conversation.write(b"ok\n")  # before the opening, which may ask a person something
        conversation.flush()
        self.asked.emit(paths)


def place(home: Path, environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder of lock and socket for a home, made now; None where there is none that will do.

    It lies in the user's runtime folder, which is local and emptied at the end: not in the home, which may lie on
    another computer.
    """
    key = sha256(os.fsencode(home.absolute())).hexdigest()[:16]
    for root in _roots(home, environment):
        folder = root / key
        if len(os.fsencode(folder / "socket")) > _LONGEST and sys.platform != "win32":
            continue
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_ours(folder) and _is_ours(root):
                return folder
        except OSError:
            continue
    return None


def _roots(home: Path, environment: Mapping[str, str]) -> list[Path]:
    if sys.platform == "win32":
        return [home / "run"]
    # Not by `tempfile`, which takes longer to load than all of this.
    roots = [Path(folder, f"annotator-{os.getuid()}") for folder in (environment.get("TMPDIR"), "/tmp") if folder]
    runtime = environment.get("XDG_RUNTIME_DIR")
    return [Path(runtime, "annotator"), *roots] if runtime and Path(runtime).is_dir() else roots


def _is_ours(folder: Path) -> bool:
    """Whether nobody else can put a socket there: in a folder that all may write to, somebody may have been first."""
    if sys.platform == "win32":
        return True
    found = folder.lstat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o022 and os.access(folder, os.W_OK)


def _request(paths: Sequence[Path]) -> bytes:
    said = {"paths": [str(path.absolute()) for path in paths],
            "tokens": {name: os.environ[name] for name in _TOKENS if os.environ.get(name)}}
    return json.dumps(said).encode("ascii") + b"\n"


def _understood(said: bytes) -> list[Path]:
    """The paths of a request; its tokens stand in the environment, where Qt looks for them.

    Raises:
        ValueError: nobody of ours has said that.
    """
    request = json.loads(said)
    if not isinstance(request, dict) or not isinstance(request.get("paths"), list):
        raise ValueError
    tokens = request.get("tokens")
    for name in _TOKENS:
        if isinstance(tokens, dict) and isinstance(tokens.get(name), str) and "\0" not in tokens[name]:
            os.environ[name] = tokens[name]
    return [Path(path) for path in request["paths"] if isinstance(path, str) and "\0" not in path]


def _handed_over(address: str, request: bytes, patience: float) -> bool:
    """Whether the first process took it. Without Qt, which can wait for nothing before there is an application."""
    if sys.platform == "win32":
        return _through_pipe(address, request, patience)
    import socket

    with socket.socket(socket.AF_UNIX) as conversation:
        conversation.settimeout(max(patience, 0.1))
        try:
            conversation.connect(address)
            conversation.sendall(request)
            return conversation.recv(3) == b"ok\n"
        except OSError:  # not there yet, gone just now, or it does not answer
            return False


def _through_pipe(address: str, request: bytes, patience: float) -> bool:
    from threading import Thread

    answers: list[bytes] = []

    def talk() -> None:
        try:
            with open(address, "r+b", buffering=0) as pipe:
                pipe.write(request)
                answers.append(pipe.read(3))
        except OSError:
            return

    thread = Thread(target=talk, daemon=True, name="hand over")
    thread.start()
    thread.join(max(patience, 0.1))
    return answers == [b"ok\n"]
