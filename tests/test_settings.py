"""Settings: kept whole or not at all, and always the same person on one computer."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import settings
from annotator.corpus.ids import is_id
from annotator.settings import Settings, coder_named, load, resource, save, trouble
from tests.somebody import somebody

__all__ = ["somebody"]

LINE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1, max_size=12)


def test_home_is_where_annotator_home_says(home: Path) -> None:
    assert settings.home() == home


def test_the_first_start_makes_somebody_who_stays_the_same(home: Path) -> None:
    first = load()
    assert is_id(first.coder)
    assert first.name
    assert load() == first
    assert [path.name for path in home.iterdir()] == ["settings.ini"]


@given(st.builds(Settings, LINE, LINE, LINE, LINE, st.integers(8, 60), st.floats(1, 3), st.integers(20, 200),
                 st.booleans(), st.lists(LINE.map(lambda name: f"/home/{name}.annot"), max_size=4).map(tuple)))
def test_settings_come_back_as_they_were_saved(chosen: Settings) -> None:
    save(chosen)
    assert load() == chosen


def test_names_with_signs_that_mean_something_in_such_files(home: Path) -> None:
    for name in ("%(x)s", "# Anna", "; x", "a = b", "[coder]", "Ünal: Çelik"):
        save(Settings("id", name))
        assert load().name == name


def test_what_makes_no_sense_has_its_default(home: Path) -> None:
    said = "coder=x name=y size=big line=tall width= shoe=44 theme=dark".replace(" ", "\n")
    (home / "settings.ini").write_text(f"[annotator]\n{said}\n")
    found = load()
    assert (found.size, found.line, found.width, found.theme) == (17, 1.55, 66, "dark")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00nonsense", b"no section here", b"[annotator]\ncoder=a\ncoder=b\n"])
def test_a_file_that_cannot_be_read_is_kept_beside(home: Path, content: bytes) -> None:
    (home / "settings.ini").write_bytes(content)
    assert load().size == 17
    assert (home / "settings.damaged").read_bytes() == content
    assert load() == load()


def test_a_disk_that_refuses_is_no_trouble(somebody: Path) -> None:
    (somebody / "home").chmod(0o555)
    with pytest.raises(OSError, match="denied"):
        save(Settings("x", "y"))
    assert load().name
    assert coder_named("Mara")
    (somebody / "home").chmod(0o755)
    assert list((somebody / "home").iterdir()) == []


def test_the_last_project_stands_first_and_none_stands_twice(tmp_path: Path) -> None:
    chosen = Settings()
    for number in [*range(15), 3]:
        chosen = chosen.opened(tmp_path / f"{number}.annot")
    assert len(chosen.recent) == 12
    assert chosen.recent[:3] == tuple(str(tmp_path / f"{number}.annot") for number in (3, 14, 13))


def test_a_name_has_one_coder_on_this_computer() -> None:
    me = load()
    assert coder_named(me.name) == coder_named("") == me.coder
    maria, mara = coder_named("Maria: Lind = x"), coder_named("Mara")
    assert len({me.coder, maria, mara}) == 3
    assert coder_named("Maria: Lind = x") == maria
    assert coder_named(" Maria:\n Lind =  x ") == maria
    assert coder_named("mara") != mara


def test_a_list_of_coders_that_cannot_be_read_is_kept_beside(home: Path) -> None:
    (home / "coders.ini").write_bytes(b"\xff\xff")
    made = coder_named("Mara")
    assert coder_named("Mara") == made
    assert (home / "coders.damaged").exists()


def test_resources_are_found() -> None:
    assert resource("codebook", "default.json").is_file()


def test_labels_are_recalled_for_the_same_set_and_for_most_of_it(home: Path) -> None:
    settings.remember_labels({"PER": "quote", "ORG": "", "LOC": "claim"})
    settings.remember_labels({"PER": "statistic", "X": "claim"})
    assert settings.recalled_labels(["LOC", "ORG", "PER"]) == {"PER": "quote", "LOC": "claim"}
    assert settings.recalled_labels(["LOC", "ORG", "PER", "DATE"]) == {"PER": "quote", "LOC": "claim"}
    assert settings.recalled_labels(["PER", "A", "B"]) == {}, "that is another set"
    settings.remember_labels({"PER": "claim", "ORG": "", "LOC": ""})
    assert settings.recalled_labels(["LOC", "ORG", "PER"]) == {"PER": "claim"}


def test_only_so_many_sets_of_labels_are_remembered(home: Path) -> None:
    for number in range(70):
        settings.remember_labels({f"label {number}": "claim"})
    assert not settings.recalled_labels(["label 9"]) and settings.recalled_labels(["label 10"])


@pytest.mark.parametrize("content", [b"\xff", b"[[[", b"[1, {}]", b'{"a": 1}', b"[" * 100_000])
@pytest.mark.parametrize("name", ["labels", "presets"])
def test_what_was_chosen_and_cannot_be_read_is_nothing(home: Path, name: str, content: bytes) -> None:
    (home / f"{name}.json").write_bytes(content)
    assert settings.recalled_labels(["a"]) == {} and settings.presets() == {}
    settings.remember_labels({"a": "claim"})
    settings.keep_preset("P", {"format": "csv"})
    assert settings.recalled_labels(["a"]) == {"a": "claim"} and settings.presets() == {"P": {"format": "csv"}}


def test_a_preset_is_kept_replaced_and_taken_away(home: Path) -> None:
    settings.keep_preset("b", {"format": "csv"})
    settings.keep_preset("A", {"format": "xlsx"})
    settings.keep_preset("b", {"format": "dataset"})
    assert list(settings.presets().items()) == [("A", {"format": "xlsx"}), ("b", {"format": "dataset"})]
    settings.keep_preset("A", None)
    settings.keep_preset("never there", None)
    assert list(settings.presets()) == ["b"]


def test_a_package_with_the_marker_beside_it_keeps_everything_there(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANNOTATOR_HOME")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    for program in (tmp_path / "stick" / "annotator", tmp_path / "mac" / "Annotator.app" / "Contents" / "MacOS" / "a"):
        folder = tmp_path / program.relative_to(tmp_path).parts[0]
        program.parent.mkdir(parents=True)
        monkeypatch.setattr(sys, "executable", str(program))
        assert not settings.home().is_relative_to(tmp_path)
        (folder / "portable.txt").touch()
        assert settings.home() == folder / "annotator-data"
        monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "said"))
        assert settings.home() == tmp_path / "said"
        monkeypatch.delenv("ANNOTATOR_HOME")


def test_keys_come_back_with_all_their_signs(home: Path) -> None:
    keys = {"annotate.note": ("#", ";"), "annotate.join": ("Ctrl+=", "=", "["), "source.via": ()}
    save(replace(load(), keys=keys))
    assert load().keys == keys
    assert "annotate.note = # or ;" in (home / "settings.ini").read_text()


def test_a_damaged_file_is_named_and_whoever_works_here_stays_the_same(home: Path) -> None:
    assert trouble() is None
    save(replace(load(), name="Mara", orcid="0000-0002-1825-0097", size=20))
    before = load()
    whole = (home / "settings.ini").read_text()
    (home / "settings.ini").write_text(whole.replace("size = 20", "size = 20\nsize = 21"))
    told = trouble()
    assert told is not None and "damaged" in told.why and "settings.damaged" in told.remedy
    found = load()
    assert (found.coder, found.name, found.orcid, found.size) == (before.coder, "Mara", before.orcid, 17)
    assert "size = 21" in (home / "settings.damaged").read_text()
    assert trouble() is None


def test_a_file_that_cannot_be_read_at_all_is_named_and_not_overwritten(home: Path) -> None:
    (home / "settings.ini").mkdir()
    told = trouble()
    assert told is not None and str(home / "settings.ini") in told.why
    with pytest.raises(OSError, match="directory"):
        save(load())
    assert (home / "settings.ini").is_dir()


def test_a_home_that_takes_nothing_is_named_with_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "file" / "home"))
    told = trouble()
    assert told is not None and "ANNOTATOR_HOME" in told.remedy
    assert load().size == 17


def test_a_home_that_is_read_only_is_named(somebody: Path) -> None:
    (somebody / "home").chmod(0o555)
    told = trouble()
    assert told is not None and told.why == "it is read-only"
    (somebody / "home").chmod(0o755)
