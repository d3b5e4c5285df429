"""Words of a stranger, everywhere where the window shows words: as they are, never as markup, never run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QMessageBox, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.actions import annotate, links, team
from annotator.corpus.annotation import Attribution
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.kinds import Attribute, Kind
from annotator.corpus.team import Coder
from annotator.project.operation import is_sound
from annotator.project.shared_file import opened
from annotator.session import Session
from annotator.ui.bridge import Said
from annotator.ui.handlers.standing import Notice
from annotator.ui.side_panel import PANELS
from tests import builders
from tests.hooks import hooks
from tests.scenarios.articles import HARBOUR
from tests.scenarios.driver import Person

__all__ = ["hooks"]
EVIL = '<img src="file:///etc/hostname"><a href="file:///bin/sh">press</a> & <b>me</b>'


def forged(path: Path, elsewhere: Path) -> str:
    """A project all of whose words are markup; gives the id of its article."""
    mallory = Coder("0192f0c1-0000-7000-8000-00000000000e", EVIL)
    evil = Attribute("evil", "choice", EVIL, (EVIL, "b"), help=EVIL)
    book = builders.codebook(Kind("claim", EVIL, EVIL, "1", attributes=(evil,)))
    session = Session.create(path, mallory, home=elsewhere, codebook=book, name=EVIL)
    article = builders.article(session, HARBOUR, title=EVIL, outlet=EVIL, byline=(EVIL,), language=EVIL)
    source = builders.source(session, EVIL)
    text = session.catalogue.text(article)
    chain = (Attribution(source.id, "speaker"),)
    made = []
    for words in ("six additional boats", "Nobody has apologised"):
        one, change_set = annotate.mark(article, text, spans=[builders.span(words, text)], kind="claim",
                                        codebook=session.catalogue.codebook(), chain=chain)
        session.do(change_set)
        session.do(annotate.set_note(one, EVIL))
        made.append(one)
    session.do(links.link(made[0], "supports", made[1])[1])
    session.do(team.describe_project(session.catalogue.project(), {"description": EVIL, "licence": EVIL}))
    session.do(ChangeSet([Change("source", source.id, {"note": EVIL, f"alias:{EVIL}": 1})]))
    session.exchange()
    session.close()
    with opened(path) as file:
        assert all(map(is_sound, file.operations())), "all of it comes in"
    return article


@pytest.fixture
def person(qtbot: QtBot, hooks: None, tmp_path: Path) -> Iterator[Person]:
    path = tmp_path / "Study <b>2.annot"
    article = forged(path, tmp_path / "elsewhere")
    someone = Person(path)
    someone.window.bridge.show_article(article)
    someone.settle()
    yield someone
    someone.quit()


def runs_markup(root: QWidget) -> list[str]:
    """Where words of the stranger would be laid out as markup; their pictures and links with them."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        where = f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        if is_markup(widget.toolTip()):
            found.append(f"tooltip of {where}: {widget.toolTip()[:60]}")
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText and is_markup(widget.text()):
            found.append(f"{where}: {widget.text()[:60]}")
        if isinstance(widget, QTextEdit) and widget.document().toHtml().count("/etc/hostname\""):
            found.append(f"{where}: a picture or link of the stranger's")
        if isinstance(widget, QAbstractItemView) and widget.model():
            found += [f"tooltip of a row in {where}: {tip[:60]}" for tip in tips(widget.model()) if is_markup(tip)]
    actions = root.findChildren(QAction)
    return found + [f"tooltip of {action.text()}" for action in actions if is_markup(action.toolTip())]


def is_markup(words: str) -> bool:
    return bool(QtGui.Qt.mightBeRichText(words)) and ("<img" in words or "<b>" in words)


def tips(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(50):
        for column in range(10):
            if (index := model.index(row, column, QModelIndex())).isValid():
                yield str(model.data(index, Qt.ItemDataRole.ToolTipRole) or "")


@pytest.mark.parametrize("tab", [name for name, *_ in PANELS])
def test_beside_the_text_nothing_of_it_is_markup(person: Person, tab: str) -> None:
    window = person.window
    assert window.panel is not None
    window.panel.show_tab(tab)
    person.settle()
    for annotation in person.annotations:
        window.bridge.focus(annotation.id)
        person.settle()
        assert runs_markup(window) == []


@pytest.mark.parametrize("command", [
    "team.me", "project.settings", "team.purge", "keeping.backups", "keeping.check", "keeping.forget", "show.history",
    "show.source_card", "show.sources", "show.progress", "show.needs_source", "show.bin", "palette.show",
    "article.details", "article.answer", "codebook.show", "search.project", "source.link", "link.add",
    "help.keys"])
def test_in_sheets_and_dialogs_nothing_of_it_is_markup(person: Person, command: str) -> None:
    window = person.window
    window.bridge.focus(person.annotations[0].id)
    person.run(command)
    person.settle()
    assert runs_markup(window) == []
    for dialog in person.dialogs():
        assert runs_markup(dialog) == []
        dialog.close()


def test_faults_banners_and_toasts_show_it_as_it_is(person: Person) -> None:
    window = person.window
    window.bridge.said.emit(Said(EVIL))
    window.handlers.copies._standing.say("evil", Notice(EVIL))
    window.bridge.failed.emit(Fault(EVIL, EVIL, EVIL))
    person.settle()
    tops = [window, *person.dialogs(), *(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox))]
    assert [each for top in tops for each in runs_markup(top)] == []
    for top in tops[1:]:
        top.close()
