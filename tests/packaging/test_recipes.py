"""AppImage and Flatpak, as far as they can be looked at without their tools."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import frozen
import pytest
import recipes
from trouble import Trouble

from annotator import identity

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Linux's packages, made of links")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A frozen folder in small: a program that says what it is given."""
    monkeypatch.setattr(recipes, "BUILD", tmp_path / "build")
    monkeypatch.setattr("stage.BUILD", tmp_path / "build")
    icons = [sys.executable, Path(frozen.__file__).with_name("draw_icons.py"), tmp_path / "build" / "icons"]
    subprocess.run(icons, check=True)
    made = tmp_path / "annotator"
    made.mkdir()
    (made / "annotator").write_text('#!/bin/sh\necho "$@"\n')
    (made / "annotator").chmod(0o755)
    return made


def test_an_appdir_starts_from_anywhere_and_is_what_its_tool_asks_for(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "image of Zoë"
    ((tool, *words),) = recipes.appimage(folder, place, tmp_path)
    root = place / words[0]
    assert tool == "appimagetool" and root.is_dir()
    link = tmp_path / "Annotator.AppImage"
    link.symlink_to(root / "AppRun")
    assert subprocess.run([link, "a b.annot"], capture_output=True, text=True).stdout == "a b.annot\n"
    assert (root / ".DirIcon").resolve().read_bytes()[:4] in (b"<svg", b"<?xm")
    page = root / f"{identity.DESKTOP_ID}.desktop"
    assert f"Icon={identity.DESKTOP_ID}\n" in page.read_text(encoding="utf-8")
    if shutil.which("desktop-file-validate"):
        assert subprocess.run(["desktop-file-validate", page], capture_output=True).stdout == b""


def test_the_manifest_unpacks_the_archive_that_is_there_and_may_write_beside_projects(tmp_path: Path) -> None:
    archive = tmp_path / f"annotator-{recipes.__version__}-linux-x86_64.tar.zst"
    archive.write_bytes(b"packed")
    place = tmp_path / "flatpak"
    place.mkdir()
    first, second = recipes.flatpak(place, tmp_path)
    told = json.loads((place / first[-1]).read_text(encoding="utf-8"))
    assert told["app-id"] == identity.DESKTOP_ID == second[-1]
    assert "--filesystem=home" in told["finish-args"] and "--share=network" not in told["finish-args"]
    ((source,),) = (module["sources"] for module in told["modules"])
    assert hashlib.sha256((place / source["path"]).read_bytes()).hexdigest() == source["sha256"]
    assert any(archive.name in step for step in told["modules"][0]["build-commands"])


def test_without_a_build_both_say_what_comes_first(tmp_path: Path) -> None:
    for make in (lambda: recipes.appimage(tmp_path / "none", tmp_path, tmp_path),
                 lambda: recipes.flatpak(tmp_path, tmp_path)):
        with pytest.raises(Trouble, match=r"build\.py first"):
            make()
