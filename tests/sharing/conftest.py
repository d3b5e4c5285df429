"""How long the harness runs (`--seeds`), and where its shared files lie (`--disk`; else in memory)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

IN_MEMORY = Path("/dev/shm")


@pytest.fixture
def seeds(request: pytest.FixtureRequest) -> range:
    """The seeds to run."""
    return range(request.config.getoption("--seeds"))


@pytest.fixture
def shore(request: pytest.FixtureRequest) -> Iterator[Path]:
    """An empty folder for shared files: flushing to a disk takes most of the time, and proves nothing here."""
    quick = IN_MEMORY.is_dir() and not request.config.getoption("--disk")
    folder = Path(tempfile.mkdtemp(prefix="annotator-test-", dir=IN_MEMORY if quick else None))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
