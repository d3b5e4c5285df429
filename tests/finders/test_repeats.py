"""The same quotation and the same figure in several articles."""

from annotator.finders import suggest
from annotator.finders.repeats import Repeat, find_repeats

ONE = "“We will never sell the harbour to anyone, whatever they offer us,” Roth said. The port cost $1.3 billion."
TWO = "The plan fell through. “We will never sell the harbour to anyone, whatever they offer us,” the mayor told us."
THREE = "Building it had taken $1.3 billion, and 5 people were hurt."
FOUR = "Roth said: “We will never sell the harbour to anyone, whatever it costs.” And 5 people watched."


def repeats(*texts: str) -> list[Repeat]:
    return find_repeats((str(number), text, suggest(text)) for number, text in enumerate(texts))


def test_the_same_quotation_in_two_articles_is_one_group() -> None:
    (found,) = repeats(ONE, TWO)
    assert (found.kind, [name for name, _ in found.places]) == ("quote", ["0", "1"])


def test_a_quotation_of_which_a_part_is_the_same_is_one_too() -> None:
    (found,) = repeats(TWO, FOUR)
    assert found.why == "8 words in a row are the same"


def test_the_same_value_and_unit_is_one_group_and_a_small_count_is_none() -> None:
    (found,) = repeats(ONE, THREE, FOUR.replace("never sell", "gladly sell"))
    assert (found.kind, [name for name, _ in found.places]) == ("statistic", ["0", "1"])
