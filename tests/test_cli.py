"""The command line: what scripts say and what they get."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from annotator import cli, formats
from annotator.__main__ import main
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.ids import new_id
from annotator.corpus.team import Coder
from annotator.session import Session
from annotator.settings import home, load
from tests.formats.corpora import ME, small, write
from tests.shared import ROOT

NEWS = "Harbour plan approved\n\nThe council voted on Tuesday.\n"


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = str(tmp_path / "study.annot")
    assert main(["new", path]) == 0
    capsys.readouterr()
    return path


@pytest.fixture
def news(tmp_path: Path) -> str:
    path = tmp_path / "plan.txt"
    path.write_text(NEWS)
    return str(path)


def facts(project: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    assert main(["info", project, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_a_day_in_words(tmp_path: Path) -> None:
    """In processes of their own, as a script has it."""
    variables = {**os.environ, "ANNOTATOR_HOME": str(tmp_path / "home")}

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "annotator", *words],
            cwd=ROOT,
            env=variables,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        assert done.stderr == ""
        return done.stdout

    project, out = str(tmp_path / "a.annot"), str(tmp_path / "out.json")
    dataset = str(write(tmp_path, small()))
    assert run("new", project) == f"Made {project}\n"
    assert run("import", project, dataset).endswith(
        "3 annotations, 3 sources, 2 links, 1 passage,"
        " 2 review marks and 1 variable added, 0 already there, 0 refused\n"
    )
    assert run("export", project, "-o", out).startswith("Wrote 2 articles, 3 annotations, 3 sources and 2 links to ")
    assert json.loads(run("info", project, "--json"))["annotations"] == {"quote": 1, "statistic": 2}
    assert run("check", project) == "All is well\n"
    assert run("new", str(tmp_path / "b.annot")) and run("import", str(tmp_path / "b.annot"), out)
    run("export", str(tmp_path / "b.annot"), "-o", str(tmp_path / "again.json"), "--reproducible")
    run("export", project, "-o", out, "--reproducible")
    assert (tmp_path / "again.json").read_bytes() == Path(out).read_bytes()


def test_what_ends_with_0_is_in_the_file(
    project: str, news: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", project, news]) == 0
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "another computer"))
    assert facts(project, capsys)["articles"] == 1


def test_it_works_while_a_window_has_the_project_open(
    project: str, news: str, capsys: pytest.CaptureFixture[str]
) -> None:
    window = Session.open(Path(project), ME, home=home())
    window.exchange()
    window.catch_up()
    assert main(["import", project, news]) == 0
    assert window.catch_up().kinds() == {"article", "coder"} or window.catalogue.article_ids()
    assert window.catalogue.counts()["articles"] == 1
    window.close()


def test_info_counts_what_there_is_and_not_what_was_removed(
    project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from annotator.actions.annotate import remove

    assert list(facts(project, capsys)) == [
        "articles",
        "annotations",
        "sources",
        "links",
        "coders",
        "operations",
        "conflicts",
    ]
    main(["import", project, str(write(tmp_path, small()))])
    session = Session.open(Path(project), ME, home=home())
    session.exchange()
    found = session.catalogue.annotation("n2")
    assert found is not None
    session.do(remove([found]))
    session.exchange()
    session.close()
    counted = facts(project, capsys)
    assert counted["annotations"] == {"quote": 1, "statistic": 1} and counted["links"] == 1
    assert main(["info", project]) == 0
    assert re.search(r"^annotations  1 quote, 1 statistic$", capsys.readouterr().out, re.MULTILINE)


def test_without_a_name_the_account_works_and_with_one_that_coder(project: str, news: str, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Another headline\n\nOther words.")
    main(["import", project, news])
    main(["import", project, str(tmp_path / "other.txt"), "--coder", "Maria"])
    main(["import", project, news, "--coder", "Maria"])
    session = Session.open(Path(project), ME, home=home())
    session.exchange()
    assert sorted(coder.name for coder in session.catalogue.coders().values()) == sorted([load().name, "Maria"])
    session.close()


def test_counts_are_always_shown(project: str, news: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", project, news]) == 0
    assert capsys.readouterr().out == "1 article added, 0 already there, 0 refused\n"
    assert main(["import", project, news]) == 0
    assert capsys.readouterr().out == "0 added, 1 article already there, 0 refused\n"
    (tmp_path / "x.bin").write_bytes(bytes(range(256)))
    (tmp_path / "y.txt").write_text("New words.")
    assert main(["import", project, news, str(tmp_path / "y.txt"), str(tmp_path / "x.bin")]) == 1
    said = capsys.readouterr()
    assert said.out == (
        "Nothing was stored: all or nothing. 0 added, 1 article already there, 1 refused: x.bin: it is binary\n"
    )
    assert said.err.startswith("x.bin cannot be imported: it is binary. ") and said.err.count("\n") == 1
    assert facts(project, capsys)["articles"] == 1


def test_an_edit_comes_in_when_it_is_asked_for(
    project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset = small()
    main(["import", project, str(write(tmp_path, dataset))])
    dataset["articles"][0]["headline"] = "Another"
    path = str(write(tmp_path, dataset))
    assert main(["import", project, path]) == 1
    assert "1 article in it differ" in capsys.readouterr().err
    assert main(["import", project, path, "--update"]) == 0
    assert "1 article changed" in capsys.readouterr().out


FAULTS = {
    "a project that is not there": (["info", "gone.annot"], "gone.annot cannot be opened: there is no such file."),
    "a project that is none": (["info", "other.db"], "it is not an Annotator project"),
    "a file that is not there": (["import", "P", "gone.txt"], "gone.txt cannot be read: there is no such file."),
    "an export into nowhere": (["export", "P", "-o", "other.db/x.json"], "x.json was not written: "),
    "an export onto the project": (["export", "P", "-o", "P"], "no format has the ending .annot"),
    "an export onto the project, named": (
        ["export", "P", "-o", "P", "--format", "dataset"],
        "it is the project itself",
    ),
    "a format of no name": (["export", "P", "-o", "x", "--format", "epic"], "The format “epic” cannot be written"),
    "a reader of no name": (["import", "P", "other.db", "--format", "epic"], "The format “epic” cannot be read"),
    "an article that is not there": (["render", "P", "--article", "3", "-o", "x.png"], "there is no article 3, only 0"),
    "a theme that is not there": (
        ["render", "P", "--article", "1", "-o", "x.png", "--theme", "blue"],
        "there is no theme “blue”",
    ),
    "a project that is there already": (["new", "P"], "study.annot cannot be made: a file with this name is there"),
    "a folder that is not there": (["new", "no/where.annot"], "where.annot cannot be made"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_one_line_on_stderr_and_1(
    case: str, project: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words, expected = FAULTS[case]
    monkeypatch.chdir(tmp_path)
    Path("other.db").write_text("not a project")
    assert main([project if word == "P" else word for word in words]) == 1
    said = capsys.readouterr().err
    assert expected in said and said.count("\n") == 1 and "Traceback" not in said


@pytest.mark.parametrize(
    "words",
    [
        ["exprot", "x"],
        ["import"],
        ["import", "x.annot"],
        ["export", "x.annot"],
        ["--nonsense"],
        ["merge", "x"],
        ["history"],
        ["suggest"],
        ["render", "x.annot", "--article", "one", "-o", "y"],
        ["render", "x.annot", "--article", "1", "-o", "y", "--size", "big"],
    ],
)
def test_what_is_not_understood_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "usage: annotator" in capsys.readouterr().err


def test_help_documents_every_command_and_nothing_that_comes_later(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    for word in ("new", "import", "export", "formats", "check", "info", "render", "merge", "history",
                 "suggest", "evaluate",
                 "annotator [PROJECT]", "Exit codes"):
        assert word in said


def test_formats_are_listed_with_where_they_go(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["formats"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "dataset         in and out  Dataset, one JSON file"
    named = [line for line in lines if not line.startswith(" ")]
    assert len(named) == len({each.name for each in (*formats.IMPORTERS, *formats.EXPORTERS)})
    assert any(line.strip().startswith("--set mode=two, one") for line in lines)


def test_a_copy_is_only_read(project: str, news: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "copy.annot"
    copy.write_bytes(Path(project).read_bytes())
    assert main(["info", str(copy)]) == 0
    capsys.readouterr()
    assert main(["import", str(copy), news]) == 1
    assert capsys.readouterr().err.startswith("Nothing was changed in copy.annot: it is a copy of the project in ")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_file_takes_nothing_and_says_so(
    project: str, news: str, capsys: pytest.CaptureFixture[str]
) -> None:
    os.chmod(project, 0o444)
    assert main(["import", project, news]) == 1
    assert "read-only" in capsys.readouterr().err


def copied(project: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *files: Path) -> Path:
    """A copy of the project in which somebody at another computer has worked."""
    copy = tmp_path / "from Maria.annot"
    shutil.copy(project, copy)
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("ANNOTATOR_HOME", str(tmp_path / "Maria"))
        for file in files:
            assert main(["import", str(copy), str(file), "--coder", "Maria"]) == 0
    return copy


def test_copies_are_merged_and_stay_as_they_are(
    project: str, news: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copied(project, tmp_path, monkeypatch, Path(news))
    before = copy.read_bytes()
    capsys.readouterr()
    assert main(["merge", project, str(copy)]) == 0
    assert capsys.readouterr().out == f"{copy}: 1 change came\n"
    assert facts(project, capsys)["articles"] == 1
    assert copy.read_bytes() == before
    assert main(["merge", project, str(copy)]) == 0
    assert capsys.readouterr().out == f"{copy}: 0 changes came\n"
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "third computer"))
    assert facts(project, capsys)["articles"] == 1, "what came is in the file"


def test_of_several_copies_nothing_comes_when_one_is_refused(
    project: str, news: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, other = copied(project, tmp_path, monkeypatch, Path(news)), str(tmp_path / "other.annot")
    assert main(["new", other]) == 0
    assert main(["merge", project, str(copy), other]) == 1
    assert "another project" in capsys.readouterr().err
    assert facts(project, capsys)["articles"] == 0


def test_a_project_is_not_merged_with_itself(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", project, project]) == 1
    assert "it is the project itself" in capsys.readouterr().err


def test_history_says_who_did_what_newest_first(
    project: str, news: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copied(project, tmp_path, monkeypatch, Path(news))
    assert main(["merge", project, str(copy)]) == 0
    capsys.readouterr()
    assert main(["history", project]) == 0
    assert [line.split("  ", 1)[1].split(maxsplit=1) for line in capsys.readouterr().out.splitlines()] == [
        [load().name, "Merge from Maria.annot"], ["Maria", "Import 1 article"], [load().name, "Make the project"]]
    assert main(["history", project, "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["name"], line["action"], line["entities"][0]["kind"]) for line in lines] == [
        (load().name, "Merge from Maria.annot", "merge"), ("Maria", "Import 1 article", "article"),
        (load().name, "Make the project", "project")]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", line["time"]) for line in lines)


def test_a_project_opens_the_window_and_a_command_does_not(monkeypatch: pytest.MonkeyPatch, project: str) -> None:
    from annotator.__main__ import _is_project

    assert _is_project(project) and _is_project("new.annot") and _is_project("folder/study")
    assert not _is_project("formats") and not _is_project("--help") and not _is_project("exprot")


def test_the_command_line_knows_no_qt() -> None:
    check = (
        "import sys; from annotator.__main__ import main; main(['formats']);"
        "sys.exit(any(m.startswith(('PySide6', 'shiboken6')) for m in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", check], check=True, cwd=ROOT, capture_output=True)


def test_every_command_has_a_function_of_its_own() -> None:
    actions = [a for a in cli.parser()._actions if a.choices]
    runs = [sub.get_default("run") for sub in actions[0].choices.values()]  # type: ignore[union-attr]
    assert len(set(runs)) == len(runs) == 12


def test_what_a_label_was_the_last_time_is_said_and_not_done(
    project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("Nobody", "Somebody"):
        (tmp_path / f"{name}.txt").write_text(f"{name} asked.")
        (tmp_path / f"{name}.ann").write_text(f"T1\tPERSON 0 {len(name)}\t{name}\n")
    assert main(["import", project, str(tmp_path / "Nobody.ann"), "--map", "PERSON=quote"]) == 0
    capsys.readouterr()
    assert main(["import", project, str(tmp_path / "Somebody.ann")]) == 0
    said = capsys.readouterr()
    assert "the label “PERSON” was the kind quote the last time: --map \"PERSON=quote\" says so again" in said.err
    assert "1 kind, 1 article and 1 annotation added" in said.out


def test_a_preset_is_saved_listed_used_and_deleted(
    project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", project, "-o", str(tmp_path / "a"), "--format", "brat", "--save-preset", "For brat"]) == 0
    assert main(["presets"]) == 0
    assert "For brat                brat\n" in capsys.readouterr().out
    assert main(["export", project, "-o", str(tmp_path / "b"), "--preset", "For brat"]) == 0
    assert (tmp_path / "b" / "annotation.conf").exists()
    assert main(["presets", "--delete", "For brat"]) == 0
    capsys.readouterr()
    assert main(["export", project, "-o", str(tmp_path / "c"), "--preset", "For brat"]) == 1
    assert "there is no preset “For brat”; none is saved yet" in capsys.readouterr().err


def test_tables_go_into_a_folder_and_what_was_changed_for_spreadsheets_is_said(
    project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "sum.txt"
    text.write_text("=1+1 is two.\n")
    main(["import", project, str(text)])
    capsys.readouterr()
    out = tmp_path / "tables"
    assert main(["export", project, "--format", "csv", "-o", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Wrote 1 article to ")
    assert "Note: " in said.err and "apostrophe" in said.err
    assert main(["export", project, "--format", "csv", "-o", str(out), "--for-machines"]) == 0
    assert capsys.readouterr().err == ""
    assert (out / "articles.csv").read_bytes().startswith(b"article_id,")


def test_a_check_mends_what_the_replica_can_mend_and_a_lost_file_only_when_asked(
        project: str, news: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", project, news]) == 0
    Path(project).write_bytes(b"nonsense " * 2000)
    capsys.readouterr()
    assert main(["check", project]) == 1
    said = capsys.readouterr()
    assert "check --mend" in said.err and said.out == ""
    assert main(["check", project, "--mend"]) == 0
    said = capsys.readouterr()
    assert "was written afresh from this computer; the old one is kept as " in said.out
    assert "1 found, 1 mended" in said.out and "is not an Annotator project" in said.err
    assert main(["check", project]) == 0
    assert capsys.readouterr().out == "All is well\n"
    assert facts(project, capsys)["articles"] == 1


def test_a_check_counts_what_is_to_settle_and_finds_no_fault_in_it(
        project: str, news: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", project, news]) == 0
    with cli.opened(Path(project), Coder(new_id(), "Ben")) as session:
        article = session.catalogue.library.first()
        shown = session.replica.state(article)
        assert shown
        for title in ("One", "Another"):
            session.do(ChangeSet([Change("article", article, {"title": title}, article, shown.heads)]))
    capsys.readouterr()
    assert main(["check", project]) == 0
    assert capsys.readouterr().out == "All is well\n1 to settle: open the project, Ctrl+Shift+J\n"


def test_a_file_of_which_this_computer_knows_nothing_cannot_be_mended(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "stranger.annot").write_bytes(b"nonsense " * 2000)
    assert main(["check", str(tmp_path / "stranger.annot"), "--mend"]) == 1
    assert "is not an Annotator project" in capsys.readouterr().err


def on_the_first_of_march(monkeypatch: pytest.MonkeyPatch, hour: int) -> None:
    moment = int(datetime(2026, 3, 1, hour).timestamp())
    monkeypatch.setattr(time, "time_ns", lambda: moment * 1_000_000_000)


def test_an_export_as_of_a_day_gives_what_was_exported_on_that_day(
    tmp_path: Path, news: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project, later = str(tmp_path / "a.annot"), tmp_path / "later.txt"
    then, again, now = (str(tmp_path / f"{name}.json") for name in ("then", "again", "now"))
    later.write_text("Later\n\nOther words.")
    with monkeypatch.context() as patch:
        on_the_first_of_march(patch, 12)
        assert main(["new", project]) == main(["import", project, news]) == 0
        on_the_first_of_march(patch, 13)
        assert main(["export", project, "-o", then, "--reproducible"]) == 0
    assert main(["import", project, str(later)]) == 0
    capsys.readouterr()
    for when in ("2026-03-01", "2026-03-01T13:00", "2026-03-01 12:30"):
        assert main(["export", project, "-o", again, "--reproducible", "--as-of", when]) == 0
        assert "1 article" in (said := capsys.readouterr().out) and "as it was before 2026-03-0" in said
        stored = json.loads(Path(again).read_text("utf-8"))
        assert stored.pop("history")[0]["asOf"].endswith("Z")
        assert stored == json.loads(Path(then).read_text("utf-8"))
    assert main(["export", project, "-o", str(tmp_path / "csv"), "--format", "csv", "--as-of", "2026-03-01"]) == 0
    tables = (tmp_path / "csv" / "articles.csv").read_text("utf-8-sig")
    assert "Harbour plan" in tables and "Other words" not in tables
    assert main(["export", project, "-o", now]) == 0
    assert len(json.loads(Path(now).read_text("utf-8"))["articles"]) == 2
    capsys.readouterr()
    assert main(["export", project, "-o", again, "--as-of", "2026-03-01T11:00"]) == 1
    assert "the project began later, on 2026-03-01 12:00" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["export", "a.annot", "-o", "x", "--as-of", "March"], "Write it as 2026-03-01"),
        (["export", "a.annot", "-o", "x", "--as-of", "2026-02-30"], "not in the calendar"),
        (["export", "a.annot", "-o", "x", "--as-of", "2999-01-01"], "still to come"),
        (["history", "a.annot", "--since", "yesterday"], "Write it as 2026-03-01"),
        (["history", "a.annot", "--until", "2026-13-01"], "not in the calendar"),
        (["history", "a.annot", "--kind", "poem"], "invalid choice"),
        (["history", "a.annot", "--limit", "0"], "a number from 1 on"),
    ],
)
def test_a_date_or_number_that_is_none_is_not_understood(
    words: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert why in capsys.readouterr().err


def test_history_is_filtered_by_person_time_article_and_kind(
    tmp_path: Path, news: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project, other = str(tmp_path / "a.annot"), tmp_path / "other.txt"
    other.write_text("Other\n\nOther words.")
    with monkeypatch.context() as patch:
        on_the_first_of_march(patch, 12)
        assert main(["new", project]) == 0
        on_the_first_of_march(patch, 13)
        assert main(["import", project, news, "--coder", "Maria"]) == 0
    assert main(["import", project, str(other)]) == 0
    assert main(["import", project, str(write(tmp_path, small()))]) == 0
    capsys.readouterr()

    def actions(*words: str) -> list[str]:
        assert main(["history", project, *words, "--json"]) == 0
        return [json.loads(line)["action"] for line in capsys.readouterr().out.splitlines()]

    assert actions() == ["Import 2 articles", "Import 1 article", "Import 1 article", "Make the project"]
    assert actions("--coder", "Maria") == ["Import 1 article"]
    assert actions("--since", "2026-03-02") == actions("--limit", "2") == ["Import 2 articles", "Import 1 article"]
    assert actions("--until", "2026-03-01") == ["Import 1 article", "Make the project"]
    assert actions("--until", "2026-03-01T11:00") == []
    assert actions("--kind", "source") == ["Import 2 articles"]
    assert actions("--kind", "project") == ["Make the project"]
    assert actions("--article", "3", "--since", "2026-03-02") == ["Import 1 article"]
    assert main(["history", project, "--article", "9"]) == 1
    assert "there is no article 9, only 4" in capsys.readouterr().err
    assert main(["history", project, "--coder", "Nobody"]) == 1
    assert "nobody in it is called “Nobody”. It knows " in capsys.readouterr().err


def test_what_a_dataset_marks_comes_in_as_suggestions_when_that_is_said(
    project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset = str(write(tmp_path, small()))
    assert main(["import", project, dataset, "--as-suggestions"]) == 0
    assert "2 articles and 4 suggestions added" in capsys.readouterr().out
    known = facts(project, capsys)
    assert not any(known["annotations"].values()) and known["sources"] == 0
    assert main(["import", project, dataset, "--as-suggestions"]) == 0
    assert "2 articles and 4 suggestions already there" in capsys.readouterr().out
    assert main(["history", project, "--limit", "1"]) == 0
    assert "Import 2 articles and 4 suggestions" in capsys.readouterr().out
