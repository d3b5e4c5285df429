"""Articles come in: the plain ones at once, the others after a look; what is refused says why."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.actions import sources
from annotator.corpus.change import ChangeSet
from annotator.corpus.ids import new_id
from annotator.corpus.team import Coder
from annotator.formats.doors import FILES, Incoming, ReadOptions
from annotator.session import Session
from annotator.settings import resource
from annotator.ui.dialogs import import_review
from annotator.ui.dialogs.import_review import Import, ImportReview, import_paths, import_text
from annotator.ui.dialogs.storing import Cancelled
from tests.shared import ROOT
from tests.ui.newsroom import Newsroom, empty_newsroom

__all__ = ["empty_newsroom"]


@pytest.fixture
def newsroom(empty_newsroom: Newsroom) -> Newsroom:
    return empty_newsroom


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    return window


def files(folder: Path, **texts: str | bytes) -> list[Path]:
    found = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        found.append(path)
    return found


def titles(newsroom: Newsroom) -> list[str]:
    return [shelf.title for shelf in newsroom.shelves()]


def review(newsroom: Newsroom, window: QWidget, paths: list[Path], qtbot: QtBot) -> ImportReview:
    import_paths(newsroom.bridge, paths, window)
    qtbot.waitUntil(lambda: window.findChild(ImportReview) is not None)
    found = window.findChild(ImportReview)
    assert isinstance(found, ImportReview)
    return found


def rows(dialog: ImportReview) -> list[tuple[str, str]]:
    entries = (dialog.model.entry(row) for row in range(dialog.model.rowCount()))
    return [(entry.state, entry.title) for entry in entries]


def test_a_few_plain_articles_come_in_at_once_with_undo(
        newsroom: Newsroom, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    import_paths(newsroom.bridge, files(tmp_path, a="First\n\nWords", b="Second\n\nMore"), window)
    qtbot.waitUntil(lambda: bool(newsroom.said))
    assert titles(newsroom) == ["First", "Second"]
    assert (newsroom.said[0].text, newsroom.said[0].undoable) == ("2 articles added", True)
    assert newsroom.bridge.article == newsroom.article("First")
    newsroom.bridge.undo()
    assert titles(newsroom) == []


def test_a_pasted_text_becomes_an_article_under_its_headline(
        newsroom: Newsroom, window: QWidget, qtbot: QtBot) -> None:
    import_text(newsroom.bridge, "A headline\r\n\r\n“It is late,” she said.", window)
    qtbot.waitUntil(lambda: bool(newsroom.said))
    assert titles(newsroom) == ["A headline"]
    assert newsroom.bridge.text == "A headline\n\n“It is late,” she said."


def test_what_is_there_already_is_said_and_shown_and_not_added_again(
        newsroom: Newsroom, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    paths = files(tmp_path, a="First\n\nWords")
    for number in (1, 2):
        import_paths(newsroom.bridge, paths, window)
        qtbot.waitUntil(lambda number=number: len(newsroom.said) == number)
        newsroom.bridge.show_article("") if number == 1 else None
    assert newsroom.said[1].text == "“First” is in the project already"
    assert titles(newsroom) == ["First"]
    assert newsroom.bridge.article == newsroom.article("First")


def test_one_file_that_cannot_be_read_is_a_fault_with_its_reason(
        newsroom: Newsroom, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    import_paths(newsroom.bridge, files(tmp_path, bad=b"\x89PNG\r\n"), window)
    qtbot.waitUntil(lambda: bool(newsroom.faults))
    assert "picture" in newsroom.faults[0].why


def test_the_review_shows_what_is_refused_first_and_the_rest_comes_in_without_it(
        newsroom: Newsroom, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    paths = files(tmp_path, a="First\n\nWords", b="Second\n\nMore", bad=b"\x89PNG\r\n", empty="  \n")
    dialog = review(newsroom, window, paths, qtbot)
    assert rows(dialog) == [("refused", "bad.txt"), ("refused", "empty.txt"), ("new", "First"), ("new", "Second")]
    assert dialog.model.counts() == {"all": 4, "refused": 2, "new": 2}
    assert titles(newsroom) == []
    assert dialog.accept_button.text() == "Import without the 2 refused"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert titles(newsroom) == ["First", "Second"]
    assert newsroom.said[-1].undoable


def test_the_review_does_not_hold_the_window_and_cancel_stores_nothing(
        newsroom: Newsroom, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = review(newsroom, window, files(tmp_path, a="First\n\nWords", bad=b"\x89PNG\r\n"), qtbot)
    assert not dialog.isModal()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert titles(newsroom) == []


def test_when_everything_is_refused_there_is_nothing_to_import(
        newsroom: Newsroom, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = review(newsroom, window, files(tmp_path, bad=b"\x89PNG\r\n", empty=" "), qtbot)
    assert not dialog.accept_button.isVisible()
    assert dialog._chosen.heading() == "Nothing can be imported"


def test_a_guessed_encoding_is_shown_before_it_comes_in(
        newsroom: Newsroom, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    old = "Été\n\nLe café où l’été “finit” à Québec".encode("cp1252")
    dialog = review(newsroom, window, files(tmp_path, old=old), qtbot)
    assert rows(dialog) == [("warning", "old.txt"), ("new", "Été")]
    dialog.choice.choose("warning")
    assert rows(dialog) == [("warning", "old.txt")]


def test_a_dataset_is_looked_at_first_and_comes_in_as_one_action(
        newsroom: Newsroom, window: QWidget, qtbot: QtBot) -> None:
    dialog = review(newsroom, window, [resource("sample", "corpus.json")], qtbot)
    assert dialog._chosen.heading() == "7 new articles"
    assert dialog._summary().startswith("7 articles, ")
    dialog._import()
    assert newsroom.session.catalogue.counts()["articles"] == 7
    assert sum(newsroom.session.catalogue.counts()["annotations"].values()) == 173
    newsroom.bridge.undo()
    assert newsroom.session.catalogue.counts()["articles"] == 0


def test_reading_that_is_cancelled_stores_nothing(
        newsroom: Newsroom, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    running = import_paths(newsroom.bridge, files(tmp_path, a="First\n\nWords"), window)
    thread = running._reading._work._thread
    running.cancel()
    thread.join()
    qtbot.wait(20)
    assert (titles(newsroom), newsroom.said, window.findChild(ImportReview)) == ([], [], None)


def test_reading_says_how_far_it_is_and_ends_when_nobody_waits_any_more(
        newsroom: Newsroom, window: QWidget, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(import_review, "SLOW_MS", 10)
    steps: list[int] = []

    def read(options: ReadOptions) -> Incoming:
        for number, _ in options.each(range(100_000), FILES):
            steps.append(number)
            time.sleep(0.01)
        return Incoming()

    running = Import(newsroom.bridge, read, window)
    qtbot.waitUntil(lambda: running._waiting is not None and running._went[1] > 0)
    assert running._waiting is not None
    busy = running._waiting._busy
    busy.show_after(3_000)
    assert re.fullmatch(r"Reading \d+ of 100,000 files", busy.sentence), busy.sentence
    thread = running._reading._work._thread
    cancel = busy.findChild(QPushButton)
    assert cancel is not None
    cancel.click()
    thread.join(timeout=5)
    assert not thread.is_alive() and len(steps) < 100_000 and titles(newsroom) == []


def test_every_control_of_the_review_has_a_name(
        newsroom: Newsroom, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = review(newsroom, window, files(tmp_path, a="First\n\nWords", bad=b"\x89PNG\r\n"), qtbot)
    controls = [w for w in dialog.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    assert controls
    assert [w for w in controls if not w.accessibleName()] == []
    assert not dialog.grab().isNull()


def test_what_comes_while_an_import_is_stored_is_told_when_the_import_is_taken_back(
        newsroom: Newsroom, tmp_path: Path) -> None:
    session, heard = newsroom.session, list[set[str]]()
    other = Session.open(session.path, Coder(new_id(), "Ola"), home=tmp_path / "another computer")
    other.exchange()
    session.listen(lambda changed: heard.append(set(changed.entities)))

    def arrive(name: str) -> str:
        source, made = sources.create(name)
        other.do(made)
        other.exchange()
        session.exchange()
        return source.id

    def change(number: int) -> ChangeSet:
        return sources.create(f"Source {number}")[1]

    def cancel(_: int) -> None:
        session.catch_up()  # as the window does when an exchange ends
        raise Cancelled

    before = arrive("Before")
    with pytest.raises(Cancelled):
        newsroom.bridge.do((change(number) for number in range(50)), progress=cancel)
    assert [before in entities for entities in heard] == [True]
    after = arrive("After")
    session.catch_up()
    assert [after in entities for entities in heard] == [False, True]
    assert {source.name for source in session.catalogue.sources().values()} == {"Before", "After"}
    other.close()


GOLDEN = ROOT / "tests" / "golden" / "in"


def test_a_page_is_shown_with_what_was_left_out_and_takes_it_back(
        newsroom: Newsroom, window: QWidget, qtbot: QtBot) -> None:
    dialog = review(newsroom, window, [GOLDEN / "page.html"], qtbot)
    shown = dialog.preview.toPlainText()
    assert "Left out: By Anna Berg and Bernard Lind  Put back" in shown and "The council voted on Tuesday" in shown
    assert dialog.put_back.isVisible()
    dialog.put_back.click()
    assert "Left out" not in dialog.preview.toPlainText() and not dialog.put_back.isVisible()
    dialog.accept_button.click()
    (name,) = newsroom.session.catalogue.article_ids()
    text = newsroom.session.catalogue.text(name)
    assert text.startswith("By Anna Berg and Bernard Lind\n\nThe council voted")
    assert text.endswith("\n\n© 2026 The Evening Paper. All rights reserved.")


def test_one_block_is_put_back_and_left_out_again(newsroom: Newsroom, window: QWidget, qtbot: QtBot) -> None:
    dialog = review(newsroom, window, [GOLDEN / "page.html"], qtbot)
    (arrival,) = dialog._incoming.arrivals
    dialog.preview.anchorClicked.emit(QUrl("block:0"))
    (back,) = dialog._incoming.arrivals
    assert back.text == f"By Anna Berg and Bernard Lind\n\n{arrival.text}"
    assert [words for _, words in back.left_out] == [words for _, words in arrival.left_out[1:]]
    assert all(place <= len(back.text) for place, _ in back.left_out) and dialog.put_back.isVisible()
    dialog.preview.anchorClicked.emit(QUrl("block:0"))
    assert dialog._incoming.arrivals == [arrival]


def test_an_article_that_looks_like_a_new_version_may_be_one_of_its_own(
        newsroom: Newsroom, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    sentences = [f"The council of the {word} town voted on the plan." for word in ("first", "next", "last", "other")]
    for number, more in enumerate(("", "\nAnd then it was over.\n")):
        head = "---\ntitle: Vote\nurl: https://x.example/v\n---\n"
        (tmp_path / f"{number}.md").write_text(head + " ".join(sentences) + more)
    import_paths(newsroom.bridge, [tmp_path / "0.md"], window)
    qtbot.waitUntil(lambda: bool(newsroom.said))
    dialog = review(newsroom, window, [tmp_path / "1.md"], qtbot)
    assert (dialog._chosen.heading(), rows(dialog)) == ("1 new version", [("version", "Vote")])
    dialog.offer.choice.choose("own")
    assert (dialog._chosen.heading(), dialog.offer.outcome) == (
        "1 new article", "Both stay as they are, each with its own annotations.")
    dialog.accept_button.click()
    assert titles(newsroom) == ["Vote", "Vote"] and newsroom.session.catalogue.newer() == {}


def choose(dialog: ImportReview, name: str, value: str, qtbot: QtBot) -> None:
    box = dialog.choices.boxes[name]
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: dialog._reading is None)


def test_another_encoding_is_seen_at_once(
        newsroom: Newsroom, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    path = files(tmp_path, old="Caf\xe9 and na\xefve\n\nThe fa\xe7ade of Z\xfcrich.".encode("cp1252"))
    dialog = review(newsroom, window, path, qtbot)
    assert "Zürich" in dialog.preview.toPlainText()
    choose(dialog, "Encoding", "mac-roman", qtbot)
    assert "Z¸rich" in dialog.preview.toPlainText()
    choose(dialog, "Encoding", "utf-8", qtbot)
    assert rows(dialog)[0][0] == "refused" and not dialog.accept_button.isVisible()
    choose(dialog, "Encoding", "", qtbot)
    dialog.accept_button.click()
    assert titles(newsroom) == ["Café and naïve"]


def test_what_a_column_holds_is_shown_with_an_example_and_can_be_changed(
        newsroom: Newsroom, window: QWidget, qtbot: QtBot) -> None:
    dialog = review(newsroom, window, [GOLDEN / "articles.csv"], qtbot)
    box = dialog.choices.boxes["Column “Headline”"]
    assert (box.currentText(), box.accessibleDescription()) == ("Title", "Council approves the plan")
    choose(dialog, "Column “Headline”", "", qtbot)
    choose(dialog, "Column “Mood”", "title", qtbot)
    assert [title for state, title in rows(dialog) if state == "new"] == ["calm", "angry"]


def test_a_label_of_another_tool_becomes_the_kind_that_is_chosen(
        newsroom: Newsroom, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a.txt").write_text("Nobody asked.")
    (tmp_path / "a.ann").write_text("T1\tPERSON 0 6\tNobody\n")
    dialog = review(newsroom, window, [tmp_path / "a.ann"], qtbot)
    box = dialog.choices.boxes["Label “PERSON”"]
    assert box.currentText() == "A new kind, “PERSON”"
    kind = newsroom.session.catalogue.codebook().kinds[0].id
    choose(dialog, "Label “PERSON”", kind, qtbot)
    dialog.accept_button.click()
    assert newsroom.session.catalogue.counts()["annotations"][kind] == 1


def test_what_a_label_was_the_last_time_is_proposed_and_can_be_unsaid(
        newsroom: Newsroom, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    kind, name = newsroom.session.catalogue.codebook().kinds[0].id, "Label “PERSON”"

    def look(words: str) -> ImportReview:
        (tmp_path / f"{words}.txt").write_text(f"{words} asked.")
        (tmp_path / f"{words}.ann").write_text(f"T1\tPERSON 0 {len(words)}\t{words}\n")
        for done in window.findChildren(ImportReview):
            done.setParent(None)
        return review(newsroom, window, [tmp_path / f"{words}.ann"], qtbot)

    first = look("Nobody")
    choose(first, name, kind, qtbot)
    first.accept_button.click()
    box = look("Somebody").choices.boxes[name]
    assert (box.currentData(), box.accessibleDescription()) == (kind, "1 annotation · as the last time")
    dialog = look("Everybody")
    choose(dialog, name, "PERSON", qtbot)
    dialog.accept_button.click()
    assert newsroom.session.catalogue.counts()["annotations"]["person"] == 1
    assert look("Anybody").choices.boxes[name].accessibleDescription() == "1 annotation", "nothing else is proposed"
