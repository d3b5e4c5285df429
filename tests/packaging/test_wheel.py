"""What `pip install` brings is what the checkout has."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.shared import ROOT


def test_the_wheel_holds_every_module_and_every_resource(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    names = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "annotator").rglob("*.py")}
    resources = {
        f"annotator/_resources/{path.relative_to(ROOT / 'resources').as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    assert modules | resources <= names
