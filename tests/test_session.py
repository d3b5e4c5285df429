"""The open project: disk first, one file one project, and nothing lost between runs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from annotator import settings
from annotator.actions import annotate, library, sources
from annotator.corpus.change import Changed, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.team import Coder
from annotator.project.merges import brought
from annotator.session import Session
from tests import builders
from tests.builders import MARA, MARIA
from tests.somebody import somebody

__all__ = ["somebody"]


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return builders.project(tmp_path)


def opened(session: Session, coder: Coder = MARA, *, home: Path | None = None, path: Path | None = None) -> Session:
    return Session.open(path or session.path, coder, home=home or settings.home())


def again(session: Session) -> Session:
    session.close()
    return opened(session)


def test_a_new_project_has_a_name_a_codebook_and_nothing_to_undo(session: Session) -> None:
    assert session.catalogue.project().name == "corpus"
    assert [kind.id for kind in session.catalogue.codebook().kinds] == ["claim", "quote", "statistic"]
    assert (session.undo_label(), session.redo_label(), session.undo(), session.redo()) == ("", "", None, None)
    assert session.waiting() == 0


def test_a_project_is_not_made_over_a_file(session: Session) -> None:
    with pytest.raises(Fault, match="there already"):
        builders.project(session.path.parent)


def test_a_project_that_cannot_be_opened_here_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "no folder").write_text("")
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "no folder"))
    with pytest.raises(Fault, match="takes no files"):
        builders.project(tmp_path)
    assert not (tmp_path / "corpus.annot").exists()


def test_the_work_is_there_at_the_next_start_also_when_the_file_was_out_of_reach(session: Session) -> None:
    article = builders.article(session)
    hidden = session.path.with_suffix(".away")
    session.path.rename(hidden)
    made = builders.annotation(session, article, "Are we too tolerant?")
    with pytest.raises(Fault, match="missing"):
        session.exchange()
    assert session.waiting() == 2
    session.close()
    hidden.rename(session.path)
    later = opened(session)
    found = later.catalogue.annotation(made.id)
    assert found
    assert (found.segments, found.creator) == (made.segments, MARA.id)
    assert later.exchange().handed == 2
    assert later.waiting() == 0


def test_undo_goes_back_over_restarts_and_articles_and_says_what_it_does(session: Session) -> None:
    one, other = builders.article(session), builders.article(session)
    first = builders.annotation(session, one, "Are we too tolerant?")
    session.do(annotate.set_note(first, "hm"))
    builders.annotation(session, other, "said", kind="claim")
    labels = []
    for _ in range(5):
        session = again(session)
        labels.append(session.undo_label())
        undone = session.undo()
        assert undone
        assert undone.label == labels[-1]
    assert labels == ["Mark claim", "Edit note", "Mark quote", "Import 1 article", "Import 1 article"]
    assert session.undo_label() == ""
    assert session.catalogue.counts()["articles"] == 0
    for label in reversed(labels):
        session = again(session)
        assert session.redo_label() == label
        assert session.redo()
    assert session.redo_label() == ""
    assert session.catalogue.text(one) == builders.TEXT
    found = session.catalogue.annotation(first.id)
    assert found
    assert found.note == "hm"


def test_a_long_undo_says_how_far_it_is_and_can_be_cancelled(session: Session) -> None:
    article = builders.article(session)
    session.do(sources.create(f"Source {number}")[1] for number in range(3_000))
    told: list[int] = []

    def cancel(done: int) -> None:
        told.append(done)
        raise KeyboardInterrupt

    assert session.history.size(session.history.next_undo()) == 3_000
    with pytest.raises(KeyboardInterrupt):
        session.undo(cancel)
    assert (told, len(session.catalogue.sources()), session.undo_label()) == ([100], 3_000, "Add source")
    assert session.undo(told.append)
    assert list(dict.fromkeys(told[1:])) == [*range(100, 3_001, 100), 3_001]  # the last one until it is on the disk
    assert len(session.catalogue.sources()) == 0
    assert session.history.size(session.history.next_redo()) == 3_001
    assert session.catalogue.article(article)


def test_what_others_have_set_since_is_left_alone_and_named(session: Session, tmp_path: Path) -> None:
    article = builders.article(session)
    made = builders.annotation(session, article, "Are we too tolerant?")
    session.do(annotate.set_note(made, "Mara's"))
    session.exchange()
    maria = opened(session, MARIA, home=tmp_path / "maria")
    maria.exchange()
    theirs = maria.catalogue.annotation(made.id)
    assert theirs
    maria.do(annotate.set_note(theirs, "Maria's"))
    maria.exchange()
    session.exchange()
    undone = session.undo()
    assert undone
    assert [dict(each.fields) for each in undone.left] == [{"note": (MARIA.id,)}]
    assert (undone.done, undone.total) == (0, 1)
    found = session.catalogue.annotation(made.id)
    assert found
    assert (found.note, found.modified_by) == ("Maria's", MARIA.id)


def test_the_coders_name_goes_in_with_the_first_work_and_again_when_it_changes(session: Session) -> None:
    builders.article(session)
    operations = session.catalogue.counts()["operations"]
    builders.article(session)
    assert session.catalogue.counts()["operations"] == operations + 1
    session.rename_coder(Coder(MARA.id, "Mara Lind"))
    builders.article(session)
    assert session.catalogue.counts()["operations"] == operations + 3
    assert session.catalogue.coders()[MARA.id].name == "Mara Lind"


def test_an_action_of_nothing_is_nothing(session: Session, tmp_path: Path) -> None:
    session.exchange()
    maria = opened(session, MARIA, home=tmp_path / "maria")
    maria.exchange()
    before = maria.replica.last("op")
    heard: list[Changed] = []
    maria.listen(heard.append)
    assert maria.do(ChangeSet([])).entities == {}
    assert maria.replica.last("op") == before
    assert heard == []


def test_looking_writes_nothing(session: Session, tmp_path: Path) -> None:
    builders.article(session)
    session.exchange()
    session.close()
    before, folder = session.path.read_bytes(), sorted(session.path.parent.iterdir())
    for home in (settings.home(), tmp_path / "elsewhere"):
        for _ in range(2):
            looked = opened(session, MARIA, home=home)
            looked.exchange()
            assert looked.check() == []
            assert looked.catalogue.counts()["articles"] == 1
            assert len(list(looked.catalogue.contents())) == 1
            looked.close()
    assert session.path.read_bytes() == before
    assert [p for p in session.path.parent.iterdir() if p.name.startswith("corpus")] == [
        p for p in folder if p.name.startswith("corpus")]


def test_listeners_hear_of_each_change_once_and_of_others_as_such(session: Session, tmp_path: Path) -> None:
    session.exchange()
    maria = opened(session, MARIA, home=tmp_path / "maria")
    heard: list[tuple[list[str], bool]] = []
    session.listen(lambda changed: heard.append((sorted(changed.kinds()), changed.from_elsewhere)))
    builders.article(session)
    assert heard == [(["article"], False)]
    builders.article(maria)
    maria.exchange()
    session.exchange()
    assert len(heard) == 1
    builders.source(session, "Anna")
    assert heard[1:] == [(["article", "coder"], True), (["source"], False)]
    assert not session.catch_up().entities
    assert len(heard) == 3


def test_what_comes_while_we_speak_is_not_missed(session: Session, tmp_path: Path) -> None:
    """An exchange on another thread ends just while the window tells its panels of its own change."""
    maria = opened(session, MARIA, home=tmp_path / "maria")
    maria.exchange()
    heard: list[str] = []

    def hear(changed: Changed) -> None:
        heard.extend(changed.of_kind("source"))
        if not changed.from_elsewhere:
            thread = threading.Thread(target=session.exchange)
            thread.start()
            thread.join()

    session.listen(hear)
    theirs = builders.source(maria, "Theirs")
    maria.exchange()
    ours = builders.source(session, "Ours")
    session.catch_up()
    assert heard == [ours.id, theirs.id]
    assert set(session.catalogue.sources()) == {ours.id, theirs.id}


def test_a_change_the_disk_refuses_never_reaches_the_screen(session: Session) -> None:
    builders.article(session)
    heard: list[Changed] = []
    session.listen(heard.append)
    pages = session.replica.rows("PRAGMA page_count")[0][0]
    session.replica.db.execute(f"PRAGMA max_page_count={pages}").fetchall()
    with pytest.raises(Fault, match="not saved"):
        builders.article(session, text="x " * 100_000)
    assert heard == []
    session.replica.db.execute("PRAGMA max_page_count=1000000").fetchall()
    builders.article(session)
    assert len(heard) == 1


@pytest.mark.parametrize("way", ["../{0}/corpus.annot", "./corpus.annot", "link.annot", "hard.annot"])
def test_one_file_under_two_names_is_one_project(session: Session, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    folder = session.path.parent
    monkeypatch.chdir(folder)
    (folder / "link.annot").symlink_to(session.path)
    os.link(session.path, folder / "hard.annot")
    session.close()
    same = opened(session, path=Path(way.format(folder.name)))
    assert same.original is None
    assert same.path == session.path
    builders.article(same)


def test_a_copy_beside_the_original_is_only_read(session: Session) -> None:
    article = builders.article(session)
    session.exchange()
    copy = session.path.with_name("copy.annot")
    shutil.copy(session.path, copy)
    session.close()
    before = copy.read_bytes()
    reader = opened(session, path=copy)
    assert reader.original == session.path
    reader.exchange()
    assert reader.catalogue.article_ids() == [article]
    for act in (lambda: builders.source(reader, "Anna"), reader.undo):
        with pytest.raises(Fault, match="only read"):
            act()
            raise Fault("only read", "there was nothing to undo here")
    folder = reader.folder
    reader.close()
    assert not folder.exists()
    assert copy.read_bytes() == before


def test_a_file_that_was_moved_goes_on(session: Session) -> None:
    builders.article(session)
    session.exchange()
    session.close()
    moved = session.path.with_name("moved.annot")
    session.path.rename(moved)
    later = opened(session, path=moved)
    assert later.original is None
    done = later.exchange()
    assert (done.taken, done.handed) == (0, 0)
    assert later.undo_label() == "Import 1 article"


def test_a_damaged_replica_is_made_anew_and_the_session_says_so(session: Session) -> None:
    builders.article(session)
    session.exchange()
    session.close()
    session.replica.path.write_bytes(b"nonsense " * 1000)
    later = opened(session)
    assert "damaged" in later.note
    later.exchange()
    assert later.catalogue.counts()["articles"] == 1
    assert opened(session).note == ""


@pytest.mark.parametrize(("spoil", "why"), [
    (lambda path: path.write_bytes(b""), "not an Annotator project"),
    (lambda path: path.write_bytes(b"%PDF-1.4" * 999), "not an Annotator project"),
    (lambda path: path.unlink(), "no such file"),
    (lambda path: os.truncate(path, 8192), "damaged"),
])
def test_what_cannot_be_opened_is_explained_and_untouched(session: Session, spoil: object, why: str) -> None:
    session.close()
    spoil(session.path)  # type: ignore[operator]
    before = session.path.read_bytes() if session.path.exists() else None
    with pytest.raises(Fault, match=why):
        opened(session)
    assert (session.path.read_bytes() if session.path.exists() else None) == before


def test_a_read_only_file_is_worked_with_and_what_waits_is_counted(somebody: Path) -> None:
    session = builders.project(somebody)
    session.path.chmod(0o444)
    builders.article(session)
    refused = session.exchange().refused
    assert refused
    assert "read-only" in refused.why
    assert session.waiting() == 1
    session.path.chmod(0o644)
    assert session.exchange().handed == 1


def test_a_file_that_a_newer_version_works_with_is_only_read_and_what_waits_still_goes_in(session: Session) -> None:
    article = builders.article(session)
    session.close()
    db = sqlite3.connect(session.path)
    db.execute("UPDATE meta SET value=2 WHERE key='min_writer'")
    db.execute("PRAGMA user_version=2")
    db.commit()
    db.close()
    reader = opened(session)
    assert reader.catalogue.article_ids() == [article]
    assert reader.exchange().handed == 1
    for act in (lambda: builders.source(reader, "Anna"), reader.undo):
        with pytest.raises(Fault, match="a newer version"):
            act()
    assert reader.waiting() == 0


def test_heads_are_what_an_editor_hands_back(session: Session, tmp_path: Path) -> None:
    article = builders.article(session)
    made = builders.annotation(session, article, "Are we too tolerant?")
    shown = session.heads(made.id)
    session.exchange()
    maria = opened(session, MARIA, home=tmp_path / "maria")
    maria.exchange()
    maria.do(annotate.set_note(made, "Maria's"))
    maria.exchange()
    session.exchange()
    session.do(annotate.set_note(made, "Mara's", seen=shown))
    found = session.catalogue.annotation(made.id)
    assert found
    assert (found.note, found.conflicts) == ("Mara's", ("note",))
    assert session.heads("nothing") == ()


def test_facts_are_what_info_prints(session: Session) -> None:
    article = builders.article(session)
    builders.annotation(session, article, "Are we too tolerant?")
    builders.source(session, "Anna")
    assert session.catalogue.counts() == {
        "articles": 1, "annotations": {"claim": 0, "quote": 1, "statistic": 0}, "sources": 1, "links": 0, "coders": 1,
        "operations": 6, "conflicts": 0}


def test_an_article_that_was_removed_can_be_imported_again(session: Session) -> None:
    article = builders.article(session)
    known = session.catalogue.article(article)
    assert known
    session.do(library.remove_article(article, []))
    assert session.undo_label() == "Remove article"
    session.do(library.bring_in([(known, builders.TEXT)]))
    assert session.catalogue.article(article) == known


def test_merging_two_sources_and_splitting_them_again_is_one_action_each(session: Session) -> None:
    one, other = builders.source(session, "A. Berg"), builders.source(session, "Anna Berg")
    session.do(sources.merge(one, other, session.catalogue.merged()))
    assert session.undo_label() == "Merge sources"
    merged = session.catalogue.sources()
    assert (merged[one.id].merged_into, merged[other.id].aliases) == (other.id, ("A. Berg",))
    given = brought(session.replica, one.id, other.id)
    session.do(sources.split(merged[one.id], merged[other.id], brought=given))
    apart = session.catalogue.sources()
    assert (apart[one.id].merged_into, apart[other.id].aliases) == ("", ())
    session.undo()
    assert session.catalogue.sources()[one.id].merged_into == other.id


def test_a_file_that_another_program_writes_all_the_time_is_waited_for(session: Session) -> None:
    holder = sqlite3.connect(session.path, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    builders.article(session)
    timer = threading.Timer(0.3, holder.execute, ["COMMIT"])
    timer.start()
    assert session.exchange().handed == 1
    timer.join()
    holder.close()


def test_a_file_under_a_new_name_is_followed_without_comparing_it_anew(session: Session, tmp_path: Path) -> None:
    builders.article(session)
    session.exchange()
    new = session.path.rename(tmp_path / "renamed.annot")
    session.follow(new)
    assert session.path == new and session.waiting() == 0
    builders.article(session)
    session.exchange()
    session.close()
    again = Session.open(new, MARA, home=settings.home())
    assert len(again.catalogue.article_ids()) == 2 and again.original is None
    again.close()


def test_a_project_whose_file_is_lost_opens_from_this_computer(session: Session, tmp_path: Path) -> None:
    builders.article(session)
    session.close()
    session.path.unlink()
    assert Session.recover(tmp_path / "unknown.annot", MARA, home=settings.home()) is None
    again = Session.recover(session.path, MARA, home=settings.home())
    assert again is not None and len(again.catalogue.article_ids()) == 1
    again.keeping().rewrite()
    again.close()
    again = Session.open(session.path, MARIA, home=tmp_path / "hers")
    again.exchange()
    assert len(again.catalogue.article_ids()) == 1
    again.close()


def test_only_a_copy_has_an_original_to_open(session: Session, tmp_path: Path) -> None:
    session.exchange()
    with pytest.raises(Fault, match="no original"):
        session.of_original(settings.home())
    shutil.copy(session.path, tmp_path / "copy.annot")
    copy = Session.open(tmp_path / "copy.annot", MARA, home=settings.home())
    original = copy.of_original(settings.home())
    assert original.path == session.path and original.original is None
    for each in (original, copy, session):
        each.close()
