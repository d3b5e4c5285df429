"""The list of what comes in and goes out."""

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from annotator import formats
from annotator.corpus.codebook_fields import codebook_fields, codebook_from_fields
from annotator.corpus.errors import Fault
from annotator.formats.doors import ReadOptions
from annotator.project.catalogue import Catalogue
from tests import builders
from tests.shared import ROOT


def test_each_format_names_a_function_that_is_there() -> None:
    for each in (*formats.IMPORTERS, *formats.EXPORTERS):
        assert callable(each.load())


def test_naming_the_formats_imports_none_of_them() -> None:
    check = (
        "import sys, annotator.formats; "
        "heavy = 'msgspec', 'charset', 'lxml', 'striprtf', 'trafilatura', 'python_calamine', 'pypdfium2'; "
        "print(sorted(m for m in sys.modules if m.startswith(('annotator.formats.', *heavy))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout.strip() == "['annotator.formats.choices', 'annotator.formats.ways']", "the list alone"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.json", b"{}", "dataset"),
        ("a.txt", b'{"format": "annotated-article-corpus"', "dataset"),
        ("a.txt", b"x", "txt"),
        ("a", b"words", "txt"),
        ("a.md", b"x", "md"),
        ("A.MARKDOWN", b"x", "md"),
    ],
)
def test_the_content_says_what_a_file_is_before_its_ending(
    name: str, content: bytes, expected: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    assert formats.sniff(tmp_path / name).name == expected


def test_a_project_is_known_by_its_ending_without_being_opened(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="it is an Annotator project"):
        formats.sniff(tmp_path / "not even there.annot")


def test_the_ending_says_where_an_export_goes(tmp_path: Path) -> None:
    assert formats.exporter_for(tmp_path / "x.JSON").name == "dataset"
    assert formats.exporter_for(tmp_path / "folder").name == "dataset-folder"
    (tmp_path / "v1.0").mkdir()
    assert formats.exporter_for(tmp_path / "v1.0").name == "dataset-folder"
    with pytest.raises(Fault, match=r"no format has the ending \.doc"):
        formats.exporter_for(tmp_path / "x.doc")


def test_a_format_that_is_not_there_is_said_with_those_that_are() -> None:
    with pytest.raises(Fault, match="there are dataset, dataset-folder, dataset-zip, codebook, txt, md"):
        formats.importer("epic")


def test_the_codebook_of_a_new_project_is_kept_whole_in_the_journal() -> None:
    book = formats.default_codebook()
    assert [kind.key for kind in book.kinds] == ["1", "2", "3"]
    assert codebook_from_fields(codebook_fields(book)) == book


def test_reading_says_how_far_it_is_in_files_or_in_the_articles_of_one_file(tmp_path: Path) -> None:
    corpus = Catalogue(builders.project(tmp_path).replica)
    folder, table = tmp_path / "texts", tmp_path / "rows.csv"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"The vote of day {number}\n\nThe council voted {number} times.\n")
    table.write_text("Headline,Body\n" + "".join(f"Day {number},It voted {number} times.\n" for number in range(4)))
    told: list[tuple[str, int, int]] = []
    options = ReadOptions(step=lambda *how_far: told.append(how_far))
    formats.read_files([folder], corpus, options=options)
    files = [("files", done, 3) for done in range(3)]
    assert list(dict.fromkeys(told)) == [("looking", done, 3) for done in range(3)] + files + [("comparing", 0, 0)]
    told.clear()
    formats.read_files([table], corpus, options=options)
    assert [each for each in told if each[0] == "articles"] == [("articles", done, 4) for done in range(4)]


def _keep(told: list[tuple[str, int, int]], at: str, done: int, total: int) -> None:
    told.append((at, done, total))


COUNTED = {"in/pages.pdf": "pages", "in/book.epub": "chapters", "dna/statements.dna": "articles",
           "annotated/w3c.jsonld": "annotations", "annotated/hypothesis.json": "annotations"}


def test_of_one_file_that_may_be_long_its_parts_are_counted_one_by_one(tmp_path: Path) -> None:
    corpus = Catalogue(builders.project(tmp_path).replica)
    library = tmp_path / "library.ris"
    library.write_text("".join(f"TY  - NEWS\nTI  - Day {number}\nER  - \n" for number in range(3)))
    files = {ROOT / "tests/golden" / name: at for name, at in COUNTED.items()}
    for path, at in {**files, library: "references"}.items():
        told: list[tuple[str, int, int]] = []
        formats.read_files([path], corpus, options=ReadOptions(step=partial(_keep, told)))
        counted = [each for each in told if each[0] == at]
        assert counted and counted == [(at, done, len(counted)) for done in range(len(counted))], path.name


class _Left(Exception):
    """Nobody waits any more."""


def test_what_a_step_raises_ends_the_reading(tmp_path: Path) -> None:
    corpus = Catalogue(builders.project(tmp_path).replica)
    (tmp_path / "a.txt").write_text("The vote\n\nThe council voted.\n")

    def leave(at: str, _done: int, _total: int) -> None:
        if at == "files":
            raise _Left

    with pytest.raises(_Left):
        formats.read_files([tmp_path / "a.txt"], corpus, options=ReadOptions(step=leave))
