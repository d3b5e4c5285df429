"""Articles that are nearly another one: an agency's story cut by a paper, a version that was corrected later.

Texts are compared sentence by sentence. Only those are compared that share one of their rarest sentences, or with an
article of the project that has the same address or title: all pairs of ten thousand articles would take a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from zlib import crc32

from annotator.corpus.article import text_digest
from annotator.formats.doors import ALIKE, Arrival, Corpus, Earlier
from annotator.language import tr

_SENTENCE = re.compile(r"[^.!?\n]{25,}")
_LOOKED_AT = 20_000
_TRACES = 3

_Known = tuple[str, str]
"""Id and title of an article of the project."""


def resembling(arrivals: list[Arrival], corpus: Corpus) -> list[str]:
    """Note at each new article of which article of the project it may be a new version, each at one of them.

    Returns:
        A line for each that has nearly the words of another one that comes in with it.
    """
    places = [place for place, arrival in enumerate(arrivals) if arrival.state == "new"]
    by_url, by_title = _shelved(corpus) if places else ({}, {})
    found: dict[str, tuple[float, int, Earlier]] = {}
    for place in places:
        if earlier := _earlier(arrivals[place], by_url, by_title, corpus):
            best = found.get(earlier.article)
            if best is None or (earlier.same_address, earlier.share) > (best[2].same_address, best[2].share):
                found[earlier.article] = earlier.share, place, earlier
    for _, place, earlier in found.values():
        arrivals[place] = replace(arrivals[place], earlier=earlier)
    return _within([arrivals[place] for place in places])


def _earlier(arrival: Arrival, by_url: Mapping[str, _Known], by_title: Mapping[str, _Known],
             corpus: Corpus) -> Earlier | None:
    article = arrival.article
    same_address = by_url.get(article.url) if article.url else None
    other = same_address or by_title.get(article.title.casefold())
    if other is None or other[0] == article.id:
        return None
    share = _share(_sentences(arrival.text), _sentences(corpus.text(other[0])))
    return Earlier(*other, share, same_address is not None) if same_address or share >= ALIKE else None


def _within(new: Sequence[Arrival]) -> list[str]:
    """What is nearly another one of the same lot."""
    said: dict[int, str] = {}
    for place, other_place, share in _pairs([_sentences(arrival.text) for arrival in new]):
        if text_digest(new[place].text) != text_digest(new[other_place].text):
            title = new[other_place].article.title[:60]
            said.setdefault(place, tr("it has nearly the words of “{title}”, which comes in with it ({percent:.0f}%)",
                                      title=title, percent=100 * share))
    return [f"{new[place].article.title[:60] or new[place].file}: {words}" for place, words in sorted(said.items())]


def _shelved(corpus: Corpus) -> tuple[Mapping[str, _Known], Mapping[str, _Known]]:
    by_url, by_title = dict[str, _Known](), dict[str, _Known]()
    for name, title, url in corpus.titles_and_addresses():
        if url:
            by_url[url] = name, title
        if len(title) > 12:
            by_title[title.casefold()] = name, title
    return by_url, by_title


def _sentences(text: str) -> frozenset[int]:
    return frozenset(crc32(each.strip().casefold().encode()) for each in _SENTENCE.findall(text[:_LOOKED_AT]))


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _pairs(given: Iterable[frozenset[int]]) -> Iterator[tuple[int, int, float]]:
    """Place of a text, place of one before it that is nearly the same, and how nearly."""
    seen: list[frozenset[int]] = []
    traces: dict[int, int] = {}
    for place, sentences in enumerate(given):
        seen.append(sentences)
        smallest = sorted(sentences)[:_TRACES]
        others = {traces[each] for each in smallest if each in traces}
        for other in sorted(others):
            if len(sentences) > 2 and (share := _share(sentences, seen[other])) >= ALIKE:
                yield place, other, share
                break
        for each in smallest:
            traces.setdefault(each, place)
