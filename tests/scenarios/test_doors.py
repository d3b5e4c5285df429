"""Articles come in by every door and go out again: two stories through the real window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.import_review import ImportReview
from tests.scenarios.driver import Person, faithful
from tests.shared import ROOT

SENTENCES = [f"The council of the {word} town voted on the plan for the harbour." for word in
             ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")]
OLD = "Caf\xe9 and na\xefve\n\nThe fa\xe7ade of Z\xfcrich is \x93old\x94.\n"


def drop(person: Person, *paths: Path) -> ImportReview:
    """Drop files on the window, and wait for the review."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    person.window.dropEvent(QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                                       Qt.KeyboardModifier.NoModifier))
    person.wait(person.dialogs)
    (dialog,) = person.dialogs()
    assert isinstance(dialog, ImportReview)
    return dialog


def choose(person: Person, dialog: ImportReview, name: str, value: str) -> None:
    """Choose in one of the boxes of the review, and wait until all is read again."""
    box = dialog.choices.boxes[name]
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    person.wait(lambda: dialog._reading is None)


def states(dialog: ImportReview) -> dict[str, int]:
    return {state: many for state, many in dialog.model.counts().items() if state != "all"}


def lot(folder: Path) -> Path:
    """A folder of all sorts: there already, new, nearly the same as the new one, in an old encoding, and no text."""
    inside = folder / "lot" / "deeper"
    inside.mkdir(parents=True)
    (folder / "there.txt").write_text("A story\n\nIt is there already.\n")
    (inside / "there.txt").write_text("A story\n\nIt is there already.\n")
    (inside / "new.txt").write_text("The vote\n\n" + " ".join(SENTENCES))
    (inside / "near.txt").write_text("The vote, cut\n\n" + " ".join(SENTENCES[:6]))
    (inside / "old.txt").write_bytes(OLD.encode("latin-1"))
    (inside / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder / "lot"


def test_all_sorts_come_in_after_a_look_and_undo_takes_all_of_it(qtbot: QtBot, tmp_path: Path) -> None:
    person = Person(tmp_path / "news.annot", make=True)
    folder, session = lot(tmp_path), person.window.bridge.session
    person.bring_in(tmp_path / "there.txt")
    before = session.replica.last("op")

    dialog = drop(person, folder)
    assert states(dialog) == {"refused": 1, "warning": 2, "new": 3, "there": 1}
    warnings = " ".join(dialog.model.entry(row).detail for row in range(dialog.model.rowCount()))
    assert "nearly the words of “The vote" in warnings and "was read as cp1252" in warnings
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    person.settle()
    assert session.replica.last("op") == before and not person.dialogs()

    dialog = drop(person, folder)
    titles = [dialog.model.entry(row).title for row in range(dialog.model.rowCount())]
    dialog.list.setCurrentIndex(dialog.model.index(titles.index("Café and naïve")))
    assert "façade of Zürich is “old”" in dialog.preview.toPlainText()
    assert dialog.accept_button.text() == "Import without the one refused"
    dialog.accept_button.click()
    person.settle()
    assert session.catalogue.counts()["articles"] == 4
    person.run("edit.undo")
    assert session.catalogue.counts()["articles"] == 1

    dialog = drop(person, ROOT / "tests" / "golden" / "in" / "articles.csv")
    choose(person, dialog, "Column “Headline”", "")
    choose(person, dialog, "Column “Mood”", "title")
    dialog.accept_button.click()
    person.settle()
    assert {"calm", "angry"} <= {shelf.title for shelf in session.catalogue.shelves(session.coder.id)}
    person.run("edit.undo")

    (tmp_path / "brat").mkdir()
    (tmp_path / "brat" / "a.txt").write_text("Nobody asked who pays.")
    (tmp_path / "brat" / "a.ann").write_text("T1\tPERSON 0 6\tNobody\nT2\tODD 7 12\tasked\n")
    dialog = drop(person, tmp_path / "brat")
    choose(person, dialog, "Label “PERSON”", "claim")
    dialog.accept_button.click()
    person.settle()
    counts = session.catalogue.counts()["annotations"]
    assert counts["claim"] == 1 and sum(counts.values()) == 2
    faithful(person)
    person.run("edit.undo")
    assert session.catalogue.counts()["articles"] == 1
    assert "ODD" not in [kind.label for kind in session.catalogue.codebook().kinds]
    person.quit()


def test_what_was_made_goes_out_as_chosen_and_a_place_that_refuses_is_said(
        qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person(tmp_path / "news.annot", make=True)
    text = "“We had no choice,” she said, “but to go on.”\n"
    person.add("Choice", text)
    person.window.bridge.show_article(person.window.bridge.article_ids()[0])
    person.select("“We had no choice,”")
    person.type("2")
    person.key(Qt.Key.Key_Escape)
    person.select("“but to go on.”")
    person.type("J")
    asked: list[Path] = []
    monkeypatch.setattr("annotator.ui.dialogs.export_dialog.ask_export", lambda *_: asked[-1])

    def export(out: Path, format_: str) -> ExportDialog:
        asked.append(out)
        person.run("dataset.export")
        (dialog,) = person.dialogs()
        assert isinstance(dialog, ExportDialog)
        dialog.choose(format_)
        return dialog

    dialog = export(tmp_path / "out.json", "dataset")
    assert dialog.choices.reproducible.isVisible()
    dialog.choices.reproducible.setChecked(True)
    dialog._accept.click()
    person.wait(lambda: not person.dialogs())
    (stored,) = json.loads((tmp_path / "out.json").read_text("utf-8"))["articles"]
    assert [segment["exact"] for segment in stored["annotations"][0]["segments"]] == [
        "“We had no choice,”", "“but to go on.”"]

    dialog = export(tmp_path / "out.labelbuddy.jsonl", "labelbuddy")
    dialog._accept.click()
    person.wait(lambda: not person.dialogs())
    assert any("split annotation became several" in toast for toast in person.toasts()), person.toasts()

    heard: list[object] = []
    person.window.bridge.failed.connect(heard.append)
    dialog = export(person.path, "dataset")
    dialog._accept.click()
    person.wait(lambda: heard)
    assert "an Annotator project lies there" in str(heard[0]) and dialog.isVisible()
    assert not list(tmp_path.glob(".*.new"))
    for left in person.dialogs():
        left.close()
    person.quit()
