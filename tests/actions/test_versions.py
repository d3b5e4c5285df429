"""A corrected article takes over what was annotated in the version before, by exact words, and says what it cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.actions.versions import Carried, as_new_versions, carry_over, let_go, place
from annotator.corpus.article import CARRIES, MOVED, REPLACES
from annotator.corpus.change import DELETED, Change, ChangeSet, describe
from annotator.corpus.contents import Marked
from annotator.corpus.versions import Earlier, Tied, carried_id

OLD = "“We had no choice,” Anna Berg said. The plan costs $1.3 billion over five years, she added.\n"


def marked(name: str, *segments: tuple[str, str], chain: Sequence[object] = (), text: str = OLD,
           **fields: object) -> Marked:
    """An annotation of Maria's: roles and the words that they stand on."""
    places = [[role, text.index(words), text.index(words) + len(words)] for role, words in segments]
    said = {"kind": "quote", "segments": places, **({"chain": list(chain)} if chain else {}), **fields}
    return Marked(name, said, "maria", "2026-01-01T00:00:00Z", "", "", 1)


def made(carried: Carried) -> dict[str, Change]:
    """Id in the earlier version → the annotation that was made of it."""
    new = {change.entity: change for change in carried.changes}
    return {change.entity: new[change.fields[MOVED]] for change in carried.changes if MOVED in change.fields}


def words(change: Change, text: str) -> list[tuple[str, str]]:
    return [(role, text[start:end]) for role, start, end in change.fields["segments"]]


def test_an_annotation_moves_with_all_that_it_says_and_stays_whose_it_is() -> None:
    new = "Correction: it was Tuesday.\n" + OLD
    one = marked("a", ("content", "$1.3 billion"), ("value", "1.3"), **{"attribute:topic": "cost", "note": "Sure?"},
                 chain=[["s1", "speaker", None, [[20, 29]], [[30, 34]]]])
    carried = carry_over(Earlier("old", OLD, [one]), "new", new)
    change = made(carried)["a"]
    assert (carried.carried, carried.to_place, carried.bare) == (1, (), 0)
    assert words(change, new) == [("content", "$1.3 billion"), ("value", "1.3")]
    ((source, _, _, mention, cue),) = change.fields["chain"]
    assert (source, new[slice(*mention[0])], new[slice(*cue[0])]) == ("s1", "Anna Berg", "said")
    assert {key: change.fields[key] for key in ("creator", "created", "note", "attribute:topic")} == {
        "creator": "maria", "created": "2026-01-01T00:00:00Z", "note": "Sure?", "attribute:topic": "cost"}
    gone = next(change for change in carried.changes if change.entity == "a")
    assert (gone.fields, gone.article) == ({DELETED: 1, MOVED: carried_id("a", "new")}, "old")


def test_what_is_not_there_any_more_needs_placing_and_nothing_is_done_to_it() -> None:
    carried = carry_over(Earlier("old", OLD, [marked("a", ("content", "We had no choice"))]), "new",
                         OLD.replace("no choice", "little choice"))
    assert (carried.to_place, list(carried.changes)) == (("a",), [])
    assert carried.words() == "1 needs placing: its words are not in the new version."


def test_a_split_quote_comes_whole_or_not_at_all() -> None:
    one = marked("a", ("content", "“We had no choice,”"), ("content", "over five years"))
    assert carry_over(Earlier("old", OLD, [one]), "new", OLD.replace("five", "six")).to_place == ("a",)


def test_a_name_that_was_corrected_takes_its_mention_along_and_the_source_stays() -> None:
    one = marked("a", ("content", "“We had no choice,”"), chain=[["s1", "speaker", None, [[20, 29]]]])
    carried = carry_over(Earlier("old", OLD, [one]), "new", OLD.replace("Anna Berg", "Anne Borg"))
    assert made(carried)["a"].fields["chain"] == [["s1", "speaker"]]
    assert carried.bare == 1 and "the words that name the source" in carried.words()


def test_one_that_was_carried_over_before_and_is_back_comes_again_with_what_it_says_now() -> None:
    earlier = Earlier("old", OLD, [marked("a", ("content", "she added"))],
                      known=frozenset({carried_id("a", "new")}))
    assert made(carry_over(earlier, "new", OLD))["a"].fields[DELETED] == 0


def test_a_person_places_it_on_other_words() -> None:
    new = OLD.replace("no choice", "little choice")
    start = new.index("We had little choice")
    earlier = Earlier("old", OLD, [marked("a", ("content", "We had no choice"), ("hedge", "no choice"))])
    change_set = place(earlier, "a", [(start, start + 20)], article="new", text=new)
    assert words(change_set.changes[0], new) == [("content", "We had little choice")]
    assert describe(change_set.changes) == "Carry over 1 annotation"


def test_links_follow_the_annotations_that_move() -> None:
    two = [marked("a", ("content", "$1.3 billion")), marked("b", ("content", "over five years"))]
    links = [Tied("l1", "old", {"type": "part_of", "start": "a", "end": "b"}, "maria"),
             Tied("l2", "elsewhere", {"type": "repeats", "start": "x", "end": "a", "note": "!"}, "mara")]
    carried = carry_over(Earlier("old", OLD, two, links), "new", OLD.replace("over five years", "in all"))
    drawn = [(c.article, c.fields) for c in carried.changes if c.kind == "link"]
    here = carried_id("a", "new")
    assert drawn == [("new", {"type": "part_of", "start": here, "end": "b", "creator": "maria"}),
                     ("elsewhere", {"type": "repeats", "start": "x", "end": here, "note": "!", "creator": "mara"})]


def test_an_import_says_which_article_it_replaces_and_carries_over_in_small_parts() -> None:
    article = Change("article", "new", {"title": "Vote"}, "new", new=True)
    many = Carried([Change("annotation", str(number), {}, "new") for number in range(450)])
    parts = list(as_new_versions([ChangeSet([article], {"new": "x"})], {"new": "old"}, [many]))
    assert parts[0].changes[0].fields == {"title": "Vote", REPLACES: "old", CARRIES: 1}
    assert [len(part.changes) for part in parts[1:]] == [200, 200, 50]
    assert describe(parts[0].changes) == "Import 1 new version"


def test_letting_go_is_said_on_the_new_version() -> None:
    change_set = let_go("new", ["a", "b"])
    assert change_set.changes[0].fields == {"left:a": 1, "left:b": 1}
    assert describe(change_set.changes) == "Let go of 2 annotations"


PIECES = st.lists(st.sampled_from(["he said. ", "Anna Berg ", "12 percent ", "of 12 percent. ", "🦊", "\n", "“No,” "]),
                  min_size=1, max_size=25).map("".join)


def drawn(spans: Sequence[tuple[int, int]], name: int) -> Marked:
    """An annotation of five spans: its words, a hedge, a mention and a cue."""
    content, hedge, mention, cue = map(list, spans)
    return Marked(str(name), {"segments": [["content", *content], ["hedge", *hedge]],
                              "chain": [["s", "speaker", None, [mention], [cue]]]}, "", "", "", "", 1)


def said(change: Mapping[str, Any], text: str) -> list[str]:
    """All words that an annotation points at."""
    spans = [segment[1:] for segment in change["segments"]]
    spans += [span for row in change["chain"] for some in row[3:] for span in some]
    return [text[start:end] for start, end in spans]


@given(PIECES, PIECES, st.data())
def test_carrying_over_never_puts_an_annotation_on_other_words(old: str, new: str, data: st.DataObject) -> None:
    spans = st.tuples(st.integers(0, len(old) - 1), st.integers(1, 12)).map(
        lambda pair: (pair[0], min(len(old), sum(pair))))
    each_of_four = st.lists(spans, min_size=4, max_size=4)
    before = {str(name): drawn(data.draw(each_of_four), name) for name in range(3)}
    carried = carry_over(Earlier("old", old, list(before.values())), "new", new)
    after = made(carried)
    assert {*after, *carried.to_place} == set(before) and not {*after} & {*carried.to_place}
    for name, change in after.items():
        was, now = Counter(said(before[name].fields, old)), Counter(said(change.fields, new))
        assert now <= was
        assert change.fields["segments"][0][0] == "content"
