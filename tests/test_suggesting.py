"""`annotator suggest` and `annotator evaluate`, as scripts say them."""

import gc
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.__main__ import main
from annotator.finders import SURE_ENOUGH
from tests.shared import ROOT, SHARED, needs_shared

NEWS = "“The river rose overnight,” the mayor said.\nFewer than 300 houses were hit.\nSign up for our newsletter.\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_bytes(NEWS.encode())
    return path


def suggested(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    assert main(["suggest", "--json", *words]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_line_of_ascii_json_for_each_file_in_order(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", "--json", str(news), str(news)]) == 0
    out = capsys.readouterr().out
    assert out.isascii()
    first, second = map(json.loads, out.splitlines())
    assert first == second
    assert first["file"] == str(news)
    quote, figure, appeal = first["suggestions"]
    assert (quote["kind"], quote["quote_type"], quote["segments"]) == ("quote", "direct", [[0, 27]])
    assert NEWS[slice(*quote["mentions"][0])] == "the mayor"
    assert (figure["value"], figure["value_max"], figure["comparator"], figure["unit"]) == ("300", None, "<", "houses")
    assert appeal["kind"] == "boilerplate"
    assert all(each["why"] and each["rule"] for each in first["suggestions"])


def test_many_files_come_in_their_order_with_what_each_alone_gives(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / f"{number:02}" for number in range(20)]
    for number, path in enumerate(paths):
        path.write_text(f"“Number {number} is safe,” he said." + " It rained." * number)
    together = suggested(capsys, *map(str, paths))
    assert [line["file"] for line in together] == [str(path) for path in paths]
    assert together == [suggested(capsys, str(path))[0] for path in paths]
    assert main(["suggest", "--json", *map(str, paths), str(tmp_path / "nowhere")]) == 1


def test_only_what_is_sure_enough_is_said_unless_all_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "title.txt"
    path.write_text("She starred in “The Long Winter” before moving.")
    assert suggested(capsys, str(path))[0]["suggestions"] == []
    (found,) = suggested(capsys, "--all", str(path))[0]["suggestions"]  # type: ignore[misc]
    assert found["score"] < SURE_ENOUGH  # type: ignore[index]


def test_one_finder_can_be_asked_alone(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = suggested(capsys, "--finder", "statistics", str(news))
    assert [each["kind"] for each in line["suggestions"]] == ["statistic"]  # type: ignore[attr-defined]


def test_files_together_say_what_they_have_in_common(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("“We will never sell the harbour,” Roth said.")
    *_, last = suggested(capsys, "--together", str(tmp_path / "a"), str(tmp_path / "b"))
    (group,) = last["repeats"]  # type: ignore[misc]
    assert [Path(place["file"]).name for place in group["places"]] == ["a", "b"]  # type: ignore[index]


def test_words_for_people_say_why(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", str(news)]) == 0
    assert "quotation marks + ‘said’ + name within 1 word" in capsys.readouterr().out


def test_a_file_that_is_no_text_is_a_fault_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "picture").write_bytes(b"\xff\xfe\x00")
    assert main(["suggest", str(tmp_path / "picture")]) == 1
    assert "is no UTF-8" in capsys.readouterr().err
    assert main(["suggest", str(tmp_path / "nowhere")]) == 1


def test_suggesting_loads_neither_qt_nor_a_project(news: Path) -> None:
    check = (
        "import sys; from annotator.__main__ import main; main(['suggest', '--json', sys.argv[1]]); "
        "print([name for name in sys.modules if name.startswith(('PySide6', 'sqlite', 'annotator.project',"
        " 'annotator.session', 'annotator.ui'))], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", check, str(news)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert done.stderr.strip() == "[]"


def test_evaluating_scores_the_finders_against_a_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = str(tmp_path / "sample.annot")
    assert main(["new", project]) == 0
    assert main(["evaluate", project]) == 1
    assert "no quotes, statistics or claims" in capsys.readouterr().err
    assert main(["import", project, str(ROOT / "resources" / "sample" / "corpus.json")]) == 0
    capsys.readouterr()
    assert main(["evaluate", project, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["quote"]["direct F"] > 80
    assert found["statistic"]["recall"] > 60
    assert main(["evaluate", project]) == 0
    assert "strict F50" in capsys.readouterr().out


@needs_shared
def test_the_known_article_gives_its_quotations_and_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert SHARED
    path = SHARED / "articles" / "quebec-border.txt"
    text = path.read_text(encoding="utf-8")
    (line,) = suggested(capsys, str(path))
    found: list[dict[str, object]] = line["suggestions"]  # type: ignore[assignment]
    direct = [each for each in found if each.get("quote_type") == "direct"]
    assert sum(len(each["segments"]) for each in direct) == text.count("“")  # type: ignore[arg-type]
    figures = [(each["value"], each["comparator"]) for each in found if each["kind"] == "statistic" and each["value"]]
    known = [("6", "="), ("3", "="), ("26000", "="), ("19000", "="), ("1300000000", "="), ("1300000000", "="),
             ("300", "="), ("48", "<=")]  # fmt: skip
    assert figures == known


def test_the_process_collects_afterwards_as_it_did_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("“No,” Anna Berg said.", encoding="utf-8")
    before = gc.isenabled(), gc.get_threshold()
    assert main(["suggest", str(tmp_path / "a.txt")]) == 0
    assert (gc.isenabled(), gc.get_threshold()) == before
