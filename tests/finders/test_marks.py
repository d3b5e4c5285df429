"""Quotation marks, paired paragraph by paragraph."""

import pytest

from annotator.finders.language import language
from annotator.finders.marks import pairs_of, quotations


def quoted(text: str, tag: str = "en") -> list[str]:
    rules = language(tag)
    return [text[start:end] for start, end in quotations(text, pairs_of(text, rules)).spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One,” she said. “Two.”", ["“One,”", "“Two.”"]),
        ('"One," she said.', ['"One,"']),
        ("''One,'' she said. ``Two''", ["''One,''", "``Two''"]),
        ('"One,” she said.', ['"One,”']),
        ('The board is 12" wide and 30" long.', []),
        ("It ended there.”", []),
        ("“He told me ‘never’ again.”", ["“He told me ‘never’ again.”"]),
        ("‘Never again,’ he said; it wasn’t the crews’ fault.", ["‘Never again,’"]),
    ],
)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_mark_that_is_never_closed_runs_to_the_end_of_the_paragraph() -> None:
    found = quotations("“The first dose is free.", language("en").pairs)
    assert found.unclosed
    assert found.spans == ((0, 24),)


@pytest.mark.parametrize(
    ("tag", "text"), [("fr", "« Nous partons »"), ("de", "„Wir warten ab“"), ("de", "»Nein«"), ("zz", "「いいえ」")]
)
def test_each_language_has_its_own_marks(tag: str, text: str) -> None:
    assert quoted(f"{text} .", tag) == [text]
