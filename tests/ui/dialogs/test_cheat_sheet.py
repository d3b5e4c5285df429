"""The sheet is made of the table, for the place where one is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.ui.commands import COMMANDS, CONTEXTS
from annotator.ui.dialogs.cheat_sheet import PLACES, CheatSheet, sheet
from annotator.ui.theme import THEMES, load_theme
from annotator.ui.widgets.keycaps import KeyCaps


def listed(context: str) -> set[str]:
    return {one.id for _, commands in sheet(context) for one in commands}


def test_each_context_has_its_words_and_its_sheet() -> None:
    assert set(PLACES) == set(CONTEXTS)
    for context in CONTEXTS:
        own = {one.id for one in COMMANDS if one.keys and one.context == context}
        assert own <= listed(context)


def test_a_sheet_lists_no_key_that_does_not_act_there() -> None:
    assert "annotate.quote" in listed("reader")
    assert "annotate.quote" not in listed("source")
    assert "source.accept" not in listed("reader")


def test_a_sign_that_is_only_written_in_a_field_is_not_on_the_sheet_of_fields(qtbot: QtBot) -> None:
    names = {}
    for context in ("reader", "source"):
        dialog = CheatSheet(None, context, theme=load_theme("light"))
        qtbot.addWidget(dialog)
        names[context] = {caps.accessibleName() for caps in dialog.findChildren(KeyCaps)}
    assert "F1 or ?" in names["reader"]
    assert "F1" in names["source"]


@pytest.mark.parametrize("theme", THEMES)
def test_every_listed_command_stands_on_the_sheet_and_it_fits_a_small_screen(qtbot: QtBot, theme: str) -> None:
    dialog = CheatSheet(None, "reader", theme=load_theme(theme))
    qtbot.addWidget(dialog)
    words = {label.text() for label in dialog.findChildren(QLabel)}
    assert {one.title.rstrip("…") for _, commands in sheet("reader") for one in commands} <= words
    assert dialog.width() <= 1366
    assert dialog.height() <= 700


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question, Qt.Key.Key_Escape])
def test_the_keys_that_open_it_close_it(qtbot: QtBot, key: Qt.Key) -> None:
    dialog = CheatSheet(None, "reader", theme=load_theme("light"))
    dialog.show()
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, key)
