"""`start.py desktop`: menu entry, icons and file type of one user, in folders of the test."""

import os
import re
import shutil
import sqlite3
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import desktop
import pytest
import templates
from hypothesis import given
from hypothesis import strategies as st

from annotator import identity
from tests.shared import ROOT

FREEDESKTOP = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> desktop.Places:
    """Return an empty user's folders; the desktop's own programs look into them too."""
    found = desktop.Places(data=tmp_path / "data", config=tmp_path / "config")
    found.config.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(found.data))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(found.config))
    return found


@pytest.fixture
def executable(tmp_path: Path) -> Path:
    path = tmp_path / "annotator-window"
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def database(path: Path, application_id: int) -> Path:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {application_id}")
    connection.execute("CREATE TABLE kept (word)")
    connection.close()
    return path


def magic_matches(match: ElementTree.Element, content: bytes) -> bool:
    """Apply a rule as the specification has it: a rule and, where it has some, one of those inside it."""
    offset, value = int(match.attrib["offset"]), match.attrib["value"]
    if match.attrib["type"] == "big32":
        expected = int(value, 16).to_bytes(4, "big")
    else:
        expected = value.encode().decode("unicode_escape").encode("latin-1")
    inside = match.findall(f"{FREEDESKTOP}match")
    here = content[offset : offset + len(expected)] == expected
    return here and (not inside or any(magic_matches(each, content) for each in inside))


def test_no_placeholder_is_left_and_every_file_lies_under_the_users_data(
    places: desktop.Places, executable: Path
) -> None:
    written = desktop.files(places, executable)
    assert all(path.is_relative_to(places.data) for path in written)
    assert not [path for path, text in written.items() if "@" in text.replace("@2x", "")]


def test_the_types_magic_knows_a_project_by_any_name_and_no_other_database(
    places: desktop.Places, executable: Path, tmp_path: Path
) -> None:
    desktop.install(places, executable)
    page = places.data / "mime" / "packages" / f"{identity.DESKTOP_ID}.xml"
    kind = ElementTree.parse(page).find(f"{FREEDESKTOP}mime-type")
    assert kind is not None and kind.attrib["type"] == identity.MIME_TYPE
    (rule,) = kind.findall(f"{FREEDESKTOP}magic/{FREEDESKTOP}match")
    assert magic_matches(rule, database(tmp_path / "renamed.db", identity.APPLICATION_ID).read_bytes())
    assert not magic_matches(rule, database(tmp_path / "other.db", 0x12345678).read_bytes())
    assert not magic_matches(rule, b"anot" * 100)


@pytest.mark.skipif(
    not (shutil.which("update-mime-database") and shutil.which("gio")), reason="no update-mime-database or no gio here"
)
def test_the_desktop_itself_recognises_a_project_and_opens_it_with_us(
    places: desktop.Places, executable: Path, tmp_path: Path
) -> None:
    desktop.install(places, executable)

    def asked(*words: str | Path) -> str:
        return subprocess.run(["gio", *words], capture_output=True, text=True, check=True).stdout

    def kind(path: Path) -> str:
        return asked("info", "-a", "standard::content-type", path)

    assert identity.MIME_TYPE in kind(database(tmp_path / "corpus.annot", identity.APPLICATION_ID))
    assert identity.MIME_TYPE in kind(database(tmp_path / "no-extension", identity.APPLICATION_ID))
    assert identity.MIME_TYPE in kind(database(tmp_path / "renamed.db", identity.APPLICATION_ID))
    assert identity.MIME_TYPE not in kind(database(tmp_path / "other.db", 0))
    assert desktop.ENTRY in asked("mime", identity.MIME_TYPE)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1))
def test_a_path_of_any_letters_survives_both_readings_of_exec(name: str) -> None:
    read_as_value = templates.quote(Path("/", name)).replace("\\\\", "\\")
    assert re.fullmatch(r'"(?:[^\\"`$]|\\[\\"`$])*"', read_as_value)
    read_as_command = re.sub(r'\\([\\"`$])', r"\1", read_as_value[1:-1])
    assert read_as_command.replace("%%", "%") == str(Path("/", name))


def test_a_per_cent_sign_in_the_programs_path_does_not_hide_it_from_glib() -> None:
    assert 'Exec=env "/a 100 %%/annotator" %f\n' in templates.entry("/a 100 %/annotator")
    assert "TryExec=/a 100 %/annotator\n" in templates.entry("/a 100 %/annotator")
    assert 'Exec="/a/annotator" %f\n' in templates.entry("/a/annotator")


def test_installing_twice_changes_nothing(places: desktop.Places, executable: Path) -> None:
    desktop.install(places, executable)
    before = {path: path.read_bytes() for path in places.data.rglob("*.desktop")}
    desktop.install(places, executable)
    assert before == {path: path.read_bytes() for path in places.data.rglob("*.desktop")}


def test_removing_leaves_other_programs_alone(places: desktop.Places, executable: Path) -> None:
    other = places.data / "applications" / "other.desktop"
    other.parent.mkdir(parents=True)
    other.write_text("[Desktop Entry]\n")
    register = places.config / "mimeapps.list"
    register.write_text("[Default Applications]\ntext/plain=other.desktop;\n")
    desktop.install(places, executable)
    with register.open("a") as file:
        file.write(f"[Added Associations]\n{identity.MIME_TYPE}={desktop.ENTRY};other.desktop;\n")

    desktop.remove(places)

    assert other.exists()
    kept = register.read_text()
    assert "text/plain=other.desktop;" in kept
    assert f"{identity.MIME_TYPE}=other.desktop;" in kept
    assert desktop.ENTRY not in kept
    assert not [path for path in places.data.rglob("*") if identity.DESKTOP_ID in path.name]


def test_removing_what_was_never_there_says_so(places: desktop.Places) -> None:
    assert desktop.remove(places) == ["There was nothing to remove."]


def test_the_identity_stands_in_one_place() -> None:
    others = [
        path
        for folder in ("annotator", "packaging", "resources")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix in (".py", ".in", ".json", ".md", ".svg") and path.name != "identity.py"
    ]
    assert not [path for path in others if identity.DESKTOP_ID in path.read_text(encoding="utf-8")]


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="no desktop-file-validate here")
def test_the_menu_entry_is_valid(places: desktop.Places, executable: Path) -> None:
    desktop.install(places, executable)
    subprocess.run(["desktop-file-validate", places.data / "applications" / desktop.ENTRY], check=True)


def test_other_systems_are_told_how_it_is_done_there() -> None:
    assert "annotator-window.exe" in desktop.elsewhere("win32", Path(".venv"))
    assert os.path.join("bin", "annotator-window") in desktop.elsewhere("darwin", Path(".venv"))
