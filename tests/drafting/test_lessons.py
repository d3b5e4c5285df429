"""What verdicts teach: by rule, outlet and person, counted, said in words, and taken back."""

from annotator.corpus.annotation import Attribution
from annotator.corpus.verdicts import Verdict, who_of
from annotator.drafting import Lessons
from annotator.finders import Suggestion

TEXT = "The fee rises, Anna Berg said."
CHAIN = (Attribution(None, mention=((15, 24),)),)
EACH = Suggestion(((0, 14),), "quote", "a clause", 0.8, "bare/say", CHAIN)


def verdict(*, rule: str = "bare/say", who: str = "berg", accepted: bool = True) -> Verdict:
    return Verdict("quote", rule, who, accepted)


def test_nothing_is_learnt_from_nothing() -> None:
    assert Lessons().taught(EACH, TEXT, "Courier") is EACH


def test_a_rule_that_is_dismissed_here_falls_and_says_so() -> None:
    lessons = Lessons()
    lessons.put("a", "Courier", {verdict(accepted=False): 3, verdict(): 1})
    taught = lessons.taught(EACH, TEXT, "Courier")
    assert taught.score == (0.8 * 8 + 1) / 12
    assert taught.why == "a clause + 1 of 4 accepted here"


def test_an_outlet_and_a_person_count_where_they_differ_from_the_rest() -> None:
    lessons = Lessons()
    lessons.put("a", "Courier", {verdict(rule="object/cite", who="lind", accepted=False): 5})
    lessons.put("b", "Gazette", {verdict(rule="object/cite", who="berg"): 5})
    low, high = lessons.taught(EACH, "", "Courier"), lessons.taught(EACH, TEXT, "Gazette")
    assert low.why == "a clause + 0 of 5 in Courier"
    assert high.why == "a clause + 5 of 5 in Gazette + 5 of 5 of Berg"
    assert low.score < 0.8 < high.score < 1


def test_the_only_outlet_teaches_nothing() -> None:
    lessons = Lessons()
    lessons.put("a", "Courier", {verdict(rule="object/cite", who="", accepted=False): 5})
    assert lessons.taught(EACH, TEXT, "Courier") == EACH


def test_verdicts_of_an_article_are_exchanged_not_added() -> None:
    lessons = Lessons()
    lessons.put("a", "Courier", {verdict(): 4})
    lessons.put("a", "Courier", {verdict(): 1})
    lessons.add("a", "Courier", verdict(accepted=False))
    assert lessons.of_rules() == {"bare/say": (1, 1)}
    lessons.put("a", "Courier", {})
    assert lessons.of_rules() == {}
    assert not lessons.knows("a")


def test_a_person_is_counted_by_the_last_name_and_anybody_else_by_the_words() -> None:
    assert who_of(TEXT, CHAIN) == "berg"
    assert who_of("the minister said", (Attribution(None, mention=((0, 12),)),)) == "the minister"
    assert who_of(TEXT, ()) == ""
