"""The history: who did what when, before and after, by coder, article and time."""

from __future__ import annotations

from annotator.corpus.change import Change
from annotator.corpus.ids import derived_id
from annotator.corpus.people import People
from annotator.corpus.team import Coder
from annotator.project.timeline import WITHIN, LastWork, Timeline, Wanted
from tests.team import ARTICLE, DAY, Team


def test_a_thing_tells_its_steps_with_what_was_before_and_after(team: Team) -> None:
    ann, ben = team.members
    made = ann.new(note="first")
    team.sync()
    ben.set(made, note="second")
    team.sync()
    first, second = Timeline(ann.replica).of(made)
    assert (first.new, first.coder, first.fields["note"]) == (True, derived_id("Ann"), (None, "first"))
    assert (second.new, second.coder, second.fields) == (False, derived_id("Ben"), {"note": ("first", "second")})
    assert second.time - first.time == 1000


def test_actions_come_newest_first_in_words_and_in_pages(team: Team) -> None:
    ann, ben = team.members
    made = ann.new()
    team.sync()
    ben.set(made, note="x")
    ben.undo()
    team.sync()
    timeline = Timeline(ann.replica)
    assert [event.words for event in timeline.events()] == [
        "Take back: edit note", "Edit note", "Mark quote", "Import 1 article"]
    page, seen = timeline.events(limit=1), []
    while page:
        seen += page
        page = timeline.events(after=page[-1], limit=1)
    assert seen == timeline.events()


def test_history_is_filtered_by_coder_article_and_time(team: Team) -> None:
    ann, ben = team.members
    other = derived_id("another article")
    ann.do(Change("article", other, {"title": "Other"}, other, new=True), texts={other: "Other words"})
    team.clock.now += DAY
    noon = team.clock.now
    marked = ben.new()
    team.sync()
    ben.set(marked, deleted=1)
    team.sync()

    def words(**wanted: object) -> list[str]:
        return [event.words for event in Timeline(ann.replica).events(Wanted(**wanted))]  # type: ignore[arg-type]

    assert words(coders=frozenset({derived_id("Ben")})) == ["Remove annotation", "Mark quote"]
    assert words(article=other) == ["Import 1 article"]
    assert words(article=ARTICLE) == ["Remove annotation", "Mark quote", "Import 1 article"]
    assert words(since=noon) == ["Remove annotation", "Mark quote"]
    assert words(until=noon, article=ARTICLE) == ["Import 1 article"]
    assert words(kind="annotation") == ["Remove annotation", "Mark quote"]
    assert words(kind="source") == []


def test_a_large_import_is_named_by_all_that_it_brought(team: Team) -> None:
    ann = team.members[0]
    names = [derived_id(str(number)) for number in range(300)]
    ann.do(*(Change("article", name, {"title": "T"}, name, new=True) for name in names),
           texts=dict.fromkeys(names, "Some words"))
    ann.new()
    event = Timeline(ann.replica).events()[1]
    assert (event.words, event.operations) == ("Import 300 articles", 300)


def test_an_action_tells_its_steps(team: Team) -> None:
    ann = team.members[0]
    one, two = ann.new(), ann.new()
    ann.do(Change("annotation", one, {"note": "a"}, ARTICLE), Change("annotation", two, {"note": "b"}, ARTICLE))
    event = Timeline(ann.replica).events()[0]
    assert [(step.entity, step.fields) for step in Timeline(ann.replica).steps(event)] == [
        (one, {"note": ("0", "a")}), (two, {"note": ("0", "b")})]


def test_a_merge_and_a_purge_are_told_although_they_are_nobodys_work(team: Team) -> None:
    ann = team.members[0]
    strange = {"no session": 1, "00": [["x", 2]]}
    ann.forge(Change("merge", derived_id("m"), {"name": "Copy.annot", "came": strange}, new=True))
    ann.do(Change("purge", derived_id("p"), {"coder": derived_id("Nobody")}, new=True))
    timeline = Timeline(ann.replica)
    assert [event.words for event in timeline.events()][:2] == ["Purge", "Merge Copy.annot"]
    (merge,) = timeline.merges()
    assert (merge.name, merge.coder) == ("Copy.annot", derived_id("Ann"))
    assert timeline.events(Wanted(merge=merge.id)) == []


def test_what_belongs_to_an_article_is_found_without_a_look_through_the_journal(team: Team) -> None:
    plan = [row[3] for row in team.members[0].replica.rows(f"EXPLAIN QUERY PLAN {WITHIN}", (b"",) * 5)]
    assert [step for step in plan if step.startswith("SCAN")] == ["SCAN CONSTANT ROW"]


def test_each_value_of_a_thing_tells_whose_hand_set_it_last_whatever_the_clocks_say(team: Team) -> None:
    ann, ben = team.members
    cleo = team.member("Cleo", skew=-DAY)
    made = ann.new(note="first", certainty="sure")
    team.sync()
    ben.set(made, note="Ben's")
    cleo.set(made, certainty="unsure")
    team.sync()
    people = People(Coder(derived_id(name), name) for name in ("Ann", "Ben", "Cleo"))
    hands = Timeline(ann.replica).hands(made, people, derived_id("Ann"))
    assert (hands.of("note").name, hands.of("certainty").name, hands.of("kind").name) == ("Ben", "Cleo", "You")
    assert hands.of("note").time == Timeline(ann.replica).of(made)[-1].time
    assert hands.of("what nobody has set") == hands.latest == hands.of("note")


def test_who_worked_here_last_is_told_with_the_article_even_if_something_else_came_after(team: Team) -> None:
    ann, ben = team.members
    other = derived_id("another article")
    made = ann.new()
    ann.do(Change("article", other, {"title": "Other"}, other, new=True), texts={other: "Other words"})
    team.sync()
    ben.set(made, note="x")
    ben.do(Change("source", derived_id("Berg"), {"name": "Berg"}, new=True))
    team.sync()
    people = People(Coder(derived_id(name), name) for name in ("Ann", "Ben"))
    timeline = Timeline(ann.replica)
    last, times = timeline.last_work(people), [event.time for event in timeline.events()]
    assert last == {derived_id("Ann"): LastWork(times[2], other), derived_id("Ben"): LastWork(times[0], ARTICLE)}
