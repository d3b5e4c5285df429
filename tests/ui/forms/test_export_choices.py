"""The choices beside a format."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.corpus.team import Coder
from annotator.formats import exporter
from annotator.ui.forms.export_choices import ExportChoices

TEAM = {coder.id: coder for coder in (
    Coder("1", "Mara"), Coder("2", "Jo", same_as=("3",)), Coder("3", "Jo at home"), Coder("4", "jo"))}


@pytest.fixture
def choices(qtbot: QtBot) -> ExportChoices:
    made = ExportChoices(TEAM)
    qtbot.addWidget(made)
    made.show()
    return made


def test_two_identities_of_one_person_are_one_entry_and_two_people_of_one_name_two(choices: ExportChoices) -> None:
    entries = [(choices.whose.itemText(row), choices.whose.itemData(row)) for row in range(choices.whose.count())]
    assert entries == [("Everybody", ()), ("Jo", ("2", "3")), ("jo", ("4",)), ("Mara", ("1",))]


def test_what_is_chosen_is_what_is_written(choices: ExportChoices) -> None:
    assert choices.options() == type(choices.options())()
    choices.whose.setCurrentIndex(1)
    choices.only_done.setChecked(True)
    choices.pseudonyms.setChecked(True)
    options = choices.options(as_of="2026-03-01T00:00:00Z")
    assert (options.coders, options.only_done, options.pseudonyms) == (("2", "3"), True, True)
    assert options.as_of == "2026-03-01T00:00:00Z"


def test_a_codebook_is_nobodys_in_particular(choices: ExportChoices) -> None:
    choices.show_for(exporter("codebook"))
    assert not choices.whose.isVisible() and not choices.only_done.isVisible()
    choices.show_for(exporter("brat"))
    assert choices.whose.isVisible() and not choices.reproducible.isVisible()
