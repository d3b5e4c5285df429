"""Identifiers: recognised when pasted, opened only by a press, and only on the web."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from annotator.ui.forms.identifier_rows import IdentifierRows


class Browser(QObject):
    """Stands where the desktop's browser stands."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Keep the address."""
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    made = Browser()
    for scheme in ("https", "http", "file"):
        QDesktopServices.setUrlHandler(scheme, made, "open")
    yield made
    for scheme in ("https", "http", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def rows(qtbot: QtBot) -> IdentifierRows:
    made = IdentifierRows()
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_pasted_is_added_under_its_scheme(rows: IdentifierRows, qtbot: QtBot) -> None:
    added: list[tuple[str, str]] = []
    rows.added.connect(lambda scheme, value: added.append((scheme, value)))
    qtbot.keyClicks(rows.line, "https://www.wikidata.org/wiki/Q42")
    qtbot.keyClick(rows.line, Qt.Key.Key_Return)
    assert added == [("wikidata", "Q42")]
    assert rows.line.text() == rows.problem == ""


def test_what_is_none_stays_with_the_reason_until_one_writes_on(rows: IdentifierRows, qtbot: QtBot) -> None:
    qtbot.keyClicks(rows.line, "Anna")
    qtbot.keyClick(rows.line, Qt.Key.Key_Return)
    assert "Q42" in rows.problem and rows.line.text() == "Anna"
    qtbot.keyClicks(rows.line, "!")
    assert rows.problem == ""


def test_nothing_is_opened_before_it_is_pressed(rows: IdentifierRows, browser: Browser, qtbot: QtBot) -> None:
    rows.show_identifiers({"orcid": "0000-0002-1825-0097", "url": "file:///etc/passwd", "viaf": "12"},
                          ["https://example.org/a"])
    assert rows.values()[-1] == ("same_as", "https://example.org/a")
    assert browser.opened == []
    for link in rows.findChildren(QToolButton):
        if link.property("role") == "link":
            link.click()
    assert browser.opened == ["https://orcid.org/0000-0002-1825-0097", "https://example.org/a"]


def test_each_can_be_taken_away(rows: IdentifierRows, qtbot: QtBot) -> None:
    removed: list[tuple[str, str]] = []
    rows.removed.connect(lambda scheme, value: removed.append((scheme, value)))
    rows.show_identifiers({"wikidata": "Q42"}, ["https://example.org/a"])
    for cross in rows.findChildren(QToolButton):
        if cross.property("role") == "close":
            cross.click()
    assert removed == [("wikidata", "Q42"), ("same_as", "https://example.org/a")]
