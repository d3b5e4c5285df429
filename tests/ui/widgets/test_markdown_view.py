"""Markdown of people we do not know can do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from pytestqt.qtbot import QtBot

from annotator.ui.theme import load_theme
from annotator.ui.widgets.markdown_view import MarkdownView, clean_html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src='file:///etc/passwd'>",
    "![x](https://tracker.example/pixel.png)",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](data:text/html;base64,AAAA)",
    "[x](file:///etc/passwd)",
    "<p style='background: url(file:///etc/passwd)'>x</p>",
    "<p onclick='x()'>x</p>",
    "<iframe src='https://x'></iframe><form action='https://x'><input></form>",
    "<style>@import 'x'</style>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_survives(text: str) -> None:
    html = clean_html(text).casefold()
    for sign in ("<script", "<img", "javascript:", "data:", "file:", "style", "onclick", "<iframe", "<form", "alert("):
        assert sign not in html


@given(st.text(alphabet="<>/!-[]()`*_#&;:='\" \nabscriptonhrefimgjavascript", max_size=80))
def test_no_text_whatever_becomes_a_script_or_a_picture(text: str) -> None:
    html = clean_html(text).casefold()
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


def test_what_notes_need_is_kept() -> None:
    html = clean_html("# A\n\n**b** *c* [d](https://example.org) [e](words.md)\n\n- f\n\n| g |\n|---|\n| h |\n\n`i`")
    for part in ("<h1>", "<strong>", "<em>", 'href="https://example.org"', 'href="words.md"', "<li>", "<td>", "<code>"):
        assert part in html


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
