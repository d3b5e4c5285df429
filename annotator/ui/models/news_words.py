"""What others did, in a line: “Maria changed the note of “…””, “Maria and Jo · 14 changes in 3 articles”."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from annotator.corpus.listing import all_of
from annotator.language import countable, counted, tr, trc
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
    "annotation": countable("annotation"), "source": countable("source"), "link": countable("link"),
    "article": countable("article"), "review": countable("mark"), "values": countable("answer")})
_SHARED: Mapping[str, str] = MappingProxyType({
    "source": trc("changes to", "sources"), "codebook": tr("the codebook"), "project": tr("the project’s settings"),
    "purge": tr("what was purged")})
_DID: Mapping[str, Callable[..., str]] = MappingProxyType({
    "taken back": partial(tr, "took back {thing}"), "removed": partial(tr, "removed {thing}"),
    "brought back": partial(tr, "brought back {thing}")})
_COUNTED: Mapping[str, Callable[..., str]] = MappingProxyType({
    "new": partial(tr, "{things}"), "taken back": partial(tr, "{things} taken back"),
    "removed": partial(tr, "{things} removed"), "brought back": partial(tr, "{things} brought back"),
    "changed": partial(tr, "{things} changed")})


def sentence(news: Sequence[News], bridge: Bridge, *, more: int = 0) -> str:
    """All of it in a line; `more` is the number of operations that were not looked at one by one."""
    who = people_words(news, bridge)
    if len({one.entity for one in news}) == 1 and len({one.coder for one in news}) == 1 and not more:
        return tr("{who} {did}", who=who, did=_deed(news[-1], bridge))
    many, where = _many(news, more), _where(news, bridge)
    return f"{who} · {many} {where}" if where else f"{who} · {many}"


def people_words(news: Sequence[News], bridge: Bridge) -> str:
    """“Maria”, “Maria and Jo”, “Maria, Jo and 2 others”: whoever did most comes first."""
    people = bridge.session.catalogue.people()
    names = {people.one(one.coder): people.name(one.coder) for one in news}
    most = [names[name] for name, _ in Counter(people.one(one.coder) for one in news).most_common()]
    named, others = most[:_NAMED], most[_NAMED:]
    if others:
        return all_of([*named, counted(len(others), "other")])
    return all_of(named)


def count_words(news: Sequence[News], more: int = 0) -> str:
    """“3 changes”, “more than 2,000 changes”: each thing counts once."""
    many = len({one.entity for one in news})
    return tr("more than {changes}", changes=counted(many + more, 'change')) if more else counted(many, "change")


# --- several ---


def _many(news: Sequence[News], more: int) -> str:
    if more:
        return count_words(news, more)
    kinds = Counter(_sort(one) for one in {one.entity: one for one in news}.values())
    if len(kinds) > _PARTS or any(not noun for noun, _ in kinds):
        return count_words(news)
    return ", ".join(_COUNTED[how](things=counted(many, noun))
                     for (noun, how), many in sorted(kinds.items(), key=_place))


def _place(sort: tuple[tuple[str, str], int]) -> int:
    """What is looked at most comes first."""
    return list(_NOUNS.values()).index(sort[0][0])


def _sort(one: News) -> tuple[str, str]:
    """A noun, and what was done to it; "" for what is not counted apart."""
    noun = _NOUNS.get(one.kind, "")
    return (noun, "new" if not noun or one.kind in ("review", "values") else _how(one))


def _how(one: News) -> str:
    """What was done: new, changed, removed, taken back, brought back."""
    if one.gone:
        return "taken back" if one.taken_back else "removed"
    return "brought back" if one.back and not one.new else "new" if one.new else "changed"


def _where(news: Sequence[News], bridge: Bridge) -> str:
    articles = {place for one in news if (place := article_of(one))}
    if articles == {bridge.article}:
        return tr("in this article")
    if len(articles) == 1:
        return tr("in {title}", title=_title(articles.pop(), bridge))
    if articles:
        return tr("in {articles}", articles=counted(len(articles), 'article'))
    shared = list(dict.fromkeys(_SHARED.get(one.kind, "") for one in news if _SHARED.get(one.kind)))
    counted_apart = all(_sort(one)[0] for one in news)
    return "" if counted_apart or not shared else tr("to {things}", things=all_of(shared))


def article_of(one: News) -> str:
    """The article in which it was done, "" for what the project shares."""
    return one.entity if one.kind == "article" else one.article


# --- one ---


def _deed(one: News, bridge: Bridge) -> str:
    """The verb and its object."""
    if one.kind == "annotation":
        did = _annotation(one, bridge)
        return did if one.article == bridge.article else tr("{did} in {title}", did=did,
                                                            title=_title(one.article, bridge))
    if one.kind == "source":
        return _source(one, bridge)
    title = _title(article_of(one), bridge) if article_of(one) else ""
    if one.kind == "article":
        return _did(one, title, tr("brought in {thing}", thing=title),
                    tr("changed the details of {thing}", thing=title))
    if one.kind == "link":
        link = tr("a link in {title}", title=title)
        return _did(one, link, tr("drew {thing}", thing=link), tr("changed {thing}", thing=link))
    if one.kind == "review":
        return (tr("is done with {title}", title=title) if one.fields.get("status") == "done" else
                tr("skips {title}", title=title))
    if one.kind == "values":
        return tr("answered the questions on {title}", title=title)
    if one.kind == "passages":
        return tr("changed what is greyed out in {title}", title=title)
    if one.kind == "purge":
        return tr("purged an article") if one.fields.get("article") else tr("purged a coder")
    if one.kind == "project" and one.fields.get("released"):
        return tr("released the project: everybody sees everything")
    return tr("changed the codebook") if one.kind == "codebook" else tr("changed the project’s settings")


def _did(one: News, thing: str, made: str, changed: str) -> str:
    say = _DID.get(_how(one))
    return say(thing=thing) if say else made if one.new else changed


def _annotation(one: News, bridge: Bridge) -> str:
    words = _short(annotation_words(bridge, one.entity))
    if one.gone or one.back:
        return _did(one, words, "", "")
    if one.new:
        label = bridge.session.catalogue.codebook().kind(str(one.fields.get("kind", ""))).label.lower()
        return (tr("marked {words} as an {kind}", words=words, kind=label) if label[:1] in "aeiou" else
                tr("marked {words} as a {kind}", words=words, kind=label))
    heads = {name.partition(":")[0] for name in one.fields}
    if one.taken_back:
        return tr("took back a change of {words}", words=words)
    if len(heads) > 1:
        return tr("changed {words}", words=words)
    if heads == {"chain"}:
        return (tr("set the source of {words}", words=words) if one.fields["chain"] else
                tr("took the source off {words}", words=words))
    if heads == {"quantity"}:
        return tr("changed the figure of {words}", words=words)
    annotation = bridge.session.catalogue.annotation(one.entity)
    names = names_for(bridge, one.article, annotation.kind if annotation else "")
    what = field_words(next(iter(one.fields)), names)
    return tr("changed the {field} of {words}", field=what[:1].lower() + what[1:], words=words)


def _source(one: News, bridge: Bridge) -> str:
    known = bridge.session.catalogue.sources().get(one.entity)
    name = known.name if known else str(one.fields.get("name") or "")
    called = tr("the source {name}", name=name) if name else tr("a source")
    if into := one.fields.get("merged_into"):
        other = bridge.source(into)
        return (tr("merged {source} into {into}", source=called, into=other.name) if other else
                tr("merged {source} into another", source=called))
    if "merged_into" in one.fields:
        return tr("split off {source}", source=called)
    return _did(one, called, tr("added {thing}", thing=called), tr("changed {thing}", thing=called))


def _title(article: str, bridge: Bridge) -> str:
    if article == bridge.article:
        return tr("this article")
    found = bridge.session.catalogue.article(article)
    return _short(found.title or tr("Untitled")) if found else tr("an article that is gone")


def _short(words: str) -> str:
    whole = " ".join(words.split()).strip("“”")
    if not whole:
        return tr("an annotation")
    return tr("“{words}”", words=whole if len(whole) <= _WORDS else f"{whole[:_WORDS].rstrip()}…")
