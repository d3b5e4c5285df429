from __future__ import annotations

from pathlib import Path

import pytest

from annotator.ui.search_memory import MOST, SearchMemory, load_memory, save_memory


def test_the_last_search_comes_first_and_stands_there_once() -> None:
    memory = SearchMemory().searched("one").searched(" two ").searched("one").searched("  ")
    assert memory.recent == ("one", "two")


def test_only_the_last_ones_are_remembered() -> None:
    memory = SearchMemory()
    for number in range(MOST + 3):
        memory = memory.searched(str(number))
    assert len(memory.recent) == MOST
    assert memory.recent[0] == str(MOST + 2)


def test_what_is_kept_is_loaded(tmp_path: Path) -> None:
    save_memory(tmp_path, SearchMemory(("“a” & b",), "sentence"))
    assert load_memory(tmp_path) == SearchMemory(("“a” & b",), "sentence")


@pytest.mark.parametrize("stored", ["", "[]", "{", '{"recent": 3}', '{"recent": [1, null], "marks": "all"}', "null"])
def test_what_makes_no_sense_is_forgotten(tmp_path: Path, stored: str) -> None:
    (tmp_path / "search.json").write_text(stored)
    assert load_memory(tmp_path) == SearchMemory()


def test_a_disk_that_refuses_costs_only_the_memory(tmp_path: Path) -> None:
    save_memory(tmp_path / "nowhere", SearchMemory(("a",)))
    assert load_memory(tmp_path / "nowhere") == SearchMemory()
