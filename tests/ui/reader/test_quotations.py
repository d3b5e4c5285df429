from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.quotations import quotation_pairs


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("He said “no” and “yes”.", ["“no”", "“yes”"]),
        ("“It is ‘quite’ clear,” she said.", ["‘quite’", "“It is ‘quite’ clear,”"]),
        ('She said "it is done" and left.', ['"it is done"']),
        ('"One," she said, "two."', ['"One,"', '"two."']),
        ("'It is two years old,' she said.", ["'It is two years old,'"]),
        ("He said „das ist gut“ und ging.", ["„das ist gut“"]),
        ("Elle a dit «\u00a0oui\u00a0» hier.", ["«\u00a0oui\u00a0»"]),
        ("Elle a dit «oui» hier.", ["«oui»"]),
        ("Er sagte »ja« und ging.", ["»ja«"]),
        ("Hon sa ”ja” och gick.", ["”ja”"]),
        ("「はい」と言った", ["「はい」"]),
        ("The minister’s plan doesn’t fit l’année.", []),
        ("The writers' strike wasn't 'over' yet.", ["'over'"]),
        ("“The board’s view,” she said.", ["“The board’s view,”"]),
        ("(“as before”)", ["“as before”"]),
        ("no quotation", []),
        ("", []),
    ],
)
def test_marks_find_their_partners(text: str, pairs: list[str]) -> None:
    assert [text[start:end] for start, end in quotation_pairs(text)] == pairs


def test_a_quotation_that_goes_on_in_the_next_paragraph_reaches_to_the_end_of_this_one() -> None:
    text = "She said: “We have waited. We shall wait. "
    assert [text[start:end] for start, end in quotation_pairs(text)] == ["“We have waited. We shall wait."]


def test_an_opening_apostrophe_swallows_no_text() -> None:
    assert quotation_pairs("Rock ‘n roll and the '90s were loud.") == []


@given(st.text(alphabet="“”‘’\"'„«» ab.", max_size=40))
def test_pairs_nest_or_stand_apart_and_begin_and_end_inside(text: str) -> None:
    pairs = quotation_pairs(text)
    for start, end in pairs:
        assert 0 <= start < end - 1 < len(text)
        for other_start, other_end in pairs:
            crossing = start < other_start < end < other_end
            assert not crossing
