"""What an annotation may be linked to, and how."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.corpus.linkable import Linkable, likely_type, ranked


def one(name: str, place: tuple[int, int] = (0, 10), *, kind: str = "claim", words: str = "", **more: Any) -> Linkable:
    return Linkable(name, "a", kind, place, name.upper(), words or f"words of {name}", **more)


def found(typed: str, linkable: Linkable, *others: Linkable, tied: tuple[str, ...] = (), most: int = 9) -> list[str]:
    entries = [(other, other.searched()) for other in others]
    return [other.id for other in ranked(typed, entries, linkable, tied=tied, most=most)]


HERE = one("c1", (100, 120))
NEAR, FAR = one("q2", (130, 140), kind="quote"), one("q3", (900, 990), kind="quote", words="ferries run", source="Lind")
ELSEWHERE = one("s4", (0, 5), kind="statistic", words="26,000 passengers", title="Doubts", here=False)


def test_while_nothing_is_typed_the_nearest_of_this_article_comes_first() -> None:
    assert found("", HERE, FAR, ELSEWHERE, NEAR, HERE) == ["q2", "q3"]


def test_of_other_articles_the_same_figure_comes_before_all_that_is_near() -> None:
    value = {"value": "26000", "unit": "people"}
    statistic = one("s9", (100, 110), kind="statistic", quantity=value)
    same = one("s5", kind="statistic", quantity=value, here=False)
    assert found("", statistic, NEAR, same, ELSEWHERE) == ["s5", "q2"]


@pytest.mark.parametrize(("typed", "names"), [
    ("Q3", ["q3"]), ("lind", ["q3"]), ("FERR", ["q3"]), ("run ferries", ["q3"]), ("26,000", ["s4"]), ("doubts", ["s4"]),
    ("words", ["q2"]), ("erries", ["q3"]), ("nothing of the kind", [])])
def test_it_is_found_by_chip_words_source_value_and_article(typed: str, names: list[str]) -> None:
    assert found(typed, HERE, NEAR, FAR, ELSEWHERE) == names


def test_a_chip_means_this_article_and_comes_before_words_that_hold_it() -> None:
    spoken = one("c7", words="the q2 engine")
    assert found("q2", HERE, spoken, NEAR) == ["q2", "c7"]
    assert found("s4", HERE, ELSEWHERE) == []


def test_what_is_linked_already_is_the_least_likely() -> None:
    assert found("", HERE, NEAR, FAR, tied=("q2",)) == ["q3", "q2"]
    assert found("", HERE, NEAR, FAR, most=1) == ["q2"]


def test_words_that_begin_so_come_before_those_of_the_article_around_them() -> None:
    titled = one("c8", here=False, words="Nobody has apologised", title="The harbour fee")
    said = one("c9", here=False, words="The harbour fee rises", title="The harbour fee")
    assert found("harb", HERE, titled, said) == ["c9", "c8"]


@pytest.mark.parametrize(("kind", "other", "likely"), [
    ("statistic", one("s", (5, 8), kind="statistic"), ("same_as", True)),
    ("statistic", one("c", (500, 600)), ("evidence_for", True)),
    ("claim", one("s", (500, 600), kind="statistic"), ("evidence_for", False)),
    ("statistic", one("c", (90, 130)), ("part_of", True)),
    ("claim", one("s", (105, 110), kind="statistic"), ("part_of", False)),
    ("claim", one("q", (500, 600), kind="quote"), ("evidence_for", False)),
    ("quote", one("q", (500, 600), kind="quote"), ("answers", True)),
    ("claim", one("c", (500, 600), here=False), ("repeats", True)),
    ("quote", one("c", (90, 130), here=False), ("evidence_for", True)),
    ("argument", one("c", (500, 600)), ("cites", True)),
])
def test_the_likely_kind_of_link_follows_from_the_two_kinds(
    kind: str, other: Linkable, likely: tuple[str, bool]
) -> None:
    assert likely_type(kind, (100, 120), other) == likely
