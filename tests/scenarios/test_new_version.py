"""A corrected article comes in while the first version is half annotated: one story, through the real window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.import_review import ImportReview, import_paths
from annotator.ui.models.shelves import SHELF
from tests.scenarios.driver import SHIFT, Person, faithful

URL = "https://paper.example/harbour"
BEFORE = ("The council voted on Tuesday, and nobody spoke against it.\n"
          "“We had no choice,” Anna Berg said to the members of the council.\n"
          "The plan costs $1.3 billion over five years, according to her office.\n"
          "Nobody at the table asked who would pay for it in the end.\n"
          "The ships that call there are counted by the office of the harbour.\n"
          "Most of it will be paid by the ships that call at the harbour every year.\n"
          "The harbour will be dug deeper before the year is over.\n")
AFTER = ("Correction: an earlier version had the wrong cost.\n"
         + BEFORE.replace("$1.3 billion", "$1.4 billion").replace("The harbour will be dug deeper", "It will be dug"))


def page(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.md"
    path.write_text(f"---\ntitle: The vote on the harbour\noutlet: Courier\nurl: {URL}\n---\n{text}", encoding="utf-8")
    return path


def reviewed(person: Person, path: Path) -> ImportReview:
    import_paths(person.window.bridge, [path], person.window)
    person.wait(lambda: person.dialogs())
    (dialog,) = person.dialogs()
    assert isinstance(dialog, ImportReview)
    person.wait(lambda: not dialog.offer.busy)
    return dialog


def test_a_correction_takes_the_work_over_and_what_is_not_there_is_placed_by_a_key(
        qtbot: QtBot, tmp_path: Path) -> None:
    person = Person(tmp_path / "news.annot", make=True)
    person.bring_in(page(tmp_path, "first", BEFORE))
    old = person.window.bridge.article
    for words, key in (("“We had no choice,”", "2"), ("$1.3 billion", "3"), ("The harbour will be dug deeper", "1")):
        person.select(words)
        person.type(key)
        person.key(Qt.Key.Key_Escape)

    dialog = reviewed(person, page(tmp_path, "second", AFTER))
    assert dialog._chosen.heading() == "1 new version"
    assert dialog.offer.outcome == (
        "1 annotation is carried over. 2 need placing: their words are not in the new version.")
    dialog.reject()
    assert person.window.bridge.session.catalogue.newer() == {}

    dialog = reviewed(person, page(tmp_path, "second", AFTER))
    dialog.accept_button.click()
    person.wait(lambda: person.window.bridge.session.catalogue.newer())
    new = person.window.bridge.article
    assert new == person.window.bridge.session.catalogue.newer()[old]
    assert [person.words(each) for each in person.annotations] == ["“We had no choice,”"]
    panel = person.window.panel
    assert panel is not None and panel.annotation.placing.isVisible()
    strip = panel.annotation.placing
    assert strip.title.text() == "Needs placing (2)"
    person.wait(lambda: not strip.looking)

    person.window.activateWindow()
    strip.list.setFocus()
    person.wait(strip.list.hasFocus)
    person.enter()  # the words in the place of the chosen one's are selected, and the text has the keyboard
    assert person.window.bridge.text[slice(*person.window.view.selection() or (0, 0))] == "$1.4 billion"
    person.type("P")
    assert [person.words(each) for each in person.annotations] == ["“We had no choice,”", "$1.4 billion"]
    assert strip.title.text() == "Needs placing (1)"
    person.wait(lambda: not strip.looking)
    assert person.window.bridge.text[slice(*person.window.view.selection() or (0, 0))] == "It will be dug"
    person.key(Qt.Key.Key_P, SHIFT)
    assert strip.isHidden()
    assert [each.words(BEFORE) for each in person.window.bridge.session.catalogue.annotations(old)] == [
        "The harbour will be dug deeper"]
    faithful(person)

    library = person.window.library
    assert library is not None
    shelves = [library.model.data(library.model.index(row), SHELF) for row in range(library.model.rowCount())]
    assert {shelf.id: shelf.replaced for shelf in shelves} == {old: True, new: False}
    person.run("article.other_version")
    assert person.window.bridge.article == old
    assert strip.title.text() == "There is a newer version of this article"
    strip.other_button.click()
    assert person.window.bridge.article == new

    for left in ("Needs placing (1)", "Needs placing (2)"):
        person.run("edit.undo")
        assert strip.title.text() == left
    person.quit()

    person = Person(tmp_path / "news.annot")
    person.window.bridge.show_article(new)
    assert person.window.panel is not None
    assert person.window.panel.annotation.placing.title.text() == "Needs placing (2)"
    person.quit()
