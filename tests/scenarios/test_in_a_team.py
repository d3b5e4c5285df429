"""Two people and one project: independent until released, blind until both are done, who is who, and what goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot

from annotator.actions import library
from annotator.corpus.errors import Fault
from annotator.settings import load
from annotator.ui.dialogs.purge_dialog import PurgeDialog
from annotator.ui.widgets.coder_mark import CoderMark
from tests import builders
from tests.hooks import hooks
from tests.scenarios.colleague import copy_of
from tests.scenarios.driver import ALT, Person

__all__ = ["hooks"]
SECRET = "Fewer than 0.2 percent"


@pytest.fixture
def two(qtbot: QtBot, hooks: None, tmp_path: Path) -> Iterator[tuple[Person, Person, str]]:
    """Two windows at two computers; the first has marked a quote, the second a statistic."""
    file = tmp_path / "study.annot"
    one = Person(file, make=True, at=tmp_path / "one")
    article = builders.article(one.window.bridge.session)
    one.window.bridge.show_article(article)
    builders.annotation(one.window.bridge.session, article, "“Are we too tolerant?”")
    one.window.bridge.session.exchange()
    two = Person(file, at=tmp_path / "two")
    two.window.bridge.show_article(article)
    builders.annotation(two.window.bridge.session, article, SECRET, kind="statistic")
    meet(one, two)
    yield one, two, article
    for person in (one, two):
        person.window.close()


def meet(*people: Person) -> None:
    """Everybody hands over and takes in."""
    for _ in range(2):
        for person in people:
            person.window.bridge.session.exchange()
            person.window.bridge.session.catch_up()
            person.settle()


def seen(person: Person) -> tuple[int, int, int]:
    """How many annotations the cards, the text and the library show."""
    window = person.window
    assert window.panel is not None and window.library is not None
    name = window.bridge.article
    shelf = window.bridge.session.catalogue.shelves(window.bridge.session.coder.id)[0]
    assert shelf.id == name
    return len(window.bridge.annotations()), window.panel.annotation.cards.view.model().rowCount(), shelf.annotations


def test_independent_until_released_in_both_windows(two: tuple[Person, Person, str]) -> None:
    one, other, _ = two
    assert seen(one) == seen(other) == (2, 2, 2)
    team = one.window.handlers.team
    one.run("project.settings")
    assert team.project is not None
    team.project.mode.choose("independent")
    meet(one, other)
    assert seen(one) == seen(other) == (1, 1, 1)
    assert "sees only their own" in other.window.status.text()
    team.project.release.click()
    assert seen(one) == (1, 1, 1)  # it asks first
    team.project.sure.click()
    meet(one, other)
    assert seen(one) == seen(other) == (2, 2, 2)
    assert "Release the project" in [event.words for event in other.window.bridge.session.timeline().events()]


def test_blind_until_both_are_done_opens_the_article_in_both_windows(two: tuple[Person, Person, str]) -> None:
    one, other, article = two
    team = one.window.handlers.team
    team.show_project()
    assert team.project is not None
    team.project.blind.click()
    meet(one, other)
    assert seen(one) == seen(other) == (1, 1, 1)
    one.window.bridge.do(library.set_status(article, one.window.bridge.session.coder, "done"))
    meet(one, other)
    assert seen(one) == seen(other) == (1, 1, 1)
    other.window.bridge.do(library.set_status(article, other.window.bridge.session.coder, "done"))
    meet(one, other)
    assert seen(one) == seen(other) == (2, 2, 2)


def test_whoever_sits_down_switches_in_the_status_line_and_two_names_are_joined(
        two: tuple[Person, Person, str]) -> None:
    one, _, _ = two
    session = one.window.bridge.session
    before = session.coder
    one.window.status.coder.click()
    form = one.window.handlers.team.me
    assert form is not None and form.isVisible()
    form.somebody.setText("Kim")
    form.somebody.commit()
    assert session.coder.name == "Kim" and session.coder.id != before.id
    assert "Kim" in one.window.status.text() and load().name == "Kim"
    builders.annotation(session, one.window.bridge.article, "At some point", kind="claim")
    assert one.window.bridge.annotations()[-2].creator == session.coder.id
    form.blind.click()
    assert [each.kind for each in one.window.bridge.annotations()] == ["claim"]
    form.also.setCurrentIndex(form.also.findData(before.id))
    form.also.activated.emit(form.also.currentIndex())
    assert sorted(each.kind for each in one.window.bridge.annotations()) == ["claim", "quote"]
    form.others.setCurrentIndex(form.others.findData(before.id))
    form.others.activated.emit(form.others.currentIndex())
    assert session.coder.id == before.id and load().coder == before.id


def test_who_worked_here_last_is_listed_with_their_mark_and_leads_to_their_article(
        two: tuple[Person, Person, str]) -> None:
    one, other, article = two
    team, window = one.window.handlers.team, one.window
    one.run("show.last_work")
    assert team.last is not None
    assert [row.worked.article for row in team.last.list.rows] == [article]
    another = builders.article(other.window.bridge.session)
    meet(one, other)
    window.activateWindow()
    one.settle()
    row, = team.last.list.rows  # it follows what comes in
    assert (row.worked.article, row.hasFocus()) == (another, True)
    title = window.bridge.session.catalogue.shelves(window.bridge.session.coder.id)[-1].title
    assert row.accessibleName() == f"{row.worked.person.name}, {row.worked.when}, {title}"
    one.enter()
    assert (window.bridge.article, team.last.isVisible()) == (another, False)
    one.key(Qt.Key.Key_Left, ALT)
    assert window.bridge.article == article
    assert window.panel is not None
    window.bridge.focus(next(each.id for each in window.bridge.annotations() if each.kind == "statistic"))
    heading = window.panel.annotation.heading.shown
    assert heading is not None and heading.by == row.worked.person
    window.status.coder.click()
    assert team.me is not None
    assert [each.worked.article for each in team.me.last.rows] == [another]
    assert [mark.accessibleName() for mark in team.me.findChildren(CoderMark)] == [window.bridge.session.coder.name]
    team.me.last.rows[0].click()
    assert (window.bridge.article, team.me.isVisible()) == (another, False)


def test_an_orcid_is_checked_before_it_is_stored(two: tuple[Person, Person, str]) -> None:
    one, _, _ = two
    one.window.status.coder.click()
    form = one.window.handlers.team.me
    assert form is not None
    form.lines["orcid"].setText("0000-0002-1825-0098")
    form.lines["orcid"].commit()
    assert load().orcid == ""
    form.lines["orcid"].setText("https://orcid.org/0000-0002-1825-0097")
    form.lines["orcid"].commit()
    assert load().orcid == "0000-0002-1825-0097"
    session = one.window.bridge.session
    assert session.catalogue.coders()[session.coder.id].orcid == "0000-0002-1825-0097"


def test_what_is_purged_is_in_no_bytes_of_file_replicas_words_and_backups(
        two: tuple[Person, Person, str], tmp_path: Path) -> None:
    one, other, _ = two
    for person in (one, other):
        session = person.window.bridge.session
        session.keeping().back_up()
        while session.search.index.step():
            pass
    failed: list[Fault] = []
    one.window.bridge.failed.connect(failed.append)
    copy = copy_of(one.path, "study merged copies/study (conflicted copy).annot")
    assert SECRET.encode() in copy.read_bytes()
    spoilt = one.path.with_name(f"{one.path.stem} set aside 2026-01-01 10-00-00.annot")
    spoilt.write_bytes(b"nonsense " * 100)
    dialog = PurgeDialog(one.window.bridge, one.window)
    purge = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Purge for good")
    assert not purge.isEnabled() and "2 annotations" in dialog.preview.text()
    dialog.typed.setText(dialog.what.currentData()[2])
    assert purge.isEnabled() and not dialog.findChildren(QDialogButtonBox)
    purge.click()
    assert one.window.bridge.article == ""
    meet(one, other)
    assert other.window.bridge.article == ""
    one.wait(lambda: SECRET.encode() not in copy.read_bytes())
    one.wait(lambda: [fault.what for fault in failed] == ["1 file beside the project may still hold what was purged"])
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in files if "backups" in path.parts]
    for path in files:
        assert SECRET.encode() not in path.read_bytes(), path
