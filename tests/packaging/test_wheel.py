"""What `pip install` brings is what the checkout has."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.shared import ROOT


def test_the_wheel_holds_every_module_and_every_resource(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    wheel = zipfile.ZipFile(next(tmp_path.glob("*.whl")))
    names = set(wheel.namelist())
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "annotator").rglob("*.py")}
    resources = {
        f"annotator/_resources/{path.relative_to(ROOT / 'resources').as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    assert modules | resources <= names

    wheel.extractall(tmp_path / "installed")
    found = "import annotator.settings as s; print(*sorted(p.relative_to(s.resource()).as_posix() for p in " \
            "s.resource().rglob('*') if p.is_file()), s.resource(), sep='\\n')"
    asked = subprocess.run([sys.executable, "-c", found], cwd=tmp_path / "installed", capture_output=True, text=True)
    *told, place = asked.stdout.splitlines()
    assert Path(place) == tmp_path / "installed" / "annotator" / "_resources"
    assert {f"annotator/_resources/{name}" for name in told} == resources
