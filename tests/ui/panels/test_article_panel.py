"""What is known of the open article is edited beside it, checked, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.actions import library
from annotator.corpus.article import Article
from annotator.corpus.ids import new_id
from annotator.corpus.team import Coder
from annotator.session import Session
from annotator.ui.forms.article_form import address_problem, language_problem
from annotator.ui.panels.article_panel import ArticlePanel
from annotator.ui.theme import load_theme
from annotator.ui.widgets.remark import Remark
from tests.ui.newsroom import Newsroom, newsroom

__all__ = ["newsroom"]

TITLE = "Europe’s patience, counted"


@pytest.fixture
def panel(newsroom: Newsroom, qtbot: QtBot) -> ArticlePanel:
    newsroom.bridge.show_article(newsroom.article(TITLE))
    panel = ArticlePanel(newsroom.bridge)
    qtbot.addWidget(panel)
    panel.resize(360, 700)
    panel.show()
    return panel


def stored(newsroom: Newsroom) -> Article:
    article = newsroom.session.catalogue.article(newsroom.bridge.article)
    assert article is not None
    return article


def write(panel: ArticlePanel, field: str, text: str) -> None:
    panel.form.lines[field].setText(text)
    panel.form.lines[field].editingFinished.emit()


@pytest.mark.parametrize(("field", "typed", "expected"), [
    ("outlet", "Der  Kurier ", "Der Kurier"), ("published", "2025-04", "2025-04"), ("section", "Opinion", "Opinion"),
    ("url", "https://news.example/a?b=1", "https://news.example/a?b=1"), ("language", "pt-BR", "pt-BR"),
    ("byline", "Anna Dahl ;; Bo Ek; ", ("Anna Dahl", "Bo Ek")), ("outlet", "", ""), ("byline", "", ()),
])
def test_each_field_is_stored_when_one_leaves_it_and_undo_takes_it_back(
        panel: ArticlePanel, newsroom: Newsroom, field: str, typed: str, expected: object) -> None:
    before = getattr(stored(newsroom), field)
    write(panel, field, typed)
    assert getattr(stored(newsroom), field) == expected
    newsroom.bridge.undo()
    assert getattr(stored(newsroom), field) == before


@pytest.mark.parametrize(("field", "typed", "why"), [
    ("published", "yesterday", "year-month-day"), ("published", "2025-02-31", "calendar"),
    ("url", "file:///etc/passwd", "https://"), ("url", "news.example", "https://"), ("language", "German!", "code")])
def test_what_cannot_be_right_is_not_stored_and_says_why(
        panel: ArticlePanel, newsroom: Newsroom, field: str, typed: str, why: str) -> None:
    before = stored(newsroom)
    write(panel, field, typed)
    assert stored(newsroom) == before
    assert why in panel.form.field(field).problem
    assert panel.form.lines[field].text() == typed
    write(panel, field, "")
    assert panel.form.field(field).problem == ""


def test_only_web_addresses_are_addresses() -> None:
    for address in ("javascript:alert(1)", "ftp://x.example", "https://", "http:/x", "https:// x.example"):
        assert address_problem(address), address
    assert not address_problem("HTTPS://x.example/ä")
    assert not language_problem("de")


def test_title_and_note_are_stored_by_control_enter(panel: ArticlePanel, newsroom: Newsroom, qtbot: QtBot) -> None:
    for editor in (panel.form.title, panel.form.note):
        editor.setFocus()
        editor.setPlainText("Counted anew")
        qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (stored(newsroom).title, stored(newsroom).note) == ("Counted anew", "Counted anew")


def test_escape_gives_back_what_stood_there(panel: ArticlePanel, newsroom: Newsroom, qtbot: QtBot) -> None:
    panel.form.lines["outlet"].setText("Nonsense")
    qtbot.keyClick(panel.form.lines["outlet"], Qt.Key.Key_Escape)
    assert panel.form.lines["outlet"].text() == "Politico"


def test_a_field_that_is_left_as_it_was_stores_nothing(panel: ArticlePanel, newsroom: Newsroom) -> None:
    before = newsroom.session.undo_label()
    for line in panel.form.lines.values():
        line.editingFinished.emit()
    panel.form.title.commit()
    assert newsroom.session.undo_label() == before


def test_my_status_is_shown_and_set(panel: ArticlePanel, newsroom: Newsroom) -> None:
    panel.status.choose("done")
    assert next(s for s in newsroom.shelves() if s.title == TITLE).mine == "done"
    newsroom.bridge.do(library.set_status(newsroom.bridge.article, newsroom.session.coder, "skipped"))
    assert panel.status.choice == "skipped"
    newsroom.bridge.show_article(newsroom.article("Undated notes"))
    assert panel.status.choice == "todo"


def test_a_greyed_passage_comes_back_by_one_click(panel: ArticlePanel, newsroom: Newsroom, qtbot: QtBot) -> None:
    newsroom.bridge.do(library.mark_passage(newsroom.bridge.article, 0, 22, "boilerplate"))
    button = next(b for b in panel.findChildren(QPushButton) if b.text() == "Bring back")
    assert button.accessibleName() == "Bring back: “Are we too tolerant?”"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert newsroom.session.catalogue.passages(newsroom.bridge.article) == ()
    assert panel._passages.isHidden()
    assert newsroom.said[-1].undoable


def test_it_says_how_long_the_article_is_and_who_else_has_read_it(panel: ArticlePanel, newsroom: Newsroom) -> None:
    newsroom.mark(TITLE, "$1.3bn")
    newsroom.colleague("Ilse", TITLE, "done")
    newsroom.bridge.show_article(newsroom.article(TITLE))
    words = [label.text() for label in panel.findChildren(QLabel)]
    assert "19 words · 100 characters · 1 annotation, 1 without a source" in words
    rows = [row.accessibleName() for row in panel._reviews.findChildren(QWidget) if row.accessibleName()]
    assert rows[0].startswith("Ilse · done · ")


def test_without_an_article_it_says_so(panel: ArticlePanel, newsroom: Newsroom) -> None:
    newsroom.bridge.show_article("")
    assert panel._pages.currentWidget() is panel._empty


def test_a_hidden_panel_catches_up_when_it_is_shown(panel: ArticlePanel, newsroom: Newsroom) -> None:
    panel.hide()
    newsroom.bridge.show_article(newsroom.article("A minister explains"))
    panel.show()
    assert panel.form.title.toPlainText() == "A minister explains"


def test_every_control_has_a_name_and_the_theme_can_change(panel: ArticlePanel, newsroom: Newsroom) -> None:
    controls = [w for w in panel.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    assert [w for w in controls if not w.accessibleName()] == []
    newsroom.bridge.theme_changed.emit(load_theme("dark"))
    assert not panel.grab().isNull()


def begin(panel: ArticlePanel, field: str, text: str, qtbot: QtBot) -> None:
    """Write into a line, and stay there."""
    line = panel.form.lines[field]
    panel.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    line.setText(text)


def test_what_is_being_written_goes_to_its_own_article_when_another_is_shown(
        panel: ArticlePanel, newsroom: Newsroom, qtbot: QtBot) -> None:
    one, two = newsroom.bridge.article, newsroom.article("What the audit found")
    before = newsroom.session.catalogue.article(two)
    begin(panel, "outlet", "Der Kurier", qtbot)
    newsroom.bridge.show_article(two)
    panel.form.lines["outlet"].clearFocus()
    found = newsroom.session.catalogue.article(one)
    assert found is not None and found.outlet == "Der Kurier"
    assert newsroom.session.catalogue.article(two) == before
    assert panel.form.lines["outlet"].text() == "Elsin Courier"


def test_what_a_colleague_sets_while_one_writes_is_found_as_a_conflict(
        panel: ArticlePanel, newsroom: Newsroom, tmp_path: Path, qtbot: QtBot) -> None:
    session = newsroom.session
    session.exchange()
    other = Session.open(session.path, Coder(new_id(), "Ola"), home=tmp_path / "another computer")
    other.exchange()
    begin(panel, "outlet", "Der Kurier", qtbot)
    other.do(library.describe_article(stored(newsroom), {"outlet": "The Courier"}))
    other.exchange()
    other.close()
    session.exchange()
    session.catch_up()
    panel.form.lines["outlet"].clearFocus()
    assert stored(newsroom).outlet == "Der Kurier"
    assert session.catalogue.to_settle() == 1


@pytest.mark.parametrize("field", ["outlet", "note"])
def test_what_the_disk_refuses_is_stored_when_one_tries_again(
        panel: ArticlePanel, newsroom: Newsroom, field: str, qtbot: QtBot) -> None:
    db = newsroom.session.replica.db
    db.execute("PRAGMA query_only=ON")

    def again() -> None:
        if field == "note":
            panel.form.note.setPlainText("Kept")
            panel.form.note.commit()
        else:
            write(panel, field, "Kept")

    again()
    assert len(newsroom.faults) == 1
    db.execute("PRAGMA query_only=OFF")
    again()
    assert getattr(stored(newsroom), field) == "Kept"


def test_writing_twice_in_one_line_is_no_conflict_with_oneself(
        panel: ArticlePanel, newsroom: Newsroom, qtbot: QtBot) -> None:
    for names in ("Anna Dahl ;; Bo Ek;", "Bo Ek"):
        begin(panel, "byline", names, qtbot)
        qtbot.keyClick(panel.form.lines["byline"], Qt.Key.Key_Return)
    assert stored(newsroom).byline == ("Bo Ek",)
    assert newsroom.session.catalogue.to_settle() == 0


# --- somebody else writes here, too ---


def hers(newsroom: Newsroom, folder: Path, **fields: object) -> None:
    """Ola describes the article at her computer, and that arrives."""
    session = newsroom.session
    session.exchange()
    other = Session.open(session.path, Coder(new_id(), "Ola"), home=folder / "another computer")
    other.exchange()
    article = other.catalogue.article(newsroom.bridge.article)
    assert article is not None
    other.do(library.describe_article(article, fields))
    other.exchange()
    other.close()
    session.exchange()
    session.catch_up()


def test_who_deletes_what_they_typed_leaves_the_value_that_a_colleague_has_given_meanwhile(
        panel: ArticlePanel, newsroom: Newsroom, tmp_path: Path, qtbot: QtBot) -> None:
    outlet = panel.form.lines["outlet"]
    begin(panel, "outlet", "Politico", qtbot)
    qtbot.keyClicks(outlet, " of")
    hers(newsroom, tmp_path, outlet="Elsin Courier")
    for _ in " of":
        qtbot.keyClick(outlet, Qt.Key.Key_Backspace)
    panel.form.title.setFocus()
    assert (stored(newsroom).outlet, outlet.text()) == ("Elsin Courier", "Elsin Courier")
    assert newsroom.session.catalogue.to_settle() == 0


def test_a_line_says_who_has_changed_it_and_show_takes_theirs_as_seen(
        panel: ArticlePanel, newsroom: Newsroom, tmp_path: Path, qtbot: QtBot) -> None:
    address, field = panel.form.lines["url"], panel.form.field("url")
    begin(panel, "url", "https://mine.example", qtbot)
    hers(newsroom, tmp_path, url="https://hers.example", outlet="Elsin Courier")
    assert (address.text(), field.remark) == ("https://mine.example", "Ola changed this just now")
    assert (panel.form.lines["outlet"].text(), panel.form.field("outlet").remark) == ("Elsin Courier", "")
    field.findChild(Remark).asked.emit()  # type: ignore[union-attr]
    assert (address.text(), field.remark) == ("https://hers.example", "")
    address.setText("https://both.example")
    address.clearFocus()
    assert stored(newsroom).url == "https://both.example"
    assert newsroom.session.catalogue.to_settle() == 0


def test_a_date_that_was_not_taken_stays_with_its_reason_when_another_field_is_stored(
        panel: ArticlePanel, newsroom: Newsroom) -> None:
    write(panel, "published", "yesterday")
    write(panel, "outlet", "Der Kurier")
    assert panel.form.lines["published"].text() == "yesterday" and panel.form.field("published").problem
    newsroom.bridge.show_article(newsroom.article("A minister explains"))
    assert panel.form.lines["published"].text() == "2024" and not panel.form.field("published").problem
