"""Markdown of people we do not know can do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from pytestqt.qtbot import QtBot

from annotator.ui.theme import load_theme
from annotator.ui.widgets.markdown_view import MarkdownView


def test_a_picture_named_in_a_note_is_one_pixel_and_never_a_file(qtbot: QtBot, tmp_path: Path) -> None:
    view = MarkdownView(load_theme("light"))
    qtbot.addWidget(view)
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for kind in QTextDocument.ResourceType:
        found = view.loadResource(kind.value, QUrl.fromLocalFile(str(secret)))
        assert (found.width(), found.height()) == (1, 1)


def test_only_http_and_https_are_opened_and_pages_are_asked_for(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    view = MarkdownView(load_theme("dark"))
    qtbot.addWidget(view)
    asked: list[str] = []
    view.page_asked.connect(asked.append)
    for link in ("https://example.org/a", "http://example.org", "file:///etc/passwd", "javascript:x", "words.md#kind"):
        view.anchorClicked.emit(QUrl(link))
    assert opened == ["https://example.org/a", "http://example.org"]
    assert asked == ["words.md#kind"]


def test_another_theme_keeps_text_and_place(qtbot: QtBot) -> None:
    view = MarkdownView(load_theme("light"))
    qtbot.addWidget(view)
    view.resize(200, 100)
    view.show()
    view.set_markdown("\n\n".join(f"Paragraph {number} of some words" for number in range(60)))
    view.verticalScrollBar().setValue(300)
    text = view.toPlainText()
    view.set_theme(load_theme("dark"))
    assert view.toPlainText() == text
    assert view.verticalScrollBar().value() == 300
    view.set_markdown(" ")
    assert view.toPlainText() == ""
