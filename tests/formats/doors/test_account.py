"""The README of a folder that was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import formats
from annotator.corpus.team import Project
from annotator.formats.doors.account import account
from annotator.session import Session


def test_it_says_what_is_there_how_much_and_what_is_not() -> None:
    page = account(Project("p", "A  study"), "Texts.", {"article": 2, "annotation": 1}, ["a link was lost (1 time)"])
    assert page.decode() == (
        "# A study\n\nTexts.\n\nIt holds 2 articles and 1 annotation.\n\n## What this format could not carry\n\n"
        "- a link was lost (1 time)\n")


@pytest.mark.parametrize("name", ["brat", "label-studio", "xmi", "csv"])
def test_every_folder_that_loses_something_says_so_itself(name: str, session: Session, tmp_path: Path) -> None:
    written = formats.export(name, session.catalogue, tmp_path / "out")
    said = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert written.summary() in said
    for loss in written.losses:
        assert f"- {loss}" in said
