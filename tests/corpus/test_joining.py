"""What a person said under several ids counts once."""

from __future__ import annotations

from annotator.corpus.joining import joined_coders, joined_reviews, joined_values
from annotator.corpus.people import People
from annotator.corpus.team import Coder, Review

HOME, OFFICE, BEN = "0192-a", "0192-b", "0192-c"
KNOWN = {HOME: Coder(HOME, "Mara"), OFFICE: Coder(OFFICE, "M. Ober", email="m@example.org", same_as=(HOME,)),
         BEN: Coder(BEN, "Ben")}
PEOPLE = People(KNOWN.values())


def test_the_mark_that_was_set_last_counts_whichever_id_set_it() -> None:
    marks = [Review(OFFICE, "x", "done", changed="2026-01-02T00:00:00Z"), Review(BEN, "x", "doing"),
             Review(HOME, "x", "doing", assigned=True, changed="2026-01-01T00:00:00Z", note="Hard")]
    assert joined_reviews(marks, PEOPLE) == (
        Review(HOME, "x", "done", True, "2026-01-02T00:00:00Z", "Hard"), Review(BEN, "x", "doing"))
    assert joined_reviews(marks, People([])) == tuple(marks)


def test_answers_of_both_ids_come_together_and_the_later_one_wins() -> None:
    said = [(2, {"coder": OFFICE, "attribute:topic": "fees"}), (3, {"coder": BEN, "attribute:topic": "law"}),
            (1, {"coder": HOME, "attribute:topic": "tax", "attribute:tone": "dry"})]
    found = joined_values("x", said, PEOPLE)
    assert [(each.coder, dict(each.values)) for each in found] == [
        (HOME, {"topic": "fees", "tone": "dry"}), (BEN, {"topic": "law"})]


def test_a_person_is_listed_once_with_the_other_id_beside() -> None:
    found = joined_coders({OFFICE: KNOWN[OFFICE], BEN: KNOWN[BEN]}, KNOWN, PEOPLE)
    assert found == {HOME: Coder(HOME, "Mara", email="m@example.org", same_as=(OFFICE,)), BEN: KNOWN[BEN]}
