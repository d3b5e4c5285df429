"""The library's words are looked for a part at a time, and none is missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import builders


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 1_000])
def test_words_are_found_in_parts_of_any_size_each_article_once_also_where_all_are_called_the_same(
    tmp_path: Path, size: int
) -> None:
    session = builders.project(tmp_path)
    for number in range(7):
        builders.article(session, f"Text {number}", title="Same" if number % 2 else "The Audit", outlet="Écho")
    library = session.catalogue.library
    for words, count in ((["echo"], 7), (["same"], 3), (["audit", "echo"], 4), (["nobody"], 0)):
        parts = list(library.parts_with_words(words, size))
        assert all(len(part) <= size for part in parts)
        found = [row for part in parts for row in part]
        assert len(found) == len(set(found)) == count
        assert sorted(found) == sorted(library.with_words(words))
        assert all(library.has_words(row, words) for row in found)
    session.close()
