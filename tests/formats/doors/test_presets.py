"""Ways of exporting, saved under a name on this computer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.corpus.errors import Fault
from annotator.formats.doors import presets
from annotator.formats.doors.presets import Preset

FOR_R = Preset("csv", ("Ann", "Ben"), frozenset(("only_done", "for_machines")), {"mode": "one"})


def test_what_was_saved_comes_back_and_is_said_in_one_line(home: Path) -> None:
    presets.save("  For   R ", FOR_R)
    presets.save("a", Preset("dataset"))
    assert list(presets.saved().items()) == [("a", Preset("dataset")), ("For R", FOR_R)]
    assert str(presets.named("For R")) == "csv, for-machines, only-done, mode=one, coder Ann, coder Ben"


def test_one_that_is_not_there_is_refused_with_those_that_are(home: Path) -> None:
    with pytest.raises(Fault, match="none is saved yet"):
        presets.named("x")
    presets.save("For R", FOR_R)
    with pytest.raises(Fault, match="there is no preset “x”; there are “For R”"):
        presets.delete("x")
    presets.delete("For R")
    assert presets.saved() == {}


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_name_has_letters_but_not_too_many(home: Path, name: str) -> None:
    with pytest.raises(Fault, match="The preset was not saved"):
        presets.save(name, FOR_R)


def test_a_file_that_somebody_has_written_by_hand_is_taken_for_what_it_says(home: Path) -> None:
    (home / "presets.json").write_text(json.dumps({
        "a": {"format": "csv", "only_done": "yes", "coders": "Ann", "choices": [1], "shoe": 44},
        "b": {"only_done": True}, "c": 7}))
    assert presets.saved() == {"a": Preset("csv")}


def test_a_disk_that_refuses_is_said(home: Path) -> None:
    (home / "presets.json.new").mkdir()
    with pytest.raises(Fault, match="The preset was not saved"):
        presets.save("a", FOR_R)
