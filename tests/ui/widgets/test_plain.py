"""An ampersand in a team's or a source's words is shown, and takes no key from anybody."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.theme import load_theme
from annotator.ui.widgets.editors import CheckChips, Editor, Segments
from annotator.ui.widgets.kind_button import KindButton
from annotator.ui.widgets.offer import Offer
from annotator.ui.widgets.source_level import MarkChip
from annotator.ui.widgets.stored_field import StoredField


def of_a_source() -> QWidget:
    offer = Offer()
    offer.say("There is one", [("Merge into R&D", offer.clear)])
    return offer


def editor(made: Editor) -> Editor:
    made.name("Topic", "")
    return made


@pytest.mark.parametrize("made", [
    lambda: editor(Segments([("x", "R&D")])), lambda: editor(CheckChips(["R&D"])),
    lambda: StoredField("R&D", Segments([("x", "y")])),
    lambda: MarkChip("mention", (0, 3), "R&D"), of_a_source,
    lambda: KindButton("x", "R&D", key="4", theme=load_theme("light")),
])
def test_an_ampersand_is_shown_and_is_no_key(qtbot: QtBot, made: object) -> None:
    assert callable(made)
    widget = made()
    qtbot.addWidget(widget)
    buttons = [each for each in (widget, *widget.findChildren(QAbstractButton)) if isinstance(each, QAbstractButton)]
    labels = [label for label in widget.findChildren(QLabel) if label.buddy()]
    assert [button.shortcut().toString() for button in buttons] == [""] * len(buttons)
    assert [label.text() for label in labels if "R&&D" not in label.text()] == []
    assert labels or any("R&D" in each.accessibleName() for each in buttons)
