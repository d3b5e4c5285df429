"""Check-worthy claims: the order of sentences, and their clauses."""

from annotator.finders import suggest


def claims(text: str) -> dict[str, float]:
    return {text[slice(*each.segments[0])]: each.score for each in suggest(text, finders=["claims"])}


def test_a_figure_is_more_worth_checking_than_a_question_or_a_wish() -> None:
    found = claims(
        "Crime fell by 40 percent because of the new patrols. I think the harbour is beautiful today. "
        "Will the council ever decide this?"
    )
    figure, wish, question = found.values()
    assert figure > 0.7
    assert max(wish, question) < 0.5


def test_two_clauses_are_two_claims() -> None:
    found = claims("The mill closed in May; the town lost 300 jobs, but it kept its school open.")
    assert list(found) == ["The mill closed in May", "the town lost 300 jobs", "it kept its school open"]


def test_a_claim_says_its_type_and_why() -> None:
    text = "The mill closed because the price of oil had doubled."
    (found,) = suggest(text, finders=["claims"])
    assert found.attributes["claim_type"] == "causal"
    assert "a cause" in found.why
