"""The application bundle of macOS: what the Finder must know to open a project on a double click."""

from __future__ import annotations

from typing import Any

from templates import __version__, identity

PROJECT_UTI = f"{identity.DESKTOP_ID.replace('_', '-')}.project"
"""Uniform type identifier of a project; no underscore may stand in one. It goes by the file's name: the Finder does
not look into files."""

OLDEST = "13.0"
"""The oldest macOS that this Qt runs on."""


def information() -> dict[str, Any]:
    """What goes into Info.plist besides what PyInstaller writes itself."""
    return {
        "CFBundleDisplayName": identity.NAME,
        "CFBundleShortVersionString": __version__,
        "CFBundleVersion": __version__,
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": OLDEST,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": f"{identity.NAME} contributors, MIT licence",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": f"{identity.NAME} project",
                "CFBundleTypeRole": "Editor",
                "CFBundleTypeIconFile": "project.icns",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [PROJECT_UTI],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": PROJECT_UTI,
                "UTTypeDescription": f"{identity.NAME} project",
                "UTTypeConformsTo": ["public.database", "public.data"],
                "UTTypeIconFile": "project.icns",
                "UTTypeTagSpecification": {
                    "public.filename-extension": [identity.EXTENSION.removeprefix(".")],
                    "public.mime-type": [identity.MIME_TYPE],
                },
            }
        ],
    }


def bundle() -> dict[str, Any]:
    """What PyInstaller's BUNDLE is told besides the files."""
    return {
        "bundle_identifier": identity.DESKTOP_ID.replace("_", "-"),
        "version": __version__,
        "info_plist": information(),
    }
