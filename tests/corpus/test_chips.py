"""Chips: one count through the article, one letter for each kind."""

from __future__ import annotations

from annotator.corpus.annotation import Annotation, Segment
from annotator.corpus.chips import chips
from annotator.corpus.kinds import Codebook, Kind

BOOK = Codebook(kinds=(Kind("quote", "Quote"), Kind("claim", "Behauptung"), Kind("odd", "  ")))


def of(kind: str, start: int) -> Annotation:
    return Annotation(f"{kind}{start}", "a", kind, (Segment("content", start, start + 1),))


def test_the_number_counts_all_kinds_together_in_reading_order() -> None:
    found = chips([of("quote", 0), of("claim", 5), of("quote", 9)], BOOK)
    assert found == {"quote0": "Q1", "claim5": "B2", "quote9": "Q3"}


def test_a_kind_that_the_codebook_lacks_has_the_letter_of_its_id() -> None:
    assert chips([of("headline_claim", 0)], BOOK) == {"headline_claim0": "H1"}


def test_a_kind_without_a_label_still_has_a_chip() -> None:
    assert chips([of("odd", 0)], BOOK) == {"odd0": "?1"}
