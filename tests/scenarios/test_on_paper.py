"""An article leaves as a PDF: its words, its marks, what is said of them; whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QProgressDialog

from annotator.ui.handlers.printing import _file_name
from tests.scenarios.articles import HARBOUR
from tests.scenarios.driver import CTRL, Person, faithful


@pytest.fixture
def person(qtbot: object, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", HARBOUR, outlet="The Courier", published="2026-03",
                url="https://courier.example/fee")
    someone.window.view.setFocus()
    yield someone
    faithful(someone)
    someone.quit()


def words_of(path: Path) -> list[str]:
    """The text of each page, a space for each line end."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def save(person: Person, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """By the command, with the platform's dialog answered."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    person.window.actions_.action("article.pdf").trigger()


def test_a_pdf_has_the_text_its_marks_and_what_is_said_of_them(
        person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person.select("“Are we too patient?”")
    person.type("2")
    person.type("Anna Berg")
    person.enter(CTRL)
    save(person, monkeypatch, tmp_path / "fee.pdf")
    said = words_of(tmp_path / "fee.pdf")
    assert said[0].startswith("The harbour fee The Courier · March 2026 https://courier.example/fee")
    assert "Q1 “Are we too patient?”" in said[0].replace("\u202f", " ")
    assert "Quote Anna Berg" in " ".join(said)
    assert said[0].endswith(f"port – Annotator 1 / {len(said)}")
    assert person.toasts()[-1] == "Written to fee.pdf"


def test_a_long_article_has_many_pages_and_none_of_its_words_is_lost(
        person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"Line {number} of the minutes of the port board, which were kept in full." for number in range(300)]
    person.window.bridge.show_article(person.add("Minutes", "\n".join(lines)))
    save(person, monkeypatch, tmp_path / "minutes.pdf")
    said = words_of(tmp_path / "minutes.pdf")
    assert len(said) > 5
    whole = " ".join(said)
    assert [line for line in lines if whole.count(line) != 1] == []


def test_a_printer_is_asked_for_without_holding_anything_up_and_prints_it(person: Person, tmp_path: Path) -> None:
    person.run("article.print")
    (dialog,) = [each for each in person.dialogs() if isinstance(each, QPrintDialog)]
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.done(QPrintDialog.DialogCode.Accepted)
    assert words_of(tmp_path / "printed.pdf")[0].startswith("The harbour fee")


def test_a_place_that_takes_no_file_is_named_and_cancel_leaves_nothing(
        person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(person, monkeypatch, tmp_path / "nowhere" / "fee.pdf")
    (refusal,) = person.dialogs()
    assert "fee.pdf was not written" in " ".join(label.text() for label in refusal.findChildren(QLabel))
    refusal.close()
    (tmp_path / "old.pdf").write_bytes(b"what was there before")

    def cancel() -> None:
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QProgressDialog):
                each.cancel()

    QTimer.singleShot(0, cancel)
    save(person, monkeypatch, tmp_path / "old.pdf")
    assert (tmp_path / "old.pdf").read_bytes() == b"what was there before"
    assert sorted(each.name for each in tmp_path.glob("*.new")) == []


@pytest.mark.parametrize(("title", "name"), [
    ("Who pays? Ministers: “not us”", "Who pays Ministers “not us”"),
    ("a/b\\c", "a b c"), ("...", "article"), ("", "article"), ("x" * 200, "x" * 80),
])
def test_a_title_becomes_a_name_that_every_file_system_takes(title: str, name: str) -> None:
    assert _file_name(title) == name
