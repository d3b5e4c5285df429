"""What the project says of itself, written by two at once."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.actions import team
from annotator.corpus.ids import new_id
from annotator.corpus.team import Coder
from annotator.session import Session
from annotator.ui.forms.project_form import ProjectForm
from annotator.ui.widgets.form_field import FormField
from tests.ui.newsroom import Newsroom, newsroom

__all__ = ["newsroom"]


def test_a_line_that_is_being_written_says_who_has_changed_it_and_when(
        newsroom: Newsroom, tmp_path: Path, qtbot: QtBot) -> None:
    session, form = newsroom.session, ProjectForm(newsroom.bridge)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
    licence, words = form.lines["licence"], form.description
    session.exchange()
    hers = Session.open(session.path, Coder(new_id(), "Ola"), home=tmp_path / "another computer")
    hers.exchange()
    licence.setFocus()
    qtbot.keyClicks(licence, "CC0")
    hers.do(team.describe_project(hers.catalogue.project(), {"licence": "CC BY 4.0", "description": "Of trams"}))
    hers.exchange()
    hers.close()
    session.exchange()
    session.catch_up()
    said = {field.editor: field.remark for field in form.findChildren(FormField)}
    assert (licence.text(), said[licence]) == ("CC0", "Ola changed this just now")
    assert (words.toPlainText(), said[words]) == ("Of trams", "")
    words.setFocus()
    assert session.catalogue.project().licence == "CC0"
    assert session.catalogue.to_settle() == 1
