"""Where this computer keeps what belongs to a project."""

from __future__ import annotations

from pathlib import Path

from annotator.project.place import find, known_file, remember_file


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
