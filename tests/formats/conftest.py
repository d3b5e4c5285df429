"""What the tests of formats share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.session import Session
from tests.formats.corpora import bring, project, small, write


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A project with one of everything: `small`."""
    made = project(tmp_path)
    bring(made, write(tmp_path, small()))
    yield made
    made.close()
