"""Accepting and dismissing: state in, change set out."""

from annotator.actions import suggestions
from annotator.corpus.change import describe
from annotator.formats import default_codebook

TEXT = "“The river rose,” the mayor said."


def test_what_is_accepted_says_that_it_was_a_suggestion() -> None:
    made, changes = suggestions.accept(
        "a", TEXT, spans=[(0, 17)], kind="quote", codebook=default_codebook(),
        answers={"quote_type": "direct", "unknown": "x"}, finder="tail/say", score=0.97,
    )  # fmt: skip
    assert made.origin == {"by": "suggestion", "finder": "tail/say", "score": 0.97}
    assert made.attributes["quote_type"] == "direct"
    assert "unknown" not in made.attributes
    assert describe(changes.changes) == "Mark quote"


def test_dismissing_says_how_many_and_bringing_back_too() -> None:
    one, two = ("quote", ((0, 17),)), ("statistic", ((3, 5),))
    assert describe(suggestions.dismiss("a", {one: "tail/say"}).changes) == "Dismiss suggestion"
    assert describe(suggestions.dismiss("a", {one: "tail/say", two: "figure/count"}).changes) == "Dismiss 2 suggestions"
    assert describe(suggestions.bring_back("a", [one]).changes) == "Bring back suggestion"
    assert not suggestions.dismiss("a", {})
