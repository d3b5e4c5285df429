"""Signatures, where the secrets for them are: without them a package is made all the same, and that is said.

Windows: ANNOTATOR_SIGN_PFX (a certificate's file) and ANNOTATOR_SIGN_PASSWORD; by SignTool, elsewhere osslsigncode.
macOS: ANNOTATOR_SIGN_IDENTITY (a name in the keychain); for notarisation ANNOTATOR_NOTARY_PROFILE as well.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from trouble import Trouble

STAMP = "http://timestamp.digicert.com"
"""Says when it was signed, so that the signature outlives its certificate."""


def sign_windows(paths: Iterable[Path]) -> None:
    """Sign programs and installers of Windows."""
    certificate, password = os.environ.get("ANNOTATOR_SIGN_PFX"), os.environ.get("ANNOTATOR_SIGN_PASSWORD", "")
    for path in paths:
        if not certificate:
            print(f"not signed, as there is no certificate: {path.name}")
        elif shutil.which("signtool"):
            run("signtool", "sign", "/f", certificate, "/p", password, "/fd", "sha256", "/tr", STAMP, "/td", "sha256",
                str(path))  # fmt: skip
        else:
            signed = path.with_suffix(".signed")
            run("osslsigncode", "sign", "-pkcs12", certificate, "-pass", password, "-h", "sha256", "-ts", STAMP,
                "-in", str(path), "-out", str(signed))  # fmt: skip
            signed.replace(path)


def sign_macos(bundle: Path) -> None:
    """Sign an application bundle, or give it the mark of nobody that Apple's processors ask for."""
    identity = os.environ.get("ANNOTATOR_SIGN_IDENTITY")
    if not identity:
        print(f"not signed, as there is no identity: {bundle.name}")
        run("codesign", "--force", "--deep", "--sign", "-", str(bundle))
        return
    run("codesign", "--force", "--deep", "--options", "runtime", "--timestamp", "--sign", identity, str(bundle))


def notarise(image: Path) -> None:
    """Have Apple look at a disk image, where the secrets for that are."""
    if profile := os.environ.get("ANNOTATOR_NOTARY_PROFILE"):
        run("xcrun", "notarytool", "submit", str(image), "--keychain-profile", profile, "--wait")
        run("xcrun", "stapler", "staple", str(image))
    else:
        print(f"not notarised, as there is no profile: {image.name}")


def run(*command: str) -> None:
    """Run a tool that signs; its command is never shown, as a password stands in it."""
    if subprocess.run(command).returncode:
        raise Trouble(f"{command[0]} could not sign {Path(command[-1]).name}", "its own words stand above.",
                      "Look whether the certificate is valid and its password right.")  # fmt: skip
