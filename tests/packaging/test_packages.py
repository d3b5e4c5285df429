"""The packages of this system, installed, opened by a double click and removed: `start.py test --packages` builds them.

Everything lies in folders of the test, with spaces, accents and a per cent sign in their names.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from annotator import identity
from annotator.corpus.ids import new_id
from annotator.corpus.team import Coder
from annotator.formats import default_codebook
from annotator.session import Session
from tests.shared import ROOT

PACKAGES = Path(os.environ.get("ANNOTATOR_PACKAGES") or "none were built")
ENTRY = f"{identity.DESKTOP_ID}.desktop"

pytestmark = [
    pytest.mark.skipif(not PACKAGES.is_dir(), reason="no packages: start.py test --packages"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux"),
]


def needs(*programs: str) -> pytest.MarkDecorator:
    missing = [name for name in programs if not shutil.which(name)]
    return pytest.mark.skipif(bool(missing), reason=f"not here: {', '.join(missing)}")


def said(*command: str | Path, variables: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, env=variables, timeout=60)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the Debian package would put onto a system."""
    folder = tmp_path_factory.mktemp("debian")
    said("dpkg-deb", "-x", next(PACKAGES.glob("*.deb")), folder)
    return folder


def test_the_checksums_are_those_of_the_files() -> None:
    lines = (PACKAGES / f"SHA256SUMS-{sys.platform}").read_text().splitlines()
    assert len(lines) == 4
    for digest, _, name in (line.partition("  ") for line in lines):
        assert hashlib.sha256((PACKAGES / name).read_bytes()).hexdigest() == digest


@needs("dpkg-deb")
def test_the_debian_package_runs_and_reads_a_file_of_every_format(debian: Path, tmp_path: Path) -> None:
    command = debian / "usr" / "bin" / "annotator"
    told = said(command, "--selftest", ROOT / "tests" / "golden" / "in",
                variables={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"})
    assert "package" in told.splitlines()[0] and told.endswith("All is well\n")


@needs("dpkg-deb", "desktop-file-validate", "appstreamcli", "update-mime-database")
def test_what_desktops_read_is_valid(debian: Path, tmp_path: Path) -> None:
    share = debian / "usr" / "share"
    assert not said("desktop-file-validate", share / "applications" / ENTRY)
    said("appstreamcli", "validate", "--no-net", share / "metainfo" / f"{identity.DESKTOP_ID}.metainfo.xml")
    shutil.copytree(share / "mime", tmp_path / "mime")
    said("update-mime-database", tmp_path / "mime")
    for place, name in (("apps", identity.DESKTOP_ID), ("mimetypes", identity.MIME_TYPE.replace("/", "-"))):
        sizes = {path.parent.parent.name for path in share.glob(f"icons/hicolor/*/{place}/{name}.*")}
        assert {"16x16", "22x22", "24x24", "32x32", "48x48", "64x64", "128x128", "256x256", "512x512",
                "scalable"} == sizes


@needs("dpkg-deb")
def test_the_debian_package_asks_for_what_its_files_are_linked_to() -> None:
    depends = said("dpkg-deb", "-f", next(PACKAGES.glob("*.deb")), "Depends")
    assert {"libegl1", "libfontconfig1", "libx11-6"} <= {each.split()[0] for each in depends.split(", ")}
    assert "libc6 (>= 2." in depends and "wayland" not in depends and "cups" not in depends


class Desktop:
    """A desktop of the test's own: a screen without OpenGL, a window manager, a user with a home."""

    def __init__(self, root: Path) -> None:
        self.home = root / "home of Zoë, 100 %"
        runtime = root / "run"
        for folder in (self.home, runtime):
            folder.mkdir(mode=0o700)
        self.variables = {"HOME": str(self.home), "XDG_RUNTIME_DIR": str(runtime), "PATH": os.environ["PATH"],
                          "LANG": "C.UTF-8", "XDG_DATA_DIRS": "/usr/local/share:/usr/share"}
        reader, writer = os.pipe()
        screen = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1366x768x24", "-extension", "GLX"]
        self.screen = subprocess.Popen(screen, pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as told:
            self.variables["DISPLAY"] = f":{told.readline().strip()}"
        self.manager = subprocess.Popen(["openbox"], env=self.variables, stderr=subprocess.DEVNULL)
        self.program = self.home / ".local" / "opt" / "annotator" / "annotator"

    def close(self) -> None:
        for process in self.processes():
            os.kill(process, signal.SIGKILL)
        for each in (self.manager, self.screen):
            each.terminate()
            each.wait()

    def said(self, *command: str | Path) -> str:
        return said(*command, variables=self.variables)

    def open(self, path: Path) -> None:
        """As a double click does. What is started keeps the outputs open, so that nobody may wait for their end."""
        subprocess.run(["gio", "open", path], env=self.variables, check=True, timeout=60, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def windows(self) -> list[str]:
        """The titles of what stands on the screen, without the program's name."""
        found = self.told("xdotool", "search", "--onlyvisible", "--class", "annotator").split()
        titles = [self.told("xdotool", "getwindowname", window).strip() for window in found]
        return sorted(title.rpartition(" ")[0].rstrip(" –—") for title in titles if title)

    def told(self, *command: str) -> str:
        """What a program says, and nothing where a window has gone meanwhile."""
        return subprocess.run(command, capture_output=True, text=True, env=self.variables).stdout

    def wait_for(self, *titles: str) -> None:
        """Wait until these windows stand on the screen, and no other."""
        end = time.monotonic() + 60
        while (found := self.windows()) != sorted(titles):
            assert time.monotonic() < end, f"there are {found} of {self.processes()}, and not {titles}"
            time.sleep(0.1)

    def only_process(self) -> int:
        """The one that stays when those have ended that hand over."""
        end = time.monotonic() + 30
        while len(found := self.processes()) != 1:
            assert time.monotonic() < end, f"there are {found}"
            time.sleep(0.1)
        return found[0]

    def processes(self) -> list[int]:
        """The program's, by what they run."""
        found = []
        for entry in Path("/proc").glob("[0-9]*/exe"):
            try:
                if entry.readlink() == self.program:
                    found.append(int(entry.parent.name))
            except OSError:
                continue
        return found


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    made = Desktop(tmp_path)
    yield made
    made.close()


def project(path: Path, title: str) -> Path:
    """A project of that name, and nothing of it on this computer."""
    made = path.with_name(f"{title}.annot")
    Session.create(made, Coder(new_id(), "Zoë"), home=path.parent / "elsewhere", codebook=default_codebook()).close()
    made.rename(path)
    return path


@needs("Xvfb", "openbox", "xdotool", "gio", "update-mime-database", "xdg-mime")
@pytest.mark.timeout(300)
def test_installed_opened_by_double_clicks_killed_opened_again_and_removed(desktop: Desktop) -> None:
    files = desktop.home / "Articles & more"
    files.mkdir()
    archive = next(PACKAGES.glob("*.tar.zst"))
    unpacked = desktop.home / archive.name.removesuffix(".tar.zst")
    said("tar", "--zstd", "-xf", archive, "-C", desktop.home)
    desktop.said(unpacked / "install.sh")
    shutil.rmtree(unpacked)
    if shutil.which("desktop-file-validate"):
        said("desktop-file-validate", desktop.home / ".local" / "share" / "applications" / ENTRY)

    named = {"one": "one.annot", "two": "renamed.db", "three": "no extension", "four": "Étude 100 % à l’eau; x.annot"}
    paths = {title: project(files / name, title) for title, name in named.items()}
    other = files / "other.db"
    shutil.copy(next(path for path in (ROOT / "tests" / "golden").rglob("*.dna")), other)
    for path in (*paths.values(), other):
        kind = desktop.said("gio", "info", "-a", "standard::content-type", path)
        assert (identity.MIME_TYPE in kind) == (path != other), kind

    desktop.open(paths["one"])
    desktop.wait_for("one")
    for title in ("two", "three", "four"):
        desktop.open(paths[title])
    desktop.wait_for(*named)
    desktop.open(paths["two"])
    process = desktop.only_process()

    pretends = files / "pretends.annot"
    pretends.write_text("nothing of the kind")
    subprocess.run([desktop.program, pretends], env=desktop.variables, timeout=30, check=True)
    desktop.wait_for(*named, "That did not work")
    assert desktop.processes() == [process]

    os.kill(process, signal.SIGKILL)
    desktop.wait_for()
    desktop.open(paths["four"])
    desktop.wait_for("four")
    with subprocess.Popen([desktop.program, "--new-instance", paths["one"]], env=desktop.variables) as own:
        desktop.wait_for("four", "one")
        assert len(desktop.processes()) == 2
        own.kill()

    desktop.said(desktop.program.with_name("uninstall.sh"))
    assert not desktop.program.parent.exists()
    left = [path for path in (desktop.home / ".local").rglob("*") if identity.DESKTOP_ID in path.name]
    assert not left and all(path.exists() for path in paths.values())
    assert identity.MIME_TYPE not in (desktop.home / ".config" / "mimeapps.list").read_text()
