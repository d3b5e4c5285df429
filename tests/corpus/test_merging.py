"""What becomes of what is known of several sources when they count as one."""

from __future__ import annotations

from annotator.corpus.merging import differences, new_aliases, new_spellings, said, together
from annotator.corpus.source import Source

ANNA = Source("1", "Anna Berg", aliases=("Berg",), job_title="minister", roles=({"text": "minister", "from": "2024"},),
              identifiers={"wikidata": "Q1"}, note="First.", attributes={"party": "Greens"})
SHORT = Source("2", "A. Berg", aliases=("Berg", "ANNA BERG"), job_title="mayor", type="unknown", affiliation="9",
               roles=({"text": "mayor", "to": "2024"},), identifiers={"orcid": "0"}, note="Second.",
               attributes={"party": "None", "elected": False}, same_as=("https://example.org/b",))


def test_names_become_aliases_once() -> None:
    assert new_aliases(ANNA, [SHORT, SHORT]) == ["A. Berg", "ANNA BERG"]
    assert new_spellings(ANNA, [SHORT]) == ["A. Berg"]


def test_only_what_is_said_differently_has_to_be_picked() -> None:
    assert {d.field: d.values for d in differences(ANNA, [SHORT])} == {
        "job_title": ("minister", "mayor"), "attribute:party": ("Greens", "None")}
    assert differences(ANNA, [Source("3", "x")]) == []


def test_what_it_lacks_is_filled_and_what_adds_up_is_added() -> None:
    assert together(ANNA, [SHORT], {}) == {
        "alias:A. Berg": 1, "alias:ANNA BERG": 1, "affiliation": "9", "identifier:orcid": "0",
        "attribute:elected": False, "same_as:https://example.org/b": 1, "note": "First.\n\nSecond.",
        "roles": [{"text": "mayor", "to": "2024"}, {"text": "minister", "from": "2024"}]}


def test_what_was_picked_is_set() -> None:
    fields = together(ANNA, [SHORT], {"job_title": "mayor", "attribute:party": "None"})
    assert (fields["job_title"], fields["attribute:party"]) == ("mayor", "None")


def test_nothing_is_set_that_is_there_already_and_nobody_belongs_to_themselves() -> None:
    assert together(ANNA, [Source("3", "Berg", affiliation="1")], {}) == {}


def test_a_field_is_read_as_the_journal_calls_it() -> None:
    assert [said(ANNA, field) for field in ("job_title", "attribute:party", "identifier:doi", "alias:Berg")] == [
        "minister", "Greens", None, None]
