"""The frame: what stands where, what it says, what it remembers, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator.actions import library
from annotator.corpus.change import CODEBOOK_ID, Change, ChangeSet
from annotator.corpus.errors import Fault
from annotator.ui.dialogs.fault import FaultDialog
from annotator.ui.exchange_thread import Saved
from annotator.ui.main_window import MainWindow
from annotator.ui.theme import load_theme
from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.driver import Person, faithful
from tests.ui.newsroom import open_newsroom

AWAY = Fault("port.annot cannot be reached", "the drive is not connected", "Wait")


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", HARBOUR, published="2026-03-01")
    someone.add("Doubts", TUNNEL, published="2026-03-02")
    yield someone
    someone.quit()


def test_the_text_is_there_at_the_first_paint_and_the_rest_right_after(tmp_path: Path, qtbot: QtBot) -> None:
    room = open_newsroom(tmp_path)
    window = MainWindow(room.session, load_theme("light"), room.bridge.settings)
    assert window.view.words.text == window.bridge.text != ""
    assert window.library is None
    top = window.view.mapTo(window, window.view.rect().topLeft())
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: window.library is not None)
    QApplication.processEvents()
    assert window.view.isVisible() and window.panel is not None
    first = window.view.mapTo(window, window.view.rect().topLeft())
    window.furnish()
    QApplication.processEvents()
    assert window.view.mapTo(window, window.view.rect().topLeft()) == first
    assert top is not None
    window.close()


def test_furnishing_moves_nothing_that_one_reads_already(tmp_path: Path, qtbot: QtBot) -> None:
    room = open_newsroom(tmp_path)
    window = MainWindow(room.session, load_theme("light"), room.bridge.settings)
    furnish, window.furnish = window.furnish, nothing  # type: ignore[method-assign]
    with qtbot.waitExposed(window):
        window.show()
    QApplication.processEvents()
    before = window.view.mapTo(window, window.view.rect().topLeft()), window.view.size()
    window.furnish = furnish  # type: ignore[method-assign]
    window.furnish()
    QApplication.processEvents()
    assert (window.view.mapTo(window, window.view.rect().topLeft()), window.view.size()) == before
    window.close()


def nothing() -> None:
    """Instead of furnishing."""


def test_it_fits_a_small_screen(person: Person) -> None:
    assert (person.window.minimumWidth(), person.window.minimumHeight()) == (960, 600)
    person.window.resize(960, 600)
    person.settle()
    assert (person.window.width(), person.window.height()) == (960, 600)
    assert person.window.view.width() >= 400
    for place in (person.window.library_place, person.window.panel_place):
        assert place.isVisible()


def test_an_empty_project_says_what_to_do_and_the_first_article_takes_its_place(tmp_path: Path, qtbot: QtBot) -> None:
    someone = Person(tmp_path / "empty.annot", make=True)
    assert someone.window.pages.currentIndex() == 1
    someone.add("The harbour fee", HARBOUR)
    assert someone.window.pages.currentIndex() == 0
    assert someone.window.bridge.text == HARBOUR
    someone.run("edit.undo")
    assert someone.window.pages.currentIndex() == 1
    faithful(someone)
    someone.quit()


def test_title_and_place_in_the_library_follow_the_article(person: Person) -> None:
    first, second = person.window.bridge.session.catalogue.article_ids()
    person.window.bridge.show_article(second)
    assert (person.window.top._title.text, person.window.top._place.text()) == ("Doubts", "2 / 2")
    card = person.window.bridge.session.catalogue.article(second)
    assert card is not None
    person.window.bridge.do(library.describe_article(card, {"title": "Grave doubts"}))
    assert person.window.top._title.text == "Grave doubts"
    person.window.bridge.show_article(first)
    assert person.window.top._place.text() == "1 / 2"


def test_a_removed_article_makes_way_for_its_neighbour(person: Person) -> None:
    first, second = person.window.bridge.session.catalogue.article_ids()
    person.window.bridge.show_article(second)
    assert person.window.library is not None
    person.window.library.remove(second)
    assert person.window.bridge.article == first
    faithful(person)
    person.run("edit.undo")
    assert person.window.bridge.article == second
    faithful(person)


def test_the_menu_says_what_undo_and_redo_would_do(person: Person) -> None:
    person.select("six additional boats")
    person.type("1")
    assert person.title("edit.undo") == "Undo: Mark claim"
    person.run("edit.undo")
    assert person.title("edit.undo").startswith("Undo: Import")
    assert person.title("edit.redo") == "Redo: Mark claim"
    assert not person.annotations


def test_what_cannot_be_done_now_is_greyed_out(person: Person) -> None:
    actions = person.window.actions_
    assert not actions.action("annotate.remove").isEnabled()
    assert not actions.action("place.back").isEnabled()
    person.select("six additional boats")
    person.type("1")
    assert actions.action("annotate.remove").isEnabled()
    assert actions.action("source.via").isEnabled()
    person.window.bridge.focus("")
    assert not actions.action("annotate.remove").isEnabled()


def test_the_kind_of_the_focused_annotation_is_pressed_in_the_bar_and_a_click_changes_it(
        person: Person, qtbot: QtBot) -> None:
    person.select("six additional boats")
    person.type("1")
    buttons = {button.kind: button for button in person.window.top._kinds}
    assert buttons["claim"].isChecked()
    qtbot.mouseClick(buttons["quote"], Qt.MouseButton.LeftButton)
    assert person.focused.kind == "quote"
    assert buttons["quote"].isChecked() and not buttons["claim"].isChecked()


def test_a_kind_that_a_colleague_adds_has_its_button_and_its_key_at_once(person: Person) -> None:
    fields = {"kind:rumour": {"label": "Rumour", "key": "4"}}
    person.window.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, fields)]))
    catalogue = person.window.bridge.session.catalogue
    if "rumour" not in [kind.id for kind in catalogue.codebook().shown]:
        pytest.fail("the codebook's field is called otherwise")
    assert "rumour" in [button.kind for button in person.window.top._kinds]
    person.select("six additional boats")
    person.type("4")
    assert person.focused.kind == "rumour"


def test_a_file_that_is_away_has_one_banner_until_it_is_back(person: Person) -> None:
    window = person.window
    window.bridge.saved.emit(Saved("12:00", 3, AWAY))
    assert window.banner.isVisible() and "not connected" in window.banner.text
    assert "3 changes wait" in window.status.text()
    window.bridge.saved.emit(Saved("12:01", 0))
    assert not window.banner.isVisible()
    assert "in the shared file 12:01" in window.status.text()


def test_a_fault_is_shown_as_three_sentences(person: Person) -> None:
    person.window.bridge.failed.emit(AWAY)
    dialogs = person.window.findChildren(FaultDialog)
    assert len(dialogs) == 1 and dialogs[0].isVisible()
    dialogs[0].close()


PAGE = "<h1>A fourth article</h1><p>It says less.</p><p>And <b>that</b> is all.</p>"


def test_text_pages_files_and_folders_may_be_dropped_anywhere(person: Person, tmp_path: Path) -> None:
    (tmp_path / "third.txt").write_text("A third article.\n\nIt says little.\n")
    (tmp_path / "folder" / "deep").mkdir(parents=True)
    (tmp_path / "folder" / "deep" / "fifth.txt").write_text("A fifth article.\n\nIt lies deep.\n")
    bridge = person.window.bridge
    for mime in (dropped(urls=[tmp_path / "third.txt"]), dropped(text="A sixth one.\n\nIt says less."),
                 dropped(urls=[tmp_path / "folder"]), dropped(html=PAGE)):
        before = len(bridge.session.catalogue.article_ids())
        event = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                           Qt.KeyboardModifier.NoModifier)
        person.window.dropEvent(event)
        person.wait(lambda count=before: len(bridge.session.catalogue.article_ids()) > count)
        person.settle()
    assert bridge.text == "A fourth article\n\nIt says less.\n\nAnd that is all."
    article = bridge.session.catalogue.article(bridge.article)
    assert article is not None
    assert (article.title, article.url) == ("A fourth article", "https://paper.example/4")


def test_a_link_alone_is_not_fetched_and_files_can_be_pasted(person: Person, tmp_path: Path) -> None:
    before, heard = person.window.bridge.article_ids(), list[Fault]()
    person.window.bridge.failed.connect(heard.append)
    link = QMimeData()
    link.setUrls([QUrl("https://paper.example/4")])
    person.window.handlers.articles.take(link)
    assert ["a link" in fault.why for fault in heard] == [True]
    assert person.window.bridge.article_ids() == before
    (tmp_path / "copied.txt").write_text("A copied file.\n\nFrom the desktop.\n")
    QGuiApplication.clipboard().setMimeData(dropped(urls=[tmp_path / "copied.txt"]))
    person.run("article.paste")
    person.wait(lambda: len(person.window.bridge.article_ids()) > len(before))
    person.settle()
    assert person.window.bridge.text.startswith("A copied file")


def dropped(*, urls: list[Path] | None = None, text: str = "", html: str = "") -> QMimeData:
    mime = QMimeData()
    if urls:
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in urls])
    if text:
        mime.setText(text)
    if html:
        mime.setHtml(html)
        mime.setData("text/x-moz-url-priv", "https://paper.example/4".encode("utf-16-le"))
    return mime


def test_a_dropped_project_is_handed_to_the_application(person: Person, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(person.window.paths_dropped) as heard:
        person.window.handlers.articles.take(dropped(urls=[tmp_path / "other.annot"]))
    assert heard.args == [[tmp_path / "other.annot"]]


def test_another_theme_is_worn_by_every_part(person: Person) -> None:
    light = person.window.grab().toImage()
    person.window.bridge.theme_changed.emit(load_theme("dark"))
    person.settle()
    dark = person.window.grab().toImage()
    middle = person.window.view.mapTo(person.window, person.window.view.rect().center())
    assert light.pixelColor(middle).lightness() > 150 > dark.pixelColor(middle).lightness()
    assert person.window.bridge.theme.dark


def test_a_window_that_is_closed_before_it_was_ever_painted_keeps_all(tmp_path: Path, qtbot: QtBot) -> None:
    room = open_newsroom(tmp_path)
    window = MainWindow(room.session, load_theme("light"), room.bridge.settings)
    assert window.close()
    QApplication.sendPostedEvents()


def test_after_closing_nothing_that_is_under_way_finds_a_closed_replica(person: Person, qtbot: QtBot) -> None:
    person.window.bridge.start()
    person.select("six additional boats")
    person.type("1")
    person.window.bridge.exchange_now()
    with qtbot.captureExceptions() as exceptions:
        person.quit()
        for _ in range(20):
            QApplication.processEvents()
    assert exceptions == []
    person.window = Person(person.path).window


def test_a_mistake_while_closing_still_closes_and_keeps_the_state(
        person: Person, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    def broken() -> Saved:
        raise KeyError("ours")

    monkeypatch.setattr(person.window.bridge, "stop", broken)
    told: list[object] = []
    person.window.closed.connect(told.append)
    with qtbot.captureExceptions() as exceptions:
        person.window.close()
    assert [kind for kind, _, _ in exceptions] == [KeyError]
    assert len(told) == 1
    person.window = Person(person.path).window
    assert len(person.window.bridge.article_ids()) == 2


def test_a_replica_that_was_made_anew_is_told_until_it_is_understood(person: Person) -> None:
    person.window.bridge.session.note = "The replica was damaged and has been made anew."
    person.window._show_saved(person.window.bridge.last_saved)
    assert person.window.banner.text == person.window.bridge.session.note
    person.window._show_saved(person.window.bridge.last_saved)
    assert person.window.banner.isVisibleTo(person.window)
    person.window.banner.findChildren(QPushButton)[0].click()
    assert not person.window.banner.isVisibleTo(person.window)


def test_a_file_that_a_newer_version_works_with_says_so(person: Person) -> None:
    person.window.bridge.session.newer = True
    person.window._show_saved(person.window.bridge.last_saved)
    assert "newer version" in person.window.banner.text
