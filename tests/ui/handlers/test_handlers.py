"""What each command does in the window, chosen from the menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from annotator.actions import sources
from annotator.ui.commands import COMMANDS
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.handlers.viewing import SIZES
from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.driver import CTRL, Person, faithful


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", HARBOUR, published="2026-03-01")
    someone.add("Doubts", TUNNEL, published="2026-03-02")
    someone.window.view.setFocus()
    yield someone
    for dialog in someone.dialogs():
        dialog.close()
    faithful(someone)
    someone.quit()


def test_every_command_of_the_table_can_be_chosen_without_an_article_and_without_a_selection(
        tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, name, nothing_chosen)
    for filled in (False, True):
        someone = Person(tmp_path / f"port {filled}.annot", make=True)
        if filled:
            someone.add("The harbour fee", HARBOUR)
        with qtbot.captureExceptions() as exceptions:
            for one in COMMANDS:
                if one.by_widget or one.id in ("project.close", "app.quit"):
                    continue
                someone.run(one.id)
                for dialog in [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog)]:
                    dialog.close()
                for dialog in someone.dialogs():
                    dialog.close()
                someone.settle()
        assert exceptions == [], f"{one.id} with{'' if filled else 'out'} an article"
        faithful(someone)
        someone.quit()


def nothing_chosen(*_: object) -> tuple[str, str]:
    return "", ""


def test_files_are_asked_for_and_brought_in(
        person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "third.txt").write_text("A third article.\n\nIt says little.\n")

    def choose(*_: object) -> tuple[list[str], str]:
        return [str(tmp_path / "third.txt")], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    person.run("article.import")
    person.wait(lambda: len(person.window.bridge.article_ids()) == 3)
    person.settle()
    assert "It says little." in person.window.bridge.text


def test_a_long_undo_shows_how_far_it_is_while_the_window_lives(
        person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    session = person.window.bridge.session
    session.do(sources.create(f"Source {number}")[1] for number in range(2_500))
    seen: list[str] = []
    monkeypatch.setattr(QProgressDialog, "setLabelText", lambda _, text: seen.append(text))
    person.run("edit.undo")
    said = dict.fromkeys(words.partition(" · ")[0] for words in seen)
    assert list(said)[:2] == ["Storing 100 of about 2,500", "Storing 200 of about 2,500"]
    assert list(said)[-2:] == ["Storing 2,501 of about 2,500", "Finishing… It is too late to cancel now."]
    assert len(session.catalogue.sources()) == 0
    monkeypatch.setattr(QProgressDialog, "wasCanceled", lambda _: True)
    person.run("edit.redo")
    assert len(session.catalogue.sources()) == 0
    assert session.redo_label()


def test_a_text_is_pasted_as_an_article(person: Person) -> None:
    QGuiApplication.clipboard().setText("Pasted headline\n\nThe pasted text says even less.\n")
    person.run("article.paste")
    person.wait(lambda: len(person.window.bridge.article_ids()) == 3)
    person.settle()
    assert "even less" in person.window.bridge.text


def test_pasting_the_same_text_again_adds_nothing(person: Person) -> None:
    QGuiApplication.clipboard().setText(HARBOUR)
    operations = person.window.bridge.session.replica.last("op")
    person.run("article.paste")
    person.wait(lambda: person.dialogs() or person.toasts())
    assert person.window.bridge.session.replica.last("op") == operations


def test_the_dataset_is_exported_where_one_says(
        person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def choose(*_: object) -> tuple[str, str]:
        return str(tmp_path / "out.json"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    person.run("dataset.export")
    dialog = next(d for d in person.dialogs() if isinstance(d, ExportDialog))
    dialog.choices.reproducible.setChecked(True)
    dialog._export()
    person.wait((tmp_path / "out.json").exists)
    person.wait(lambda: (tmp_path / "out.json").stat().st_size > 0)
    person.settle()
    assert (tmp_path / "out.json").read_bytes() == person.exported(tmp_path / "again.json")


def test_details_of_the_article_take_the_focus_beside_the_text(person: Person) -> None:
    person.key(Qt.Key.Key_D, CTRL)
    panel = person.window.panel
    assert panel is not None and panel.tab() == "article"
    focus = QApplication.focusWidget()
    assert focus is not None and panel.isAncestorOf(focus)


def test_details_open_a_panel_that_is_hidden(person: Person) -> None:
    person.key(Qt.Key.Key_F10)
    assert not person.window.panel_place.isVisible()
    person.key(Qt.Key.Key_D, CTRL)
    assert person.window.panel_place.isVisible()
    assert person.window.actions_.action("show.panel").isChecked()


def test_marking_with_the_panel_hidden_brings_the_source_line(person: Person) -> None:
    person.key(Qt.Key.Key_F10)
    person.select("six additional boats")
    person.type("1")
    assert person.window.panel_place.isVisible()
    assert person.window.actions_.action("show.panel").isChecked()
    focus = QApplication.focusWidget()
    assert focus is not None and focus.accessibleName() == "Source"


def test_find_begins_with_the_selected_words_and_walks_the_hits(person: Person) -> None:
    person.select("the port board", occurrence=1)
    person.key(Qt.Key.Key_F, CTRL)
    bar = person.window.find_bar
    assert bar is not None and bar.isVisible()
    hits = len(bar._found)
    assert hits >= 2
    seen = {bar.current}
    for _ in range(hits - 1):
        person.key(Qt.Key.Key_F3)
        seen.add(bar.current)
    assert len(seen) == hits
    person.key(Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert person.window.view.hasFocus()
    assert person.window.view.selection() in seen


def test_find_that_finds_nothing_leaves_the_text_as_it_was(person: Person) -> None:
    person.window.view.place_caret(10)
    person.find("nowhere in the text")
    assert person.window.view.selection() is None
    assert person.window.view.caret() == 10


def test_hits_vanish_with_the_bar(person: Person) -> None:
    person.find("the")
    assert person.window.view._overlay.hits == ()


def test_done_is_a_switch(person: Person) -> None:
    catalogue, article = person.window.bridge.session.catalogue, person.window.bridge.article
    for wanted in ("done", "doing", "done"):
        person.type("d")
        assert [review.status for review in catalogue.reviews(article)] == [wanted]
        assert person.window.actions_.action("article.done").isChecked() is (wanted == "done")


def test_done_and_next_at_the_last_article_stays_there(person: Person) -> None:
    last = person.window.bridge.article_ids()[-1]
    person.window.bridge.show_article(last)
    person.run("article.done_and_next")
    assert person.window.bridge.article == last
    assert [r.status for r in person.window.bridge.session.catalogue.reviews(last)] == ["done"]


def test_text_sizes_stop_at_both_ends_and_normal_is_normal(person: Person) -> None:
    for command, size in (("text.larger", SIZES[-1]), ("text.smaller", SIZES[0])):
        for _ in range(12):
            person.run(command)
        assert person.window.bridge.settings.size == size
    person.run("text.normal")
    assert person.window.bridge.settings.size == 17


def test_library_and_panel_are_hidden_and_shown(person: Person) -> None:
    for key, place, command in ((Qt.Key.Key_F9, person.window.library_place, "show.library"),
                                (Qt.Key.Key_F10, person.window.panel_place, "show.panel")):
        for shown in (False, True):
            person.key(key)
            assert place.isVisible() is shown
            assert person.window.actions_.action(command).isChecked() is shown


@pytest.mark.parametrize(("widget", "wanted"), [("view", "reader"), ("library_place", "library"),
                                               ("panel_place", "panel")])
def test_the_sheet_of_keys_is_that_of_the_place_where_one_is(person: Person, widget: str, wanted: str) -> None:
    place: QWidget = getattr(person.window, widget)
    while not (place is QApplication.focusWidget() or place.isAncestorOf(QApplication.focusWidget() or place)):
        person.key(Qt.Key.Key_F6)
    assert person.window.handlers.viewing.context() == wanted


def test_the_palette_finds_commands_and_articles(person: Person) -> None:
    person.key(Qt.Key.Key_K, CTRL)
    person.type("doubts")
    person.enter()
    person.settle()
    assert person.window.bridge.article == person.window.bridge.article_ids()[1]
    assert person.dialogs() == []


def test_the_window_of_help_stands_beside_and_blocks_nothing(person: Person) -> None:
    person.run("help.contents")
    help_window = next(w for w in QApplication.topLevelWidgets() if type(w).__name__ == "HelpWindow" and w.isVisible())
    assert not help_window.isModal()
    help_window.close()
