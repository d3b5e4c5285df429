"""Names in an article that may be a source's other name."""

from __future__ import annotations

from annotator.corpus.source import Source
from annotator.drafting.spellings import spellings

FRANCOIS = Source("a", "François Bonnardel")
TEXT = "Mr. Bonnardell said so. The town of Lac is far. Anna Berg disagreed, and François Bonnardel left.\n"


def test_a_name_that_is_nearly_a_sources_is_proposed_with_the_reason() -> None:
    found = spellings([FRANCOIS], TEXT.replace("Mr. Bonnardell", "Francois Bonnardell"))
    assert [(each.name, each.source) for each in found] == [("Francois Bonnardell", "a")]
    assert found[0].why


def test_a_surname_alone_is_no_other_name() -> None:
    assert not spellings([FRANCOIS], "Mr. Bonnardel left with François Bonnardel.\n")


def test_what_a_source_is_called_already_is_not_asked() -> None:
    assert not spellings([FRANCOIS], "François Bonnardel and FRANÇOIS BONNARDEL left.\n")
    known = Source("a", "François Bonnardel", aliases=("François Bonnardell",))
    assert not spellings([known], "François Bonnardell left.\n")


def test_organisations_and_strangers_are_left_alone() -> None:
    assert not spellings([Source("a", "Anna Bergs", "organisation")], TEXT)
    assert not spellings([], TEXT)
    assert not spellings([FRANCOIS], "")


def test_a_name_that_somebody_said_is_not_theirs_is_not_asked_about_again_also_after_a_merge() -> None:
    text = "François Bonnardell left.\n"
    apart = Source("b", "F. Bonnardel", not_called=("François Bonnardell",), merged_into="a")
    assert spellings([FRANCOIS], text)
    assert not spellings([FRANCOIS, apart], text)
