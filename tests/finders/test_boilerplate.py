"""What is no part of an article."""

import pytest

from annotator.finders import suggest
from annotator.finders.boilerplate import find_boilerplate, repeated_in


def passages(text: str, **more: frozenset[str]) -> list[str]:
    return [text[slice(*each.segments[0])] for each in find_boilerplate(text, **more)]


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter.",
        "READ MORE: Mayor says “no”",
        "Follow Ana Lund on Twitter @analund",
        "(Reporting by A. Lund; editing by B. Roth)",
        "Get the day’s news in your inbox.",
        "Photo: A. Lund",
    ],
)
def test_known_shapes_are_proposed(line: str) -> None:
    assert passages(f"The mill closed on Friday.\n{line}\nIt had 40 workers.") == [line]


def test_an_appeal_that_is_glued_to_a_sentence_is_cut_off_it() -> None:
    text = "The mill closed on Friday.Sign up for our newsletter to get more."
    assert passages(text) == ["Sign up for our newsletter to get more."]


def test_what_somebody_said_before_an_appeal_is_no_part_of_it() -> None:
    text = "“We object to finding out afterwards,” he said.Enjoying this story? Get Town Notes in your inbox."
    assert passages(text) == ["Enjoying this story? Get Town Notes in your inbox."]
    spaced = "“We object,” he said. Get Town Notes in your inbox."
    assert passages(spaced) == ["Get Town Notes in your inbox."]


def test_a_long_paragraph_is_an_article_whatever_stands_in_it() -> None:
    assert not passages("The mayor talked about a newsletter and said that it would be free of charge. " * 8)


def test_nothing_is_suggested_inside_boilerplate() -> None:
    text = "The mill closed.\nRead more: “We will fight on,” union chief Roth said, after 40 jobs went."
    assert [each.kind for each in suggest(text)] == ["boilerplate"]


def test_a_quotation_before_a_glued_appeal_is_found() -> None:
    text = "“We object to it,” he said.Enjoying this story? Get Town Notes in your inbox."
    quote, appeal = suggest(text)
    assert (quote.kind, quote.segments) == ("quote", ((0, 18),))
    assert appeal.kind == "boilerplate"


def test_a_paragraph_that_an_outlet_repeats_is_proposed_in_its_other_articles() -> None:
    line = "The Harbour Post has 12 local editions."
    outlet = [f"Story {number}.\n{line.replace('12', str(number))}" for number in range(4)]
    repeated = repeated_in(outlet)
    assert passages(f"A new story.\n{line}", repeated=repeated) == [line]
    assert not passages("A new story.\nAnother line of it.", repeated=repeated)
