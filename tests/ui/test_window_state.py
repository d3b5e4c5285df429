from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.ui.window_state import WindowState, load_state, save_state


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    state = WindowState(1200, 700, True, 300, 420, False, True, "sources", "an-article", {"a": 12}, {"a": 0.5})
    save_state(tmp_path, state)
    assert load_state(tmp_path) == state


def test_without_a_file_every_part_has_its_default(tmp_path: Path) -> None:
    assert load_state(tmp_path) == WindowState()


@pytest.mark.parametrize("words", ["", "{", "[1, 2]", "null", "7", '{"width": "wide"}', "\x00\xff"])
def test_a_file_that_makes_no_sense_costs_only_the_state(tmp_path: Path, words: str) -> None:
    (tmp_path / "window.json").write_text(words, encoding="latin-1")
    assert load_state(tmp_path) == WindowState()


def test_a_part_of_another_kind_has_its_default_and_the_others_stay(tmp_path: Path) -> None:
    (tmp_path / "window.json").write_text(json.dumps({"width": True, "height": 900, "tab": 3, "carets": []}))
    found = load_state(tmp_path)
    assert (found.height, found.tab, found.carets) == (900, WindowState().tab, {})


@pytest.mark.parametrize("stored", [
    {"carets": {"a": "x"}}, {"scrolls": {"a": None}}, {"carets": {"a": 1.5}}, {"width": -5}, {"height": 10**9},
    {"scrolls": {"a": float("inf")}}, {"library": -1}])
def test_numbers_that_no_window_can_have_are_not_taken(tmp_path: Path, stored: dict[str, object]) -> None:
    (tmp_path / "window.json").write_text(json.dumps(stored))
    assert load_state(tmp_path) == WindowState()


def test_whole_scroll_positions_are_taken_as_well(tmp_path: Path) -> None:
    (tmp_path / "window.json").write_text(json.dumps({"scrolls": {"a": 1}}))
    assert load_state(tmp_path).scrolls == {"a": 1.0}


def test_a_folder_that_takes_no_file_is_no_reason_to_fail(tmp_path: Path) -> None:
    save_state(tmp_path / "nowhere", WindowState())
    assert load_state(tmp_path / "nowhere") == WindowState()
