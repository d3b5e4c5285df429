"""The words of the ids that the model itself knows: values of the default codebook, roles, types of sources.

The ids stand in every file and never change; what a person reads for them is said in their language. What a team has
added of its own is shown as the team has written it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from annotator.language import countable, tr

_WORDS: Mapping[str, str] = MappingProxyType({
    # the types of claims and quotes
    "factual": tr("factual"), "quantitative": tr("quantitative"), "causal": tr("causal"),
    "prediction": tr("prediction"), "commitment": tr("commitment"), "policy": tr("policy"), "value": tr("value"),
    "definition": tr("definition"), "direct": tr("direct"), "indirect": tr("indirect"), "mixed": tr("mixed"),
    "free_indirect": tr("free indirect"), "reported": tr("reported"),
    # what is answered
    "yes": tr("yes"), "low": tr("low"), "no": tr("no"), "unchecked": tr("unchecked"), "supported": tr("supported"),
    "refuted": tr("refuted"), "conflicting": tr("conflicting"), "not_enough_evidence": tr("not enough evidence"),
    "certain": tr("certain"), "probable": tr("probable"), "possible": tr("possible"), "unknown": tr("unknown"),
    "positive": tr("positive"), "negative": tr("negative"), "neutral": tr("neutral"), "for": tr("for"),
    "against": tr("against"), "other": tr("other"),
    # where and how it is said
    "interview": tr("interview"), "press_conference": tr("press conference"), "speech": tr("speech"),
    "statement": tr("statement"), "document": tr("document"), "broadcast": tr("broadcast"),
    "social_media": tr("social media"), "message": tr("message"), "court": tr("court"), "assert": tr("assert"),
    "ask": tr("ask"), "request": tr("request"), "promise": tr("promise"), "deny": tr("deny"), "accuse": tr("accuse"),
    "praise": tr("praise"), "apologise": tr("apologise"),
    # sources
    "person": tr("person"), "organisation": tr("organisation"), "group": tr("group"), "dataset": tr("dataset"),
    "url": tr("url"), "named": tr("named"), "unnamed_role": tr("unnamed role"), "anonymous": tr("anonymous"),
    "unspecified": tr("unspecified"),
    # attributions
    "speaker": tr("speaker"), "reporter": tr("reporter"), "addressee": tr("addressee"), "publisher": tr("publisher"),
    "explicit": tr("explicit"), "inferred": tr("inferred"), "narrator": tr("narrator"),
    # passages
    "headline": tr("headline"), "standfirst": tr("standfirst"), "byline": tr("byline"), "body": tr("body"),
    "caption": tr("caption"), "boilerplate": tr("boilerplate"), "debris": tr("debris"),
    "correction": tr("correction"),
    # figures
    "count": tr("count"), "money": tr("money"), "proportion": tr("proportion"), "rate": tr("rate"),
    "ratio": tr("ratio"), "change": tr("change"), "rank": tr("rank"), "index": tr("index"),
    "duration": tr("duration"), "age": tr("age"), "size": tr("size"), "range": tr("range"),
    "increase": tr("increase"), "decrease": tr("decrease"),
    # fields, as history names them
    "affiliation": tr("affiliation"), "roles": tr("roles"), "title": tr("title"), "outlet": tr("outlet"),
    "published": tr("published"), "language": tr("language"), "section": tr("section"), "citation": tr("citation"),
    "anonymity": tr("anonymity"), "unit": tr("unit"), "comparator": tr("comparator"),
    "measure": tr("measure"), "measured_entity": tr("measured entity"), "period": tr("period"),
    # kinds and progress
    "claim": tr("claim"), "quote": tr("quote"), "statistic": tr("statistic"), "todo": tr("todo"),
    "doing": tr("doing"), "done": tr("done"), "skipped": tr("skipped"),
})

COUNTED = (countable("claim"), countable("quote"), countable("statistic"))
"""What is counted under the id of its kind."""


def in_words(name: str) -> str:
    """An id as a person reads it: `not_enough_evidence` is “not enough evidence”."""
    return _WORDS.get(name) or name.replace("_", " ")
