from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from annotator.actions import annotate, library, links, sources
from annotator.corpus.annotation import Attribution
from annotator.corpus.change import Change, Changed, ChangeSet
from annotator.corpus.ids import new_id
from annotator.corpus.team import Coder
from annotator.session import Session
from annotator.settings import load
from annotator.ui.bridge import Bridge, Said
from annotator.ui.exchange_thread import Saved
from tests.ui.newsroom import Newsroom, newsroom

__all__ = ["newsroom"]

PATIENCE, AUDIT = "Europe’s patience, counted", "What the audit found"


def colleague(room: Newsroom, tmp_path: Path) -> Session:
    """Somebody else at another computer, on the same file."""
    room.session.exchange()
    theirs = Session.open(room.session.path, Coder(new_id(), "Jo"), home=tmp_path / "home of Jo")
    theirs.exchange()
    theirs.catch_up()
    return theirs


def test_an_action_is_told_once_it_is_stored(newsroom: Newsroom) -> None:
    told: list[Changed] = []
    newsroom.bridge.changed.connect(told.append)
    made = newsroom.mark(PATIENCE, "“Are we too tolerant?”")
    assert told[-1].of_kind("annotation") == [made.id]
    assert newsroom.session.catalogue.annotation(made.id) is not None


def test_an_empty_action_is_neither_stored_nor_told(newsroom: Newsroom) -> None:
    told: list[Changed] = []
    newsroom.bridge.changed.connect(told.append)
    assert newsroom.bridge.do(ChangeSet([])) is None
    assert told == []


def test_what_the_disk_refuses_is_a_fault_and_reaches_nobody(newsroom: Newsroom) -> None:
    told: list[Changed] = []
    newsroom.bridge.show_article(newsroom.article(PATIENCE))
    newsroom.bridge.changed.connect(told.append)
    pages = newsroom.session.replica.db.execute("PRAGMA page_count").fetchone()[0]
    newsroom.session.replica.db.execute(f"PRAGMA max_page_count={pages}").fetchall()
    source, change_set = sources.create("Long", note="word " * 20_000)
    assert newsroom.bridge.do(change_set, say="Made") is None
    assert [fault.what for fault in newsroom.faults] == ["The change was not saved"]
    assert (told, newsroom.said) == ([], [])
    assert source.id not in newsroom.session.catalogue.sources()


def test_a_toast_that_tells_of_an_action_offers_to_undo_it(newsroom: Newsroom) -> None:
    newsroom.bridge.do(sources.create("Anna Berg")[1], say="Made")
    assert newsroom.said == [Said("Made", undoable=True)]


def test_focus_goes_to_another_article_when_the_annotation_is_there(newsroom: Newsroom) -> None:
    shown: list[str] = []
    made = newsroom.mark(AUDIT, "savings of 12 percent")
    newsroom.bridge.show_article(newsroom.article(PATIENCE))
    newsroom.bridge.article_shown.connect(shown.append)
    newsroom.bridge.focus(made.id)
    assert shown == [newsroom.article(AUDIT)]
    assert newsroom.bridge.focused_annotation() == newsroom.session.catalogue.annotation(made.id)


def test_focus_on_something_that_is_not_there_changes_nothing(newsroom: Newsroom) -> None:
    newsroom.bridge.show_article(newsroom.article(PATIENCE))
    newsroom.bridge.focus(new_id())
    assert newsroom.bridge.annotation == ""


def test_focus_is_told_only_when_it_moves(newsroom: Newsroom) -> None:
    newsroom.bridge.show_article(newsroom.article(AUDIT))
    made, told = newsroom.mark(AUDIT, "savings"), []
    newsroom.bridge.focused.connect(told.append)
    newsroom.bridge.focus(made.id)
    newsroom.bridge.focus(made.id)
    newsroom.bridge.focus("")
    assert told == [made.id, ""]


def test_an_article_that_is_left_lets_go_of_the_focus_in_it(newsroom: Newsroom) -> None:
    newsroom.bridge.show_article(newsroom.article(AUDIT))
    newsroom.bridge.focus(newsroom.mark(AUDIT, "savings").id)
    told: list[str] = []
    newsroom.bridge.focused.connect(told.append)
    newsroom.bridge.show_article(newsroom.article(PATIENCE))
    assert newsroom.bridge.annotation == ""
    assert told == [""]


def test_an_annotation_that_a_colleague_removes_lets_go_of_the_focus(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.bridge.show_article(newsroom.article(AUDIT))
    made = newsroom.mark(AUDIT, "savings")
    newsroom.bridge.focus(made.id)
    theirs = colleague(newsroom, tmp_path)
    theirs.do(annotate.remove([made]))
    theirs.exchange()
    theirs.close()
    newsroom.session.exchange()
    newsroom.session.catch_up()
    assert newsroom.bridge.annotation == ""
    assert newsroom.bridge.annotations() == []


def test_undo_goes_to_the_article_and_says_what_it_took_back(newsroom: Newsroom) -> None:
    newsroom.mark(AUDIT, "savings", kind="claim")
    newsroom.bridge.show_article(newsroom.article(PATIENCE))
    newsroom.bridge.undo()
    assert newsroom.bridge.article == newsroom.article(AUDIT)
    assert newsroom.bridge.annotations() == []
    assert newsroom.said[-1] == Said("Undone: mark claim")
    newsroom.bridge.redo()
    assert [a.kind for a in newsroom.bridge.annotations()] == ["claim"]
    assert newsroom.bridge.focused_annotation() == newsroom.bridge.annotations()[0]
    assert newsroom.said[-1] == Said("Done again: mark claim")


def test_nothing_to_undo_says_nothing(newsroom: Newsroom) -> None:
    newsroom.bridge.undo()
    newsroom.said.clear()
    newsroom.bridge.undo()
    newsroom.bridge.undo()
    assert newsroom.said == []


def test_an_undo_that_leaves_a_field_alone_names_it(newsroom: Newsroom, tmp_path: Path) -> None:
    made = newsroom.mark(AUDIT, "savings")
    newsroom.bridge.do(annotate.set_note(made, "mine"))
    theirs = colleague(newsroom, tmp_path)
    known = theirs.catalogue.annotation(made.id)
    assert known is not None
    theirs.do(annotate.set_note(known, "theirs"))
    theirs.exchange()
    theirs.close()
    newsroom.session.exchange()
    newsroom.session.catch_up()
    newsroom.bridge.undo()
    assert newsroom.said[-1].text == "Not undone: edit note; Jo has changed the note since"
    assert newsroom.session.catalogue.annotation(made.id).note == "theirs"  # type: ignore[union-attr]


def test_undo_of_the_import_of_the_open_article_closes_it(newsroom: Newsroom) -> None:
    newsroom.bridge.show_article(newsroom.article(AUDIT))
    newsroom.bridge.undo()
    assert newsroom.session.catalogue.article_ids() == []
    assert newsroom.bridge.article == ""
    assert newsroom.bridge.text == ""


def test_the_name_nearest_in_the_text_is_the_likely_source(newsroom: Newsroom) -> None:
    berg = newsroom.source("Anna Berg")
    newsroom.source("Zoe Unnamed")
    newsroom.bridge.show_article(newsroom.article(PATIENCE))
    made = newsroom.mark(PATIENCE, "“Are we too tolerant?”")
    assert newsroom.bridge.likely_source(made) == newsroom.known(berg)


def test_where_nobody_is_named_the_source_used_last_is_the_likely_one(newsroom: Newsroom) -> None:
    newsroom.source("Aaron First")
    last = newsroom.source("Zoe Last")
    newsroom.bridge.show_article(newsroom.article("Undated notes"))
    made = newsroom.mark("Undated notes", "Nobody knows")
    assert newsroom.bridge.likely_source(made) is None
    newsroom.bridge.used(last.id)
    assert newsroom.bridge.likely_source(made) == newsroom.known(last)


def test_a_merged_source_is_shown_as_what_it_was_merged_into(newsroom: Newsroom) -> None:
    berg, minister = newsroom.source("Anna Berg"), newsroom.source("the minister")
    newsroom.bridge.do(sources.merge(minister, berg, {}))
    assert newsroom.bridge.source(minister.id) == newsroom.known(berg)
    assert [m.source.id for m in newsroom.bridge.matches("minister", None)] == [berg.id]
    assert newsroom.bridge.source(None) is None


def test_sources_that_are_in_the_chain_already_can_be_left_out(newsroom: Newsroom) -> None:
    berg, lind = newsroom.source("Anna Berg"), newsroom.source("Bernard Lind")
    assert [m.source.id for m in newsroom.bridge.matches("be", None, without=[berg.id])] == [lind.id]


def test_a_source_of_this_article_comes_before_one_of_another(newsroom: Newsroom) -> None:
    newsroom.source("Ba One")
    here = newsroom.source("Ba Two")
    newsroom.bridge.show_article(newsroom.article("Undated notes"))
    made = newsroom.mark("Undated notes", "Nobody knows", source=here)
    assert [m.source.name for m in newsroom.bridge.matches("ba", made)] == ["Ba Two", "Ba One"]


def test_sources_used_last_are_remembered_once_each_and_twenty_at_most(newsroom: Newsroom) -> None:
    for number in range(30):
        newsroom.bridge.used(str(number % 25))
    assert newsroom.bridge.recent_sources[:2] == ("4", "3")
    assert len(newsroom.bridge.recent_sources) == len(set(newsroom.bridge.recent_sources)) == 20


def test_a_setting_acts_at_once_and_is_kept(newsroom: Newsroom) -> None:
    told: list[object] = []
    newsroom.bridge.settings_changed.connect(told.append)
    newsroom.bridge.choose(size=20)
    assert told == [newsroom.bridge.settings]
    assert load().size == 20


def test_a_setting_that_cannot_be_kept_acts_all_the_same_and_says_so(newsroom: Newsroom, home: Path) -> None:
    (home / "settings.ini.new").mkdir()
    newsroom.bridge.choose(size=20)
    assert newsroom.bridge.settings.size == 20
    assert [fault.what for fault in newsroom.faults] == ["The setting was not kept"]


def test_an_annotation_is_attributed_to_whoever_the_chain_names(newsroom: Newsroom) -> None:
    berg = newsroom.source("Anna Berg")
    made = newsroom.mark(AUDIT, "savings", source=berg)
    assert made.chain == (Attribution(berg.id),)


def test_a_text_that_comes_after_what_is_said_of_it_is_shown_when_it_is_there(newsroom: Newsroom) -> None:
    known, name = "It came later.", new_id()
    newsroom.session.do(ChangeSet([Change("article", name, {"title": "Late"}, name, new=True)]))
    newsroom.bridge.show_article(name)
    assert newsroom.bridge.text == ""
    shown: list[str] = []
    newsroom.bridge.article_shown.connect(shown.append)
    newsroom.session.do(ChangeSet([Change("article", name, {"note": "here"}, name)], {name: known}))
    assert (newsroom.bridge.text, shown) == (known, [name])


def test_an_exchange_by_hand_is_told_and_kept(newsroom: Newsroom) -> None:
    told: list[Saved] = []
    newsroom.bridge.saved.connect(told.append)
    newsroom.mark(AUDIT, "savings")
    newsroom.bridge.exchange_once()
    assert told == [newsroom.bridge.last_saved]
    assert (told[0].waiting, told[0].fault) == (0, None)


def test_others_changes_come_in_by_the_thread(newsroom: Newsroom, tmp_path: Path, qtbot: QtBot) -> None:
    theirs = colleague(newsroom, tmp_path)
    newsroom.bridge.start()
    try:
        qtbot.waitUntil(lambda: bool(newsroom.bridge.last_saved.at))
        theirs.do(library.set_status(newsroom.article(AUDIT), theirs.coder, "done"))
        with qtbot.waitSignal(newsroom.bridge.changed, timeout=10_000) as heard:
            theirs.exchange()
        assert heard.args[0].kinds() == {"review", "coder"}
        assert heard.args[0].from_elsewhere
    finally:
        newsroom.bridge.stop()
        theirs.close()


def test_while_a_bar_is_watched_the_window_lives_between_the_parts_and_hears_of_others_at_the_end(
        newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.ui.bridge._BITE", 2)
    bridge, theirs = newsroom.bridge, colleague(newsroom, tmp_path)
    made = [newsroom.mark(AUDIT, words) for words in ("savings", "audit", "12 percent", "The", "found")]
    bridge.show_article("")
    theirs.do(library.set_status(newsroom.article(AUDIT), theirs.coder, "done"))
    theirs.exchange()
    newsroom.session.exchange()
    seen: list[tuple[str, int]] = []
    told: list[Changed] = []
    bridge.changed.connect(told.append)
    bridge.article_shown.connect(lambda name: seen.append((name, len(bridge.annotations()))))
    with bridge.watched(lambda: seen.append(("", 0))):
        bridge._keep_saved(Saved("12:04"))
        bridge.show_article(newsroom.article(AUDIT))
        assert told == [] and seen.count(("", 0)) >= 3 and seen[-1] == (newsroom.article(AUDIT), len(made))
    assert [changed.from_elsewhere for changed in told] == [True]
    assert bridge.annotations() == newsroom.session.catalogue.annotations(newsroom.article(AUDIT))
    before = len(seen)
    bridge.breathe()
    assert len(seen) == before
    theirs.close()


def test_whoever_watches_is_told_how_far_it_is_and_then_that_it_ends(newsroom: Newsroom) -> None:
    written: list[int] = []
    ended: list[bool] = []
    changes = (sources.create(f"Source {number}")[1] for number in range(40))
    newsroom.bridge.do(changes, progress=written.append, ending=lambda: ended.append(True), chunk=10)
    assert written == [10, 20, 30, 40] and ended and all(ended)


def test_news_that_the_thread_sent_before_the_end_do_no_harm_after_it(newsroom: Newsroom, qtbot: QtBot) -> None:
    thread = Thread(target=newsroom.bridge._exchange.saved.emit, args=(Saved("12:04"),))
    thread.start()
    thread.join()
    newsroom.bridge.stop()
    newsroom.session.close()
    with qtbot.captureExceptions() as exceptions:
        QCoreApplication.processEvents()
    assert exceptions == []


def test_after_a_refused_close_the_exchange_goes_on(newsroom: Newsroom, qtbot: QtBot) -> None:
    bridge = newsroom.bridge
    bridge.start()
    bridge.stop()
    bridge.restart()
    try:
        newsroom.mark(AUDIT, "savings")
        qtbot.waitUntil(lambda: newsroom.session.waiting() == 0, timeout=10_000)
    finally:
        bridge.stop()


@pytest.mark.parametrize("times", [1, 2])
def test_a_bridge_that_was_stopped_can_be_stopped_again(newsroom: Newsroom, times: int) -> None:
    for _ in range(times):
        assert newsroom.bridge.stop().fault is None


def test_two_bridges_on_one_replica_hear_of_each_others_work(newsroom: Newsroom, tmp_path: Path) -> None:
    other = Session.open(newsroom.session.path, newsroom.session.coder, home=tmp_path / "home")
    bridge = Bridge(other, newsroom.bridge.theme, newsroom.bridge.settings)
    bridge.show_article(newsroom.article(AUDIT))
    made = newsroom.mark(AUDIT, "savings")
    other.catch_up()
    assert [a.id for a in bridge.annotations()] == [made.id]
    other.close()


def test_links_are_read_anew_when_an_end_comes_or_goes_and_not_at_every_edit(newsroom: Newsroom) -> None:
    bridge = newsroom.bridge
    far = newsroom.mark(AUDIT, "The audit found savings of 12 percent")
    made = newsroom.mark(PATIENCE, "“Are we too tolerant?”")
    bridge.show_article(newsroom.article(PATIENCE))
    bridge.do(links.link(made, "cites", far)[1])
    before, _ = bridge.ties(), bridge.annotations()
    bridge.do(annotate.set_note(made, "read again"))
    assert bridge.ties() is before
    bridge.do(annotate.remove([far]))
    assert [tie.gone for tie in bridge.ties()[made.id]] == [True]
    bridge.do(links.bring_back(far))
    assert [tie.gone for tie in bridge.ties()[made.id]] == [False]
    bridge.do(annotate.remove([made]))
    assert bridge.ties() == {}
    bridge.do(links.bring_back(made))
    assert [tie.other for tie in bridge.ties()[made.id]] == [far.id]


def test_what_an_annotation_is_linked_with_is_lit_and_nothing_that_is_gone(newsroom: Newsroom) -> None:
    bridge, lit = newsroom.bridge, list[frozenset[str]]()
    far = newsroom.mark(AUDIT, "The audit found savings of 12 percent")
    one, other = (newsroom.mark(PATIENCE, words) for words in ("“Are we too tolerant?”", "$1.3bn"))
    bridge.show_article(newsroom.article(PATIENCE))
    bridge.lit.connect(lit.append)
    for end in (far, other):
        bridge.do(links.link(one, "cites", end)[1])
    bridge.do(annotate.remove([far]))
    for name in (one.id, ""):
        bridge.light_links(name)
    assert lit == [{other.id}, frozenset()]
