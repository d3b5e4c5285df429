"""The list of what comes in and goes out."""

import subprocess
import sys
from pathlib import Path

import pytest

from annotator import formats
from annotator.corpus.codebook_fields import codebook_fields, codebook_from_fields
from annotator.corpus.errors import Fault


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
    assert done.stdout.strip() == "['annotator.formats.choices']", "the questions alone, which are no format"


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
