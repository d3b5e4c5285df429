"""A dataset comes again, changed by a colleague elsewhere: what is otherwise here is offered, and one undo takes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.import_review import ImportReview, import_paths
from tests.scenarios.driver import Person, faithful
from tests.shared import ROOT

FIRST = ROOT / "tests" / "golden" / "first.dataset.json"


def changed(folder: Path) -> Path:
    """The dataset with another title, another note, another name of a source."""
    given: dict[str, Any] = json.loads(FIRST.read_bytes())
    given["articles"][0]["headline"] = "The vote, corrected"
    given["articles"][1]["annotations"][0]["note"] = "Seen again"
    given["sources"][0]["jobTitle"] = "lord mayor"
    path = folder / "again.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    return path


def reviewed(person: Person, path: Path) -> ImportReview:
    import_paths(person.window.bridge, [path], person.window)
    person.wait(person.dialogs)
    (dialog,) = person.dialogs()
    assert isinstance(dialog, ImportReview)
    return dialog


def row_of(dialog: ImportReview, title: str) -> int:
    return next(row for row in range(dialog.model.rowCount()) if dialog.model.entry(row).title == title)


def details(dialog: ImportReview) -> list[str]:
    entries = map(dialog.model.entry, range(dialog.model.rowCount()))
    return [entry.detail.split(" · ")[0] for entry in entries if entry.state == "changed"]


def test_what_is_otherwise_here_is_left_or_updated_row_by_row_and_undone_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    person = Person(tmp_path / "news.annot", make=True)
    session = person.window.bridge.session
    person.bring_in(FIRST)
    before, titles = session.replica.last("op"), [shelf.title for shelf in session.catalogue.shelves("")]
    path = changed(tmp_path)

    dialog = reviewed(person, path)
    assert dialog._heading_line.text() == "All of it is there already" and not dialog.accept_button.isEnabled()
    assert details(dialog) == ["1 source left as it is here", "1 detail left as it is here",
                               "1 annotation left as it is here"]
    assert dialog.update_offer.isVisible() and "job title: mayor → lord mayor" in dialog.update_offer.lines.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    person.settle()
    assert session.replica.last("op") == before

    dialog = reviewed(person, path)
    dialog.list.setCurrentIndex(dialog.model.index(row_of(dialog, "The vote, corrected")))
    assert "→ The vote, corrected" in dialog.update_offer.lines.text()
    dialog.update_offer.choice.choose("update")
    assert details(dialog)[1] == "1 detail updated" and dialog._heading_line.text() == "1 update"
    dialog.accept_button.click()
    person.wait(lambda: session.replica.last("op") > before)
    assert "The vote, corrected" in [shelf.title for shelf in session.catalogue.shelves("")]
    assert not any(source.job_title == "lord mayor" for source in session.catalogue.sources().values())

    dialog = reviewed(person, path)
    dialog.update_offer.choice.choose("update")
    dialog.update_offer.all_button.click()
    assert dialog._heading_line.text() == "2 updates"
    dialog.accept_button.click()
    person.wait(lambda: any(source.job_title == "lord mayor" for source in session.catalogue.sources().values()))
    notes = [each.note for name in session.catalogue.article_ids() for each in session.catalogue.annotations(name)]
    assert "Seen again" in notes
    faithful(person)
    person.run("edit.undo")
    person.run("edit.undo")
    assert [shelf.title for shelf in session.catalogue.shelves("")] == titles
    assert not any(source.job_title == "lord mayor" for source in session.catalogue.sources().values())
    person.quit()
