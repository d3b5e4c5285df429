"""The dataset is written where one wants it, and what was written is said."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.formats.doors import presets
from annotator.formats.doors.presets import Preset
from annotator.ui.dialogs.export_dialog import ExportDialog
from tests.ui.newsroom import Newsroom, newsroom

__all__ = ["newsroom"]


@pytest.fixture
def dialog(newsroom: Newsroom, qtbot: QtBot) -> Iterator[ExportDialog]:
    newsroom.mark("What the audit found", "12 percent", source=newsroom.source("Anna Berg"))
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = ExportDialog(newsroom.bridge, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    yield dialog


def test_one_file_holds_everything_and_the_toast_counts_it(
        dialog: ExportDialog, newsroom: Newsroom, tmp_path: Path, qtbot: QtBot) -> None:
    out = tmp_path / "corpus.json"
    with qtbot.waitSignal(dialog.accepted):
        dialog.write(out)
    stored = json.loads(out.read_text("utf-8"))
    assert [len(article["annotations"]) for article in stored["articles"]].count(1) == 1
    said = newsroom.said[-1].text
    assert said.startswith("Written to corpus.json: ")
    assert all(part in said for part in ("4 articles", "1 annotation", "1 source"))
    assert newsroom.said[-1].folder == str(tmp_path)


def test_a_folder_holds_header_articles_schema_and_card(
        dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.choose("dataset-folder")
    with qtbot.waitSignal(dialog.accepted):
        dialog.write(tmp_path / "out")
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == {"corpus.json", "articles.jsonl", "schema.json", "README.md"}


def test_a_reproducible_export_gives_the_same_bytes_twice(
        dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.choices.reproducible.setChecked(True)
    for name in ("a.json", "b.json"):
        with qtbot.waitSignal(dialog.accepted):
            dialog.write(tmp_path / name)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_a_place_that_refuses_is_said_and_the_dialog_stays(
        dialog: ExportDialog, newsroom: Newsroom, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "file").write_text("in the way")
    with qtbot.waitSignal(newsroom.bridge.failed):
        dialog.write(tmp_path / "file" / "corpus.json")
    assert dialog.isVisible()
    assert dialog._accept.isEnabled()


def test_every_control_has_a_name(dialog: ExportDialog) -> None:
    controls = [w for w in dialog.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    assert len(controls) == 12
    assert [w for w in controls if not (w.accessibleName() or w.text())] == []  # type: ignore[attr-defined]


def test_tables_are_written_for_programs_when_that_is_asked_for(
        dialog: ExportDialog, newsroom: Newsroom, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.choose("csv")
    dialog.choices.for_machines.setChecked(True)
    with qtbot.waitSignal(dialog.accepted):
        dialog.write(tmp_path / "out")
    assert (tmp_path / "out" / "annotations.csv").read_bytes().startswith(b"annotation_id,")
    assert newsroom.said[-1].text.startswith("Written to out: 4 articles, 1 annotation")


def test_only_the_options_of_the_chosen_format_are_offered(dialog: ExportDialog) -> None:
    assert dialog.choices.reproducible.isVisible() and not dialog.choices.for_machines.isVisible()
    dialog.choose("csv")
    assert dialog.choices.for_machines.isVisible() and not dialog.choices.reproducible.isVisible()
    dialog.choose("dataset-folder")
    assert dialog.choices.reproducible.isVisible() and not dialog.choices.for_machines.isVisible()


def test_the_project_is_written_as_it_was_at_a_time(
        dialog: ExportDialog, newsroom: Newsroom, tmp_path: Path, qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch) -> None:
    dialog.choices.reproducible.setChecked(True)
    with qtbot.waitSignal(dialog.accepted):
        dialog.write(tmp_path / "then.json")
    now = time.time_ns() + 60_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: now + 60_000_000_000)
    newsroom.mark("A minister explains", "the bridge")
    dialog.open()
    QTest.keyClicks(dialog.as_of, f"{datetime.fromtimestamp(now / 1e9):%Y-%m-%dT%H:%M}")
    assert dialog._meant.text().startswith("The project as it was before ")
    asked: list[str] = []
    monkeypatch.setattr("annotator.ui.dialogs.export_dialog.ask_export", lambda _, name: asked.append(name))
    dialog._accept.click()
    assert asked[0].startswith("news as of 2") and asked[0].endswith(".json")
    with qtbot.waitSignal(dialog.accepted):
        dialog.write(tmp_path / "again.json")
    stored = json.loads((tmp_path / "again.json").read_text("utf-8"))
    del stored["history"]
    assert stored == json.loads((tmp_path / "then.json").read_text("utf-8"))
    assert ", as it was before " in newsroom.said[-1].text


@pytest.mark.parametrize(("typed", "why"), [
    ("March", "Write it as 2026-03-01"), ("2026-02-30", "not in the calendar"), ("2999-01-01", "still to come"),
    ("2020-01-01", "The project began later, on ")])
def test_a_date_that_means_nothing_says_why_and_nothing_is_exported(
        dialog: ExportDialog, typed: str, why: str) -> None:
    dialog.as_of.setFocus()
    QTest.keyClicks(dialog.as_of, typed[:-1])
    assert not dialog._problem.isVisible() and not dialog._accept.isEnabled()
    QTest.keyClicks(dialog.as_of, typed[-1])
    QTest.keyClick(dialog.as_of, Qt.Key.Key_Tab)
    assert why in dialog._problem.text() and dialog._problem.isVisible()
    assert why in dialog.as_of.accessibleDescription()
    assert not dialog._accept.isEnabled()
    dialog.as_of.clear()
    assert dialog._accept.isEnabled() and not dialog._problem.isVisible()
    assert dialog._meant.text() == "The project as it is now"


def test_a_date_is_mended_where_it_stands(dialog: ExportDialog) -> None:
    today = f"{datetime.now():%Y-%m-%d}"
    dialog.as_of.setFocus()
    QTest.keyClicks(dialog.as_of, f"{today[:8]}99")
    assert "not in the calendar" in dialog._problem.text()
    for _ in range(2):
        QTest.keyClick(dialog.as_of, Qt.Key.Key_Backspace)
    QTest.keyClicks(dialog.as_of, today[8:])
    assert dialog.as_of.text() == today
    assert dialog._accept.isEnabled() and not dialog._problem.isVisible()


def test_the_formats_have_the_focus_and_the_presets_come_before_them(dialog: ExportDialog) -> None:
    assert dialog.focusWidget() is dialog.formats
    chain, widget = [], dialog.nextInFocusChain()
    while widget is not dialog:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    order = [chain.index(each) for each in (dialog.presets.name, dialog.presets.save, dialog.formats,
                                            dialog.choices.reproducible, dialog.as_of)]
    assert order == sorted(order)


def test_a_preset_brings_back_format_coders_and_choices(dialog: ExportDialog, newsroom: Newsroom) -> None:
    dialog.choose("matrix")
    dialog.choices.format.choose("mode", "one")
    dialog.choices.only_done.setChecked(True)
    dialog.choices.whose.setCurrentIndex(1)
    name = dialog.choices.whose.currentText()
    dialog.presets.name.setEditText("Mine")
    dialog.presets.save.click()
    assert presets.saved() == {"Mine": Preset("matrix", (name,), frozenset({"only_done"}), {"mode": "one"})}
    presets.save("Whole", Preset("dataset", (), frozenset({"history"})))
    presets.save("Theirs", Preset("csv", ("Nobody", name)))
    again = ExportDialog(newsroom.bridge, dialog.parentWidget())
    again.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    again.open()
    again.presets.choose("Whole")
    assert again.choices.options().history and not again.choices.options().only_done
    again.presets.choose("Mine")
    assert (again.chosen().name, again.choices.whose.currentText()) == ("matrix", name)
    options = again.choices.options()
    assert (options.only_done, options.history, options.choices) == (True, False, {"mode": "one"})
    again.presets.choose("Theirs")
    assert again.presets.problem.text() == f"Nobody here is called Nobody: the work of {name} alone is chosen"
