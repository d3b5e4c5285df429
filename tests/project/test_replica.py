"""The replica: disk first, all or nothing, several programs and threads at once, and death at any moment."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.change import Change, ChangeSet, combined
from annotator.corpus.errors import Fault
from annotator.corpus.ids import pack
from annotator.project import exchange as exchanging
from annotator.project.catalogue import Catalogue
from annotator.project.exchange import exchange
from annotator.project.replica import Replica
from tests.sharing.processes import killed, killed_at_work, needs_fork
from tests.team import ARTICLE, QUOTE, Team, name

ROUNDS = 10


def journal_is_whole(replica: Replica) -> None:
    assert replica.rows("PRAGMA integrity_check") == [("ok",)]
    before = replica.dump()
    replica.rebuild()
    assert replica.dump() == before


def test_opening_writes_no_session_and_the_first_action_does(team: Team) -> None:
    new = team.member("Cat")
    assert new.replica.sessions() == []
    new.new()
    assert [(row[0], row[1]) for row in new.replica.sessions()] == [(new.replica.session, new.replica.coder)]


def test_an_empty_action_writes_nothing(team: Team) -> None:
    ann = team.members[0]
    before = ann.replica.path.read_bytes()
    assert ann.replica.do(ChangeSet([])).entities == {}
    assert ann.replica.do(iter([ChangeSet([]), ChangeSet([])])).entities == {}
    assert ann.replica.path.read_bytes() == before


def test_the_clock_of_a_session_only_goes_forward(team: Team) -> None:
    ann = team.members[0]
    for step in (0, -5000, -86_400_000, 1, 0):
        team.clock.now += step
        ann.new()
    clocks = [op.hlc for op in ann.replica.operations("ORDER BY o.seq")]
    assert clocks == sorted(set(clocks))


def test_an_article_that_is_there_already_is_edited_not_made_twice(team: Team) -> None:
    ann = team.members[0]
    ann.do(Change("article", ARTICLE, {"deleted": 1}, ARTICLE))
    assert Catalogue(ann.replica).article(ARTICLE) is None
    ann.do(Change("article", ARTICLE, {"title": "Again"}, ARTICLE, new=True), texts={ARTICLE: "other words"})
    found = Catalogue(ann.replica).article(ARTICLE)
    assert found
    assert found.title == "Again"
    journal_is_whole(ann.replica)


def test_one_action_makes_one_operation_of_each_entity() -> None:
    changes = [Change("source", "a", {"name": "A"}, new=True), Change("source", "b", {"x": 1}, seen=(3,)),
               Change("source", "a", {"name": "B", "note": "n"})]
    assert combined(changes) == [Change("source", "a", {"name": "B", "note": "n"}, new=True), changes[1]]


def test_what_fails_in_the_middle_of_an_import_leaves_nothing(team: Team) -> None:
    ann = team.members[0]
    before, n = ann.replica.dump(), ann.replica.n

    def parts() -> Iterator[ChangeSet]:
        for _ in range(3000):
            yield ChangeSet([Change("annotation", name(), QUOTE, ARTICLE, new=True)])
        raise Fault("The file was not imported", "it ends in the middle")

    with pytest.raises(Fault, match="ends in the middle"):
        ann.replica.do(parts())
    assert (ann.replica.dump(), ann.replica.n) == (before, n)
    ann.new()
    journal_is_whole(ann.replica)


def test_a_change_the_disk_refuses_is_not_stored_and_work_goes_on_after(team: Team) -> None:
    ann = team.members[0]
    e = ann.new()
    pages = ann.replica.rows("PRAGMA page_count")[0][0]
    before, n = ann.replica.dump(), ann.replica.n
    ann.replica.db.execute(f"PRAGMA max_page_count={pages + 1}").fetchall()
    with pytest.raises(Fault, match="full") as caught:
        ann.new(note="x" * 50_000)
    assert "Make room" in caught.value.remedy
    assert (ann.replica.dump(), ann.replica.n) == (before, n)
    ann.replica.db.execute("PRAGMA max_page_count=1000000").fetchall()
    ann.set(e, note="goes on")
    assert ann.replica.n == n + 1
    team.sync()
    assert team.members[1].sees(e)[0] == "goes on"


def test_the_first_action_of_a_session_that_the_disk_refuses_is_no_trouble_for_the_second(team: Team) -> None:
    new = team.member("Cat")
    new.exchange()
    pages = new.replica.rows("PRAGMA page_count")[0][0]
    new.replica.db.execute(f"PRAGMA max_page_count={pages}").fetchall()
    with pytest.raises(Fault):
        new.new(note="x" * 50_000)
    new.replica.db.execute("PRAGMA max_page_count=1000000").fetchall()
    e = new.new()
    team.sync()
    assert team.members[0].state(e)


def test_a_second_program_on_the_same_replica_is_understood(team: Team) -> None:
    """Its sessions are unknown to the first one until it looks."""
    ann = team.members[0]
    e = ann.new()
    other = Replica(ann.replica.path, pack("somebody-else"), app="command line")
    other.do(ChangeSet([Change("annotation", e, {"note": "theirs"}, ARTICLE)]))
    made = name()
    other.do(ChangeSet([Change("annotation", made, QUOTE, ARTICLE, new=True)]))
    other.close()
    ann.set(e, kind="claim")
    ann.set(made, kind="claim")
    found = Catalogue(ann.replica).annotation(made)
    assert found
    assert found.creator == "somebody-else"
    journal_is_whole(ann.replica)


def test_reads_see_whole_actions_while_another_thread_writes(team: Team) -> None:
    ann = team.members[0]
    catalogue, stop, odd = Catalogue(ann.replica), threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            if len(catalogue.annotations(ARTICLE)) % 2:
                odd.append(1)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(60):
        ann.do(*(Change("annotation", name(), QUOTE, ARTICLE, new=True) for _ in range(2)))
    stop.set()
    reader.join()
    assert not odd
    assert len(catalogue.annotations(ARTICLE)) == 120


def test_work_does_not_wait_for_a_file_that_somebody_else_holds(team: Team) -> None:
    ann = team.members[0]
    holder = sqlite3.connect(team.file, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    ann.new()
    exchanging = threading.Thread(target=ann.exchange)
    exchanging.start()
    for _ in range(20):
        ann.new()
    assert exchanging.is_alive(), "it waits for the file all the while; the twenty are stored"
    holder.execute("COMMIT")
    holder.close()
    exchanging.join()
    ann.exchange()
    team.sync()
    assert len(Catalogue(team.members[1].replica).annotations(ARTICLE)) == 21


@needs_fork
def test_several_programs_that_exchange_all_at_once_fail_nothing(team: Team) -> None:
    paths = [team.folder / f"storm-{number}.sqlite" for number in range(4)]
    children = []
    for path in paths:
        children.append(os.fork())
        if not children[-1]:
            code = 1
            try:
                replica = Replica(path, path.name.encode(), project=team.members[0].replica.project())
                for _ in range(12):
                    made = os.urandom(8).hex()
                    replica.do(ChangeSet([Change("annotation", made, QUOTE, ARTICLE, new=True)]))
                    assert exchange(replica, team.file).refused is None
                code = 0
            finally:
                os._exit(code)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0, 0]
    team.sync()
    assert len(Catalogue(team.members[0].replica).annotations(ARTICLE)) == 48
    journal_is_whole(team.members[0].replica)


@needs_fork
def test_death_in_the_middle_of_a_commit_loses_nothing_that_was_stored(team: Team) -> None:
    ann = team.members[0]
    path, told = ann.replica.path, team.folder / "told"
    ann.replica.close()

    def work() -> None:
        replica = Replica(path, b"c" * 16)
        with told.open("a") as file:
            while True:
                made = name() + os.urandom(4).hex()
                replica.do(ChangeSet([Change("annotation", made, QUOTE, ARTICLE, new=True)]))
                file.write(made + "\n")
                file.flush()

    for number in range(ROUNDS):
        killed(work, 0.03 + number * 0.004)
    killed_at_work(work, told)
    replica = Replica(path, b"c" * 16)
    stored = {annotation.id for annotation in Catalogue(replica).annotations(ARTICLE)}
    told_of = set(told.read_text().split())
    assert told_of
    assert told_of <= stored
    assert len(stored - told_of) <= ROUNDS + 1
    journal_is_whole(replica)
    replica.close()
    team.members.remove(ann)


@needs_fork
def test_death_in_the_middle_of_an_exchange_loses_nothing(team: Team) -> None:
    ann, ben = team.members
    made = {ann.new() for _ in range(300)}
    path, coder, session = ann.replica.path, ann.replica.coder, ann.replica.session
    ann.replica.close()

    def work() -> None:
        exchanging.GIVEN, exchanging.PAGE = 7, 7
        replica = Replica(path, coder)
        replica.do(ChangeSet([Change("annotation", os.urandom(8).hex(), QUOTE, ARTICLE, new=True) for _ in range(30)]))
        exchange(replica, team.file)

    for number in range(ROUNDS):
        killed(work, 0.02 + number * 0.007)
        ben.exchange()
    again = ann.restart()
    team.sync()
    assert made <= {annotation.id for annotation in Catalogue(ben.replica).annotations(ARTICLE)}
    assert again.operations() == ben.operations()
    assert session != again.replica.session
    journal_is_whole(again.replica)


def test_a_folder_that_takes_no_files_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Fault, match="takes no files"):
        Replica(tmp_path / "file" / "replica.sqlite", b"c" * 16)


def test_a_replica_of_older_rows_is_derived_anew(team: Team) -> None:
    ann = team.members[0]
    ann.new()
    before = ann.replica.dump()
    ann.replica.db.execute("UPDATE meta SET value=1 WHERE key='derived'")
    ann.replica.db.execute("DROP TABLE annotation")
    again = ann.restart()
    assert again.replica.dump() == before


def test_a_thread_that_still_reads_when_the_replica_is_closed_gets_a_fault_and_nothing_worse(team: Team) -> None:
    replica = team.members[0].replica
    reading, raised = threading.Event(), list[Fault]()

    def read() -> None:
        try:
            while True:
                replica.rows("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<20000) "
                             "SELECT sum(i) FROM n")
                reading.set()
                time.sleep(0.001)
        except Fault as fault:
            raised.append(fault)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    assert reading.wait(10)
    replica.close()
    for reader in readers:
        reader.join(10)
    assert len(raised) == 3
    with pytest.raises(Fault, match="cannot be read"):
        Catalogue(replica).article_ids()
    with pytest.raises(Fault, match="was not saved"), replica.transaction():
        pass


def test_an_action_is_refused_until_the_one_before_knows_that_it_is_stored(team: Team) -> None:
    """The disk may be through before the thread that waits for it looks again."""
    ann = team.member("Ann")
    said: list[str] = []

    def ending() -> None:
        for _ in range(200):
            if not ann.replica.in_transaction:
                break
            time.sleep(0.005)
        try:
            ann.replica.do(ChangeSet([Change("source", name(), {"name": "In between"}, new=True)]))
            said.append("stored")
        except Fault as fault:
            said.append(fault.why)

    changes = [Change("source", name(), {"name": f"Source {n}"}, new=True) for n in range(3)]
    ann.replica.do([ChangeSet(changes)], ending=ending)
    assert set(said) <= {"another change is being stored"}
    assert ann.replica.rows("SELECT count(*) FROM source") == [(3,)]


def test_an_action_in_the_middle_of_another_is_refused_and_leaves_the_other_whole(team: Team) -> None:
    ann = team.member("Ann")
    refused: list[Fault] = []

    def step(_: int) -> None:
        with pytest.raises(Fault) as caught:
            ann.replica.do(ChangeSet([Change("source", name(), {"name": "In between"})]))
        refused.append(caught.value)

    changes = [Change("source", name(), {"name": f"Source {n}"}, new=True) for n in range(3)]
    ann.replica.do([ChangeSet([change]) for change in changes], step)
    assert refused and "another" in refused[0].why
    assert [row[0] for row in ann.replica.rows("SELECT name FROM source ORDER BY name")] == [
        "Source 0", "Source 1", "Source 2"]
    journal_is_whole(ann.replica)


def test_an_operation_that_borrows_the_digest_of_a_sound_one_makes_no_row(team: Team) -> None:
    ann, ben = team.member("Ann"), team.member("Ben")
    made = ann.new("source", name="Sound")
    sound = ann.replica.of(pack(made))[0]
    borrowed = sound._replace(entity=pack(name()), patch='{"name":"Borrowed"}')
    changed, taken = ben.replica.take_in([], ann.replica.sessions(), [sound, borrowed], None)
    assert (list(changed.entities), taken) == ([made], 1)
    assert ben.replica.rows("SELECT name FROM source") == [("Sound",)]
    journal_is_whole(ben.replica)
