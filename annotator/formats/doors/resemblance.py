"""Articles that are nearly another one: an agency's story cut by a paper, a version that was corrected later.

Texts are compared sentence by sentence. Only those are compared that share one of their rarest sentences, or with an
article of the project that has the same address or title: all pairs of ten thousand articles would take a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from zlib import crc32

from annotator.corpus.article import text_digest
from annotator.formats.doors import Arrival, Corpus

ALIKE = 0.7
"""The share of the shorter text's sentences that makes two articles nearly the same."""

_SENTENCE = re.compile(r"[^.!?\n]{25,}")
_LOOKED_AT = 20_000
_TRACES = 3


def resembling(arrivals: Sequence[Arrival], corpus: Corpus) -> list[str]:
    """A line for each new article that has nearly the words of another, or its address with other words."""
    new = [arrival for arrival in arrivals if arrival.state == "new"]
    said: dict[int, str] = {}
    by_url, by_title = _shelved(corpus) if new else ({}, {})
    for place, arrival in enumerate(new):
        article = arrival.article
        name = by_url.get(article.url, "") if article.url else ""
        other = name or by_title.get(article.title.casefold(), "")
        if not other or other == article.id:
            continue
        share = _share(_sentences(arrival.text), _sentences(corpus.text(other)))
        if name:
            said[place] = "the project has an article of this address with other words; is it a later version?"
        elif share >= ALIKE:
            said[place] = f"it has nearly the words of an article of this title in the project ({share:.0%})"
    for place, other_place, share in _pairs([_sentences(arrival.text) for arrival in new]):
        if text_digest(new[place].text) != text_digest(new[other_place].text):
            title = new[other_place].article.title[:60]
            said.setdefault(place, f"it has nearly the words of “{title}”, which comes in with it ({share:.0%})")
    return [f"{new[place].article.title[:60] or new[place].file}: {words}" for place, words in sorted(said.items())]


def _shelved(corpus: Corpus) -> tuple[Mapping[str, str], Mapping[str, str]]:
    by_url, by_title = dict[str, str](), dict[str, str]()
    for name, title, url in corpus.titles_and_addresses():
        if url:
            by_url[url] = name
        if len(title) > 12:
            by_title[title.casefold()] = name
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
