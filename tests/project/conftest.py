"""A team of two around one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.team import ARTICLE, TEXT, Change, Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Ann and Ben, who have exchanged an article."""
    made = Team(tmp_path, "Ann", "Ben")
    made.members[0].do(Change("article", ARTICLE, {"title": "T"}, ARTICLE, new=True), texts={ARTICLE: TEXT})
    made.sync()
    yield made
    made.close()
