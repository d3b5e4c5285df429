"""Every control of every part of the window: named, large enough, reached by keys, and never a trap."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.actions import sources
from annotator.corpus.errors import Fault
from annotator.ui.application import Application
from annotator.ui.exchange_thread import Saved
from tests.hooks import hooks
from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.driver import CTRL, SHIFT, Person

__all__ = ["hooks"]

TABS = ("annotation", "sources", "article", "codebook", "search", "repeats")
SMALLEST = 24
"""Pixels of a target (WCAG 2.5.8)."""


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", HARBOUR)
    someone.add("Doubts", TUNNEL)
    for words, key, name in (("“Are we too patient?”", "2", "Anna Berg"), ("$1.3bn", "3", "The port board")):
        someone.select(words)
        someone.type(key)
        someone.type(name)
        someone.key(Qt.Key.Key_Return, CTRL)
    yield someone
    someone.quit()


def controls(root: QWidget) -> list[QWidget]:
    """What takes the focus or can be pressed, and is on the screen."""
    found = [root, *root.findChildren(QWidget)]
    return [w for w in found if w.isVisible() and w.isEnabled() and not _inner(w)
            and (isinstance(w, QAbstractButton) or w.focusPolicy() & Qt.FocusPolicy.TabFocus)]


def _inner(widget: QWidget) -> bool:
    """Parts that Qt makes inside its own widgets: viewports, the clear button of a line."""
    if widget.objectName().startswith("qt_"):
        return True
    parent = widget.parentWidget()
    if isinstance(parent, QLineEdit):
        return True
    return isinstance(parent, QAbstractScrollArea) and widget is parent.viewport()


def name(widget: QWidget) -> str:
    """What a screen reader says it is."""
    interface = QAccessible.queryAccessibleInterface(widget)
    said = interface.text(QAccessible.Text.Name) if interface else ""
    return said or widget.accessibleName()


def signs(root: QWidget) -> list[QWidget]:
    """What stands in lines to write on: magnifiers, crosses. No keys reach them, a screen reader does."""
    return [button for line in root.findChildren(QLineEdit) for button in line.findChildren(QAbstractButton)]


def check(root: QWidget) -> int:
    nameless = [f"{type(w).__name__} in {type(w.parentWidget()).__name__}" for w in [*controls(root), *signs(root)]
                if not name(w)]
    assert nameless == []
    small = [f"{name(w)}: {w.width()} × {w.height()}" for w in controls(root)
             if isinstance(w, QAbstractButton) and min(w.width(), w.height()) < SMALLEST]
    assert small == []
    return len(controls(root))


@pytest.mark.parametrize("tab", TABS)
def test_every_control_beside_the_text_has_a_name_and_a_size(person: Person, tab: str) -> None:
    assert person.window.panel is not None
    person.window.panel.show_tab(tab)
    person.settle()
    assert check(person.window) > 10


def test_the_card_of_a_source_too(person: Person) -> None:
    assert person.window.panel is not None
    panel = person.window.panel.sources
    bridge = person.window.bridge
    source = next(iter(bridge.session.catalogue.sources().values()))
    bridge.do(sources.edit(source, {"roles": [{"text": "minister", "from": "2024"}]})
              + sources.set_identifier(source, "wikidata", "Q42") + sources.set_alias(source, "Berg"))
    for view in ("says", "about"):
        panel.show_source(source.id)
        panel.card.show_view(view)
        person.settle()
        check(person.window)
    panel.card.begin_removal()
    person.settle()
    check(person.window)


def test_the_look_alikes_and_the_look_at_a_merge_too(person: Person) -> None:
    assert person.window.panel is not None
    panel, bridge = person.window.panel.sources, person.window.bridge
    made = [sources.create(name, job_title=name) for name in ("Bonardel", "Bonnardel", "Jean Bonardel")]
    for _, change in made:
        bridge.do(change)
    person.wait(lambda: panel.alike.isVisible())
    panel.alike.head.click()
    panel.list.selectAll()
    person.settle()
    check(person.window)
    panel.begin_merge([source.id for source, _ in made], doubtful=True)
    person.settle()
    check(person.window)
    assert [pick.caption for pick in panel.merging.picks] == ["Job title"]


def test_and_what_comes_and_goes(person: Person) -> None:
    person.key(Qt.Key.Key_F, CTRL)
    person.window.bridge.saved.emit(Saved("12:00", 2, Fault("It is away", "nobody knows why", "Wait")))
    person.window.bridge.focus(person.annotations[0].id)
    person.window.annotating.remove()
    person.settle()
    assert person.window.banner.isVisible() and person.toasts()
    check(person.window)


def test_an_empty_project_too(qtbot: QtBot, tmp_path: Path) -> None:
    someone = Person(tmp_path / "empty.annot", make=True)
    check(someone.window)
    someone.quit()


@pytest.mark.parametrize("command", ["dataset.export", "palette.show", "help.keys", "help.contents", "help.about",
                                     "keeping.backups", "keeping.forget"])
def test_every_dialog_too(person: Person, command: str) -> None:
    before = {w for w in QApplication.topLevelWidgets() if w.isVisible()}
    person.run(command)
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w not in before] or person.dialogs()
    assert shown
    for dialog in shown:
        check(dialog)
        dialog.close()


def test_what_is_asked_and_found_about_the_project_too(person: Person) -> None:
    from annotator.project.check import Finding
    from annotator.ui.dialogs.check_dialog import CheckDialog
    from annotator.ui.dialogs.merge_dialog import MergeDialog

    person.window.bridge.session.keeping().back_up("before a trial")
    person.run("keeping.backups")
    found = [Finding("The file is damaged", by_rewriting=True)]
    CheckDialog(found, person.window, person.window.bridge.theme).open()
    MergeDialog(person.window.bridge, person.path, person.window).open()
    person.settle()
    assert len(person.dialogs()) == 3
    for dialog in person.dialogs():
        assert check(dialog) >= 1
        dialog.close()


def test_faults_crashes_and_the_review_of_an_import_too(person: Person, tmp_path: Path) -> None:
    from annotator.ui.dialogs.fault import CrashDialog
    from annotator.ui.dialogs.import_review import import_paths

    (tmp_path / "bad.txt").write_bytes(b"%PDF-1.7 " * 40)
    (tmp_path / "good.txt").write_text("A good article.\n\nIt says little.\n")
    import_paths(person.window.bridge, [tmp_path / "bad.txt", tmp_path / "good.txt"], person.window)
    person.wait(person.dialogs)
    for dialog in person.dialogs():
        check(dialog)
        dialog.close()
    crash = CrashDialog(person.window, "a report", log_folder=tmp_path, theme=person.window.bridge.theme)
    crash.open()
    person.settle()
    check(crash)
    crash.close()


def test_the_welcome_page_too(qapp: QApplication, hooks: None, qtbot: QtBot, tmp_path: Path) -> None:
    application = Application(qapp, theme="light")
    application.settings = application.settings.opened(tmp_path / "one.annot")
    application.show_welcome()
    qapp.processEvents()
    assert application._welcome is not None
    assert check(application._welcome) >= 4
    application._welcome.close()


def region(person: Person) -> str:
    focus, window = QApplication.focusWidget(), person.window
    if focus is window.view or (focus and window.view.isAncestorOf(focus)):
        return "text"
    for place, called in ((window.library_place, "library"), (window.panel_place, "panel"), (window.top_place, "bar")):
        if focus and place.isAncestorOf(focus):
            return called
    return "?"


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("modifiers", [Qt.KeyboardModifier.NoModifier, SHIFT])
def test_tab_walks_through_everything_and_comes_back(
        person: Person, tab: str, modifiers: Qt.KeyboardModifier) -> None:
    assert person.window.panel is not None
    person.window.panel.show_tab(tab)
    person.window.view.setFocus()
    key = Qt.Key.Key_Tab if modifiers == Qt.KeyboardModifier.NoModifier else Qt.Key.Key_Backtab
    seen: list[QWidget | None] = []
    regions = set()
    for _ in range(250):
        person.key(key, modifiers)
        focus = QApplication.focusWidget()
        seen.append(focus)
        regions.add(region(person))
        if focus is person.window.view and len(regions) > 1:  # at first it walks what is suggested in the text
            break
    assert seen[-1] is person.window.view, f"Tab does not come back: {[name(w) for w in seen[-6:] if w]}"
    assert {"library", "panel", "bar"} <= regions
    missed = [name(w) for w in controls(person.window) if w not in seen and w.focusPolicy() & Qt.FocusPolicy.TabFocus
              and w.focusProxy() is None and not (isinstance(w, QAbstractButton) and w.group() is not None)]
    if modifiers == SHIFT:  # forward, the source line leads straight on to the value
        assert missed == [], "what Tab does not reach"


def test_every_region_is_reached_by_f6_in_both_directions(person: Person) -> None:
    person.window.view.setFocus()
    for modifiers in (Qt.KeyboardModifier.NoModifier, SHIFT):
        walked = []
        for _ in range(3):
            person.key(Qt.Key.Key_F6, modifiers)
            walked.append(region(person))
        assert set(walked) == {"text", "library", "panel"}


def test_the_focused_annotation_is_described_for_a_screen_reader(person: Person) -> None:
    person.window.bridge.focus(person.annotations[0].id)
    highlight = person.window.view.focused_highlight
    assert highlight is not None
    assert highlight.label == "Statistic, The port board, 1 of 2"
