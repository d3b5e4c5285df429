"""A day's work around the loop: links, questions on the article, another codebook, search, many at once, undo."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from annotator.ui.panels.codebook_panel import CodebookPanel
from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.driver import CTRL, SHIFT, Person, faithful

Key = Qt.Key


def codebook(person: Person) -> CodebookPanel:
    assert person.window.panel is not None
    panel = person.window.panel.show_tab("codebook")
    assert isinstance(panel, CodebookPanel)
    return panel


def ask_of_articles(person: Person) -> None:
    """The team decides to ask each article its tone."""
    panel = codebook(person)
    panel.open_place(("owner", "@article"))
    person.settle()
    panel.page.add.setFocus()  # type: ignore[union-attr]
    person.type("Tone")
    person.enter()
    panel.open_place(("attribute", "@article", "tone"))
    panel.page.effects.change_type("@article", "tone", "choice")  # type: ignore[union-attr]
    person.settle()
    for value in ("critical", "kind"):
        panel.page.values.add.setFocus()  # type: ignore[union-attr]
        person.type(value)
        person.enter()
    person.window.panel.show_tab("annotation")  # type: ignore[union-attr]
    person.window.view.setFocus()
    person.settle()


def mark(person: Person, words: str, key: str) -> str:
    person.find(words)
    person.type(key)
    person.key(Key.Key_Escape)
    return person.focused.id


def test_a_days_work_round_the_loop_and_all_of_it_back_again(tmp_path: Path, qtbot: QtBot) -> None:
    person = Person(tmp_path / "port.annot", make=True)
    person.add("The harbour fee", HARBOUR, outlet="The Courier", published="2026-03-01")
    person.add("Doubts", TUNNEL, outlet="Northern Post", published="2026-04-02")
    session, bridge = person.window.bridge.session, person.window.bridge
    bridge.show_article(bridge.article_ids()[0])
    person.window.view.setFocus()

    ask_of_articles(person)
    person.type("t")
    person.type("1")
    person.key(Key.Key_Escape)
    assert [dict(v.values) for v in session.catalogue.values(bridge.article)] == [{"tone": "critical"}]

    claim = mark(person, "The harbour fee will rise to $1.3bn over ten years", "1")
    figure = mark(person, "$1.3bn", "3")
    person.type("l")
    person.enter()
    (link,) = session.catalogue.all_links()
    assert (link.type, link.start, link.end) == ("part_of", figure, claim)

    person.key(Key.Key_F, CTRL | SHIFT)
    QGuiApplication.clipboard().setText("tunnel")
    person.key(Key.Key_V, CTRL)
    search = person.window.handlers.searching.panel()
    search.search_now()
    person.wait(lambda: not search._working.isActive())
    person.key(Key.Key_Down)
    person.type("1")
    search.marks.mark_all.click()
    search.marks.strip.accept.click()
    person.settle()
    assert session.catalogue.counts()["annotations"]["claim"] == 4

    person.window.panel.show_tab("annotation")  # type: ignore[union-attr]
    bridge.show_article(bridge.article_ids()[1])
    person.settle()
    person.run("annotate.many")
    form = person.window.panel.annotation.many  # type: ignore[union-attr]
    assert form is not None
    form._remove.click()
    person.settle()
    assert form.proposal.sentence.startswith("Removes 2 annotations")
    person.enter()
    assert person.annotations == []

    first = person.exported(tmp_path / "before.json")
    while session.undo_label():
        bridge.undo()
        person.settle()
    assert session.catalogue.counts()["annotations"] == {"claim": 0, "quote": 0, "statistic": 0}
    assert session.catalogue.counts()["articles"] == 0
    while session.redo_label():
        bridge.redo()
    person.settle()
    faithful(person)
    assert person.exported(tmp_path / "after.json").count(b'"type"') == first.count(b'"type"')
    path = person.path
    person.quit()

    again = Person(path)
    assert again.exported(tmp_path / "again.json") == (tmp_path / "after.json").read_bytes()
    again.quit()
