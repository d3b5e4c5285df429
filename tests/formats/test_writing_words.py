"""Who is meant by a name on the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from annotator.corpus.errors import Fault
from annotator.corpus.team import Coder
from annotator.formats.doors import presets
from annotator.formats.doors.presets import Preset
from annotator.formats.writing_words import add_writing, how_to_write, keep_preset, with_preset

TEAM = {coder.id: coder for coder in (
    Coder("1", "Mara Tennick"), Coder("2", "Jo", same_as=("3",)), Coder("3", "Jo at home"), Coder("4", "jo"))}


def asked(*words: str) -> tuple[str, ...]:
    command = argparse.ArgumentParser()
    add_writing(command)
    return how_to_write(command.parse_args(words), TEAM).coders


def test_everybody_is_meant_when_nobody_is_named() -> None:
    assert asked() == ()


def test_a_name_means_all_who_bear_it_with_their_other_identities() -> None:
    assert asked("--coder", "JO") == ("2", "3", "4")
    assert asked("--coder", "Jo at home", "--coder", "mara tennick") == ("1", "2", "3")


def test_a_name_that_nobody_bears_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(Fault, match="is called “Max”; there are Jo, Jo at home, Mara Tennick, jo"):
        asked("--coder", "Max")


def test_choices_of_a_format_are_said_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    command = argparse.ArgumentParser()
    add_writing(command)
    said = command.parse_args(["--set", "mode=one", "--set", "from=2026-03-01", "--set", "rows=a=b"])
    assert how_to_write(said, TEAM).choices == {"mode": "one", "from": "2026-03-01", "rows": "a=b"}
    with pytest.raises(SystemExit):
        command.parse_args(["--set", "mode"])
    assert "such as mode=one" in capsys.readouterr().err


def test_a_preset_says_what_the_words_do_not(home: Path) -> None:
    presets.save("Net", Preset("matrix", ("Jo",), frozenset({"only_done", "history"}), {"mode": "one", "rows": "a"}))
    command = argparse.ArgumentParser()
    command.add_argument("--format")
    add_writing(command)
    said = command.parse_args(["--preset", "Net", "--set", "rows=b", "--pseudonyms"])
    with_preset(said)
    options = how_to_write(said, TEAM)
    assert (said.format, options.coders, options.choices) == ("matrix", ("2", "3", "4"), {"mode": "one", "rows": "b"})
    assert options.only_done and options.pseudonyms and options.history and not options.reproducible
    other = command.parse_args(["--preset", "Net", "--format", "csv", "--coder", "Mara Tennick"])
    with_preset(other)
    assert (other.format, other.coder, other.set) == ("csv", ["Mara Tennick"], []), "its choices are the matrix’s own"
    with pytest.raises(Fault, match="there are “Net”"):
        with_preset(command.parse_args(["--preset", "net"]))


def test_what_is_said_is_saved_but_for_secrets(home: Path) -> None:
    command = argparse.ArgumentParser()
    add_writing(command)
    said = command.parse_args(["--save-preset", "D", "--set", "password=x", "--set", "emoji=replace", "--with-history"])
    keep_preset(said, "dna", {"password"})
    assert presets.saved() == {"D": Preset("dna", (), frozenset({"history"}), {"emoji": "replace"})}
