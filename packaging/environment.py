"""The virtual environment in `.venv`: made once, brought up to date when a lock changes, finished when it was cut off.

A stamp is written last and says what stands there, so a set-up that was interrupted is gone on with and one that is
complete costs a fraction of a second.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import system_libraries
from trouble import Trouble

Group = Literal["application", "test", "package"]

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "annotator-stamp.json"
LOCKS: dict[Group, Path] = {
    "application": ROOT / "packaging" / "requirements.lock.txt",
    "test": ROOT / "packaging" / "requirements-test.lock.txt",
    "package": ROOT / "packaging" / "requirements-package.lock.txt",
}
NEEDED_MEGABYTES: dict[Group, int] = {"application": 500, "test": 900, "package": 1200}
"""Free room asked for before a first installation: what it fills, and as much again of what pip unpacks on the way."""

PROBE = "import sys, pip; print(*sys.version_info[:3], sep='.'); print(sys.prefix)"


def stand_in(folder: Path) -> None:
    """Let the environment of this process be another one than `.venv`: what builds packages has one of its own."""
    global VENV, STAMP
    VENV, STAMP = folder, folder / "annotator-stamp.json"


def make(group: Group) -> Path:
    """Bring the environment to what the group's lock says; returns its Python.

    Raises:
        Trouble: no venv module, no room, no network, or pip's own reason.
    """
    version = probe()
    if version is None:
        check_room(group)
        create()
        version = probe()
    if version is None:
        raise Trouble(
            f"{VENV} cannot be used",
            "the Python that was just put there does not run.",
            "Remove that folder, install Python anew and try again.",
        )
    if fingerprint(group, version) not in read_stamp():
        check_room(group)
        install(group)
        # The test lock holds the application's versions, so it answers for both.
        groups: tuple[Group, ...] = ("application", "test") if group == "test" else (group,)
        write_stamp(fingerprint(each, version) for each in groups)
    return python()


def python() -> Path:
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def program(interpreter: Path, name: str) -> Path:
    """Return where an installed program of the environment stands."""
    return interpreter.parent / (f"{name}.exe" if os.name == "nt" else name)


def variables() -> dict[str, str]:
    """Return this process's variables without those that would mix other Pythons' packages in."""
    foreign = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_USER")
    return {name: value for name, value in os.environ.items() if name not in foreign}


def probe() -> str | None:
    """Return the version of the environment's Python; None if there is none that runs, has pip and is new enough."""
    try:
        done = subprocess.run([python(), "-c", PROBE], capture_output=True, text=True, env=variables(), check=True)
        version, prefix = done.stdout.splitlines()[:2]
        at_home = Path(prefix).samefile(VENV)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
    new_enough = tuple(int(part) for part in version.split(".")[:2]) >= (3, 11)
    return version if at_home and new_enough else None


def fingerprint(group: Group, version: str) -> str:
    """Digest all that decides what an installed environment holds: lock, project page, Python and place."""
    digest = hashlib.sha256()
    for part in (LOCKS[group].read_bytes(), (ROOT / "pyproject.toml").read_bytes(), version.encode(), bytes(ROOT)):
        digest.update(len(part).to_bytes(8, "big") + part)
    return f"{group} {digest.hexdigest()}"


def read_stamp() -> list[str]:
    """Return the fingerprints of what was installed whole; none when the stamp is missing or unreadable."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [str(entry) for entry in stamp] if isinstance(stamp, list) else []


def write_stamp(fingerprints: Iterable[str]) -> None:
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(list(fingerprints), indent=1) + "\n", encoding="utf-8")
    os.replace(fresh, STAMP)


def check_room(group: Group) -> None:
    """Refuse before a long download what could not be unpacked after it; an environment that is there counts."""
    free = shutil.disk_usage(ROOT).free // 1_000_000
    needed = NEEDED_MEGABYTES[group]
    if free < needed and not STAMP.exists():
        raise Trouble(
            "There is too little room on the disk",
            f"about {needed} MB are needed under {ROOT}, {free} MB are free.",
            "Free some room, or move this folder to another disk, and start again.",
        )


def create() -> None:
    """Make an empty environment with pip; one that is broken is replaced."""
    require_venv_module()
    print(f"Making {VENV}")
    done = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, env=variables()
    )
    if done.returncode:
        raise explain(done.stdout + done.stderr, f"{VENV} could not be made")


def require_venv_module() -> None:
    """Debian and Ubuntu deliver Python without the part that puts pip into an environment."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    system_libraries.install_or_explain("This Python has no venv module", "it is a package of its own.", [package])


def install(group: Group) -> None:
    """Install the group's lock, then the project itself, so that its code is run where it stands."""
    lock = LOCKS[group]
    count = sum(1 for line in lock.read_text(encoding="utf-8").splitlines() if re.match(r"\w", line))
    print(f"Installing up to {count} packages from {lock.relative_to(ROOT)} (the first time some 150 MB are fetched)")
    pip("--require-hashes", "--only-binary=:all:", "-r", str(lock))
    pip("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))


def pip(*words: str) -> None:
    """Run `pip install`, showing what it fetches; the rest of its talk is shown only when it fails."""
    command = [str(python()), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *words]
    talk: list[str] = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        cwd=ROOT,
        env={**variables(), "PYTHONUTF8": "1"},
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "Retrying (" in line and not any("Retrying (" in earlier for earlier in talk):
                print("  the package index does not answer; trying again")
            talk.append(line)
            fetched = re.match(r"\s*Downloading (?:\S*/)?([^/\s]+\.whl) (\([^)]*\))", line)
            if fetched:
                print("  fetching", *fetched.groups())
    if process.returncode:
        raise explain("".join(talk), "The packages could not be installed")


REASONS = (
    (
        r"No space left on device|Errno 28|not enough space on the disk",
        "the disk is full.",
        "Free some room and start again: it goes on where it stopped.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "a package is not the one that was locked: it was damaged on the way, or the package index serves another one.",
        "Try once more; if it stays so, set PIP_INDEX_URL to a package index that you trust.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError|SSL: ",
        "the package index could not prove who it is, as happens behind a proxy that opens connections.",
        "Set PIP_CERT to your organisation's certificate file and start again.",
    ),
    (
        r"NewConnectionError|Failed to establish a new connection|NameResolutionError|name resolution|getaddrinfo"
        r"|ConnectTimeout|Read timed out|Network is unreachable|Connection refused|ProxyError|RemoteDisconnected"
        r"|Connection to \S+ timed out|ConnectionError|ConnectionResetError|Connection aborted",
        "the package index cannot be reached.",
        "Connect to the network (behind a proxy set HTTPS_PROXY, with a mirror of your own PIP_INDEX_URL) and start "
        "again: it goes on where it stopped.",
    ),
    (
        r"Permission denied|Errno 13|Access is denied|Read-only file system",
        "this folder cannot be written.",
        "Copy the whole folder to your home folder, or get the right to write in it, and start again.",
    ),
    (
        r"No matching distribution found|none of the wheel's tags match|is not a supported wheel",
        "there is no ready-made package for this Python on this machine, or the index does not have it.",
        "Use the usual Python (CPython 3.11 to 3.14, 64 bit, from python.org or your system).",
    ),
)
"""Known reasons, the surest first: how pip's talk shows one, what it is called, and what to do."""


def explain(talk: str, what: str) -> Trouble:
    """Name the reason that pip's own words give away; without a known one, repeat their end."""
    for pattern, why, remedy in REASONS:
        if re.search(pattern, talk):
            return Trouble(what, why, remedy)
    last = "\n".join(line for line in talk.strip().splitlines()[-12:])
    return Trouble(what, f"pip says\n{last}", "If this does not tell you enough, remove .venv and start again.")
