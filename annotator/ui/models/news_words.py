"""What others did, in a line: “Maria changed the note of “…””, “Maria and Jo · 14 changes in 3 articles”."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from annotator.corpus.change import counted
from annotator.project.news import News
from annotator.ui.bridge import Bridge
from annotator.ui.models.past_names import annotation_words, names_for
from annotator.ui.models.past_words import field_words

_NAMED = 2
"""People who are named; more are counted."""
_WORDS = 44
"""Characters of an annotation's words, or of a title, that are told."""
_PARTS = 3
"""Sorts of things that are counted apart; of more only how many there are."""

_NOUNS: Mapping[str, str] = MappingProxyType({
    "annotation": "annotation", "source": "source", "link": "link", "article": "article", "review": "mark",
    "values": "answer"})
_SHARED: Mapping[str, str] = MappingProxyType({
    "source": "sources", "codebook": "the codebook", "project": "the project’s settings", "purge": "what was purged"})


def sentence(news: Sequence[News], bridge: Bridge, *, more: int = 0) -> str:
    """All of it in a line; `more` is the number of operations that were not looked at one by one."""
    who = people_words(news, bridge)
    if len({one.entity for one in news}) == 1 and len({one.coder for one in news}) == 1 and not more:
        return f"{who} {_deed(news[-1], bridge)}"
    where = _where(news, bridge)
    return f"{who} · {_many(news, more)}{f' {where}' if where else ''}"


def people_words(news: Sequence[News], bridge: Bridge) -> str:
    """“Maria”, “Maria and Jo”, “Maria, Jo and 2 others”: whoever did most comes first."""
    people = bridge.session.catalogue.people()
    names = {people.one(one.coder): people.name(one.coder) for one in news}
    most = [names[name] for name, _ in Counter(people.one(one.coder) for one in news).most_common()]
    named, others = most[:_NAMED], most[_NAMED:]
    if others:
        return f"{', '.join(named)} and {counted(len(others), 'other')}"
    return " and ".join(named)


def count_words(news: Sequence[News], more: int = 0) -> str:
    """“3 changes”, “more than 2,000 changes”: each thing counts once."""
    many = len({one.entity for one in news})
    return f"more than {counted(many + more, 'change')}" if more else counted(many, "change")


# --- several ---


def _many(news: Sequence[News], more: int) -> str:
    if more:
        return count_words(news, more)
    kinds = Counter(_sort(one) for one in {one.entity: one for one in news}.values())
    if len(kinds) > _PARTS or "" in kinds:
        return count_words(news)
    parts = [f"{counted(many, sort.partition(' ')[0])}{sort[len(sort.partition(' ')[0]):]}"
             for sort, many in sorted(kinds.items(), key=_place)]
    return ", ".join(parts)


def _place(sort: tuple[str, int]) -> int:
    """What is looked at most comes first."""
    return list(_NOUNS.values()).index(sort[0].partition(" ")[0])


def _sort(one: News) -> str:
    """A noun, and what was done to it; "" for what is not counted apart."""
    noun = _NOUNS.get(one.kind, "")
    if not noun:
        return ""
    if one.kind in ("review", "values"):
        return noun
    if one.gone:
        return f"{noun} {'taken back' if one.taken_back else 'removed'}"
    return noun if one.new else f"{noun} {'brought back' if one.back else 'changed'}"


def _where(news: Sequence[News], bridge: Bridge) -> str:
    articles = {place for one in news if (place := article_of(one))}
    if articles == {bridge.article}:
        return "in this article"
    if len(articles) == 1:
        return f"in {_title(articles.pop(), bridge)}"
    if articles:
        return f"in {counted(len(articles), 'article')}"
    shared = list(dict.fromkeys(_SHARED.get(one.kind, "") for one in news if _SHARED.get(one.kind)))
    counted_apart = all(_sort(one) for one in news)
    return "" if counted_apart or not shared else f"to {' and '.join(shared)}"


def article_of(one: News) -> str:
    """The article in which it was done, "" for what the project shares."""
    return one.entity if one.kind == "article" else one.article


# --- one ---


def _deed(one: News, bridge: Bridge) -> str:
    """The verb and its object."""
    if one.kind == "annotation":
        return _annotation(one, bridge) + _elsewhere(one, bridge)
    if one.kind == "source":
        return _source(one, bridge)
    title = _title(article_of(one), bridge) if article_of(one) else ""
    if one.kind == "article":
        return f"{_verb(one, 'brought in', 'changed the details of')} {title}"
    if one.kind == "link":
        return f"{_verb(one, 'drew', 'changed')} a link in {title}"
    if one.kind == "review":
        return f"{'is done with' if one.fields.get('status') == 'done' else 'skips'} {title}"
    if one.kind == "values":
        return f"answered the questions on {title}"
    if one.kind == "passages":
        return f"changed what is greyed out in {title}"
    if one.kind == "purge":
        return "purged an article" if one.fields.get("article") else "purged a coder"
    if one.kind == "project" and one.fields.get("released"):
        return "released the project: everybody sees everything"
    return "changed the codebook" if one.kind == "codebook" else "changed the project’s settings"


def _verb(one: News, made: str, changed: str) -> str:
    if one.gone:
        return "took back" if one.taken_back else "removed"
    if one.back:
        return "brought back"
    return made if one.new else changed


def _annotation(one: News, bridge: Bridge) -> str:
    words = _short(annotation_words(bridge, one.entity))
    if one.gone or one.back:
        return f"{_verb(one, '', '')} {words}"
    if one.new:
        label = bridge.session.catalogue.codebook().kind(str(one.fields.get("kind", ""))).label.lower()
        return f"marked {words} as {_article(label)} {label}"
    heads = {name.partition(":")[0] for name in one.fields}
    if one.taken_back:
        return f"took back a change of {words}"
    if len(heads) > 1:
        return f"changed {words}"
    if heads == {"chain"}:
        return f"set the source of {words}" if one.fields["chain"] else f"took the source off {words}"
    if heads == {"quantity"}:
        return f"changed the figure of {words}"
    annotation = bridge.session.catalogue.annotation(one.entity)
    names = names_for(bridge, one.article, annotation.kind if annotation else "")
    what = field_words(next(iter(one.fields)), names)
    return f"changed the {what[:1].lower() + what[1:]} of {words}"


def _elsewhere(one: News, bridge: Bridge) -> str:
    return "" if one.article == bridge.article else f" in {_title(one.article, bridge)}"


def _source(one: News, bridge: Bridge) -> str:
    known = bridge.session.catalogue.sources().get(one.entity)
    name = known.name if known else str(one.fields.get("name") or "")
    called = f"the source {name}" if name else "a source"
    if into := one.fields.get("merged_into"):
        other = bridge.source(into)
        return f"merged {called} into {other.name if other else 'another'}"
    if "merged_into" in one.fields:
        return f"split off {called}"
    return f"{_verb(one, 'added', 'changed')} {called}"


def _article(word: str) -> str:
    return "an" if word[:1] in "aeiou" else "a"


def _title(article: str, bridge: Bridge) -> str:
    if article == bridge.article:
        return "this article"
    found = bridge.session.catalogue.article(article)
    return _short(found.title or "Untitled") if found else "an article that is gone"


def _short(words: str) -> str:
    whole = " ".join(words.split()).strip("“”")
    if not whole:
        return "an annotation"
    return f"“{whole if len(whole) <= _WORDS else whole[:_WORDS].rstrip() + '…'}”"
