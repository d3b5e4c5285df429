"""Somebody who may not write everywhere: the superuser may, and read-only files would be no trouble to them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

NOBODY = 65534


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of somebody's own; while the test runs, a superuser has the rights of nobody in particular."""
    folder = Path(tempfile.mkdtemp(prefix="somebody-"))
    (folder / "home").mkdir()
    superuser = hasattr(os, "geteuid") and os.geteuid() == 0
    if superuser:
        for path in (folder, folder / "home"):
            os.chown(path, NOBODY, -1)
        os.seteuid(NOBODY)
    monkeypatch.setenv("ANNOTATOR_HOME", str(folder / "home"))
    try:
        yield folder
    finally:
        if superuser:
            os.seteuid(0)
        shutil.rmtree(folder, ignore_errors=True)
