"""The installers of Windows and the bundle of macOS: what they tell the system, as far as that can be seen anywhere."""

import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

import frozen
import macos
import pytest
import signing
import windows
import windows_rows as rows

from annotator import identity


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A frozen folder in small, as far as a compiler of installers looks at it."""
    monkeypatch.setattr(frozen, "BUILD", tmp_path / "build")
    monkeypatch.delenv("ANNOTATOR_SIGN_PFX", raising=False)
    made = tmp_path / "annotator"
    names = (rows.WINDOW, rows.CONSOLE, "_internal/a.dll", "_internal/help & more/büro $x.md")
    for path in [*(made / name for name in names), tmp_path / "build" / "icons" / "project.ico"]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("MZ")
    command = [sys.executable, Path(windows.__file__).with_name("draw_icons.py"), tmp_path / "build" / "icons"]
    subprocess.run(command, check=True)
    return made


def test_a_double_click_starts_the_window_with_the_project_in_quotes() -> None:
    told = {(row.key, row.name): row.value for row in rows.opening()}
    kind = told[rf"Software\Classes\{identity.EXTENSION}", ""]
    command = told[rf"Software\Classes\{kind}\shell\open\command", ""]
    assert command == rf'"{rows.PLACE}\annotator-window.exe" "%1"'
    assert told[rf"Software\Classes\{identity.EXTENSION}", "Content Type"] == identity.MIME_TYPE
    assert told[rf"Software\Classes\{kind}\DefaultIcon", ""].endswith("project.ico")


def test_every_key_that_is_written_is_taken_away_again() -> None:
    shared = rf"Software\Classes\{identity.EXTENSION}"
    written = {row.key for row in [*rows.opening(), *rows.removing(1)] if not row.key.startswith(shared)}
    assert all(any(key == own or key.startswith(own + "\\") for own in rows.own_keys()) for key in written)
    assert all(key.startswith("Software\\") and identity.NAME.lower() in key.lower() for key in rows.own_keys())


def test_the_nsis_script_writes_every_row_for_this_user_alone(folder: Path) -> None:
    script = windows.nsis_script(folder, Path("setup.exe"))
    for row in [*rows.opening(), *rows.removing(frozen.size(folder) // 1024)]:
        assert f'HKCU "{row.key}" "{row.name}"' in script
    assert "HKLM" not in script and "RequestExecutionLevel user" in script
    assert rows.PLACE not in script


@pytest.mark.skipif(not shutil.which("makensis"), reason="no makensis here")
def test_the_nsis_installer_compiles(folder: Path, tmp_path: Path) -> None:
    made = windows.with_nsis(folder, tmp_path, fast=True)
    assert made.read_bytes()[:2] == b"MZ" and made.stat().st_size > 50_000


@pytest.mark.skipif(not (shutil.which("wixl") and shutil.which("msiinfo")), reason="no wixl or msiinfo here")
def test_the_msi_package_compiles_and_holds_every_row_and_every_file(folder: Path, tmp_path: Path) -> None:
    made = windows.with_wixl(folder, tmp_path)

    def table(name: str) -> list[list[str]]:
        said = subprocess.run(["msiinfo", "export", made, name], capture_output=True, text=True, check=True).stdout
        return [line.split("\t") for line in said.splitlines()[3:]]

    told = {(line[2], line[3]): line[4] for line in table("Registry")}
    for row in rows.opening():
        assert told[row.key, row.name] == row.value.replace(rows.PLACE + "\\", "[INSTALLDIR]")
    assert {line[1] for line in table("Registry")} == {"1"}  # HKEY_CURRENT_USER
    files = {line[2].rpartition("|")[2] for line in table("File")}
    assert files == {"annotator.exe", "annotator-window.exe", "a.dll", "büro $x.md", "project.ico"}


def test_the_bundle_declares_the_type_and_that_it_opens_it(tmp_path: Path) -> None:
    page = plistlib.loads(plistlib.dumps(macos.information()))
    (kind,) = page["UTExportedTypeDeclarations"]
    (document,) = page["CFBundleDocumentTypes"]
    assert document["LSItemContentTypes"] == [kind["UTTypeIdentifier"]] and document["LSHandlerRank"] == "Owner"
    assert kind["UTTypeTagSpecification"]["public.filename-extension"] == [identity.EXTENSION[1:]]
    assert kind["UTTypeTagSpecification"]["public.mime-type"] == [identity.MIME_TYPE]
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789.-")
    assert set(kind["UTTypeIdentifier"]) <= allowed and set(macos.bundle()["bundle_identifier"]) <= allowed


def test_icons_of_windows_and_macos_hold_every_size(folder: Path) -> None:
    for name in ("annotator", "project"):
        ico = (frozen.BUILD / "icons" / f"{name}.ico").read_bytes()
        assert ico[:4] == b"\0\0\1\0" and ico.count(b"\x89PNG") == 7
        icns = (frozen.BUILD / "icons" / f"{name}.icns").read_bytes()
        assert icns[:4] == b"icns" and int.from_bytes(icns[4:8], "big") == len(icns)


def test_without_secrets_nothing_is_signed_and_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANNOTATOR_SIGN_PFX", raising=False)
    signing.sign_windows([tmp_path / "annotator.exe"])
    assert "not signed" in capsys.readouterr().out
