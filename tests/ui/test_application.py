"""The application: projects in windows, the welcome page, settings that all windows share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.settings import load
from annotator.ui.application import Application
from annotator.ui.dialogs.fault import FaultDialog
from annotator.ui.main_window import MainWindow
from annotator.ui.theme import CHOICES
from tests.hooks import hooks

__all__ = ["hooks"]


@pytest.fixture
def application(qapp: QApplication, qtbot: QtBot, hooks: None) -> Iterator[Application]:
    made = Application(qapp, theme="light")
    yield made
    made._quitting = True
    for window in list(made.windows):
        window.close()
    if (page := made._welcome) is not None and isValid(page):
        page.close()
    close_dialogs()
    qapp.removeEventFilter(made)
    qapp.processEvents()


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def faults() -> list[FaultDialog]:
    found = [w for top in QApplication.topLevelWidgets() for w in (top, *top.findChildren(QWidget))]
    return list({id(w): w for w in found if isinstance(w, FaultDialog) and w.isVisible()}.values())


def close_dialogs() -> None:
    for dialog in faults():
        dialog.close()


def opened(application: Application, path: Path) -> MainWindow:
    window = application.new_project(path)
    assert window is not None
    settle()
    return window


def test_without_a_project_it_begins_with_the_welcome_page(application: Application) -> None:
    application.start(None)
    assert application._welcome is not None and application._welcome.isVisible()
    assert application.windows == []


def test_a_project_that_is_named_is_opened_and_becomes_a_recent_one(application: Application, tmp_path: Path) -> None:
    window = opened(application, tmp_path / "one.annot")
    assert window.isVisible()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton) and window.pages.isAncestorOf(focus), "an empty project waits for articles"
    assert load().recent == (str(tmp_path / "one.annot"),)
    assert "one" in window.windowTitle()


def test_opening_what_is_open_raises_its_window(application: Application, tmp_path: Path) -> None:
    window = opened(application, tmp_path / "one.annot")
    assert application.open_project(tmp_path / "one.annot") is window
    assert application.open_project(tmp_path / "." / "one.annot") is window
    assert len(application.windows) == 1


def test_two_projects_have_two_windows(application: Application, tmp_path: Path) -> None:
    one, other = opened(application, tmp_path / "one.annot"), opened(application, tmp_path / "two.annot")
    assert application.windows == [one, other]
    one.close()
    settle()
    assert application.windows == [other]
    assert application._welcome is None


def test_closing_the_last_project_leads_back_to_the_welcome_page(application: Application, tmp_path: Path) -> None:
    opened(application, tmp_path / "one.annot").close()
    settle()
    assert application.windows == []
    assert application._welcome is not None and application._welcome.isVisible()


def test_a_new_project_never_overwrites_a_file(application: Application, tmp_path: Path) -> None:
    (tmp_path / "one.annot").write_text("mine")
    application.show_welcome()
    assert application.new_project(tmp_path / "one.annot") is None
    assert len(faults()) == 1
    assert (tmp_path / "one.annot").read_text() == "mine"


def test_a_project_that_cannot_be_opened_is_explained_over_the_welcome_page(
        application: Application, tmp_path: Path) -> None:
    application.start(tmp_path / "missing.annot")
    assert application.windows == []
    assert application._welcome is not None and application._welcome.isVisible()
    assert [dialog.accessibleName().split(":")[0] for dialog in faults()] == ["missing.annot cannot be opened"]


def test_only_one_welcome_page_stands_at_a_time(application: Application, tmp_path: Path) -> None:
    application.start(tmp_path / "missing.annot")
    page = application._welcome
    application.start(None)
    assert application._welcome is page


def test_the_sample_is_made_once_and_opened_again(application: Application) -> None:
    window = application.open_sample()
    assert window is not None
    settle()
    count = len(window.bridge.session.catalogue.article_ids())
    assert count >= 6
    window.close()
    settle()
    again = application.open_sample()
    assert again is not None
    assert len(again.bridge.session.catalogue.article_ids()) == count


def test_a_theme_is_worn_by_every_window_at_once_and_kept(application: Application, tmp_path: Path) -> None:
    one, other = opened(application, tmp_path / "one.annot"), opened(application, tmp_path / "two.annot")
    one.actions_.action("theme.dark").trigger()
    settle()
    assert (one.bridge.theme.dark, other.bridge.theme.dark) == (True, True)
    assert load().theme == "dark"
    for window in (one, other):
        assert [window.actions_.action(f"theme.{name}").isChecked() for name in CHOICES] == [
            False, False, False, True, False]


def test_a_theme_is_chosen_in_the_reading_settings_too_and_goes_back_there(
        application: Application, tmp_path: Path) -> None:
    window = opened(application, tmp_path / "one.annot")
    window.actions_.action("text.settings").trigger()
    form = window.handlers.reading.form
    assert form is not None
    form.theme_row.choose("sepia")
    settle()
    assert (load().theme, window.bridge.theme.name, form.theme_row.choice) == ("sepia", "sepia", "sepia")
    form.reverts["theme"].click()
    settle()
    assert load().theme == "system"
    assert not form.reverts["theme"].isVisible()


def test_a_setting_of_one_window_holds_in_the_other(application: Application, tmp_path: Path) -> None:
    one, other = opened(application, tmp_path / "one.annot"), opened(application, tmp_path / "two.annot")
    one.bridge.choose(size=22)
    assert other.bridge.settings.size == 22
    assert application.settings.size == 22


def test_recent_projects_stand_in_the_menu_and_open_by_it(application: Application, tmp_path: Path) -> None:
    opened(application, tmp_path / "one.annot").close()
    settle()
    window = opened(application, tmp_path / "two & three.annot")
    window.actions_.action("project.open_recent").trigger()
    entries = window.actions_.submenu("project.open_recent").actions()
    assert [entry.data() for entry in entries] == [str(tmp_path / "two & three.annot"), str(tmp_path / "one.annot")]
    assert "two && three" in entries[0].text()
    entries[1].trigger()
    settle()
    assert {w.bridge.session.path.name for w in application.windows} == {"one.annot", "two & three.annot"}


@pytest.mark.parametrize("kept", [True, False])
def test_a_recent_project_that_is_gone_can_be_chosen_only_while_this_computer_has_it(
        application: Application, tmp_path: Path, kept: bool) -> None:
    window = opened(application, tmp_path / "one.annot")
    folder = window.bridge.session.folder
    window.close()
    settle()
    (tmp_path / "one.annot").unlink()
    if not kept:
        shutil.rmtree(folder)
    window = opened(application, tmp_path / "two.annot")
    window.actions_.action("project.open_recent").trigger()
    entry: QAction = window.actions_.submenu("project.open_recent").actions()[1]
    assert entry.isEnabled() is kept


def test_files_dropped_on_the_welcome_page_make_a_project_after_one_question(
        application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    def choose(*_: object) -> tuple[str, str]:
        return str(tmp_path / "made"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    (tmp_path / "harbour.txt").write_text("The harbour fee rises.\n\nNobody has apologised.\n")
    application.show_welcome()
    assert application._welcome is not None
    application._welcome.dropped.emit([tmp_path / "harbour.txt"])
    qtbot.waitUntil(lambda: bool(application.windows and application.windows[0].bridge.article), timeout=10_000)
    assert application.windows[0].bridge.session.path == tmp_path / "made.annot"
    assert "Nobody has apologised." in application.windows[0].bridge.text


def test_a_project_dropped_on_a_window_is_opened(application: Application, tmp_path: Path) -> None:
    opened(application, tmp_path / "one.annot").close()
    settle()
    window = opened(application, tmp_path / "two.annot")
    window.paths_dropped.emit([tmp_path / "one.annot"])
    settle()
    assert len(application.windows) == 2


def test_a_name_that_is_chosen_on_the_welcome_page_is_who_works(application: Application, tmp_path: Path) -> None:
    application.show_welcome()
    assert application._welcome is not None
    application._welcome.name_chosen.emit("Mara Ilić")
    window = opened(application, tmp_path / "one.annot")
    assert window.bridge.session.coder.name == "Mara Ilić"
    assert "Mara Ilić" in window.status.text()
    assert load().name == "Mara Ilić"


def test_quitting_closes_every_window(
        application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[int] = []

    def leave() -> None:
        left.append(1)

    monkeypatch.setattr(application, "_app", _Left(leave))
    opened_ones = [opened(application, tmp_path / f"{name}.annot") for name in ("one", "two")]
    opened_ones[0].actions_.action("app.quit").trigger()
    settle()
    assert application.windows == []
    assert left == [1]
    assert application._welcome is None


class _Left:
    """Stands for the process, which a test must not end."""

    def __init__(self, leave: object) -> None:
        self.quit = leave
        self.activeWindow = QApplication.activeWindow

    def closingDown(self) -> bool:
        return False


def test_the_first_exchange_of_a_colleagues_file_is_there_before_the_window(
        application: Application, tmp_path: Path) -> None:
    from annotator.actions import library
    from annotator.corpus.article import Article
    from annotator.corpus.ids import new_id
    from annotator.corpus.team import Coder
    from annotator.formats import default_codebook
    from annotator.session import Session

    theirs = Session.create(tmp_path / "team.annot", Coder(new_id(), "Jo"), home=tmp_path / "home of Jo",
                            codebook=default_codebook())
    theirs.do(library.bring_in([(Article(new_id(), "Theirs"), "A text of theirs.")]))
    theirs.exchange()
    theirs.close()
    window = application.open_project(tmp_path / "team.annot")
    assert window is not None
    assert window.bridge.text == "A text of theirs."


def test_a_copy_beside_its_original_is_only_read(application: Application, tmp_path: Path) -> None:
    import shutil

    window = opened(application, tmp_path / "one.annot")
    window.close()
    settle()
    shutil.copy(tmp_path / "one.annot", tmp_path / "copy.annot")
    copy = application.open_project(tmp_path / "copy.annot")
    assert copy is not None
    settle()
    assert copy.banner.isVisible() and "copy" in copy.banner.text
    assert "only read" in copy.status.text()
