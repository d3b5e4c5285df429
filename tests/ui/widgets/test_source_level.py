"""A level of the chain: who, and what stands under the name."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from annotator.corpus.annotation import Attribution
from annotator.ui.theme import load_theme
from annotator.ui.widgets.source_edit import SourceEdit
from annotator.ui.widgets.source_level import SourceLevel


def test_what_a_source_was_and_the_basis_are_parted_only_where_both_are_known(qtbot: QtBot) -> None:
    level = SourceLevel(SourceEdit(load_theme("light"), lambda _: (), dict))
    qtbot.addWidget(level)
    level.show_level(0, Attribution("a", basis="explicit"), "Anna Berg")
    level.show_held("minister")
    assert (level._held.text(), level._basis.text()) == ("minister · ", "explicit ")
    level.show_held("")
    assert level._held.text() == ""
    level.show_held("minister")
    level.show_level(0, Attribution("a"), "Anna Berg")
    assert level._held.text() == "minister"
