"""Marks on pages that are only named: they go to the articles of these addresses that the project has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.corpus.article import Article
from annotator.corpus.change import Change
from annotator.corpus.contents import Standing
from annotator.formats.doors import COMPARING, Corpus, ReadOptions
from annotator.formats.doors.addresses import same_page
from annotator.formats.doors.anchors import Anchoring
from annotator.formats.doors.files import refused
from annotator.formats.doors.foreign import Foreign, ForeignArticle, ForeignMark, ForeignPage, settled
from annotator.formats.doors.found import Found
from annotator.language import tr, trn

_NAMED = 3
"""Addresses that are named; more are counted."""


def place(foreign: Foreign, corpus: Corpus, options: ReadOptions) -> None:
    """Give these marks their places; what has none is said and left out.

    Raises:
        Fault: nothing in it lies on anything that the project has, or that came along.
    """
    known, missing, lost = _addresses(foreign.pages, corpus), Counter[str](), list[tuple[str, str]]()
    for _, page in options.each(foreign.pages, COMPARING):
        tried = [_placed(page, name, foreign.name, corpus) for name in known.get(_key(page.address), ())]
        if not tried:
            missing[page.address] += len(page.marks) + len(page.notes)
            continue
        best = max(tried, key=lambda each: len(each.marks))
        stand = {mark.key for mark in best.marks}
        lost += [(quoted[0].exact if quoted else "", page.address) for mark, quoted in page.marks
                 if mark.key not in stand]
        if page.notes or page.tags:
            foreign.joined[best.found.article.id] = page.notes, page.tags
        if best.marks or page.notes or page.tags:
            foreign.articles.append(best)
    if missing and not foreign.articles and not lost:
        raise refused(foreign.name, tr("the project has none of its pages: {pages}", pages=_listed(missing)),
                      tr("Import these articles first, with their addresses, or give those that are there their"
                         " address; then import the file again"))
    if missing:
        foreign.warnings.append(
            trn("{number:,} annotation of pages that the project does not have left out: {pages}. Import these"
                " articles, with their addresses, then the file once more",
                "{number:,} annotations of pages that the project does not have left out: {pages}. Import these"
                " articles, with their addresses, then the file once more", missing.total(), pages=_listed(missing)))
    if lost:
        words, address = lost[0]
        first = " ".join(words.split())[:60] or tr("only a place is given")
        foreign.warnings.append(trn("{number:,} annotation whose words are not in the article, or in several places of"
                                    " it, left out; the first: “{first}” ({address})",
                                    "{number:,} annotations whose words are not in the article, or in several places of"
                                    " it, left out; the first: “{first}” ({address})",
                                    len(lost), first=first, address=address))


def joined(foreign: Foreign, standing: Mapping[str, Standing]) -> Iterator[Change]:
    """What joins the notes and tags of articles that the project has; what is among these already does not."""
    for name, (notes, tags) in foreign.joined.items():
        fields = standing[name].fields
        note = str(fields.get("note") or "")
        new = [each for each in notes if f"\n\n{each}\n\n" not in f"\n\n{note}\n\n"]
        patch: dict[str, Any] = {f"tag:{tag}": 1 for tag in tags if not fields.get(f"tag:{tag}")}
        if new:
            patch["note"] = "\n\n".join(filter(None, (note.rstrip(), *new)))
        if patch:
            yield Change("article", name, patch, name)


def _key(address: str) -> str:
    return same_page(address)


def _addresses(pages: Sequence[ForeignPage], corpus: Corpus) -> Mapping[str, list[str]]:
    """Each address → the articles that have it; several are versions of one."""
    wanted, found = {_key(page.address) for page in pages}, dict[str, list[str]]()
    if not wanted:
        return found
    for name, _, url in corpus.titles_and_addresses():
        for key in {name, _key(url)} & wanted:
            found.setdefault(key, []).append(name)
    return found


def _placed(page: ForeignPage, name: str, file: str, corpus: Corpus) -> ForeignArticle:
    """The marks that find their words in one article; a mark with only some of its parts has none."""
    text = corpus.text(name)
    anchoring = Anchoring(text)
    marks: list[ForeignMark] = []
    for mark, quoted in page.marks:
        spans = [span for each in quoted if (span := anchoring.span(each)) is not None]
        if spans and len(spans) == len(quoted):
            marks.append(replace(mark, segments=settled(spans, text)))
    return ForeignArticle(Found(file, Article(name, ""), text), marks)


def _listed(missing: Counter[str]) -> str:
    named = ", ".join(f"{address} ({many})" for address, many in missing.most_common(_NAMED))
    more = len(missing) - _NAMED
    return tr("{several} and {more} more", several=named, more=more) if more > 0 else named
