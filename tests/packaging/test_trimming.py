"""What goes into a package."""

import pytest
import trimming


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland-generic.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", True),
        ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/plugins/iconengines/libqsvgicon.so", True),
        ("PySide6/plugins/styles/qmodernwindowsstyle.dll", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("babel/locale-data/de.dat", False),
        ("babel/locale-data/root.dat", True),
        ("qtawesome/fonts/phosphor-1.3.0.ttf", False),
        ("qtawesome/fonts/materialdesignicons6-webfont-6.9.96.ttf", True),
        ("trafilatura-2.3.1.dist-info/RECORD", False),
        ("trafilatura-2.3.1.dist-info/METADATA", True),
        ("annotator/_resources/help/file.md", True),
    ],
)
def test_what_is_used_goes_in_and_the_rest_stays_out(place: str, wanted: bool) -> None:
    assert trimming.is_wanted(place) is wanted


def test_a_library_goes_in_because_something_is_linked_to_it_and_the_systems_own_never() -> None:
    linked = {
        "/x/libqxcb.so": ["libQt6XcbQpa.so.6", "libX11.so.6"],
        "/x/libQt6XcbQpa.so.6": ["libxcb-cursor.so.0", "libc.so.6"],
    }
    entries = [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/x/libqxcb.so", "BINARY"),
        ("PySide6/Qt/lib/libQt6XcbQpa.so.6", "/x/libQt6XcbQpa.so.6", "BINARY"),
        ("libQt6XcbQpa.so.6", "PySide6/Qt/lib/libQt6XcbQpa.so.6", "SYMLINK"),
        ("libxcb-cursor.so.0", "/x/libxcb-cursor.so.0", "BINARY"),
        ("libX11.so.6", "/x/libX11.so.6", "BINARY"),
        ("PySide6/Qt/lib/libQt6OpenGL.so.6", "/x/libQt6OpenGL.so.6", "BINARY"),
        ("libQt6OpenGL.so.6", "PySide6/Qt/lib/libQt6OpenGL.so.6", "SYMLINK"),
        ("libgtk-3.so.0", "/x/libgtk-3.so.0", "BINARY"),
        ("libpython3.11.so.1.0", "/x/libpython3.11.so.1.0", "BINARY"),
        ("pypdfium2_raw/libpdfium.so", "/x/libpdfium.so", "DATA"),
    ]
    kept = trimming.closure(entries, ["libpython3.11.so.1.0"], needed=lambda path: linked.get(path, []))
    assert {each[0] for each in kept} == {
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/lib/libQt6XcbQpa.so.6",
        "libQt6XcbQpa.so.6",
        "libxcb-cursor.so.0",
        "libpython3.11.so.1.0",
        "pypdfium2_raw/libpdfium.so",
    }
