"""Where this computer keeps what belongs to a project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.project.place import find, forget, holding, is_passing, known_file, remember_file


def test_each_project_has_a_folder_of_its_own(tmp_path: Path) -> None:
    one, other = find(tmp_path, bytes(16)), find(tmp_path, bytes(range(16)))
    assert one.folder != other.folder
    assert one.replica.parent == one.folder
    assert not one.folder.exists(), "nothing is made by asking"


def test_the_file_is_remembered(tmp_path: Path) -> None:
    place = find(tmp_path, bytes(16))
    assert known_file(place) is None
    for name in ("Études 2.annot", "other.annot"):
        remember_file(place, tmp_path / name)
        assert known_file(place) == tmp_path / name
    assert [path.name for path in place.folder.iterdir()] == ["file.txt"]


def test_remembering_the_same_again_writes_nothing(tmp_path: Path) -> None:
    place = find(tmp_path, bytes(16))
    remember_file(place, tmp_path / "x.annot")
    before = (place.folder / "file.txt").stat().st_mtime_ns
    remember_file(place, tmp_path / "x.annot")
    assert (place.folder / "file.txt").stat().st_mtime_ns == before


def test_a_memory_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    place = find(tmp_path, bytes(16))
    place.folder.mkdir(parents=True)
    (place.folder / "file.txt").write_bytes(b"\xff\xfe\xff")
    assert known_file(place) is None


def test_the_place_of_a_file_that_is_gone_is_found_by_its_path(tmp_path: Path) -> None:
    place = find(tmp_path, bytes(16))
    remember_file(place, tmp_path / "Study.annot")
    assert holding(tmp_path, tmp_path / "Study.annot") is None, "there is no replica to open"
    place.replica.touch()
    assert holding(tmp_path, tmp_path / "Study.annot") == place
    other = find(tmp_path, bytes(range(16)))  # another project lay there for a while
    remember_file(other, tmp_path / "Study.annot")
    other.replica.touch()
    for file in other.folder.iterdir():
        os.utime(file, (1, 1))
    assert holding(tmp_path, tmp_path / "Study.annot") == place, "the one that was used last"
    assert holding(tmp_path, tmp_path / "other.annot") is None
    assert holding(tmp_path / "no home", tmp_path / "Study.annot") is None


def test_a_project_is_forgotten_with_all_that_lies_in_its_folder_once_or_twice(tmp_path: Path) -> None:
    folder = tmp_path / "replicas" / "ab"
    (folder / "backups").mkdir(parents=True)
    (folder / "backups" / "one.annot").touch()
    forget(folder)
    assert not folder.exists()
    forget(folder)


@pytest.mark.parametrize("path", [
    "/tmp/Study.annot", "/var/tmp/Study.annot", "/tmp/mozilla_maria0/Study.annot", "/tmp/.xarchive-x1/Study.annot",
    "/home/m/.cache/.fr-Zx81aB/Study.annot", "/home/m/.cache/ark-XYabcd/a folder/Study.annot",
    "/Users/m/Library/Containers/com.apple.mail/Data/Library/Mail Downloads/1/Study.annot",
    "/c/Users/m/AppData/Local/Microsoft/Windows/INetCache/Content.Outlook/ABC/Study.annot",
    "/c/Users/m/AppData/Local/Temp/Temp1_post.zip/Study.annot", "/c/Temp/7zO4F2A/Study.annot",
    "/c/Temp/Rar$DIa0.123/Study.annot", "/the/temporary/Study.annot"])
def test_what_mail_and_archive_programs_have_unpacked_does_not_stay(path: str) -> None:
    assert is_passing(Path(path), Path("/the/temporary"))


@pytest.mark.parametrize("path", [
    "/home/m/Study.annot", "/home/m/Downloads/Study.annot", "/tmp/our project/Study.annot", "/mnt/share/Study.annot",
    "/the/temporary/project/Study.annot", "/home/m/temp/Study.annot"])
def test_a_place_that_somebody_has_chosen_is_let_be(path: str) -> None:
    assert not is_passing(Path(path), Path("/the/temporary"))
