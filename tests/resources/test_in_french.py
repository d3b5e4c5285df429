"""What the program tells at length stands in French, too: page by page, with the same parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.resources.test_sample import RESOURCES

PAGES = [(page, page.parent / "fr" / page.name) for folder in ("help", "tour")
         for page in sorted((RESOURCES / folder).glob("*.md"))]
NO_BREAK = "\N{NO-BREAK SPACE}"


def test_every_page_has_a_french_one_and_no_french_one_stands_alone() -> None:
    for folder in ("help", "tour"):
        english, french = ({page.name for page in place.glob("*.md")}
                           for place in (RESOURCES / folder, RESOURCES / folder / "fr"))
        assert english == french


@pytest.mark.parametrize(("english", "french"), PAGES, ids=[f"{page.parent.name}-{page.stem}" for page, _ in PAGES])
def test_a_french_page_has_the_parts_of_the_english_one(english: Path, french: Path) -> None:
    ours, theirs = english.read_text(encoding="utf-8"), french.read_text(encoding="utf-8")
    for parts in (r"^#+ ", r"^\|", r"^- ", r"^\d+\. ", r"^```"):
        assert len(re.findall(parts, theirs, re.MULTILINE)) == len(re.findall(parts, ours, re.MULTILINE)), parts
    links = r"\]\(([\w.#-]+)\)"
    assert sorted(re.findall(links, theirs)) == sorted(re.findall(links, ours))
    assert ours.count("<!--") == theirs.count("<!--")


@pytest.mark.parametrize("french", [page for _, page in PAGES], ids=[f"{page.parent.name}-{page.stem}"
                                                                      for page, _ in PAGES])
def test_a_french_page_is_set_as_quebec_sets_it(french: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`", "code", french.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.findall(r"« | »| [;!?](?:\s|$)| :(?:\s|$)|\w'\w", prose)
