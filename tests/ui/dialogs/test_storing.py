"""How far storing is, and how long it still takes."""

from __future__ import annotations

import pytest

from annotator.ui.dialogs.storing import time_left


@pytest.mark.parametrize(("spent", "done", "total", "said"), [
    (10, 50, 100, "about 10 s left"), (30, 10, 100, "about 4 min left"), (10, 10, 100, "about 2 min left"),
    (10, 99, 100, ""), (1, 50, 100, ""), (10, 0, 100, ""), (10, 100, 100, ""), (10, 120, 100, ""),
])
def test_the_time_left_is_said_once_it_can_be_told(spent: float, done: int, total: int, said: str) -> None:
    assert time_left(spent, done, total) == said
