"""The dataset is written where one wants it, and what was written is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.formats import EXPORTERS
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
    dialog.reproducible.setChecked(True)
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
    assert len(controls) == len(EXPORTERS) + 3
    assert [w for w in controls if not (w.accessibleName() or w.text())] == []  # type: ignore[attr-defined]


def test_tables_are_written_for_programs_when_that_is_asked_for(
        dialog: ExportDialog, newsroom: Newsroom, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.choose("csv")
    dialog.for_machines.setChecked(True)
    with qtbot.waitSignal(dialog.accepted):
        dialog.write(tmp_path / "out")
    assert (tmp_path / "out" / "annotations.csv").read_bytes().startswith(b"annotation_id,")
    assert newsroom.said[-1].text.startswith("Written to out: 4 articles, 1 annotation")


def test_only_the_options_of_the_chosen_format_are_offered(dialog: ExportDialog) -> None:
    assert dialog.reproducible.isVisible() and not dialog.for_machines.isVisible()
    dialog.choose("csv")
    assert dialog.for_machines.isVisible() and not dialog.reproducible.isVisible()
    dialog.choose("dataset-folder")
    assert dialog.reproducible.isVisible() and not dialog.for_machines.isVisible()
