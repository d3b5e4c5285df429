"""Every format that comes in, and every proof: a row for each file of `examples`, a column for each test.

A file is known for what it is; every other format refuses it; cut anywhere it is refused, or read as far as it goes;
and whatever harm it means is refused in one line, quickly, with nothing stored and nothing of this computer in it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator import formats
from annotator.session import Session
from tests.formats.corpora import project
from tests.formats.examples import ROWS, Example, examples

SECRET = "root:"
"""What stands in /etc/passwd, and must stand in nothing that is said or read."""


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Example]:
    """The examples."""
    return examples(tmp_path_factory.mktemp("rows"))


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A project in which nothing is ever stored."""
    made = project(tmp_path_factory.mktemp("project"))
    yield made
    made.close()


def outcome(session: Session, path: Path, format: str) -> str:
    """What is said of a file that is refused, in one line; empty when it is taken."""
    begun = time.thread_time()
    incoming = formats.read_files([path], session.catalogue, format=format)
    assert time.thread_time() - begun < 5, "seconds of processor time"
    read = "".join(arrival.text for arrival in incoming.arrivals)
    said = "; ".join(str(problem.fault) for problem in incoming.problems)
    assert SECRET not in read + said + "".join(incoming.warnings)
    assert "\n" not in said and len(said) < 600
    assert bool(said) != incoming.brings or not said
    return said


# --- known for what it is, and refused by all others ---

@pytest.mark.parametrize("row", ROWS)
def test_a_file_is_known_by_what_is_in_it_and_read(row: str, rows: dict[str, Example], session: Session) -> None:
    example = rows[row]
    assert formats.sniff(example.path).name == example.format
    said = outcome(session, example.path, example.format)
    assert not said or (example.format in ("w3c", "hypothesis") and "the project has none of its pages" in said)


WHOLE = {"txt", "md"}
"""Formats that take any text whole when a person says so, and stand for the texts in a folder."""
ALSO = {("nexis docx", "docx"), ("dataset-folder", "dataset"), ("dataset-folder", "dataset-zip"),
        ("dataset-folder", "table"), *((row, "html") for row in ("nexis html", "factiva html", "europresse"))}
"""A document of a word processor, or a page, is one whatever a database has put into it; a dataset is a dataset."""


@pytest.mark.parametrize("row", ROWS)
def test_every_other_format_refuses_it_by_name_and_says_what_it_is(
    row: str, rows: dict[str, Example], session: Session
) -> None:
    example = rows[row]
    for other in formats.IMPORTERS:
        same = other.name == example.format or (row, other.name) in ALSO
        if not same and not (other.name in WHOLE and example.nature in ("text", "page", "rows", "json")):
            said = outcome(session, example.path, other.name)
            assert said, f"{other.name} has taken it"


# --- not whole ---

PIECEMEAL = {"txt", "md", "html", "table csv", "table tsv", "nexis txt", "nexis html", "factiva html", "factiva txt",
             "europresse", "ris", "brat"}
"""Rows that nobody can tell to be cut: what is there of them is all that they say."""


@pytest.mark.parametrize("row", ROWS)
def test_a_truncated_file_is_refused_wherever_it_ends(
    row: str, rows: dict[str, Example], session: Session, tmp_path: Path
) -> None:
    example = rows[row]
    raw = example.path.read_bytes() if example.is_archive else example.bytes()
    for number, share in enumerate((0.02, 0.2, 0.4, 0.6, 0.8, 0.98)):
        folder = tmp_path / str(number)
        folder.mkdir()
        piece = raw[:max(1, int(len(raw) * share))]
        path = folder / example.path.name
        if example.is_archive:
            path.write_bytes(piece)
        else:
            path = example.changed(folder, piece)
        said = outcome(session, path, example.format)
        assert said or row in PIECEMEAL or piece.endswith(b"\n"), f"{share:.0%} of it is taken"


# --- harm ---

NOISE = b"".join(bytes((97 + n * 7919 % 26, 97 + n * 104_729 % 23)) for n in range(50_000)) * 105
"""Ten megabytes that pack no better than words do."""
ENTITIES = {
    "a file of this computer": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "a billion laughs": b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY e "&b;&b;&b;&b;">]>',
    "a document type elsewhere": b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><!ENTITY e "x">',
}


def in_front(example: Example, more: bytes) -> bytes:
    """Its XML with a document type, and the entity used in it."""
    raw = example.bytes()
    place = raw.index(b"?>") + 2 if raw.startswith(b"<?xml") else 0
    body = raw[place:]
    end = body.index(b">", body.index(b"<")) + 1
    return raw[:place] + more + (body[:end] + b"&e;" + body[end:] if not body[:end].endswith(b"/>") else body)


def nested(example: Example) -> bytes:
    if example.nature == "xml":
        raw = example.bytes()
        end = raw.rindex(b"</")
        return raw[:end] + b"<a>" * 100_000 + b"</a>" * 100_000 + raw[end:]
    if example.nature == "page":
        return example.bytes() + b"<div>" * 100_000
    if example.format == "rtf":
        return b"{\\rtf1 " + b"{" * 100_000 + b"x" + b"}" * 100_001
    return b"[" * 100_000 if example.nature == "json" else b'{"text":' * 100_000


def attribute(example: Example) -> bytes:
    raw = example.bytes()
    if example.nature == "xml":
        place = raw.index(b" xmlns") if b" xmlns" in raw else raw.index(b">", raw.index(b"?>") + 2)
        return raw[:place] + b' harm="' + NOISE + b'"' + raw[place:]
    return raw.replace(b"<body", b'<body harm="' + NOISE + b'"', 1)


def is_markup(example: Example) -> bool:
    return example.nature in ("xml", "page")


HARM: dict[str, tuple[Callable[[Example], bool], Callable[[Example], bytes]]] = {
    "empty": (lambda each: True, lambda each: b""),
    "white space": (lambda each: True, lambda each: b" \r\n\t\n" * 9),
    "NUL bytes": (lambda each: True, lambda each: b"\0" * 5_000),
    "NUL bytes in it": (lambda each: each.nature != "binary",
                        lambda each: each.bytes()[:40] + b"\0" * 9 + each.bytes()[40:]),
    "control bytes": (lambda each: True, lambda each: bytes(range(1, 32)) * 40),
    "half of UTF-16": (lambda each: each.nature != "binary", lambda each: b"\xff\xfe" + b"\x00\xd8" * 999 + b"x"),
    "bytes of no encoding": (lambda each: each.nature != "binary", lambda each: b"\x81\x8d\x9d\xfe\xff" * 500),
    "broken UTF-8": (lambda each: each.nature in ("json", "rows", "xml"),
                     lambda each: each.bytes().replace(b'"', b'"\xc3\x28', 3)),
    "nested without end": (lambda each: each.nature not in ("binary", "text") or each.format == "rtf", nested),
    "an attribute of ten megabytes": (is_markup, attribute),
    **{name: (is_markup, lambda each, said=said: in_front(each, said)) for name, said in ENTITIES.items()},
}
"""What is done → to which rows, and how."""

PAGES = {"html", "mhtml", "nexis html", "factiva html", "europresse"}
TEXTS = {"txt", "md", "zip", "rtf", "brat", "ris", "table csv", "table tsv", "nexis txt", "factiva txt"}
EMPTY = {"dataset-folder", "dataset-zip", "brat"}
TAKEN = {
    "empty": EMPTY, "white space": EMPTY,
    "NUL bytes in it": {*PAGES, *TEXTS, "table xlsx"},
    "nested without end": {*PAGES, "rtf", "table xlsx"},
    "an attribute of ten megabytes": {*PAGES, "table xlsx"},
    **dict.fromkeys(ENTITIES, PAGES),
}
"""What may be read with what is sound of it: a corpus without articles and a text without annotations are empty; NULs
in a text are dropped; pages are read as browsers do, which know no entities of theirs; and workbooks without a tree.
"""


@pytest.mark.parametrize("harm", HARM)
def test_what_means_harm_is_refused_in_one_line(
    harm: str, rows: dict[str, Example], session: Session, tmp_path: Path
) -> None:
    concerns, make = HARM[harm]
    taken = []
    for number, example in enumerate(each for each in rows.values() if concerns(each)):
        folder = tmp_path / str(number)
        folder.mkdir()
        if not outcome(session, example.changed(folder, make(example)), example.format):
            taken.append(example.name)
    assert set(taken) <= TAKEN.get(harm, set())


def archives(rows: dict[str, Example]) -> list[Example]:
    return [each for each in rows.values() if each.is_archive]


def test_an_archive_that_unpacks_without_end_is_refused_after_its_first_megabytes(
    rows: dict[str, Example], session: Session, tmp_path: Path
) -> None:
    for number, example in enumerate(archives(rows)):
        folder = tmp_path / str(number)
        folder.mkdir()
        said = outcome(session, example.changed(folder, example.bytes() + b" " * 21_000_000), example.format)
        assert "far more than" in said, f"{example.name}: {said}"


@pytest.mark.parametrize("place", ["../../outside.xml", "/etc/outside.xml", "..\\outside.xml", "C:\\outside.xml"])
def test_an_archive_that_wants_a_place_outside_of_itself_is_refused(
    place: str, rows: dict[str, Example], session: Session, tmp_path: Path
) -> None:
    for number, example in enumerate(archives(rows)):
        folder = tmp_path / str(number)
        folder.mkdir()
        said = outcome(session, example.changed(folder, example.bytes(), {place: b"x"}), example.format)
        assert "wants a place outside" in said, f"{example.name}: {said}"
