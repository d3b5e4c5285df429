"""Finders scored against what people annotated."""

from annotator.corpus.annotation import Annotation, Attribution, Segment
from annotator.finders import suggest
from annotator.finders.evaluation import evaluate, gold_of

TEXT = "“The river rose overnight,” the mayor said. The town has 300 houses. The council vowed to help."


def annotation(kind: str, words: str, mention: str = "", **quantity: str) -> Annotation:
    start, who = TEXT.index(words), TEXT.find(mention)
    chain = (Attribution(None, mention=((who, who + len(mention)),)),) if mention else ()
    segments = (Segment("content", start, start + len(words)),)
    return Annotation("a", "b", kind, segments, chain, quantity=quantity)


def scored(*annotations: Annotation) -> dict[str, dict[str, float]]:
    return evaluate([(TEXT, gold_of(annotations), suggest(TEXT))])


def test_what_is_found_as_it_is_annotated_scores_a_hundred() -> None:
    found = scored(
        annotation("quote", "“The river rose overnight,”", "the mayor"),
        annotation("quote", "to help", "The council"),
        annotation("statistic", "300", value="300", comparator="="),
    )
    quotes, figures = found["quote"], found["statistic"]
    assert {quotes[name] for name in ("strict F50", "precision", "recall", "F80", "direct F", "speaker")} == {100.0}
    assert (figures["value"], figures["comparator"]) == (100.0, 100.0)


def test_what_nobody_annotated_costs_precision_and_what_is_not_found_recall() -> None:
    quotes = scored(annotation("quote", "The town has 300 houses"), annotation("quote", "to help"))["quote"]
    assert (quotes["precision"], quotes["recall"]) == (50.0, 50.0)


def test_a_kind_that_nobody_annotated_is_not_scored() -> None:
    assert set(scored(annotation("quote", "to help"))) == {"quote"}


def test_a_wrong_value_is_told_from_a_wrong_place() -> None:
    figures = scored(annotation("statistic", "300", value="301"))["statistic"]
    assert (figures["recall"], figures["value"]) == (100.0, 0.0)
