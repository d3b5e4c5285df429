"""An empty region says why, and what to do."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from annotator.ui.theme import load_theme
from annotator.ui.widgets.empty_state import EmptyState


def test_it_shows_its_state_and_the_first_button_is_the_primary_one(qtbot: QtBot) -> None:
    called: list[str] = []
    state = EmptyState(load_theme("light"))
    qtbot.addWidget(state)
    state.show_state(
        "welcome",
        "Read, mark, trace.",
        sentence="Drop articles here.",
        buttons=[("Open the sample", lambda: called.append("sample")), ("New…", lambda: called.append("new"))],
    )
    buttons = state.findChildren(QPushButton)
    assert [(button.text(), button.property("primary")) for button in buttons] == [
        ("Open the sample", True),
        ("New…", False),
    ]
    for button in buttons:
        button.click()
    assert called == ["sample", "new"]
    assert state.accessibleName() == "Read, mark, trace. Drop articles here."


def test_another_state_takes_the_place_of_the_last_in_full_width(qtbot: QtBot) -> None:
    state = EmptyState(load_theme("dark"))
    qtbot.addWidget(state)
    state.resize(300, 300)
    state.show()
    state.show_state("search", "Nothing found", sentence="x", buttons=[("Clear", print)])
    state.show_state("quote", "No annotations yet, and this title is rather long")
    qtbot.waitUntil(lambda: not state.findChildren(QPushButton))
    assert state.title == "No annotations yet, and this title is rather long"
    label = next(label for label in state.findChildren(QLabel) if label.text() == state.title)
    assert label.heightForWidth(label.width()) <= label.height()
